// Owns: the reference's pages of SQLNumParams, SQLDescribeParam, SQLBindParameter, and of SQLBindParam, SQLSetParam and
// SQLParamOptions, which it replaced. Never: values (round_trips_test and others), arrays (parameter_arrays_test), data
// at execution.
// Not raised against D1: 07006 of SQLDescribeParam, 07S01 and 21S01 of SQLDescribeParam (every marker has the same
// description), HYT01 (nothing is sent).
#include <dlfcn.h>

#include <array>

#include "test_servers.h"

using application::Manager;
using application::Statement;
using servers::Connected;

namespace {

constexpr const char* two_markers = "SELECT ?, ?";

/// SQLBindParam, which only managers have: nullptr without one.
decltype(&SQLBindParam) bind_param() {
  return reinterpret_cast<decltype(&SQLBindParam)>(dlsym(RTLD_DEFAULT, "SQLBindParam"));
}

/// The arguments of SQLBindParameter, of which each row of a table changes one.
struct Binding {
  const char* what;
  SQLUSMALLINT number = 1;
  SQLSMALLINT direction = SQL_PARAM_INPUT;
  SQLSMALLINT c_type = SQL_C_SLONG;
  SQLSMALLINT sql_type = SQL_INTEGER;
  SQLULEN size = 10;
  SQLSMALLINT digits = 0;
  bool has_data = true;
  SQLLEN capacity = 0;
  bool has_indicator = true;
  const char* outcome = "SUCCESS";
};

struct Parameters : Connected {
  SQLINTEGER number = 42;
  SQLLEN indicator = 0;

  SQLRETURN bind(const Binding& b) {
    return SQLBindParameter(statement, b.number, b.direction, b.c_type, b.sql_type, b.size, b.digits,
                            b.has_data ? &number : nullptr, b.capacity, b.has_indicator ? &indicator : nullptr);
  }
};

}  // namespace

// --- SQLNumParams ----------------------------------------------------------------------------------------------------

TEST_CASE_FIXTURE(Connected, "SQLNumParams counts the markers of all statements of a text") {
  struct Row {
    const char* sql;
    SQLSMALLINT count;
  };
  for (const Row& row :
       {Row{"SELECT 1", 0}, Row{"SELECT ?", 1}, Row{"SELECT ?; SELECT ?, ?", 3}, Row{"SELECT {fn UCASE(?)}", 1},
        Row{"SELECT ?2, ?1", 2}, Row{"SELECT '?'", 0}, Row{"CREATE TABLE IF NOT EXISTS num_params (x)", 0}}) {
    CAPTURE(row.sql);
    SQLSMALLINT count = -7;
    REQUIRE_SUCCESS(statement, statement.prepare(row.sql));
    EXPECT("SUCCESS", statement, SQLNumParams(statement, &count));
    CHECK(count == row.count);
  }
}

TEST_CASE_FIXTURE(Connected, "SQLNumParams answers after the execution too, and needs no place for the count") {
  REQUIRE_SUCCESS(statement, statement.prepare("SELECT 1"));
  EXPECT("SUCCESS", statement, SQLNumParams(statement, nullptr));
  REQUIRE_SUCCESS(statement, SQLExecute(statement));
  SQLSMALLINT count = -7;
  EXPECT("SUCCESS", statement, SQLNumParams(statement, &count));
  CHECK(count == 0);
}

// --- SQLDescribeParam ------------------------------------------------------------------------------------------------

TEST_CASE_FIXTURE(Connected, "SQLDescribeParam fills each place that is given, and no other") {
  REQUIRE_SUCCESS(statement, statement.prepare(two_markers));
  SQLSMALLINT type = -7;
  SQLSMALLINT digits = -7;
  SQLSMALLINT nullable = -7;
  SQLULEN size = 7;
  EXPECT("SUCCESS", statement, SQLDescribeParam(statement, 2, &type, &size, &digits, &nullable));
  CHECK((type == SQL_LONGVARCHAR || type == SQL_WLONGVARCHAR));
  CHECK(size == 65535);
  CHECK(digits == 0);
  CHECK(nullable == SQL_NULLABLE_UNKNOWN);
  const SQLSMALLINT told = type;
  type = -7;
  EXPECT("SUCCESS", statement, SQLDescribeParam(statement, 1, &type, nullptr, nullptr, nullptr));
  CHECK(type == told);
  EXPECT("SUCCESS", statement, SQLDescribeParam(statement, 1, nullptr, nullptr, nullptr, nullptr));
}

