// Owns: what a driver manager would answer itself: functions that are not built, the prompt, wide diagnostics (unixODBC
// tells other lengths), SQLError's order.
// Never: what works the same through a manager (the other files run here too).
#include <array>

#include "direct/entry_points.h"
#include "test_servers.h"

using servers::Connected;

namespace {

SQLHANDLE handle_for(const Connected& d1, SQLSMALLINT kind) {
  if (kind == SQL_HANDLE_DBC) return d1.connection;
  if (kind == SQL_HANDLE_STMT) return d1.statement;
  SQLHANDLE descriptor = nullptr;
  REQUIRE_SUCCESS(d1.statement, SQLGetStmtAttr(d1.statement, SQL_ATTR_APP_PARAM_DESC, &descriptor, 0, nullptr));
  return descriptor;
}

}  // namespace

TEST_CASE_FIXTURE(Connected, "a function that is not built answers HYC00 and says its name") {
  for (const direct::EntryPoint& entry : direct::entry_points()) {
    if (entry.is_built) continue;
    CAPTURE(entry.name);
    const bool told_kind = entry.takes == direct::Takes::KindAndHandle;
    const SQLSMALLINT kind = told_kind ? SQLSMALLINT{SQL_HANDLE_STMT} : direct::kind_of(entry.name);
    const SQLHANDLE handle = handle_for(*this, kind);
    CHECK(entry.call(kind, handle) == SQL_ERROR);
    const std::vector<application::Diagnostic> records = application::diagnostics(kind, handle);
    REQUIRE(records.size() == 1);
    CHECK(records[0].state == "HYC00");
    const std::string ansi = entry.name.ends_with('W') ? entry.name.substr(0, entry.name.size() - 1) : entry.name;
    CHECK(records[0].text.find(ansi) != std::string::npos);
  }
}

TEST_CASE("a prompt is IM008: there is no dialog") {
  const application::Environment environment;
  application::Connection connection(environment);
  EXPECT("ERROR IM008", connection, connection.connect(servers::connection_string(), SQL_DRIVER_PROMPT));
  EXPECT("ERROR HY110", connection, connection.connect(servers::connection_string(), 77));
}

TEST_CASE_FIXTURE(Connected, "SQLGetDiagRecW counts characters, SQLGetDiagFieldW bytes") {
  EXPECT("ERROR 42S02", statement, statement.execute("SELECT 1 FROM \"Gr\u00f6\u00dfe\""));
  const std::u16string told = application::utf16(statement.text());
  std::array<SQLWCHAR, 6> state{};
  std::array<SQLWCHAR, 300> text{};
  const auto text_of = [](const auto& units) { return application::utf16(units.data()); };
  SQLINTEGER native = 0;
  SQLSMALLINT length = -1;
  CHECK(SQLGetDiagRecW(SQL_HANDLE_STMT, statement, 1, state.data(), &native, text.data(), text.size(), &length) ==
        SQL_SUCCESS);
  CHECK(text_of(state) == u"42S02");
  CHECK(native == 7500);
  CHECK(text_of(text) == told);
  CHECK(told.find(u"Gr\u00f6\u00dfe") != std::u16string::npos);
  CHECK(length == static_cast<SQLSMALLINT>(told.size()));
  state.fill(0);
  CHECK(SQLGetDiagFieldW(SQL_HANDLE_STMT, statement, 1, SQL_DIAG_SQLSTATE, state.data(), sizeof state, &length) ==
        SQL_SUCCESS);
  CHECK(text_of(state) == u"42S02");
  CHECK(length == 5 * SQLSMALLINT{sizeof(SQLWCHAR)});
  CHECK(SQLGetDiagRecW(SQL_HANDLE_STMT, statement, 2, nullptr, nullptr, nullptr, 0, nullptr) == SQL_NO_DATA);
}

TEST_CASE_FIXTURE(Connected, "SQLError gives each record once, of the last handle that is named") {
  EXPECT("ERROR 42S02", statement, statement.execute("SELECT 1 FROM nowhere"));
  SQLCHAR state[6] = {};
  SQLINTEGER native = 0;
  SQLCHAR text[500] = {};
  SQLSMALLINT length = 0;
  const auto next = [&] {
    return SQLError(environment, connection, statement, state, &native, text, sizeof text, &length);
  };
  CHECK(next() == SQL_SUCCESS);
  CHECK(std::string(reinterpret_cast<char*>(state)) == "42S02");
  CHECK(native == 7500);
  CHECK(length == static_cast<SQLSMALLINT>(std::string(reinterpret_cast<char*>(text)).size()));
  CHECK(next() == SQL_NO_DATA);
}

TEST_CASE_FIXTURE(Connected, "an open cursor survives the statement that it refuses") {
  REQUIRE_SUCCESS(statement, statement.execute("SELECT 1"));
  EXPECT("ERROR 24000", statement, statement.execute("SELECT 2"));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(statement.integer_at(1) == 1);
}
