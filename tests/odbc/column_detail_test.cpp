// Owns: each field of the IRD against expectations: where a column comes from, what it may hold, its type's fields.
// Never: before against after the execution (describe_before_execute_test), buffers (column_pages_test).
#include <initializer_list>
#include <optional>

#include "column_reading.h"
#include "descriptor_fields.h"

using application::Manager;
using application::Statement;
using servers::Connected;

namespace {

constexpr bool yes = true;
constexpr bool no = false;

/// Where a column comes from, and what that says of it.
struct Origin {
  std::string sql;
  std::string base;  // "table.column" as the schema spells them, "" for none
  std::string name;
  SQLLEN nullable;
  bool auto_unique = no;
  bool may_be_updated = no;
  bool case_sensitive = no;  // of characters only
};

constexpr SQLLEN never = SQL_NO_NULLS;
constexpr SQLLEN maybe = SQL_NULLABLE;
constexpr SQLLEN unknown = SQL_NULLABLE_UNKNOWN;

// clang-format off
const Origin origins[] = {
    // A table's own columns, under every name.
    {"SELECT id FROM cd_t",                         "cd_t.id",     "id",     never, yes, yes},
    {"SELECT ID AS k FROM CD_T",                    "cd_t.id",     "k",      never, yes, yes},
    {"SELECT rowid FROM cd_t",                      "cd_t.id",     "id",     never, yes, yes},
    {"SELECT name FROM cd_t",                       "cd_t.name",   "name",   never, no,  yes, yes},
    {"SELECT main.cd_t.name FROM cd_t",             "cd_t.name",   "name",   never, no,  yes, yes},
    {"SELECT x.name \"a name\" FROM cd_t AS x",     "cd_t.name",   "a name", never, no,  yes, yes},
    {"SELECT (name) FROM cd_t",                     "cd_t.name",   "name",   never, no,  yes, yes},
    {"SELECT note FROM cd_t",                       "cd_t.note",   "note",   maybe, no,  yes, no},
    {"SELECT DISTINCT note FROM cd_t ORDER BY 1",   "cd_t.note",   "note",   maybe, no,  yes, no},
    {"SELECT gen FROM cd_t",                        "cd_t.gen",    "gen",    maybe, no,  no},
    {"SELECT kept FROM cd_t",                       "cd_t.kept",   "kept",   never, no,  no},
    {"SELECT \"odd \"\"name\" FROM \"cd odd.%\"",   "cd odd.%.odd \"name", "odd \"name", maybe, no, yes, yes},
    {"SELECT k FROM cd_key",                        "cd_key.k",    "k",      never, no,  yes, yes},
    {"SELECT l FROM cd_key",                        "cd_key.l",    "l",      never, no,  yes},
    {"SELECT v FROM cd_key",                        "cd_key.v",    "v",      maybe, no,  yes},
    {"SELECT k FROM cd_text_key",                   "cd_text_key.k", "k",    maybe, no,  yes, yes},
    {"SELECT rowid FROM cd_text_key",               "cd_text_key.rowid", "rowid", never, yes, yes},
    {"SELECT d FROM cd_down",                       "cd_down.d",   "d",      maybe, no,  yes},
    // Through views, subqueries and CTEs.
    {"SELECT i FROM cd_view",                       "cd_t.id",     "i",      never, yes, yes},
    {"SELECT note FROM cd_view",                    "cd_t.note",   "note",   maybe, no,  yes, no},
    {"SELECT i FROM cd_view_of_view",               "cd_t.id",     "i",      never, yes, yes},
    {"SELECT s.id FROM (SELECT * FROM cd_t) s",     "cd_t.id",     "id",     never, yes, yes},
    {"WITH c(z) AS (SELECT id FROM cd_t) SELECT z FROM c", "cd_t.id", "z",   never, yes, yes},
    {"SELECT t.id FROM cd_t t JOIN cd_key k ON k.l = t.id", "cd_t.id", "id", never, yes, yes},
    {"SELECT t.id FROM cd_t t WHERE id IN (SELECT l FROM cd_key UNION SELECT 1)", "cd_t.id", "id", never, yes, yes},
    {"SELECT t.id FROM cd_t t WHERE EXISTS (SELECT 1 FROM cd_key a LEFT JOIN cd_key b)", "cd_t.id", "id", never, yes, yes},
    {"SELECT name FROM cd_t GROUP BY name HAVING count(*) > 1", "cd_t.name", "name", never, no, yes, yes},
    {"INSERT INTO cd_t (name) VALUES ('x') RETURNING id",   "cd_t.id",   "id",   never, yes, yes},
    {"UPDATE cd_t SET note = 1 RETURNING name",             "cd_t.name", "name", never, no,  yes, yes},
    {"INSERT INTO cd_t (name) SELECT k FROM cd_key UNION ALL SELECT k FROM cd_text_key RETURNING id", "cd_t.id", "id", never, yes, yes},
    // Where NULL may come although the table has none.
    {"SELECT b.id FROM cd_t a LEFT JOIN cd_t b ON b.id = a.id + 1", "cd_t.id", "id", unknown, yes, yes},
    {"SELECT a.name FROM cd_t a FULL OUTER JOIN cd_key b ON b.l = a.id", "cd_t.name", "name", unknown, no, yes, yes},
    {"SELECT * FROM (SELECT b.id FROM cd_key a LEFT JOIN cd_t b ON b.id = a.l)", "cd_t.id", "id", unknown, yes, yes},
    {"SELECT id FROM cd_outer_view",                        "cd_t.id", "id", unknown, yes, yes},
    {"SELECT o.id FROM cd_outer_view o JOIN cd_t",          "cd_t.id", "id", unknown, yes, yes},
    {"SELECT k.l FROM cd_view v JOIN cd_key k",             "cd_key.l", "l", never, no, yes},
    {"SELECT (SELECT id FROM cd_t WHERE 0)",                "cd_t.id", "(SELECT id FROM cd_t WHERE 0)", unknown, yes, yes},
    {"SELECT 1 AS a, (SELECT name FROM cd_t WHERE 0) AS b", "",        "a",  unknown},
    {"SELECT id, count(*) FROM cd_t WHERE 0",               "cd_t.id", "id", unknown, yes, yes},
    // No column of one table.
    {"SELECT id + 0 FROM cd_t",                             "", "id + 0",    unknown},
    {"SELECT 'x' AS t",                                     "", "t",         unknown, no, no, yes},
    {"SELECT count(*) FROM cd_t",                           "", "count(*)",  unknown},
    {"SELECT max(id) AS m FROM cd_t",                       "", "m",         unknown},
    {"SELECT CAST(name AS TEXT) AS c FROM cd_t",            "", "c",         unknown, no, no, yes},
    {"VALUES (1)",                                          "", "column1",   unknown},
    {"SELECT id FROM cd_t UNION ALL SELECT l FROM cd_key",  "", "id",        unknown},
    {"SELECT id FROM cd_t UNION ALL SELECT NULL",           "", "id",        unknown},
    {"SELECT * FROM (SELECT id FROM cd_t UNION SELECT l FROM cd_key)", "", "id", unknown},
    {"WITH c AS (SELECT id FROM cd_t EXCEPT SELECT 1) SELECT id FROM c", "", "id", unknown},
    {"SELECT i FROM cd_union_view",                         "", "i",         unknown, no, no, yes},
    {"SELECT k.v FROM cd_key k JOIN cd_union_view u",       "cd_key.v", "v", maybe, no, yes},
    {"SELECT name FROM pragma_table_info('cd_t')",          "", "name",      unknown, no, no, yes},
    {"SELECT key FROM json_each('[1]')",                    "", "key",       unknown, no, no, yes},
    {"PRAGMA table_info(cd_t)",                             "", "cid",       unknown},
    {"EXPLAIN SELECT 1",                                    "", "addr",      unknown},
    {"SELECT name FROM sqlite_master",                      "sqlite_master.name", "name", maybe, no, no, yes},
    {"SELECT title FROM cd_fts",                            "cd_fts.title", "title", maybe, no, yes, yes},
};
// clang-format on

struct Made : Connected {
  Made() {
    for (const char* sql :
         {"DROP VIEW IF EXISTS cd_view_of_view", "DROP VIEW IF EXISTS cd_view", "DROP VIEW IF EXISTS cd_outer_view",
          "DROP VIEW IF EXISTS cd_union_view", "DROP TABLE IF EXISTS cd_t", "DROP TABLE IF EXISTS cd_key",
          "DROP TABLE IF EXISTS cd_text_key", "DROP TABLE IF EXISTS cd_down", "DROP TABLE IF EXISTS \"cd odd.%\"",
          "DROP TABLE IF EXISTS cd_fts"}) {
      statement.run(sql);
    }
    statement.run(
        "CREATE TABLE cd_t (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL, note TEXT COLLATE NOCASE, "
        "gen INTEGER AS (id + 1), kept INTEGER NOT NULL AS (id + 2) STORED)");
    statement.run("CREATE TABLE cd_key (k TEXT, l INTEGER, v REAL, PRIMARY KEY (k, l)) WITHOUT ROWID");
    statement.run("CREATE TABLE cd_text_key (k TEXT PRIMARY KEY)");
    statement.run("CREATE TABLE cd_down (d INTEGER PRIMARY KEY DESC)");
    statement.run("CREATE TABLE \"cd odd.%\" (\"odd \"\"name\" TEXT)");
    statement.run("CREATE VIRTUAL TABLE cd_fts USING fts5(title)");
    statement.run("CREATE VIEW cd_view AS SELECT id AS i, note FROM cd_t");
    statement.run("CREATE VIEW cd_view_of_view AS SELECT * FROM cd_view");
    statement.run("CREATE VIEW cd_outer_view AS SELECT t.id FROM cd_key k LEFT JOIN cd_t t ON t.id = k.l");
    statement.run("CREATE VIEW cd_union_view AS SELECT id AS i FROM cd_t UNION ALL SELECT k FROM cd_text_key");
  }
};

std::string base_of(const Statement& statement) {
  const std::string table = columns::text(statement, 1, SQL_DESC_BASE_TABLE_NAME);
  CHECK(columns::text(statement, 1, SQL_DESC_TABLE_NAME) == table);
  const std::string column = columns::text(statement, 1, SQL_DESC_BASE_COLUMN_NAME);
  CHECK(table.empty() == column.empty());
  return table.empty() ? "" : table + "." + column;
}

/// The fields of one declared type, as the reference's appendix D and SQLColAttribute's page have them.
struct TypeFields {
  std::string declared;
  SQLLEN type, concise, length, octets, precision, scale, display, radix, code;
  bool is_unsigned;
  SQLLEN searchable;
  std::string prefix, suffix, type_name;
};

// The lengths in octets of texts are those of the driver's own width of characters.
constexpr SQLLEN by_character = -1;

// clang-format off
const TypeFields types[] = {
    // declared       type           concise             length octets display…
    {"INTEGER",       SQL_BIGINT,    SQL_BIGINT,         19, 20, 19, 0, 20, 10, 0, no,  SQL_PRED_BASIC, "", "", "INTEGER"},
    {"BIGINT",        SQL_BIGINT,    SQL_BIGINT,         19, 20, 19, 0, 20, 10, 0, no,  SQL_PRED_BASIC, "", "", "BIGINT"},
    {"INT",           SQL_INTEGER,   SQL_INTEGER,        10,  4, 10, 0, 11, 10, 0, no,  SQL_PRED_BASIC, "", "", "INT"},
    {"SMALLINT",      SQL_SMALLINT,  SQL_SMALLINT,        5,  2,  5, 0,  6, 10, 0, no,  SQL_PRED_BASIC, "", "", "SMALLINT"},
    {"TINYINT",       SQL_TINYINT,   SQL_TINYINT,         3,  1,  3, 0,  4, 10, 0, no,  SQL_PRED_BASIC, "", "", "TINYINT"},
    {"BOOLEAN",       SQL_BIT,       SQL_BIT,             1,  1,  1, 0,  1, 10, 0, yes, SQL_PRED_BASIC, "", "", "BOOLEAN"},
    {"DECIMAL(10,2)", SQL_DECIMAL,   SQL_DECIMAL,        10, 12, 10, 2, 12, 10, 0, no,  SQL_PRED_BASIC, "", "", "DECIMAL"},
    {"NUMERIC(15,0)", SQL_NUMERIC,   SQL_NUMERIC,        15, 17, 15, 0, 17, 10, 0, no,  SQL_PRED_BASIC, "", "", "NUMERIC"},
    {"REAL",          SQL_DOUBLE,    SQL_DOUBLE,         15,  8, 15, 0, 24, 10, 0, no,  SQL_PRED_BASIC, "", "", "REAL"},
    {"DATE",          SQL_DATETIME,  SQL_TYPE_DATE,      10,  6,  0, 0, 10,  0, SQL_CODE_DATE, yes, SQL_SEARCHABLE, "'", "'", "DATE"},
    {"TIME",          SQL_DATETIME,  SQL_TYPE_TIME,       8,  6,  0, 0,  8,  0, SQL_CODE_TIME, yes, SQL_SEARCHABLE, "'", "'", "TIME"},
    {"DATETIME",      SQL_DATETIME,  SQL_TYPE_TIMESTAMP, 23, 16,  3, 0, 23,  0, SQL_CODE_TIMESTAMP, yes, SQL_SEARCHABLE, "'", "'", "DATETIME"},
    {"UUID",          SQL_GUID,      SQL_GUID,           36, 16,  0, 0, 36,  0, 0, yes, SQL_SEARCHABLE, "'", "'", "UUID"},
    {"BLOB",          SQL_LONGVARBINARY, SQL_LONGVARBINARY, 65535, 65535, 0, 0, 131070, 0, 0, yes, SQL_PRED_BASIC, "X'", "'", "BLOB"},
    {"VARBINARY(9)",  SQL_VARBINARY, SQL_VARBINARY,       9,  9,  0, 0, 18,  0, 0, yes, SQL_PRED_BASIC, "X'", "'", "VARBINARY"},
    {"VARCHAR(9)",    SQL_VARCHAR,   SQL_VARCHAR,         9, by_character, 9, 0, 9, 0, 0, yes, SQL_SEARCHABLE, "'", "'", "VARCHAR"},
    {"CHAR(3)",       SQL_CHAR,      SQL_CHAR,            3, by_character, 3, 0, 3, 0, 0, yes, SQL_SEARCHABLE, "'", "'", "CHAR"},
    {"TEXT",          SQL_LONGVARCHAR, SQL_LONGVARCHAR, 65535, by_character, 65535, 0, 65535, 0, 0, yes, SQL_SEARCHABLE, "'", "'", "TEXT"},
};
// clang-format on

/// A field of column 1 and what it has to be.
struct NumberField {
  SQLUSMALLINT field;
  SQLLEN expected;
};
struct TextField {
  SQLUSMALLINT field;
  std::string expected;
};

void check_numbers(const Statement& statement, std::initializer_list<NumberField> fields) {
  for (const NumberField& each : fields) {
    CAPTURE(each.field);
    CHECK(columns::number(statement, 1, each.field) == each.expected);
  }
}

void check_texts(const Statement& statement, std::initializer_list<TextField> fields) {
  for (const TextField& each : fields) {
    CAPTURE(each.field);
    CHECK(columns::text(statement, 1, each.field) == each.expected);
  }
}

SQLLEN truth(bool value) { return value ? SQL_TRUE : SQL_FALSE; }

/// The wide type of a narrow one, which the driver tells when the application speaks wide.
SQLLEN widened(SQLLEN type) {
  switch (type) {
    case SQL_CHAR:
      return SQL_WCHAR;
    case SQL_VARCHAR:
      return SQL_WVARCHAR;
    case SQL_LONGVARCHAR:
      return SQL_WLONGVARCHAR;
    default:
      return type;
  }
}

/// ODBC 2's field and ODBC 3's field that tells the same (SQLColAttributes' page, appendix G).
struct OldField {
  SQLUSMALLINT old_field, field;
};
const OldField old_fields[] = {
    {SQL_COLUMN_COUNT, SQL_DESC_COUNT},
    {SQL_COLUMN_TYPE, SQL_DESC_CONCISE_TYPE},
    {SQL_COLUMN_LENGTH, SQL_DESC_OCTET_LENGTH},
    {SQL_COLUMN_DISPLAY_SIZE, SQL_DESC_DISPLAY_SIZE},
    {SQL_COLUMN_NULLABLE, SQL_DESC_NULLABLE},
    {SQL_COLUMN_UNSIGNED, SQL_DESC_UNSIGNED},
    {SQL_COLUMN_MONEY, SQL_DESC_FIXED_PREC_SCALE},
    {SQL_COLUMN_UPDATABLE, SQL_DESC_UPDATABLE},
    {SQL_COLUMN_AUTO_INCREMENT, SQL_DESC_AUTO_UNIQUE_VALUE},
    {SQL_COLUMN_CASE_SENSITIVE, SQL_DESC_CASE_SENSITIVE},
    {SQL_COLUMN_SEARCHABLE, SQL_DESC_SEARCHABLE},
};
const OldField old_texts[] = {
    {SQL_COLUMN_NAME, SQL_DESC_NAME},
    {SQL_COLUMN_LABEL, SQL_DESC_LABEL},
    {SQL_COLUMN_TYPE_NAME, SQL_DESC_TYPE_NAME},
    {SQL_COLUMN_TABLE_NAME, SQL_DESC_TABLE_NAME},
    {SQL_COLUMN_OWNER_NAME, SQL_DESC_SCHEMA_NAME},
    {SQL_COLUMN_QUALIFIER_NAME, SQL_DESC_CATALOG_NAME},
};

}  // namespace

