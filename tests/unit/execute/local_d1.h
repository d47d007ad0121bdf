// Owns: a SQLite in memory that takes statements as D1 does, for the tests of written SQL. Never: a network, D1's
// limits but that of parameters.
#pragma once

#include <doctest/doctest.h>
#include <sqlite3.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "d1/request_body.h"
#include "value/result_set.h"

namespace d1odbc::testing {

/// Values are bound as D1 binds what the request body says: integers as text, reals as numbers. Rows come as through
/// D1's JSON: a real without a fraction becomes an integer, an infinity NULL.
class LocalD1 {
 public:
  explicit LocalD1(const std::string& ddl) {
    sqlite3* opened = nullptr;
    const int code = sqlite3_open(":memory:", &opened);
    database_.reset(opened);
    REQUIRE(code == SQLITE_OK);
    sqlite3_limit(opened, SQLITE_LIMIT_VARIABLE_NUMBER, 100);
    sqlite3_limit(opened, SQLITE_LIMIT_EXPR_DEPTH, 100);
    execute(ddl);
  }

  void execute(const std::string& sql) {
    INFO("executed: ", sql);
    const int code = sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr);
    INFO("SQLite says: ", std::string(sqlite3_errmsg(database_.get())));
    REQUIRE(code == SQLITE_OK);
  }

  ResultSet run(const D1Statement& sent) {
    INFO("sent: ", sent.sql);
    sqlite3_stmt* prepared = nullptr;
    const int code = sqlite3_prepare_v2(database_.get(), sent.sql.c_str(), -1, &prepared, nullptr);
    const std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> statement(prepared, sqlite3_finalize);
    INFO("SQLite says: ", std::string(sqlite3_errmsg(database_.get())));
    REQUIRE(code == SQLITE_OK);
    REQUIRE(sqlite3_bind_parameter_count(prepared) == static_cast<int>(sent.parameters.size()));
    int number = 0;
    for (const Value& value : sent.parameters) bind(prepared, ++number, value.view());
    return rows_of(prepared);
  }

  /// The first cell of the first row, as SQLite's quote() writes it.
  std::string quoted(const std::string& expression_and_from) {
    const ResultSet rows = run({"SELECT quote(" + expression_and_from, {}});
    REQUIRE(rows.rows() > 0);
    return std::string(rows.at(0, 0).bytes);
  }

 private:
  static void bind(sqlite3_stmt* statement, int number, const ValueView& value) {
    const auto size = static_cast<int>(value.bytes.size());
    const std::string digits = std::to_string(value.integer);
    switch (value.storage) {
      case StorageClass::Integer:
        sqlite3_bind_text(statement, number, digits.c_str(), -1, SQLITE_TRANSIENT);
        break;
      case StorageClass::Real:
        sqlite3_bind_double(statement, number, value.real);
        break;
      case StorageClass::Text:
        sqlite3_bind_text(statement, number, value.bytes.data(), size, SQLITE_TRANSIENT);
        break;
      case StorageClass::Blob:
        sqlite3_bind_blob(statement, number, size == 0 ? "" : value.bytes.data(), size, SQLITE_TRANSIENT);
        break;
      default:
        sqlite3_bind_null(statement, number);
        break;
    }
  }

  ResultSet rows_of(sqlite3_stmt* statement) {
    std::vector<std::string> names;
    const int columns = sqlite3_column_count(statement);
    for (int column = 0; column < columns; ++column) names.emplace_back(sqlite3_column_name(statement, column));
    ResultSet rows(std::move(names));
    int code = sqlite3_step(statement);
    for (; code == SQLITE_ROW; code = sqlite3_step(statement)) {
      for (int column = 0; column < columns; ++column) rows.append(cell_of(statement, column));
    }
    INFO("SQLite says: ", std::string(sqlite3_errmsg(database_.get())));
    REQUIRE(code == SQLITE_DONE);
    return rows;
  }

  static ValueView cell_of(sqlite3_stmt* statement, int column) {
    const auto bytes = [&](const void* data) {
      return std::string_view(static_cast<const char*>(data),
                              static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
    };
    switch (sqlite3_column_type(statement, column)) {
      case SQLITE_INTEGER:
        return ValueView::of(static_cast<std::int64_t>(sqlite3_column_int64(statement, column)));
      case SQLITE_FLOAT:
        return through_json(sqlite3_column_double(statement, column));
      case SQLITE_TEXT:
        return ValueView::text(bytes(sqlite3_column_text(statement, column)));
      case SQLITE_BLOB:
        return ValueView::blob(bytes(sqlite3_column_blob(statement, column)));
      default:
        return ValueView::null();
    }
  }

  static ValueView through_json(double number) {
    if (number > 1.7976931348623157e308 || number < -1.7976931348623157e308) return ValueView::null();
    const bool is_small = number > -1e15 && number < 1e15;
    const auto whole = is_small ? static_cast<std::int64_t>(number) : 0;
    return is_small && static_cast<double>(whole) == number ? ValueView::of(whole) : ValueView::of(number);
  }

  std::unique_ptr<sqlite3, decltype(&sqlite3_close)> database_{nullptr, sqlite3_close};
};

}  // namespace d1odbc::testing
