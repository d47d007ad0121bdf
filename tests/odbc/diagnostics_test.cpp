// Owns: SQLGetDiagRec and SQLGetDiagField as an application sees them: fields, headers, buffers, how long records live.
// Never: which call gives which state; what a manager answers itself (direct/diagnostics_direct_test.cpp).
#include <algorithm>
#include <array>
#include <cstring>
#include <string>

#include "test_servers.h"

using application::Statement;
using servers::Connected;

namespace {

constexpr const char* missing_table = "SELECT 1 FROM diagnostics_nowhere";

/// A text field of a record or of the header, "code N" when the call does not succeed.
std::string text_field(SQLSMALLINT kind, SQLHANDLE handle, SQLSMALLINT number, SQLSMALLINT field) {
  std::array<SQLCHAR, 512> text{};
  SQLSMALLINT length = -7;
  const SQLRETURN code = SQLGetDiagField(kind, handle, number, field, text.data(), text.size(), &length);
  if (code != SQL_SUCCESS) return "code " + std::to_string(code);
  std::string value = reinterpret_cast<char*>(text.data());
  CHECK(length == static_cast<SQLSMALLINT>(value.size()));
  return value;
}

template <class Number>
Number number_field(const application::Handle& handle, SQLSMALLINT number, SQLSMALLINT field) {
  SQLULEN place = 0;  // "applications should use a buffer of SQLULEN and initialize the value to 0"
  CHECK(SQLGetDiagField(handle.kind(), handle, number, field, &place, 0, nullptr) == SQL_SUCCESS);
  Number value = 0;
  std::memcpy(&value, &place, sizeof value);
  return value;
}

std::string function_of(const Statement& statement) {
  return text_field(SQL_HANDLE_STMT, statement, 0, SQL_DIAG_DYNAMIC_FUNCTION);
}

SQLINTEGER function_code_of(const Statement& statement) {
  return number_field<SQLINTEGER>(statement, 0, SQL_DIAG_DYNAMIC_FUNCTION_CODE);
}

SQLLEN row_count_of(const Statement& statement) { return number_field<SQLLEN>(statement, 0, SQL_DIAG_ROW_COUNT); }

}  // namespace

TEST_CASE_FIXTURE(Connected, "a record of D1's error has all its fields") {
  EXPECT("ERROR 42S02", statement, statement.execute(missing_table));
  const auto text = [&](SQLSMALLINT field) { return text_field(SQL_HANDLE_STMT, statement, 1, field); };
  CHECK(text(SQL_DIAG_SQLSTATE) == "42S02");
  CHECK(text(SQL_DIAG_CLASS_ORIGIN) == "ISO 9075");
  CHECK(text(SQL_DIAG_SUBCLASS_ORIGIN) == "ODBC 3.0");
  const std::string message = text(SQL_DIAG_MESSAGE_TEXT);
  // "[vendor][component][data source]text", with the manager's own prefix before it.
  CHECK(message.find("[Cloudflare D1 driver][D1]") != std::string::npos);
  CHECK(message.find("no such table: diagnostics_nowhere") != std::string::npos);
  CHECK(message == statement.text());
  CHECK(number_field<SQLINTEGER>(statement, 1, SQL_DIAG_NATIVE) == 7500);
  CHECK(number_field<SQLLEN>(statement, 1, SQL_DIAG_ROW_NUMBER) == SQL_NO_ROW_NUMBER);
  CHECK(number_field<SQLINTEGER>(statement, 1, SQL_DIAG_COLUMN_NUMBER) == SQL_NO_COLUMN_NUMBER);
  CHECK(number_field<SQLINTEGER>(statement, 0, SQL_DIAG_NUMBER) == 1);
  CHECK(number_field<SQLRETURN>(statement, 0, SQL_DIAG_RETURNCODE) == SQL_ERROR);
}

TEST_CASE_FIXTURE(Connected, "an error of the driver itself names no data source") {
  EXPECT("ERROR 22007", statement, statement.execute("SELECT {d '2023-02-29'}"));
  CHECK(statement.native() == 0);
  CHECK(statement.text().find("[D1]") == std::string::npos);
  CHECK(text_field(SQL_HANDLE_STMT, statement, 1, SQL_DIAG_SUBCLASS_ORIGIN) == "ISO 9075");
}

