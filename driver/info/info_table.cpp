// Owns: the rows of SQLGetInfo. Never: buffers, or what a program may be told before it is connected.
// https://learn.microsoft.com/sql/odbc/reference/syntax/sqlgetinfo-function
#include "info/info_table.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "d1/limits.h"
#include "info/claimed_functions.h"

namespace d1odbc {

namespace {

/// A string literal as a template argument.
template <std::size_t size>
struct Literal {
  // NOLINTNEXTLINE(google-explicit-constructor): a literal in the table is the point of it.
  constexpr Literal(const char (&literal)[size]) { std::copy_n(literal, size, text); }
  char text[size] = {};
};

// What a row answers, by the type the reference gives the information type.
template <std::uint16_t number>
InfoValue word(const InfoContext&) {
  return InfoValue(std::in_place_type<std::uint16_t>, number);
}

template <std::uint32_t bits>
InfoValue mask(const InfoContext&) {
  return InfoValue(std::in_place_type<std::uint32_t>, bits);
}

template <Literal literal>
InfoValue text(const InfoContext&) {
  return InfoValue(std::in_place_type<std::string>, literal.text);
}

template <std::string InfoContext::*member>
InfoValue text_of(const InfoContext& context) {
  return InfoValue(std::in_place_type<std::string>, context.*member);
}

template <bool InfoContext::*member>
InfoValue yes_if(const InfoContext& context) {
  return InfoValue(std::in_place_type<std::string>, context.*member ? "Y" : "N");
}

template <FunctionGroup group>
InfoValue functions(const InfoContext&) {
  return InfoValue(std::in_place_type<std::uint32_t>, function_bits(group));
}

template <std::uint32_t sensible>
InfoValue conversions(const InfoContext&) {
  return InfoValue(std::in_place_type<std::uint32_t>, claimed::conversion_bits() & sensible);
}

InfoValue intervals(const InfoContext&) {
  return InfoValue(std::in_place_type<std::uint32_t>, claimed::interval_bits());
}

constexpr auto yes = &text<"Y">;
constexpr auto no = &text<"N">;
constexpr auto nothing = &text<"">;
constexpr auto no_bits = &mask<0>;
constexpr auto no_limit = &word<0>;

constexpr std::uint16_t most_columns = d1_limits::columns;
constexpr std::uint16_t most_tables = d1_limits::tables_in_a_select;
constexpr std::uint32_t longest_statement = d1_limits::statement_bytes;
constexpr std::uint32_t largest_row = d1_limits::documented_row;
// SQLite limits no name, but programs allocate from these numbers, and 0 ("no limit") makes some allocate nothing.
constexpr std::uint16_t longest_name = 255;
constexpr std::uint16_t longest_cursor_name = 128;

constexpr std::uint32_t foreign_key_delete_rules =
    SQL_SFKD_CASCADE | SQL_SFKD_NO_ACTION | SQL_SFKD_SET_DEFAULT | SQL_SFKD_SET_NULL;
constexpr std::uint32_t foreign_key_update_rules =
    SQL_SFKU_CASCADE | SQL_SFKU_NO_ACTION | SQL_SFKU_SET_DEFAULT | SQL_SFKU_SET_NULL;

// Deferrable constraints are not claimed: SQLite defers foreign keys only. SQL_AT_DROP_COLUMN is ODBC 2's bit; CASCADE
// and RESTRICT are no words of SQLite's DROP.
constexpr std::uint32_t alter_table_clauses = SQL_AT_ADD_COLUMN_SINGLE | SQL_AT_ADD_COLUMN_DEFAULT |
                                              SQL_AT_ADD_COLUMN_COLLATION | SQL_AT_ADD_CONSTRAINT |
                                              SQL_AT_CONSTRAINT_NAME_DEFINITION | SQL_AT_DROP_COLUMN;
constexpr std::uint32_t create_table_clauses = SQL_CT_CREATE_TABLE | SQL_CT_TABLE_CONSTRAINT |
                                               SQL_CT_CONSTRAINT_NAME_DEFINITION | SQL_CT_COLUMN_CONSTRAINT |
                                               SQL_CT_COLUMN_DEFAULT | SQL_CT_COLUMN_COLLATION;
constexpr std::uint32_t aggregate_functions =
    SQL_AF_ALL | SQL_AF_AVG | SQL_AF_COUNT | SQL_AF_DISTINCT | SQL_AF_MAX | SQL_AF_MIN | SQL_AF_SUM;
constexpr std::uint32_t outer_joins = SQL_OJ_LEFT | SQL_OJ_RIGHT | SQL_OJ_FULL | SQL_OJ_NESTED | SQL_OJ_NOT_ORDERED |
                                      SQL_OJ_INNER | SQL_OJ_ALL_COMPARISON_OPS;
constexpr std::uint32_t join_operators = SQL_SRJO_CROSS_JOIN | SQL_SRJO_FULL_OUTER_JOIN | SQL_SRJO_INNER_JOIN |
                                         SQL_SRJO_LEFT_OUTER_JOIN | SQL_SRJO_NATURAL_JOIN | SQL_SRJO_RIGHT_OUTER_JOIN;
// SQLite has no ANY, ALL, UNIQUE, OVERLAPS and no SQL-92 MATCH.
constexpr std::uint32_t predicates =
    SQL_SP_BETWEEN | SQL_SP_COMPARISON | SQL_SP_EXISTS | SQL_SP_IN | SQL_SP_ISNOTNULL | SQL_SP_ISNULL | SQL_SP_LIKE;
constexpr std::uint32_t subqueries = SQL_SQ_CORRELATED_SUBQUERIES | SQL_SQ_COMPARISON | SQL_SQ_EXISTS | SQL_SQ_IN;
constexpr std::uint32_t row_values = SQL_SRVC_VALUE_EXPRESSION | SQL_SRVC_NULL | SQL_SRVC_ROW_SUBQUERY;
constexpr std::uint32_t value_expressions = SQL_SVE_CASE | SQL_SVE_CAST | SQL_SVE_COALESCE | SQL_SVE_NULLIF;
constexpr std::uint32_t current_moments = SQL_SDF_CURRENT_DATE | SQL_SDF_CURRENT_TIME | SQL_SDF_CURRENT_TIMESTAMP;
constexpr std::uint32_t get_data_extensions = SQL_GD_ANY_COLUMN | SQL_GD_ANY_ORDER | SQL_GD_BLOCK | SQL_GD_BOUND;
constexpr std::uint32_t batches = SQL_BS_SELECT_EXPLICIT | SQL_BS_ROW_COUNT_EXPLICIT;
constexpr std::uint32_t cli_standards = SQL_SCC_XOPEN_CLI_VERSION1 | SQL_SCC_ISO92_CLI;
constexpr std::uint32_t fetch_directions = SQL_FD_FETCH_NEXT | SQL_FD_FETCH_FIRST | SQL_FD_FETCH_LAST |
                                           SQL_FD_FETCH_PRIOR | SQL_FD_FETCH_ABSOLUTE | SQL_FD_FETCH_RELATIVE |
                                           SQL_FD_FETCH_BOOKMARK;
// A bookmark is the number of its row in the finished result, which no change of the row moves. Closing the cursor ends
// it; commit and rollback do not close one.
constexpr std::uint32_t bookmark_persistence = SQL_BP_SCROLL | SQL_BP_UPDATE | SQL_BP_DELETE | SQL_BP_TRANSACTION;
constexpr std::uint32_t position_operations =
    SQL_POS_POSITION | SQL_POS_REFRESH | SQL_POS_UPDATE | SQL_POS_DELETE | SQL_POS_ADD;
constexpr std::uint32_t static_1 = SQL_CA1_NEXT | SQL_CA1_ABSOLUTE | SQL_CA1_RELATIVE | SQL_CA1_BOOKMARK |
                                   SQL_CA1_LOCK_NO_CHANGE | SQL_CA1_POS_POSITION | SQL_CA1_POS_UPDATE |
                                   SQL_CA1_POS_DELETE | SQL_CA1_POS_REFRESH | SQL_CA1_POSITIONED_UPDATE |
                                   SQL_CA1_POSITIONED_DELETE | SQL_CA1_BULK_ADD | SQL_CA1_BULK_UPDATE_BY_BOOKMARK |
                                   SQL_CA1_BULK_DELETE_BY_BOOKMARK | SQL_CA1_BULK_FETCH_BY_BOOKMARK;
// A cursor sees its own updates and additions. Its own deletions leave holes (SQL_ROW_DELETED), which is what not
// having SQL_CA2_SENSITIVITY_DELETIONS means.
constexpr std::uint32_t static_2 = SQL_CA2_READ_ONLY_CONCURRENCY | SQL_CA2_OPT_VALUES_CONCURRENCY |
                                   SQL_CA2_SENSITIVITY_ADDITIONS | SQL_CA2_SENSITIVITY_UPDATES |
                                   SQL_CA2_MAX_ROWS_SELECT | SQL_CA2_CRC_EXACT;
constexpr std::uint32_t static_sensitivity = SQL_SS_ADDITIONS | SQL_SS_UPDATES;
constexpr std::uint32_t forward_only_2 = SQL_CA2_READ_ONLY_CONCURRENCY | SQL_CA2_MAX_ROWS_SELECT | SQL_CA2_CRC_EXACT;

// Any character may be in a quoted name; these are the ones of ASCII.
constexpr char special_characters[] = " !\"#$%&'()*+,-./:;<=>?@[\\]^`{|}~";

// SQLite's keywords that are none of ODBC's (SQL_ODBC_KEYWORDS).
constexpr char keywords[] =
    "ABORT,AFTER,ALWAYS,ANALYZE,ATTACH,AUTOINCREMENT,BEFORE,CONFLICT,DATABASE,DETACH,DO,EACH,EXCLUDE,"
    "EXCLUSIVE,EXPLAIN,FAIL,FILTER,FOLLOWING,GENERATED,GLOB,GROUPS,IF,IGNORE,INDEXED,INSTEAD,ISNULL,LIMIT,"
    "MATERIALIZED,NOTHING,NOTNULL,NULLS,OFFSET,OTHERS,OVER,PARTITION,PLAN,PRAGMA,PRECEDING,QUERY,RAISE,RANGE,"
    "RECURSIVE,REGEXP,REINDEX,RELEASE,RENAME,REPLACE,RETURNING,ROW,SAVEPOINT,TEMP,TIES,TRIGGER,UNBOUNDED,"
    "VACUUM,VIRTUAL,WINDOW,WITHIN,WITHOUT";

#define D1ODBC_ROW(type, value) \
  InfoRow { type, #type, value }

// In the order of their numbers. The driver manager answers SQL_DRIVER_HDBC, _HENV, _HSTMT, _HLIB, _HDESC, SQL_ODBC_VER
// and SQL_DM_VER by itself. The reference's SQL_ANSI_SQL_DATETIME_LITERALS is SQL_DATETIME_LITERALS in the headers.
constexpr std::array rows = {
    D1ODBC_ROW(SQL_MAX_DRIVER_CONNECTIONS, no_limit),
    D1ODBC_ROW(SQL_MAX_CONCURRENT_ACTIVITIES, no_limit),
    D1ODBC_ROW(SQL_DATA_SOURCE_NAME, &text_of<&InfoContext::data_source_name>),
    D1ODBC_ROW(SQL_DRIVER_NAME, &text_of<&InfoContext::driver_name>),
    D1ODBC_ROW(SQL_DRIVER_VER, &text<"00.01.0000">),
    D1ODBC_ROW(SQL_FETCH_DIRECTION, &mask<fetch_directions>),
    // ODBC 2's own measure: every function of its level 2 is there.
    D1ODBC_ROW(SQL_ODBC_API_CONFORMANCE, &word<SQL_OAC_LEVEL2>),
    D1ODBC_ROW(SQL_ROW_UPDATES, no),
    D1ODBC_ROW(SQL_ODBC_SAG_CLI_CONFORMANCE, &word<SQL_OSCC_COMPLIANT>),
    D1ODBC_ROW(SQL_SERVER_NAME, &text_of<&InfoContext::server_name>),
    D1ODBC_ROW(SQL_SEARCH_PATTERN_ESCAPE, &text<"\\">),
    // Core but for GRANT and REVOKE, which a database without users has not.
    D1ODBC_ROW(SQL_ODBC_SQL_CONFORMANCE, &word<SQL_OSC_CORE>),
    D1ODBC_ROW(SQL_DATABASE_NAME, &text_of<&InfoContext::database_name>),
    D1ODBC_ROW(SQL_DBMS_NAME, &text_of<&InfoContext::dbms_name>),
    D1ODBC_ROW(SQL_DBMS_VER, &text_of<&InfoContext::dbms_version>),
    D1ODBC_ROW(SQL_ACCESSIBLE_TABLES, yes),
    D1ODBC_ROW(SQL_ACCESSIBLE_PROCEDURES, no),
    D1ODBC_ROW(SQL_PROCEDURES, no),
    D1ODBC_ROW(SQL_CONCAT_NULL_BEHAVIOR, &word<SQL_CB_NULL>),
    // A result is in memory once execute has returned: nothing that happens at D1 touches it.
    D1ODBC_ROW(SQL_CURSOR_COMMIT_BEHAVIOR, &word<SQL_CB_PRESERVE>),
    D1ODBC_ROW(SQL_CURSOR_ROLLBACK_BEHAVIOR, &word<SQL_CB_PRESERVE>),
    D1ODBC_ROW(SQL_DATA_SOURCE_READ_ONLY, &yes_if<&InfoContext::read_only>),
    D1ODBC_ROW(SQL_DEFAULT_TXN_ISOLATION, no_bits),
    D1ODBC_ROW(SQL_EXPRESSIONS_IN_ORDERBY, yes),
    D1ODBC_ROW(SQL_IDENTIFIER_CASE, &word<SQL_IC_MIXED>),
    D1ODBC_ROW(SQL_IDENTIFIER_QUOTE_CHAR, &text<"\"">),
    D1ODBC_ROW(SQL_MAX_COLUMN_NAME_LEN, &word<longest_name>),
    D1ODBC_ROW(SQL_MAX_CURSOR_NAME_LEN, &word<longest_cursor_name>),
    D1ODBC_ROW(SQL_MAX_SCHEMA_NAME_LEN, no_limit),
    D1ODBC_ROW(SQL_MAX_PROCEDURE_NAME_LEN, no_limit),
    D1ODBC_ROW(SQL_MAX_CATALOG_NAME_LEN, no_limit),
    D1ODBC_ROW(SQL_MAX_TABLE_NAME_LEN, &word<longest_name>),
    D1ODBC_ROW(SQL_MULT_RESULT_SETS, yes),
    D1ODBC_ROW(SQL_MULTIPLE_ACTIVE_TXN, no),
    D1ODBC_ROW(SQL_OUTER_JOINS, &text<"F">),  // ODBC 2: nested outer joins fully
    D1ODBC_ROW(SQL_SCHEMA_TERM, nothing),
    D1ODBC_ROW(SQL_PROCEDURE_TERM, nothing),
    D1ODBC_ROW(SQL_CATALOG_NAME_SEPARATOR, nothing),
    D1ODBC_ROW(SQL_CATALOG_TERM, nothing),
    D1ODBC_ROW(SQL_SCROLL_CONCURRENCY, &mask<SQL_SCCO_READ_ONLY | SQL_SCCO_OPT_VALUES>),
    D1ODBC_ROW(SQL_SCROLL_OPTIONS, &mask<SQL_SO_FORWARD_ONLY | SQL_SO_STATIC>),
    D1ODBC_ROW(SQL_TABLE_TERM, &text<"table">),
    // One request is the largest transaction: a program that is told more would rely on a rollback.
    D1ODBC_ROW(SQL_TXN_CAPABLE, &word<SQL_TC_NONE>),
    D1ODBC_ROW(SQL_USER_NAME, &text_of<&InfoContext::user_name>),
    D1ODBC_ROW(SQL_CONVERT_FUNCTIONS, &functions<FunctionGroup::Convert>),
    D1ODBC_ROW(SQL_NUMERIC_FUNCTIONS, &functions<FunctionGroup::Numeric>),
    D1ODBC_ROW(SQL_STRING_FUNCTIONS, &functions<FunctionGroup::String>),
    D1ODBC_ROW(SQL_SYSTEM_FUNCTIONS, &functions<FunctionGroup::System>),
    D1ODBC_ROW(SQL_TIMEDATE_FUNCTIONS, &functions<FunctionGroup::TimeDate>),
    D1ODBC_ROW(SQL_CONVERT_BIGINT, &conversions<claimed::from_number>),
    D1ODBC_ROW(SQL_CONVERT_BINARY, &conversions<claimed::from_binary>),
    D1ODBC_ROW(SQL_CONVERT_BIT, &conversions<claimed::from_number>),
    D1ODBC_ROW(SQL_CONVERT_CHAR, &conversions<claimed::from_character>),
    D1ODBC_ROW(SQL_CONVERT_DATE, &conversions<claimed::from_date>),
    D1ODBC_ROW(SQL_CONVERT_DECIMAL, &conversions<claimed::from_number>),
    D1ODBC_ROW(SQL_CONVERT_DOUBLE, &conversions<claimed::from_number>),
    D1ODBC_ROW(SQL_CONVERT_FLOAT, &conversions<claimed::from_number>),
    D1ODBC_ROW(SQL_CONVERT_INTEGER, &conversions<claimed::from_number>),
    D1ODBC_ROW(SQL_CONVERT_LONGVARCHAR, &conversions<claimed::from_character>),
    D1ODBC_ROW(SQL_CONVERT_NUMERIC, &conversions<claimed::from_number>),
    D1ODBC_ROW(SQL_CONVERT_REAL, &conversions<claimed::from_number>),
    D1ODBC_ROW(SQL_CONVERT_SMALLINT, &conversions<claimed::from_number>),
    D1ODBC_ROW(SQL_CONVERT_TIME, &conversions<claimed::from_time>),
    D1ODBC_ROW(SQL_CONVERT_TIMESTAMP, &conversions<claimed::from_timestamp>),
    D1ODBC_ROW(SQL_CONVERT_TINYINT, &conversions<claimed::from_number>),
    D1ODBC_ROW(SQL_CONVERT_VARBINARY, &conversions<claimed::from_binary>),
    D1ODBC_ROW(SQL_CONVERT_VARCHAR, &conversions<claimed::from_character>),
    D1ODBC_ROW(SQL_CONVERT_LONGVARBINARY, &conversions<claimed::from_binary>),
    D1ODBC_ROW(SQL_TXN_ISOLATION_OPTION, no_bits),
    D1ODBC_ROW(SQL_INTEGRITY, yes),
    D1ODBC_ROW(SQL_CORRELATION_NAME, &word<SQL_CN_ANY>),
    D1ODBC_ROW(SQL_NON_NULLABLE_COLUMNS, &word<SQL_NNC_NON_NULL>),
    D1ODBC_ROW(SQL_DRIVER_ODBC_VER, &text<"03.80">),
    D1ODBC_ROW(SQL_LOCK_TYPES, &mask<SQL_LCK_NO_CHANGE>),
    D1ODBC_ROW(SQL_POS_OPERATIONS, &mask<position_operations>),
    D1ODBC_ROW(SQL_POSITIONED_STATEMENTS, &mask<SQL_PS_POSITIONED_DELETE | SQL_PS_POSITIONED_UPDATE>),
    D1ODBC_ROW(SQL_GETDATA_EXTENSIONS, &mask<get_data_extensions>),
    D1ODBC_ROW(SQL_BOOKMARK_PERSISTENCE, &mask<bookmark_persistence>),
    D1ODBC_ROW(SQL_STATIC_SENSITIVITY, &mask<static_sensitivity>),
    D1ODBC_ROW(SQL_FILE_USAGE, &word<SQL_FILE_NOT_SUPPORTED>),
    D1ODBC_ROW(SQL_NULL_COLLATION, &word<SQL_NC_LOW>),
    D1ODBC_ROW(SQL_ALTER_TABLE, &mask<alter_table_clauses>),
    D1ODBC_ROW(SQL_COLUMN_ALIAS, yes),
    D1ODBC_ROW(SQL_GROUP_BY, &word<SQL_GB_NO_RELATION>),
    D1ODBC_ROW(SQL_KEYWORDS, &text<Literal(keywords)>),
    D1ODBC_ROW(SQL_ORDER_BY_COLUMNS_IN_SELECT, no),
    D1ODBC_ROW(SQL_SCHEMA_USAGE, no_bits),
    D1ODBC_ROW(SQL_CATALOG_USAGE, no_bits),
    D1ODBC_ROW(SQL_QUOTED_IDENTIFIER_CASE, &word<SQL_IC_MIXED>),
    D1ODBC_ROW(SQL_SPECIAL_CHARACTERS, &text<Literal(special_characters)>),
    D1ODBC_ROW(SQL_SUBQUERIES, &mask<subqueries>),
    D1ODBC_ROW(SQL_UNION, &mask<SQL_U_UNION | SQL_U_UNION_ALL>),
    D1ODBC_ROW(SQL_MAX_COLUMNS_IN_GROUP_BY, &word<most_columns>),
    D1ODBC_ROW(SQL_MAX_COLUMNS_IN_INDEX, &word<most_columns>),
    D1ODBC_ROW(SQL_MAX_COLUMNS_IN_ORDER_BY, &word<most_columns>),
    D1ODBC_ROW(SQL_MAX_COLUMNS_IN_SELECT, &word<most_columns>),
    D1ODBC_ROW(SQL_MAX_COLUMNS_IN_TABLE, &word<most_columns>),
    D1ODBC_ROW(SQL_MAX_INDEX_SIZE, no_bits),
    D1ODBC_ROW(SQL_MAX_ROW_SIZE_INCLUDES_LONG, yes),
    D1ODBC_ROW(SQL_MAX_ROW_SIZE, &mask<largest_row>),
    D1ODBC_ROW(SQL_MAX_STATEMENT_LEN, &mask<longest_statement>),
    D1ODBC_ROW(SQL_MAX_TABLES_IN_SELECT, &word<most_tables>),
    D1ODBC_ROW(SQL_MAX_USER_NAME_LEN, no_limit),
    D1ODBC_ROW(SQL_MAX_CHAR_LITERAL_LEN, no_bits),  // only the statement's own length limits a literal
    D1ODBC_ROW(SQL_TIMEDATE_ADD_INTERVALS, &intervals),
    D1ODBC_ROW(SQL_TIMEDATE_DIFF_INTERVALS, &intervals),
    D1ODBC_ROW(SQL_NEED_LONG_DATA_LEN, no),
    D1ODBC_ROW(SQL_MAX_BINARY_LITERAL_LEN, no_bits),
    D1ODBC_ROW(SQL_LIKE_ESCAPE_CLAUSE, yes),
    D1ODBC_ROW(SQL_CATALOG_LOCATION, &word<0>),
    D1ODBC_ROW(SQL_OJ_CAPABILITIES, &mask<outer_joins>),
    D1ODBC_ROW(SQL_ACTIVE_ENVIRONMENTS, no_limit),
    D1ODBC_ROW(SQL_ALTER_DOMAIN, no_bits),
    D1ODBC_ROW(SQL_SQL_CONFORMANCE, &mask<SQL_SC_SQL92_ENTRY>),
    D1ODBC_ROW(SQL_DATETIME_LITERALS, no_bits),
    D1ODBC_ROW(SQL_BATCH_ROW_COUNT, &mask<SQL_BRC_EXPLICIT>),
    D1ODBC_ROW(SQL_BATCH_SUPPORT, &mask<batches>),
    D1ODBC_ROW(SQL_CONVERT_WCHAR, &conversions<claimed::from_character>),
    D1ODBC_ROW(SQL_CONVERT_INTERVAL_DAY_TIME, no_bits),
    D1ODBC_ROW(SQL_CONVERT_INTERVAL_YEAR_MONTH, no_bits),
    D1ODBC_ROW(SQL_CONVERT_WLONGVARCHAR, &conversions<claimed::from_character>),
    D1ODBC_ROW(SQL_CONVERT_WVARCHAR, &conversions<claimed::from_character>),
    D1ODBC_ROW(SQL_CREATE_ASSERTION, no_bits),
    D1ODBC_ROW(SQL_CREATE_CHARACTER_SET, no_bits),
    D1ODBC_ROW(SQL_CREATE_COLLATION, no_bits),
    D1ODBC_ROW(SQL_CREATE_DOMAIN, no_bits),
    D1ODBC_ROW(SQL_CREATE_SCHEMA, no_bits),
    D1ODBC_ROW(SQL_CREATE_TABLE, &mask<create_table_clauses>),
    D1ODBC_ROW(SQL_CREATE_TRANSLATION, no_bits),
    D1ODBC_ROW(SQL_CREATE_VIEW, &mask<SQL_CV_CREATE_VIEW>),
    D1ODBC_ROW(SQL_DROP_ASSERTION, no_bits),
    D1ODBC_ROW(SQL_DROP_CHARACTER_SET, no_bits),
    D1ODBC_ROW(SQL_DROP_COLLATION, no_bits),
    D1ODBC_ROW(SQL_DROP_DOMAIN, no_bits),
    D1ODBC_ROW(SQL_DROP_SCHEMA, no_bits),
    D1ODBC_ROW(SQL_DROP_TABLE, &mask<SQL_DT_DROP_TABLE>),
    D1ODBC_ROW(SQL_DROP_TRANSLATION, no_bits),
    D1ODBC_ROW(SQL_DROP_VIEW, &mask<SQL_DV_DROP_VIEW>),
    D1ODBC_ROW(SQL_DYNAMIC_CURSOR_ATTRIBUTES1, no_bits),
    D1ODBC_ROW(SQL_DYNAMIC_CURSOR_ATTRIBUTES2, no_bits),
    D1ODBC_ROW(SQL_FORWARD_ONLY_CURSOR_ATTRIBUTES1, &mask<SQL_CA1_NEXT>),
    D1ODBC_ROW(SQL_FORWARD_ONLY_CURSOR_ATTRIBUTES2, &mask<forward_only_2>),
    D1ODBC_ROW(SQL_INDEX_KEYWORDS, &mask<SQL_IK_ALL>),
    D1ODBC_ROW(SQL_INFO_SCHEMA_VIEWS, no_bits),
    D1ODBC_ROW(SQL_KEYSET_CURSOR_ATTRIBUTES1, no_bits),
    D1ODBC_ROW(SQL_KEYSET_CURSOR_ATTRIBUTES2, no_bits),
    D1ODBC_ROW(SQL_ODBC_INTERFACE_CONFORMANCE, &mask<SQL_OIC_CORE>),
    D1ODBC_ROW(SQL_PARAM_ARRAY_ROW_COUNTS, &mask<SQL_PARC_NO_BATCH>),
    D1ODBC_ROW(SQL_PARAM_ARRAY_SELECTS, &mask<SQL_PAS_NO_SELECT>),
    D1ODBC_ROW(SQL_SQL92_DATETIME_FUNCTIONS, &mask<current_moments>),
    D1ODBC_ROW(SQL_SQL92_FOREIGN_KEY_DELETE_RULE, &mask<foreign_key_delete_rules>),
    D1ODBC_ROW(SQL_SQL92_FOREIGN_KEY_UPDATE_RULE, &mask<foreign_key_update_rules>),
    D1ODBC_ROW(SQL_SQL92_GRANT, no_bits),
    D1ODBC_ROW(SQL_SQL92_NUMERIC_VALUE_FUNCTIONS, &mask<SQL_SNVF_OCTET_LENGTH>),
    D1ODBC_ROW(SQL_SQL92_PREDICATES, &mask<predicates>),
    D1ODBC_ROW(SQL_SQL92_RELATIONAL_JOIN_OPERATORS, &mask<join_operators>),
    D1ODBC_ROW(SQL_SQL92_REVOKE, no_bits),
    D1ODBC_ROW(SQL_SQL92_ROW_VALUE_CONSTRUCTOR, &mask<row_values>),
    // SQL-92 writes SUBSTRING(x FROM y) and TRIM(BOTH y FROM x), which SQLite does not read.
    D1ODBC_ROW(SQL_SQL92_STRING_FUNCTIONS, &mask<SQL_SSF_LOWER | SQL_SSF_UPPER>),
    D1ODBC_ROW(SQL_SQL92_VALUE_EXPRESSIONS, &mask<value_expressions>),
    D1ODBC_ROW(SQL_STANDARD_CLI_CONFORMANCE, &mask<cli_standards>),
    D1ODBC_ROW(SQL_STATIC_CURSOR_ATTRIBUTES1, &mask<static_1>),
    D1ODBC_ROW(SQL_STATIC_CURSOR_ATTRIBUTES2, &mask<static_2>),
    D1ODBC_ROW(SQL_AGGREGATE_FUNCTIONS, &mask<aggregate_functions>),
    D1ODBC_ROW(SQL_DDL_INDEX, &mask<SQL_DI_CREATE_INDEX | SQL_DI_DROP_INDEX>),
    D1ODBC_ROW(SQL_INSERT_STATEMENT, &mask<SQL_IS_INSERT_LITERALS | SQL_IS_INSERT_SEARCHED>),
    D1ODBC_ROW(SQL_CONVERT_GUID, &conversions<claimed::from_guid>),
    D1ODBC_ROW(SQL_DTC_TRANSITION_COST, no_bits),
    D1ODBC_ROW(SQL_XOPEN_CLI_YEAR, &text<"1995">),
    D1ODBC_ROW(SQL_CURSOR_SENSITIVITY, &mask<SQL_INSENSITIVE>),
    D1ODBC_ROW(SQL_DESCRIBE_PARAMETER, yes),
    D1ODBC_ROW(SQL_CATALOG_NAME, no),
    D1ODBC_ROW(SQL_COLLATION_SEQ, &text<"BINARY">),
    D1ODBC_ROW(SQL_MAX_IDENTIFIER_LEN, &word<longest_name>),
    D1ODBC_ROW(SQL_ASYNC_MODE, &mask<SQL_AM_NONE>),
    D1ODBC_ROW(SQL_MAX_ASYNC_CONCURRENT_STATEMENTS, no_bits),
    D1ODBC_ROW(SQL_ASYNC_DBC_FUNCTIONS, &mask<SQL_ASYNC_DBC_NOT_CAPABLE>),
    D1ODBC_ROW(SQL_DRIVER_AWARE_POOLING_SUPPORTED, &mask<SQL_DRIVER_AWARE_POOLING_NOT_CAPABLE>),
    D1ODBC_ROW(SQL_ASYNC_NOTIFICATION, &mask<SQL_ASYNC_NOTIFICATION_NOT_CAPABLE>),
};

#undef D1ODBC_ROW

static_assert(std::ranges::adjacent_find(rows, std::ranges::greater_equal{}, &InfoRow::type) == rows.end(),
              "each information type once, in order: find_info searches by halves");

}  // namespace

std::span<const InfoRow> all_info() noexcept { return rows; }

const InfoRow* find_info(SQLUSMALLINT type) noexcept {
  const auto* const row = std::ranges::lower_bound(rows, type, {}, &InfoRow::type);
  return row != rows.end() && row->type == type ? row : nullptr;
}

}  // namespace d1odbc
