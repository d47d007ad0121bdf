// Owns: which set of an array is told to have failed, and that nothing of the array is written then. Never: what is
// written otherwise (array_inserts_test).
#include <array>
#include <limits>
#include <string>
#include <vector>

#include "test_servers.h"

using servers::Connected;

namespace {

/// An array of sets (id, n) that all succeed, until a test spoils some.
struct FailingArray : Connected {
  static constexpr std::size_t count = 500;
  std::vector<SQLBIGINT> ids, numbers;
  std::vector<SQLLEN> lengths = std::vector<SQLLEN>(count, 0);
  std::vector<SQLUSMALLINT> status = std::vector<SQLUSMALLINT>(count, 99);
  std::vector<SQLUSMALLINT> operation = std::vector<SQLUSMALLINT>(count, SQL_PARAM_PROCEED);
  SQLULEN processed = 99;

  FailingArray() {
    for (std::size_t set = 0; set < count; ++set) {
      ids.push_back(static_cast<SQLBIGINT>(set));
      numbers.push_back(static_cast<SQLBIGINT>(set));
    }
    statement.set(SQL_ATTR_PARAMSET_SIZE, count);
    statement.set_place(SQL_ATTR_PARAMS_PROCESSED_PTR, &processed);
    statement.set_place(SQL_ATTR_PARAM_STATUS_PTR, status.data());
    statement.set_place(SQL_ATTR_PARAM_OPERATION_PTR, operation.data());
    REQUIRE_SUCCESS(statement, SQLBindParameter(statement, 1, SQL_PARAM_INPUT, SQL_C_SBIGINT, SQL_BIGINT, 0, 0,
                                                ids.data(), 0, nullptr));
    REQUIRE_SUCCESS(statement, SQLBindParameter(statement, 2, SQL_PARAM_INPUT, SQL_C_SBIGINT, SQL_BIGINT, 0, 0,
                                                numbers.data(), 0, lengths.data()));
    run("DROP TABLE IF EXISTS fails; DROP TABLE IF EXISTS parents");
    run("CREATE TABLE parents (id INTEGER PRIMARY KEY)");
    run("INSERT INTO parents SELECT value FROM json_each('[0,1,2,3,4,5,6,7,8,9]')");
  }

  void run(const std::string& sql) {
    application::Statement other(connection);
    other.run(sql);
  }

  std::string value_of(const std::string& sql) {
    application::Statement asked(connection);
    return asked.value_of(sql);
  }

  SQLLEN row_of_diagnostic() {
    SQLLEN row = 0;
    REQUIRE(SQLGetDiagField(SQL_HANDLE_STMT, statement, 1, SQL_DIAG_ROW_NUMBER, &row, SQL_IS_INTEGER, nullptr) ==
            SQL_SUCCESS);
    return row;
  }

  /// Set `set` (from 0) is told, by every way there is.
  void check_told(std::size_t set) {
    CHECK(row_of_diagnostic() == static_cast<SQLLEN>(set) + 1);
    CHECK(processed == set + 1);
    CHECK(statement.text().find("Set " + std::to_string(set + 1) + ": ") != std::string::npos);
    for (std::size_t each = 0; each < count; ++each) {
      CAPTURE(each);
      CHECK(status[each] == (each == set ? SQL_PARAM_ERROR : SQL_PARAM_UNUSED));
    }
  }
};

struct Case {
  const char* create;
  const char* sql;
  SQLBIGINT number;  // what spoils set 321; SQL_NULL_DATA as its length when `is_null`
  bool is_null;
  const char* state;
  const char* text;  // D1's
  int requests;      // at most
};

constexpr const char* plain = "INSERT INTO fails VALUES (?, ?)";
constexpr int by_halving = 12;

const std::array cases{
    Case{"CREATE TABLE fails (id INTEGER PRIMARY KEY, n UNIQUE)", plain, 7, false, "ERROR 23000",
         "UNIQUE constraint failed: fails.n", 3},
    Case{"CREATE TABLE fails (id, n, UNIQUE (n))", "INSERT INTO fails (n, id) VALUES (?2, -?1)", 7, false,
         "ERROR 23000", "UNIQUE constraint failed: fails.n", 3},
    Case{"CREATE TABLE fails (id INTEGER PRIMARY KEY, n NOT NULL)", plain, 0, true, "ERROR 23000",
         "NOT NULL constraint failed: fails.n", 3},
    Case{"CREATE TABLE fails (id INTEGER PRIMARY KEY, n CHECK (n >= 0))", plain, -1, false, "ERROR 23000",
         "CHECK constraint failed", 3},
    Case{"CREATE TABLE fails (id PRIMARY KEY, n CONSTRAINT few CHECK (n < 1000)) WITHOUT ROWID", plain, 1000, false,
         "ERROR 23000", "CHECK constraint failed: few", 3},
    Case{"CREATE TABLE fails (id INTEGER PRIMARY KEY, n INTEGER REFERENCES parents (id))",
         "INSERT INTO fails VALUES (?1, CASE WHEN ?2 < 1000 THEN 3 ELSE ?2 END)", 1000, false, "ERROR 23000",
         "FOREIGN KEY constraint failed", by_halving},
    Case{"CREATE TABLE fails (id INTEGER PRIMARY KEY, n INT) STRICT",
         "INSERT INTO fails VALUES (?1, CASE WHEN ?2 < 1000 THEN 3 ELSE 'x' END)", 1000, false, "ERROR 22018",
         "cannot store TEXT value in INT column fails.n", by_halving},
    Case{"CREATE TABLE fails (id INTEGER PRIMARY KEY, n); CREATE TRIGGER fails_t BEFORE INSERT ON fails WHEN new.n = "
         "1000 BEGIN SELECT RAISE(ABORT, 'too many'); END",
         plain, 1000, false, "ERROR HY000", "too many", by_halving},
    Case{"CREATE TABLE fails (id INTEGER PRIMARY KEY, n UNIQUE)",
         "INSERT INTO fails VALUES (?, ?) ON CONFLICT (id) DO NOTHING", 7, false, "ERROR 23000",
         "UNIQUE constraint failed: fails.n", by_halving},
    Case{"CREATE TABLE fails (id INTEGER PRIMARY KEY, n)", "INSERT INTO fails VALUES (?, abs(?))",
         std::numeric_limits<SQLBIGINT>::min(), false, "ERROR 22003", "integer overflow", by_halving},
    Case{"CREATE TABLE fails (id INTEGER PRIMARY KEY, n UNIQUE); INSERT INTO fails VALUES (-1, 7000)",
         "UPDATE parents SET id = CASE WHEN ?2 < 1000 THEN id ELSE 0 END + 0 * ?1 WHERE id > 0", 1000, false,
         "ERROR 23000", "UNIQUE constraint failed: parents.id", by_halving},
    Case{"CREATE TABLE fails (id INTEGER PRIMARY KEY, n UNIQUE)", "INSERT INTO fails VALUES (?, (SELECT ? WHERE true))",
         7, false, "ERROR 23000", "UNIQUE constraint failed: fails.n", by_halving},
};

}  // namespace

