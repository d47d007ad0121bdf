// Owns: statement attributes: defaults, values, what is replaced or refused, and when they may be set. Never: what they
// do (the topics of cursors, parameters and results have that).
#include <array>
#include <string>

#include "test_servers.h"

using application::Statement;
using servers::Connected;

namespace {

SQLPOINTER argument(SQLULEN value) { return reinterpret_cast<SQLPOINTER>(value); }

std::string set_outcome(const Statement& statement, SQLINTEGER attribute, SQLULEN value) {
  return application::outcome(SQLSetStmtAttr(statement, attribute, argument(value), 0), statement);
}

std::string get_outcome(const Statement& statement, SQLINTEGER attribute) {
  SQLULEN value = 0;
  return application::outcome(SQLGetStmtAttr(statement, attribute, &value, 0, nullptr), statement);
}

SQLULEN value_of(const Statement& statement, SQLINTEGER attribute) {
  SQLULEN value = 99;
  SQLINTEGER length = 0;
  CAPTURE(attribute);
  REQUIRE_SUCCESS(statement, SQLGetStmtAttr(statement, attribute, &value, 0, &length));
  return value;
}

SQLHANDLE descriptor_of(const Statement& statement, SQLINTEGER attribute) {
  return reinterpret_cast<SQLHANDLE>(value_of(statement, attribute));
}

}  // namespace

TEST_CASE_FIXTURE(Connected, "a new statement has the defaults of the reference") {
  struct Row {
    SQLINTEGER attribute;
    SQLULEN value;
  };
  const Row rows[] = {
      {SQL_ATTR_ASYNC_ENABLE, SQL_ASYNC_ENABLE_OFF},
      {SQL_ATTR_CONCURRENCY, SQL_CONCUR_READ_ONLY},
      {SQL_ATTR_CURSOR_SCROLLABLE, SQL_NONSCROLLABLE},
      {SQL_ATTR_CURSOR_SENSITIVITY, SQL_UNSPECIFIED},
      {SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_FORWARD_ONLY},
      {SQL_ATTR_ENABLE_AUTO_IPD, SQL_FALSE},
      {SQL_ATTR_FETCH_BOOKMARK_PTR, 0},
      {SQL_ATTR_KEYSET_SIZE, 0},
      {SQL_ATTR_MAX_LENGTH, 0},
      {SQL_ATTR_MAX_ROWS, 0},
      {SQL_ATTR_METADATA_ID, SQL_FALSE},
      {SQL_ATTR_NOSCAN, SQL_NOSCAN_OFF},
      {SQL_ATTR_PARAM_BIND_OFFSET_PTR, 0},
      {SQL_ATTR_PARAM_BIND_TYPE, SQL_PARAM_BIND_BY_COLUMN},
      {SQL_ATTR_PARAM_OPERATION_PTR, 0},
      {SQL_ATTR_PARAM_STATUS_PTR, 0},
      {SQL_ATTR_PARAMS_PROCESSED_PTR, 0},
      {SQL_ATTR_PARAMSET_SIZE, 1},
      {SQL_ATTR_QUERY_TIMEOUT, 0},
      {SQL_ATTR_RETRIEVE_DATA, SQL_RD_ON},
      {SQL_ATTR_ROW_ARRAY_SIZE, 1},
      {SQL_ATTR_ROW_BIND_OFFSET_PTR, 0},
      {SQL_ATTR_ROW_BIND_TYPE, SQL_BIND_BY_COLUMN},
      {SQL_ATTR_ROW_OPERATION_PTR, 0},
      {SQL_ATTR_ROW_STATUS_PTR, 0},
      {SQL_ATTR_ROWS_FETCHED_PTR, 0},
      {SQL_ATTR_SIMULATE_CURSOR, SQL_SC_UNIQUE},
      {SQL_ATTR_USE_BOOKMARKS, SQL_UB_OFF},
      {SQL_ROWSET_SIZE, 1},
  };
  for (const Row& row : rows) {
    CAPTURE(row.attribute);
    CHECK(value_of(statement, row.attribute) == row.value);
  }
}

