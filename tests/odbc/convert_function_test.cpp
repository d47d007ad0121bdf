// Owns: {fn CONVERT(value, SQL_type)} on D1's engine: every type name, every pair that SQLGetInfo claims. Never: how
// cells become C types.
#include <string>
#include <vector>

#include "test_servers.h"

using servers::Connected;

namespace {

/// A family of SQL types that CONVERT treats alike, a value of it, and what SQLGetInfo tells of its members.
struct Source {
  const char* value;
  std::vector<SQLUSMALLINT> info_types;
};

const std::vector<Source> sources = {
    {"'12'",
     {SQL_CONVERT_CHAR, SQL_CONVERT_VARCHAR, SQL_CONVERT_LONGVARCHAR, SQL_CONVERT_WCHAR, SQL_CONVERT_WVARCHAR,
      SQL_CONVERT_WLONGVARCHAR}},
    {"12",
     {SQL_CONVERT_BIGINT, SQL_CONVERT_BIT, SQL_CONVERT_DECIMAL, SQL_CONVERT_DOUBLE, SQL_CONVERT_FLOAT,
      SQL_CONVERT_INTEGER, SQL_CONVERT_NUMERIC, SQL_CONVERT_REAL, SQL_CONVERT_SMALLINT, SQL_CONVERT_TINYINT}},
    {"X'3132'", {SQL_CONVERT_BINARY, SQL_CONVERT_VARBINARY, SQL_CONVERT_LONGVARBINARY}},
    {"{d '2024-02-29'}", {SQL_CONVERT_DATE}},
    {"{t '10:20:30'}", {SQL_CONVERT_TIME}},
    {"{ts '2024-02-29 10:20:30.5'}", {SQL_CONVERT_TIMESTAMP}},
    {"{guid '01234567-89AB-cdef-0123-456789abcdef'}", {SQL_CONVERT_GUID}},
};

/// A type name, its bit, and the value of each source as this type ("" where the conversion makes no sense), as quote()
/// writes it.
struct Target {
  const char* name;
  SQLUINTEGER bit;
  std::vector<const char*> values;  // in the order of `sources`
};

constexpr const char* guid = "'01234567-89AB-cdef-0123-456789abcdef'";
constexpr const char* moment = "'2024-02-29 10:20:30.5'";
constexpr const char* day = "'2024-02-29'";
constexpr const char* hour = "'10:20:30'";
constexpr const char* bytes = "X'3132'";

const std::vector<const char*> as_text = {"'12'", "'12'", "'12'", day, hour, moment, guid};
const std::vector<const char*> as_integer = {"12", "12", "", "", "", "", ""};
const std::vector<const char*> as_real = {"12.0", "12.0", "", "", "", "", ""};
const std::vector<const char*> as_bytes = {bytes, "", bytes, "", "", "", ""};
const std::vector<const char*> as_date = {"", "", "", day, "", day, ""};
const std::vector<const char*> as_time = {"", "", "", "", hour, hour, ""};
const std::vector<const char*> as_timestamp = {"", "", "", "'2024-02-29 00:00:00'", "", moment, ""};
const std::vector<const char*> as_guid = {"", "", "", "", "", "", guid};

const std::vector<Target> targets = {
    // clang-format off
    {"SQL_BIGINT", SQL_CVT_BIGINT, as_integer},           {"SQL_INTEGER", SQL_CVT_INTEGER, as_integer},
    {"SQL_SMALLINT", SQL_CVT_SMALLINT, as_integer},       {"SQL_TINYINT", SQL_CVT_TINYINT, as_integer},
    {"SQL_BIT", SQL_CVT_BIT, {"1", "1", "", "", "", "", ""}},
    {"SQL_DECIMAL", SQL_CVT_DECIMAL, as_integer},         {"SQL_NUMERIC", SQL_CVT_NUMERIC, as_integer},
    {"SQL_DOUBLE", SQL_CVT_DOUBLE, as_real},              {"SQL_FLOAT", SQL_CVT_FLOAT, as_real},
    {"SQL_REAL", SQL_CVT_REAL, as_real},
    {"SQL_CHAR", SQL_CVT_CHAR, as_text},                  {"SQL_VARCHAR", SQL_CVT_VARCHAR, as_text},
    {"SQL_LONGVARCHAR", SQL_CVT_LONGVARCHAR, as_text},    {"SQL_WCHAR", SQL_CVT_WCHAR, as_text},
    {"SQL_WVARCHAR", SQL_CVT_WVARCHAR, as_text},          {"SQL_WLONGVARCHAR", SQL_CVT_WLONGVARCHAR, as_text},
    {"SQL_BINARY", SQL_CVT_BINARY, as_bytes},             {"SQL_VARBINARY", SQL_CVT_VARBINARY, as_bytes},
    {"SQL_LONGVARBINARY", SQL_CVT_LONGVARBINARY, as_bytes},
    {"SQL_DATE", SQL_CVT_DATE, as_date},                  {"SQL_TYPE_DATE", SQL_CVT_DATE, as_date},
    {"SQL_TIME", SQL_CVT_TIME, as_time},                  {"SQL_TYPE_TIME", SQL_CVT_TIME, as_time},
    {"SQL_TIMESTAMP", SQL_CVT_TIMESTAMP, as_timestamp},   {"SQL_TYPE_TIMESTAMP", SQL_CVT_TIMESTAMP, as_timestamp},
    {"SQL_GUID", SQL_CVT_GUID, as_guid},
    // clang-format on
};

std::string conversion(const std::string& value, const std::string& type) {
  return "quote({fn CONVERT(" + value + ", " + type + ")})";
}

}  // namespace

