// Owns: the reference's pages of SQLNumResultCols, SQLDescribeCol, SQLColAttribute, SQLColAttributes and SQLBindCol:
// places, lengths, wrong numbers. Never: what a declared type is told as (describe_test), states (states_test).
// Not raised against D1: 07006 of SQLBindCol (told when the row is fetched), HY021 (every binding is consistent),
// HYC00 of SQLColAttribute (no field is left out), HYT01 (D1 is asked with the query's own time limit).
#include <array>
#include <cstring>
#include <functional>

#include "test_servers.h"

using application::Manager;
using application::Statement;
using servers::Connected;

namespace {

constexpr SQLSMALLINT width = sizeof(SQLWCHAR);
const std::string name = "column_name";  // 11 characters
const std::string query = "SELECT 1 AS column_name, 'abc' AS other";

/// A call that writes a name of `name` into a buffer: its text, in characters, and length.
struct NameCall {
  const char* function;
  SQLSMALLINT unit;         // of capacity and length: 1, or the bytes of a character
  SQLSMALLINT capacity_of;  // bytes of a character in the buffer
  std::function<SQLRETURN(SQLHSTMT, SQLUSMALLINT, void*, SQLSMALLINT, SQLSMALLINT*)> call;
};

const std::vector<NameCall> name_calls{
    {"SQLDescribeCol", 1, 1,
     [](SQLHSTMT s, SQLUSMALLINT n, void* out, SQLSMALLINT capacity, SQLSMALLINT* length) {
       return SQLDescribeCol(s, n, static_cast<SQLCHAR*>(out), capacity, length, nullptr, nullptr, nullptr, nullptr);
     }},
    {"SQLDescribeColW", 1, width,
     [](SQLHSTMT s, SQLUSMALLINT n, void* out, SQLSMALLINT capacity, SQLSMALLINT* length) {
       return SQLDescribeColW(s, n, static_cast<SQLWCHAR*>(out), capacity, length, nullptr, nullptr, nullptr, nullptr);
     }},
    {"SQLColAttribute", 1, 1,
     [](SQLHSTMT s, SQLUSMALLINT n, void* out, SQLSMALLINT capacity, SQLSMALLINT* length) {
       return SQLColAttribute(s, n, SQL_DESC_NAME, out, capacity, length, nullptr);
     }},
    {"SQLColAttributeW", width, width,
     [](SQLHSTMT s, SQLUSMALLINT n, void* out, SQLSMALLINT capacity, SQLSMALLINT* length) {
       return SQLColAttributeW(s, n, SQL_DESC_NAME, out, capacity, length, nullptr);
     }},
    {"SQLColAttributes", 1, 1,
     [](SQLHSTMT s, SQLUSMALLINT n, void* out, SQLSMALLINT capacity, SQLSMALLINT* length) {
       return SQLColAttributes(s, n, SQL_COLUMN_LABEL, out, capacity, length, nullptr);
     }},
};

struct Prepared : Connected {
  Prepared() { REQUIRE_SUCCESS(statement, statement.prepare(query)); }

  SQLRETURN numeric(SQLUSMALLINT column, SQLUSMALLINT field, SQLLEN& value) {
    return SQLColAttribute(statement, column, field, nullptr, 0, nullptr, &value);
  }
};

/// The characters before the terminator of a buffer of narrow or wide ones.
std::string text_of(const std::array<SQLWCHAR, 40>& buffer, bool is_wide) {
  if (is_wide) return application::utf8(application::utf16(buffer.data()));
  return reinterpret_cast<const char*>(buffer.data());
}

}  // namespace

// --- SQLNumResultCols ------------------------------------------------------------------------------------------------