TEST_CASE_FIXTURE(Connected, "a value that is applied is kept, one that is not is replaced with a warning or refused") {
  struct Row {
    SQLINTEGER attribute;
    SQLULEN asked;
    std::string outcome;
    SQLULEN kept;
  };
  const std::string replaced = "SUCCESS_WITH_INFO 01S02";
  const Row rows[] = {
      {SQL_ATTR_ASYNC_ENABLE, SQL_ASYNC_ENABLE_OFF, "SUCCESS", SQL_ASYNC_ENABLE_OFF},
      {SQL_ATTR_ASYNC_ENABLE, SQL_ASYNC_ENABLE_ON, "ERROR HYC00", SQL_ASYNC_ENABLE_OFF},
      {SQL_ATTR_CONCURRENCY, SQL_CONCUR_VALUES, "SUCCESS", SQL_CONCUR_VALUES},
      {SQL_ATTR_CONCURRENCY, SQL_CONCUR_READ_ONLY, "SUCCESS", SQL_CONCUR_READ_ONLY},
      {SQL_ATTR_CONCURRENCY, SQL_CONCUR_ROWVER, replaced, SQL_CONCUR_VALUES},
      {SQL_ATTR_CONCURRENCY, SQL_CONCUR_LOCK, replaced, SQL_CONCUR_VALUES},
      {SQL_ATTR_CONCURRENCY, 77, "ERROR HY024", SQL_CONCUR_VALUES},
      {SQL_ATTR_CURSOR_SCROLLABLE, 77, "ERROR HY024", SQL_NONSCROLLABLE},
      {SQL_ATTR_CURSOR_SENSITIVITY, SQL_SENSITIVE, "ERROR HYC00", SQL_UNSPECIFIED},
      {SQL_ATTR_CURSOR_SENSITIVITY, 77, "ERROR HY024", SQL_UNSPECIFIED},
      {SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_DYNAMIC, replaced, SQL_CURSOR_STATIC},
      {SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_KEYSET_DRIVEN, replaced, SQL_CURSOR_STATIC},
      {SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_FORWARD_ONLY, "SUCCESS", SQL_CURSOR_FORWARD_ONLY},
      {SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_STATIC, "SUCCESS", SQL_CURSOR_STATIC},
      {SQL_ATTR_CURSOR_TYPE, 77, "ERROR HY024", SQL_CURSOR_STATIC},
      {SQL_ATTR_ENABLE_AUTO_IPD, SQL_FALSE, "SUCCESS", SQL_FALSE},
      {SQL_ATTR_ENABLE_AUTO_IPD, SQL_TRUE, "ERROR HYC00", SQL_FALSE},
      {SQL_ATTR_KEYSET_SIZE, 0, "SUCCESS", 0},
      {SQL_ATTR_KEYSET_SIZE, 50, replaced, 0},
      {SQL_ATTR_MAX_LENGTH, 1, "SUCCESS", 1},
      {SQL_ATTR_MAX_LENGTH, 0, "SUCCESS", 0},
      {SQL_ATTR_MAX_ROWS, 12, "SUCCESS", 12},
      {SQL_ATTR_METADATA_ID, SQL_TRUE, "SUCCESS", SQL_TRUE},
      {SQL_ATTR_METADATA_ID, 77, "ERROR HY024", SQL_TRUE},
      {SQL_ATTR_NOSCAN, SQL_NOSCAN_ON, "SUCCESS", SQL_NOSCAN_ON},
      {SQL_ATTR_NOSCAN, 77, "ERROR HY024", SQL_NOSCAN_ON},
      {SQL_ATTR_PARAM_BIND_TYPE, 40, "SUCCESS", 40},
      {SQL_ATTR_PARAMSET_SIZE, 7, "SUCCESS", 7},
      {SQL_ATTR_PARAMSET_SIZE, 0, "ERROR HY024", 7},
      {SQL_ATTR_QUERY_TIMEOUT, 30, "SUCCESS", 30},
      {SQL_ATTR_QUERY_TIMEOUT, 86401, replaced, 86400},
      {SQL_ATTR_RETRIEVE_DATA, SQL_RD_OFF, "SUCCESS", SQL_RD_OFF},
      {SQL_ATTR_RETRIEVE_DATA, 77, "ERROR HY024", SQL_RD_OFF},
      {SQL_ATTR_ROW_ARRAY_SIZE, 7, "SUCCESS", 7},
      {SQL_ATTR_ROW_ARRAY_SIZE, 0, "ERROR HY024", 7},
      {SQL_ATTR_ROW_BIND_TYPE, 40, "SUCCESS", 40},
      {SQL_ATTR_SIMULATE_CURSOR, SQL_SC_UNIQUE, "SUCCESS", SQL_SC_UNIQUE},
      {SQL_ATTR_SIMULATE_CURSOR, SQL_SC_TRY_UNIQUE, replaced, SQL_SC_UNIQUE},
      {SQL_ATTR_SIMULATE_CURSOR, SQL_SC_NON_UNIQUE, replaced, SQL_SC_UNIQUE},
      {SQL_ATTR_SIMULATE_CURSOR, 77, "ERROR HY024", SQL_SC_UNIQUE},
      {SQL_ATTR_USE_BOOKMARKS, SQL_UB_ON, "SUCCESS", SQL_UB_ON},
      {SQL_ATTR_USE_BOOKMARKS, SQL_UB_VARIABLE, "SUCCESS", SQL_UB_VARIABLE},
      {SQL_ATTR_USE_BOOKMARKS, SQL_UB_OFF, "SUCCESS", SQL_UB_OFF},
      {SQL_ATTR_USE_BOOKMARKS, 77, "ERROR HY024", SQL_UB_OFF},
      {SQL_ROWSET_SIZE, 9, "SUCCESS", 9},
      {SQL_ROWSET_SIZE, 0, "ERROR HY024", 9},
  };
  for (const Row& row : rows) {
    CAPTURE(row.attribute);
    CAPTURE(row.asked);
    CHECK(set_outcome(statement, row.attribute, row.asked) == row.outcome);
    if (row.attribute != SQL_ATTR_CURSOR_SCROLLABLE) CHECK(value_of(statement, row.attribute) == row.kept);
  }
  CHECK(value_of(statement, SQL_ATTR_ROW_ARRAY_SIZE) == 7);  // SQL_ROWSET_SIZE is another one
}

