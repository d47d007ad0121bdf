// Owns: the reference's pages of SQLFetch, SQLFetchScroll and SQLGetData. Never: conversions (round_trips_test and
// others), bookmarks, the first tests of pieces (pieces_test).
// Not raised against D1: 01003 (no sets), 22012 (SQLite says NULL), 22015, HY008, HYT01, 08S01 and 40001 (nothing is
// sent while rows are fetched), HY014, the streamed parameters of SQLGetData (D1 has no procedures).
#include <algorithm>
#include <array>
#include <cstring>

#include "test_servers.h"

using application::Manager;
using application::Statement;
using servers::Connected;

namespace {

constexpr SQLLEN width = sizeof(SQLWCHAR);  // bytes
constexpr SQLLEN untouched = -7;
constexpr SQLSMALLINT apd_type = -100;  // SQL_APD_TYPE of ODBC 3.8, which older headers have not

const std::string numbered =
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 7) SELECT i, 'text ' || i FROM n";

/// One call of SQLGetData and what it gave.
struct Got {
  std::string outcome;
  std::string bytes;  // the whole buffer
  SQLLEN length = untouched;

  /// The narrow text before the terminator.
  [[nodiscard]] std::string text() const { return bytes.c_str(); }
};

struct Reading : Connected {
  void open(const std::string& sql) {
    statement.close();
    REQUIRE_SUCCESS(statement, statement.execute(sql));
    REQUIRE_SUCCESS(statement, SQLFetch(statement));
  }

  /// SQLGetData into a buffer of this many bytes, of which each is seen that was written.
  Got get(SQLUSMALLINT column, SQLSMALLINT c_type, SQLLEN capacity) {
    Got got{.outcome = {}, .bytes = std::string(static_cast<std::size_t>(capacity) + 16, '#'), .length = untouched};
    const SQLRETURN code = SQLGetData(statement, column, c_type, got.bytes.data(), capacity, &got.length);
    got.outcome = application::outcome(code, statement);
    CHECK(std::ranges::count(got.bytes.substr(static_cast<std::size_t>(capacity)), '#') == 16);
    got.bytes.resize(static_cast<std::size_t>(capacity));
    return got;
  }

  /// The column's pieces of this capacity, joined without their terminators. Each call but the last says 01004 and what
  /// is left; after it there is no data.
  std::string joined(SQLUSMALLINT column, SQLSMALLINT c_type, SQLLEN capacity, SQLLEN whole, SQLLEN terminator) {
    std::string all;
    for (int piece = 0; piece < 200; ++piece) {
      const Got got = get(column, c_type, capacity);
      const SQLLEN left = whole - static_cast<SQLLEN>(all.size());
      CHECK(got.length == left);
      const bool is_last = got.outcome == "SUCCESS";
      if (!is_last) REQUIRE(got.outcome == "SUCCESS_WITH_INFO 01004");
      const SQLLEN unit = std::max(terminator, SQLLEN{1});
      const SQLLEN taken = is_last ? left : (capacity - terminator) / unit * unit;
      all += got.bytes.substr(0, static_cast<std::size_t>(taken));
      const std::string end = got.bytes.substr(static_cast<std::size_t>(taken), static_cast<std::size_t>(terminator));
      CHECK(end == std::string(static_cast<std::size_t>(terminator), '\0'));
      if (!is_last) continue;
      CHECK(get(column, c_type, capacity).outcome == "NO_DATA");
      return all;
    }
    FAIL("the pieces do not end");
    return all;
  }
};

struct Scrolled : Reading {
  std::array<SQLBIGINT, 3> ids{};
  std::array<SQLUSMALLINT, 3> status{};
  SQLULEN fetched = 99;

  Scrolled() {
    statement.set(SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_STATIC);
    statement.set(SQL_ATTR_ROW_ARRAY_SIZE, ids.size());
    statement.set_place(SQL_ATTR_ROW_STATUS_PTR, status.data());
    statement.set_place(SQL_ATTR_ROWS_FETCHED_PTR, &fetched);
    REQUIRE_SUCCESS(statement, SQLBindCol(statement, 1, SQL_C_SBIGINT, ids.data(), 0, nullptr));
    REQUIRE_SUCCESS(statement, statement.execute(numbered));
  }
};

}  // namespace

// --- SQLFetch --------------------------------------------------------------------------------------------------------