TEST_CASE_FIXTURE(Made, "the IRD tells where a column comes from, and what follows from that") {
  for (const Origin& row : origins) {
    CAPTURE(row.sql);
    REQUIRE_SUCCESS(statement, statement.prepare(row.sql));
    CHECK(base_of(statement) == row.base);
    check_texts(statement, {{SQL_DESC_NAME, row.name},
                            {SQL_DESC_LABEL, row.name},
                            {SQL_DESC_SCHEMA_NAME, ""},
                            {SQL_DESC_CATALOG_NAME, ""}});
    check_numbers(statement, {{SQL_DESC_UNNAMED, SQL_NAMED},
                              {SQL_DESC_NULLABLE, row.nullable},
                              {SQL_DESC_AUTO_UNIQUE_VALUE, truth(row.auto_unique)},
                              {SQL_DESC_UPDATABLE, row.may_be_updated ? SQL_ATTR_READWRITE_UNKNOWN : SQL_ATTR_READONLY},
                              {SQL_DESC_CASE_SENSITIVE, truth(row.case_sensitive)},
                              {SQL_DESC_ROWVER, SQL_FALSE},
                              {SQL_DESC_FIXED_PREC_SCALE, SQL_FALSE}});
  }
}

TEST_CASE_FIXTURE(Made, "a column that may be NULL by its query is not told as one that is never NULL, and is") {
  // The rows of the table above with `unknown` are no overcaution: these give NULL for a column that is NOT NULL.
  statement.run("INSERT INTO cd_key VALUES ('a', 1, 1.5)");
  for (const char* sql : {"SELECT t.id FROM cd_key k LEFT JOIN cd_t t ON t.id = k.l", "SELECT id FROM cd_outer_view",
                          "SELECT (SELECT id FROM cd_t WHERE 0)", "SELECT id, count(*) FROM cd_t WHERE 0",
                          "SELECT id FROM cd_t WHERE 0 UNION ALL SELECT NULL"}) {
    CAPTURE(std::string(sql));
    CHECK(statement.value_of(sql) == "NULL");
  }
}

