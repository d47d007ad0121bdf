// Owns: what a benchmark needs as an ODBC application: handles that free themselves, calls that throw their
// diagnostics. Never: measures, knows a driver.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <string>

namespace bench {

/// A handle of ODBC, freed at the end of its life. Allocating throws std::runtime_error.
class Handle {
 public:
  Handle(SQLSMALLINT kind, SQLHANDLE parent);
  ~Handle();
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  operator SQLHANDLE() const noexcept { return handle_; }  // NOLINT: a handle is what every ODBC function takes

  /// Throws std::runtime_error with the first diagnostic record unless `code` is a success or SQL_NO_DATA.
  SQLRETURN check(const char* call, SQLRETURN code) const;

 private:
  SQLSMALLINT kind_;
  SQLHANDLE handle_ = SQL_NULL_HANDLE;
};

/// An environment of ODBC 3.
class Environment : public Handle {
 public:
  Environment();
};

/// A connection that is open from the constructor to the destructor.
class Connection : public Handle {
 public:
  Connection(const Environment& environment, const std::string& connection_string);
  ~Connection();
  /// Runs statements, separated by '|', one after the other.
  void run_all(const std::string& statements) const;
};

class Statement : public Handle {
 public:
  explicit Statement(const Connection& connection) : Handle(SQL_HANDLE_STMT, connection) {}
  void set(SQLINTEGER attribute, SQLULEN value) const;
  void set_pointer(SQLINTEGER attribute, SQLPOINTER value) const;
  void prepare(const std::string& sql) const;
  void execute() const;
  void run(const std::string& sql) const;
  void bind_column(std::size_t number, SQLSMALLINT c_type, void* data, std::size_t item_bytes, SQLLEN* lengths) const;
  void bind_parameter(std::size_t number, SQLSMALLINT c_type, SQLSMALLINT sql_type, void* data, std::size_t item_bytes,
                      SQLLEN* lengths) const;
  /// False at the end of the result.
  [[nodiscard]] bool fetch() const;
  void close() const;
};

}  // namespace bench
