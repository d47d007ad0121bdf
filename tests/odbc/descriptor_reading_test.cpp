// Owns: SQLGetDescField and SQLGetDescRec: what an IRD tells of columns, lengths and buffers of texts. Never: what is
// bound.
#include <array>
#include <string>

#include "descriptor_fields.h"

using namespace descriptors;
using servers::Connected;

namespace {

const std::string two_columns = "SELECT 7 AS seven, 'text' AS word";

}  // namespace

TEST_CASE_FIXTURE(Connected, "the IRD tells what SQLColAttribute tells, before and after the statement runs") {
  constexpr std::array numbers = {SQL_DESC_AUTO_UNIQUE_VALUE,
                                  SQL_DESC_CASE_SENSITIVE,
                                  SQL_DESC_CONCISE_TYPE,
                                  SQL_DESC_DATETIME_INTERVAL_CODE,
                                  SQL_DESC_DATETIME_INTERVAL_PRECISION,
                                  SQL_DESC_DISPLAY_SIZE,
                                  SQL_DESC_FIXED_PREC_SCALE,
                                  SQL_DESC_LENGTH,
                                  SQL_DESC_NULLABLE,
                                  SQL_DESC_NUM_PREC_RADIX,
                                  SQL_DESC_OCTET_LENGTH,
                                  SQL_DESC_PRECISION,
                                  SQL_DESC_ROWVER,
                                  SQL_DESC_SCALE,
                                  SQL_DESC_SEARCHABLE,
                                  SQL_DESC_TYPE,
                                  SQL_DESC_UNNAMED,
                                  SQL_DESC_UNSIGNED,
                                  SQL_DESC_UPDATABLE};
  constexpr std::array texts = {
      SQL_DESC_BASE_COLUMN_NAME, SQL_DESC_BASE_TABLE_NAME, SQL_DESC_CATALOG_NAME,    SQL_DESC_LABEL,
      SQL_DESC_LITERAL_PREFIX,   SQL_DESC_LITERAL_SUFFIX,  SQL_DESC_LOCAL_TYPE_NAME, SQL_DESC_NAME,
      SQL_DESC_SCHEMA_NAME,      SQL_DESC_TABLE_NAME,      SQL_DESC_TYPE_NAME};
  statement.run("DROP TABLE IF EXISTS desc_types");
  statement.run(
      "CREATE TABLE desc_types(id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL, at DATETIME, price DECIMAL(10,2))");
  statement.run("INSERT INTO desc_types VALUES (1, 'a', '2024-01-31 10:11:12', 1.5)");
  REQUIRE_SUCCESS(statement, statement.prepare("SELECT id, name AS label, at, price FROM desc_types"));
  for (const bool executed : {false, true}) {
    CAPTURE(executed);
    if (executed) REQUIRE_SUCCESS(statement, SQLExecute(statement));
    CHECK(number(ird(statement), 0, SQL_DESC_COUNT) == 4);
    for (SQLSMALLINT column = 1; column <= 4; ++column) {
      CAPTURE(column);
      for (const int field : numbers) {
        CAPTURE(field);
        SQLLEN told = -77;
        REQUIRE_SUCCESS(statement, SQLColAttribute(statement, static_cast<SQLUSMALLINT>(column),
                                                   static_cast<SQLUSMALLINT>(field), nullptr, 0, nullptr, &told));
        CHECK(number(ird(statement), column, static_cast<SQLSMALLINT>(field)) == told);
      }
      for (const int field : texts) {
        CAPTURE(field);
        std::array<char, 100> told{};
        SQLSMALLINT length = -1;
        REQUIRE_SUCCESS(statement,
                        SQLColAttribute(statement, static_cast<SQLUSMALLINT>(column), static_cast<SQLUSMALLINT>(field),
                                        told.data(), told.size(), &length, nullptr));
        CHECK(text(ird(statement), column, static_cast<SQLSMALLINT>(field)) == told.data());
      }
    }
    CHECK(number(ird(statement), 1, SQL_DESC_AUTO_UNIQUE_VALUE) == SQL_TRUE);
    CHECK(text(ird(statement), 2, SQL_DESC_NAME) == "label");
    CHECK(text(ird(statement), 2, SQL_DESC_BASE_COLUMN_NAME) == "name");
    CHECK(number(ird(statement), 2, SQL_DESC_LENGTH) == 20);
    CHECK(number(ird(statement), 2, SQL_DESC_NULLABLE) == SQL_NO_NULLS);
    CHECK(number(ird(statement), 3, SQL_DESC_TYPE) == SQL_DATETIME);
    CHECK(number(ird(statement), 3, SQL_DESC_DATETIME_INTERVAL_CODE) == SQL_CODE_TIMESTAMP);
    CHECK(number(ird(statement), 4, SQL_DESC_PRECISION) == 10);
    CHECK(number(ird(statement), 4, SQL_DESC_SCALE) == 2);
    CHECK(read_outcome(ird(statement), 5, SQL_DESC_NAME) == "NO_DATA");
    CHECK(read_outcome(ird(statement), -1, SQL_DESC_NAME) == "ERROR 07009");
    CHECK(read_outcome(ird(statement), 1, SQL_DESC_DATA_PTR) == "ERROR HY091");
  }
}