TEST_CASE_FIXTURE(Connected, "SQLDescribeParam knows only the markers that are there") {
  SQLSMALLINT type = -7;
  EXPECT("ERROR HY010", statement, SQLDescribeParam(statement, 1, &type, nullptr, nullptr, nullptr));
  REQUIRE_SUCCESS(statement, statement.prepare(two_markers));
  for (const SQLUSMALLINT number : std::initializer_list<SQLUSMALLINT>{0, 3, 65535}) {
    CAPTURE(number);
    EXPECT("ERROR 07009", statement, SQLDescribeParam(statement, number, &type, nullptr, nullptr, nullptr));
  }
  CHECK(type == -7);
  REQUIRE_SUCCESS(statement, statement.prepare("SELECT 1"));
  EXPECT("ERROR 07009", statement, SQLDescribeParam(statement, 1, &type, nullptr, nullptr, nullptr));
}

// --- SQLBindParameter ------------------------------------------------------------------------------------------------

TEST_CASE_FIXTURE(Parameters, "SQLBindParameter refuses each argument that is wrong") {
  for (const Binding& row : {
           Binding{.what = "all right"},
           Binding{.what = "parameter 0", .number = 0, .outcome = "ERROR 07009"},
           Binding{.what = "no direction", .direction = 99, .outcome = "ERROR HY105"},
           Binding{.what = "direction 0", .direction = SQL_PARAM_TYPE_UNKNOWN, .outcome = "ERROR HY105"},
           Binding{.what = "output", .direction = SQL_PARAM_OUTPUT, .outcome = "ERROR HYC00"},
           Binding{.what = "both ways", .direction = SQL_PARAM_INPUT_OUTPUT, .outcome = "ERROR HYC00"},
           Binding{.what = "no C type", .c_type = 777, .outcome = "ERROR HY003"},
           Binding{.what = "no SQL type", .sql_type = 777, .outcome = "ERROR HY004"},
           Binding{.what = "a number as a date", .sql_type = SQL_TYPE_DATE, .outcome = "ERROR 07006"},
           Binding{.what = "a date as a number", .c_type = SQL_C_TYPE_DATE, .outcome = "ERROR 07006"},
           Binding{.what = "a negative capacity", .capacity = -1, .outcome = "ERROR HY090"},
           Binding{.what = "neither data nor indicator",
           .has_data = false,
           .has_indicator = false,
           .outcome = "ERROR HY009"},
           Binding{.what = "no data", .has_data = false},
           Binding{.what = "no indicator", .has_indicator = false},
           Binding{
               .what = "a precision beyond all", .sql_type = SQL_DECIMAL, .size = 1000000, .outcome = "ERROR HY104"},
           Binding{.what = "a size that integers do not have", .size = 1000000},
           Binding{.what = "the default type", .c_type = SQL_C_DEFAULT},
           Binding{.what = "seconds with 30 digits",
           .c_type = SQL_C_TYPE_TIMESTAMP,
           .sql_type = SQL_TYPE_TIMESTAMP,
           .digits = 30,
           .outcome = "ERROR HY104"},
       }) {
    CAPTURE(row.what);
    EXPECT(row.outcome, statement, bind(row));
  }
}

TEST_CASE_FIXTURE(Parameters, "a binding that is refused leaves the one before it") {
  REQUIRE_SUCCESS(statement, bind({.what = "good"}));
  EXPECT("ERROR HY004", statement, bind({.what = "bad", .sql_type = 777}));
  CHECK(statement.value_of("SELECT ?") == "42");
}

TEST_CASE_FIXTURE(Parameters, "a parameter is bound before and after preparing, again, and to another place") {
  SQLINTEGER other = 43;
  REQUIRE_SUCCESS(statement, bind({.what = "before"}));
  REQUIRE_SUCCESS(statement, statement.prepare("SELECT ?"));
  const auto run = [&] {
    REQUIRE_SUCCESS(statement, SQLExecute(statement));
    REQUIRE_SUCCESS(statement, SQLFetch(statement));
    const SQLBIGINT value = statement.integer_at(1);
    statement.close();
    return value;
  };
  CHECK(run() == 42);
  REQUIRE_SUCCESS(statement,
                  SQLBindParameter(statement, 1, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 10, 0, &other, 0, nullptr));
  CHECK(run() == 43);
  other = -1;
  CHECK(run() == -1);
}

