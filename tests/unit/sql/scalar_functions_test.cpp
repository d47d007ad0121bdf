// Owns: the claims that every function's template gives ODBC's value and holds only what D1 permits.
#include "sql/scalar_functions.h"

#include <doctest/doctest.h>
#include <sql.h>
#include <sqlext.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "local_sqlite.h"
#include "sql/lexer.h"
#include "sql/token_reader.h"

using namespace d1odbc;

namespace {

struct ValueRow {
  std::string_view expression;
  std::string_view value;
};

constexpr std::array value_rows = std::to_array<ValueRow>({
    // strings
    {"{fn ASCII('abc')}", "97"},
    {"{fn ASCII(NULL)}", "NULL"},
    {"{fn BIT_LENGTH('aé')}", "24"},
    {"{fn BIT_LENGTH(NULL)}", "NULL"},
    {"{fn CHAR(65)}", "'A'"},
    {"{fn CHAR(NULL)}", "NULL"},
    {"{fn CHAR_LENGTH('aé ')}", "3"},
    {"{fn CHARACTER_LENGTH('aé ')}", "3"},
    {"{fn CHARACTER_LENGTH(NULL)}", "NULL"},
    {"{fn CONCAT('a', 'b')}", "'ab'"},
    {"{fn CONCAT('a', NULL)}", "NULL"},
    {"{fn CONCAT(1 + 1, 3)}", "'23'"},
    {"{fn INSERT('abcdef', 2, 3, 'XY')}", "'aXYef'"},
    {"{fn INSERT('abc', 1, 0, 'X')}", "'Xabc'"},
    {"{fn INSERT('abc', 4, 0, 'X')}", "'abcX'"},
    {"{fn INSERT('abc', 1, 3, '')}", "''"},
    {"{fn INSERT('abc', NULL, 3, '')}", "NULL"},
    {"{fn INSERT('abc', 1, NULL, '')}", "NULL"},
    {"{fn INSERT('abc', 1, 1, NULL)}", "NULL"},
    {"{fn LCASE('AbC')}", "'abc'"},
    {"{fn LEFT('abc', 2)}", "'ab'"},
    {"{fn LEFT('abc', 0)}", "''"},
    {"{fn LEFT('abc', 5)}", "'abc'"},
    {"{fn LEFT('abc', -1)}", "''"},
    {"{fn LEFT(NULL, 2)}", "NULL"},
    {"{fn LEFT('abc', NULL)}", "NULL"},
    {"{fn LENGTH(' ab  ')}", "3"},
    {"{fn LENGTH(NULL)}", "NULL"},
    {"{fn LOCATE('b', 'abcb')}", "2"},
    {"{fn LOCATE('x', 'abcb')}", "0"},
    {"{fn LOCATE('b', 'abcb', 3)}", "4"},
    {"{fn LOCATE('b', 'abcb', 2)}", "2"},
    {"{fn LOCATE('a', 'abcb', 2)}", "0"},
    {"{fn LOCATE('b', 'abcb', 0)}", "2"},
    {"{fn LOCATE('b', 'abcb', 9)}", "0"},
    {"{fn LOCATE(NULL, 'abcb', 1)}", "NULL"},
    {"{fn LOCATE('b', NULL, 1)}", "NULL"},
    {"{fn LOCATE('b', 'abcb', NULL)}", "NULL"},
    {"{fn LTRIM('  a ')}", "'a '"},
    {"{fn OCTET_LENGTH('aé')}", "3"},
    {"{fn OCTET_LENGTH(X'0001')}", "2"},
    {"{fn POSITION('c' IN 'abc')}", "3"},
    {"{fn POSITION('x' IN 'abc')}", "0"},
    {"{fn POSITION(NULL IN 'abc')}", "NULL"},
    {"{fn REPEAT('ab', 3)}", "'ababab'"},
    {"{fn REPEAT('00', 2)}", "'0000'"},
    {"{fn REPEAT('ab', 0)}", "''"},
    {"{fn REPEAT('ab', -1)}", "''"},
    {"{fn REPEAT('', 3)}", "''"},
    {"{fn REPEAT(NULL, 3)}", "NULL"},
    {"{fn REPEAT('ab', NULL)}", "NULL"},
    {"{fn REPLACE('abca', 'a', 'xy')}", "'xybcxy'"},
    {"{fn REPLACE('abca', 'a', NULL)}", "NULL"},
    {"{fn RIGHT('abc', 2)}", "'bc'"},
    {"{fn RIGHT('abc', 0)}", "''"},
    {"{fn RIGHT('abc', 3)}", "'abc'"},
    {"{fn RIGHT('abc', 7)}", "'abc'"},
    {"{fn RIGHT('abc', -1)}", "''"},
    {"{fn RIGHT('abc', 1 + 1)}", "'bc'"},
    {"{fn RIGHT(NULL, 2)}", "NULL"},
    {"{fn RIGHT('abc', NULL)}", "NULL"},
    {"{fn RTRIM('  a ')}", "'  a'"},
    {"{fn SPACE(3)}", "'   '"},
    {"{fn SPACE(0)}", "''"},
    {"{fn SPACE(-2)}", "''"},
    {"{fn SPACE(NULL)}", "NULL"},
    {"{fn SUBSTRING('abcdef', 2, 3)}", "'bcd'"},
    {"{fn SUBSTRING('abcdef', 4)}", "'def'"},
    {"{fn SUBSTRING(NULL, 2, 3)}", "NULL"},
    {"{fn UCASE('AbC')}", "'ABC'"},
    // numbers
    {"{fn ABS(-3)}", "3"},
    {"{fn ABS(NULL)}", "NULL"},
    {"{fn ACOS(1)}", "0.0"},
    {"{fn ASIN(0)}", "0.0"},
    {"{fn ATAN(0)}", "0.0"},
    {"{fn ROUND({fn ATAN2(1, 0)}, 4)}", "1.5708"},
    {"{fn CEILING(1.2)}", "2.0"},
    {"{fn CEILING(-1.2)}", "-1.0"},
    {"{fn COS(0)}", "1.0"},
    {"{fn ROUND({fn COT(1)}, 6)}", "0.642093"},
    {"{fn COT(NULL)}", "NULL"},
    {"{fn DEGREES({fn PI()})}", "180.0"},
    {"{fn EXP(0)}", "1.0"},
    {"{fn FLOOR(-1.2)}", "-2.0"},
    {"{fn LOG({fn EXP(2)})}", "2.0"},
    {"{fn LOG10(100)}", "2.0"},
    {"{fn LOG10(NULL)}", "NULL"},
    {"{fn MOD(7, 3)}", "1"},
    {"{fn MOD(-7, 3)}", "-1"},
    {"{fn MOD(1 + 6, 1 + 2)}", "1"},
    {"{fn MOD(9007199254740993, 2)}", "1"},
    {"{fn MOD(NULL, 2)}", "NULL"},
    {"{fn ROUND({fn PI()}, 5)}", "3.14159"},
    {"{fn ROUND({fn PI}, 5)}", "3.14159"},
    {"{fn POWER(2, 10)}", "1024.0"},
    {"{fn ROUND({fn RADIANS(180)}, 5)}", "3.14159"},
    {"{fn RAND()} >= 0 AND {fn RAND()} < 1", "1"},
    {"typeof({fn RAND()})", "'real'"},
    {"{fn ROUND(1.256, 2)}", "1.26"},
    {"{fn ROUND(-1.5, 0)}", "-2.0"},
    {"{fn ROUND(1256.5, -2)}", "1300.0"},
    {"{fn ROUND(1250, -2)}", "1300"},
    {"{fn ROUND(-1250, -2)}", "-1300"},
    {"{fn ROUND(1249, -2)}", "1200"},
    {"{fn ROUND(9007199254740993, 0)}", "9007199254740993"},
    {"{fn ROUND(9007199254740995, -1)}", "9007199254741000"},
    {"{fn ROUND(NULL, 1)}", "NULL"},
    {"{fn ROUND(1.5, NULL)}", "NULL"},
    {"{fn ROUND(1, NULL)}", "NULL"},
    {"{fn SIGN(-2.5)}", "-1"},
    {"{fn SIGN(0)}", "0"},
    {"{fn SIN(0)}", "0.0"},
    {"{fn SQRT(16)}", "4.0"},
    {"{fn TAN(0)}", "0.0"},
    {"{fn TRUNCATE(1.159, 2)}", "1.15"},
    {"{fn TRUNCATE(1.15, 2)}", "1.15"},
    {"{fn TRUNCATE(0.29, 2)}", "0.29"},
    {"{fn TRUNCATE(123456.999, 2)}", "123456.99"},
    {"{fn TRUNCATE(0.00001, 5)}", "1.0e-05"},
    {"{fn TRUNCATE(-0.00009, 3)}", "0.0"},
    {"{fn TRUNCATE(-1.159, 1)}", "-1.1"},
    {"{fn TRUNCATE(1.9, 0)}", "1.0"},
    {"{fn TRUNCATE(1299.9, -2)}", "1200.0"},
    {"{fn TRUNCATE(-1299, -2)}", "-1200"},
    {"{fn TRUNCATE(9007199254740993, 3)}", "9007199254740993"},
    {"{fn TRUNCATE(NULL, 2)}", "NULL"},
    {"{fn TRUNCATE(1.5, NULL)}", "NULL"},
    {"{fn TRUNCATE(1, NULL)}", "NULL"},
    // dates and times
    {"{fn CURRENT_DATE()} = date('now')", "1"},
    {"length({fn CURRENT_DATE})", "10"},
    {"length({fn CURDATE()})", "10"},
    {"length({fn CURRENT_TIME()})", "8"},
    {"length({fn CURRENT_TIME(0)})", "8"},
    {"length({fn CURRENT_TIME(1)})", "10"},
    {"length({fn CURRENT_TIME(3)})", "12"},
    {"length({fn CURRENT_TIME(6)})", "12"},
    {"length({fn CURTIME()})", "8"},
    {"length({fn CURRENT_TIMESTAMP()})", "19"},
    {"length({fn CURRENT_TIMESTAMP(0)})", "19"},
    {"length({fn CURRENT_TIMESTAMP(3)})", "23"},
    {"length({fn NOW()})", "19"},
    {"{fn DAYNAME({d '2024-02-25'})}", "'Sunday'"},
    {"{fn DAYNAME({d '2024-03-02'})}", "'Saturday'"},
    {"{fn DAYNAME(NULL)}", "NULL"},
    {"{fn DAYOFMONTH({d '2024-02-09'})}", "9"},
    {"{fn DAYOFWEEK({d '2024-02-25'})}", "1"},
    {"{fn DAYOFWEEK({d '2024-03-02'})}", "7"},
    {"{fn DAYOFWEEK(NULL)}", "NULL"},
    {"{fn DAYOFYEAR({d '2024-12-31'})}", "366"},
    {"{fn EXTRACT(YEAR FROM {ts '2024-02-09 08:07:06.5'})}", "2024"},
    {"{fn EXTRACT(MONTH FROM {ts '2024-02-09 08:07:06.5'})}", "2"},
    {"{fn EXTRACT(DAY FROM {ts '2024-02-09 08:07:06.5'})}", "9"},
    {"{fn EXTRACT(HOUR FROM {ts '2024-02-09 08:07:06.5'})}", "8"},
    {"{fn extract(minute from {ts '2024-02-09 08:07:06.5'})}", "7"},
    {"{fn EXTRACT(SECOND FROM {ts '2024-02-09 08:07:06.5'})}", "6.5"},
    {"{fn EXTRACT(YEAR FROM NULL)}", "NULL"},
    {"{fn HOUR({t '23:05:09'})}", "23"},
    {"{fn MINUTE({t '23:05:09'})}", "5"},
    {"{fn MONTH({d '2024-11-09'})}", "11"},
    {"{fn MONTHNAME({d '2024-01-09'})}", "'January'"},
    {"{fn MONTHNAME({d '2024-12-09'})}", "'December'"},
    {"{fn MONTHNAME(NULL)}", "NULL"},
    {"{fn QUARTER({d '2024-03-31'})}", "1"},
    {"{fn QUARTER({d '2024-04-01'})}", "2"},
    {"{fn QUARTER({d '2024-12-31'})}", "4"},
    {"{fn QUARTER(NULL)}", "NULL"},
    {"{fn SECOND({ts '2024-02-09 08:07:06.9'})}", "6"},
    {"{fn WEEK({d '2024-01-01'})}", "1"},
    {"{fn WEEK({d '2023-01-01'})}", "52"},
    {"{fn WEEK({d '2020-12-31'})}", "53"},
    {"{fn WEEK({d '2024-12-30'})}", "1"},
    {"{fn WEEK({d '2024-06-16'})}", "24"},
    {"{fn WEEK({d '2024-06-17'})}", "25"},
    {"{fn YEAR({d '1999-11-09'})}", "1999"},
    {"{fn TIMESTAMPADD(SQL_TSI_SECOND, 61, {ts '2024-02-28 23:59:00.25'})}", "'2024-02-29 00:00:01.25'"},
    {"{fn TIMESTAMPADD(SQL_TSI_SECOND, -1, {d '2024-01-01'})}", "'2023-12-31 23:59:59'"},
    {"{fn TIMESTAMPADD(SQL_TSI_MINUTE, 90, {d '2024-01-01'})}", "'2024-01-01 01:30:00'"},
    {"{fn TIMESTAMPADD(SQL_TSI_HOUR, -1, {ts '2024-01-01 00:30:00'})}", "'2023-12-31 23:30:00'"},
    {"{fn TIMESTAMPADD(SQL_TSI_DAY, 1, {d '2024-02-28'})}", "'2024-02-29 00:00:00'"},
    {"{fn TIMESTAMPADD(SQL_TSI_WEEK, 1 + 1, {d '2024-02-28'})}", "'2024-03-13 00:00:00'"},
    {"{fn TIMESTAMPADD(SQL_TSI_MONTH, 1, {d '2024-01-31'})}", "'2024-02-29 00:00:00'"},
    {"{fn TIMESTAMPADD(SQL_TSI_MONTH, 1, {d '2024-01-15'})}", "'2024-02-15 00:00:00'"},
    {"{fn TIMESTAMPADD(SQL_TSI_MONTH, -1, {ts '2024-03-31 10:20:30.5'})}", "'2024-02-29 10:20:30.5'"},
    {"{fn TIMESTAMPADD(SQL_TSI_MONTH, -13, {d '2024-01-31'})}", "'2022-12-31 00:00:00'"},
    {"{fn TIMESTAMPADD(SQL_TSI_QUARTER, 1, {d '2023-11-30'})}", "'2024-02-29 00:00:00'"},
    {"{fn TIMESTAMPADD(SQL_TSI_YEAR, 1, {d '2024-02-29'})}", "'2025-02-28 00:00:00'"},
    {"{fn TIMESTAMPADD(SQL_TSI_YEAR, NULL, {d '2024-02-29'})}", "NULL"},
    {"{fn TIMESTAMPADD(SQL_TSI_DAY, 1, NULL)}", "NULL"},
    {"{fn TIMESTAMPDIFF(SQL_TSI_SECOND, {ts '2024-01-01 00:00:00.6'}, {ts '2024-01-01 00:00:02.5'})}", "1"},
    {"{fn TIMESTAMPDIFF(SQL_TSI_SECOND, {d '1999-12-31'}, {d '2024-01-01'})}", "757468800"},
    {"{fn TIMESTAMPDIFF(SQL_TSI_MINUTE, {t '10:00:00'}, {t '11:29:59'})}", "89"},
    {"{fn TIMESTAMPDIFF(SQL_TSI_HOUR, {t '11:29:59'}, {t '10:00:00'})}", "-1"},
    {"{fn TIMESTAMPDIFF(SQL_TSI_DAY, {ts '2024-02-28 12:00:00'}, {ts '2024-03-01 11:59:59'})}", "1"},
    {"{fn TIMESTAMPDIFF(SQL_TSI_WEEK, {d '2024-01-01'}, {d '2024-01-21'})}", "2"},
    {"{fn TIMESTAMPDIFF(SQL_TSI_MONTH, {d '2024-01-31'}, {d '2024-03-30'})}", "1"},
    {"{fn TIMESTAMPDIFF(SQL_TSI_MONTH, {d '2024-01-31'}, {d '2024-03-31'})}", "2"},
    {"{fn TIMESTAMPDIFF(SQL_TSI_MONTH, {d '2024-03-30'}, {d '2024-01-31'})}", "-1"},
    {"{fn TIMESTAMPDIFF(SQL_TSI_MONTH, {d '2024-03-31'}, {d '2024-01-31'})}", "-2"},
    {"{fn TIMESTAMPDIFF(SQL_TSI_MONTH, {ts '2024-01-15 10:00:00'}, {ts '2024-02-15 09:59:59'})}", "0"},
    {"{fn TIMESTAMPDIFF(SQL_TSI_QUARTER, {d '2023-12-31'}, {d '2024-12-30'})}", "3"},
    {"{fn TIMESTAMPDIFF(SQL_TSI_YEAR, {d '2000-06-15'}, {d '2024-06-14'})}", "23"},
    {"{fn TIMESTAMPDIFF(SQL_TSI_YEAR, {d '2000-06-15'}, {d '2024-06-15'})}", "24"},
    {"{fn TIMESTAMPDIFF(SQL_TSI_YEAR, {d '2024-06-15'}, {d '2000-06-16'})}", "-23"},
    {"{fn TIMESTAMPDIFF(SQL_TSI_YEAR, NULL, {d '2024-06-15'})}", "NULL"},
    {"{fn TIMESTAMPDIFF(SQL_TSI_DAY, {d '2024-06-15'}, NULL)}", "NULL"},
    // system and conversion
    {"{fn IFNULL(NULL, 'x')}", "'x'"},
    {"{fn CONVERT('12', SQL_INTEGER)}", "12"},
    {"{fn CONVERT('9223372036854775807', SQL_BIGINT)}", "9223372036854775807"},
    {"{fn CONVERT('12', SQL_SMALLINT)}", "12"},
    {"{fn CONVERT('12', SQL_TINYINT)}", "12"},
    {"{fn CONVERT('1', SQL_BIT)}", "1"},
    {"{fn CONVERT(0, SQL_BIT)}", "0"},
    {"{fn CONVERT(NULL, SQL_BIT)}", "NULL"},
    {"{fn CONVERT('1.50', SQL_DECIMAL)}", "1.5"},
    {"{fn CONVERT('7', SQL_NUMERIC)}", "7"},
    {"{fn CONVERT('1.5', SQL_DOUBLE)}", "1.5"},
    {"{fn CONVERT(2, SQL_FLOAT)}", "2.0"},
    {"{fn CONVERT(2, SQL_REAL)}", "2.0"},
    {"{fn CONVERT(12, SQL_CHAR)}", "'12'"},
    {"{fn CONVERT(12, SQL_VARCHAR)}", "'12'"},
    {"{fn CONVERT(12, SQL_LONGVARCHAR)}", "'12'"},
    {"{fn CONVERT(12, SQL_WCHAR)}", "'12'"},
    {"{fn CONVERT(12, SQL_WVARCHAR)}", "'12'"},
    {"{fn CONVERT(12, SQL_WLONGVARCHAR)}", "'12'"},
    {"{fn CONVERT('a', SQL_BINARY)}", "X'61'"},
    {"{fn CONVERT('a', SQL_VARBINARY)}", "X'61'"},
    {"{fn CONVERT('a', SQL_LONGVARBINARY)}", "X'61'"},
    {"{fn CONVERT({guid '00000000-0000-0000-0000-00000000000a'}, SQL_GUID)}", "'00000000-0000-0000-0000-00000000000a'"},
    {"{fn CONVERT({ts '2024-02-09 08:07:06'}, SQL_DATE)}", "'2024-02-09'"},
    {"{fn CONVERT({ts '2024-02-09 08:07:06'}, SQL_TYPE_DATE)}", "'2024-02-09'"},
    {"{fn CONVERT({ts '2024-02-09 08:07:06'}, SQL_TIME)}", "'08:07:06'"},
    {"{fn CONVERT({ts '2024-02-09 08:07:06'}, SQL_TYPE_TIME)}", "'08:07:06'"},
    {"{fn CONVERT({ts '2024-02-09 08:07:06.25'}, SQL_TIMESTAMP)}", "'2024-02-09 08:07:06.25'"},
    {"{fn CONVERT({d '2024-02-10'}, SQL_TYPE_TIMESTAMP)}", "'2024-02-10 00:00:00'"},
    {"{fn CONVERT(NULL, SQL_TIMESTAMP)}", "NULL"},
    {"{fn CAST(12 AS TEXT)}", "'12'"},
    // together
    {"{fn UCASE({fn LEFT('abc', 2)})}", "'AB'"},
    {"{ fn CONVERT( { fn CURDATE() }, SQL_CHAR ) } = date('now')", "1"},
    {"{fn LEFT(max('a', 'b') -- the greater, not the last )\n, 1)}", "'b'"},
    {"{fn CONCAT('{d', '}')}", "'{d}'"},
});

// The functions that D1's allow-list holds, as far as a template could want them.
const std::set<std::string, std::less<>> permitted = {
    "abs",      "acos",     "asin",    "atan",      "atan2",  "cast",   "ceil",    "char",  "cos",
    "date",     "datetime", "degrees", "exp",       "floor",  "hex",    "ifnull",  "instr", "ln",
    "log",      "lower",    "ltrim",   "julianday", "length", "max",    "min",     "pi",    "pow",
    "printf",   "radians",  "random",  "replace",   "round",  "rtrim",  "sign",    "sin",   "sqrt",
    "strftime", "substr",   "tan",     "time",      "trunc",  "typeof", "unicode", "upper", "zeroblob"};

/// Words that a bracket may follow without being a function.
const std::set<std::string, std::less<>> keywords = {"WHEN", "THEN", "AND", "ELSE"};

std::vector<std::string_view> all_templates() {
  std::vector<std::string_view> templates;
  for (const ScalarFunction& row : all_scalar_functions()) templates.push_back(row.text);
  for (const TimestampInterval& row : all_intervals()) {
    templates.push_back(row.add_template);
    templates.push_back(row.difference_template);
  }
  for (const ExtractField& row : all_extract_fields()) templates.push_back(row.text);
  for (const ConversionTarget& row : all_conversions()) templates.push_back(row.text);
  return templates;
}

std::set<std::string> called_functions(std::string_view text) {
  std::set<std::string> names;
  const std::vector<Token> tokens = tokenize(text);
  for (std::size_t index = 0; index + 1 < tokens.size(); ++index) {
    if (tokens[index].kind != TokenKind::Word) continue;
    const std::string name(tokens[index].of(text));
    if (tokens[index + 1].kind == TokenKind::OpenParenthesis) names.insert(name == "CAST" ? "cast" : name);
  }
  return names;
}

}  // namespace

