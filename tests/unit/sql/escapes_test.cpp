// Owns: the claims on ODBC's escape sequences and their errors.
#include <doctest/doctest.h>

#include <array>
#include <string>

#include "error/odbc_error.h"
#include "sql/statement_text.h"

using namespace d1odbc;

namespace {

struct TranslationRow {
  std::string_view odbc;
  std::string_view native;
};

constexpr std::array translations = std::to_array<TranslationRow>({
    {"SELECT 1", "SELECT 1"},
    {"SELECT {d '2024-01-31'}", "SELECT '2024-01-31'"},
    {"SELECT{ D '2024-01-31' }AS x", "SELECT '2024-01-31' AS x"},
    {"x{d '2024-01-31'}", "x '2024-01-31'"},
    {"VALUES({t '12:30:00'},{ts '2024-01-31 12:30:00.5'})", "VALUES('12:30:00','2024-01-31 12:30:00.5')"},
    {"{guid '01234567-89ab-CDEF-0123-456789abcdef'}", "'01234567-89ab-CDEF-0123-456789abcdef'"},
    {"a LIKE '\\%' {escape '\\'} AND b", "a LIKE '\\%' ESCAPE '\\' AND b"},
    {"a LIKE '%'{escape '''' }", "a LIKE '%' ESCAPE ''''"},
    {"FROM {oj a LEFT OUTER JOIN b ON a.x = b.x} WHERE 1", "FROM a LEFT OUTER JOIN b ON a.x = b.x WHERE 1"},
    {"FROM {oj {oj a LEFT JOIN b ON 1} LEFT JOIN c ON 1}", "FROM (a LEFT JOIN b ON 1) LEFT JOIN c ON 1"},
    {"{oj a LEFT OUTER JOIN {oj b FULL OUTER JOIN c ON 1} ON 2}", "a LEFT OUTER JOIN (b FULL OUTER JOIN c ON 1) ON 2"},
    {"{oj a LEFT OUTER JOIN b ON 1 RIGHT OUTER JOIN c ON 2}", "a LEFT OUTER JOIN b ON 1 RIGHT OUTER JOIN c ON 2"},
    {"{oj a LEFT OUTER JOIN b FULL OUTER JOIN c ON ? ON ?}", "a LEFT OUTER JOIN ( b FULL OUTER JOIN c ON ? ) ON ?"},
    {"{oj a LEFT JOIN b RIGHT JOIN c FULL JOIN d ON 1 ON 2 ON 3}",
     "a LEFT JOIN ( b RIGHT JOIN ( c FULL JOIN d ON 1 ) ON 2 ) ON 3"},
    {"{oj a LEFT JOIN b RIGHT JOIN c ON 1 ON 2 FULL JOIN d ON 3}",
     "a LEFT JOIN ( b RIGHT JOIN c ON 1 ) ON 2 FULL JOIN d ON 3"},
    {"{oj a LEFT JOIN (SELECT 1 FROM x JOIN y) b ON (1 IN (SELECT 1 FROM x JOIN y ON 1))}",
     "a LEFT JOIN (SELECT 1 FROM x JOIN y) b ON (1 IN (SELECT 1 FROM x JOIN y ON 1))"},
    {"{oj a NATURAL LEFT JOIN b LEFT JOIN c ON 1}", "a NATURAL LEFT JOIN b LEFT JOIN c ON 1"},
    {"{oj a ON 1}", "a ON 1"},
    {"-{oj -1}", "- -1"},
    {"{fn UCASE ( 'a' ) }", "upper('a')"},
    {"SELECT{fn PI()}", "SELECT pi()"},
    {"{fn NOW}{fn pi}x", "datetime('now') pi() x"},
    {"{fn/* c */LCASE(a--b\n)}", "lower(a)"},
    {"{fn LCASE(a--b\n||c)}", "lower(a--b\n||c)"},
    {"{fn UCASE({fn LEFT(x,2)})}", "upper(substr(x, 1, 2))"},
    {"{fn LEFT(max(a, b), 2)}", "substr(max(a, b), 1, 2)"},
    {"{fn LEFT((SELECT a, b), 2)}", "substr((SELECT a, b), 1, 2)"},
    {"{fn POSITION((1 IN (2)) IN x)}", "instr(x, (1 IN (2)))"},
    {"{fn CAST(a AS VARCHAR(20))}", "CAST(a AS VARCHAR(20))"},
    {"{fn convert(a, sql_integer)}", "CAST(a AS INTEGER)"},
    {"{fn DATABASE()} = {fn USER}", "'my''db' = 'me'"},
    {"SELECT '{d x}', \"{fn\", [}], `{`, /* { */ 1 -- }", "SELECT '{d x}', \"{fn\", [}], `{`, /* { */ 1 -- }"},
    {"a --(*vendor(Microsoft),product(ODBC) fn PI() *)--", "a --(*vendor(Microsoft),product(ODBC) fn PI() *)--"},
    {"SELECT ?, {fn UCASE(?)}, ?", "SELECT ?, upper(?), ?"},
    {"SELECT ?, {fn LOCATE(?, ?)}, :a", "SELECT ?1, instr(?3, ?2), :a"},
    {"{fn CHAR(?)}", "CASE WHEN (?1) IS NOT NULL THEN char(?1) END"},
});

struct ErrorRow {
  std::string_view odbc;
  State state;
  std::string_view text;
};

constexpr std::array errors = std::to_array<ErrorRow>({
    {"SELECT {d '2024-02-30'}", State::InvalidDatetimeFormat,
     "The literal '2024-02-30' of the ODBC escape {D …} is not valid: it must be 'yyyy-mm-dd'."},
    {"SELECT {d ''}", State::InvalidDatetimeFormat,
     "The literal '' of the ODBC escape {D …} is not valid: it must be 'yyyy-mm-dd'."},
    {"{t '25:00:00'}", State::InvalidDatetimeFormat,
     "The literal '25:00:00' of the ODBC escape {T …} is not valid: it must be 'hh:mm:ss[.fraction]'."},
    {"{ts '2024-01-31'}", State::InvalidDatetimeFormat,
     "The literal '2024-01-31' of the ODBC escape {TS …} is not valid: it must be 'yyyy-mm-dd hh:mm:ss[.fraction]'."},
    {"{guid 'x'}", State::InvalidCharacterValue,
     "The literal 'x' of the ODBC escape {GUID …} is not valid: it must be 'xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx'."},
    {"{d ?}", State::SyntaxOrAccess, "The ODBC escape {D …} needs one text in single quotes: 'yyyy-mm-dd'."},
    {"{d '2024-01-31' 'x'}", State::SyntaxOrAccess,
     "The ODBC escape {D …} needs one text in single quotes: 'yyyy-mm-dd'."},
    {"{escape}", State::SyntaxOrAccess, "The ODBC escape {escape …} needs one character in single quotes."},
    {"{call f(?)}", State::NotImplemented, "The ODBC escape {call f(?)} is not supported: D1 has no procedures."},
    {"{? = call f(?)}", State::NotImplemented,
     "The ODBC escape {? = call f(?)} is not supported: D1 has no procedures."},
    {"{interval '1' DAY}", State::NotImplemented,
     "The ODBC escape {interval '1' DAY} is not supported: D1 has no interval type."},
    {"{x 1}", State::SyntaxOrAccess, "{x 1} is no ODBC escape: d, t, ts, guid, fn, oj or escape must follow the '{'."},
    {"{}", State::SyntaxOrAccess, "{} is no ODBC escape: d, t, ts, guid, fn, oj or escape must follow the '{'."},
    {"SELECT {fn PI()", State::SyntaxOrAccess, "The ODBC escape beginning {fn PI() has no closing '}'."},
    {"SELECT {fn PI(); SELECT 1}", State::SyntaxOrAccess,
     "The ODBC escape beginning {fn PI(); SELECT 1} is not closed before the ';'."},
    {"SELECT 1}", State::SyntaxOrAccess, "The '}' at byte 9 closes no ODBC escape."},
    {"{fn SOUNDEX(a)}", State::SyntaxOrAccess,
     "The scalar function SOUNDEX of {fn SOUNDEX(a)} is not known to this driver or has no equal in D1."},
    {"{fn DIFFERENCE(a, b)}", State::SyntaxOrAccess,
     "The scalar function DIFFERENCE of {fn DIFFERENCE(a, b)} is not known to this driver or has no equal in D1."},
    {"{fn LEFT(a)}", State::SyntaxOrAccess, "The scalar function LEFT has 1 arguments in {fn LEFT(a)}; it takes 2."},
    {"{fn LOCATE(a)}", State::SyntaxOrAccess,
     "The scalar function LOCATE has 1 arguments in {fn LOCATE(a)}; it takes 2 or 3."},
    {"{fn RAND(1, 2)}", State::SyntaxOrAccess,
     "The scalar function RAND has 2 arguments in {fn RAND(1, 2)}; it takes 0 or 1."},
    {"{fn LEFT}", State::SyntaxOrAccess, "The scalar function LEFT has 0 arguments in {fn LEFT}; it takes 2."},
    {"{fn LEFT(a,)}", State::SyntaxOrAccess, "The ODBC escape {fn LEFT(a,)} cannot be read: an argument is missing."},
    {"{fn}", State::SyntaxOrAccess, "The ODBC escape {fn } cannot be read: no function name follows {fn."},
    {"{fn UCASE a}", State::SyntaxOrAccess,
     "The ODBC escape {fn UCASE a} cannot be read: a '(' must follow the function's name."},
    {"{fn UCASE(a) || b}", State::SyntaxOrAccess,
     "The ODBC escape {fn UCASE(a) || b} cannot be read: it must end with the ')' that closes the arguments."},
    {"{fn UCASE((a)}", State::SyntaxOrAccess,
     "The ODBC escape {fn UCASE((a)} cannot be read: it must end with the ')' "
     "that closes the arguments."},
    {"{fn POSITION(a, b)}", State::SyntaxOrAccess, "The ODBC escape {fn POSITION(a, b)} cannot be read: it has no IN."},
    {"{fn EXTRACT()}", State::SyntaxOrAccess, "The ODBC escape {fn EXTRACT()} cannot be read: it has no arguments."},
    {"{fn EXTRACT(CENTURY FROM a)}", State::SyntaxOrAccess, "CENTURY is no field that {fn EXTRACT} can have in D1."},
    {"{fn TIMESTAMPADD(SQL_TSI_FRAC_SECOND, 1, a)}", State::NotImplemented,
     "SQL_TSI_FRAC_SECOND is no interval that {fn TIMESTAMPADD} can have in D1."},
    {"{fn TIMESTAMPADD(1, a)}", State::SyntaxOrAccess,
     "The scalar function TIMESTAMPADD has 2 arguments in {fn TIMESTAMPADD(1, a)}; it takes 3."},
    {"{fn CONVERT(a, SQL_INTERVAL_DAY)}", State::NotImplemented,
     "SQL_INTERVAL_DAY is no type that {fn CONVERT} can have in D1."},
    {"{fn CONVERT(a, INTEGER)}", State::SyntaxOrAccess, "INTEGER is no type that {fn CONVERT} can have in D1."},
});

const ParseOptions named = {.database_name = "my'db", .user_name = "me"};

std::string repeated(std::string_view piece, std::size_t times) {
  std::string text;
  for (std::size_t count = 0; count < times; ++count) text += piece;
  return text;
}

void check_error(std::string_view odbc, State state, std::string_view text) {
  CAPTURE(odbc);
  try {
    const std::string native = native_sql(odbc);
    FAIL_CHECK("accepted: ", native);
  } catch (const OdbcError& error) {
    CHECK(error.text() == text);
    CHECK(error.state() == state);
  }
}

}  // namespace