TEST_CASE("the server's name is the data source's, as SQLGetInfo tells it") {
  const application::Environment environment;
  application::Connection connection(environment);
  REQUIRE_SUCCESS(connection, connection.connect("DSN=" + servers::d1().dsn));
  Statement statement(connection);
  EXPECT("ERROR 42S02", statement, statement.execute(missing_table));
  std::array<SQLCHAR, 256> name{};
  REQUIRE_SUCCESS(connection, SQLGetInfo(connection, SQL_DATA_SOURCE_NAME, name.data(), name.size(), nullptr));
  CHECK(servers::d1().dsn == reinterpret_cast<char*>(name.data()));
  CHECK(text_field(SQL_HANDLE_STMT, statement, 1, SQL_DIAG_SERVER_NAME) == servers::d1().dsn);
}

TEST_CASE_FIXTURE(Connected, "record numbers: below one an error, beyond the last no data") {
  EXPECT("ERROR 42S02", statement, statement.execute(missing_table));
  std::array<SQLCHAR, 6> state{};
  SQLLEN value = 0;
  for (const int number : {0, -1, -32768}) {
    CAPTURE(number);
    const auto record = static_cast<SQLSMALLINT>(number);
    CHECK(SQLGetDiagRec(SQL_HANDLE_STMT, statement, record, state.data(), nullptr, nullptr, 0, nullptr) == SQL_ERROR);
    CHECK(SQLGetDiagField(SQL_HANDLE_STMT, statement, record, SQL_DIAG_ROW_NUMBER, &value, 0, nullptr) == SQL_ERROR);
    // "RecNumber is ignored for header fields"
    CHECK(number_field<SQLINTEGER>(statement, record, SQL_DIAG_NUMBER) == 1);
  }
  for (const int number : {2, 32767}) {
    CAPTURE(number);
    const auto record = static_cast<SQLSMALLINT>(number);
    CHECK(SQLGetDiagRec(SQL_HANDLE_STMT, statement, record, state.data(), nullptr, nullptr, 0, nullptr) == SQL_NO_DATA);
    CHECK(SQLGetDiagField(SQL_HANDLE_STMT, statement, record, SQL_DIAG_ROW_NUMBER, &value, 0, nullptr) == SQL_NO_DATA);
  }
  CHECK(SQLGetDiagField(SQL_HANDLE_STMT, statement, 1, 9999, &value, 0, nullptr) == SQL_ERROR);
}

TEST_CASE_FIXTURE(Connected, "a message is cut where the buffer ends, and its length told") {
  EXPECT("ERROR 42S02", statement, statement.execute(missing_table));
  const std::string whole = statement.text();
  const auto size = static_cast<SQLSMALLINT>(whole.size());
  struct Row {
    int capacity;
    SQLRETURN code;
    std::size_t kept;
  };
  const Row rows[] = {{size + 9, SQL_SUCCESS, whole.size()},
                      {size + 1, SQL_SUCCESS, whole.size()},
                      {size, SQL_SUCCESS_WITH_INFO, whole.size() - 1},
                      {5, SQL_SUCCESS_WITH_INFO, 4},
                      {1, SQL_SUCCESS_WITH_INFO, 0}};
  for (const Row& row : rows) {
    CAPTURE(row.capacity);
    const auto capacity = static_cast<SQLSMALLINT>(row.capacity);
    for (const bool by_field : {false, true}) {
      CAPTURE(by_field);
      std::array<SQLCHAR, 512> text{};
      text.fill('#');
      SQLSMALLINT length = -7;
      CHECK((by_field
                 ? SQLGetDiagField(SQL_HANDLE_STMT, statement, 1, SQL_DIAG_MESSAGE_TEXT, text.data(), capacity, &length)
                 : SQLGetDiagRec(SQL_HANDLE_STMT, statement, 1, nullptr, nullptr, text.data(), capacity, &length)) ==
            row.code);
      CHECK(reinterpret_cast<char*>(text.data()) == whole.substr(0, row.kept));
      CHECK(text[static_cast<std::size_t>(row.capacity)] == '#');
      CHECK(length == size);
    }
  }
  std::array<SQLCHAR, 8> small{};
  CHECK(SQLGetDiagRec(SQL_HANDLE_STMT, statement, 1, nullptr, nullptr, small.data(), -1, nullptr) == SQL_ERROR);
  CHECK(SQLGetDiagField(SQL_HANDLE_STMT, statement, 1, SQL_DIAG_MESSAGE_TEXT, small.data(), -1, nullptr) == SQL_ERROR);
  // SQLGetDiag* post nothing themselves and take nothing away.
  CHECK(number_field<SQLINTEGER>(statement, 0, SQL_DIAG_NUMBER) == 1);
  CHECK(statement.text() == whole);
}

