// Owns: which INSERTs can be packed, and their text then. Never: values.
#include "sql/array_insert.h"

#include <doctest/doctest.h>

#include <string>

using namespace d1odbc;

namespace {

StatementText statement_of(std::string_view sql) { return prepare_text(sql, {}).statements.at(0); }

/// "table: numbers", with "!" for a conflict clause; "no" for what is not packed.
std::string read(std::string_view sql) {
  const std::optional<ArrayInsert> insert = read_array_insert(statement_of(sql));
  if (!insert) return "no";
  std::string text = insert->table + (insert->has_conflict_clause ? "!:" : ":");
  for (const unsigned number : insert->numbers) text += " " + std::to_string(number);
  return text;
}

std::string packed(std::string_view sql, const std::vector<CellForm>& forms, OnViolation on_violation) {
  const StatementText statement = statement_of(sql);
  const StatementText made =
      array_insert_text(statement, read_array_insert(statement).value(), forms, "q", on_violation);
  REQUIRE(made.markers.size() == 1);
  CHECK(made.markers[0].number == 1);
  CHECK(made.sql.substr(made.markers[0].offset, made.markers[0].length) == "?");
  return made.sql;
}

struct Row {
  const char* sql;
  const char* expected;
};

}  // namespace

TEST_CASE("an INSERT of one row of expressions over markers can be packed") {
  for (const Row& row : {
           Row{"INSERT INTO t VALUES (?)", "t: 1"},
           Row{"insert into main.\"a b\" as x (a, \"values\", [c)]) values (?, ?, ?)", "a b: 1 2 3"},
           Row{"INSERT OR ABORT INTO t VALUES (?)", "t!: 1"},
           Row{"INSERT OR IGNORE INTO t(a) VALUES(?)", "t!: 1"},
           Row{"INSERT OR REPLACE INTO t(a) VALUES(?)", "t!: 1"},
           Row{"REPLACE INTO t(a) VALUES(?)", "t!: 1"},
           Row{"INSERT INTO t VALUES (?3, ?1, ?3)", "t: 3 1"},
           Row{"INSERT INTO t VALUES (:a, $b, @c, :a)", "t: 1 2 3"},
           Row{"INSERT INTO t VALUES (?, 1, -2.5, 'x', x'00', NULL, TRUE, CURRENT_TIMESTAMP)", "t: 1"},
           Row{"INSERT INTO t VALUES (abs(?) + max(?, 2), ? || 'x', CAST(? AS UNSIGNED BIG INT))", "t: 1 2 3 4"},
           Row{"INSERT INTO t VALUES (CASE WHEN ? IS NOT NULL THEN ? ELSE 0 END, ? LIKE 'a%' ESCAPE '!')", "t: 1 2 3"},
           Row{"INSERT INTO t VALUES (? IN (1, ?), ? BETWEEN 1 AND 2, ? COLLATE NOCASE = 'x')", "t: 1 2 3 4"},
           Row{"INSERT INTO t VALUES (? -> '$.a', CAST(? AS VARCHAR(20)))", "t: 1 2"},
           Row{"INSERT INTO t VALUES (? /* ) ? */, -- ) ?\n ?)", "t: 1 2"},
           Row{"INSERT INTO t VALUES (?) ON CONFLICT DO NOTHING", "t!: 1"},
           Row{"INSERT INTO t VALUES (?) ON CONFLICT (a) WHERE a > 1 DO UPDATE SET a = excluded.a + b WHERE c IN (1)",
               "t!: 1"},
           Row{"INSERT INTO t VALUES ({fn UCASE(?)}, {d '2020-01-01'})", "t: 1"},
       }) {
    CAPTURE(std::string(row.sql));
    CHECK(read(row.sql) == row.expected);
  }
}

