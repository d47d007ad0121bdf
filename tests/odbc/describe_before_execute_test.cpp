// Owns: that columns are told before a statement runs, without a request, and are the same once it ran. Never: what is
// told of them (column_detail_test, describe_test).
#include "column_reading.h"
#include "descriptor_fields.h"

using application::Manager;
using application::Statement;
using servers::Connected;
using servers::counts;
using servers::reset_counts;

namespace {

/// Requests since the last reset; resets.
long requests() {
  const long seen = counts().requests;
  reset_counts();
  return seen;
}

struct Row {
  std::string sql;
  SQLSMALLINT columns;
  const char* values = nullptr;  // of the first row fetched, to see that it is this statement's result; nullptr: no row
  int parameters = 0;            // bound as 1, 2, …
  long requests = 0;             // to describe it
};

// clang-format off
const Row rows[] = {
    // Queries.
    {"SELECT 1", 1, "1"},
    {"SELECT id, name AS label, price, at, data, flag, note, born FROM dbe_t WHERE id = ?", 8, "1 a 1.25 2024-01-31 10:11:12 00 1 n 2024-01-31", 1},
    {"SELECT * FROM dbe_t WHERE 0", 9},
    {"SELECT ? AS p, ?1 + 1, name || ? FROM dbe_t", 3, "1 2 a2", 2},
    {"SELECT count(*), max(price), avg(id), group_concat(name) FROM dbe_t", 4, "2 2.5 1.5 a,b"},
    {"SELECT name FROM dbe_t UNION ALL SELECT id FROM dbe_t", 1, "a"},
    {"SELECT id FROM dbe_t UNION ALL SELECT name FROM dbe_t", 1, "1"},
    {"SELECT a.id, b.name FROM dbe_t a LEFT JOIN dbe_t b ON b.id = a.id + 1", 2, "1 b"},
    {"SELECT * FROM dbe_view", 2, "1 a"},
    {"SELECT (SELECT name FROM dbe_t WHERE id = 2), EXISTS (SELECT 1 FROM dbe_t)", 2, "b 1"},
    {"SELECT rowid, * FROM dbe_plain", 3, "1 10 x"},
    {"SELECT row_number() OVER (ORDER BY id), lag(name) OVER (ORDER BY id) FROM dbe_t", 2, "1 NULL"},
    {"SELECT undeclared FROM dbe_t", 1, "5"},
    {"SELECT NULL, 1.5, 'x', x'0102', 9007199254740991, -1", 6, "NULL 1.5 x 0102 9007199254740991 -1"},
    {"SELECT {fn UCASE(name)}, {d '2024-02-29'} FROM dbe_t", 2, "A 2024-02-29"},
    {"WITH c(x, y) AS (SELECT id, name FROM dbe_t) SELECT y, x FROM c", 2, "a 1"},
    {"WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 3) SELECT n, n * 1.5 FROM c", 2, "1 1.5"},
    {"VALUES (1, 'x'), (2, 'y')", 2, "1 x"},
    {"VALUES (?, ?)", 2, "1 2", 2},
    {"WITH c AS (VALUES (1, 2)) SELECT * FROM c", 2, "1 2"},
    {"-- a comment first\nSELECT 1 AS x -- and behind", 1, "1"},
    {"SELECT * FROM dbe_strict", 3, "1 1.5 t"},
    {"SELECT * FROM dbe_fts WHERE dbe_fts MATCH 'hello'", 2, "hello world"},
    {"SELECT key, value, type FROM json_each('[7]')", 3, "0 7 integer"},
    {"SELECT g, s FROM dbe_generated", 2, "2 3"},
    {"SELECT type, name FROM sqlite_master WHERE name = 'dbe_t'", 2, "table dbe_t"},
    // Writes with a result, and without.
    {"INSERT INTO dbe_t (id, name) VALUES (10, 'ten') RETURNING id, name AS n, upper(name), price", 4, "10 ten TEN NULL"},
    {"INSERT INTO dbe_t (id, name) VALUES (20 + ?, ?) RETURNING *", 9, "21 2 NULL NULL NULL NULL NULL NULL NULL", 2},
    {"UPDATE dbe_t SET price = 9.75 WHERE id = 1 RETURNING price, name", 2, "9.75 a"},
    {"UPDATE dbe_t SET price = 1 WHERE 0 RETURNING id", 1},
    {"DELETE FROM dbe_t WHERE id = 2 RETURNING id, note", 2, "2 m"},
    {"REPLACE INTO dbe_t (id, name) VALUES (1, 'z') RETURNING id", 1, "1"},
    {"WITH c AS (SELECT 5 AS x) INSERT INTO dbe_t (id, name) SELECT x, 'five' FROM c RETURNING id", 1, "5"},
    {"INSERT INTO dbe_t (id, name) VALUES (1, 'q') ON CONFLICT (id) DO UPDATE SET name = 'up' RETURNING name", 1, "up"},
    {"INSERT INTO dbe_t (id, name) VALUES (11, 'k')", 0},
    {"UPDATE dbe_t SET price = 2", 0},
    {"DELETE FROM dbe_t WHERE 1", 0},
    // PRAGMA and EXPLAIN.
    {"PRAGMA table_info(dbe_t)", 6, "0 id INTEGER 0 NULL 1"},
    {"PRAGMA table_info('dbe_t')", 6, "0 id INTEGER 0 NULL 1"},
    {"PRAGMA main.table_xinfo(\"dbe_generated\")", 7, "0 a INTEGER 0 NULL 0 0"},
    {"PRAGMA table_info(nowhere)", 6},
    {"PRAGMA index_list(dbe_t)", 5, "0 dbe_index 0 c 0"},
    {"PRAGMA index_xinfo = dbe_index", 6, "0 1 name 0 BINARY 1"},
    {"PRAGMA foreign_key_list(dbe_t)", 8},
    {"PRAGMA table_list(dbe_t)", 6, "main dbe_t table 9 0 0"},
    {"PRAGMA foreign_keys", 1, "1"},
    {"PRAGMA foreign_keys = ON", 0},
    {"PRAGMA defer_foreign_keys = TRUE", 0},
    {"PRAGMA quick_check", 1, "ok"},
    {"SELECT name, \"notnull\" FROM pragma_table_info('dbe_t') WHERE name = ?", 2, nullptr, 1},
    {"SELECT m.name, c.name, c.cid FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.name = 'dbe_plain'", 3, "dbe_plain x 0"},
    {"EXPLAIN SELECT * FROM dbe_t", 8},
    {"EXPLAIN QUERY PLAN SELECT * FROM dbe_t WHERE id = 1", 4},
    {"EXPLAIN QUERY PLAN DELETE FROM dbe_t", 4},
    {"EXPLAIN INSERT INTO dbe_t (id, name) VALUES (?, ?)", 8, nullptr, 2},
    // Statements without a result.
    {"CREATE TABLE dbe_made (x)", 0},
    {"CREATE TABLE dbe_made_as AS SELECT * FROM dbe_t", 0},
    {"CREATE INDEX dbe_made_index ON dbe_t (price)", 0},
    {"CREATE VIEW dbe_made_view AS SELECT 1 AS x", 0},
    {"CREATE TRIGGER dbe_made_trigger AFTER DELETE ON dbe_plain BEGIN SELECT 1; SELECT 2; END", 0},
    {"ALTER TABLE dbe_plain ADD COLUMN more TEXT", 0},
    {"DROP TABLE dbe_plain", 0},
    {"DROP TABLE IF EXISTS dbe_nothing", 0},
    {"REINDEX", 0},
    {"ANALYZE", 0},
    // Several statements: the first one's result is told.
    {"SELECT 1 AS one; SELECT 2 AS two, 3 AS three", 1, "1"},
    {"SELECT ? AS one; SELECT ? AS two, 3", 1, "1", 2},
    {"INSERT INTO dbe_t (id, name) VALUES (12, 'x'); SELECT * FROM dbe_t", 0},
    {"CREATE TABLE dbe_script (x INTEGER); SELECT 1", 0},
    {"BEGIN; SELECT 7 AS x, 8 AS y; COMMIT", 2, "7 8"},
    {"; ;SELECT 5;;", 1, "5"},
    // What only D1 knows: one request, and only for a question about columns.
    {"SELECT string_agg(name, ',' ORDER BY id) AS s, 1_000 AS k FROM dbe_t", 2, "a,b 1000", 0, 1},
};
// clang-format on

struct Described : Connected {
  Described() {
    for (const char* sql :
         {"DROP TABLE IF EXISTS dbe_made", "DROP TABLE IF EXISTS dbe_made_as", "DROP VIEW IF EXISTS dbe_made_view",
          "DROP TABLE IF EXISTS dbe_script", "DROP VIEW IF EXISTS dbe_view", "DROP TABLE IF EXISTS dbe_t",
          "DROP TABLE IF EXISTS dbe_plain", "DROP TABLE IF EXISTS dbe_strict", "DROP TABLE IF EXISTS dbe_fts",
          "DROP TABLE IF EXISTS dbe_generated"}) {
      statement.run(sql);
    }
    statement.run(
        "CREATE TABLE dbe_t (id INTEGER PRIMARY KEY, name VARCHAR(30) NOT NULL, price DECIMAL(10,2), at DATETIME, "
        "data BLOB, flag BOOLEAN, note TEXT COLLATE NOCASE, born DATE, undeclared)");
    statement.run("CREATE INDEX dbe_index ON dbe_t (name)");
    statement.run("CREATE VIEW dbe_view AS SELECT id AS i, name FROM dbe_t");
    statement.run("CREATE TABLE dbe_plain (x INTEGER, y TEXT)");
    statement.run("INSERT INTO dbe_plain VALUES (10, 'x')");
    statement.run("CREATE TABLE dbe_strict (i INTEGER PRIMARY KEY, r REAL NOT NULL, t TEXT) STRICT, WITHOUT ROWID");
    statement.run("INSERT INTO dbe_strict VALUES (1, 1.5, 't')");
    statement.run("CREATE VIRTUAL TABLE dbe_fts USING fts5(title, body)");
    statement.run("INSERT INTO dbe_fts VALUES ('hello', 'world')");
    statement.run(
        "CREATE TABLE dbe_generated (a INTEGER, g INTEGER GENERATED ALWAYS AS (a + 1) VIRTUAL, s INTEGER AS (a + 2) "
        "STORED)");
    statement.run("INSERT INTO dbe_generated (a) VALUES (1)");
    fill();
  }