TEST_CASE_FIXTURE(Connected, "every place may be a null pointer") {
  EXPECT("ERROR 42S02", statement, statement.execute(missing_table));
  SQLSMALLINT length = -7;
  CHECK(SQLGetDiagRec(SQL_HANDLE_STMT, statement, 1, nullptr, nullptr, nullptr, 0, nullptr) == SQL_SUCCESS);
  CHECK(SQLGetDiagRec(SQL_HANDLE_STMT, statement, 1, nullptr, nullptr, nullptr, 0, &length) == SQL_SUCCESS);
  CHECK(length == static_cast<SQLSMALLINT>(statement.text().size()));
  CHECK(SQLGetDiagField(SQL_HANDLE_STMT, statement, 1, SQL_DIAG_SQLSTATE, nullptr, 0, &length) == SQL_SUCCESS);
  CHECK(length == 5);
  CHECK(SQLGetDiagRec(SQL_HANDLE_STMT, nullptr, 1, nullptr, nullptr, nullptr, 0, nullptr) == SQL_INVALID_HANDLE);
}

TEST_CASE_FIXTURE(Connected, "wide fields count bytes, wide records characters") {
  EXPECT("ERROR 42S02", statement, statement.execute("SELECT 1 FROM \"n\u00e9ant\""));
  const std::u16string whole = application::utf16(statement.text());
  std::array<SQLWCHAR, 512> text{};
  std::array<SQLWCHAR, 6> state{};
  SQLSMALLINT length = -7;
  SQLINTEGER native = 0;
  CHECK(SQLGetDiagRecW(SQL_HANDLE_STMT, statement, 1, state.data(), &native, text.data(), text.size(), &length) ==
        SQL_SUCCESS);
  CHECK(application::utf16(state.data()) == u"42S02");
  CHECK(application::utf16(text.data()) == whole);
  CHECK(native == 7500);
  text.fill('#');
  CHECK(SQLGetDiagRecW(SQL_HANDLE_STMT, statement, 1, state.data(), &native, text.data(), 5, &length) ==
        SQL_SUCCESS_WITH_INFO);
  CHECK(application::utf16(text.data()) == whole.substr(0, 4));
  CHECK(text[5] == '#');
}

TEST_CASE_FIXTURE(Connected, "records stay until the next call on the handle, other handles do not touch them") {
  Statement other(connection);
  EXPECT("ERROR 42S02", statement, statement.execute(missing_table));
  EXPECT("ERROR 42000", other, other.execute("SELEC 1"));
  SQLUINTEGER bits = 0;
  REQUIRE_SUCCESS(connection, SQLGetInfo(connection, SQL_STRING_FUNCTIONS, &bits, sizeof bits, nullptr));
  CHECK(text_field(SQL_HANDLE_STMT, statement, 1, SQL_DIAG_SQLSTATE) == "42S02");
  CHECK(text_field(SQL_HANDLE_STMT, other, 1, SQL_DIAG_SQLSTATE) == "42000");
  CHECK(connection.diagnostics().empty());
  REQUIRE_SUCCESS(statement, statement.prepare("SELECT 1"));
  CHECK(number_field<SQLINTEGER>(statement, 0, SQL_DIAG_NUMBER) == 0);
  CHECK(text_field(SQL_HANDLE_STMT, statement, 1, SQL_DIAG_SQLSTATE) == "code 100");
  CHECK(text_field(SQL_HANDLE_STMT, other, 1, SQL_DIAG_SQLSTATE) == "42000");
}

