// Owns: descriptors that the application allocates and gives to statements, and SQLCopyDesc. Never: single fields.
#include <array>
#include <string>

#include "descriptor_fields.h"

using namespace descriptors;
using servers::Connected;

namespace {

struct Copied : Connected {
  Copied() {
    statement.run("DROP TABLE IF EXISTS desc_source");
    statement.run("DROP TABLE IF EXISTS desc_copy");
    statement.run("CREATE TABLE desc_source(id INTEGER, word TEXT)");
    statement.run("CREATE TABLE desc_copy(id INTEGER, word TEXT)");
    statement.run("INSERT INTO desc_source VALUES (1, 'one'), (2, NULL), (3, 'three')");
  }
};

}  // namespace

TEST_CASE_FIXTURE(Connected, "one descriptor of the application is the ARD of one statement and the APD of another") {
  const OwnDescriptor own(connection);
  CHECK(number(own, 0, SQL_DESC_ALLOC_TYPE) == SQL_DESC_ALLOC_USER);
  Statement other(connection);
  statement.set_place(SQL_ATTR_APP_ROW_DESC, own);
  other.set_place(SQL_ATTR_APP_PARAM_DESC, own);
  CHECK(ard(statement) == static_cast<SQLHANDLE>(own));
  CHECK(apd(other) == static_cast<SQLHANDLE>(own));
  SQLINTEGER value = 0;
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 1, SQL_C_SLONG, &value, 0, nullptr));
  CHECK(set(ipd(other), 1, SQL_DESC_TYPE, SQL_INTEGER) == "SUCCESS");
  REQUIRE_SUCCESS(other, other.prepare("SELECT ? * 10"));
  REQUIRE_SUCCESS(statement, statement.execute("SELECT 7"));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  REQUIRE_SUCCESS(other, SQLExecute(other));
  REQUIRE_SUCCESS(other, SQLFetch(other));
  CHECK(other.integer_at(1) == 70);
  // "SQLSetStmtAttr for one statement can affect other statements."
  statement.set(SQL_ATTR_ROW_ARRAY_SIZE, 5);
  SQLULEN sets = 0;
  REQUIRE_SUCCESS(other, SQLGetStmtAttr(other, SQL_ATTR_PARAMSET_SIZE, &sets, 0, nullptr));
  CHECK(sets == 5);
}

TEST_CASE_FIXTURE(Connected, "a statement goes back to its own descriptor when it is told to, or the other is freed") {
  const SQLHANDLE row = ard(statement);
  const SQLHANDLE parameter = apd(statement);
  OwnDescriptor own(connection);
  Statement other(connection);
  SQLINTEGER first = 0;
  SQLINTEGER second = 0;
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 1, SQL_C_SLONG, &first, 0, nullptr));
  for (const Statement* each : {&statement, &other}) {
    REQUIRE_SUCCESS(*each, SQLSetStmtAttr(*each, SQL_ATTR_APP_ROW_DESC, own, 0));
    REQUIRE_SUCCESS(*each, SQLSetStmtAttr(*each, SQL_ATTR_APP_PARAM_DESC, own, 0));
  }
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 1, SQL_C_SLONG, &second, 0, nullptr));
  CHECK(statement.value_of("SELECT 5") == "5");
  CHECK(second == 5);
  CHECK(first == 0);
  REQUIRE_SUCCESS(statement, SQLSetStmtAttr(statement, SQL_ATTR_APP_PARAM_DESC, SQL_NULL_HDESC, 0));
  CHECK(apd(statement) == parameter);
  CHECK(own.free() == SQL_SUCCESS);
  CHECK(ard(statement) == row);
  CHECK(statement.value_of("SELECT 6") == "6");
  CHECK(first == 6);
  CHECK(second == 5);
  CHECK(number(ard(other), 0, SQL_DESC_COUNT) == 0);
}