TEST_CASE_FIXTURE(Connected, "every place is kept, and may be taken back with a null pointer") {
  constexpr std::array attributes = {
      SQL_ATTR_FETCH_BOOKMARK_PTR, SQL_ATTR_PARAM_BIND_OFFSET_PTR, SQL_ATTR_PARAM_OPERATION_PTR,
      SQL_ATTR_PARAM_STATUS_PTR,   SQL_ATTR_PARAMS_PROCESSED_PTR,  SQL_ATTR_ROW_BIND_OFFSET_PTR,
      SQL_ATTR_ROW_OPERATION_PTR,  SQL_ATTR_ROW_STATUS_PTR,        SQL_ATTR_ROWS_FETCHED_PTR};
  std::array<SQLLEN, attributes.size()> places{};
  for (std::size_t index = 0; index < attributes.size(); ++index)
    statement.set_place(attributes[index], &places[index]);
  for (std::size_t index = 0; index < attributes.size(); ++index) {
    CAPTURE(attributes[index]);
    CHECK(value_of(statement, attributes[index]) == reinterpret_cast<SQLULEN>(&places[index]));
    statement.set_place(attributes[index], nullptr);
    CHECK(value_of(statement, attributes[index]) == 0);
  }
}

TEST_CASE_FIXTURE(Connected, "an attribute that is a field of a descriptor is that field, both ways") {
  struct Row {
    SQLINTEGER attribute, descriptor;
    SQLSMALLINT field;
  };
  const Row rows[] = {
      {SQL_ATTR_PARAM_BIND_OFFSET_PTR, SQL_ATTR_APP_PARAM_DESC, SQL_DESC_BIND_OFFSET_PTR},
      {SQL_ATTR_PARAM_BIND_TYPE, SQL_ATTR_APP_PARAM_DESC, SQL_DESC_BIND_TYPE},
      {SQL_ATTR_PARAM_OPERATION_PTR, SQL_ATTR_APP_PARAM_DESC, SQL_DESC_ARRAY_STATUS_PTR},
      {SQL_ATTR_PARAM_STATUS_PTR, SQL_ATTR_IMP_PARAM_DESC, SQL_DESC_ARRAY_STATUS_PTR},
      {SQL_ATTR_PARAMS_PROCESSED_PTR, SQL_ATTR_IMP_PARAM_DESC, SQL_DESC_ROWS_PROCESSED_PTR},
      {SQL_ATTR_PARAMSET_SIZE, SQL_ATTR_APP_PARAM_DESC, SQL_DESC_ARRAY_SIZE},
      {SQL_ATTR_ROW_ARRAY_SIZE, SQL_ATTR_APP_ROW_DESC, SQL_DESC_ARRAY_SIZE},
      {SQL_ATTR_ROW_BIND_OFFSET_PTR, SQL_ATTR_APP_ROW_DESC, SQL_DESC_BIND_OFFSET_PTR},
      {SQL_ATTR_ROW_BIND_TYPE, SQL_ATTR_APP_ROW_DESC, SQL_DESC_BIND_TYPE},
      {SQL_ATTR_ROW_OPERATION_PTR, SQL_ATTR_APP_ROW_DESC, SQL_DESC_ARRAY_STATUS_PTR},
      {SQL_ATTR_ROW_STATUS_PTR, SQL_ATTR_IMP_ROW_DESC, SQL_DESC_ARRAY_STATUS_PTR},
      {SQL_ATTR_ROWS_FETCHED_PTR, SQL_ATTR_IMP_ROW_DESC, SQL_DESC_ROWS_PROCESSED_PTR},
  };
  REQUIRE_SUCCESS(statement, statement.prepare("SELECT 1"));  // an IRD is read on a prepared statement only
  SQLULEN asked = 16;
  for (const Row& row : rows) {
    CAPTURE(row.attribute);
    const SQLHANDLE descriptor = descriptor_of(statement, row.descriptor);
    asked += 8;
    statement.set(row.attribute, asked);
    SQLULEN field = 0;
    CHECK(SQLGetDescField(descriptor, 0, row.field, &field, 0, nullptr) == SQL_SUCCESS);
    CHECK(field == asked);
    CHECK(SQLSetDescField(descriptor, 0, row.field, argument(asked + 4), 0) == SQL_SUCCESS);
    CHECK(value_of(statement, row.attribute) == asked + 4);
    CHECK(SQLSetDescField(descriptor, 0, row.field, argument(1), 0) == SQL_SUCCESS);
  }
}

