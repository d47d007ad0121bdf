// Owns: what a test program needs as an ODBC application: handles that free themselves, calls checked with their
// diagnostics in the message, values in and out. Never: knows the driver's inside, a server, a test.
#pragma once

#include <doctest/doctest.h>
#include <sql.h>
#include <sqlext.h>
#include <sqlucode.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace application {

/// What answers this program's calls: a driver manager, or the module itself.
enum class Manager { UnixOdbc, Iodbc, None };
[[nodiscard]] Manager manager();

/// Names of the tests that make no sense through this program's manager (iodbc/left_out.h).
[[nodiscard]] std::vector<std::string> left_out();

/// `by_iodbc` in a program with iODBC, else `by_driver`: for what iODBC answers itself and differently. Say why beside
/// it.
[[nodiscard]] inline std::string unless_iodbc(const std::string& by_driver, const std::string& by_iodbc) {
  return manager() == Manager::Iodbc ? by_iodbc : by_driver;
}

/// One diagnostic record as SQLGetDiagRec gives it.
struct Diagnostic {
  std::string state;
  SQLINTEGER native = 0;
  std::string text;
};

/// All records of a handle's last call, in their order. Records of iODBC itself with a state S1xxx have HYxxx here.
[[nodiscard]] std::vector<Diagnostic> diagnostics(SQLSMALLINT kind, SQLHANDLE handle);

/// A handle of ODBC that is freed at the end of its life.
class Handle {
 public:
  /// Allocates below `parent`; fails the test when that does not succeed.
  Handle(SQLSMALLINT kind, SQLHANDLE parent);
  ~Handle();
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;

  operator SQLHANDLE() const noexcept { return handle_; }  // NOLINT: a handle is what every ODBC function takes
  [[nodiscard]] SQLSMALLINT kind() const noexcept { return kind_; }
  [[nodiscard]] std::vector<Diagnostic> diagnostics() const { return application::diagnostics(kind_, handle_); }

  /// The text of the first record, "" without one.
  [[nodiscard]] std::string text() const;

  /// The first record's native code, 0 without one.
  [[nodiscard]] SQLINTEGER native() const;

  /// Frees now instead of at the end; returns SQLFreeHandle's code.
  SQLRETURN free();

 private:
  SQLSMALLINT kind_;
  SQLHANDLE handle_ = SQL_NULL_HANDLE;
};

/// An environment that asked for ODBC 3 behaviour.
class Environment : public Handle {
 public:
  explicit Environment(SQLINTEGER version = SQL_OV_ODBC3);
};

/// A connection handle; it disconnects before it is freed.
class Connection : public Handle {
 public:
  explicit Connection(const Environment& environment) : Handle(SQL_HANDLE_DBC, environment) {}
  ~Connection();

  /// SQLDriverConnect; returns its code. `completed` gets the completed string.
  SQLRETURN connect(const std::string& text, SQLUSMALLINT completion = SQL_DRIVER_NOPROMPT,
                    std::string* completed = nullptr);
};

class Statement : public Handle {
 public:
  explicit Statement(const Connection& connection) : Handle(SQL_HANDLE_STMT, connection) {}

  /// SQLExecDirect, SQLPrepare: their codes.
  SQLRETURN execute(const std::string& sql);
  SQLRETURN prepare(const std::string& sql);

  /// Runs the statements of the text one after the other and fails the test when one does not succeed.
  void run(const std::string& sql);

  /// SQLSetStmtAttr with a number or a place; fails the test when it does not succeed.
  void set(SQLINTEGER attribute, SQLULEN value);
  void set_place(SQLINTEGER attribute, void* place);

  /// Closes the cursor, if one is open.
  void close() { SQLFreeStmt(*this, SQL_CLOSE); }

  /// A column of the current row as SQL_C_CHAR, read to its end; nothing for NULL. Fails the test on an error.
  [[nodiscard]] std::optional<std::string> text_at(SQLUSMALLINT column);

  /// A column of the current row as SQL_C_SBIGINT; fails the test on an error and on NULL.
  [[nodiscard]] SQLBIGINT integer_at(SQLUSMALLINT column);

