// Owns: SQLBulkOperations(SQL_ADD) of many rows: what is stored, in how many requests, what is told of each row, what
// the cursor shows of them. Never: a few rows (bulk_operations_test), arrays of parameters (array_inserts_test).
#include <array>
#include <cstring>
#include <limits>
#include <string>
#include <vector>

#include "test_servers.h"

using servers::Connected;

namespace {

constexpr SQLBIGINT beyond_doubles = (SQLBIGINT{1} << 53) + 1;

/// A rowset of `size` rows (id, whole, real, text, bytes), bound by column, with bookmarks.
struct Rowset {
  explicit Rowset(std::size_t rows)
      : size(rows),
        bookmarks(rows),
        ids(rows),
        wholes(rows),
        reals(rows),
        texts(rows),
        bytes(rows),
        lengths(6, std::vector<SQLLEN>(rows, 0)),
        status(rows, 99) {
    for (std::size_t row = 0; row < rows; ++row) fill(row, static_cast<SQLBIGINT>(row) + 1);
  }

  static constexpr std::size_t width = 24;

  /// Values of every storage class, extreme ones among them.
  void fill(std::size_t row, SQLBIGINT id) {
    constexpr std::array extremes{5e-324, 1.7976931348623157e308, 1e300 / 3, -2.2250738585072009e-308, 0.1, 1.0};
    ids[row] = id;
    wholes[row] = row % 2 == 0 ? beyond_doubles + id : std::numeric_limits<SQLBIGINT>::min() + id;
    reals[row] = extremes[row % extremes.size()];
    set_text(row, row % 9 == 0 ? "caf\xC3\xA9 \"\xF0\x9F\x98\x80\\" : "text " + std::to_string(id));
    bytes[row] = {static_cast<unsigned char>(row), 0, 0xFF};
    lengths[5][row] = static_cast<SQLLEN>(row % 4);
    for (std::size_t column = 2; column <= 5; ++column) {
      if (row % 7 == column) lengths[column][row] = SQL_NULL_DATA;
    }
  }

  /// Each row's text is its place.
  void number_texts() {
    for (std::size_t row = 0; row < size; ++row) set_text(row, "row " + std::to_string(row));
  }

  void set_text(std::size_t row, const std::string& text) {
    texts[row].fill(0);
    std::memcpy(texts[row].data(), text.data(), text.size());
    lengths[4][row] = static_cast<SQLLEN>(text.size());
  }

  void bind(application::Statement& statement) {
    statement.set(SQL_ATTR_ROW_ARRAY_SIZE, size);
    statement.set_place(SQL_ATTR_ROW_STATUS_PTR, status.data());
    statement.set_place(SQL_ATTR_ROWS_FETCHED_PTR, &affected);
    bind_column(statement, 0, SQL_C_VARBOOKMARK, bookmarks.data(), 8);
    bind_column(statement, 1, SQL_C_SBIGINT, ids.data(), 0);
    bind_column(statement, 2, SQL_C_SBIGINT, wholes.data(), 0);
    bind_column(statement, 3, SQL_C_DOUBLE, reals.data(), 0);
    bind_column(statement, 4, SQL_C_CHAR, texts.data(), width);
    bind_column(statement, 5, SQL_C_BINARY, bytes.data(), 3);
  }

  void bind_column(application::Statement& statement, SQLUSMALLINT number, SQLSMALLINT c_type, void* place,
                   SQLLEN capacity) {
    REQUIRE_SUCCESS(statement, SQLBindCol(statement, number, c_type, place, capacity, lengths[number].data()));
  }

  std::size_t size;
  std::vector<SQLUBIGINT> bookmarks;
  std::vector<SQLBIGINT> ids, wholes;
  std::vector<double> reals;
  std::vector<std::array<char, width>> texts;
  std::vector<std::array<unsigned char, 3>> bytes;
  std::vector<std::vector<SQLLEN>> lengths;  // by column
  std::vector<SQLUSMALLINT> status;
  SQLULEN affected = 77;
};

struct Adding : Connected {
  application::Statement other{connection};

  void make(const std::string& table, const std::string& columns, const std::string& more = "") {
    other.run("DROP TABLE IF EXISTS " + table);
    other.run("CREATE TABLE " + table + " (" + columns + ")" + more);
  }