TEST_CASE_FIXTURE(Connected, "SQL_DIAG_DYNAMIC_FUNCTION names what was executed") {
  struct Row {
    const char* sql;
    const char* name;
    SQLINTEGER code;
  };
  statement.run("DROP TABLE IF EXISTS diagnosed");
  statement.run("DROP TABLE IF EXISTS diagnosed_fts");
  for (const Row& row : {
           Row{"CREATE TABLE diagnosed (id INTEGER PRIMARY KEY, name TEXT)", "CREATE TABLE", SQL_DIAG_CREATE_TABLE},
           Row{"create unique index diagnosed_name on diagnosed (name)", "CREATE INDEX", SQL_DIAG_CREATE_INDEX},
           Row{"CREATE VIEW diagnosed_view AS SELECT * FROM diagnosed", "CREATE VIEW", SQL_DIAG_CREATE_VIEW},
           Row{"CREATE TRIGGER diagnosed_trigger AFTER DELETE ON diagnosed BEGIN SELECT 1; END", "CREATE TRIGGER", 80},
           Row{"CREATE VIRTUAL TABLE diagnosed_fts USING fts5(x)", "CREATE TABLE", SQL_DIAG_CREATE_TABLE},
           Row{"INSERT INTO diagnosed VALUES (1, 'a'), (2, 'b')", "INSERT", SQL_DIAG_INSERT},
           Row{"REPLACE INTO diagnosed VALUES (1, 'c')", "INSERT", SQL_DIAG_INSERT},
           Row{"WITH n(x) AS (SELECT 3) INSERT INTO diagnosed SELECT x, 'd' FROM n", "INSERT", SQL_DIAG_INSERT},
           Row{"UPDATE diagnosed SET name = 'e' WHERE id = 1", "UPDATE WHERE", SQL_DIAG_UPDATE_WHERE},
           Row{"DELETE FROM diagnosed WHERE id = 2", "DELETE WHERE", SQL_DIAG_DELETE_WHERE},
           Row{"SELECT * FROM diagnosed", "SELECT CURSOR", SQL_DIAG_SELECT_CURSOR},
           Row{"WITH n AS (SELECT 1) SELECT * FROM n", "SELECT CURSOR", SQL_DIAG_SELECT_CURSOR},
           Row{"VALUES (1)", "SELECT CURSOR", SQL_DIAG_SELECT_CURSOR},
           Row{"PRAGMA table_info(diagnosed)", "", SQL_DIAG_UNKNOWN_STATEMENT},
           Row{"EXPLAIN SELECT 1", "", SQL_DIAG_UNKNOWN_STATEMENT},
           Row{"ALTER TABLE diagnosed ADD COLUMN more TEXT", "ALTER TABLE", SQL_DIAG_ALTER_TABLE},
           Row{"DROP TRIGGER diagnosed_trigger", "DROP TRIGGER", 34},
           Row{"DROP VIEW diagnosed_view", "DROP VIEW", SQL_DIAG_DROP_VIEW},
           Row{"DROP INDEX diagnosed_name", "DROP INDEX", SQL_DIAG_DROP_INDEX},
           Row{"/* c */ DROP TABLE IF EXISTS diagnosed", "DROP TABLE", SQL_DIAG_DROP_TABLE},
       }) {
    CAPTURE(row.sql);
    const SQLRETURN code = statement.execute(row.sql);
    CHECK(SQL_SUCCEEDED(code));
    CHECK(function_of(statement) == row.name);
    CHECK(function_code_of(statement) == row.code);
    statement.close();
  }
}

TEST_CASE_FIXTURE(Connected, "the dynamic function is told after SQLExecute, SQLMoreResults and an error too") {
  REQUIRE_SUCCESS(statement, statement.prepare("SELECT 1; UPDATE sqlite_master SET name = name WHERE 0; VALUES (2)"));
  statement.close();
  REQUIRE_SUCCESS(statement, statement.prepare("SELECT 1; VALUES (2), (3)"));
  REQUIRE_SUCCESS(statement, SQLExecute(statement));
  CHECK(function_of(statement) == "SELECT CURSOR");
  CHECK(number_field<SQLLEN>(statement, 0, SQL_DIAG_CURSOR_ROW_COUNT) == 1);
  REQUIRE_SUCCESS(statement, SQLMoreResults(statement));
  CHECK(function_of(statement) == "SELECT CURSOR");
  CHECK(number_field<SQLLEN>(statement, 0, SQL_DIAG_CURSOR_ROW_COUNT) == 2);
  CHECK(SQLMoreResults(statement) == SQL_NO_DATA);
  EXPECT("ERROR 42S02", statement, statement.execute("DELETE FROM diagnostics_nowhere"));
  CHECK(function_of(statement) == "DELETE WHERE");
  CHECK(function_code_of(statement) == SQL_DIAG_DELETE_WHERE);
}