TEST_CASE_FIXTURE(Connected, "a descriptor that a statement cannot use is refused") {
  const auto give = [&](SQLINTEGER attribute, SQLHANDLE descriptor) {
    return SQLSetStmtAttr(statement, attribute, descriptor, 0);
  };
  const Statement other(connection);
  EXPECT("ERROR HY017", statement, give(SQL_ATTR_APP_ROW_DESC, ard(other)));
  EXPECT("ERROR HY017", statement, give(SQL_ATTR_APP_ROW_DESC, apd(statement)));
  EXPECT("ERROR HY017", statement, give(SQL_ATTR_APP_PARAM_DESC, ipd(statement)));
  const OwnDescriptor own(connection);
  EXPECT("ERROR HY017", statement, give(SQL_ATTR_IMP_ROW_DESC, own));
  EXPECT("ERROR HY017", statement, give(SQL_ATTR_IMP_PARAM_DESC, own));
  Connection elsewhere(environment);
  EXPECT("SUCCESS", elsewhere, elsewhere.connect(servers::connection_string()));
  const OwnDescriptor foreign(elsewhere);
  // iODBC's manager answers HY017 for every descriptor that is not of the statement's connection.
  EXPECT(application::unless_iodbc("ERROR HY024", "ERROR HY017"), statement, give(SQL_ATTR_APP_ROW_DESC, foreign));
  CHECK(statement.value_of("SELECT 1") == "1");
}

TEST_CASE_FIXTURE(Copied, "rows are copied between tables through copied descriptors") {
  std::array<SQLINTEGER, 3> ids{};
  std::array<std::array<char, 10>, 3> words{};
  std::array<SQLLEN, 3> lengths{};
  std::array<SQLUSMALLINT, 3> status{};
  statement.set(SQL_ATTR_ROW_ARRAY_SIZE, ids.size());
  statement.set_place(SQL_ATTR_ROW_STATUS_PTR, status.data());
  REQUIRE_SUCCESS(statement, statement.execute("SELECT id, word FROM desc_source ORDER BY id"));
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 1, SQL_C_SLONG, ids.data(), 0, nullptr));
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 2, SQL_C_CHAR, words.data(), 10, lengths.data()));

  Statement copy(connection);
  CHECK(outcome(SQLCopyDesc(ard(statement), apd(copy)), apd(copy)) == "SUCCESS");
  CHECK(outcome(SQLCopyDesc(ird(statement), ipd(copy)), ipd(copy)) == "SUCCESS");
  CHECK(number(apd(copy), 0, SQL_DESC_ARRAY_SIZE) == 3);
  CHECK(place(apd(copy), 2, SQL_DESC_DATA_PTR) == words.data());
  CHECK(number(apd(copy), 0, SQL_DESC_ALLOC_TYPE) == SQL_DESC_ALLOC_AUTO);
  CHECK(number(ipd(copy), 0, SQL_DESC_COUNT) == 2);
  CHECK(text(ipd(copy), 2, SQL_DESC_NAME) == "word");
  CHECK(place(ipd(copy), 0, SQL_DESC_ARRAY_STATUS_PTR) == status.data());
  copy.set_place(SQL_ATTR_PARAM_STATUS_PTR, nullptr);
  REQUIRE_SUCCESS(copy, copy.prepare("INSERT INTO desc_copy VALUES (?, ?)"));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  REQUIRE_SUCCESS(copy, SQLExecute(copy));
  CHECK(copy.row_count() == 3);
  statement.close();
  Statement reader(connection);
  CHECK(reader.value_of("SELECT group_concat(id || coalesce(word, '-')) FROM desc_copy") == "1one,2-,3three");
}

TEST_CASE_FIXTURE(Connected, "what cannot be copied has its own state") {
  SQLINTEGER value = 0;
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 1, SQL_C_SLONG, &value, 0, nullptr));
  CHECK(outcome(SQLCopyDesc(ard(statement), ird(statement)), ird(statement)) == "ERROR HY016");
  CHECK(outcome(SQLCopyDesc(ird(statement), apd(statement)), apd(statement)) == "ERROR HY007");
  CHECK(outcome(SQLCopyDesc(ard(statement), ipd(statement)), ipd(statement)) == "ERROR HY021");
  CHECK(outcome(SQLCopyDesc(ard(statement), ard(statement)), ard(statement)) == "SUCCESS");
  CHECK(place(ard(statement), 1, SQL_DESC_DATA_PTR) == &value);
  const OwnDescriptor own(connection);
  CHECK(outcome(SQLCopyDesc(ard(statement), own), own) == "SUCCESS");
  CHECK(number(own, 0, SQL_DESC_ALLOC_TYPE) == SQL_DESC_ALLOC_USER);
  CHECK(place(own, 1, SQL_DESC_DATA_PTR) == &value);
}