  /// An updatable cursor on the table, to which the rowset is bound.
  void open(application::Statement& cursor, Rowset& rows, const std::string& table) {
    cursor.set(SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_STATIC);
    cursor.set(SQL_ATTR_CONCURRENCY, SQL_CONCUR_VALUES);
    cursor.set(SQL_ATTR_USE_BOOKMARKS, SQL_UB_VARIABLE);
    rows.bind(cursor);
    REQUIRE_SUCCESS(cursor, cursor.execute("SELECT id, w, r, t, b FROM " + table));
    servers::reset_counts();
  }

  void check_added(const Rowset& rows, long requests) {
    CHECK(servers::counts().requests == requests);
    CHECK(rows.affected == rows.size);
    CHECK(statement.row_count() == static_cast<SQLLEN>(rows.size));
    CHECK(rows.status == std::vector<SQLUSMALLINT>(rows.size, SQL_ROW_ADDED));
  }

  /// Each row comes back by the bookmark it got, last one first.
  void check_bookmarks(Rowset& rows) {
    Rowset found(rows.size);
    for (std::size_t row = 0; row < rows.size; ++row) found.bookmarks[row] = rows.bookmarks[rows.size - 1 - row];
    found.bind(statement);
    EXPECT("SUCCESS", statement, SQLBulkOperations(statement, SQL_FETCH_BY_BOOKMARK));
    for (std::size_t row = 0; row < rows.size; ++row) {
      CAPTURE(row);
      const std::size_t added = rows.size - 1 - row;
      CHECK(std::string(found.texts[row].data()) == "row " + std::to_string(added));
    }
  }
};

constexpr const char* other_columns = ", w BIGINT, r DOUBLE, t TEXT, b BLOB";
const std::string columns_of_rows = std::string("id INTEGER PRIMARY KEY") + other_columns;

}  // namespace

TEST_CASE_FIXTURE(Adding,
                  "1,000 rows added by one request store what the same rows store that are added seven at a time") {
  make("added", columns_of_rows);
  make("added_few", columns_of_rows);
  Rowset rows(1000);
  open(statement, rows, "added");
  EXPECT("SUCCESS", statement, SQLBulkOperations(statement, SQL_ADD));
  check_added(rows, 1);
  for (std::size_t row = 0; row < rows.size; ++row) CHECK(rows.bookmarks[row] == row + 1);

  application::Statement by_few(connection);
  Rowset few(7);
  open(by_few, few, "added_few");
  for (std::size_t first = 0; first < rows.size - 6; first += 7) {
    for (std::size_t row = 0; row < 7; ++row) {
      few.ids[row] = rows.ids[first + row];
      few.wholes[row] = rows.wholes[first + row];
      few.reals[row] = rows.reals[first + row];
      few.texts[row] = rows.texts[first + row];
      few.bytes[row] = rows.bytes[first + row];
      for (std::size_t column = 1; column <= 5; ++column) few.lengths[column][row] = rows.lengths[column][first + row];
    }
    REQUIRE_SUCCESS(by_few, SQLBulkOperations(by_few, SQL_ADD));
  }
  CHECK(other.value_of("SELECT count(*) FROM added_few") == "994");
  CHECK(other.value_of(
            "SELECT count(*) FROM added a JOIN added_few f USING (id) WHERE (a.w, a.r, a.t, a.b) IS (f.w, f.r, f.t, "
            "f.b) AND typeof(a.w) || typeof(a.r) || typeof(a.t) || typeof(a.b) = typeof(f.w) || typeof(f.r) || "
            "typeof(f.t) || typeof(f.b)") == "994");
  CHECK(other.value_of("SELECT t || hex(b) || (w - 9007199254740993) FROM added WHERE id = 11") == "text 110A0011");
  CHECK(other.value_of("SELECT count(*) FROM added WHERE r = 4.9406564584124654e-324 AND typeof(b) = 'blob'") != "0");
}