TEST_CASE("what may mean something else in a statement over many rows is not packed") {
  for (const char* sql : {
           "INSERT INTO t VALUES (1)",
           "INSERT INTO t DEFAULT VALUES",
           "INSERT INTO t SELECT ?",
           "INSERT INTO t VALUES (?), (?)",
           "INSERT INTO other.t VALUES (?)",
           "INSERT OR FAIL INTO t VALUES (?)",
           "INSERT OR ROLLBACK INTO t VALUES (?)",
           "WITH x AS (SELECT 1) INSERT INTO t VALUES (?)",
           "INSERT INTO t VALUES (?, (SELECT 1))",
           "INSERT INTO t VALUES (?, EXISTS (SELECT 1))",
           "INSERT INTO t VALUES (? IN u)",
           "INSERT INTO t VALUES (? IN pragma_table_info('u'))",
           "INSERT INTO t VALUES (?, a)",
           "INSERT INTO t VALUES (?, t.a)",
           "INSERT INTO t VALUES (?, \"a\")",
           "INSERT INTO t VALUES (?, \"abs\"(1))",
           "INSERT INTO t VALUES (?, rowid)",
           "INSERT INTO t VALUES (? COLLATE NOCASE AND a)",
           "INSERT INTO t VALUES (max(?))",
           "INSERT INTO t VALUES (?, count(*))",
           "INSERT INTO t VALUES (?, json_group_array(1))",
           "INSERT INTO t VALUES (?, sum(1) OVER ())",
           "INSERT INTO t VALUES (?, last_insert_rowid())",
           "INSERT INTO t VALUES (?, Changes())",
           "INSERT INTO t VALUES (?, total_changes())",
           "INSERT INTO t VALUES (?) ON CONFLICT (a) DO UPDATE SET a = ?",
           "INSERT INTO t VALUES (?) ON CONFLICT (a) DO UPDATE SET a = (SELECT max(a) FROM t)",
           "INSERT INTO t VALUES (?) ON CONFLICT (a) DO UPDATE SET a = a IN u",
           "INSERT INTO t VALUES (?) ON CONFLICT (a) DO UPDATE SET a = changes()",
           "INSERT INTO t VALUES (?) RETURNING a",
           "INSERT INTO t VALUES (?) ON CONFLICT DO NOTHING RETURNING a",
           "INSERT INTO t VALUES (?) , ",
           "INSERT INTO t VALUES (?",
           "INSERT INTO t VALUES ?",
           "INSERT INTO t (a VALUES (?)",
           "INSERT INTO t VALUES (? 'x)",
           "INSERT INTO t VALUES (?, 12abc)",
           "UPDATE t SET a = ?",
           "INSERT",
       }) {
    CAPTURE(std::string(sql));
    CHECK(read(sql) == "no");
  }
}

TEST_CASE("the text takes the cells of each set from one JSON value") {
  const auto plain = CellForm::Plain;
  CHECK(
      packed("INSERT INTO t(a,b) VALUES(?2+1,?1,?2) ON CONFLICT DO NOTHING", {plain, plain}, OnViolation::AsWritten) ==
      "WITH q(p0,p1) AS (SELECT value->>0,value->>1 FROM json_each(?)) INSERT INTO t(a,b) SELECT  p0 +1, p1 , p0  "
      "FROM q WHERE true ON CONFLICT DO NOTHING");
  CHECK(
      packed("INSERT INTO t VALUES (CASE?WHEN 1 THEN 2 END)", {CellForm::Hex}, OnViolation::Ignore) ==
      "WITH q(p0) AS (SELECT unhex(value->>0) FROM json_each(?)) INSERT OR IGNORE INTO t SELECT CASE p0 WHEN 1 THEN 2 "
      "END FROM q WHERE true");
  CHECK(
      packed("REPLACE INTO t VALUES (?)", {CellForm::Marked}, OnViolation::AsWritten) ==
      "WITH q(p0) AS (SELECT CASE json_type(value,'$[0]') WHEN 'array' THEN CASE json_array_length(value,'$[0]') WHEN "
      "1 THEN unhex(value->>'$[0][0]') ELSE (value->>'$[0][0]')*pow(2.0,value->>'$[0][1]') END ELSE value->>0 END FROM "
      "json_each(?)) REPLACE INTO t SELECT  p0  FROM q WHERE true");
}