TEST_CASE_FIXTURE(Reading, "SQLFetch goes on to the end, and says so each time after it") {
  open("SELECT 1 UNION ALL SELECT 2");
  EXPECT("SUCCESS", statement, SQLFetch(statement));
  for (int again = 0; again < 3; ++again) EXPECT("NO_DATA", statement, SQLFetch(statement));
  statement.close();
  EXPECT("ERROR HY010", statement, SQLFetch(statement));
}

TEST_CASE_FIXTURE(Reading, "SQLFetch tells what a bound column cannot take") {
  struct Row {
    const char* sql;
    SQLSMALLINT c_type;
    const char* outcome;
  };
  for (const Row& row : {
           Row{"SELECT 300", SQL_C_STINYINT, "ERROR 22003"},
           Row{"SELECT 'abc'", SQL_C_SLONG, "ERROR 22018"},
           Row{"SELECT 1.5", SQL_C_SLONG, "SUCCESS_WITH_INFO 01S07"},
           Row{"SELECT 'abcdefghijklmnopq'", SQL_C_CHAR, "SUCCESS_WITH_INFO 01004"},
           Row{"SELECT NULL", SQL_C_SLONG, "ERROR 22002"},
           Row{"SELECT 'soon'", SQL_C_TYPE_TIMESTAMP, "ERROR 22018"},
       }) {
    CAPTURE(row.sql);
    std::array<char, 16> buffer{};
    SQLUSMALLINT status = 99;
    SQLULEN fetched = 99;
    statement.set_place(SQL_ATTR_ROW_STATUS_PTR, &status);
    statement.set_place(SQL_ATTR_ROWS_FETCHED_PTR, &fetched);
    REQUIRE_SUCCESS(statement, SQLBindCol(statement, 1, row.c_type, buffer.data(), buffer.size(), nullptr));
    REQUIRE_SUCCESS(statement, statement.execute(row.sql));
    EXPECT(row.outcome, statement, SQLFetch(statement));
    const bool is_error = std::string(row.outcome).starts_with("ERROR");
    CHECK(status == (is_error ? SQL_ROW_ERROR : SQL_ROW_SUCCESS_WITH_INFO));
    CHECK(fetched == 1);
    statement.close();
  }
}

TEST_CASE_FIXTURE(Reading, "what cannot be bound at all stops SQLFetch before the cursor moves") {
  std::array<char, 16> buffer{};
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 2, SQL_C_CHAR, buffer.data(), buffer.size(), nullptr));
  REQUIRE_SUCCESS(statement, statement.execute("SELECT 1 UNION ALL SELECT 2"));
  EXPECT("ERROR 07009", statement, SQLFetch(statement));
  REQUIRE_SUCCESS(statement, SQLFreeStmt(statement, SQL_UNBIND));
  EXPECT("SUCCESS", statement, SQLFetch(statement));
  CHECK(statement.integer_at(1) == 1);
}

// --- SQLFetchScroll --------------------------------------------------------------------------------------------------

TEST_CASE_FIXTURE(Scrolled, "SQLFetchScroll goes where each row of the reference's tables says") {
  struct Row {
    SQLSMALLINT orientation;
    SQLLEN offset;
    const char* outcome;
    SQLULEN fetched;
    SQLBIGINT first;  // of the rowset
  };
  // One after the other, on 7 rows with rowsets of 3.
  const Row rows[] = {
      {SQL_FETCH_PRIOR, 0, "NO_DATA", 0, 0},
      {SQL_FETCH_NEXT, 0, "SUCCESS", 3, 1},
      {SQL_FETCH_RELATIVE, 0, "SUCCESS", 3, 1},
      {SQL_FETCH_RELATIVE, 5, "SUCCESS", 2, 6},
      {SQL_FETCH_NEXT, 0, "NO_DATA", 0, 0},
      {SQL_FETCH_RELATIVE, -2, "SUCCESS", 2, 6},  // after the end: as SQL_FETCH_ABSOLUTE
      {SQL_FETCH_ABSOLUTE, 0, "NO_DATA", 0, 0},
      {SQL_FETCH_NEXT, 0, "SUCCESS", 3, 1},
      {SQL_FETCH_ABSOLUTE, -7, "SUCCESS", 3, 1},
      {SQL_FETCH_ABSOLUTE, -8, "NO_DATA", 0, 0},
      {SQL_FETCH_ABSOLUTE, 7, "SUCCESS", 1, 7},
      {SQL_FETCH_ABSOLUTE, 8, "NO_DATA", 0, 0},
      {SQL_FETCH_PRIOR, 0, "SUCCESS", 3, 5},
      {SQL_FETCH_RELATIVE, -4, "SUCCESS", 3, 1},
      {SQL_FETCH_RELATIVE, -1, "NO_DATA", 0, 0},
      {SQL_FETCH_LAST, 0, "SUCCESS", 3, 5},
      {SQL_FETCH_FIRST, 99, "SUCCESS", 3, 1},
  };
  int step = 0;
  for (const Row& row : rows) {
    CAPTURE(step++);
    CAPTURE(row.orientation);
    CAPTURE(row.offset);
    ids.fill(0);
    EXPECT(row.outcome, statement, SQLFetchScroll(statement, row.orientation, row.offset));
    CHECK(fetched == row.fetched);
    CHECK(ids[0] == row.first);
    for (std::size_t i = 0; i < status.size(); ++i)
      CHECK(status[i] == (i < row.fetched ? SQL_ROW_SUCCESS : SQL_ROW_NOROW));
  }
}

