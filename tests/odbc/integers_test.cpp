// Owns: integers and bits through every integer C type, at the ends of their ranges. Never: text, reals, dates.
#include <cstdint>
#include <limits>

#include "test_servers.h"

using application::Parameter;
using servers::Connected;

namespace {

/// Binds the memory of one C value to `SELECT typeof(?1), CAST(?1 AS TEXT)` and returns "typeof text".
template <class Value>
std::string sent(Connected& d1, SQLSMALLINT c_type, SQLSMALLINT sql_type, Value value) {
  Parameter parameter = Parameter::fixed(value);
  Parameter again = parameter;
  REQUIRE_SUCCESS(d1.statement, parameter.bind(d1.statement, 1, c_type, sql_type));
  REQUIRE_SUCCESS(d1.statement, again.bind(d1.statement, 2, c_type, sql_type));
  REQUIRE_SUCCESS(d1.statement, d1.statement.execute("SELECT typeof(?), CAST(? AS TEXT)"));
  REQUIRE_SUCCESS(d1.statement, SQLFetch(d1.statement));
  std::string result = d1.statement.text_at(1).value_or("NULL") + " " + d1.statement.text_at(2).value_or("NULL");
  d1.statement.close();
  return result;
}

/// Reads `sql`'s only value as a C type: "outcome value length".
template <class Value>
std::string read(Connected& d1, const std::string& sql, SQLSMALLINT c_type) {
  REQUIRE_SUCCESS(d1.statement, d1.statement.execute(sql));
  REQUIRE_SUCCESS(d1.statement, SQLFetch(d1.statement));
  Value value = 77;
  SQLLEN length = -9;
  const SQLRETURN code = SQLGetData(d1.statement, 1, c_type, &value, sizeof value, &length);
  std::string result = application::outcome(code, d1.statement);
  if (SQL_SUCCEEDED(code)) result += " " + std::to_string(value) + " " + std::to_string(length);
  d1.statement.close();
  return result;
}

}  // namespace

TEST_CASE_FIXTURE(Connected, "an integer parameter divides as an integer") {
  SQLBIGINT five = 5;
  SQLINTEGER small_five = 5;
  const std::string query = "SELECT ? / 2";
  REQUIRE_SUCCESS(statement, statement.prepare(query));
  REQUIRE_SUCCESS(statement,
                  SQLBindParameter(statement, 1, SQL_PARAM_INPUT, SQL_C_SBIGINT, SQL_BIGINT, 19, 0, &five, 0, nullptr));
  REQUIRE_SUCCESS(statement, SQLExecute(statement));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(statement.text_at(1) == "2");
  statement.close();
  REQUIRE_SUCCESS(statement, SQLBindParameter(statement, 1, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 10, 0,
                                              &small_five, 0, nullptr));
  REQUIRE_SUCCESS(statement, SQLExecute(statement));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(statement.integer_at(1) == 2);
}

TEST_CASE_FIXTURE(Connected, "integers beyond 2^53 are stored and read exactly") {
  statement.run("DROP TABLE IF EXISTS big_integers");
  statement.run("CREATE TABLE big_integers (id INTEGER PRIMARY KEY, x BIGINT)");
  const std::vector<SQLBIGINT> values{9007199254740993,
                                      -9007199254740993,
                                      std::numeric_limits<SQLBIGINT>::max(),
                                      std::numeric_limits<SQLBIGINT>::min(),
                                      9007199254740992,
                                      0,
                                      -1};
  SQLBIGINT id = 0;
  SQLBIGINT x = 0;
  REQUIRE_SUCCESS(statement, statement.prepare("INSERT INTO big_integers VALUES (?, ?)"));
  REQUIRE_SUCCESS(statement,
                  SQLBindParameter(statement, 1, SQL_PARAM_INPUT, SQL_C_SBIGINT, SQL_BIGINT, 0, 0, &id, 0, nullptr));
  REQUIRE_SUCCESS(statement,
                  SQLBindParameter(statement, 2, SQL_PARAM_INPUT, SQL_C_SBIGINT, SQL_BIGINT, 0, 0, &x, 0, nullptr));
  for (const SQLBIGINT value : values) {
    ++id;
    x = value;
    REQUIRE_SUCCESS(statement, SQLExecute(statement));
    CHECK(statement.row_count() == 1);
  }
  REQUIRE_SUCCESS(statement, SQLFreeStmt(statement, SQL_RESET_PARAMS));
  REQUIRE_SUCCESS(statement, statement.execute("SELECT CAST(x AS TEXT), x, typeof(x) FROM big_integers ORDER BY id"));
  for (const SQLBIGINT value : values) {
    CAPTURE(value);
    REQUIRE_SUCCESS(statement, SQLFetch(statement));
    CHECK(statement.text_at(1) == std::to_string(value));
    CHECK(statement.integer_at(2) == value);
    CHECK(statement.text_at(2) == std::to_string(value));
    CHECK(statement.text_at(3) == "integer");
  }
  EXPECT("NO_DATA", statement, SQLFetch(statement));
}

