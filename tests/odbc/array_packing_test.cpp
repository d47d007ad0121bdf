// Owns: arrays of INSERTs that are packed in part, or not at all. Never: values (array_inserts_test), sets that fail
// (array_failures_test).
#include <array>
#include <string>
#include <vector>

#include "test_servers.h"

using servers::Connected;

namespace {

/// An array of integers: 0, 1, 2, … as parameter 1, and as parameter 2 what a test says.
struct Arrays : Connected {
  std::vector<SQLBIGINT> ids;
  std::vector<SQLBIGINT> numbers;

  explicit Arrays(std::size_t count = 20) : ids(count), numbers(count) {
    for (std::size_t set = 0; set < count; ++set) numbers[set] = ids[set] = static_cast<SQLBIGINT>(set);
    statement.set(SQL_ATTR_PARAMSET_SIZE, count);
    bind(1, ids);
    bind(2, numbers);
  }

  void bind(SQLUSMALLINT number, std::vector<SQLBIGINT>& values) {
    REQUIRE_SUCCESS(statement, SQLBindParameter(statement, number, SQL_PARAM_INPUT, SQL_C_SBIGINT, SQL_BIGINT, 0, 0,
                                                values.data(), 0, nullptr));
  }

  std::string value_of(const std::string& sql) {
    application::Statement asked(connection);
    return asked.value_of(sql);
  }

  void run(const std::string& sql) {
    application::Statement other(connection);
    other.run(sql);
  }

  /// Runs the statement with the whole array at once, or set by set; returns the rows it counted.
  SQLLEN inserted(const std::string& sql, bool is_array) {
    statement.set(SQL_ATTR_PARAMSET_SIZE, is_array ? ids.size() : 1);
    SQLULEN offset = 0;
    REQUIRE_SUCCESS(statement, SQLSetStmtAttr(statement, SQL_ATTR_PARAM_BIND_OFFSET_PTR, &offset, 0));
    REQUIRE_SUCCESS(statement, statement.prepare(sql));
    SQLLEN rows = 0;
    for (std::size_t set = 0; set < (is_array ? 1 : ids.size()); ++set) {
      offset = set * sizeof(SQLBIGINT);
      const SQLRETURN code = SQLExecute(statement);
      REQUIRE((code == SQL_SUCCESS || code == SQL_NO_DATA));
      rows += statement.row_count();
    }
    return rows;
  }

  /// What `question` says after the array was inserted into fresh tables, and after the same rows one by one; the
  /// number of requests of the array too.
  void compare(const std::string& tables, const std::string& sql, const std::string& question) {
    CAPTURE(sql);
    run(tables);
    servers::reset_counts();
    const SQLLEN together = inserted(sql, true);
    CHECK(servers::counts().requests == 1);
    const std::string after_array = value_of(question);
    run(tables);
    CHECK(inserted(sql, false) == together);
    CHECK(after_array == value_of(question));
  }
};

}  // namespace

