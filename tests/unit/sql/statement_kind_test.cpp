// Owns: the claims on what a statement's keywords say.
#include <doctest/doctest.h>

#include <array>

#include "sql/statement_text.h"

using namespace d1odbc;

namespace {

struct Row {
  std::string_view sql;
  StatementKind kind;
  bool has_returning;
  bool reads_only;
};

using enum StatementKind;

constexpr std::array rows = std::to_array<Row>({
    {"SELECT 1", Select, false, true},
    {"select returning FROM t", Select, false, true},
    {"/* c */ VALUES (1)", Values, false, true},
    {"INSERT INTO t VALUES (1)", Insert, false, false},
    {"INSERT INTO t VALUES (1) RETURNING a", Insert, true, false},
    {"INSERT INTO t SELECT (SELECT 1) returning *", Insert, true, false},
    {"INSERT INTO t(\"RETURNING\") VALUES ('RETURNING' /* RETURNING */)", Insert, false, false},
    {"INSERT INTO t SELECT * FROM (SELECT 1 RETURNING)", Insert, false, false},
    {"REPLACE INTO t VALUES (1) RETURNING 1", Replace, true, false},
    {"UPDATE t SET a = 1 WHERE b RETURNING a", Update, true, false},
    {"DELETE FROM t RETURNING a", Delete, true, false},
    {"DELETE FROM t", Delete, false, false},
    {"WITH a AS (SELECT 1) SELECT * FROM a", Select, false, true},
    {"WITH RECURSIVE a(x, y) AS NOT MATERIALIZED (SELECT 1), b AS MATERIALIZED (SELECT 2) DELETE FROM t RETURNING 1",
     Delete, true, false},
    {"WITH replace AS (SELECT 1) SELECT * FROM replace", Select, false, true},
    {"WITH a AS (INSERT) UPDATE t SET a = 1", Update, false, false},
    {"WITH a AS (SELECT (1), ')') INSERT INTO t SELECT 1", Insert, false, false},
    {"WITH a AS (VALUES (1)) VALUES (2)", Values, false, true},
    {"WITH a", Other, false, false},
    {"WITH", Other, false, false},
    {"WITH a AS (SELECT 1", Other, false, false},
    {"CREATE TABLE t(a)", Create, false, false},
    {"CREATE TRIGGER t AFTER INSERT ON a BEGIN INSERT INTO b VALUES (1) RETURNING 1; END", Create, false, false},
    {"DROP TABLE t", Drop, false, false},
    {"ALTER TABLE t ADD b", Alter, false, false},
    {"BEGIN IMMEDIATE", Begin, false, false},
    {"COMMIT", Commit, false, false},
    {"END TRANSACTION", Commit, false, false},
    {"ROLLBACK TO a", Rollback, false, false},
    {"SAVEPOINT a", Savepoint, false, false},
    {"RELEASE a", Release, false, false},
    {"ATTACH 'x' AS y", Attach, false, false},
    {"DETACH y", Detach, false, false},
    {"VACUUM", Vacuum, false, false},
    {"ANALYZE", Analyze, false, false},
    {"REINDEX", Reindex, false, false},
    {"EXPLAIN DELETE FROM t RETURNING a", Explain, false, true},
    {"EXPLAIN QUERY PLAN SELECT 1", Explain, false, true},
    {"(SELECT 1)", Other, false, false},
    {"GRANT x TO y", Other, false, false},
    {"\"SELECT\" 1", Other, false, false},
    {"'", Other, false, false},
    {"PRAGMA table_info(t)", Pragma, false, true},
    {"PRAGMA main . Table_XInfo = \"t\"", Pragma, false, true},
    {"PRAGMA table_list", Pragma, false, true},
    {"PRAGMA foreign_key_list(t)", Pragma, false, true},
    {"PRAGMA quick_check", Pragma, false, true},
    {"PRAGMA foreign_keys", Pragma, false, true},
    {"PRAGMA foreign_keys -- c", Pragma, false, true},
    {"PRAGMA foreign_keys = off", Pragma, false, false},
    {"PRAGMA defer_foreign_keys(1)", Pragma, false, false},
    {"PRAGMA page_size", Pragma, false, true},
    {"PRAGMA page_size = 4096", Pragma, false, false},
    {"PRAGMA optimize", Pragma, false, false},
    {"PRAGMA nonsense", Pragma, false, false},
    {"PRAGMA", Pragma, false, false},
    {"PRAGMA main.", Pragma, false, false},
});

}  // namespace

TEST_CASE("the kind of a statement, its RETURNING, and whether it only reads") {
  for (const Row& row : rows) {
    CAPTURE(row.sql);
    const PreparedText prepared = prepare_text(row.sql, {});
    REQUIRE(prepared.statements.size() == 1);
    const StatementText& statement = prepared.statements.front();
    CHECK(static_cast<int>(statement.kind) == static_cast<int>(row.kind));
    CHECK(statement.has_returning == row.has_returning);
    CHECK(statement.reads_only() == row.reads_only);
  }
}
