// Owns: tests of handle/diagnostic_fields: what SQLGetDiagRec, SQLGetDiagField and SQLError tell. Never: who adds it.
#include "handle/diagnostic_fields.h"

#include <doctest/doctest.h>

#include <array>
#include <cstring>
#include <string>

using namespace d1odbc;

namespace {

class Stub : public Handle {
 public:
  explicit Stub(HandleKind kind = HandleKind::Statement, bool odbc2 = false) : Handle(kind), odbc2_(odbc2) {
    diagnostics().add(DiagnosticRecord{.state = State::TableNotFound,
                                       .native_code = 7500,
                                       .text = "no such table: t",
                                       .row = 2,
                                       .column = 3,
                                       .from_data_source = true});
    diagnostics().add(DiagnosticRecord{.state = State::GeneralWarning, .text = "second", .row = 4});
    announce_execution();
    publish(SQL_ERROR);
  }
  void call_something_else() { publish(SQL_SUCCESS); }
  void fill_header(CallReport& report) const override {
    report.row_count = 11;
    report.cursor_row_count = 12;
    report.dynamic_function = {"DELETE WHERE", SQL_DIAG_DELETE_WHERE};
  }
  [[nodiscard]] std::string connection_name() const override { return "dsn"; }
  [[nodiscard]] std::string server_name() const override { return "server"; }
  [[nodiscard]] bool is_odbc2() const noexcept override { return odbc2_; }

 private:
  bool odbc2_;
};

/// A text that is read into a buffer.
struct Text {
  std::array<SQLCHAR, 128> buffer{};
  SQLSMALLINT length = -7;

  TextOut out(SQLINTEGER capacity = 128) { return {buffer.data(), capacity, &length}; }
  [[nodiscard]] std::string str() const { return reinterpret_cast<const char*>(buffer.data()); }
};

std::string text_field(const Handle& handle, SQLSMALLINT number, SQLSMALLINT field) {
  Text text;
  const SQLRETURN code = read_field(handle, number, field, text.buffer.data(), text.out());
  return code == SQL_SUCCESS ? text.str() : "code " + std::to_string(code);
}

template <class Number>
Number number_field(const Handle& handle, SQLSMALLINT number, SQLSMALLINT field) {
  // An odd address: the application's place need not be aligned.
  std::array<char, sizeof(Number) + 2> memory;
  memory.fill('#');
  REQUIRE(read_field(handle, number, field, memory.data() + 1, {}) == SQL_SUCCESS);
  CHECK(memory.back() == '#');
  Number value = 0;
  std::memcpy(&value, memory.data() + 1, sizeof value);
  return value;
}

}  // namespace

TEST_CASE("a record has its state, native code and a message that names its origins") {
  const Stub handle;
  Text state;
  Text message;
  SQLINTEGER native = 0;
  CHECK(read_record(handle, 1, state.out(6), &native, message.out()) == SQL_SUCCESS);
  CHECK(state.str() == "42S02");
  CHECK(native == 7500);
  CHECK(message.str() == "[d1odbc][Cloudflare D1 driver][D1]no such table: t");
  CHECK(message.length == static_cast<SQLSMALLINT>(message.str().size()));
  CHECK(read_record(handle, 2, state.out(6), &native, message.out()) == SQL_SUCCESS);
  CHECK(state.str() == "01000");
  CHECK(native == 0);
  CHECK(message.str() == "[d1odbc][Cloudflare D1 driver]second");
}

TEST_CASE("beyond the last record there is no data, below the first an error") {
  const Stub handle;
  Text text;
  CHECK(read_record(handle, 3, text.out(6), nullptr, text.out()) == SQL_NO_DATA);
  CHECK(read_record(handle, 32767, text.out(6), nullptr, text.out()) == SQL_NO_DATA);
  CHECK(read_record(handle, 0, text.out(6), nullptr, text.out()) == SQL_ERROR);
  CHECK(read_record(handle, -1, text.out(6), nullptr, text.out()) == SQL_ERROR);
}

TEST_CASE("a message that was cut is SQL_SUCCESS_WITH_INFO with its full length, and adds no record") {
  const Stub handle;
  Text message;
  CHECK(read_record(handle, 1, {}, nullptr, message.out(9)) == SQL_SUCCESS_WITH_INFO);
  CHECK(message.str() == "[d1odbc]");
  CHECK(message.length == 50);
  std::size_t records = 0;
  (void)handle.report_header(records);
  CHECK(records == 2);
  CHECK(read_record(handle, 1, {}, nullptr, {}) == SQL_SUCCESS);
}

TEST_CASE("an ODBC 2 application reads ODBC 2 states") {
  const Stub handle(HandleKind::Statement, true);
  Text state;
  read_record(handle, 1, state.out(6), nullptr, {});
  CHECK(state.str() == "S0002");
  CHECK(text_field(handle, 1, SQL_DIAG_SQLSTATE) == "S0002");
}