TEST_CASE("every scalar function gives ODBC's value") {
  test::LocalSqlite sqlite;
  for (const ValueRow& row : value_rows) {
    CAPTURE(row.expression);
    CHECK(sqlite.value_of(row.expression) == row.value);
  }
}

TEST_CASE("every row of the tables is tried by an expression above") {
  std::string tried;
  for (const ValueRow& row : value_rows) tried += std::string(row.expression) + "\n";
  for (const ScalarFunction& row : all_scalar_functions()) {
    if (row.form == CallForm::DatabaseName || row.form == CallForm::UserName) continue;
    CAPTURE(row.name);
    CHECK((tried.find("fn " + std::string(row.name) + "(") != std::string::npos));
  }
  for (const TimestampInterval& row : all_intervals()) {
    CAPTURE(row.keyword);
    CHECK(tried.find("TIMESTAMPADD(" + std::string(row.keyword)) != std::string::npos);
    CHECK(tried.find("TIMESTAMPDIFF(" + std::string(row.keyword)) != std::string::npos);
  }
  for (const ConversionTarget& row : all_conversions()) {
    CAPTURE(row.keyword);
    CHECK(tried.find(", " + std::string(row.keyword) + ")") != std::string::npos);
  }
}

TEST_CASE("no template calls a function that D1 refuses or lacks") {
  for (const std::string_view text : all_templates()) {
    for (const std::string& name : called_functions(text)) {
      CAPTURE(text);
      CAPTURE(name);
      CHECK((permitted.contains(name) || keywords.contains(name)));
    }
  }
}

