// Owns: diagnostics that a driver manager answers itself: handle kinds, SQLError's turns, buffers of the wide
// functions. Never: what works the same through a manager (diagnostics_test.cpp runs here too).
#include <array>
#include <string>

#include "test_servers.h"

using servers::Connected;

namespace {

constexpr const char* missing_table = "SELECT 1 FROM diagnostics_nowhere";

}  // namespace

TEST_CASE_FIXTURE(Connected, "a handle of another kind is invalid") {
  for (const SQLSMALLINT kind : {SQLSMALLINT{SQL_HANDLE_ENV}, SQLSMALLINT{SQL_HANDLE_DBC}, SQLSMALLINT{SQL_HANDLE_DESC},
                                 SQLSMALLINT{0}, SQLSMALLINT{99}, SQLSMALLINT{-1}}) {
    CAPTURE(kind);
    SQLLEN value = 0;
    CHECK(SQLGetDiagRec(kind, statement, 1, nullptr, nullptr, nullptr, 0, nullptr) == SQL_INVALID_HANDLE);
    CHECK(SQLGetDiagField(kind, statement, 0, SQL_DIAG_NUMBER, &value, 0, nullptr) == SQL_INVALID_HANDLE);
  }
}

TEST_CASE_FIXTURE(Connected, "the message names vendor, component and data source, and nothing before them") {
  EXPECT("ERROR 42S02", statement, statement.execute(missing_table));
  CHECK(statement.text().starts_with("[d1odbc][Cloudflare D1 driver][D1]no such table: diagnostics_nowhere"));
  EXPECT("ERROR 22007", statement, statement.execute("SELECT {t '99:00:00'}"));
  CHECK(statement.text().starts_with("[d1odbc][Cloudflare D1 driver]The literal"));
}

TEST_CASE_FIXTURE(Connected, "SQL_DIAG_RETURNCODE is the last call's, and success where nothing was called yet") {
  const auto return_code = [](const application::Handle& handle) {
    SQLRETURN code = 77;
    CHECK(SQLGetDiagField(handle.kind(), handle, 0, SQL_DIAG_RETURNCODE, &code, 0, nullptr) == SQL_SUCCESS);
    return code;
  };
  const application::Statement fresh(connection);
  CHECK(return_code(fresh) == SQL_SUCCESS);
  CHECK(return_code(application::Environment()) == SQL_SUCCESS);
  EXPECT("ERROR 42S02", statement, statement.execute(missing_table));
  CHECK(return_code(statement) == SQL_ERROR);
  REQUIRE_SUCCESS(statement, statement.execute("SELECT 1 WHERE 0"));
  CHECK(return_code(statement) == SQL_SUCCESS);
  CHECK(SQLFetch(statement) == SQL_NO_DATA);
  CHECK(return_code(statement) == SQL_NO_DATA);
}

TEST_CASE_FIXTURE(Connected, "a statement's header fields on other handles are an error") {
  CHECK(SQLSetEnvAttr(environment, 31000, nullptr, 0) == SQL_ERROR);
  SQLHANDLE descriptor = nullptr;
  REQUIRE_SUCCESS(statement, SQLGetStmtAttr(statement, SQL_ATTR_APP_ROW_DESC, &descriptor, 0, nullptr));
  struct Row {
    SQLSMALLINT kind;
    SQLHANDLE handle;
  };
  for (const Row& row :
       {Row{SQL_HANDLE_ENV, environment}, Row{SQL_HANDLE_DBC, connection}, Row{SQL_HANDLE_DESC, descriptor}}) {
    for (const int field :
         {SQL_DIAG_ROW_COUNT, SQL_DIAG_CURSOR_ROW_COUNT, SQL_DIAG_DYNAMIC_FUNCTION, SQL_DIAG_DYNAMIC_FUNCTION_CODE}) {
      CAPTURE(row.kind);
      CAPTURE(field);
      std::array<SQLCHAR, 64> place{};
      CHECK(SQLGetDiagField(row.kind, row.handle, 0, static_cast<SQLSMALLINT>(field), place.data(), place.size(),
                            nullptr) == SQL_ERROR);
    }
  }
}