  void fill() {
    statement.run("DELETE FROM dbe_t");
    statement.run(
        "INSERT INTO dbe_t VALUES (1, 'a', 1.25, '2024-01-31 10:11:12', x'00', 1, 'n', '2024-01-31', 5), "
        "(2, 'b', 2.5, NULL, NULL, 0, 'm', NULL, 'five')");
  }
};

/// What is told of the columns by every function, the IRD included.
std::vector<std::string> told(const Statement& statement) {
  const SQLSMALLINT count = columns::count(statement);
  std::vector<std::string> lines{"SQLNumResultCols = " + std::to_string(count)};
  const SQLHANDLE ird = descriptors::ird(statement);
  lines.push_back("IRD's SQL_DESC_COUNT = " + std::to_string(descriptors::number(ird, 0, SQL_DESC_COUNT)));
  for (SQLSMALLINT column = 1; column <= count; ++column) {
    const auto add = [&](const std::string& line) { lines.push_back(std::to_string(column) + ": " + line); };
    for (const std::string& line : columns::all_fields(statement, static_cast<SQLUSMALLINT>(column))) add(line);
    for (const columns::Field& field : columns::number_fields) {
      add(std::string("IRD ") + field.name + " = " +
          std::to_string(descriptors::number(ird, column, static_cast<SQLSMALLINT>(field.id))));
    }
    for (const columns::Field& field : columns::text_fields) {
      add(std::string("IRD ") + field.name + " = " +
          descriptors::text(ird, column, static_cast<SQLSMALLINT>(field.id)));
    }
  }
  return lines;
}

std::string first_row(Statement& statement, SQLSMALLINT columns) {
  std::string values;
  for (SQLUSMALLINT column = 1; column <= static_cast<SQLUSMALLINT>(columns); ++column) {
    values += (column == 1 ? "" : " ") + statement.text_at(column).value_or("NULL");
  }
  return values;
}

void bind_numbers(Statement& statement, std::array<SQLINTEGER, 3>& numbers, int count) {
  for (int number = 0; number < count; ++number) {
    numbers[static_cast<std::size_t>(number)] = number + 1;
    REQUIRE_SUCCESS(statement,
                    SQLBindParameter(statement, static_cast<SQLUSMALLINT>(number + 1), SQL_PARAM_INPUT, SQL_C_SLONG,
                                     SQL_INTEGER, 10, 0, &numbers[static_cast<std::size_t>(number)], 0, nullptr));
  }
}

}  // namespace

