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
#include "scalar_function_values.h"
#include "sql/lexer.h"
#include "sql/token_reader.h"

using namespace d1odbc;

namespace {

using test::ValueRow;
constexpr auto& value_rows = test::scalar_function_values;

// The functions that D1's allow-list holds, as far as a template could want them.
const std::set<std::string, std::less<>> permitted = {
    "abs",      "acos",    "asin",      "atan",    "atan2", "cast",    "ceil", "char",     "cos",    "date",
    "datetime", "degrees", "exp",       "floor",   "hex",   "ifnull",  "iif",  "instr",    "ln",     "log",
    "lower",    "ltrim",   "julianday", "length",  "max",   "min",     "pi",   "pow",      "printf", "radians",
    "random",   "replace", "round",     "rtrim",   "sign",  "sin",     "sqrt", "strftime", "substr", "tan",
    "time",     "trunc",   "typeof",    "unicode", "upper", "zeroblob"};

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

TEST_CASE("every function is tried with NULL") {
  const auto gives_null = [](std::string_view call) {
    return std::any_of(value_rows.begin(), value_rows.end(), [&](const ValueRow& row) {
      return row.value == "NULL" && row.expression.find(call) != std::string_view::npos &&
             row.expression.find("NULL") != std::string_view::npos;
    });
  };
  for (const ScalarFunction& row : all_scalar_functions()) {
    if (row.arguments == 0) continue;
    CAPTURE(row.name);
    CHECK(gives_null("fn " + std::string(row.name) + "("));
  }
  for (const ExtractField& row : all_extract_fields()) {
    CAPTURE(row.keyword);
    CHECK(gives_null("EXTRACT(" + std::string(row.keyword)));
  }
  for (const TimestampInterval& row : all_intervals()) {
    CAPTURE(row.keyword);
    CHECK(gives_null("TIMESTAMPADD(" + std::string(row.keyword)));
    CHECK(gives_null("TIMESTAMPDIFF(" + std::string(row.keyword)));
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