TEST_CASE("the header's fields ignore the record number and have the reference's sizes") {
  const Stub handle;
  for (const SQLSMALLINT number : {SQLSMALLINT{0}, SQLSMALLINT{9}}) {
    CHECK(number_field<SQLINTEGER>(handle, number, SQL_DIAG_NUMBER) == 2);
    CHECK(number_field<SQLRETURN>(handle, number, SQL_DIAG_RETURNCODE) == SQL_ERROR);
    CHECK(number_field<SQLLEN>(handle, number, SQL_DIAG_ROW_COUNT) == 11);
    CHECK(number_field<SQLLEN>(handle, number, SQL_DIAG_CURSOR_ROW_COUNT) == 12);
    CHECK(number_field<SQLINTEGER>(handle, number, SQL_DIAG_DYNAMIC_FUNCTION_CODE) == SQL_DIAG_DELETE_WHERE);
    CHECK(text_field(handle, number, SQL_DIAG_DYNAMIC_FUNCTION) == "DELETE WHERE");
  }
}

TEST_CASE("a call that executes nothing resets the header") {
  Stub handle;
  handle.call_something_else();
  CHECK(number_field<SQLRETURN>(handle, 0, SQL_DIAG_RETURNCODE) == SQL_SUCCESS);
  CHECK(number_field<SQLLEN>(handle, 0, SQL_DIAG_ROW_COUNT) == 0);
  CHECK(number_field<SQLLEN>(handle, 0, SQL_DIAG_CURSOR_ROW_COUNT) == 0);
  CHECK(number_field<SQLINTEGER>(handle, 0, SQL_DIAG_DYNAMIC_FUNCTION_CODE) == SQL_DIAG_UNKNOWN_STATEMENT);
  CHECK(text_field(handle, 0, SQL_DIAG_DYNAMIC_FUNCTION).empty());
}

TEST_CASE("a class is ODBC's for IM only") {
  class Failed : public Handle {
   public:
    Failed() : Handle(HandleKind::Connection) {
      diagnostics().add(State::FunctionNotSupported, "x");
      publish(SQL_ERROR);
    }
  };
  const Failed handle;
  CHECK(text_field(handle, 1, SQL_DIAG_CLASS_ORIGIN) == "ODBC 3.0");
  CHECK(text_field(handle, 1, SQL_DIAG_SUBCLASS_ORIGIN) == "ODBC 3.0");
  CHECK(text_field(handle, 1, SQL_DIAG_CONNECTION_NAME).empty());
}

TEST_CASE("a statement's header fields on another handle are an error") {
  const Stub handle(HandleKind::Connection);
  SQLLEN number = 0;
  for (const int field :
       {SQL_DIAG_ROW_COUNT, SQL_DIAG_CURSOR_ROW_COUNT, SQL_DIAG_DYNAMIC_FUNCTION, SQL_DIAG_DYNAMIC_FUNCTION_CODE}) {
    CAPTURE(field);
    CHECK(read_field(handle, 0, static_cast<SQLSMALLINT>(field), &number, {}) == SQL_ERROR);
  }
  CHECK(number_field<SQLINTEGER>(handle, 0, SQL_DIAG_NUMBER) == 2);
}

TEST_CASE("a record's fields are read one by one") {
  const Stub handle;
  CHECK(text_field(handle, 1, SQL_DIAG_SQLSTATE) == "42S02");
  CHECK(number_field<SQLINTEGER>(handle, 1, SQL_DIAG_NATIVE) == 7500);
  CHECK(text_field(handle, 1, SQL_DIAG_MESSAGE_TEXT) == "[d1odbc][Cloudflare D1 driver][D1]no such table: t");
  CHECK(text_field(handle, 1, SQL_DIAG_CLASS_ORIGIN) == "ISO 9075");
  CHECK(text_field(handle, 1, SQL_DIAG_SUBCLASS_ORIGIN) == "ODBC 3.0");
  CHECK(text_field(handle, 2, SQL_DIAG_SUBCLASS_ORIGIN) == "ISO 9075");
  CHECK(text_field(handle, 1, SQL_DIAG_CONNECTION_NAME) == "dsn");
  CHECK(text_field(handle, 1, SQL_DIAG_SERVER_NAME) == "server");
  CHECK(number_field<SQLLEN>(handle, 1, SQL_DIAG_ROW_NUMBER) == 2);
  CHECK(number_field<SQLINTEGER>(handle, 1, SQL_DIAG_COLUMN_NUMBER) == 3);
  CHECK(number_field<SQLINTEGER>(handle, 2, SQL_DIAG_COLUMN_NUMBER) == SQL_NO_COLUMN_NUMBER);
  CHECK(text_field(handle, 3, SQL_DIAG_SQLSTATE) == "code 100");
  CHECK(text_field(handle, 0, SQL_DIAG_SQLSTATE) == "code -1");
  CHECK(text_field(handle, 1, 9999) == "code -1");
}

TEST_CASE("SQLError gives each record once") {
  Stub handle;
  Text state;
  CHECK(take_record(handle, state.out(6), nullptr, {}) == SQL_SUCCESS);
  CHECK(state.str() == "42S02");
  CHECK(take_record(handle, state.out(6), nullptr, {}) == SQL_SUCCESS);
  CHECK(state.str() == "01000");
  CHECK(take_record(handle, state.out(6), nullptr, {}) == SQL_NO_DATA);
}