TEST_CASE("every escape becomes D1's SQL, and everything else stays as it is") {
  for (const TranslationRow& row : translations) {
    CAPTURE(row.odbc);
    CHECK(native_sql(row.odbc, named) == row.native);
  }
}

TEST_CASE("a broken or unsupported escape is refused, with its text and what is wrong with it") {
  for (const ErrorRow& row : errors) check_error(row.odbc, row.state, row.text);
}

TEST_CASE("SQL_ATTR_NOSCAN leaves escapes alone") {
  const ParseOptions no_scan{.translate_escapes = false};
  CHECK(native_sql("SELECT {fn NONSENSE", no_scan) == "SELECT {fn NONSENSE");
  const PreparedText prepared = prepare_text("SELECT {fn LOCATE(?, ?)}", no_scan);
  CHECK(prepared.statements.at(0).sql == "SELECT {fn LOCATE(?, ?)}");
  CHECK(prepared.parameter_count == 2);
}

TEST_CASE("nesting is bounded in depth and in what it may grow to") {
  const auto nested = [](std::string_view function, std::string_view end, std::size_t depth) {
    return repeated(function, depth) + "1" + repeated(end, depth);
  };
  CHECK(native_sql(nested("{fn ABS(", ")}", 64)) == repeated("abs(", 64) + "1" + repeated(")", 64));
  check_error(nested("{fn ABS(", ")}", 65), State::SyntaxOrAccess, "ODBC escapes are nested more than 64 deep.");
  check_error(nested("{fn ROUND(", ",1)}", 60), State::SyntaxOrAccess,
              "{fn ROUND({fn ROUND({fn ROUND({fn ROUND({fn ROUND(1,1)},1)},1)}, becomes longer than the 100000 bytes "
              "of a statement in D1.");
  CHECK_THROWS_AS(native_sql(repeated(nested("{fn ROUND(", ",1)}", 4) + ",", 2000)), OdbcError);
}

TEST_CASE("a long text in an error is cut between characters") {
  const std::string odbc = "{x " + repeated("é", 100) + "}";
  check_error(odbc, State::SyntaxOrAccess,
              "{x " + repeated("é", 29) + "} is no ODBC escape: d, t, ts, guid, fn, oj or escape must follow the '{'.");
}