TEST_CASE_FIXTURE(Connected, "the header's row counts are those of the call that changed rows") {
  statement.run("DROP TABLE IF EXISTS diagnosed");
  statement.run("CREATE TABLE diagnosed (id INTEGER PRIMARY KEY)");
  REQUIRE_SUCCESS(statement, statement.execute("INSERT INTO diagnosed VALUES (1), (2), (3)"));
  CHECK(row_count_of(statement) == 3);
  CHECK(number_field<SQLLEN>(statement, 0, SQL_DIAG_CURSOR_ROW_COUNT) == 0);
  // "The data in this field is reset after every nondiagnostic function call, whereas the row count returned by
  // SQLRowCount remains the same"
  CHECK(statement.row_count() == 3);
  CHECK(row_count_of(statement) == 0);
  CHECK(statement.row_count() == 3);
  CHECK(statement.execute("DELETE FROM diagnosed WHERE id > 9") == SQL_NO_DATA);
  CHECK(row_count_of(statement) == 0);
  REQUIRE_SUCCESS(statement, statement.execute("SELECT id FROM diagnosed"));
  CHECK(number_field<SQLLEN>(statement, 0, SQL_DIAG_CURSOR_ROW_COUNT) == 3);
}

TEST_CASE_FIXTURE(Connected, "several records of one call are ordered and counted") {
  // Two columns of one row are cut: two warnings; then a column that cannot be converted: its error comes first.
  std::array<SQLCHAR, 3> first{};
  std::array<SQLCHAR, 3> second{};
  SQLINTEGER third = 0;
  std::array<SQLLEN, 3> lengths{};
  REQUIRE_SUCCESS(statement,
                  SQLBindCol(statement, 1, SQL_C_CHAR, first.data(), static_cast<SQLLEN>(first.size()), &lengths[0]));
  REQUIRE_SUCCESS(statement,
                  SQLBindCol(statement, 2, SQL_C_CHAR, second.data(), static_cast<SQLLEN>(second.size()), &lengths[1]));
  REQUIRE_SUCCESS(statement, statement.execute("SELECT 'abc', 'def', 'x'"));
  EXPECT("SUCCESS_WITH_INFO 01004", statement, SQLFetch(statement));
  std::vector<application::Diagnostic> records = statement.diagnostics();
  REQUIRE(records.size() == 2);
  CHECK(number_field<SQLINTEGER>(statement, 0, SQL_DIAG_NUMBER) == 2);
  for (SQLSMALLINT number = 1; number <= 2; ++number) {
    CHECK(text_field(SQL_HANDLE_STMT, statement, number, SQL_DIAG_SQLSTATE) == "01004");
    CHECK(number_field<SQLLEN>(statement, number, SQL_DIAG_ROW_NUMBER) == 1);
    CHECK(number_field<SQLINTEGER>(statement, number, SQL_DIAG_COLUMN_NUMBER) == number);
  }
  statement.close();
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 3, SQL_C_SLONG, &third, sizeof third, &lengths[2]));
  REQUIRE_SUCCESS(statement, statement.execute("SELECT 'abc', 'def', 'x'"));
  CHECK(SQLFetch(statement) == SQL_ERROR);
  records = statement.diagnostics();
  REQUIRE_FALSE(records.empty());
  CHECK(records[0].state == "22018");
  CHECK(number_field<SQLINTEGER>(statement, 1, SQL_DIAG_COLUMN_NUMBER) == 3);
}

TEST_CASE("an ODBC 2 application sees ODBC 2 states") {
  const application::Environment environment(SQL_OV_ODBC2);
  application::Connection connection(environment);
  REQUIRE(SQL_SUCCEEDED(connection.connect(servers::connection_string())));
  Statement statement(connection);
  EXPECT("ERROR S0002", statement, statement.execute(missing_table));
  EXPECT("ERROR 37000", statement, statement.execute("SELEC 1"));
  EXPECT("ERROR 22008", statement, statement.execute("SELECT {d '2023-02-29'}"));
  EXPECT("ERROR S1C00", statement, statement.execute("{call f}"));
  std::array<SQLCHAR, 6> state{};
  std::array<SQLCHAR, 256> text{};
  SQLINTEGER native = -1;
  SQLSMALLINT length = -1;
  CHECK(SQLError(environment, connection, statement, state.data(), &native, text.data(), text.size(), &length) ==
        SQL_SUCCESS);
  CHECK(std::string(reinterpret_cast<char*>(state.data())) == "S1C00");
  CHECK(native == 0);
  CHECK(length == static_cast<SQLSMALLINT>(std::strlen(reinterpret_cast<char*>(text.data()))));
  // Each record is given once.
  CHECK(SQLError(environment, connection, statement, state.data(), &native, text.data(), text.size(), &length) ==
        SQL_NO_DATA);
}
