// Owns: which table a statement writes to. Never: the schema.
#include "sql/written_table.h"

#include <doctest/doctest.h>

#include <string>

using namespace d1odbc;

namespace {

/// "table", "table upsert", "table replace"; "nothing".
std::string written(std::string_view sql) {
  const std::optional<WrittenTable> table = read_written_table(prepare_text(sql, {}).statements.front());
  if (!table) return "nothing";
  return table->table + (table->may_update ? " upsert" : "") + (table->replaces_rows ? " replace" : "");
}

}  // namespace

TEST_CASE("the table of a writing statement is read from its text") {
  struct Row {
    const char* sql;
    const char* expected;
  };
  for (const Row& row : {
           Row{"INSERT INTO t VALUES (1)", "t"},
           Row{"insert or ignore into \"a b\" (x) select 1", "a b"},
           Row{"INSERT OR REPLACE INTO main.t DEFAULT VALUES", "t replace"},
           Row{"REPLACE INTO t AS x (a) VALUES (1)", "t replace"},
           Row{"INSERT INTO t (a) VALUES (1) ON CONFLICT (a) DO UPDATE SET a = 2", "t upsert"},
           Row{"INSERT INTO t (a) VALUES (1) ON CONFLICT DO NOTHING", "t"},
           Row{"INSERT INTO t (a) SELECT 'DO UPDATE' WHERE true", "t"},
           Row{"UPDATE OR IGNORE [t] SET a = replace(a, 'x', 'y')", "t"},
           Row{"UPDATE t AS u SET a = 1 FROM v", "t"},
           Row{"DELETE FROM `t` WHERE 1", "t"},
           Row{"WITH q(insert_) AS (SELECT 1), r AS (VALUES (2)) INSERT INTO t SELECT * FROM q", "t"},
           Row{"/* DELETE FROM x */ UPDATE t SET a = 1", "t"},
           Row{"INSERT INTO other.t VALUES (1)", "nothing"},
           Row{"DELETE t", "nothing"},
           Row{"INSERT t VALUES (1)", "nothing"},
           Row{"INSERT INTO", "nothing"},
       }) {
    CAPTURE(row.sql);
    CHECK(written(row.sql) == row.expected);
  }
}