TEST_CASE_FIXTURE(Connected, "SQLNumResultCols counts before and after the execution, and needs no place for it") {
  struct Row {
    const char* sql;
    SQLSMALLINT count;
  };
  for (const Row& row : {Row{"SELECT 1, 2, 3", 3}, Row{"CREATE TABLE IF NOT EXISTS num_cols (x, y)", 0},
                         Row{"SELECT * FROM num_cols", 2}, Row{"INSERT INTO num_cols VALUES (1, 2) RETURNING x", 1}}) {
    CAPTURE(row.sql);
    for (const bool executed : {false, true}) {
      CAPTURE(executed);
      REQUIRE_SUCCESS(statement, executed ? statement.execute(row.sql) : statement.prepare(row.sql));
      SQLSMALLINT count = -7;
      EXPECT("SUCCESS", statement, SQLNumResultCols(statement, &count));
      CHECK(count == row.count);
      EXPECT("SUCCESS", statement, SQLNumResultCols(statement, nullptr));
      statement.close();
    }
  }
}

TEST_CASE_FIXTURE(Connected, "a table that is not there is told by the function that asks for columns") {
  REQUIRE_SUCCESS(statement, statement.prepare("SELECT * FROM nowhere_at_all"));
  SQLSMALLINT count = -7;
  EXPECT("ERROR 42S02", statement, SQLNumResultCols(statement, &count));
  if (application::manager() != Manager::Iodbc) CHECK(count == -7);  // iODBC writes 0
}

// --- SQLDescribeCol, SQLColAttribute, SQLColAttributes ---------------------------------------------------------------

TEST_CASE_FIXTURE(Prepared, "a column's name is cut to its buffer, and its full length told") {
  const bool by_iodbc = application::manager() == Manager::Iodbc;
  struct Row {
    SQLSMALLINT capacity;  // characters
    const char *outcome, *text;
  };
  const Row rows[] = {{30, "SUCCESS", "column_name"},
                      {12, "SUCCESS", "column_name"},
                      {11, "SUCCESS_WITH_INFO 01004", "column_nam"},
                      {2, "SUCCESS_WITH_INFO 01004", "c"},
                      {1, "SUCCESS_WITH_INFO 01004", ""}};
  for (const NameCall& function : name_calls) {
    for (const Row& row : rows) {
      CAPTURE(function.function);
      CAPTURE(row.capacity);
      std::array<SQLWCHAR, 40> buffer{};
      std::memset(buffer.data(), 0x5A, sizeof buffer);
      SQLSMALLINT length = -7;
      EXPECT(
          row.outcome, statement,
          function.call(statement, 1, buffer.data(), static_cast<SQLSMALLINT>(row.capacity * function.unit), &length));
      CHECK(text_of(buffer, function.capacity_of != 1) == row.text);
      // iODBC asks the driver's wide function for the narrow one, and tells the length of the part that was made of it.
      if (!by_iodbc) CHECK(length == static_cast<SQLSMALLINT>(name.size()) * function.unit);
      const auto* bytes = reinterpret_cast<const unsigned char*>(buffer.data());
      CHECK(bytes[row.capacity * function.capacity_of] == 0x5A);
    }
  }
}

TEST_CASE_FIXTURE(Prepared, "a column's name has a buffer or none, its length a place or none") {
  for (const NameCall& function : name_calls) {
    CAPTURE(function.function);
    std::array<SQLWCHAR, 40> buffer{};
    SQLSMALLINT length = -7;
    EXPECT("SUCCESS", statement, function.call(statement, 1, nullptr, 0, &length));
    CHECK(length == static_cast<SQLSMALLINT>(name.size()) * function.unit);
    EXPECT("SUCCESS", statement,
           function.call(statement, 1, buffer.data(), static_cast<SQLSMALLINT>(40 * function.unit), nullptr));
    CHECK(text_of(buffer, function.capacity_of != 1) == name);
    EXPECT("SUCCESS", statement, function.call(statement, 1, nullptr, 0, nullptr));
  }
}