TEST_CASE_FIXTURE(Connected, "every claimed pair converts: the value is the engine's") {
  for (std::size_t source = 0; source < sources.size(); ++source) {
    std::string sql;
    for (const Target& target : targets) {
      sql += (sql.empty() ? "SELECT " : ", ") + conversion(sources[source].value, target.name);
    }
    CAPTURE(sources[source].value);
    REQUIRE_SUCCESS(statement, statement.execute(sql));
    REQUIRE_SUCCESS(statement, SQLFetch(statement));
    for (const SQLUSMALLINT info_type : sources[source].info_types) {
      SQLUINTEGER claimed = 0;
      REQUIRE_SUCCESS(connection, SQLGetInfo(connection, info_type, &claimed, sizeof claimed, nullptr));
      CHECK(claimed != 0);
      for (const Target& target : targets) {
        CAPTURE(info_type);
        CAPTURE(target.name);
        // A text may hold anything: what '12' is not is tried below.
        const bool makes_sense = *target.values[source] != '\0' || source == 0;
        CHECK(((claimed & target.bit) == 0 || makes_sense));
      }
    }
    SQLUSMALLINT column = 0;
    for (const Target& target : targets) {
      ++column;
      CAPTURE(target.name);
      if (*target.values[source] != '\0') CHECK(statement.text_at(column) == std::string(target.values[source]));
    }
    statement.close();
  }
}