  /// The first column of the first row of a query, as text ("NULL" for NULL); the cursor is closed afterwards.
  [[nodiscard]] std::string value_of(const std::string& sql);

  /// SQLRowCount.
  [[nodiscard]] SQLLEN row_count();
};

/// A parameter's buffer with its length or indicator.
struct Parameter {
  std::string bytes;
  SQLLEN indicator = 0;

  Parameter(std::string_view value, SQLLEN length) : bytes(value), indicator(length) {}

  /// UTF-8 for SQL_C_CHAR, bytes for SQL_C_BINARY; the length is in the indicator, so zero bytes are kept.
  static Parameter of(std::string_view value) { return {value, static_cast<SQLLEN>(value.size())}; }
  static Parameter null() { return {"", SQL_NULL_DATA}; }

  /// SQLWCHARs in memory for SQL_C_WCHAR. A surrogate without its pair stays one.
  static Parameter wide(std::u16string_view value);

  /// The memory of one C value of fixed size.
  template <class Value>
  static Parameter fixed(const Value& value) {
    return {std::string_view(reinterpret_cast<const char*>(&value), sizeof value), 0};
  }

  /// SQLBindParameter; returns its code. The parameter must live until the statement was executed.
  SQLRETURN bind(const Statement& statement, SQLUSMALLINT number, SQLSMALLINT c_type, SQLSMALLINT sql_type);
};

/// "SUCCESS", "SUCCESS_WITH_INFO 01004", "NO_DATA", "NEED_DATA", "INVALID_HANDLE", "ERROR 42S02": the code and the
/// first SQLSTATE.
[[nodiscard]] std::string outcome(SQLRETURN code, const Handle& handle);

/// All diagnostics in one text, for the message of a check that failed.
[[nodiscard]] std::string all_texts(const Handle& handle);

/// A text as the ODBC functions take it; they do not write to it.
[[nodiscard]] SQLCHAR* narrow(const std::string& text);

/// A text as SQLWCHARs with a terminator, 2 or 4 bytes each as the program is compiled. As an argument of a call it
/// lives until the call returns; keep it in a variable where the pointer is used later.
class WideText {
 public:
  explicit WideText(std::u16string_view text);

  operator SQLWCHAR*() noexcept { return units_.data(); }  // NOLINT: an argument of every wide function
  [[nodiscard]] SQLWCHAR* data() noexcept { return units_.data(); }

  /// SQLWCHARs without the terminator, and their bytes. Characters beyond U+FFFF count two in UTF-16 and one in UTF-32.
  [[nodiscard]] std::size_t size() const noexcept { return units_.size() - 1; }
  [[nodiscard]] std::size_t bytes() const noexcept { return size() * sizeof(SQLWCHAR); }

 private:
  std::vector<SQLWCHAR> units_;
};
[[nodiscard]] inline WideText wide(std::u16string_view text) { return WideText(text); }

/// What wide functions gave, as UTF-16 in either width, so that tests compare with u"…": up to the terminator, or
/// `units` SQLWCHARs.
[[nodiscard]] std::u16string utf16(const SQLWCHAR* text);
[[nodiscard]] std::u16string utf16(const SQLWCHAR* text, std::size_t units);

/// UTF-8 of well-formed UTF-16, and back.
[[nodiscard]] std::string utf8(std::u16string_view text);
[[nodiscard]] std::u16string utf16(std::string_view text);

}  // namespace application

/// Checks the outcome (see `application::outcome`) of one call on a handle.
#define EXPECT(expected, handle, ...)                                \
  do {                                                               \
    const SQLRETURN code_of_call = (__VA_ARGS__);                    \
    INFO(application::all_texts(handle));                            \
    CHECK(application::outcome(code_of_call, handle) == (expected)); \
  } while (false)

/// As EXPECT("SUCCESS", …), but ends the test when it is not so.
#define REQUIRE_SUCCESS(handle, ...)                                  \
  do {                                                                \
    const SQLRETURN code_of_call = (__VA_ARGS__);                     \
    INFO(application::all_texts(handle));                             \
    REQUIRE(application::outcome(code_of_call, handle) == "SUCCESS"); \
  } while (false)