TEST_CASE_FIXTURE(Arrays, "a set that is too large to be packed with others keeps its place among them") {
  run("DROP TABLE IF EXISTS array_a");
  run("CREATE TABLE array_a (n INTEGER PRIMARY KEY, id, c)");
  constexpr std::size_t room = 1'500'000;
  std::string texts(room * 20, 'x');
  std::vector<SQLLEN> lengths;
  for (std::size_t index = 0; index < 20; ++index) {
    lengths.push_back(index == 11 ? room : index % 3 == 0 ? 400'000 : 5);
  }
  REQUIRE_SUCCESS(statement, SQLBindParameter(statement, 2, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_LONGVARCHAR, room, 0,
                                              texts.data(), room, lengths.data()));
  servers::reset_counts();
  EXPECT("SUCCESS", statement, statement.execute("INSERT INTO array_a (id, c) VALUES (?, ?)"));
  CHECK(servers::counts().requests == 1);
  CHECK(statement.row_count() == 20);
  CHECK(value_of("SELECT group_concat(id) FROM (SELECT id FROM array_a ORDER BY n)") ==
        "0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19");
  CHECK(value_of("SELECT group_concat(length(c)) FROM (SELECT c FROM array_a ORDER BY n)") ==
        "400000,5,5,400000,5,5,400000,5,5,400000,5,1500000,400000,5,5,400000,5,5,400000,5");
}

TEST_CASE_FIXTURE(Arrays, "an array of more than 6 MB goes in as few requests as hold it, of any statement") {
  constexpr std::size_t room = 700'000;
  std::string texts(room * 20, 'x');
  std::vector<SQLLEN> lengths(20, room);
  for (std::size_t set = 0; set < 20; ++set) texts[set * room] = static_cast<char>('A' + set);
  REQUIRE_SUCCESS(statement, SQLBindParameter(statement, 2, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_LONGVARCHAR, room, 0,
                                              texts.data(), room, lengths.data()));
  run("DROP TABLE IF EXISTS array_a");
  run("CREATE TABLE array_a (n INTEGER PRIMARY KEY, id INTEGER UNIQUE, c)");
  for (const char* const sql :
       {"INSERT INTO array_a (id, c) VALUES (?, ?)", "UPDATE array_a SET n = n + 100 WHERE id = ? AND c = ?",
        "INSERT INTO array_a (id, c) VALUES (? + 20, ?)"}) {
    CAPTURE(sql);
    servers::reset_counts();
    EXPECT("SUCCESS", statement, statement.execute(sql));
    CHECK(servers::counts().requests == 3);
    CHECK(servers::counts().largest_body <= 6'000'000);
    CHECK(statement.row_count() == 20);
  }
  CHECK(value_of("SELECT group_concat(n || substr(c, 1, 1)) || sum(length(c) = 700000) FROM (SELECT n, c FROM array_a "
                 "WHERE id < 20 ORDER BY n)") ==
        "101A,102B,103C,104D,105E,106F,107G,108H,109I,110J,111K,112L,113M,114N,115O,116P,117Q,118R,119S,120T20");

  // A text that asks for one transaction is never divided.
  servers::reset_counts();
  EXPECT("SUCCESS", statement, statement.execute("BEGIN; UPDATE array_a SET n = -n WHERE id = ? AND c = ?; COMMIT"));
  CHECK(servers::counts().requests == 1);
  CHECK(value_of("SELECT count(*) FROM array_a WHERE n < 0") == "20");
}

TEST_CASE_FIXTURE(Arrays, "rows of triggers are not counted, and the identity is the last set's own") {
  run("DROP TABLE IF EXISTS array_a; DROP TABLE IF EXISTS array_log");
  run("CREATE TABLE array_log (id INTEGER PRIMARY KEY, a)");
  run("CREATE TABLE array_a (id INTEGER PRIMARY KEY, a)");
  run("CREATE TRIGGER array_t AFTER INSERT ON array_a BEGIN INSERT INTO array_log (a) VALUES (new.a), (new.a); END");
  run("CREATE TRIGGER array_u BEFORE INSERT ON array_a WHEN new.id % 10 = 3 BEGIN SELECT RAISE(IGNORE); END");
  for (SQLBIGINT& id : ids) id += SQLBIGINT{1} << 60;
  EXPECT("SUCCESS", statement, statement.execute("INSERT INTO array_a VALUES (?, ?)"));
  CHECK(statement.row_count() == 18);
  CHECK(value_of("SELECT count(*) FROM array_a") == "18");
  CHECK(value_of("SELECT count(*) FROM array_log") == "36");
  CHECK(value_of("SELECT (last_insert_rowid() - 1152921504606846976) || ' ' || changes()") == "19 1");
}

TEST_CASE_FIXTURE(Arrays, "a table that refers to itself takes a parent only before its children") {
  run("DROP TABLE IF EXISTS array_a");
  run("CREATE TABLE array_a (id INTEGER PRIMARY KEY, a INTEGER REFERENCES ARRAY_A (id))");
  EXPECT("SUCCESS", statement, statement.execute("INSERT INTO array_a VALUES (?, ?)"));
  run("DELETE FROM array_a");
  numbers[4] = 19;  // which comes later
  EXPECT("ERROR 23000", statement, statement.execute("INSERT INTO array_a VALUES (?, ?)"));
  CHECK(value_of("SELECT count(*) FROM array_a") == "0");
}

TEST_CASE_FIXTURE(Arrays, "a table of 100 columns takes arrays; a view takes them through its trigger") {
  run("DROP TABLE IF EXISTS array_wide; DROP VIEW IF EXISTS array_view");
  std::string columns = "c0";
  std::string row = "?1";
  for (int column = 1; column < 100; ++column) {
    columns += ", c" + std::to_string(column);
    row += ", ?" + std::to_string(column % 2 + 1) + " + " + std::to_string(column);
  }
  run("CREATE TABLE array_wide (" + columns + ")");
  EXPECT("SUCCESS", statement, statement.execute("INSERT INTO array_wide VALUES (" + row + ")"));
  CHECK(value_of("SELECT sum(c0) || ' ' || sum(c99) || ' ' || count(*) FROM array_wide") == "190 2170 20");
  run("DELETE FROM array_wide; CREATE VIEW array_view AS SELECT c0, c1 FROM array_wide");
  run("CREATE TRIGGER array_v INSTEAD OF INSERT ON array_view BEGIN INSERT INTO array_wide (c0) VALUES (new.c0); END");
  EXPECT("SUCCESS", statement, statement.execute("INSERT INTO array_view VALUES (?, ?)"));
  CHECK(value_of("SELECT sum(c0) || ' ' || count(*) FROM array_wide") == "190 20");
  run("DROP VIEW array_view; DROP TABLE array_wide");
}

TEST_CASE_FIXTURE(Arrays, "a table that another connection has made since is written all the same") {
  application::Connection other(environment);
  REQUIRE_SUCCESS(other, other.connect(servers::connection_string()));
  application::Statement maker(other);
  maker.run("DROP TABLE IF EXISTS array_new");
  maker.run("CREATE TABLE array_new (id INTEGER PRIMARY KEY, a)");
  EXPECT("SUCCESS", statement, statement.execute("INSERT INTO array_new VALUES (?, ?)"));
  CHECK(statement.row_count() == 20);
  maker.run("DROP TABLE array_new");
}

TEST_CASE_FIXTURE(Arrays, "arrays into a full-text table and rows one by one leave and count the same") {
  const std::string tables = "DROP TABLE IF EXISTS array_f; CREATE VIRTUAL TABLE array_f USING fts5(a, b)";
  compare(tables, "INSERT INTO array_f VALUES ('word ' || ?, ?)",
          "SELECT count(*) || ' ' || group_concat(rowid || b) FROM array_f WHERE array_f MATCH 'word'");
  run("DROP TABLE array_f");
}

TEST_CASE_FIXTURE(Arrays, "ON CONFLICT in a table's own definition means the same for arrays") {
  for (SQLBIGINT& number : numbers) number %= 7;
  const std::string rows = "SELECT group_concat(id || ':' || a) FROM (SELECT id, a FROM array_a ORDER BY id)";
  for (const char* const action : {"REPLACE", "IGNORE"}) {
    const std::string tables = std::string(
                                   "DROP TABLE IF EXISTS array_a; CREATE TABLE array_a (id INTEGER PRIMARY KEY,"
                                   " a UNIQUE ON CONFLICT ") +
                               action + ")";
    compare(tables, "INSERT INTO array_a VALUES (?, ?)", rows);
    compare(tables, "INSERT OR IGNORE INTO array_a VALUES (?, ?)", rows);
    compare(tables, "INSERT OR REPLACE INTO array_a VALUES (?, ?)", rows);
    compare(tables, "INSERT INTO array_a VALUES (?, ?) ON CONFLICT (a) DO UPDATE SET id = excluded.id + 100", rows);
  }
}

TEST_CASE_FIXTURE(Arrays, "a parent that an array replaces takes its children along, as one by one") {
  for (SQLBIGINT& id : ids) id %= 6;
  const std::string rows =
      "SELECT group_concat(id || ':' || a) || ' ' || (SELECT count(*) FROM array_child) FROM array_a";
  for (const char* const action : {"CASCADE", "SET NULL"}) {
    const std::string tables =
        std::string(
            "DROP TABLE IF EXISTS array_child; DROP TABLE IF EXISTS array_a;"
            "CREATE TABLE array_a (id INTEGER PRIMARY KEY, a);"
            "CREATE TABLE array_child (p INTEGER REFERENCES array_a (id) ON DELETE ") +
        action +
        ");"
        "INSERT INTO array_a VALUES (1, 'old'), (2, 'old'), (9, 'old'); INSERT INTO array_child VALUES (1), (2), (9)";
    compare(tables, "INSERT OR REPLACE INTO array_a VALUES (?, ?)", rows);
    compare(tables, "REPLACE INTO array_a VALUES (?, ?)", rows);
  }
  run("DROP TABLE array_child");
}