TEST_CASE_FIXTURE(Made, "the values of combined queries decide the type where the first one's does not hold") {
  struct Row {
    std::string sql;
    SQLSMALLINT type;
  };
  const Row rows[] = {
      {"SELECT id FROM cd_t UNION ALL SELECT l FROM cd_key", SQL_BIGINT},
      {"SELECT id FROM cd_t UNION ALL SELECT v FROM cd_key", SQL_DOUBLE},
      {"SELECT id FROM cd_t UNION ALL SELECT k FROM cd_key", SQL_LONGVARCHAR},
      {"SELECT i FROM cd_union_view", SQL_LONGVARCHAR},
      {"SELECT name FROM cd_t UNION SELECT k FROM cd_key", SQL_VARCHAR},
      {"SELECT * FROM (SELECT v FROM cd_key UNION ALL SELECT 9007199254740993)", SQL_DOUBLE},
  };
  for (const Row& row : rows) {
    CAPTURE(row.sql);
    REQUIRE_SUCCESS(statement, statement.prepare(row.sql));
    const SQLLEN type = columns::number(statement, 1, SQL_DESC_CONCISE_TYPE);
    CHECK((type == row.type || type == widened(row.type)));
  }
  // A text behind a number of the first query was an error of conversion while the type was that query's.
  statement.run("INSERT INTO cd_text_key VALUES ('text')");
  CHECK(statement.value_of("SELECT i FROM cd_union_view") == "text");
}