TEST_CASE_FIXTURE(Prepared, "a name with a buffer of less than nothing is HY090") {
  for (const NameCall& function : name_calls) {
    for (const SQLSMALLINT capacity : std::initializer_list<SQLSMALLINT>{-1, -100, -32768}) {
      CAPTURE(function.function);
      CAPTURE(capacity);
      std::array<SQLWCHAR, 40> buffer{};
      EXPECT("ERROR HY090", statement, function.call(statement, 1, buffer.data(), capacity, nullptr));
      CHECK(buffer[0] == 0);
    }
  }
}

TEST_CASE_FIXTURE(Prepared, "columns are numbered from 1 to their count, before and after the execution") {
  for (const bool executed : {false, true}) {
    if (executed) REQUIRE_SUCCESS(statement, SQLExecute(statement));
    for (const NameCall& function : name_calls) {
      for (const SQLUSMALLINT number : std::initializer_list<SQLUSMALLINT>{0, 3, 65535}) {
        CAPTURE(executed);
        CAPTURE(function.function);
        CAPTURE(number);
        std::array<SQLWCHAR, 40> buffer{};
        EXPECT("ERROR 07009", statement, function.call(statement, number, buffer.data(), 40, nullptr));
      }
    }
  }
}

TEST_CASE_FIXTURE(Prepared, "SQLDescribeCol fills each place that is given, and no other") {
  SQLSMALLINT type = -7;
  SQLSMALLINT digits = -7;
  SQLSMALLINT nullable = -7;
  SQLULEN size = 7;
  EXPECT("SUCCESS", statement, SQLDescribeCol(statement, 2, nullptr, 0, nullptr, &type, &size, &digits, &nullable));
  CHECK(type != -7);
  CHECK(size != 7);
  CHECK(digits == 0);
  CHECK(nullable != -7);
  const SQLULEN told = size;
  size = 7;
  EXPECT("SUCCESS", statement, SQLDescribeCol(statement, 2, nullptr, 0, nullptr, nullptr, &size, nullptr, nullptr));
  CHECK(size == told);
  EXPECT("SUCCESS", statement, SQLDescribeCol(statement, 2, nullptr, 0, nullptr, nullptr, nullptr, nullptr, nullptr));
}

TEST_CASE_FIXTURE(Prepared, "SQLColAttribute gives a field as number or as text, and leaves the other place alone") {
  std::array<char, 40> text{"untouched"};
  SQLSMALLINT length = -7;
  SQLLEN value = -7;
  EXPECT("SUCCESS", statement,
         SQLColAttribute(statement, 1, SQL_DESC_NULLABLE, text.data(), text.size(), &length, &value));
  CHECK(value != -7);
  CHECK(std::string(text.data()) == "untouched");
  value = -7;
  EXPECT("SUCCESS", statement,
         SQLColAttribute(statement, 1, SQL_DESC_LABEL, text.data(), text.size(), &length, &value));
  CHECK(std::string(text.data()) == name);
  CHECK(length == static_cast<SQLSMALLINT>(name.size()));
  CHECK(value == -7);
  EXPECT("SUCCESS", statement, SQLColAttribute(statement, 1, SQL_DESC_NULLABLE, nullptr, 0, nullptr, nullptr));
}