TEST_CASE_FIXTURE(Adding, "each of many added rows has the bookmark of its own key, however the table names its rows") {
  struct Case {
    const char* columns;
    const char* more;
    bool gives_id;
    SQLBIGINT step;  // from one id to the next
    long requests;
  };
  const std::array cases{
      Case{"id INTEGER PRIMARY KEY", "", true, -3, 1},
      Case{"id INTEGER PRIMARY KEY", "", false, 1, 1},
      Case{"id INTEGER PRIMARY KEY AUTOINCREMENT", "", false, 1, 1},
      Case{"id INTEGER", "", true, -1, 1},
      Case{"id BIGINT PRIMARY KEY", "", true, 7, 1},
      Case{"rowid TEXT DEFAULT 'x', id INTEGER UNIQUE", "", true, -7, 1},
      Case{"id INTEGER NOT NULL PRIMARY KEY", " WITHOUT ROWID", true, -5, 1},
      Case{"id TEXT PRIMARY KEY", " WITHOUT ROWID", true, -5, 1},  // stores texts: a statement for each row
      Case{"id BIGINT PRIMARY KEY ON CONFLICT REPLACE", "", true, 2, 1},
  };
  for (const Case& each : cases) {
    CAPTURE(std::string(each.columns));
    CAPTURE(each.gives_id);
    make("added", std::string(each.columns) + other_columns, each.more);
    other.run("INSERT INTO added (id, t) VALUES (4611686018427387904, 'first')");
    Rowset rows(20);
    for (std::size_t row = 0; row < rows.size; ++row) {
      rows.ids[row] = (SQLBIGINT{1} << 60) + each.step * static_cast<SQLBIGINT>(row);
      if (!each.gives_id) rows.lengths[1][row] = SQL_NULL_DATA;
    }
    rows.number_texts();
    open(statement, rows, "added");
    EXPECT("SUCCESS", statement, SQLBulkOperations(statement, SQL_ADD));
    check_added(rows, each.requests);
    check_bookmarks(rows);
    CHECK(other.value_of("SELECT group_concat(substr(t, 5)) FROM (SELECT t FROM added WHERE t <> 'first' ORDER BY id " +
                         std::string(each.step < 0 ? "DESC" : "") + ")") ==
          "0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19");
    statement.close();
  }
}

TEST_CASE_FIXTURE(Adding, "the next fetch shows added rows behind those of the result") {
  make("added", columns_of_rows);
  other.run("INSERT INTO added (id, t) VALUES (1, 'one'), (2, 'two')");
  Rowset rows(12);
  for (std::size_t row = 0; row < rows.size; ++row) rows.fill(row, 100 - static_cast<SQLBIGINT>(row));
  open(statement, rows, "added");
  EXPECT("SUCCESS", statement, SQLBulkOperations(statement, SQL_ADD));
  const Rowset added = rows;
  servers::reset_counts();
  EXPECT("SUCCESS", statement, SQLFetchScroll(statement, SQL_FETCH_LAST, 0));
  CHECK(servers::counts().requests == 1);
  CHECK(rows.affected == 12);
  CHECK(rows.ids == added.ids);
  CHECK(rows.wholes[4] == added.wholes[4]);
  CHECK(rows.reals[1] == added.reals[1]);
  CHECK(rows.lengths[4] == added.lengths[4]);
  CHECK(rows.lengths[5] == added.lengths[5]);
  EXPECT("SUCCESS", statement, SQLFetchScroll(statement, SQL_FETCH_FIRST, 0));
  CHECK(rows.ids[1] == 2);
  CHECK(rows.ids[2] == 100);
}

TEST_CASE_FIXTURE(Adding, "an added row that is gone at the next fetch is a deleted one") {
  for (const char* more : {"", " WITHOUT ROWID"}) {
    CAPTURE(std::string(more));
    make("added", columns_of_rows, more);
    Rowset rows(12);
    open(statement, rows, "added");
    REQUIRE_SUCCESS(statement, SQLBulkOperations(statement, SQL_ADD));
    other.run("DELETE FROM added WHERE id IN (4, 12)");
    EXPECT("SUCCESS", statement, SQLFetchScroll(statement, SQL_FETCH_FIRST, 0));
    CHECK(rows.affected == 12);
    for (std::size_t row = 0; row < rows.size; ++row)
      CHECK(rows.status[row] == (row == 3 || row == 11 ? SQL_ROW_DELETED : SQL_ROW_SUCCESS));
    statement.close();
  }
}