TEST_CASE_FIXTURE(FailingArray, "the set that D1 refused is found and told, and nothing is written") {
  for (const Case& each : cases) {
    CAPTURE(std::string(each.create));
    CAPTURE(std::string(each.sql));
    run("DROP TABLE IF EXISTS fails");
    run(each.create);
    const std::string before = value_of("SELECT count(*) FROM fails");
    numbers[320] = each.number;
    lengths[320] = each.is_null ? SQL_NULL_DATA : 0;
    REQUIRE_SUCCESS(statement, statement.prepare(each.sql));
    servers::reset_counts();
    EXPECT(each.state, statement, SQLExecute(statement));
    CHECK(servers::counts().requests <= each.requests);
    CHECK(statement.text().find(each.text) != std::string::npos);
    check_told(320);
    CHECK(value_of("SELECT count(*) FROM fails") == before);
    numbers[320] = 320;
    lengths[320] = 0;
  }
}

TEST_CASE_FIXTURE(FailingArray, "the first and the last set are found too") {
  for (const std::size_t set : {std::size_t{0}, std::size_t{1}, count - 1}) {
    for (const char* create :
         {"CREATE TABLE fails (id, n CHECK (n < 1000))", "CREATE TABLE fails (id, n REFERENCES parents (id))"}) {
      CAPTURE(set);
      CAPTURE(std::string(create));
      run("DROP TABLE IF EXISTS fails");
      run(create);
      for (SQLBIGINT& number : numbers) number = 5;
      numbers[set] = 1000;
      EXPECT("ERROR 23000", statement, statement.execute(plain));
      check_told(set);
    }
  }
}

TEST_CASE_FIXTURE(FailingArray, "of several wrong sets the first one is told; ignored sets are counted") {
  run("CREATE TABLE fails (id INTEGER PRIMARY KEY, n UNIQUE)");
  for (const std::size_t set : {3, 4, 5, 100}) operation[set] = SQL_PARAM_IGNORE;
  numbers[4] = 1;  // ignored
  numbers[200] = 7;
  numbers[400] = 8;
  EXPECT("ERROR 23000", statement, statement.execute(plain));
  check_told(200);
  CHECK(value_of("SELECT count(*) FROM fails") == "0");
}

TEST_CASE_FIXTURE(FailingArray, "without a status array and a place for the count no further request is made") {
  run("CREATE TABLE fails (id INTEGER PRIMARY KEY, n UNIQUE)");
  statement.set_place(SQL_ATTR_PARAMS_PROCESSED_PTR, nullptr);
  statement.set_place(SQL_ATTR_PARAM_STATUS_PTR, nullptr);
  numbers[200] = 7;
  REQUIRE_SUCCESS(statement, statement.prepare(plain));
  servers::reset_counts();
  EXPECT("ERROR 23000", statement, SQLExecute(statement));
  CHECK(servers::counts().requests == 1);
  CHECK(value_of("SELECT count(*) FROM fails") == "0");
}