TEST_CASE_FIXTURE(Prepared, "every field of ODBC is told of every column") {
  constexpr SQLUSMALLINT numbers[] = {SQL_DESC_AUTO_UNIQUE_VALUE,
                                      SQL_DESC_CASE_SENSITIVE,
                                      SQL_DESC_CONCISE_TYPE,
                                      SQL_DESC_COUNT,
                                      SQL_DESC_DISPLAY_SIZE,
                                      SQL_DESC_FIXED_PREC_SCALE,
                                      SQL_DESC_LENGTH,
                                      SQL_DESC_NULLABLE,
                                      SQL_DESC_NUM_PREC_RADIX,
                                      SQL_DESC_OCTET_LENGTH,
                                      SQL_DESC_PRECISION,
                                      SQL_DESC_SCALE,
                                      SQL_DESC_SEARCHABLE,
                                      SQL_DESC_TYPE,
                                      SQL_DESC_UNNAMED,
                                      SQL_DESC_UNSIGNED,
                                      SQL_DESC_UPDATABLE,
                                      SQL_COLUMN_LENGTH,
                                      SQL_COLUMN_PRECISION,
                                      SQL_COLUMN_SCALE,
                                      SQL_COLUMN_COUNT,
                                      SQL_COLUMN_NULLABLE};
  constexpr SQLUSMALLINT texts[] = {
      SQL_DESC_BASE_COLUMN_NAME, SQL_DESC_BASE_TABLE_NAME, SQL_DESC_CATALOG_NAME,    SQL_DESC_LABEL,
      SQL_DESC_LITERAL_PREFIX,   SQL_DESC_LITERAL_SUFFIX,  SQL_DESC_LOCAL_TYPE_NAME, SQL_DESC_NAME,
      SQL_DESC_SCHEMA_NAME,      SQL_DESC_TABLE_NAME,      SQL_DESC_TYPE_NAME,       SQL_COLUMN_NAME};
  for (SQLUSMALLINT column = 1; column <= 2; ++column) {
    for (const SQLUSMALLINT field : numbers) {
      CAPTURE(field);
      SQLLEN value = -777;
      EXPECT("SUCCESS", statement, numeric(column, field, value));
      CHECK(value != -777);
    }
    for (const SQLUSMALLINT field : texts) {
      CAPTURE(field);
      std::array<char, 60> text{"untouched"};
      SQLSMALLINT length = -7;
      EXPECT("SUCCESS", statement,
             SQLColAttribute(statement, column, field, text.data(), text.size(), &length, nullptr));
      CHECK(std::string(text.data()) != "untouched");
      CHECK(length == static_cast<SQLSMALLINT>(std::string(text.data()).size()));
    }
  }
}

TEST_CASE_FIXTURE(Prepared, "a field that is none of a column's is HY091") {
  SQLLEN value = -7;
  for (const SQLUSMALLINT field :
       std::initializer_list<SQLUSMALLINT>{9999, 65535, SQL_DESC_DATA_PTR, SQL_DESC_ALLOC_TYPE}) {
    CAPTURE(field);
    EXPECT("ERROR HY091", statement, numeric(1, field, value));
  }
  CHECK(value == -7);
}

TEST_CASE_FIXTURE(Connected, "SQL_DESC_COUNT is told without a result too, whatever the column number") {
  REQUIRE_SUCCESS(statement, statement.prepare("CREATE TABLE IF NOT EXISTS num_cols (x, y)"));
  SQLLEN value = -7;
  // "07005: … FieldIdentifier was not SQL_DESC_COUNT" (SQLColAttribute).
  EXPECT("SUCCESS", statement, SQLColAttribute(statement, 1, SQL_DESC_COUNT, nullptr, 0, nullptr, &value));
  CHECK(value == 0);
  EXPECT("ERROR 07005", statement, SQLColAttribute(statement, 1, SQL_DESC_TYPE, nullptr, 0, nullptr, &value));
  REQUIRE_SUCCESS(statement, statement.prepare(query));
  EXPECT("SUCCESS", statement, SQLColAttribute(statement, 1, SQL_DESC_COUNT, nullptr, 0, nullptr, &value));
  CHECK(value == 2);
}

// --- SQLBindCol ------------------------------------------------------------------------------------------------------

TEST_CASE_FIXTURE(Connected, "SQLBindCol refuses each argument that is wrong, and keeps what was bound") {
  SQLBIGINT value = -1;
  SQLLEN length = -1;
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 1, SQL_C_SBIGINT, &value, sizeof value, &length));
  EXPECT("ERROR HY003", statement, SQLBindCol(statement, 1, 777, &value, sizeof value, &length));
  EXPECT("ERROR HY090", statement, SQLBindCol(statement, 1, SQL_C_CHAR, &value, -1, &length));
  EXPECT("ERROR 07009", statement, SQLBindCol(statement, 0, SQL_C_BOOKMARK, &value, sizeof value, &length));
  REQUIRE_SUCCESS(statement, statement.execute(query));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(value == 1);
  CHECK(length == sizeof value);
}