TEST_CASE_FIXTURE(Scrolled, "SQLFetchScroll refuses orientations that are none, and leaves the cursor where it is") {
  REQUIRE_SUCCESS(statement, SQLFetchScroll(statement, SQL_FETCH_ABSOLUTE, 2));
  for (const SQLSMALLINT orientation : std::initializer_list<SQLSMALLINT>{0, 7, 9, -1}) {
    CAPTURE(orientation);
    const std::string refused = application::unless_iodbc("ERROR HY106", "ERROR HY092");  // its own check
    EXPECT(refused, statement, SQLFetchScroll(statement, orientation, 1));
  }
  EXPECT("ERROR HY106", statement, SQLFetchScroll(statement, SQL_FETCH_BOOKMARK, 0));  // bookmarks are off
  EXPECT("SUCCESS", statement, SQLFetchScroll(statement, SQL_FETCH_NEXT, 0));
  CHECK(ids[0] == 5);
}

TEST_CASE_FIXTURE(Reading, "a forward-only cursor goes forward only") {
  REQUIRE_SUCCESS(statement, statement.execute(numbered));
  for (const SQLSMALLINT orientation :
       std::initializer_list<SQLSMALLINT>{SQL_FETCH_FIRST, SQL_FETCH_LAST, SQL_FETCH_PRIOR, SQL_FETCH_ABSOLUTE,
                                          SQL_FETCH_RELATIVE, SQL_FETCH_BOOKMARK}) {
    CAPTURE(orientation);
    EXPECT("ERROR HY106", statement, SQLFetchScroll(statement, orientation, 1));
  }
  EXPECT("SUCCESS", statement, SQLFetchScroll(statement, SQL_FETCH_NEXT, 0));
  CHECK(statement.integer_at(1) == 1);
}

// --- SQLGetData: pieces ----------------------------------------------------------------------------------------------

TEST_CASE_FIXTURE(Reading, "pieces of every length join to the whole: narrow, wide, binary") {
  const std::string narrow = "0123456789abcdef";
  const application::WideText units(application::utf16(narrow));
  application::WideText copy = units;
  const std::string wide(reinterpret_cast<const char*>(copy.data()), units.bytes());
  open("SELECT '" + narrow + "', X'00FF10203040506070'");
  for (SQLLEN capacity = 2; capacity <= 20; ++capacity) {
    CAPTURE(capacity);
    CHECK(joined(1, SQL_C_CHAR, capacity, 16, 1) == narrow);
    CHECK(joined(2, SQL_C_BINARY, capacity, 9, 0) == std::string("\0\xFF\x10\x20\x30\x40\x50\x60\x70", 9));
  }
  open("SELECT '" + narrow + "', X'00FF10203040506070'");
  CHECK(joined(2, SQL_C_BINARY, 1, 9, 0) == std::string("\0\xFF\x10\x20\x30\x40\x50\x60\x70", 9));
  for (SQLLEN capacity = 2 * width; capacity <= 18 * width; ++capacity) {
    CAPTURE(capacity);
    CHECK(joined(1, SQL_C_WCHAR, capacity, 16 * width, width) == wide);
    CHECK(get(2, SQL_C_SBIGINT, 8).outcome != "");  // another column in between, so that the next size starts anew
  }
}