TEST_CASE_FIXTURE(Connected, "the four attributes of a cursor stay consistent") {
  struct Row {
    SQLINTEGER attribute;
    SQLULEN value;
    SQLULEN concurrency, scrollable, sensitivity, type;
  };
  // One after the other on one statement.
  const Row rows[] = {
      {SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_STATIC, SQL_CONCUR_READ_ONLY, SQL_SCROLLABLE, SQL_INSENSITIVE,
       SQL_CURSOR_STATIC},
      {SQL_ATTR_CONCURRENCY, SQL_CONCUR_VALUES, SQL_CONCUR_VALUES, SQL_SCROLLABLE, SQL_UNSPECIFIED, SQL_CURSOR_STATIC},
      {SQL_ATTR_CURSOR_SCROLLABLE, SQL_NONSCROLLABLE, SQL_CONCUR_VALUES, SQL_NONSCROLLABLE, SQL_UNSPECIFIED,
       SQL_CURSOR_FORWARD_ONLY},
      {SQL_ATTR_CURSOR_SCROLLABLE, SQL_SCROLLABLE, SQL_CONCUR_VALUES, SQL_SCROLLABLE, SQL_UNSPECIFIED,
       SQL_CURSOR_STATIC},
      {SQL_ATTR_CURSOR_SENSITIVITY, SQL_INSENSITIVE, SQL_CONCUR_READ_ONLY, SQL_SCROLLABLE, SQL_INSENSITIVE,
       SQL_CURSOR_STATIC},
      {SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_FORWARD_ONLY, SQL_CONCUR_READ_ONLY, SQL_NONSCROLLABLE, SQL_UNSPECIFIED,
       SQL_CURSOR_FORWARD_ONLY},
      {SQL_ATTR_CONCURRENCY, SQL_CONCUR_READ_ONLY, SQL_CONCUR_READ_ONLY, SQL_NONSCROLLABLE, SQL_INSENSITIVE,
       SQL_CURSOR_FORWARD_ONLY},
      {SQL_ATTR_CURSOR_SENSITIVITY, SQL_UNSPECIFIED, SQL_CONCUR_READ_ONLY, SQL_NONSCROLLABLE, SQL_UNSPECIFIED,
       SQL_CURSOR_FORWARD_ONLY},
  };
  for (const Row& row : rows) {
    CAPTURE(row.attribute);
    CAPTURE(row.value);
    statement.set(row.attribute, row.value);
    CHECK(value_of(statement, SQL_ATTR_CONCURRENCY) == row.concurrency);
    CHECK(value_of(statement, SQL_ATTR_CURSOR_SCROLLABLE) == row.scrollable);
    CHECK(value_of(statement, SQL_ATTR_CURSOR_SENSITIVITY) == row.sensitivity);
    CHECK(value_of(statement, SQL_ATTR_CURSOR_TYPE) == row.type);
  }
}