TEST_CASE_FIXTURE(Described, "every kind of statement is described without a request, and the same when it has run") {
  for (const Row& row : rows) {
    CAPTURE(row.sql);
    fill();
    Statement asked(connection);
    std::array<SQLINTEGER, 3> numbers{};
    bind_numbers(asked, numbers, row.parameters);
    reset_counts();
    REQUIRE_SUCCESS(asked, asked.prepare(row.sql));
    CHECK(requests() == 0);
    CHECK(columns::count(asked) == row.columns);
    const std::vector<std::string> before = told(asked);
    CHECK(requests() == row.requests);
    const SQLRETURN code = SQLExecute(asked);
    if (code != SQL_NO_DATA) EXPECT("SUCCESS", asked, code);
    CHECK(requests() == 1);
    if (row.columns == 0) {
      CHECK(columns::count(asked) == 0);
      continue;
    }
    const std::vector<std::string> after = told(asked);
    REQUIRE(after.size() == before.size());
    for (std::size_t line = 0; line < after.size(); ++line) CHECK(after[line] == before[line]);
    const SQLRETURN fetched = SQLFetch(asked);
    if (row.values != nullptr) {
      REQUIRE(fetched == SQL_SUCCESS);
      CHECK(first_row(asked, row.columns) == row.values);
    }
    CHECK(requests() == 0);
  }
}