TEST_CASE_FIXTURE(Adding, "rows that give no value to a column get its default, between rows that give one") {
  make("added",
       "id INTEGER PRIMARY KEY, w BIGINT DEFAULT 'w', r DOUBLE DEFAULT 'r', t TEXT DEFAULT 't', b BLOB DEFAULT 'b'");
  Rowset rows(60);
  for (std::size_t row = 0; row < rows.size; ++row) {
    for (std::size_t column = 2; column <= 5; ++column) rows.lengths[column][row] = SQL_NULL_DATA;
    if (row == 25 || (row >= 30 && row < 45)) rows.lengths[4][row] = SQL_COLUMN_IGNORE;
    if (row >= 50) rows.lengths[1][row] = SQL_COLUMN_IGNORE;
  }
  for (std::size_t column = 1; column <= 5; ++column) rows.lengths[column][47] = SQL_COLUMN_IGNORE;
  open(statement, rows, "added");
  EXPECT("SUCCESS", statement, SQLBulkOperations(statement, SQL_ADD));
  check_added(rows, 1);
  CHECK(other.value_of("SELECT group_concat(id) FROM added WHERE t = 't'") ==
        "26,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,48");
  CHECK(other.value_of("SELECT count(*) || ' ' || max(id) FROM added WHERE t IS NULL AND w IS NULL AND b IS NULL") ==
        "43 60");
  CHECK(other.value_of("SELECT group_concat(coalesce(w || r || b, '-'), '') FROM added WHERE id = 48") == "wrb");
}

TEST_CASE_FIXTURE(Adding, "a row in the middle that breaks a constraint: none is added") {
  struct Case {
    const char* columns;
    const char* state;
    const char* text;
  };
  const std::array cases{
      Case{"id INTEGER PRIMARY KEY, w BIGINT, r DOUBLE, t TEXT UNIQUE, b BLOB", "ERROR 23000",
           "UNIQUE constraint failed: added.t"},
      Case{"id INTEGER, w BIGINT, r DOUBLE, t TEXT CHECK (t <> 'text 1'), b BLOB", "ERROR 23000",
           "CHECK constraint failed"},
      Case{"id INTEGER PRIMARY KEY, w BIGINT, r DOUBLE, t TEXT REFERENCES added_parents, b BLOB", "ERROR 23000",
           "FOREIGN KEY"},
  };
  other.run("DROP TABLE IF EXISTS added");
  other.run("DROP TABLE IF EXISTS added_parents");
  other.run("CREATE TABLE added_parents (id TEXT PRIMARY KEY)");
  other.run(
      "WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 101) "
      "INSERT INTO added_parents SELECT 'text ' || i FROM n");
  for (const Case& each : cases) {
    CAPTURE(std::string(each.columns));
    make("added", each.columns);
    Rowset rows(100);
    for (std::size_t row = 0; row < rows.size; ++row) rows.set_text(row, "text " + std::to_string(row + 2));
    rows.set_text(60, std::string(each.text).starts_with("UNIQUE") ? "text 7" : "text 1");
    open(statement, rows, "added");
    EXPECT(each.state, statement, SQLBulkOperations(statement, SQL_ADD));
    CHECK(servers::counts().requests == 1);
    CHECK(statement.text().find(each.text) != std::string::npos);
    CHECK(rows.status == std::vector<SQLUSMALLINT>(rows.size, SQL_ROW_ERROR));
    CHECK(rows.affected == 0);
    CHECK(other.value_of("SELECT count(*) FROM added") == "0");
    statement.close();
  }
  other.run("DROP TABLE added");
}

TEST_CASE_FIXTURE(Adding, "a row whose value cannot be converted is named, and the others are added") {
  make("added", columns_of_rows);
  Rowset rows(40);
  open(statement, rows, "added");
  rows.lengths[4][17] = -77;
  EXPECT("SUCCESS_WITH_INFO HY090", statement, SQLBulkOperations(statement, SQL_ADD));
  SQLLEN row = 0;
  REQUIRE(SQLGetDiagField(SQL_HANDLE_STMT, statement, 1, SQL_DIAG_ROW_NUMBER, &row, SQL_IS_INTEGER, nullptr) ==
          SQL_SUCCESS);
  CHECK(row == 18);
  CHECK(rows.affected == 39);
  for (std::size_t each = 0; each < rows.size; ++each)
    CHECK(rows.status[each] == (each == 17 ? SQL_ROW_ERROR : SQL_ROW_ADDED));
  CHECK(other.value_of("SELECT count(*) || ' ' || sum(id = 18) FROM added") == "39 0");
}