TEST_CASE_FIXTURE(Connected, "what decides the cursor cannot be changed while it is open, nor once prepared") {
  struct Row {
    SQLINTEGER attribute;
    SQLULEN value;
    std::string open, prepared;
  };
  // The reference names four attributes for HY011; unixODBC's manager answers it for two more.
  const bool by_manager = application::manager() == application::Manager::UnixOdbc;
  const std::string characteristic = by_manager ? "ERROR HY011" : "SUCCESS";
  const Row rows[] = {
      {SQL_ATTR_CONCURRENCY, SQL_CONCUR_READ_ONLY, "ERROR 24000", "ERROR HY011"},
      {SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_STATIC, "ERROR 24000", "ERROR HY011"},
      {SQL_ATTR_SIMULATE_CURSOR, SQL_SC_UNIQUE, "ERROR 24000", "ERROR HY011"},
      {SQL_ATTR_USE_BOOKMARKS, SQL_UB_VARIABLE, "ERROR 24000", "ERROR HY011"},
      {SQL_ATTR_CURSOR_SCROLLABLE, SQL_SCROLLABLE, "ERROR 24000", characteristic},
      {SQL_ATTR_CURSOR_SENSITIVITY, SQL_INSENSITIVE, "ERROR 24000", characteristic},
      {SQL_ATTR_MAX_ROWS, 5, "SUCCESS", "SUCCESS"},
      {SQL_ATTR_MAX_LENGTH, 5, "SUCCESS", "SUCCESS"},
      {SQL_ATTR_QUERY_TIMEOUT, 5, "SUCCESS", "SUCCESS"},
      {SQL_ATTR_ROW_ARRAY_SIZE, 5, "SUCCESS", "SUCCESS"},
      {SQL_ATTR_RETRIEVE_DATA, SQL_RD_ON, "SUCCESS", "SUCCESS"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.attribute);
    Statement own(connection);
    REQUIRE_SUCCESS(own, own.execute("SELECT 1"));
    CHECK(set_outcome(own, row.attribute, row.value) == row.open);
    own.close();
    CHECK(set_outcome(own, row.attribute, row.value) == "SUCCESS");
    REQUIRE_SUCCESS(own, own.prepare("SELECT 1"));
    CHECK(set_outcome(own, row.attribute, row.value) == row.prepared);
    REQUIRE_SUCCESS(own, SQLExecute(own));
    CHECK(set_outcome(own, row.attribute, row.value) == row.open);
    own.close();
    CHECK(set_outcome(own, row.attribute, row.value) == row.prepared);
  }
}