TEST_CASE("a template uses each of its arguments and no other, and no subquery") {
  for (const ScalarFunction& row : all_scalar_functions()) {
    if (row.text.empty()) continue;
    CAPTURE(row.name);
    for (unsigned argument = 1; argument <= 9; ++argument) {
      CHECK((row.text.find("$" + std::to_string(argument)) != std::string_view::npos) == (argument <= row.arguments));
    }
    CHECK(row.text.find("SELECT") == std::string_view::npos);
  }
}

TEST_CASE("a function over an aggregate or a window keeps its rows") {
  test::LocalSqlite sqlite;
  const auto value = [&](const std::string& sql) {
    return sqlite.first_value(prepare_text(sql, {}).statements.at(0).sql);
  };
  CHECK(value("SELECT quote({fn RIGHT(count(*), 2)}) FROM (VALUES (1), (2), (3))") == "'3'");
  CHECK(value("SELECT quote({fn ROUND(sum(column1), 0)}) FROM (VALUES (1), (2), (3))") == "6");
  CHECK(
      value(
          "SELECT quote(max(n)) FROM (SELECT {fn MOD(row_number() OVER (), 100)} AS n FROM (VALUES (1), (2), (3)))") ==
      "3");
}

TEST_CASE("markers in arguments that a template moves or repeats keep the user's numbers") {
  test::LocalSqlite sqlite;
  const auto value = [&](std::string_view sql, const std::vector<std::string>& parameters) {
    const StatementText statement = prepare_text(sql, {}).statements.at(0);
    const RenderedText rendered = render(statement, std::vector<MarkerForm>(parameters.size(), MarkerForm::Plain));
    std::vector<std::string> in_order;
    for (const unsigned number : rendered.parameter_numbers) in_order.push_back(parameters.at(number - 1));
    return sqlite.first_value(rendered.sql, in_order);
  };
  CHECK(value("SELECT quote({fn LOCATE(?, ?)})", {"b", "abc"}) == "2");
  CHECK(value("SELECT quote({fn LOCATE(?, ?, ?)})", {"b", "abcb", "3"}) == "4");
  CHECK(value("SELECT ? || {fn POSITION(? IN ?)} || ?", {"<", "c", "abc", ">"}) == "<3>");
  CHECK(value("SELECT quote({fn RIGHT(?, ?)})", {"abc", "2"}) == "'bc'");
  CHECK(value("SELECT quote({fn ROUND(?, ?)})", {"1256.5", "-2"}) == "1300.0");
  CHECK(value("SELECT {fn INSERT(:s, :at, :n, :s)}", {"abc", "2", "1"}) == "aabcc");
}

TEST_CASE("the bits of a group are those of its rows") {
  CHECK(function_bits(FunctionGroup::System) == (SQL_FN_SYS_DBNAME | SQL_FN_SYS_USERNAME | SQL_FN_SYS_IFNULL));
  CHECK(function_bits(FunctionGroup::Convert) == (SQL_FN_CVT_CONVERT | SQL_FN_CVT_CAST));
  CHECK((function_bits(FunctionGroup::String) & (SQL_FN_STR_SOUNDEX | SQL_FN_STR_DIFFERENCE)) == 0);
  CHECK((function_bits(FunctionGroup::String) | SQL_FN_STR_SOUNDEX | SQL_FN_STR_DIFFERENCE) == 0x00FFFFFF);
  CHECK(function_bits(FunctionGroup::Numeric) == 0x00FFFFFF);
  CHECK(function_bits(FunctionGroup::TimeDate) == 0x001FFFFF);
}