TEST_CASE_FIXTURE(Reading, "a buffer without room gets nothing, is told the length, and loses nothing") {
  struct Row {
    SQLUSMALLINT column;
    SQLSMALLINT c_type;
    SQLLEN capacity, length;
    const char* bytes;
  };
  open("SELECT 'abc', X'010203'");
  for (const Row& row : {
           Row{1, SQL_C_CHAR, 0, 3, ""},
           Row{1, SQL_C_WCHAR, 0, 3 * width, ""},
           Row{1, SQL_C_WCHAR, 1, 3 * width, "#"},
           Row{2, SQL_C_BINARY, 0, 3, ""},
       }) {
    CAPTURE(row.c_type);
    CAPTURE(row.capacity);
    for (int again = 0; again < 3; ++again) {
      const Got got = get(row.column, row.c_type, row.capacity);
      CHECK(got.outcome == "SUCCESS_WITH_INFO 01004");
      CHECK(got.length == row.length);
      CHECK(got.bytes == row.bytes);
    }
  }
  // Room for the terminator alone.
  Got got = get(1, SQL_C_CHAR, 1);
  CHECK(got.outcome == "SUCCESS_WITH_INFO 01004");
  CHECK(got.length == 3);
  CHECK(got.bytes == std::string(1, '\0'));
  got = get(1, SQL_C_CHAR, 4);
  CHECK(got.outcome == "SUCCESS");
  CHECK(got.length == 3);
  CHECK(got.text() == "abc");
}

TEST_CASE_FIXTURE(Reading, "values without bytes are given once") {
  open("SELECT '', X''");
  for (const SQLSMALLINT c_type : std::initializer_list<SQLSMALLINT>{SQL_C_CHAR, SQL_C_WCHAR, SQL_C_BINARY}) {
    for (SQLUSMALLINT column = 1; column <= 2; ++column) {
      CAPTURE(c_type);
      CAPTURE(column);
      const Got got = get(column, c_type, 8);
      CHECK(got.outcome == "SUCCESS");
      CHECK(got.length == 0);
      CHECK(get(column, c_type, 8).outcome == "NO_DATA");
    }
  }
}

TEST_CASE_FIXTURE(Reading, "capacities may change from piece to piece") {
  open("SELECT 'abcdefghij'");
  struct Row {
    SQLLEN capacity;
    const char *outcome, *text;
    SQLLEN length;
  };
  for (const Row& row : {Row{4, "SUCCESS_WITH_INFO 01004", "abc", 10}, Row{0, "SUCCESS_WITH_INFO 01004", "", 7},
                         Row{2, "SUCCESS_WITH_INFO 01004", "d", 7}, Row{6, "SUCCESS_WITH_INFO 01004", "efghi", 6},
                         Row{2, "SUCCESS", "j", 1}, Row{2, "NO_DATA", "##", untouched}}) {
    CAPTURE(row.capacity);
    const Got got = get(1, SQL_C_CHAR, row.capacity);
    CHECK(got.outcome == row.outcome);
    CHECK(got.text() == row.text);
    CHECK(got.length == row.length);
  }
}

TEST_CASE_FIXTURE(Reading, "another C type starts anew, and so does another column in between") {
  open("SELECT 'abcdef', 'uvwxyz'");
  CHECK(get(1, SQL_C_CHAR, 4).text() == "abc");
  CHECK(get(1, SQL_C_BINARY, 2).bytes == "ab");
  CHECK(get(1, SQL_C_BINARY, 2).bytes == "cd");
  CHECK(get(1, SQL_C_CHAR, 4).text() == "abc");
  CHECK(get(2, SQL_C_CHAR, 4).text() == "uvw");
  // "Any offset in the data due to earlier calls … is no longer valid" (SQLGetData).
  CHECK(get(1, SQL_C_CHAR, 4).text() == "abc");
  CHECK(get(1, SQL_C_CHAR, 4).text() == "def");
  CHECK(get(1, SQL_C_CHAR, 4).outcome == "NO_DATA");
  CHECK(get(2, SQL_C_CHAR, 7).text() == "uvwxyz");
  CHECK(get(1, SQL_C_CHAR, 7).text() == "abcdef");
}