TEST_CASE_FIXTURE(Adding, "rows that a trigger ignores are named, the others are added with their keys") {
  for (const char* id : {"id INTEGER PRIMARY KEY", "id INTEGER"}) {
    CAPTURE(std::string(id));
    make("added", std::string(id) + other_columns);
    other.run("CREATE TRIGGER added_t BEFORE INSERT ON added WHEN new.id IN (5, 6) BEGIN SELECT RAISE(IGNORE); END");
    Rowset rows(20);
    open(statement, rows, "added");
    EXPECT("SUCCESS_WITH_INFO 01000", statement, SQLBulkOperations(statement, SQL_ADD));
    CHECK(servers::counts().requests <= 2);
    CHECK(rows.affected == 18);
    for (std::size_t each = 0; each < rows.size; ++each)
      CHECK(rows.status[each] == (each == 4 || each == 5 ? SQL_ROW_ERROR : SQL_ROW_ADDED));
    CHECK(other.value_of("SELECT count(*) FROM added") == "18");
    statement.set(SQL_ATTR_ROW_ARRAY_SIZE, 1);
    EXPECT("SUCCESS", statement, SQLFetchScroll(statement, SQL_FETCH_ABSOLUTE, 5));
    CHECK(rows.ids[0] == 7);
    statement.close();
  }
}

TEST_CASE_FIXTURE(Adding, "a trigger that was made meanwhile, and a largest rowid, do not confuse the keys") {
  const auto add = [&](const char* prepare, const char* id, long requests) {
    CAPTURE(std::string(prepare));
    make("added", std::string(id) + other_columns);
    application::Connection second(environment);
    REQUIRE_SUCCESS(second, second.connect(servers::connection_string()));
    application::Statement maker(second);
    Rowset rows(20);
    rows.number_texts();
    open(statement, rows, "added");
    maker.run(prepare);
    servers::reset_counts();
    EXPECT("SUCCESS", statement, SQLBulkOperations(statement, SQL_ADD));
    check_added(rows, requests);
    check_bookmarks(rows);
    statement.close();
  };
  add("INSERT INTO added (rowid, t) VALUES (9223372036854775807, 'last')", "id INTEGER", 2);
  add("INSERT INTO added (rowid, t) VALUES (9223372036854775805, 'last')", "id INTEGER", 2);
  add("CREATE TRIGGER added_t AFTER INSERT ON added WHEN new.id IS NOT NULL BEGIN "
      "INSERT INTO added (t) VALUES ('more'); END",
      "id INTEGER", 1);
  add("CREATE TRIGGER added_t AFTER INSERT ON added BEGIN UPDATE added SET w = 1 WHERE id = new.id; END",
      "id INTEGER PRIMARY KEY", 1);
}

TEST_CASE_FIXTURE(Adding, "many rows with data at execution") {
  make("added", columns_of_rows);
  Rowset rows(30);
  for (const std::size_t row : {3, 21}) rows.lengths[4][row] = SQL_LEN_DATA_AT_EXEC(300);
  open(statement, rows, "added");
  EXPECT("NEED_DATA", statement, SQLBulkOperations(statement, SQL_ADD));
  SQLPOINTER place = nullptr;
  std::string text(300, 'x');
  for (const std::size_t row : {3, 21}) {
    EXPECT("NEED_DATA", statement, SQLParamData(statement, &place));
    CHECK(place == rows.texts[row].data());
    REQUIRE_SUCCESS(statement, SQLPutData(statement, text.data(), static_cast<SQLLEN>(text.size())));
  }
  EXPECT("SUCCESS", statement, SQLParamData(statement, &place));
  check_added(rows, 1);
  CHECK(other.value_of("SELECT group_concat(id) || ' ' || count(*) FROM added WHERE length(t) = 300") == "4,22 2");
  CHECK(other.value_of("SELECT last_insert_rowid() || ' ' || changes()") == "30 1");
}

TEST_CASE_FIXTURE(Adding, "SQLSetPos adds a whole rowset in the same way") {
  make("added", columns_of_rows);
  other.run("INSERT INTO added (id) VALUES (1)");
  Rowset rows(50);
  for (std::size_t row = 0; row < rows.size; ++row) rows.fill(row, static_cast<SQLBIGINT>(row) + 10);
  Rowset kept = rows;
  open(statement, rows, "added");
  EXPECT("SUCCESS", statement, SQLFetchScroll(statement, SQL_FETCH_NEXT, 0));
  for (std::size_t row = 0; row < rows.size; ++row) rows.fill(row, static_cast<SQLBIGINT>(row) + 10);
  rows.lengths = kept.lengths;
  servers::reset_counts();
  EXPECT("SUCCESS", statement, SQLSetPos(statement, 0, SQL_ADD, SQL_LOCK_NO_CHANGE));
  check_added(rows, 1);
  CHECK(other.value_of("SELECT count(*) || ' ' || max(id) FROM added") == "51 59");
}