TEST_CASE_FIXTURE(Connected, "what can only be read is not set, what ODBC does not know is neither") {
  CHECK(set_outcome(statement, SQL_ATTR_ROW_NUMBER, 1) == "ERROR HY092");
  CHECK(set_outcome(statement, 4711, 1) == "ERROR HY092");
  CHECK(get_outcome(statement, 4711) == "ERROR HY092");
  CHECK(set_outcome(statement, SQL_ATTR_IMP_ROW_DESC, 1) == "ERROR HY017");
}

TEST_CASE_FIXTURE(Connected, "the row number is told on a row only") {
  CHECK(get_outcome(statement, SQL_ATTR_ROW_NUMBER) == "ERROR 24000");
  REQUIRE_SUCCESS(statement, statement.execute("SELECT 1 UNION ALL SELECT 2"));
  CHECK(get_outcome(statement, SQL_ATTR_ROW_NUMBER) == "ERROR 24000");
  for (const SQLULEN row : {1, 2}) {
    REQUIRE_SUCCESS(statement, SQLFetch(statement));
    CHECK(value_of(statement, SQL_ATTR_ROW_NUMBER) == row);
  }
  EXPECT("NO_DATA", statement, SQLFetch(statement));
  CHECK(get_outcome(statement, SQL_ATTR_ROW_NUMBER) == "ERROR 24000");
}

TEST_CASE_FIXTURE(Connected, "the length of a value is told, and the value may be left out") {
  for (const SQLINTEGER attribute : {SQL_ATTR_MAX_ROWS, SQL_ATTR_ROW_ARRAY_SIZE, SQL_ATTR_ROW_STATUS_PTR}) {
    CAPTURE(attribute);
    SQLULEN value = 0;
    SQLINTEGER length = -1;
    REQUIRE_SUCCESS(statement, SQLGetStmtAttr(statement, attribute, &value, SQL_IS_UINTEGER, &length));
    CHECK(length == sizeof(SQLULEN));
    length = -1;
    REQUIRE_SUCCESS(statement, SQLGetStmtAttr(statement, attribute, nullptr, 0, &length));
    CHECK(length == sizeof(SQLULEN));
    EXPECT("ERROR HY009", statement, SQLGetStmtAttr(statement, attribute, nullptr, 0, nullptr));
  }
}

TEST_CASE_FIXTURE(Connected, "the wide forms set and get the same values") {
  REQUIRE_SUCCESS(statement, SQLSetStmtAttrW(statement, SQL_ATTR_MAX_ROWS, argument(21), 0));
  SQLULEN value = 0;
  SQLINTEGER length = -1;
  REQUIRE_SUCCESS(statement, SQLGetStmtAttrW(statement, SQL_ATTR_MAX_ROWS, &value, 0, &length));
  CHECK(value == 21);
  CHECK(length == sizeof(SQLULEN));
  EXPECT("ERROR HY092", statement, SQLSetStmtAttrW(statement, 4711, argument(1), 0));
}

TEST_CASE_FIXTURE(Connected, "attributes outlive the result and SQLFreeStmt") {
  statement.set(SQL_ATTR_MAX_ROWS, 1);
  statement.set(SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_STATIC);
  statement.run("SELECT 1");
  for (const SQLUSMALLINT option : std::initializer_list<SQLUSMALLINT>{SQL_CLOSE, SQL_UNBIND, SQL_RESET_PARAMS})
    REQUIRE_SUCCESS(statement, SQLFreeStmt(statement, option));
  CHECK(value_of(statement, SQL_ATTR_MAX_ROWS) == 1);
  CHECK(value_of(statement, SQL_ATTR_CURSOR_TYPE) == SQL_CURSOR_STATIC);
}
