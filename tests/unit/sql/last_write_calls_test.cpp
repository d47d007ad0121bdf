// Owns: what of a text asks for the last write. Never: answers of D1.
#include "sql/last_write_calls.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <limits>
#include <string>

using namespace d1odbc;

namespace {

StatementText prepared(std::string_view sql) { return prepare_text(sql, {}).statements.front(); }

/// The text with 7 for the identity and 3 for the changes; markers as `<number>`.
std::string replaced(std::string_view sql) {
  const StatementText statement = with_last_write(prepared(sql), {7, 3});
  std::string text = statement.sql;
  for (auto marker = statement.markers.rbegin(); marker != statement.markers.rend(); ++marker)
    text.replace(marker->offset, marker->length, fmt::format("<{}>", marker->number));
  return text;
}

}  // namespace

TEST_CASE("calls without arguments are replaced by literals, wherever they stand") {
  struct Row {
    const char* sql;
    const char* expected;
  };
  for (const Row& row : {
           Row{"SELECT last_insert_rowid()", "SELECT (7)"},
           Row{"SELECT Last_Insert_RowId ( /* x */ ) AS id, changes()", "SELECT (7) AS id, (3)"},
           Row{"SELECT \"last_insert_rowid\"(), [changes] ()", "SELECT (7), (3)"},
           Row{"SELECT @@IDENTITY", "SELECT (7)"},
           Row{"SELECT @@identity AS x WHERE @@Identity > ?", "SELECT (7) AS x WHERE (7) > <1>"},
           Row{"INSERT INTO c VALUES (?, last_insert_rowid(), ?)", "INSERT INTO c VALUES (<1>, (7), <2>)"},
           Row{"UPDATE t SET x = ?2 WHERE id = last_insert_rowid() AND y = :a",
               "UPDATE t SET x = <2> WHERE id = (7) AND y = <3>"},
           Row{"WITH q AS (SELECT changes()) SELECT * FROM q", "WITH q AS (SELECT (3)) SELECT * FROM q"},
           Row{"SELECT -last_insert_rowid()", "SELECT -(7)"},
       }) {
    CAPTURE(row.sql);
    CHECK(calls_last_write(prepared(row.sql)));
    CHECK(replaced(row.sql) == row.expected);
  }
}

TEST_CASE("what only looks like a call stays") {
  for (const std::string sql : {
           "SELECT 'last_insert_rowid()', 'changes()'",
           "SELECT 1 -- last_insert_rowid()\n+ 2",
           "SELECT changes FROM last_insert_rowid",
           "SELECT total_changes()",
           "SELECT changes(1)",
           "SELECT '@@IDENTITY'",
           "CREATE TRIGGER g AFTER INSERT ON t BEGIN INSERT INTO l VALUES (last_insert_rowid()); END",
           "CREATE VIEW v AS SELECT changes()",
       }) {
    CAPTURE(sql);
    CHECK_FALSE(calls_last_write(prepared(sql)));
    CHECK(with_last_write(prepared(sql), {7, 3}).sql == prepared(sql).sql);
  }
}

TEST_CASE("both ends of 64 bits are written whole") {
  constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
  CHECK(with_last_write(prepared("SELECT changes(), last_insert_rowid()"), {lowest, 0})
            .sql.find("(-9223372036854775808)") != std::string::npos);
  CHECK(with_last_write(prepared("SELECT last_insert_rowid()"), {std::numeric_limits<std::int64_t>::max(), 0}).sql ==
        "SELECT (9223372036854775807)");
}

TEST_CASE("SQLNativeSql shows @@IDENTITY as the function that D1 knows; unscanned texts keep it") {
  CHECK(native_sql("SELECT @@IDENTITY, '@@IDENTITY'") == "SELECT last_insert_rowid(), '@@IDENTITY'");
  CHECK(prepare_text("SELECT @@IDENTITY", {.translate_escapes = false}).statements.front().sql == "SELECT @@IDENTITY");
}