TEST_CASE_FIXTURE(Connected, "texts become dates, times, timestamps and GUIDs, and what is none becomes NULL") {
  struct Row {
    const char* value;
    const char* type;
    const char* converted;
  };
  for (const Row& row : {
           Row{"'2024-02-29'", "SQL_DATE", "2024-02-29"},
           Row{"'2024-02-29 10:20:30'", "SQL_TYPE_DATE", "2024-02-29"},
           Row{"'10:20:30'", "SQL_TIME", "10:20:30"},
           Row{"'2024-02-29 10:20:30.5'", "SQL_TYPE_TIME", "10:20:30"},
           Row{"'2024-02-29'", "SQL_TIMESTAMP", "2024-02-29 00:00:00"},
           Row{"'2024-02-29T10:20:30.250Z'", "SQL_TYPE_TIMESTAMP", "2024-02-29 10:20:30.25"},
           Row{"'01234567-89ab-cdef-0123-456789abcdef'", "SQL_GUID", "01234567-89ab-cdef-0123-456789abcdef"},
           Row{"'no date'", "SQL_DATE", "NULL"},
           Row{"'10:20:30'", "SQL_DATE", "NULL"},
           Row{"'no time'", "SQL_TIME", "NULL"},
           Row{"'no timestamp'", "SQL_TIMESTAMP", "NULL"},
           Row{"1.9", "SQL_INTEGER", "1"},
           Row{"-1.9", "SQL_BIGINT", "-1"},
           Row{"'9223372036854775807'", "SQL_BIGINT", "9223372036854775807"},
           Row{"0", "SQL_BIT", "0"},
           Row{"-0.5", "SQL_BIT", "1"},
           Row{"'0.1'", "SQL_DOUBLE", "0.1"},
           Row{"1.5", "SQL_VARCHAR", "1.5"},
       }) {
    CAPTURE(row.value);
    CAPTURE(row.type);
    CHECK(statement.value_of("SELECT {fn CONVERT(" + std::string(row.value) + ", " + row.type + ")}") == row.converted);
  }
}

TEST_CASE_FIXTURE(Connected, "NULL stays NULL in every type, also as a parameter") {
  SQLLEN null = SQL_NULL_DATA;
  SQLCHAR nothing = 0;
  REQUIRE_SUCCESS(statement,
                  SQLBindParameter(statement, 1, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 1, 0, &nothing, 1, &null));
  std::string sql;
  for (const Target& target : targets) {
    sql += (sql.empty() ? "SELECT " : ", ") + conversion("NULL", target.name) + ", " + conversion("?1", target.name);
  }
  REQUIRE_SUCCESS(statement, statement.execute(sql));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  SQLUSMALLINT column = 0;
  for (const Target& target : targets) {
    CAPTURE(target.name);
    CHECK(statement.text_at(++column) == "NULL");
    CHECK(statement.text_at(++column) == "NULL");
  }
}

TEST_CASE_FIXTURE(Connected, "a type that D1 has not is HYC00, a word that is no type 42000, and nothing is sent") {
  servers::reset_counts();
  for (const char* type :
       {"SQL_INTERVAL_DAY", "SQL_INTERVAL_DAY_TO_HOUR", "SQL_INTERVAL_DAY_TO_MINUTE", "SQL_INTERVAL_DAY_TO_SECOND",
        "SQL_INTERVAL_HOUR", "SQL_INTERVAL_HOUR_TO_MINUTE", "SQL_INTERVAL_HOUR_TO_SECOND", "SQL_INTERVAL_MINUTE",
        "SQL_INTERVAL_MINUTE_TO_SECOND", "SQL_INTERVAL_MONTH", "SQL_INTERVAL_SECOND", "SQL_INTERVAL_YEAR",
        "SQL_INTERVAL_YEAR_TO_MONTH"}) {
    CAPTURE(type);
    EXPECT("ERROR HYC00", statement, statement.execute("SELECT {fn CONVERT(1, " + std::string(type) + ")}"));
  }
  for (const char* rest : {"1, INTEGER", "1", "1, SQL_INTEGER, 2", "1, 'SQL_INTEGER'", "1 SQL_INTEGER", ""}) {
    CAPTURE(rest);
    EXPECT("ERROR 42000", statement, statement.execute("SELECT {fn CONVERT(" + std::string(rest) + ")}"));
  }
  CHECK(servers::counts().requests == 0);
}

TEST_CASE_FIXTURE(Connected, "a type name may be in any case, and the value any expression") {
  CHECK(statement.value_of("SELECT {fn convert({fn LENGTH('abc')} * 2, sql_varchar)} || 'x'") == "6x");
  const std::string maximum = "(SELECT max(column1) FROM (VALUES (1), (7)))";
  CHECK(statement.value_of("SELECT " + conversion(maximum, "Sql_Double")) == "7.0");
}