TEST_CASE_FIXTURE(Reading, "a text without a place for its length comes in pieces as well") {
  open("SELECT 'abcdef'");
  std::array<char, 4> piece{};
  EXPECT("SUCCESS_WITH_INFO 01004", statement, SQLGetData(statement, 1, SQL_C_CHAR, piece.data(), 4, nullptr));
  CHECK(std::string(piece.data()) == "abc");
  EXPECT("SUCCESS", statement, SQLGetData(statement, 1, SQL_C_CHAR, piece.data(), 4, nullptr));
  CHECK(std::string(piece.data()) == "def");
  EXPECT("NO_DATA", statement, SQLGetData(statement, 1, SQL_C_CHAR, piece.data(), 4, nullptr));
}

// --- SQLGetData: columns, NULL and types -----------------------------------------------------------------------------

TEST_CASE_FIXTURE(Reading, "columns are read in any order, bound ones too, and before bound ones") {
  SQLBIGINT bound = -1;
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 2, SQL_C_SBIGINT, &bound, 0, nullptr));
  open("SELECT 'a', 2, 'c', 4");
  CHECK(bound == 2);
  for (const SQLUSMALLINT column : std::initializer_list<SQLUSMALLINT>{4, 2, 1, 3, 1, 4, 2}) {
    CAPTURE(column);
    const std::array<const char*, 5> texts{"", "a", "2", "c", "4"};
    CHECK(get(column, SQL_C_CHAR, 8).text() == texts.at(column));
  }
}

TEST_CASE_FIXTURE(Reading, "NULL needs a place for the indicator, in every C type, and is given once") {
  open("SELECT NULL, 'x'");
  std::array<char, 32> buffer{};
  for (const SQLSMALLINT c_type :
       std::initializer_list<SQLSMALLINT>{SQL_C_CHAR, SQL_C_WCHAR, SQL_C_BINARY, SQL_C_SBIGINT, SQL_C_DOUBLE,
                                          SQL_C_TYPE_TIMESTAMP, SQL_C_BIT, SQL_C_DEFAULT}) {
    CAPTURE(c_type);
    for (int again = 0; again < 2; ++again)
      EXPECT("ERROR 22002", statement, SQLGetData(statement, 1, c_type, buffer.data(), 32, nullptr));
    Got got = get(1, c_type, 32);
    CHECK(got.outcome == "SUCCESS");
    CHECK(got.length == SQL_NULL_DATA);
    CHECK(get(1, c_type, 32).outcome == "NO_DATA");
    CHECK(get(2, SQL_C_CHAR, 8).text() == "x");
    got = get(1, c_type, 0);
    CHECK(got.outcome == "SUCCESS");
    CHECK(got.length == SQL_NULL_DATA);
    CHECK(get(2, SQL_C_CHAR, 8).text() == "x");
  }
}

TEST_CASE_FIXTURE(Reading, "SQL_C_DEFAULT is the C type of the column's own type") {
  statement.run("DROP TABLE IF EXISTS get_default");
  statement.run("CREATE TABLE get_default (i BIGINT, d DOUBLE, t VARCHAR(10), b BLOB, day DATE)");
  statement.run("INSERT INTO get_default VALUES (7, 2.5, 'abc', X'0102', '2024-02-29')");
  open("SELECT i, d, t, b, day FROM get_default");
  double real = 0;
  SQL_DATE_STRUCT day{};
  CHECK(get(1, SQL_C_DEFAULT, 24).outcome == "SUCCESS");
  const Got number = get(2, SQL_C_DEFAULT, 8);
  std::memcpy(&real, number.bytes.data(), sizeof real);
  CHECK(number.length == sizeof real);
  CHECK(real == 2.5);
  SQLSMALLINT text_type = 0;
  REQUIRE_SUCCESS(statement, SQLDescribeCol(statement, 3, nullptr, 0, nullptr, &text_type, nullptr, nullptr, nullptr));
  const Got text = get(3, SQL_C_DEFAULT, 20);
  CHECK(text.outcome == "SUCCESS");
  CHECK(text.length == (text_type == SQL_WVARCHAR ? 3 * width : 3));
  const Got blob = get(4, SQL_C_DEFAULT, 2);
  CHECK(blob.bytes == "\x01\x02");
  CHECK(blob.length == 2);
  const Got date = get(5, SQL_C_DEFAULT, sizeof day);
  std::memcpy(&day, date.bytes.data(), sizeof day);
  CHECK(date.length == sizeof day);
  CHECK(day.day == 29);
}