TEST_CASE_FIXTURE(Connected, "an IRD has no columns to tell of without a statement, or of one without a result") {
  CHECK(read_outcome(ird(statement), 1, SQL_DESC_NAME) == "ERROR HY007");
  CHECK(read_outcome(ird(statement), 0, SQL_DESC_COUNT) == "ERROR HY007");
  statement.run("DROP TABLE IF EXISTS desc_none");
  REQUIRE_SUCCESS(statement, statement.prepare("CREATE TABLE desc_none(i)"));
  CHECK(read_outcome(ird(statement), 1, SQL_DESC_NAME) == "NO_DATA");
  CHECK(number(ird(statement), 0, SQL_DESC_COUNT) == 0);
  REQUIRE_SUCCESS(statement, SQLExecute(statement));
  CHECK(read_outcome(ird(statement), 1, SQL_DESC_NAME) == "NO_DATA");
}

TEST_CASE_FIXTURE(Connected, "record 0 of the IRD is the bookmark, when bookmarks are on") {
  REQUIRE_SUCCESS(statement, statement.execute(two_columns));
  CHECK(read_outcome(ird(statement), 0, SQL_DESC_TYPE) == "ERROR 07009");
  statement.close();
  struct Row {
    SQLULEN use;
    SQLSMALLINT type;
  };
  const Row rows[] = {{SQL_UB_ON, SQL_BIGINT}, {SQL_UB_VARIABLE, SQL_BINARY}};
  for (const Row& row : rows) {
    CAPTURE(row.use);
    statement.set(SQL_ATTR_USE_BOOKMARKS, row.use);
    REQUIRE_SUCCESS(statement, statement.execute(two_columns));
    CHECK(number(ird(statement), 0, SQL_DESC_TYPE) == row.type);
    CHECK(number(ird(statement), 0, SQL_DESC_COUNT) == 2);
    statement.close();
  }
}

TEST_CASE_FIXTURE(Connected, "the length of a text field is told in bytes, whatever the buffer holds") {
  REQUIRE_SUCCESS(statement, statement.execute("SELECT 1 AS \"gr\u00f6\u00dfe\""));
  const SQLHANDLE descriptor = ird(statement);
  const std::string name = "gr\u00f6\u00dfe";
  SQLINTEGER length = -1;
  std::array<char, 40> narrow{};
  CHECK(outcome(SQLGetDescField(descriptor, 1, SQL_DESC_NAME, narrow.data(), narrow.size(), &length), descriptor) ==
        "SUCCESS");
  if (application::manager() != application::Manager::Iodbc) {  // which converts to the locale's encoding
    CHECK(narrow.data() == name);
    CHECK(length == 7);
  }
  // A wide buffer of exactly the text and its terminator, and of one character less.
  std::array<SQLWCHAR, 6> wide{};
  length = -1;
  CHECK(outcome(SQLGetDescFieldW(descriptor, 1, SQL_DESC_NAME, wide.data(), sizeof wide, &length), descriptor) ==
        "SUCCESS");
  CHECK(application::utf16(wide.data()) == u"gr\u00f6\u00dfe");
  CHECK(length == 5 * SQLINTEGER{sizeof(SQLWCHAR)});
  length = -1;
  CHECK(outcome(SQLGetDescFieldW(descriptor, 1, SQL_DESC_NAME, wide.data(), 5 * sizeof(SQLWCHAR), &length),
                descriptor) == "SUCCESS_WITH_INFO 01004");
  CHECK(application::utf16(wide.data()) == u"gr\u00f6\u00df");
  CHECK(length == 5 * SQLINTEGER{sizeof(SQLWCHAR)});
  length = -1;
  CHECK(outcome(SQLGetDescFieldW(descriptor, 1, SQL_DESC_NAME, nullptr, 0, &length), descriptor) == "SUCCESS");
  CHECK(length == 5 * SQLINTEGER{sizeof(SQLWCHAR)});
}

