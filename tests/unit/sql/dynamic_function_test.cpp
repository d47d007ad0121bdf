// Owns: the claims on the dynamic function of a statement.
#include "sql/dynamic_function.h"

#include <doctest/doctest.h>
#include <sql.h>

#include <array>

using namespace d1odbc;

namespace {

struct Row {
  std::string_view sql;
  std::string_view name;
  std::int32_t code;
};

constexpr std::array rows = std::to_array<Row>({
    {"SELECT 1", "SELECT CURSOR", SQL_DIAG_SELECT_CURSOR},
    {"VALUES (1)", "SELECT CURSOR", SQL_DIAG_SELECT_CURSOR},
    {"WITH a AS (SELECT 1) SELECT * FROM a", "SELECT CURSOR", SQL_DIAG_SELECT_CURSOR},
    {"INSERT INTO t VALUES (1)", "INSERT", SQL_DIAG_INSERT},
    {"REPLACE INTO t VALUES (1)", "INSERT", SQL_DIAG_INSERT},
    {"UPDATE t SET a = 1", "UPDATE WHERE", SQL_DIAG_UPDATE_WHERE},
    {"UPDATE t SET a = 'WHERE CURRENT OF c'", "UPDATE WHERE", SQL_DIAG_UPDATE_WHERE},
    {"update t set a = 1 where current of c", "DYNAMIC UPDATE CURSOR", SQL_DIAG_DYNAMIC_UPDATE_CURSOR},
    {"DELETE FROM t", "DELETE WHERE", SQL_DIAG_DELETE_WHERE},
    {"DELETE FROM t WHERE CURRENT OF c", "DYNAMIC DELETE CURSOR", SQL_DIAG_DYNAMIC_DELETE_CURSOR},
    {"CREATE TABLE t (a)", "CREATE TABLE", SQL_DIAG_CREATE_TABLE},
    {"create /* x */ temp table t (a)", "CREATE TABLE", SQL_DIAG_CREATE_TABLE},
    {"CREATE VIRTUAL TABLE t USING fts5(a)", "CREATE TABLE", SQL_DIAG_CREATE_TABLE},
    {"CREATE INDEX i ON t (a)", "CREATE INDEX", SQL_DIAG_CREATE_INDEX},
    {"CREATE UNIQUE INDEX i ON t (a)", "CREATE INDEX", SQL_DIAG_CREATE_INDEX},
    {"CREATE TEMPORARY VIEW v AS SELECT 1", "CREATE VIEW", SQL_DIAG_CREATE_VIEW},
    {"CREATE TRIGGER g AFTER DELETE ON t BEGIN SELECT 1; END", "CREATE TRIGGER", 80},
    {"CREATE SOMETHING", "", SQL_DIAG_UNKNOWN_STATEMENT},
    {"CREATE", "", SQL_DIAG_UNKNOWN_STATEMENT},
    {"DROP TABLE IF EXISTS t", "DROP TABLE", SQL_DIAG_DROP_TABLE},
    {"DROP INDEX i", "DROP INDEX", SQL_DIAG_DROP_INDEX},
    {"DROP VIEW v", "DROP VIEW", SQL_DIAG_DROP_VIEW},
    {"DROP TRIGGER g", "DROP TRIGGER", 34},
    {"ALTER TABLE t ADD b", "ALTER TABLE", SQL_DIAG_ALTER_TABLE},
    {"BEGIN", "START TRANSACTION", 111},
    {"COMMIT", "COMMIT WORK", 11},
    {"END", "COMMIT WORK", 11},
    {"ROLLBACK", "ROLLBACK WORK", 62},
    {"SAVEPOINT s", "SAVEPOINT", 63},
    {"RELEASE s", "RELEASE SAVEPOINT", 57},
    {"PRAGMA table_info(t)", "", SQL_DIAG_UNKNOWN_STATEMENT},
    {"EXPLAIN SELECT 1", "", SQL_DIAG_UNKNOWN_STATEMENT},
    {"nonsense", "", SQL_DIAG_UNKNOWN_STATEMENT},
});

}  // namespace

TEST_CASE("a statement has the name and code of the reference's table") {
  for (const Row& row : rows) {
    CAPTURE(row.sql);
    const PreparedText text = prepare_text(row.sql, {});
    REQUIRE(text.statements.size() == 1);
    const DynamicFunction function = dynamic_function(text.statements.front());
    CHECK(function.name == row.name);
    CHECK(function.code == row.code);
  }
}