TEST_CASE_FIXTURE(Connected, "a text parameter's length: in full, shorter, none, to its terminator, NULL") {
  struct Row {
    SQLLEN indicator;
    const char* value;
  };
  std::string narrow = "abcdef";
  application::WideText wide(u"abcdef");
  for (const bool is_wide : {false, true}) {
    const SQLLEN unit = is_wide ? SQLLEN{sizeof(SQLWCHAR)} : 1;
    for (const Row& row : {Row{6, "abcdef"}, Row{5, "abcde"}, Row{1, "a"}, Row{0, ""}, Row{SQL_NTS, "abcdef"},
                           Row{SQL_NULL_DATA, "NULL"}}) {
      CAPTURE(is_wide);
      CAPTURE(row.indicator);
      SQLLEN indicator = row.indicator > 0 ? row.indicator * unit : row.indicator;
      const SQLPOINTER data = is_wide ? static_cast<SQLPOINTER>(wide.data()) : static_cast<SQLPOINTER>(narrow.data());
      REQUIRE_SUCCESS(statement, SQLBindParameter(statement, 1, SQL_PARAM_INPUT, is_wide ? SQL_C_WCHAR : SQL_C_CHAR,
                                                  SQL_VARCHAR, 100, 0, data, 0, &indicator));
      CHECK(statement.value_of("SELECT ?") == row.value);
    }
    REQUIRE_SUCCESS(statement, SQLFreeStmt(statement, SQL_RESET_PARAMS));
  }
}

// --- SQLSetParam, SQLBindParam, SQLParamOptions ----------------------------------------------------------------------

TEST_CASE_FIXTURE(Parameters, "SQLSetParam binds for input") {
  REQUIRE_SUCCESS(statement, SQLSetParam(statement, 1, SQL_C_SLONG, SQL_INTEGER, 10, 0, &number, &indicator));
  CHECK(statement.value_of("SELECT ?") == "42");
  EXPECT("ERROR 07009", statement, SQLSetParam(statement, 0, SQL_C_SLONG, SQL_INTEGER, 10, 0, &number, &indicator));
  EXPECT("ERROR HY003", statement, SQLSetParam(statement, 1, 777, SQL_INTEGER, 10, 0, &number, &indicator));
  EXPECT("ERROR HY004", statement, SQLSetParam(statement, 1, SQL_C_SLONG, 777, 10, 0, &number, &indicator));
  EXPECT("ERROR HY009", statement, SQLSetParam(statement, 1, SQL_C_SLONG, SQL_INTEGER, 10, 0, nullptr, nullptr));
  CHECK(statement.value_of("SELECT ?") == "42");
}

TEST_CASE_FIXTURE(Parameters, "SQLBindParam binds for input") {
  const auto call = bind_param();
  if (call == nullptr) return;
  REQUIRE_SUCCESS(statement, call(statement, 1, SQL_C_SLONG, SQL_INTEGER, 10, 0, &number, &indicator));
  CHECK(statement.value_of("SELECT ?") == "42");
  EXPECT("ERROR 07009", statement, call(statement, 0, SQL_C_SLONG, SQL_INTEGER, 10, 0, &number, &indicator));
  EXPECT("ERROR HY003", statement, call(statement, 1, 777, SQL_INTEGER, 10, 0, &number, &indicator));
}

TEST_CASE_FIXTURE(Connected, "SQLParamOptions sets the number of sets, and where the processed ones are counted") {
  statement.run("DROP TABLE IF EXISTS param_options");
  statement.run("CREATE TABLE param_options (n INTEGER)");
  std::array<SQLINTEGER, 3> numbers{1, 2, 3};
  SQLULEN processed = 99;
  EXPECT("SUCCESS", statement, SQLParamOptions(statement, numbers.size(), &processed));
  REQUIRE_SUCCESS(statement, SQLBindParameter(statement, 1, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 10, 0,
                                              numbers.data(), 0, nullptr));
  EXPECT("SUCCESS", statement, statement.execute("INSERT INTO param_options VALUES (?)"));
  CHECK(processed == 3);
  SQLULEN size = 0;
  REQUIRE_SUCCESS(statement, SQLGetStmtAttr(statement, SQL_ATTR_PARAMSET_SIZE, &size, 0, nullptr));
  CHECK(size == 3);
  EXPECT("SUCCESS", statement, SQLParamOptions(statement, 1, nullptr));
  CHECK(statement.value_of("SELECT sum(n) FROM param_options") == "6");
}

TEST_CASE_FIXTURE(Connected, "no parameter sets at all are refused") {
  SQLULEN processed = 99;
  // HY107 is the page's; a manager that sets the attribute instead hands on the attribute's HY024.
  const SQLRETURN code = SQLParamOptions(statement, 0, &processed);
  const std::string told = application::outcome(code, statement);
  CAPTURE(told);
  CHECK((told == "ERROR HY107" || told == "ERROR HY024"));
}
