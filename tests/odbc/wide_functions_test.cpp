// Owns: that the wide entry points say the same as the narrow ones, with lengths in their own unit. Never: values.
#include <array>

#include "test_servers.h"

using servers::Connected;

namespace {

/// A buffer for wide text whose unused part is seen.
struct Wide {
  std::array<SQLWCHAR, 200> units{};
  SQLSMALLINT length = -1;

  Wide() { units.fill(0xAAAA); }
  [[nodiscard]] std::u16string text() const { return application::utf16(units.data()); }
};

constexpr SQLSMALLINT width = sizeof(SQLWCHAR);
constexpr SQLSMALLINT capacity = 200;            // characters
constexpr SQLSMALLINT bytes = capacity * width;  // bytes

}  // namespace

TEST_CASE_FIXTURE(Connected, "SQLGetInfoW counts bytes") {
  Wide name;
  REQUIRE_SUCCESS(connection, SQLGetInfoW(connection, SQL_DBMS_NAME, name.units.data(), bytes, &name.length));
  CHECK(name.text() == u"SQLite");
  CHECK(name.length == 6 * width);
  Wide cut;
  EXPECT("SUCCESS_WITH_INFO 01004", connection,
         SQLGetInfoW(connection, SQL_DBMS_NAME, cut.units.data(), 4 * width, &cut.length));
  CHECK(cut.text() == u"SQL");
  CHECK(cut.length == 6 * width);
  CHECK(cut.units[4] == 0xAAAA);
}

TEST_CASE_FIXTURE(Connected, "SQLGetInfo counts bytes and cuts with a terminator") {
  std::array<char, 20> name{};
  SQLSMALLINT length = 0;
  EXPECT("SUCCESS_WITH_INFO 01004", connection, SQLGetInfo(connection, SQL_DBMS_NAME, name.data(), 4, &length));
  CHECK(std::string(name.data()) == "SQL");
  // iODBC asks the driver's wide function, and tells the length of the part that it made narrow.
  CHECK(length == (application::manager() == application::Manager::Iodbc ? 3 : 6));
}

TEST_CASE_FIXTURE(Connected, "SQLDescribeColW counts characters, SQLColAttributeW bytes") {
  const std::u16string sql = u"SELECT 1 AS \"Gr\u00f6\u00dfe \U0001F600\"";
  REQUIRE_SUCCESS(statement, SQLPrepareW(statement, application::wide(sql), SQL_NTS));
  Wide name;
  REQUIRE_SUCCESS(statement, SQLDescribeColW(statement, 1, name.units.data(), capacity, &name.length, nullptr, nullptr,
                                             nullptr, nullptr));
  CHECK(name.text() == u"Gr\u00f6\u00dfe \U0001F600");
  const auto characters = static_cast<SQLSMALLINT>(application::wide(name.text()).size());  // the last is two in UTF-16
  CHECK(name.length == characters);
  Wide label;
  REQUIRE_SUCCESS(statement,
                  SQLColAttributeW(statement, 1, SQL_DESC_LABEL, label.units.data(), bytes, &label.length, nullptr));
  CHECK(label.text() == name.text());
  CHECK(label.length == characters * width);
  Wide cut;
  EXPECT("SUCCESS_WITH_INFO 01004", statement,
         SQLDescribeColW(statement, 1, cut.units.data(), 4, &cut.length, nullptr, nullptr, nullptr, nullptr));
  CHECK(cut.text() == u"Gr\u00f6");
  CHECK(cut.length == characters);
}

TEST_CASE_FIXTURE(Connected, "catalog functions take wide names") {
  statement.run("DROP TABLE IF EXISTS \"Gr\u00f6\u00dfe \u6771\"");
  statement.run("CREATE TABLE \"Gr\u00f6\u00dfe \u6771\" (\"\u00e4\" INTEGER)");
  const std::u16string table = u"Gr\u00f6\u00dfe \u6771";
  REQUIRE_SUCCESS(statement,
                  SQLTablesW(statement, nullptr, 0, nullptr, 0, application::wide(table), SQL_NTS, nullptr, 0));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(statement.text_at(3) == application::utf8(table));
  EXPECT("NO_DATA", statement, SQLFetch(statement));
  statement.close();
  REQUIRE_SUCCESS(statement, SQLColumnsW(statement, nullptr, 0, nullptr, 0, application::wide(table),
                                         static_cast<SQLSMALLINT>(table.size()), nullptr, 0));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(statement.text_at(4) == "\u00e4");
  CHECK(statement.integer_at(5) == SQL_BIGINT);
  EXPECT("NO_DATA", statement, SQLFetch(statement));
}

TEST_CASE("SQLDriverConnectW connects and completes, counting characters") {
  const application::Environment environment;
  const application::Connection connection(environment);
  const std::u16string text = application::utf16(servers::connection_string());
  std::array<SQLWCHAR, 1000> completed{};
  SQLSMALLINT length = 0;
  REQUIRE_SUCCESS(connection,
                  SQLDriverConnectW(connection, nullptr, application::wide(text), SQL_NTS, completed.data(),
                                    static_cast<SQLSMALLINT>(completed.size()), &length, SQL_DRIVER_NOPROMPT));
  const std::u16string got = application::utf16(completed.data());
  // iODBC 3.52.9 makes bytes of the driver's characters.
  const SQLSMALLINT unit = application::manager() == application::Manager::Iodbc ? width : SQLSMALLINT{1};
  CHECK(length == static_cast<SQLSMALLINT>(got.size()) * unit);
  CHECK(got.find(u"Database=") != std::u16string::npos);
  Wide catalog;
  SQLINTEGER catalog_bytes = 0;
  REQUIRE_SUCCESS(connection, SQLGetConnectAttrW(connection, SQL_ATTR_CURRENT_CATALOG, catalog.units.data(), bytes,
                                                 &catalog_bytes));
  CHECK(catalog.text() == application::utf16(servers::d1().database));
  CHECK(catalog_bytes == 36 * width);
}