TEST_CASE_FIXTURE(Connected, "a number's place may be missing, and its length is that of its type") {
  REQUIRE_SUCCESS(statement, statement.execute(two_columns));
  struct Row {
    SQLSMALLINT field;
    SQLINTEGER bytes;
  };
  const Row rows[] = {
      {SQL_DESC_TYPE, 2}, {SQL_DESC_CASE_SENSITIVE, 4}, {SQL_DESC_DISPLAY_SIZE, 8}, {SQL_DESC_LENGTH, 8}};
  for (const Row& row : rows) {
    CAPTURE(row.field);
    SQLINTEGER length = -1;
    CHECK(outcome(SQLGetDescField(ird(statement), 1, row.field, nullptr, 0, &length), ird(statement)) == "SUCCESS");
    CHECK(length == row.bytes);
    std::array<unsigned char, 12> bytes;
    bytes.fill(0x55);
    CHECK(outcome(SQLGetDescField(ird(statement), 1, row.field, bytes.data(), 0, nullptr), ird(statement)) ==
          "SUCCESS");
    CHECK(bytes[static_cast<std::size_t>(row.bytes)] == 0x55);
  }
}

TEST_CASE_FIXTURE(Connected, "SQLGetDescRec tells the name in characters, and the fields of a record") {
  statement.run("DROP TABLE IF EXISTS desc_rec");
  statement.run("CREATE TABLE desc_rec(name VARCHAR(20) NOT NULL, at DATETIME)");
  REQUIRE_SUCCESS(statement, statement.prepare("SELECT name, at AS \"gr\u00f6\u00dfe\" FROM desc_rec"));
  const SQLHANDLE descriptor = ird(statement);
  std::array<char, 40> name{};
  SQLSMALLINT length = -1, type = -1, code = -1, precision = -1, scale = -1, nullable = -1;
  SQLLEN octets = -1;
  CHECK(outcome(SQLGetDescRec(descriptor, 1, reinterpret_cast<SQLCHAR*>(name.data()), name.size(), &length, &type,
                              &code, &octets, &precision, &scale, &nullable),
                descriptor) == "SUCCESS");
  CHECK(std::string(name.data()) == "name");
  CHECK(length == 4);
  CHECK((type == SQL_VARCHAR || type == SQL_WVARCHAR));
  CHECK(code == 0);
  CHECK(octets == number(descriptor, 1, SQL_DESC_OCTET_LENGTH));
  CHECK(scale == 0);
  CHECK(nullable == SQL_NO_NULLS);
  std::array<SQLWCHAR, 5> wide{};
  length = -1;
  CHECK(outcome(SQLGetDescRecW(descriptor, 2, wide.data(), wide.size(), &length, &type, &code, nullptr, &precision,
                               nullptr, nullptr),
                descriptor) == "SUCCESS_WITH_INFO 01004");
  CHECK(application::utf16(wide.data()) == u"gr\u00f6\u00df");
  CHECK(length == 5);
  CHECK(type == SQL_DATETIME);
  CHECK(code == SQL_CODE_TIMESTAMP);
  CHECK(precision == 3);
  const auto read = [&](SQLHANDLE handle, SQLSMALLINT record) {
    return outcome(
        SQLGetDescRec(handle, record, nullptr, 0, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr),
        handle);
  };
  // iODBC's manager gives a wide driver a buffer of its own for the name, of no length.
  CHECK(read(descriptor, 1) == application::unless_iodbc("SUCCESS", "SUCCESS_WITH_INFO 01004"));
  CHECK(read(descriptor, 3) == "NO_DATA");
  CHECK(read(descriptor, -1) == "ERROR 07009");
  CHECK(read(ipd(statement), 0) == "ERROR 07009");
  CHECK(read(ard(statement), 1) == "NO_DATA");
  const Statement unprepared(connection);
  CHECK(read(ird(unprepared), 1) == "ERROR HY007");
}

TEST_CASE_FIXTURE(Connected, "a parameter's name is set and read, narrow and wide") {
  const SQLHANDLE descriptor = ipd(statement);
  std::string name = "price";
  CHECK(outcome(SQLSetDescField(descriptor, 1, SQL_DESC_NAME, name.data(), SQL_NTS), descriptor) == "SUCCESS");
  CHECK(text(descriptor, 1, SQL_DESC_NAME) == "price");
  CHECK(outcome(SQLSetDescField(descriptor, 1, SQL_DESC_NAME, name.data(), 2), descriptor) == "SUCCESS");
  CHECK(text(descriptor, 1, SQL_DESC_NAME) == "pr");
  application::WideText wide = application::wide(u"wide name");
  CHECK(outcome(SQLSetDescFieldW(descriptor, 1, SQL_DESC_NAME, wide.data(), static_cast<SQLINTEGER>(wide.bytes())),
                descriptor) == "SUCCESS");
  CHECK(text(descriptor, 1, SQL_DESC_NAME) == "wide name");
  CHECK(number(descriptor, 1, SQL_DESC_UNNAMED) == SQL_NAMED);
  std::string longest(129, 'n');
  CHECK(outcome(SQLSetDescField(descriptor, 1, SQL_DESC_NAME, longest.data(), 129), descriptor) == "ERROR 22001");
  CHECK(outcome(SQLSetDescField(descriptor, 1, SQL_DESC_NAME, longest.data(), 128), descriptor) == "SUCCESS");
}