TEST_CASE_FIXTURE(Reading, "SQL_ARD_TYPE is the type in the ARD, of a column that is bound or only described there") {
  SQLINTEGER bound = 0;
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 1, SQL_C_SLONG, &bound, 0, nullptr));
  SQLHDESC ard = SQL_NULL_HDESC;
  REQUIRE_SUCCESS(statement, SQLGetStmtAttr(statement, SQL_ATTR_APP_ROW_DESC, &ard, 0, nullptr));
  CHECK(SQLSetDescField(ard, 2, SQL_DESC_CONCISE_TYPE, reinterpret_cast<SQLPOINTER>(SQL_C_SSHORT), 0) == SQL_SUCCESS);
  open("SELECT 17, 18, 19");
  SQLINTEGER number = 0;
  const Got first = get(1, SQL_ARD_TYPE, sizeof number);
  CHECK(first.outcome == "SUCCESS");
  CHECK(first.length == sizeof number);
  std::memcpy(&number, first.bytes.data(), sizeof number);
  CHECK(number == 17);
  SQLSMALLINT small = 0;
  const Got second = get(2, SQL_ARD_TYPE, sizeof small);
  CHECK(second.outcome == "SUCCESS");
  CHECK(second.length == sizeof small);
  std::memcpy(&small, second.bytes.data(), sizeof small);
  CHECK(small == 18);
  // "The value in the SQL_DESC_COUNT field of the ARD was less than the Col_or_Param_Num argument": 07009.
  CHECK(get(3, SQL_ARD_TYPE, 8).outcome == "ERROR 07009");
}

TEST_CASE_FIXTURE(Reading, "SQLGetData refuses each argument that is wrong, and the column can still be read") {
  struct Row {
    SQLUSMALLINT column;
    SQLSMALLINT c_type;
    SQLLEN capacity;
    bool has_buffer;
    const char* outcome;
  };
  std::array<char, 16> buffer{};
  open("SELECT 'abcdef', 2");
  for (const Row& row : {
           Row{0, SQL_C_BOOKMARK, 8, true, "ERROR 07009"},
           Row{3, SQL_C_CHAR, 8, true, "ERROR 07009"},
           Row{65535, SQL_C_CHAR, 8, true, "ERROR 07009"},
           Row{1, 777, 8, true, "ERROR HY003"},
           Row{1, apd_type, 8, true, "ERROR HY003"},
           Row{1, SQL_C_CHAR, -1, true, "ERROR HY090"},
           Row{1, SQL_C_CHAR, SQL_NTS, true, "ERROR HY090"},
           Row{1, SQL_C_CHAR, 8, false, "ERROR HY009"},
           Row{1, SQL_C_CHAR, 0, false, "ERROR HY009"},
           Row{1, SQL_C_SLONG, 4, true, "ERROR 22018"},
           Row{2, SQL_C_TYPE_DATE, 8, true, "ERROR 07006"},
       }) {
    CAPTURE(row.column);
    CAPTURE(row.c_type);
    CAPTURE(row.capacity);
    SQLLEN length = untouched;
    EXPECT(
        row.outcome, statement,
        SQLGetData(statement, row.column, row.c_type, row.has_buffer ? buffer.data() : nullptr, row.capacity, &length));
    CHECK(length == untouched);
  }
  CHECK(get(1, SQL_C_CHAR, 7).text() == "abcdef");
}

TEST_CASE_FIXTURE(Reading, "numbers are given once, whatever the capacity says, and a cut fraction is told") {
  open("SELECT 1.75, 300");
  SQLINTEGER number = 0;
  SQLLEN length = untouched;
  EXPECT("SUCCESS_WITH_INFO 01S07", statement, SQLGetData(statement, 1, SQL_C_SLONG, &number, 0, &length));
  CHECK(number == 1);
  CHECK(length == sizeof number);
  EXPECT("NO_DATA", statement, SQLGetData(statement, 1, SQL_C_SLONG, &number, 0, &length));
  SQLSCHAR tiny = 0;
  EXPECT("ERROR 22003", statement, SQLGetData(statement, 2, SQL_C_STINYINT, &tiny, 0, &length));
  EXPECT("SUCCESS", statement, SQLGetData(statement, 2, SQL_C_SLONG, &number, 0, nullptr));
  CHECK(number == 300);
}