TEST_CASE_FIXTURE(Connected, "every integer C type is sent exactly at its ends") {
  CHECK(sent(*this, SQL_C_STINYINT, SQL_TINYINT, SQLSCHAR{-128}) == "integer -128");
  CHECK(sent(*this, SQL_C_TINYINT, SQL_TINYINT, SQLSCHAR{127}) == "integer 127");
  CHECK(sent(*this, SQL_C_UTINYINT, SQL_TINYINT, SQLCHAR{255}) == "integer 255");
  CHECK(sent(*this, SQL_C_SSHORT, SQL_SMALLINT, SQLSMALLINT{-32768}) == "integer -32768");
  CHECK(sent(*this, SQL_C_SHORT, SQL_SMALLINT, SQLSMALLINT{32767}) == "integer 32767");
  CHECK(sent(*this, SQL_C_USHORT, SQL_INTEGER, SQLUSMALLINT{65535}) == "integer 65535");
  CHECK(sent(*this, SQL_C_SLONG, SQL_INTEGER, std::numeric_limits<SQLINTEGER>::min()) == "integer -2147483648");
  CHECK(sent(*this, SQL_C_LONG, SQL_INTEGER, std::numeric_limits<SQLINTEGER>::max()) == "integer 2147483647");
  CHECK(sent(*this, SQL_C_ULONG, SQL_BIGINT, std::numeric_limits<SQLUINTEGER>::max()) == "integer 4294967295");
  CHECK(sent(*this, SQL_C_UBIGINT, SQL_BIGINT, SQLUBIGINT{9223372036854775807U}) == "integer 9223372036854775807");
  CHECK(sent(*this, SQL_C_SBIGINT, SQL_BIGINT, std::numeric_limits<SQLBIGINT>::min()) ==
        "integer -9223372036854775808");
  CHECK(sent(*this, SQL_C_BIT, SQL_BIT, SQLCHAR{1}) == "integer 1");
  CHECK(sent(*this, SQL_C_BIT, SQL_BIT, SQLCHAR{0}) == "integer 0");
}

TEST_CASE_FIXTURE(Connected, "an unsigned value that SQLite cannot hold is 22003") {
  Parameter parameter = Parameter::fixed(SQLUBIGINT{9223372036854775808U});
  REQUIRE_SUCCESS(statement, parameter.bind(statement, 1, SQL_C_UBIGINT, SQL_BIGINT));
  EXPECT("ERROR 22003", statement, statement.execute("SELECT ?"));
}

TEST_CASE_FIXTURE(Connected, "every integer C type is read at its ends and not beyond") {
  CHECK(read<SQLSCHAR>(*this, "SELECT -128", SQL_C_STINYINT) == "SUCCESS -128 1");
  CHECK(read<SQLSCHAR>(*this, "SELECT 128", SQL_C_STINYINT) == "ERROR 22003");
  CHECK(read<SQLCHAR>(*this, "SELECT 255", SQL_C_UTINYINT) == "SUCCESS 255 1");
  CHECK(read<SQLCHAR>(*this, "SELECT -1", SQL_C_UTINYINT) == "ERROR 22003");
  CHECK(read<SQLSMALLINT>(*this, "SELECT -32768", SQL_C_SSHORT) == "SUCCESS -32768 2");
  CHECK(read<SQLSMALLINT>(*this, "SELECT 32768", SQL_C_SHORT) == "ERROR 22003");
  CHECK(read<SQLUSMALLINT>(*this, "SELECT 65535", SQL_C_USHORT) == "SUCCESS 65535 2");
  CHECK(read<SQLUSMALLINT>(*this, "SELECT 65536", SQL_C_USHORT) == "ERROR 22003");
  CHECK(read<SQLINTEGER>(*this, "SELECT -2147483648", SQL_C_SLONG) == "SUCCESS -2147483648 4");
  CHECK(read<SQLINTEGER>(*this, "SELECT 2147483648", SQL_C_LONG) == "ERROR 22003");
  CHECK(read<SQLUINTEGER>(*this, "SELECT 4294967295", SQL_C_ULONG) == "SUCCESS 4294967295 4");
  CHECK(read<SQLUINTEGER>(*this, "SELECT -1", SQL_C_ULONG) == "ERROR 22003");
  CHECK(read<SQLUBIGINT>(*this, "SELECT 9223372036854775807", SQL_C_UBIGINT) == "SUCCESS 9223372036854775807 8");
  CHECK(read<SQLUBIGINT>(*this, "SELECT -1", SQL_C_UBIGINT) == "ERROR 22003");
}

TEST_CASE_FIXTURE(Connected, "text is read as a number when it is one, a fraction is cut with 01S07") {
  CHECK(read<SQLINTEGER>(*this, "SELECT '42'", SQL_C_SLONG) == "SUCCESS 42 4");
  CHECK(read<SQLINTEGER>(*this, "SELECT 'forty-two'", SQL_C_SLONG) == "ERROR 22018");
  CHECK(read<SQLINTEGER>(*this, "SELECT 42.5", SQL_C_SLONG) == "SUCCESS_WITH_INFO 01S07 42 4");
}

TEST_CASE_FIXTURE(Connected, "a bit is 0 or 1") {
  CHECK(read<SQLCHAR>(*this, "SELECT 1", SQL_C_BIT) == "SUCCESS 1 1");
  CHECK(read<SQLCHAR>(*this, "SELECT 0", SQL_C_BIT) == "SUCCESS 0 1");
  CHECK(read<SQLCHAR>(*this, "SELECT 2", SQL_C_BIT) == "ERROR 22003");
  CHECK(read<SQLCHAR>(*this, "SELECT -1", SQL_C_BIT) == "ERROR 22003");
}