TEST_CASE_FIXTURE(Connected, "the fields of each declared type are those of the reference") {
  for (const TypeFields& row : types) {
    CAPTURE(row.declared);
    statement.run("DROP TABLE IF EXISTS cd_type");
    statement.run("CREATE TABLE cd_type (c " + row.declared + ")");
    REQUIRE_SUCCESS(statement, statement.prepare("SELECT c FROM cd_type"));
    const SQLLEN told_type = columns::number(statement, 1, SQL_DESC_TYPE);
    const bool is_wide = row.octets == by_character && told_type == widened(row.type);
    const SQLLEN per_character = is_wide ? static_cast<SQLLEN>(sizeof(SQLWCHAR)) : 4;
    check_numbers(statement,
                  {{SQL_DESC_TYPE, is_wide ? widened(row.type) : row.type},
                   {SQL_DESC_CONCISE_TYPE, is_wide ? widened(row.concise) : row.concise},
                   {SQL_DESC_LENGTH, row.length},
                   {SQL_DESC_OCTET_LENGTH, row.octets == by_character ? row.length * per_character : row.octets},
                   {SQL_DESC_PRECISION, row.precision},
                   {SQL_DESC_SCALE, row.scale},
                   {SQL_DESC_DISPLAY_SIZE, row.display},
                   {SQL_DESC_NUM_PREC_RADIX, row.radix},
                   {SQL_DESC_DATETIME_INTERVAL_CODE, row.code},
                   {SQL_DESC_DATETIME_INTERVAL_PRECISION, 0},
                   {SQL_DESC_UNSIGNED, truth(row.is_unsigned)},
                   {SQL_DESC_SEARCHABLE, row.searchable}});
    check_texts(statement, {{SQL_DESC_LITERAL_PREFIX, row.prefix},
                            {SQL_DESC_LITERAL_SUFFIX, row.suffix},
                            {SQL_DESC_TYPE_NAME, row.type_name},
                            {SQL_DESC_LOCAL_TYPE_NAME, ""}});
  }
}

