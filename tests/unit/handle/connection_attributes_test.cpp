// Owns: checks of the table of connection attributes against the reference. Never: a connection.
#include "handle/connection_attributes.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "error/state_code.h"

using namespace d1odbc;
using d1odbc::testing::thrown_by;

namespace {

struct Expected {
  SQLINTEGER id;
  AttributeForm form;
  Phase phase;
};

// Typed by hand from SQLSetConnectAttr: the table of "before or after", and the C type of each value.
const Expected reference[] = {
    {SQL_ATTR_ACCESS_MODE, AttributeForm::Word, Phase::Either},
    {119 /* SQL_ATTR_ASYNC_DBC_EVENT */, AttributeForm::Pointer, Phase::Either},
    {SQL_ATTR_ASYNC_DBC_FUNCTIONS_ENABLE, AttributeForm::Word, Phase::Either},
    {120 /* SQL_ATTR_ASYNC_DBC_PCALLBACK */, AttributeForm::Pointer, Phase::Either},
    {121 /* SQL_ATTR_ASYNC_DBC_PCONTEXT */, AttributeForm::Pointer, Phase::Either},
    {SQL_ATTR_ASYNC_ENABLE, AttributeForm::Length, Phase::Either},
    {SQL_ATTR_AUTO_IPD, AttributeForm::Word, Phase::Either},
    {SQL_ATTR_AUTOCOMMIT, AttributeForm::Word, Phase::Either},
    {SQL_ATTR_CONNECTION_DEAD, AttributeForm::Word, Phase::AfterConnecting},
    {SQL_ATTR_CONNECTION_TIMEOUT, AttributeForm::Word, Phase::Either},
    {SQL_ATTR_CURRENT_CATALOG, AttributeForm::Text, Phase::Either},
    {118 /* SQL_ATTR_DBC_INFO_TOKEN */, AttributeForm::Pointer, Phase::AfterConnecting},
    {SQL_ATTR_ENLIST_IN_DTC, AttributeForm::Pointer, Phase::AfterConnecting},
    {SQL_ATTR_LOGIN_TIMEOUT, AttributeForm::Word, Phase::BeforeConnecting},
    {SQL_ATTR_METADATA_ID, AttributeForm::Word, Phase::Either},
    {SQL_ATTR_ODBC_CURSORS, AttributeForm::Length, Phase::BeforeConnecting},
    {SQL_ATTR_PACKET_SIZE, AttributeForm::Word, Phase::BeforeConnecting},
    {SQL_ATTR_QUIET_MODE, AttributeForm::Pointer, Phase::Either},
    {SQL_ATTR_TRACE, AttributeForm::Word, Phase::Either},
    {SQL_ATTR_TRACEFILE, AttributeForm::Text, Phase::Either},
    {SQL_ATTR_TRANSLATE_LIB, AttributeForm::Text, Phase::AfterConnecting},
    {SQL_ATTR_TRANSLATE_OPTION, AttributeForm::Word, Phase::AfterConnecting},
    {SQL_ATTR_TXN_ISOLATION, AttributeForm::Word, Phase::Either},
    // Not on that page: what a driver manager tells a driver.
    {SQL_ATTR_ANSI_APP, AttributeForm::Word, Phase::BeforeConnecting},
    {SQL_ATTR_RESET_CONNECTION, AttributeForm::Word, Phase::AfterConnecting},
};

}  // namespace

TEST_CASE("every connection attribute of ODBC 3.8 has one row, with the reference's type and time") {
  std::set<SQLINTEGER> seen;
  for (const ConnectionAttribute& row : connection_attributes()) {
    CAPTURE(row.number.name);
    CHECK(seen.insert(row.number.id).second);
    CHECK(std::ranges::find(reference, row.number.id, &Expected::id) != std::end(reference));
  }
  for (const Expected& expected : reference) {
    CAPTURE(expected.id);
    const ConnectionAttribute* row = find_connection_attribute(expected.id);
    REQUIRE(row != nullptr);
    CHECK(row->form == expected.form);
    CHECK(row->phase == expected.phase);
  }
}

TEST_CASE("an attribute that nobody knows is HY092, one of another driver's range HYC00") {
  for (const SQLINTEGER id : {-1, 12345, 99999, SQL_ATTR_CURSOR_SCROLLABLE, SQL_ATTR_PARAMSET_SIZE, 0x8000}) {
    CAPTURE(id);
    CHECK(thrown_by([&] { return &known_connection_attribute(id); }) == "HY092");
  }
  for (const SQLINTEGER id : {0x4000, 0x7FFF}) {
    CAPTURE(id);
    CHECK(thrown_by([&] { return &known_connection_attribute(id); }) == "HYC00");
  }
}

TEST_CASE("values keep what was set, and say whether it was") {
  ConnectionValues values;
  CHECK(values.number(SQL_ATTR_AUTOCOMMIT) == SQL_AUTOCOMMIT_ON);
  CHECK_FALSE(values.was_set(SQL_ATTR_AUTOCOMMIT));
  const ConnectionValues before = values;
  values.keep(SQL_ATTR_AUTOCOMMIT, SQL_AUTOCOMMIT_OFF);
  CHECK(values.number(SQL_ATTR_AUTOCOMMIT) == SQL_AUTOCOMMIT_OFF);
  CHECK(values.was_set(SQL_ATTR_AUTOCOMMIT));
  CHECK(before.number(SQL_ATTR_AUTOCOMMIT) == SQL_AUTOCOMMIT_ON);
  values.keep_statement_option(SQL_MAX_ROWS, 5);
  values.keep_statement_option(SQL_QUERY_TIMEOUT, 7);
  values.keep_statement_option(SQL_MAX_ROWS, 6);
  using Options = std::vector<std::pair<SQLINTEGER, SQLULEN>>;
  CHECK(values.statement_options() == Options{{SQL_MAX_ROWS, 6}, {SQL_QUERY_TIMEOUT, 7}});
}

TEST_CASE("a statement option on a connection has the rules of the statement attribute") {
  Diagnostics told;
  CHECK(is_statement_option(SQL_QUERY_TIMEOUT));
  CHECK(is_statement_option(SQL_USE_BOOKMARKS));
  CHECK_FALSE(is_statement_option(SQL_ATTR_ACCESS_MODE));
  CHECK_FALSE(is_statement_option(SQL_ATTR_METADATA_ID));
  CHECK_FALSE(is_statement_option(SQL_ROW_NUMBER));
  CHECK(check_statement_option(SQL_MAX_ROWS, 10, told) == 10);
  CHECK(check_statement_option(SQL_CURSOR_TYPE, SQL_CURSOR_STATIC, told) == SQL_CURSOR_STATIC);
  CHECK(told.empty());
  CHECK(check_statement_option(SQL_CURSOR_TYPE, SQL_CURSOR_DYNAMIC, told) == SQL_CURSOR_STATIC);
  CHECK(told.size() == 1);
  CHECK(thrown_by([&] { return check_statement_option(SQL_NOSCAN, 77, told); }) == "HY024");
  CHECK(thrown_by([&] { return check_statement_option(SQL_ROWSET_SIZE, 0, told); }) == "HY024");
}