TEST_CASE_FIXTURE(Reading, "SQL_ATTR_MAX_LENGTH is the length that is told") {
  statement.set(SQL_ATTR_MAX_LENGTH, 4);
  open("SELECT 'abcdef', X'010203040506'");
  Got got = get(1, SQL_C_CHAR, 10);
  CHECK(got.outcome == "SUCCESS");
  CHECK(got.text() == "abcd");
  CHECK(got.length == 4);
  got = get(2, SQL_C_BINARY, 3);
  CHECK(got.outcome == "SUCCESS_WITH_INFO 01004");
  CHECK(got.length == 4);
  CHECK(get(2, SQL_C_BINARY, 3).length == 1);
}

// --- SQLGetData: rows ------------------------------------------------------------------------------------------------

TEST_CASE_FIXTURE(Scrolled, "SQLGetData reads each row of a rowset after SQLSetPos, and begins anew each time") {
  REQUIRE_SUCCESS(statement, SQLFetchScroll(statement, SQL_FETCH_NEXT, 0));
  for (const SQLSETPOSIROW row : {3, 1, 2, 2}) {
    CAPTURE(row);
    REQUIRE_SUCCESS(statement, SQLSetPos(statement, row, SQL_POSITION, SQL_LOCK_NO_CHANGE));
    CHECK(get(2, SQL_C_CHAR, 5).text() == "text");
    CHECK(get(1, SQL_C_CHAR, 5).text() == std::to_string(row));
    CHECK(get(2, SQL_C_CHAR, 7).text() == "text " + std::to_string(row));
  }
  REQUIRE_SUCCESS(statement, SQLFetchScroll(statement, SQL_FETCH_NEXT, 0));
  CHECK(get(2, SQL_C_CHAR, 7).text() == "text 4");  // the first row of the new rowset
}

TEST_CASE_FIXTURE(Scrolled, "SQLGetData begins anew after the same row was fetched again") {
  REQUIRE_SUCCESS(statement, SQLFetchScroll(statement, SQL_FETCH_ABSOLUTE, 5));
  CHECK(get(2, SQL_C_CHAR, 3).text() == "te");
  CHECK(get(2, SQL_C_CHAR, 3).text() == "xt");
  for (const SQLSMALLINT orientation : std::initializer_list<SQLSMALLINT>{SQL_FETCH_RELATIVE, SQL_FETCH_ABSOLUTE}) {
    const SQLLEN offset = orientation == SQL_FETCH_RELATIVE ? 0 : 5;
    REQUIRE_SUCCESS(statement, SQLFetchScroll(statement, orientation, offset));
    CHECK(get(2, SQL_C_CHAR, 7).text() == "text 5");
    CHECK(get(2, SQL_C_CHAR, 7).outcome == "NO_DATA");
  }
}

TEST_CASE_FIXTURE(Scrolled, "SQLGetData needs a row: 24000 before the first and after the last") {
  CHECK(get(1, SQL_C_CHAR, 8).outcome == "ERROR 24000");
  EXPECT("NO_DATA", statement, SQLFetchScroll(statement, SQL_FETCH_ABSOLUTE, 8));
  CHECK(get(1, SQL_C_CHAR, 8).outcome == "ERROR 24000");
  EXPECT("NO_DATA", statement, SQLFetchScroll(statement, SQL_FETCH_ABSOLUTE, 0));
  CHECK(get(1, SQL_C_CHAR, 8).outcome == "ERROR 24000");
  EXPECT("SUCCESS", statement, SQLFetchScroll(statement, SQL_FETCH_FIRST, 0));
  CHECK(get(1, SQL_C_CHAR, 8).text() == "1");
}

TEST_CASE_FIXTURE(Reading, "SQLGetData reads a row of which a bound column could not be converted") {
  SQLSCHAR tiny = 0;
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 1, SQL_C_STINYINT, &tiny, 0, nullptr));
  REQUIRE_SUCCESS(statement, statement.execute("SELECT 300, 'x'"));
  EXPECT("ERROR 22003", statement, SQLFetch(statement));
  if (application::manager() != Manager::None) return;  // after an error unixODBC's takes the cursor for not moved
  CHECK(get(2, SQL_C_CHAR, 8).text() == "x");
  CHECK(get(1, SQL_C_CHAR, 8).text() == "300");
}
