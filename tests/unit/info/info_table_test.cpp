// Owns: checks that SQLGetInfo's table is complete, typed as the reference says, and consistent. Never: buffers.
#include "info/info_table.h"

#include <doctest/doctest.h>
#include <sqlite3.h>

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <set>
#include <sstream>
#include <string>

#include "info/claimed_functions.h"

namespace {

using d1odbc::InfoContext;
using d1odbc::InfoValue;

enum Form : std::size_t { Word = 0, Mask = 1, Text = 2 };  // the alternatives of InfoValue

struct Expected {
  SQLUSMALLINT type;
  std::string_view name;
  Form form;
};

#define EXPECT(type, form) \
  Expected { type, #type, form }

// Typed by hand from the reference, not from the table under test.
const Expected reference[] = {
    EXPECT(SQL_ACCESSIBLE_PROCEDURES, Text),
    EXPECT(SQL_ACCESSIBLE_TABLES, Text),
    EXPECT(SQL_ACTIVE_ENVIRONMENTS, Word),
    EXPECT(SQL_AGGREGATE_FUNCTIONS, Mask),
    EXPECT(SQL_ALTER_DOMAIN, Mask),
    EXPECT(SQL_ALTER_TABLE, Mask),
    EXPECT(SQL_DATETIME_LITERALS, Mask),
    EXPECT(SQL_ASYNC_DBC_FUNCTIONS, Mask),
    EXPECT(SQL_ASYNC_MODE, Mask),
    EXPECT(SQL_ASYNC_NOTIFICATION, Mask),
    EXPECT(SQL_BATCH_ROW_COUNT, Mask),
    EXPECT(SQL_BATCH_SUPPORT, Mask),
    EXPECT(SQL_BOOKMARK_PERSISTENCE, Mask),
    EXPECT(SQL_CATALOG_LOCATION, Word),
    EXPECT(SQL_CATALOG_NAME, Text),
    EXPECT(SQL_CATALOG_NAME_SEPARATOR, Text),
    EXPECT(SQL_CATALOG_TERM, Text),
    EXPECT(SQL_CATALOG_USAGE, Mask),
    EXPECT(SQL_COLLATION_SEQ, Text),
    EXPECT(SQL_COLUMN_ALIAS, Text),
    EXPECT(SQL_CONCAT_NULL_BEHAVIOR, Word),
    EXPECT(SQL_CONVERT_BIGINT, Mask),
    EXPECT(SQL_CONVERT_BINARY, Mask),
    EXPECT(SQL_CONVERT_BIT, Mask),
    EXPECT(SQL_CONVERT_CHAR, Mask),
    EXPECT(SQL_CONVERT_GUID, Mask),
    EXPECT(SQL_CONVERT_DATE, Mask),
    EXPECT(SQL_CONVERT_DECIMAL, Mask),
    EXPECT(SQL_CONVERT_DOUBLE, Mask),
    EXPECT(SQL_CONVERT_FLOAT, Mask),
    EXPECT(SQL_CONVERT_INTEGER, Mask),
    EXPECT(SQL_CONVERT_INTERVAL_YEAR_MONTH, Mask),
    EXPECT(SQL_CONVERT_INTERVAL_DAY_TIME, Mask),
    EXPECT(SQL_CONVERT_LONGVARBINARY, Mask),
    EXPECT(SQL_CONVERT_LONGVARCHAR, Mask),
    EXPECT(SQL_CONVERT_NUMERIC, Mask),
    EXPECT(SQL_CONVERT_REAL, Mask),
    EXPECT(SQL_CONVERT_SMALLINT, Mask),
    EXPECT(SQL_CONVERT_TIME, Mask),
    EXPECT(SQL_CONVERT_TIMESTAMP, Mask),
    EXPECT(SQL_CONVERT_TINYINT, Mask),
    EXPECT(SQL_CONVERT_VARBINARY, Mask),
    EXPECT(SQL_CONVERT_VARCHAR, Mask),
    EXPECT(SQL_CONVERT_WCHAR, Mask),
    EXPECT(SQL_CONVERT_WLONGVARCHAR, Mask),
    EXPECT(SQL_CONVERT_WVARCHAR, Mask),
    EXPECT(SQL_CONVERT_FUNCTIONS, Mask),
    EXPECT(SQL_CORRELATION_NAME, Word),
    EXPECT(SQL_CREATE_ASSERTION, Mask),
    EXPECT(SQL_CREATE_CHARACTER_SET, Mask),
    EXPECT(SQL_CREATE_COLLATION, Mask),
    EXPECT(SQL_CREATE_DOMAIN, Mask),
    EXPECT(SQL_CREATE_SCHEMA, Mask),
    EXPECT(SQL_CREATE_TABLE, Mask),
    EXPECT(SQL_CREATE_TRANSLATION, Mask),
    EXPECT(SQL_CREATE_VIEW, Mask),
    EXPECT(SQL_CURSOR_COMMIT_BEHAVIOR, Word),
    EXPECT(SQL_CURSOR_ROLLBACK_BEHAVIOR, Word),
    EXPECT(SQL_CURSOR_SENSITIVITY, Mask),
    EXPECT(SQL_DATA_SOURCE_NAME, Text),
    EXPECT(SQL_DATA_SOURCE_READ_ONLY, Text),
    EXPECT(SQL_DATABASE_NAME, Text),
    EXPECT(SQL_DBMS_NAME, Text),
    EXPECT(SQL_DBMS_VER, Text),
    EXPECT(SQL_DDL_INDEX, Mask),
    EXPECT(SQL_DEFAULT_TXN_ISOLATION, Mask),
    EXPECT(SQL_DESCRIBE_PARAMETER, Text),
    EXPECT(SQL_DRIVER_AWARE_POOLING_SUPPORTED, Mask),
    EXPECT(SQL_DRIVER_NAME, Text),
    EXPECT(SQL_DRIVER_ODBC_VER, Text),
    EXPECT(SQL_DRIVER_VER, Text),
    EXPECT(SQL_DROP_ASSERTION, Mask),
    EXPECT(SQL_DROP_CHARACTER_SET, Mask),
    EXPECT(SQL_DROP_COLLATION, Mask),
    EXPECT(SQL_DROP_DOMAIN, Mask),
    EXPECT(SQL_DROP_SCHEMA, Mask),
    EXPECT(SQL_DROP_TABLE, Mask),
    EXPECT(SQL_DROP_TRANSLATION, Mask),
    EXPECT(SQL_DROP_VIEW, Mask),
    EXPECT(SQL_DTC_TRANSITION_COST, Mask),
    EXPECT(SQL_DYNAMIC_CURSOR_ATTRIBUTES1, Mask),
    EXPECT(SQL_DYNAMIC_CURSOR_ATTRIBUTES2, Mask),
    EXPECT(SQL_EXPRESSIONS_IN_ORDERBY, Text),
    EXPECT(SQL_FETCH_DIRECTION, Mask),
    EXPECT(SQL_FILE_USAGE, Word),
    EXPECT(SQL_FORWARD_ONLY_CURSOR_ATTRIBUTES1, Mask),
    EXPECT(SQL_FORWARD_ONLY_CURSOR_ATTRIBUTES2, Mask),
    EXPECT(SQL_GETDATA_EXTENSIONS, Mask),
    EXPECT(SQL_GROUP_BY, Word),
    EXPECT(SQL_IDENTIFIER_CASE, Word),
    EXPECT(SQL_IDENTIFIER_QUOTE_CHAR, Text),
    EXPECT(SQL_INDEX_KEYWORDS, Mask),
    EXPECT(SQL_INFO_SCHEMA_VIEWS, Mask),
    EXPECT(SQL_INSERT_STATEMENT, Mask),
    EXPECT(SQL_INTEGRITY, Text),
    EXPECT(SQL_KEYSET_CURSOR_ATTRIBUTES1, Mask),
    EXPECT(SQL_KEYSET_CURSOR_ATTRIBUTES2, Mask),
    EXPECT(SQL_KEYWORDS, Text),
    EXPECT(SQL_LIKE_ESCAPE_CLAUSE, Text),
    EXPECT(SQL_LOCK_TYPES, Mask),
    EXPECT(SQL_MAX_ASYNC_CONCURRENT_STATEMENTS, Mask),
    EXPECT(SQL_MAX_BINARY_LITERAL_LEN, Mask),
    EXPECT(SQL_MAX_CATALOG_NAME_LEN, Word),
    EXPECT(SQL_MAX_CHAR_LITERAL_LEN, Mask),
    EXPECT(SQL_MAX_COLUMN_NAME_LEN, Word),
    EXPECT(SQL_MAX_COLUMNS_IN_GROUP_BY, Word),
    EXPECT(SQL_MAX_COLUMNS_IN_INDEX, Word),
    EXPECT(SQL_MAX_COLUMNS_IN_ORDER_BY, Word),
    EXPECT(SQL_MAX_COLUMNS_IN_SELECT, Word),
    EXPECT(SQL_MAX_COLUMNS_IN_TABLE, Word),
    EXPECT(SQL_MAX_CONCURRENT_ACTIVITIES, Word),
    EXPECT(SQL_MAX_CURSOR_NAME_LEN, Word),
    EXPECT(SQL_MAX_DRIVER_CONNECTIONS, Word),
    EXPECT(SQL_MAX_IDENTIFIER_LEN, Word),
    EXPECT(SQL_MAX_INDEX_SIZE, Mask),
    EXPECT(SQL_MAX_PROCEDURE_NAME_LEN, Word),
    EXPECT(SQL_MAX_ROW_SIZE, Mask),
    EXPECT(SQL_MAX_ROW_SIZE_INCLUDES_LONG, Text),
    EXPECT(SQL_MAX_SCHEMA_NAME_LEN, Word),
    EXPECT(SQL_MAX_STATEMENT_LEN, Mask),
    EXPECT(SQL_MAX_TABLE_NAME_LEN, Word),
    EXPECT(SQL_MAX_TABLES_IN_SELECT, Word),
    EXPECT(SQL_MAX_USER_NAME_LEN, Word),
    EXPECT(SQL_MULT_RESULT_SETS, Text),
    EXPECT(SQL_MULTIPLE_ACTIVE_TXN, Text),
    EXPECT(SQL_NEED_LONG_DATA_LEN, Text),
    EXPECT(SQL_NON_NULLABLE_COLUMNS, Word),
    EXPECT(SQL_NULL_COLLATION, Word),
    EXPECT(SQL_NUMERIC_FUNCTIONS, Mask),
    EXPECT(SQL_ODBC_API_CONFORMANCE, Word),
    EXPECT(SQL_ODBC_INTERFACE_CONFORMANCE, Mask),
    EXPECT(SQL_ODBC_SAG_CLI_CONFORMANCE, Word),
    EXPECT(SQL_ODBC_SQL_CONFORMANCE, Word),
    EXPECT(SQL_OJ_CAPABILITIES, Mask),
    EXPECT(SQL_ORDER_BY_COLUMNS_IN_SELECT, Text),
    EXPECT(SQL_OUTER_JOINS, Text),
    EXPECT(SQL_PARAM_ARRAY_ROW_COUNTS, Mask),
    EXPECT(SQL_PARAM_ARRAY_SELECTS, Mask),
    EXPECT(SQL_POS_OPERATIONS, Mask),
    EXPECT(SQL_POSITIONED_STATEMENTS, Mask),
    EXPECT(SQL_PROCEDURE_TERM, Text),
    EXPECT(SQL_PROCEDURES, Text),
    EXPECT(SQL_QUOTED_IDENTIFIER_CASE, Word),
    EXPECT(SQL_ROW_UPDATES, Text),
    EXPECT(SQL_SCHEMA_TERM, Text),
    EXPECT(SQL_SCHEMA_USAGE, Mask),
    EXPECT(SQL_SCROLL_CONCURRENCY, Mask),
    EXPECT(SQL_SCROLL_OPTIONS, Mask),
    EXPECT(SQL_SEARCH_PATTERN_ESCAPE, Text),
    EXPECT(SQL_SERVER_NAME, Text),
    EXPECT(SQL_SPECIAL_CHARACTERS, Text),
    EXPECT(SQL_SQL_CONFORMANCE, Mask),
    EXPECT(SQL_SQL92_DATETIME_FUNCTIONS, Mask),
    EXPECT(SQL_SQL92_FOREIGN_KEY_DELETE_RULE, Mask),
    EXPECT(SQL_SQL92_FOREIGN_KEY_UPDATE_RULE, Mask),
    EXPECT(SQL_SQL92_GRANT, Mask),
    EXPECT(SQL_SQL92_NUMERIC_VALUE_FUNCTIONS, Mask),
    EXPECT(SQL_SQL92_PREDICATES, Mask),
    EXPECT(SQL_SQL92_RELATIONAL_JOIN_OPERATORS, Mask),
    EXPECT(SQL_SQL92_REVOKE, Mask),
    EXPECT(SQL_SQL92_ROW_VALUE_CONSTRUCTOR, Mask),
    EXPECT(SQL_SQL92_STRING_FUNCTIONS, Mask),
    EXPECT(SQL_SQL92_VALUE_EXPRESSIONS, Mask),
    EXPECT(SQL_STANDARD_CLI_CONFORMANCE, Mask),
    EXPECT(SQL_STATIC_CURSOR_ATTRIBUTES1, Mask),
    EXPECT(SQL_STATIC_CURSOR_ATTRIBUTES2, Mask),
    EXPECT(SQL_STATIC_SENSITIVITY, Mask),
    EXPECT(SQL_STRING_FUNCTIONS, Mask),
    EXPECT(SQL_SUBQUERIES, Mask),
    EXPECT(SQL_SYSTEM_FUNCTIONS, Mask),
    EXPECT(SQL_TABLE_TERM, Text),
    EXPECT(SQL_TIMEDATE_ADD_INTERVALS, Mask),
    EXPECT(SQL_TIMEDATE_DIFF_INTERVALS, Mask),
    EXPECT(SQL_TIMEDATE_FUNCTIONS, Mask),
    EXPECT(SQL_TXN_CAPABLE, Word),
    EXPECT(SQL_TXN_ISOLATION_OPTION, Mask),
    EXPECT(SQL_UNION, Mask),
    EXPECT(SQL_USER_NAME, Text),
    EXPECT(SQL_XOPEN_CLI_YEAR, Text),
};

#undef EXPECT

InfoContext sample() {
  return {.data_source_name = "dsn",
          .database_name = "shop",
          .server_name = "host",
          .user_name = "account",
          .driver_name = "libd1odbc.so",
          .dbms_name = "SQLite",
          .dbms_version = "03.47.0000",
          .read_only = false,
          .deferred_transactions = false,
          .odbc2 = false};
}

InfoValue value_of(SQLUSMALLINT type, const InfoContext& context = sample()) {
  const d1odbc::InfoRow* const row = d1odbc::find_info(type);
  REQUIRE(row != nullptr);
  return row->value(context);
}

std::uint16_t word_of(SQLUSMALLINT type) { return std::get<std::uint16_t>(value_of(type)); }
std::uint32_t mask_of(SQLUSMALLINT type) { return std::get<std::uint32_t>(value_of(type)); }
std::string text_of(SQLUSMALLINT type) { return std::get<std::string>(value_of(type)); }

std::set<std::string> words_of(const std::string& list) {
  std::set<std::string> words;
  std::istringstream stream(list);
  for (std::string word; std::getline(stream, word, ',');) words.insert(word);
  return words;
}

bool has(std::uint32_t bits, std::uint32_t bit) { return (bits & bit) == bit; }

}  // namespace

TEST_CASE("every information type of the reference is answered, in the type the reference gives it") {
  for (const Expected& expected : reference) {
    CAPTURE(expected.name);
    const d1odbc::InfoRow* const row = d1odbc::find_info(expected.type);
    REQUIRE(row != nullptr);
    CHECK(row->type == expected.type);
    CHECK(row->name == expected.name);
    CHECK(row->value(sample()).index() == expected.form);
  }
}

TEST_CASE("the table holds each information type once and none that the reference does not have") {
  std::set<SQLUSMALLINT> seen;
  for (const d1odbc::InfoRow& row : d1odbc::all_info()) {
    CAPTURE(row.name);
    CHECK(seen.insert(row.type).second);
    CHECK(std::ranges::find(reference, row.type, &Expected::type) != std::end(reference));
  }
  CHECK(seen.size() == std::size(reference));
}

TEST_CASE("what only the driver manager can answer, and what nobody defined, is not found") {
  const SQLUSMALLINT types[] = {SQL_DRIVER_HDBC,
                                SQL_DRIVER_HENV,
                                SQL_DRIVER_HSTMT,
                                SQL_DRIVER_HLIB,
                                SQL_DRIVER_HDESC,
                                SQL_DM_VER,
                                SQL_ODBC_VER,
                                174,
                                999,
                                10006,
                                65535};
  for (const SQLUSMALLINT type : types) {
    CAPTURE(type);
    CHECK(d1odbc::find_info(type) == nullptr);
  }
}

TEST_CASE("the connection's own facts are told as they are") {
  CHECK(text_of(SQL_DATA_SOURCE_NAME) == "dsn");
  CHECK(text_of(SQL_DATABASE_NAME) == "shop");
  CHECK(text_of(SQL_SERVER_NAME) == "host");
  CHECK(text_of(SQL_USER_NAME) == "account");
  CHECK(text_of(SQL_DBMS_NAME) == "SQLite");
  CHECK(text_of(SQL_DBMS_VER) == "03.47.0000");
  CHECK(text_of(SQL_DATA_SOURCE_READ_ONLY) == "N");
  InfoContext read_only = sample();
  read_only.read_only = true;
  CHECK(std::get<std::string>(value_of(SQL_DATA_SOURCE_READ_ONLY, read_only)) == "Y");
}

TEST_CASE("the driver's own facts") {
  CHECK(text_of(SQL_DRIVER_NAME) == "libd1odbc.so");
  CHECK(text_of(SQL_DRIVER_VER) == "00.01.0000");
  CHECK(text_of(SQL_DRIVER_ODBC_VER) == "03.80");
  CHECK(mask_of(SQL_ODBC_INTERFACE_CONFORMANCE) == SQL_OIC_CORE);
  CHECK(text_of(SQL_IDENTIFIER_QUOTE_CHAR) == "\"");
  CHECK(text_of(SQL_SEARCH_PATTERN_ESCAPE) == "\\");
  CHECK(text_of(SQL_ACCESSIBLE_TABLES) == "Y");
  CHECK(text_of(SQL_DESCRIBE_PARAMETER) == "Y");
  CHECK(text_of(SQL_NEED_LONG_DATA_LEN) == "N");
  CHECK(text_of(SQL_MULT_RESULT_SETS) == "Y");
  CHECK(text_of(SQL_XOPEN_CLI_YEAR) == "1995");
  CHECK(word_of(SQL_IDENTIFIER_CASE) == SQL_IC_MIXED);
  CHECK(word_of(SQL_QUOTED_IDENTIFIER_CASE) == SQL_IC_MIXED);
  CHECK(word_of(SQL_NULL_COLLATION) == SQL_NC_LOW);
  CHECK(word_of(SQL_CONCAT_NULL_BEHAVIOR) == SQL_CB_NULL);
  CHECK(word_of(SQL_GROUP_BY) == SQL_GB_NO_RELATION);
  CHECK(word_of(SQL_CORRELATION_NAME) == SQL_CN_ANY);
  CHECK(word_of(SQL_NON_NULLABLE_COLUMNS) == SQL_NNC_NON_NULL);
  CHECK(word_of(SQL_CURSOR_COMMIT_BEHAVIOR) == SQL_CB_PRESERVE);
  CHECK(word_of(SQL_CURSOR_ROLLBACK_BEHAVIOR) == SQL_CB_PRESERVE);
  CHECK(word_of(SQL_FILE_USAGE) == SQL_FILE_NOT_SUPPORTED);
  CHECK(mask_of(SQL_SQL_CONFORMANCE) == SQL_SC_SQL92_ENTRY);
  CHECK(mask_of(SQL_PARAM_ARRAY_ROW_COUNTS) == SQL_PARC_NO_BATCH);
  CHECK(mask_of(SQL_PARAM_ARRAY_SELECTS) == SQL_PAS_NO_SELECT);
  CHECK(mask_of(SQL_BATCH_SUPPORT) == (SQL_BS_SELECT_EXPLICIT | SQL_BS_ROW_COUNT_EXPLICIT));
  CHECK(mask_of(SQL_BATCH_ROW_COUNT) == SQL_BRC_EXPLICIT);
  CHECK(mask_of(SQL_GETDATA_EXTENSIONS) == (SQL_GD_ANY_COLUMN | SQL_GD_ANY_ORDER | SQL_GD_BLOCK | SQL_GD_BOUND));
  CHECK(mask_of(SQL_CURSOR_SENSITIVITY) == SQL_INSENSITIVE);
  CHECK(mask_of(SQL_ASYNC_MODE) == SQL_AM_NONE);
}

TEST_CASE("D1's limits are told") {
  CHECK(mask_of(SQL_MAX_STATEMENT_LEN) == 100000);
  CHECK(mask_of(SQL_MAX_ROW_SIZE) == 2000000);
  CHECK(word_of(SQL_MAX_COLUMNS_IN_TABLE) == 100);
  CHECK(word_of(SQL_MAX_COLUMNS_IN_SELECT) == 100);
  CHECK(word_of(SQL_MAX_TABLES_IN_SELECT) == 64);
  CHECK(word_of(SQL_MAX_COLUMN_NAME_LEN) == 255);
  CHECK(word_of(SQL_MAX_IDENTIFIER_LEN) == 255);
  CHECK(word_of(SQL_MAX_TABLE_NAME_LEN) == 255);
}

TEST_CASE("forward-only and static cursors are claimed, and ODBC 2's forms say the same") {
  CHECK(mask_of(SQL_SCROLL_OPTIONS) == (SQL_SO_FORWARD_ONLY | SQL_SO_STATIC));
  CHECK(mask_of(SQL_STATIC_CURSOR_ATTRIBUTES1) ==
        (SQL_CA1_NEXT | SQL_CA1_ABSOLUTE | SQL_CA1_RELATIVE | SQL_CA1_BOOKMARK | SQL_CA1_LOCK_NO_CHANGE |
         SQL_CA1_POS_POSITION | SQL_CA1_POS_UPDATE | SQL_CA1_POS_DELETE | SQL_CA1_POS_REFRESH |
         SQL_CA1_POSITIONED_UPDATE | SQL_CA1_POSITIONED_DELETE | SQL_CA1_BULK_ADD | SQL_CA1_BULK_UPDATE_BY_BOOKMARK |
         SQL_CA1_BULK_DELETE_BY_BOOKMARK | SQL_CA1_BULK_FETCH_BY_BOOKMARK));
  CHECK(mask_of(SQL_STATIC_CURSOR_ATTRIBUTES2) ==
        (SQL_CA2_READ_ONLY_CONCURRENCY | SQL_CA2_OPT_VALUES_CONCURRENCY | SQL_CA2_SENSITIVITY_ADDITIONS |
         SQL_CA2_SENSITIVITY_UPDATES | SQL_CA2_MAX_ROWS_SELECT | SQL_CA2_CRC_EXACT));
  CHECK(mask_of(SQL_FETCH_DIRECTION) ==
        (SQL_FD_FETCH_NEXT | SQL_FD_FETCH_FIRST | SQL_FD_FETCH_LAST | SQL_FD_FETCH_PRIOR | SQL_FD_FETCH_ABSOLUTE |
         SQL_FD_FETCH_RELATIVE | SQL_FD_FETCH_BOOKMARK));
  CHECK(mask_of(SQL_FORWARD_ONLY_CURSOR_ATTRIBUTES1) == SQL_CA1_NEXT);
  for (const SQLUSMALLINT type :
       std::initializer_list<SQLUSMALLINT>{SQL_KEYSET_CURSOR_ATTRIBUTES1, SQL_KEYSET_CURSOR_ATTRIBUTES2,
                                           SQL_DYNAMIC_CURSOR_ATTRIBUTES1, SQL_DYNAMIC_CURSOR_ATTRIBUTES2}) {
    CAPTURE(type);
    CHECK(mask_of(type) == 0);
  }
}

TEST_CASE("ODBC 2 forms of the cursor facts agree with the ODBC 3 attributes") {
  const std::uint32_t first = mask_of(SQL_FORWARD_ONLY_CURSOR_ATTRIBUTES1) | mask_of(SQL_STATIC_CURSOR_ATTRIBUTES1) |
                              mask_of(SQL_KEYSET_CURSOR_ATTRIBUTES1) | mask_of(SQL_DYNAMIC_CURSOR_ATTRIBUTES1);
  const std::uint32_t second = mask_of(SQL_FORWARD_ONLY_CURSOR_ATTRIBUTES2) | mask_of(SQL_STATIC_CURSOR_ATTRIBUTES2) |
                               mask_of(SQL_KEYSET_CURSOR_ATTRIBUTES2) | mask_of(SQL_DYNAMIC_CURSOR_ATTRIBUTES2);
  struct Pair {
    std::string_view what;
    SQLUSMALLINT old_type;
    std::uint32_t old_bit, attributes, bit;
  };
  const Pair pairs[] = {
      {"next", SQL_FETCH_DIRECTION, SQL_FD_FETCH_NEXT, first, SQL_CA1_NEXT},
      {"first", SQL_FETCH_DIRECTION, SQL_FD_FETCH_FIRST, first, SQL_CA1_ABSOLUTE},
      {"last", SQL_FETCH_DIRECTION, SQL_FD_FETCH_LAST, first, SQL_CA1_ABSOLUTE},
      {"absolute", SQL_FETCH_DIRECTION, SQL_FD_FETCH_ABSOLUTE, first, SQL_CA1_ABSOLUTE},
      {"prior", SQL_FETCH_DIRECTION, SQL_FD_FETCH_PRIOR, first, SQL_CA1_RELATIVE},
      {"relative", SQL_FETCH_DIRECTION, SQL_FD_FETCH_RELATIVE, first, SQL_CA1_RELATIVE},
      {"bookmark", SQL_FETCH_DIRECTION, SQL_FD_FETCH_BOOKMARK, first, SQL_CA1_BOOKMARK},
      {"position", SQL_POS_OPERATIONS, SQL_POS_POSITION, first, SQL_CA1_POS_POSITION},
      {"refresh", SQL_POS_OPERATIONS, SQL_POS_REFRESH, first, SQL_CA1_POS_REFRESH},
      {"update", SQL_POS_OPERATIONS, SQL_POS_UPDATE, first, SQL_CA1_POS_UPDATE},
      {"delete", SQL_POS_OPERATIONS, SQL_POS_DELETE, first, SQL_CA1_POS_DELETE},
      {"add", SQL_POS_OPERATIONS, SQL_POS_ADD, first, SQL_CA1_BULK_ADD},
      {"no lock change", SQL_LOCK_TYPES, SQL_LCK_NO_CHANGE, first, SQL_CA1_LOCK_NO_CHANGE},
      {"exclusive lock", SQL_LOCK_TYPES, SQL_LCK_EXCLUSIVE, first, SQL_CA1_LOCK_EXCLUSIVE},
      {"unlock", SQL_LOCK_TYPES, SQL_LCK_UNLOCK, first, SQL_CA1_LOCK_UNLOCK},
      {"positioned delete", SQL_POSITIONED_STATEMENTS, SQL_PS_POSITIONED_DELETE, first, SQL_CA1_POSITIONED_DELETE},
      {"positioned update", SQL_POSITIONED_STATEMENTS, SQL_PS_POSITIONED_UPDATE, first, SQL_CA1_POSITIONED_UPDATE},
      {"for update", SQL_POSITIONED_STATEMENTS, SQL_PS_SELECT_FOR_UPDATE, first, SQL_CA1_SELECT_FOR_UPDATE},
      {"read only", SQL_SCROLL_CONCURRENCY, SQL_SCCO_READ_ONLY, second, SQL_CA2_READ_ONLY_CONCURRENCY},
      {"locking", SQL_SCROLL_CONCURRENCY, SQL_SCCO_LOCK, second, SQL_CA2_LOCK_CONCURRENCY},
      {"row versions", SQL_SCROLL_CONCURRENCY, SQL_SCCO_OPT_ROWVER, second, SQL_CA2_OPT_ROWVER_CONCURRENCY},
      {"values", SQL_SCROLL_CONCURRENCY, SQL_SCCO_OPT_VALUES, second, SQL_CA2_OPT_VALUES_CONCURRENCY},
      {"static", SQL_SCROLL_OPTIONS, SQL_SO_STATIC, mask_of(SQL_STATIC_CURSOR_ATTRIBUTES1), SQL_CA1_NEXT},
      {"keyset", SQL_SCROLL_OPTIONS, SQL_SO_KEYSET_DRIVEN, mask_of(SQL_KEYSET_CURSOR_ATTRIBUTES1), SQL_CA1_NEXT},
      {"dynamic", SQL_SCROLL_OPTIONS, SQL_SO_DYNAMIC, mask_of(SQL_DYNAMIC_CURSOR_ATTRIBUTES1), SQL_CA1_NEXT},
      {"forward", SQL_SCROLL_OPTIONS, SQL_SO_FORWARD_ONLY, mask_of(SQL_FORWARD_ONLY_CURSOR_ATTRIBUTES1), SQL_CA1_NEXT},
  };
  for (const Pair& pair : pairs) {
    CAPTURE(pair.what);
    CHECK(has(mask_of(pair.old_type), pair.old_bit) == has(pair.attributes, pair.bit));
  }
  const std::uint32_t of_static = mask_of(SQL_STATIC_CURSOR_ATTRIBUTES2);
  CHECK(has(mask_of(SQL_STATIC_SENSITIVITY), SQL_SS_ADDITIONS) == has(of_static, SQL_CA2_SENSITIVITY_ADDITIONS));
  CHECK(has(mask_of(SQL_STATIC_SENSITIVITY), SQL_SS_DELETIONS) == has(of_static, SQL_CA2_SENSITIVITY_DELETIONS));
  CHECK(has(mask_of(SQL_STATIC_SENSITIVITY), SQL_SS_UPDATES) == has(of_static, SQL_CA2_SENSITIVITY_UPDATES));
  CHECK((mask_of(SQL_BOOKMARK_PERSISTENCE) == 0) == !has(first, SQL_CA1_BOOKMARK));
}

TEST_CASE("a driver without transactions names no isolation level") {
  CHECK(word_of(SQL_TXN_CAPABLE) == SQL_TC_NONE);
  CHECK(mask_of(SQL_DEFAULT_TXN_ISOLATION) == 0);
  CHECK(mask_of(SQL_TXN_ISOLATION_OPTION) == 0);
  CHECK(text_of(SQL_MULTIPLE_ACTIVE_TXN) == "N");
}

TEST_CASE("where there are no catalogs, schemas and procedures, everything about them is empty") {
  CHECK(text_of(SQL_CATALOG_NAME) == "N");
  CHECK(text_of(SQL_PROCEDURES) == "N");
  for (const SQLUSMALLINT type : std::initializer_list<SQLUSMALLINT>{SQL_CATALOG_TERM, SQL_CATALOG_NAME_SEPARATOR,
                                                                     SQL_SCHEMA_TERM, SQL_PROCEDURE_TERM}) {
    CAPTURE(type);
    CHECK(text_of(type).empty());
  }
  CHECK(mask_of(SQL_CATALOG_USAGE) == 0);
  CHECK(mask_of(SQL_SCHEMA_USAGE) == 0);
  for (const SQLUSMALLINT type : std::initializer_list<SQLUSMALLINT>{
           SQL_CATALOG_LOCATION, SQL_MAX_CATALOG_NAME_LEN, SQL_MAX_SCHEMA_NAME_LEN, SQL_MAX_PROCEDURE_NAME_LEN}) {
    CAPTURE(type);
    CHECK(word_of(type) == 0);
  }
}

TEST_CASE("outer joins are told alike in all three forms") {
  const std::uint32_t capabilities = mask_of(SQL_OJ_CAPABILITIES);
  const std::uint32_t operators = mask_of(SQL_SQL92_RELATIONAL_JOIN_OPERATORS);
  CHECK(text_of(SQL_OUTER_JOINS) == "F");
  CHECK(capabilities == 0x7F);
  CHECK(has(capabilities, SQL_OJ_LEFT) == has(operators, SQL_SRJO_LEFT_OUTER_JOIN));
  CHECK(has(capabilities, SQL_OJ_RIGHT) == has(operators, SQL_SRJO_RIGHT_OUTER_JOIN));
  CHECK(has(capabilities, SQL_OJ_FULL) == has(operators, SQL_SRJO_FULL_OUTER_JOIN));
}

TEST_CASE("the function masks are those of the table that translates {fn …}") {
  CHECK(mask_of(SQL_STRING_FUNCTIONS) == d1odbc::function_bits(d1odbc::FunctionGroup::String));
  CHECK(mask_of(SQL_NUMERIC_FUNCTIONS) == d1odbc::function_bits(d1odbc::FunctionGroup::Numeric));
  CHECK(mask_of(SQL_TIMEDATE_FUNCTIONS) == d1odbc::function_bits(d1odbc::FunctionGroup::TimeDate));
  CHECK(mask_of(SQL_SYSTEM_FUNCTIONS) == d1odbc::function_bits(d1odbc::FunctionGroup::System));
  CHECK(mask_of(SQL_CONVERT_FUNCTIONS) == d1odbc::function_bits(d1odbc::FunctionGroup::Convert));
  CHECK(mask_of(SQL_TIMEDATE_ADD_INTERVALS) == mask_of(SQL_TIMEDATE_DIFF_INTERVALS));
  CHECK((mask_of(SQL_TIMEDATE_ADD_INTERVALS) != 0) == has(mask_of(SQL_TIMEDATE_FUNCTIONS), SQL_FN_TD_TIMESTAMPADD));
  CHECK((mask_of(SQL_TIMEDATE_DIFF_INTERVALS) != 0) == has(mask_of(SQL_TIMEDATE_FUNCTIONS), SQL_FN_TD_TIMESTAMPDIFF));
}

TEST_CASE("a conversion is claimed where CONVERT writes its target and D1 makes sense of its source") {
  CHECK((mask_of(SQL_CONVERT_VARCHAR) != 0) == has(mask_of(SQL_CONVERT_FUNCTIONS), SQL_FN_CVT_CONVERT));
  CHECK(mask_of(SQL_CONVERT_VARCHAR) == mask_of(SQL_CONVERT_WVARCHAR));
  CHECK(mask_of(SQL_CONVERT_INTEGER) == mask_of(SQL_CONVERT_DOUBLE));
  CHECK_FALSE(has(mask_of(SQL_CONVERT_INTEGER), SQL_CVT_DATE));
  CHECK_FALSE(has(mask_of(SQL_CONVERT_TIME), SQL_CVT_TIMESTAMP));
  CHECK(mask_of(SQL_CONVERT_INTERVAL_DAY_TIME) == 0);
  for (const d1odbc::InfoRow& row : d1odbc::all_info()) {
    if (!row.name.starts_with("SQL_CONVERT_") || row.type == SQL_CONVERT_FUNCTIONS) continue;
    CAPTURE(row.name);
    const std::uint32_t claimed = std::get<std::uint32_t>(row.value(sample()));
    CHECK((claimed & ~d1odbc::claimed::conversion_bits()) == 0);
    if (row.name.find("INTERVAL") == std::string_view::npos) CHECK(has(claimed, SQL_CVT_VARCHAR));
  }
}

TEST_CASE("SQL_KEYWORDS holds every keyword of SQLite that ODBC does not reserve, and none of ODBC's") {
  const std::set<std::string> ours = words_of(text_of(SQL_KEYWORDS));
  std::set<std::string> odbc = words_of(SQL_ODBC_KEYWORDS);
  odbc.insert("ROWS");  // the header forgets a comma between ROWS and SCHEMA
  for (const std::string& word : ours) {
    CAPTURE(word);
    CHECK_FALSE(odbc.contains(word));
  }
  for (int index = 0; index < sqlite3_keyword_count(); ++index) {
    const char* text = nullptr;
    int length = 0;
    REQUIRE(sqlite3_keyword_name(index, &text, &length) == SQLITE_OK);
    const std::string word(text, static_cast<std::size_t>(length));
    CAPTURE(word);
    CHECK((ours.contains(word) || odbc.contains(word)));
  }
}

TEST_CASE("special characters are the printable ones that no plain name has") {
  const std::string special = text_of(SQL_SPECIAL_CHARACTERS);
  for (char c = ' '; c < '\x7F'; ++c) {
    CAPTURE(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    CHECK((special.find(c) != std::string::npos) == !plain);
  }
}
