// Owns: running a prepared text on an empty SQLite in memory, for tests. Never: files, the driver's mirror.
#pragma once

#include <doctest/doctest.h>
#include <sqlite3.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sql/statement_text.h"

namespace d1odbc::test {

/// SQLite's answers as SQL literals (what quote() gives: 'text', 12, 1.5, NULL, X'00'). A text that SQLite refuses
/// fails the test.
class LocalSqlite {
 public:
  LocalSqlite() {
    sqlite3* opened = nullptr;
    const int code = sqlite3_open(":memory:", &opened);
    database_.reset(opened);
    REQUIRE(code == SQLITE_OK);
  }

  /// The first column of the first row of `sql`; parameters are bound as text, in their order.
  std::string first_value(const std::string& sql, const std::vector<std::string>& parameters = {}) {
    INFO("sent: ", sql);
    sqlite3_stmt* prepared = nullptr;
    const int code = sqlite3_prepare_v2(database_.get(), sql.c_str(), -1, &prepared, nullptr);
    const std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> statement(prepared, sqlite3_finalize);
    INFO("SQLite says: ", sqlite3_errmsg(database_.get()));
    REQUIRE(code == SQLITE_OK);
    REQUIRE(sqlite3_bind_parameter_count(prepared) == static_cast<int>(parameters.size()));
    int number = 0;
    for (const std::string& parameter : parameters) {
      sqlite3_bind_text(prepared, ++number, parameter.c_str(), -1, SQLITE_TRANSIENT);
    }
    REQUIRE(sqlite3_step(prepared) == SQLITE_ROW);
    return reinterpret_cast<const char*>(sqlite3_column_text(prepared, 0));
  }

  /// The value of an expression with ODBC escapes.
  std::string value_of(std::string_view expression) {
    const PreparedText prepared = prepare_text("SELECT quote(" + std::string(expression) + ")", {});
    return first_value(prepared.statements.at(0).sql);
  }

 private:
  std::unique_ptr<sqlite3, decltype(&sqlite3_close)> database_{nullptr, sqlite3_close};
};

}  // namespace d1odbc::test
