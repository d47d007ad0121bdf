// Owns: binding and reading on both sides. Never: compares.
#include "sqlite_model.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <limits>

using application::Parameter;
using application::Statement;

namespace model {

namespace {

std::string hexadecimal(std::string_view bytes) {
  std::string text;
  for (const char each : bytes) {
    std::array<char, 3> digits{};
    std::snprintf(digits.data(), digits.size(), "%02X", static_cast<unsigned char>(each));
    text += digits.data();
  }
  return text;
}

std::string real_literal(double value) {
  std::array<char, 40> digits{};
  if (value == std::numeric_limits<double>::infinity()) return "9e999";
  if (value == -std::numeric_limits<double>::infinity()) return "-9e999";
  std::snprintf(digits.data(), digits.size(), "%.16e", value);
  return digits.data();
}

void bind(sqlite3_stmt* statement, int number, const Stored& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) sqlite3_bind_int64(statement, number, *integer);
  if (const auto* real = std::get_if<double>(&value)) sqlite3_bind_double(statement, number, *real);
  if (const auto* text = std::get_if<std::string>(&value))
    sqlite3_bind_text(statement, number, text->data(), static_cast<int>(text->size()), SQLITE_TRANSIENT);
  if (const auto* blob = std::get_if<Blob>(&value))
    sqlite3_bind_blob(statement, number, blob->bytes.data(), static_cast<int>(blob->bytes.size()), SQLITE_TRANSIENT);
}

std::string bytes_of(sqlite3_stmt* statement, int column) {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, column));
  return bytes == nullptr ? std::string()
                          : std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
}

Stored stored(sqlite3_stmt* statement, int column) {
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
      return std::int64_t{sqlite3_column_int64(statement, column)};
    case SQLITE_FLOAT:
      return sqlite3_column_double(statement, column);
    case SQLITE_TEXT:
      return bytes_of(statement, column);
    case SQLITE_BLOB:
      return Blob{bytes_of(statement, column)};
    default:
      return {};
  }
}

Parameter parameter_of(const Stored& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return Parameter::fixed(SQLBIGINT{*integer});
  if (const auto* real = std::get_if<double>(&value)) return Parameter::fixed(*real);
  if (const auto* text = std::get_if<std::string>(&value)) return Parameter::of(*text);
  if (const auto* blob = std::get_if<Blob>(&value)) return Parameter::of(blob->bytes);
  return Parameter::null();
}

struct Types {
  SQLSMALLINT c_type;
  SQLSMALLINT sql_type;
};

/// By the index of Stored.
constexpr std::array<Types, 5> types{{
    {SQL_C_CHAR, SQL_VARCHAR},
    {SQL_C_SBIGINT, SQL_BIGINT},
    {SQL_C_DOUBLE, SQL_DOUBLE},
    {SQL_C_CHAR, SQL_VARCHAR},
    {SQL_C_BINARY, SQL_VARBINARY},
}};

using Prepared = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;

}  // namespace

std::string literal(const Stored& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return std::to_string(*integer);
  if (const auto* real = std::get_if<double>(&value)) return real_literal(*real);
  if (const auto* blob = std::get_if<Blob>(&value)) return "x'" + hexadecimal(blob->bytes) + "'";
  const auto* text = std::get_if<std::string>(&value);
  if (text == nullptr) return "NULL";
  std::string quoted = "'";
  for (const char c : *text) quoted += c == '\'' ? std::string("''") : std::string(1, c);
  return quoted + "'";
}

std::string canonical(const std::string& quoted) {
  const bool is_number = !quoted.empty() && quoted.front() != '\'' && quoted.front() != 'X' && quoted != "NULL";
  if (quoted == "Inf" || quoted == "-Inf") return quoted[0] == '-' ? "real -9e999" : "real 9e999";
  if (!is_number || quoted.find_first_of(".e") == std::string::npos) return quoted;
  const double value = std::strtod(quoted.c_str(), nullptr);
  return "real " + real_literal(value);
}

