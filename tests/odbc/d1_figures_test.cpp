// Owns: what D1 says of an execution, through SQLGetStmtAttr. Never: other attributes.
#include <array>
#include <string>

#include "test_servers.h"

using servers::Connected;

namespace {

// The numbers that README.md documents.
constexpr SQLINTEGER rows_read = 16385;
constexpr SQLINTEGER rows_written = 16386;
constexpr SQLINTEGER duration = 16387;
constexpr SQLINTEGER size_after = 16388;
constexpr SQLINTEGER region = 16390;

struct Figures : Connected {
  SQLBIGINT figure(SQLINTEGER attribute) {
    SQLBIGINT value = -7;
    REQUIRE_SUCCESS(statement, SQLGetStmtAttr(statement, attribute, &value, SQL_IS_INTEGER, nullptr));
    return value;
  }
};

}  // namespace

TEST_CASE_FIXTURE(Figures, "rows read and written, the duration and the size are those of the last execution") {
  statement.run("DROP TABLE IF EXISTS figures; CREATE TABLE figures (id INTEGER PRIMARY KEY, t TEXT)");
  statement.run("INSERT INTO figures VALUES (1, 'a'), (2, 'b'), (3, 'c')");
  CHECK(figure(rows_written) >= 3);
  CHECK(figure(size_after) > 0);
  REQUIRE_SUCCESS(statement, statement.execute("SELECT * FROM figures"));
  CHECK(figure(rows_read) == 3);
  CHECK(figure(rows_written) == 0);
  CHECK(figure(duration) >= 0);
  statement.close();
  CHECK(figure(rows_read) == 3);  // closing a result forgets nothing
  statement.run("DROP TABLE figures");
}

TEST_CASE_FIXTURE(Figures, "of an array they are the sums of all sets") {
  statement.run("DROP TABLE IF EXISTS figures; CREATE TABLE figures (id INTEGER PRIMARY KEY)");
  std::array<SQLINTEGER, 50> ids{};
  for (std::size_t set = 0; set < ids.size(); ++set) ids[set] = static_cast<SQLINTEGER>(set);
  REQUIRE_SUCCESS(statement, SQLBindParameter(statement, 1, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 0, 0, ids.data(),
                                              0, nullptr));
  for (const SQLULEN sets : {SQLULEN{50}, SQLULEN{5}}) {
    CAPTURE(sets);
    statement.run("DELETE FROM figures");
    statement.set(SQL_ATTR_PARAMSET_SIZE, sets);
    REQUIRE_SUCCESS(statement, statement.execute("INSERT INTO figures VALUES (?)"));
    CHECK(figure(rows_written) == static_cast<SQLBIGINT>(sets));
    statement.set(SQL_ATTR_PARAMSET_SIZE, 1);
  }
  statement.run("DROP TABLE figures");
}

TEST_CASE_FIXTURE(Figures, "figures are those of the statement whose result is shown") {
  REQUIRE_SUCCESS(statement, statement.execute("SELECT 1 FROM sqlite_master LIMIT 0; VALUES (1)"));
  const SQLBIGINT first = figure(duration);
  CHECK(first >= 0);
  REQUIRE_SUCCESS(statement, SQLMoreResults(statement));
  CHECK(figure(rows_read) == 0);
}

TEST_CASE_FIXTURE(Figures, "before an execution, and after one that failed, there are none: HY010") {
  SQLBIGINT value = -7;
  EXPECT("ERROR HY010", statement, SQLGetStmtAttr(statement, rows_read, &value, SQL_IS_INTEGER, nullptr));
  statement.run("SELECT 1");
  EXPECT("ERROR 42S02", statement, statement.execute("SELECT 1 FROM nowhere_to_be_found"));
  EXPECT("ERROR HY010", statement, SQLGetStmtAttr(statement, rows_read, &value, SQL_IS_INTEGER, nullptr));
  CHECK(value == -7);
}

TEST_CASE_FIXTURE(Figures, "they can only be read") {
  EXPECT("ERROR HY092", statement,
         SQLSetStmtAttr(statement, rows_read, reinterpret_cast<SQLPOINTER>(SQLULEN{1}), SQL_IS_INTEGER));
}

TEST_CASE_FIXTURE(Figures, "the region is UTF-8 with its length in bytes, cut with 01004") {
  statement.run("SELECT 1");
  std::array<char, 20> text{};
  SQLINTEGER length = -7;
  EXPECT("SUCCESS", statement, SQLGetStmtAttr(statement, region, text.data(), text.size(), &length));
  const std::string whole = text.data();
  CHECK(whole == "WEUR");  // what the test server says
  CHECK(length == 4);
  EXPECT("SUCCESS_WITH_INFO 01004", statement, SQLGetStmtAttr(statement, region, text.data(), 3, &length));
  CHECK(std::string(text.data()) == "WE");
  CHECK(length == 4);
}