TEST_CASE_FIXTURE(FailingArray, "a text that no set can run names none") {
  EXPECT("ERROR 42S02", statement, statement.execute("INSERT INTO no_such_table VALUES (?, ?)"));
  CHECK(statement.text().find("Set ") == std::string::npos);
  CHECK(processed == 0);
  for (const SQLUSMALLINT each : status) CHECK(each != SQL_PARAM_SUCCESS);
}

namespace {

/// 20 sets of a number and 700,000 bytes: three requests, of 8, 8 and 4 sets.
struct LargeArray : FailingArray {
  static constexpr std::size_t room = 700'000;
  static constexpr std::size_t sets = 20;
  std::string texts = std::string(room * sets, 'x');
  std::vector<SQLLEN> text_lengths = std::vector<SQLLEN>(sets, room);

  LargeArray() {
    statement.set(SQL_ATTR_PARAMSET_SIZE, sets);
    REQUIRE_SUCCESS(statement, SQLBindParameter(statement, 2, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_LONGVARCHAR, room, 0,
                                                texts.data(), room, text_lengths.data()));
    run("CREATE TABLE fails (id INTEGER PRIMARY KEY, n)");
  }

  /// "WWWEUU…": written, error, unused, not known.
  std::string told() {
    std::string letters;
    for (std::size_t set = 0; set < sets; ++set) {
      letters += status[set] == SQL_PARAM_SUCCESS            ? 'W'
                 : status[set] == SQL_PARAM_ERROR            ? 'E'
                 : status[set] == SQL_PARAM_UNUSED           ? 'U'
                 : status[set] == SQL_PARAM_DIAG_UNAVAILABLE ? '?'
                                                             : '!';
    }
    return letters;
  }
};

}  // namespace

TEST_CASE_FIXTURE(LargeArray,
                  "of an array in several requests the sets before the failed request are told as written") {
  ids[11] = 9;
  EXPECT("ERROR 23000", statement, statement.execute(plain));
  CHECK(told() == "WWWWWWWWUUUEUUUUUUUU");
  CHECK(processed == 12);
  CHECK(row_of_diagnostic() == 12);
  CHECK(statement.text().find("Set 12: ") != std::string::npos);
  CHECK(statement.text().find("Sets 1 to 8 were written by requests before.") != std::string::npos);
  CHECK(value_of("SELECT group_concat(id) FROM fails") == "0,1,2,3,4,5,6,7");

  // What was written is not tried again: the rest of the array runs, once it is mended.
  ids[11] = 11;
  for (std::size_t set = 0; set < 8; ++set) operation[set] = SQL_PARAM_IGNORE;
  EXPECT("SUCCESS", statement, statement.execute(plain));
  CHECK(told() == "UUUUUUUUWWWWWWWWWWWW");
  CHECK(value_of("SELECT count(*) FROM fails") == "20");
}

TEST_CASE_FIXTURE(LargeArray, "a set that fails in the first request leaves nothing, as ever") {
  ids[5] = 3;
  EXPECT("ERROR 23000", statement, statement.execute(plain));
  CHECK(told() == "UUUUUEUUUUUUUUUUUUUU");
  CHECK(statement.text().find("were written") == std::string::npos);
  CHECK(value_of("SELECT count(*) FROM fails") == "0");
}

TEST_CASE_FIXTURE(LargeArray, "who asks for no status is told what was written all the same") {
  statement.set_place(SQL_ATTR_PARAMS_PROCESSED_PTR, nullptr);
  statement.set_place(SQL_ATTR_PARAM_STATUS_PTR, nullptr);
  operation[2] = SQL_PARAM_IGNORE;
  ids[18] = 0;
  EXPECT("ERROR 23000", statement, statement.execute(plain));
  CHECK(row_of_diagnostic() == SQL_ROW_NUMBER_UNKNOWN);
  CHECK(
      statement.text().find("Sets 1 to 17, but for those that were to be ignored, were written by requests before.") !=
      std::string::npos);
  CHECK(value_of("SELECT count(*) FROM fails") == "16");
}

TEST_CASE_FIXTURE(FailingArray, "a set that cannot be read is told like one that D1 refuses, and nothing is sent") {
  run("CREATE TABLE fails (id INTEGER PRIMARY KEY, n)");
  std::vector<std::array<char, 4>> texts(count, {'1'});
  texts[17] = {'x'};
  std::vector<SQLLEN> text_lengths(count, SQL_NTS);
  REQUIRE_SUCCESS(statement, SQLBindParameter(statement, 2, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_BIGINT, 0, 0, texts.data(),
                                              4, text_lengths.data()));
  operation[3] = SQL_PARAM_IGNORE;
  servers::reset_counts();
  EXPECT("ERROR 22018", statement, statement.execute(plain));
  CHECK(servers::counts().requests == 0);
  CHECK(statement.text().find("Set 18: Parameter 2: ") != std::string::npos);
  check_told(17);
  CHECK(value_of("SELECT count(*) FROM fails") == "0");
}