Sqlite::Sqlite() {
  sqlite3* opened = nullptr;
  const int code = sqlite3_open(":memory:", &opened);
  database_.reset(opened);
  REQUIRE(code == SQLITE_OK);
}

Answer Sqlite::ask(const std::string& sql, const std::vector<Stored>& values) {
  sqlite3_stmt* compiled = nullptr;
  int code = sqlite3_prepare_v2(database_.get(), sql.c_str(), -1, &compiled, nullptr);
  const Prepared statement(compiled, sqlite3_finalize);
  Answer answer;
  if (code == SQLITE_OK) {
    for (std::size_t index = 0; index < values.size(); ++index)
      bind(compiled, static_cast<int>(index) + 1, values[index]);
    for (code = sqlite3_step(compiled); code == SQLITE_ROW; code = sqlite3_step(compiled)) {
      answer.rows.emplace_back();
      for (int column = 0; column < sqlite3_column_count(compiled); ++column) {
        const bool is_null = sqlite3_column_type(compiled, column) == SQLITE_NULL;
        answer.rows.back().push_back(is_null ? "NULL"
                                             : (sqlite3_column_text(compiled, column), bytes_of(compiled, column)));
      }
    }
  }
  answer.refused = code != SQLITE_DONE && code != SQLITE_OK;
  if (answer.refused) answer = {.refused = true, .error = sqlite3_errmsg(database_.get()), .rows = {}};
  return answer;
}

Answer Sqlite::run(const std::string& sql, const std::vector<Stored>& values) {
  Answer answer = ask(sql, values);
  INFO("local SQLite: ", sql, ": ", answer.error);
  REQUIRE_FALSE(answer.refused);
  return answer;
}

std::vector<Stored> Sqlite::values_of(const std::string& sql, const std::vector<Stored>& values) {
  sqlite3_stmt* compiled = nullptr;
  const int code = sqlite3_prepare_v2(database_.get(), sql.c_str(), -1, &compiled, nullptr);
  const Prepared statement(compiled, sqlite3_finalize);
  REQUIRE(code == SQLITE_OK);
  for (std::size_t index = 0; index < values.size(); ++index)
    bind(compiled, static_cast<int>(index) + 1, values[index]);
  REQUIRE(sqlite3_step(compiled) == SQLITE_ROW);
  std::vector<Stored> cells;
  for (int column = 0; column < sqlite3_column_count(compiled); ++column) cells.push_back(stored(compiled, column));
  return cells;
}

Bound::Bound(const Statement& statement, const std::vector<Stored>& values) {
  parameters_.reserve(values.size());  // bound by address
  for (const Stored& value : values) {
    parameters_.push_back(parameter_of(value));
    const Types& type = types.at(value.index());
    const auto number = static_cast<SQLUSMALLINT>(parameters_.size());
    REQUIRE_SUCCESS(statement, parameters_.back().bind(statement, number, type.c_type, type.sql_type));
  }
}

Answer ask(Statement& statement, const std::string& sql, const std::vector<Stored>& values) {
  statement.close();
  SQLFreeStmt(statement, SQL_RESET_PARAMS);
  const Bound bound(statement, values);
  Answer answer;
  const SQLRETURN code = statement.execute(sql);
  answer.refused = !SQL_SUCCEEDED(code) && code != SQL_NO_DATA;
  if (answer.refused) answer.error = statement.text();
  SQLSMALLINT columns = 0;
  if (!answer.refused) REQUIRE_SUCCESS(statement, SQLNumResultCols(statement, &columns));
  while (columns > 0 && SQLFetch(statement) == SQL_SUCCESS) {
    answer.rows.emplace_back();
    for (SQLUSMALLINT column = 1; column <= columns; ++column)
      answer.rows.back().push_back(statement.text_at(column).value_or("NULL"));
  }
  statement.close();
  SQLFreeStmt(statement, SQL_RESET_PARAMS);
  return answer;
}

}  // namespace model
