// Owns: ODBC's escapes as the engine runs them, and SQLNativeSql. Never: which functions there are.
#include "test_servers.h"

using servers::Connected;

TEST_CASE_FIXTURE(Connected, "escapes mean on the engine what the reference says") {
  struct Row {
    const char* sql;
    const char* value;
  };
  for (const Row& row : {
           Row{"SELECT {d '2024-02-29'}", "2024-02-29"},
           Row{"SELECT {t '23:59:58'}", "23:59:58"},
           Row{"SELECT {ts '2024-02-29 23:59:58.5'}", "2024-02-29 23:59:58.5"},
           Row{"SELECT {fn UCASE('abc')}", "ABC"},
           Row{"SELECT {fn LCASE('ABC')}", "abc"},
           Row{"SELECT {fn CONCAT('a', {fn UCASE('b')})}", "aB"},
           Row{"SELECT {fn LENGTH('abc')}", "3"},
           Row{"SELECT {fn YEAR({d '2024-02-29'})}", "2024"},
           Row{"SELECT {fn CONVERT('42', SQL_INTEGER)} + 1", "43"},
           Row{"SELECT a.x || coalesce(b.x, 'none') FROM {oj (SELECT 'l' AS x) a LEFT OUTER JOIN (SELECT 'r' AS x) b "
               "ON "
               "a.x = b.x}",
               "lnone"},
           Row{"SELECT 'a%b' LIKE 'a\\%b' {escape '\\'}", "1"},
           Row{"SELECT '{fn UCASE(x)}'", "{fn UCASE(x)}"},
       }) {
    CAPTURE(row.sql);
    CHECK(statement.value_of(row.sql) == row.value);
  }
}

TEST_CASE_FIXTURE(Connected, "SQL_ATTR_NOSCAN sends the text as it is") {
  statement.set(SQL_ATTR_NOSCAN, SQL_NOSCAN_ON);
  EXPECT("ERROR 42000", statement, statement.execute("SELECT {fn UCASE('abc')}"));
}

TEST_CASE_FIXTURE(Connected, "SQLNativeSql translates escapes into the caller's buffer") {
  const std::string text = "SELECT {d '2024-02-29'}, ?";
  SQLCHAR native[100] = {};
  SQLINTEGER length = 0;
  REQUIRE_SUCCESS(connection,
                  SQLNativeSql(connection, application::narrow(text), SQL_NTS, native, sizeof native, &length));
  const std::string got = reinterpret_cast<char*>(native);
  CHECK(got == "SELECT '2024-02-29', ?");
  CHECK(length == static_cast<SQLINTEGER>(got.size()));
  SQLCHAR small[8] = {'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x'};
  EXPECT("SUCCESS_WITH_INFO 01004", connection,
         SQLNativeSql(connection, application::narrow(text), SQL_NTS, small, 7, &length));
  CHECK(std::string(reinterpret_cast<char*>(small)) == "SELECT");
  CHECK(small[7] == 'x');
  CHECK(length == static_cast<SQLINTEGER>(got.size()));
}

TEST_CASE_FIXTURE(Connected, "SQLNativeSqlW counts in characters") {
  const std::u16string text = u"SELECT {t '10:00:00'} AS \"\u20ac\"";
  SQLWCHAR native[100] = {};
  SQLINTEGER length = 0;
  REQUIRE_SUCCESS(connection, SQLNativeSqlW(connection, application::wide(text), static_cast<SQLINTEGER>(text.size()),
                                            native, 100, &length));
  const std::u16string got = reinterpret_cast<char16_t*>(native);
  CHECK(got == u"SELECT '10:00:00' AS \"\u20ac\"");
  CHECK(length == static_cast<SQLINTEGER>(got.size()));
}

TEST_CASE_FIXTURE(Connected, "an escape that is not closed is 42000 and nothing is sent") {
  servers::reset_counts();
  EXPECT("ERROR 42000", statement, statement.execute("SELECT {fn UCASE('a')"));
  CHECK(servers::counts().requests == 0);
}