TEST_CASE_FIXTURE(Connected, "column 0 is bound as a bookmark only") {
  statement.set(SQL_ATTR_USE_BOOKMARKS, SQL_UB_VARIABLE);
  SQLBIGINT value = 0;
  EXPECT("ERROR 07006", statement, SQLBindCol(statement, 0, SQL_C_SBIGINT, &value, sizeof value, nullptr));
}

TEST_CASE_FIXTURE(Connected, "columns are bound and unbound between fetches") {
  SQLBIGINT value = -1;
  SQLLEN length = -1;
  REQUIRE_SUCCESS(statement, statement.execute("SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3"));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(value == -1);
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 1, SQL_C_SBIGINT, &value, 0, &length));
  CHECK(value == -1);  // the row that was fetched stays as it is
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(value == 2);
  CHECK(length == sizeof value);
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 1, SQL_C_SBIGINT, nullptr, 0, nullptr));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(value == 2);
}

TEST_CASE_FIXTURE(Connected, "a column with a place for its length only is told its length") {
  SQLLEN length = -7;
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 1, SQL_C_CHAR, nullptr, 0, &length));
  REQUIRE_SUCCESS(statement, statement.execute("SELECT 'abcdef' UNION ALL SELECT NULL"));
  EXPECT("SUCCESS", statement, SQLFetch(statement));
  CHECK(length == 6);
  EXPECT("SUCCESS", statement, SQLFetch(statement));
  CHECK(length == SQL_NULL_DATA);
}

TEST_CASE_FIXTURE(Connected, "bound columns take what fits, in every type of variable length") {
  struct Row {
    SQLSMALLINT c_type;
    SQLLEN capacity;  // bytes
    const char* outcome;
    SQLLEN length;
    SQLLEN written;  // bytes, with the terminator
  };
  for (const Row& row : {
           Row{SQL_C_CHAR, 7, "SUCCESS", 6, 7},
           Row{SQL_C_CHAR, 6, "SUCCESS_WITH_INFO 01004", 6, 6},
           Row{SQL_C_CHAR, 1, "SUCCESS_WITH_INFO 01004", 6, 1},
           Row{SQL_C_CHAR, 0, "SUCCESS_WITH_INFO 01004", 6, 0},
           Row{SQL_C_WCHAR, 7 * width, "SUCCESS", 6 * width, 7 * width},
           Row{SQL_C_WCHAR, 7 * width - 1, "SUCCESS_WITH_INFO 01004", 6 * width, 6 * width},
           Row{SQL_C_WCHAR, width, "SUCCESS_WITH_INFO 01004", 6 * width, width},
           Row{SQL_C_WCHAR, 1, "SUCCESS_WITH_INFO 01004", 6 * width, 0},
           Row{SQL_C_BINARY, 6, "SUCCESS", 6, 6},
           Row{SQL_C_BINARY, 5, "SUCCESS_WITH_INFO 01004", 6, 5},
           Row{SQL_C_BINARY, 0, "SUCCESS_WITH_INFO 01004", 6, 0},
       }) {
    CAPTURE(row.c_type);
    CAPTURE(row.capacity);
    std::array<unsigned char, 64> buffer{};
    buffer.fill(0xEE);
    SQLLEN length = -7;
    REQUIRE_SUCCESS(statement, SQLBindCol(statement, 1, row.c_type, buffer.data(), row.capacity, &length));
    REQUIRE_SUCCESS(statement, statement.execute("SELECT 'abcdef'"));
    EXPECT(row.outcome, statement, SQLFetch(statement));
    CHECK(length == row.length);
    const auto written = static_cast<std::size_t>(row.written);
    CHECK(buffer[written] == 0xEE);
    if (written != 0) CHECK(buffer[written - 1] != 0xEE);
    statement.close();
  }
}