TEST_CASE_FIXTURE(Made, "SQLColAttributes tells by ODBC 2's names what SQLColAttribute tells") {
  REQUIRE_SUCCESS(statement, statement.prepare("SELECT id, name, note, gen, 1.5 AS n, 'x' FROM cd_t"));
  for (SQLUSMALLINT column = 1; column <= 6; ++column) {
    CAPTURE(column);
    for (const OldField& pair : old_fields) {
      CAPTURE(pair.old_field);
      SQLLEN value = -77;
      EXPECT("SUCCESS", statement, SQLColAttributes(statement, column, pair.old_field, nullptr, 0, nullptr, &value));
      CHECK(value == columns::number(statement, column, pair.field));
    }
    for (const OldField& pair : old_texts) {
      CAPTURE(pair.old_field);
      std::array<char, 100> value{};
      SQLSMALLINT length = -7;
      EXPECT("SUCCESS", statement,
             SQLColAttributes(statement, column, pair.old_field, value.data(), value.size(), &length, nullptr));
      CHECK(std::string(value.data()) == columns::text(statement, column, pair.field));
    }
  }
}

TEST_CASE_FIXTURE(Made,
                  "with a cursor that can change rows, each column tells before and after whether it may be set") {
  statement.run("INSERT INTO cd_t (id, name) VALUES (1, 'a')");
  Statement changing(connection);
  changing.set(SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_STATIC);
  changing.set(SQL_ATTR_CONCURRENCY, SQL_CONCUR_VALUES);
  REQUIRE_SUCCESS(changing, changing.prepare("SELECT id, name, gen, name || '!', name FROM cd_t"));
  const SQLLEN expected[] = {SQL_ATTR_WRITE, SQL_ATTR_WRITE, SQL_ATTR_READONLY, SQL_ATTR_READONLY, SQL_ATTR_READONLY};
  for (const bool executed : {false, true}) {
    CAPTURE(executed);
    if (executed) REQUIRE_SUCCESS(changing, SQLExecute(changing));
    for (SQLUSMALLINT column = 1; column <= 5; ++column) {
      CAPTURE(column);
      CHECK(columns::number(changing, column, SQL_DESC_UPDATABLE) == expected[column - 1U]);
      CHECK(descriptors::number(descriptors::ird(changing), static_cast<SQLSMALLINT>(column), SQL_DESC_UPDATABLE) ==
            expected[column - 1U]);
    }
  }
}