TEST_CASE_FIXTURE(Connected, "a connection that failed tells its state; an environment has no server") {
  const auto text_of = [](const application::Handle& handle, SQLSMALLINT field) {
    std::array<SQLCHAR, 128> text{};
    CHECK(SQLGetDiagField(handle.kind(), handle, 1, field, text.data(), text.size(), nullptr) == SQL_SUCCESS);
    return std::string(reinterpret_cast<char*>(text.data()));
  };
  application::Connection other(environment);
  CHECK(other.connect(servers::connection_string_to("diagnostics-nowhere")) == SQL_ERROR);
  CHECK(text_of(other, SQL_DIAG_SQLSTATE) == "08004");
  CHECK(text_of(other, SQL_DIAG_CLASS_ORIGIN) == "ISO 9075");
  CHECK(text_of(other, SQL_DIAG_SUBCLASS_ORIGIN) == "ISO 9075");
  CHECK(SQLSetEnvAttr(environment, 31000, nullptr, 0) == SQL_ERROR);
  CHECK(text_of(environment, SQL_DIAG_SQLSTATE) == "HY092");
  CHECK(text_of(environment, SQL_DIAG_SERVER_NAME) == "");
  CHECK(text_of(environment, SQL_DIAG_CONNECTION_NAME) == "");
}

TEST_CASE_FIXTURE(Connected, "wide fields give their length in bytes and cut between characters") {
  EXPECT("ERROR 42S02", statement, statement.execute(missing_table));
  constexpr auto unit = static_cast<SQLSMALLINT>(sizeof(SQLWCHAR));
  struct Row {
    SQLSMALLINT bytes;
    SQLRETURN code;
    const char16_t* text;
  };
  const Row rows[] = {
      {static_cast<SQLSMALLINT>(6 * unit), SQL_SUCCESS, u"42S02"},
      {static_cast<SQLSMALLINT>(5 * unit), SQL_SUCCESS_WITH_INFO, u"42S0"},
      {static_cast<SQLSMALLINT>(5 * unit + 1), SQL_SUCCESS_WITH_INFO, u"42S0"},
      {unit, SQL_SUCCESS_WITH_INFO, u""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.bytes);
    std::array<SQLWCHAR, 8> text{};
    text.fill('#');
    SQLSMALLINT length = -7;
    CHECK(SQLGetDiagFieldW(SQL_HANDLE_STMT, statement, 1, SQL_DIAG_SQLSTATE, text.data(), row.bytes, &length) ==
          row.code);
    CHECK(application::utf16(text.data()) == row.text);
    CHECK(length == 5 * unit);
    CHECK(text[6] == '#');
  }
  SQLSMALLINT length = -7;
  CHECK(SQLGetDiagFieldW(SQL_HANDLE_STMT, statement, 1, SQL_DIAG_SQLSTATE, nullptr, 0, &length) == SQL_SUCCESS);
  CHECK(length == 5 * unit);
}

TEST_CASE_FIXTURE(Connected, "SQLErrorW gives each record once, of the innermost handle that is given") {
  EXPECT("ERROR 42S02", statement, statement.execute(missing_table));
  std::array<SQLWCHAR, 6> state{};
  std::array<SQLWCHAR, 300> text{};
  SQLINTEGER native = -1;
  SQLSMALLINT length = -1;
  CHECK(SQLErrorW(environment, connection, nullptr, state.data(), &native, text.data(), text.size(), &length) ==
        SQL_NO_DATA);
  CHECK(SQLErrorW(environment, connection, statement, state.data(), &native, text.data(), text.size(), &length) ==
        SQL_SUCCESS);
  CHECK(application::utf16(state.data()) == u"42S02");
  CHECK(native == 7500);
  CHECK(length == static_cast<SQLSMALLINT>(application::utf16(text.data()).size()));
  CHECK(SQLErrorW(environment, connection, statement, state.data(), &native, text.data(), text.size(), &length) ==
        SQL_NO_DATA);
  CHECK(SQLErrorW(nullptr, nullptr, nullptr, state.data(), &native, text.data(), text.size(), &length) ==
        SQL_INVALID_HANDLE);
}
