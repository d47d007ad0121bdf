// Owns: of descriptors and statement attributes, what a driver manager answers itself, keeps to itself, or cannot do
// from several threads. Never: what works the same through a manager.
#include <array>
#include <atomic>
#include <thread>

#include "test_servers.h"

using application::Statement;
using servers::Connected;

namespace {

SQLPOINTER argument(SQLULEN value) { return reinterpret_cast<SQLPOINTER>(value); }

SQLHANDLE descriptor_of(const Statement& statement, SQLINTEGER attribute) {
  SQLHANDLE descriptor = nullptr;
  REQUIRE_SUCCESS(statement, SQLGetStmtAttr(statement, attribute, &descriptor, 0, nullptr));
  return descriptor;
}

}  // namespace

TEST_CASE_FIXTURE(Connected, "asynchronous notification is refused with its own states") {
  constexpr SQLINTEGER event = 29, callback = 30, context = 31;
  EXPECT("ERROR HY118", statement, SQLSetStmtAttr(statement, event, &statement, 0));
  EXPECT("ERROR HYC00", statement, SQLSetStmtAttr(statement, callback, &statement, 0));
  EXPECT("ERROR HYC00", statement, SQLSetStmtAttr(statement, context, &statement, 0));
  SQLULEN value = 0;
  for (const SQLINTEGER attribute : {event, callback, context})
    EXPECT("ERROR HYC00", statement, SQLGetStmtAttr(statement, attribute, &value, 0, nullptr));
}

TEST_CASE_FIXTURE(Connected,
                  "the ODBC 2 options are the same attributes, and one tells the bookmark of the current row") {
  REQUIRE_SUCCESS(statement, SQLSetStmtOption(statement, SQL_ROWSET_SIZE, 4));
  SQLULEN value = 0;
  REQUIRE_SUCCESS(statement, SQLGetStmtOption(statement, SQL_ROWSET_SIZE, &value));
  CHECK(value == 4);
  EXPECT("ERROR HY011", statement, SQLGetStmtOption(statement, SQL_GET_BOOKMARK, &value));  // bookmarks are off
  REQUIRE_SUCCESS(statement, SQLSetStmtOption(statement, SQL_USE_BOOKMARKS, SQL_UB_ON));
  EXPECT("ERROR 24000", statement, SQLGetStmtOption(statement, SQL_GET_BOOKMARK, &value));
  REQUIRE_SUCCESS(statement, statement.execute("SELECT 1 UNION ALL SELECT 2"));
  EXPECT("ERROR HY109", statement, SQLGetStmtOption(statement, SQL_GET_BOOKMARK, &value));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  REQUIRE_SUCCESS(statement, SQLGetStmtOption(statement, SQL_GET_BOOKMARK, &value));
  CHECK(value == 2);
  EXPECT("ERROR HY092", statement, SQLSetStmtOption(statement, SQL_GET_BOOKMARK, 1));
}

TEST_CASE_FIXTURE(Connected, "what is no descriptor is HY024, also one that was freed") {
  SQLHANDLE own = nullptr;
  REQUIRE_SUCCESS(connection, SQLAllocHandle(SQL_HANDLE_DESC, connection, &own));
  REQUIRE(SQLFreeHandle(SQL_HANDLE_DESC, own) == SQL_SUCCESS);
  CHECK(SQLFreeHandle(SQL_HANDLE_DESC, own) == SQL_INVALID_HANDLE);
  for (const SQLHANDLE handle : {own, static_cast<SQLHANDLE>(statement), static_cast<SQLHANDLE>(&own)})
    EXPECT("ERROR HY024", statement, SQLSetStmtAttr(statement, SQL_ATTR_APP_ROW_DESC, handle, 0));
}

// unixODBC's manager goes on telling the handle of the application's descriptor.
TEST_CASE_FIXTURE(Connected, "a statement goes back to its own descriptor when it is given that one's handle") {
  const SQLHANDLE row = descriptor_of(statement, SQL_ATTR_APP_ROW_DESC);
  SQLHANDLE own = nullptr;
  REQUIRE_SUCCESS(connection, SQLAllocHandle(SQL_HANDLE_DESC, connection, &own));
  statement.set_place(SQL_ATTR_APP_ROW_DESC, own);
  CHECK(descriptor_of(statement, SQL_ATTR_APP_ROW_DESC) == own);
  statement.set_place(SQL_ATTR_APP_ROW_DESC, row);
  CHECK(descriptor_of(statement, SQL_ATTR_APP_ROW_DESC) == row);
}

TEST_CASE_FIXTURE(Connected, "the header of an IRD is there before the statement is prepared") {
  const SQLHANDLE ird = descriptor_of(statement, SQL_ATTR_IMP_ROW_DESC);
  SQLUSMALLINT status = 0;
  statement.set_place(SQL_ATTR_ROW_STATUS_PTR, &status);
  void* place = nullptr;
  CHECK(SQLGetDescField(ird, 0, SQL_DESC_ARRAY_STATUS_PTR, &place, 0, nullptr) == SQL_SUCCESS);
  CHECK(place == &status);
  SQLSMALLINT kind = 0;
  CHECK(SQLGetDescField(ird, 0, SQL_DESC_ALLOC_TYPE, &kind, 0, nullptr) == SQL_SUCCESS);
  CHECK(kind == SQL_DESC_ALLOC_AUTO);
}

TEST_CASE_FIXTURE(Connected, "a descriptor without a place for a new handle is not made") {
  EXPECT("ERROR HY009", connection, SQLAllocHandle(SQL_HANDLE_DESC, connection, nullptr));
}

TEST_CASE_FIXTURE(Connected, "a text length below 0 is HY090, for numbers it does not matter") {
  const SQLHANDLE ipd = descriptor_of(statement, SQL_ATTR_IMP_PARAM_DESC);
  const auto state = [&](SQLRETURN code) {
    return code == SQL_SUCCESS ? "00000" : application::diagnostics(SQL_HANDLE_DESC, ipd).at(0).state;
  };
  std::array<SQLCHAR, 8> name{"name"};
  std::array<SQLWCHAR, 8> wide{};
  SQLSMALLINT type = 0;
  CHECK(state(SQLSetDescField(ipd, 1, SQL_DESC_NAME, name.data(), -7)) == "HY090");
  CHECK(state(SQLSetDescField(ipd, 1, SQL_DESC_NAME, name.data(), SQL_NTS)) == "00000");
  CHECK(state(SQLGetDescField(ipd, 1, SQL_DESC_NAME, name.data(), -1, nullptr)) == "HY090");
  CHECK(state(SQLGetDescFieldW(ipd, 1, SQL_DESC_NAME, wide.data(), -1, nullptr)) == "HY090");
  CHECK(state(SQLGetDescRec(ipd, 1, name.data(), -1, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr)) ==
        "HY090");
  CHECK(state(SQLGetDescField(ipd, 1, SQL_DESC_TYPE, &type, SQL_IS_SMALLINT, nullptr)) == "00000");
  CHECK(state(SQLSetDescField(ipd, 1, SQL_DESC_TYPE, argument(SQL_INTEGER), SQL_IS_SMALLINT)) == "00000");
}

TEST_CASE_FIXTURE(Connected, "copying from or to what is no descriptor is SQL_INVALID_HANDLE") {
  const SQLHANDLE ard = descriptor_of(statement, SQL_ATTR_APP_ROW_DESC);
  for (const SQLHANDLE handle : {SQLHANDLE{nullptr}, static_cast<SQLHANDLE>(statement)}) {
    CHECK(SQLCopyDesc(handle, ard) == SQL_INVALID_HANDLE);
    CHECK(SQLCopyDesc(ard, handle) == SQL_INVALID_HANDLE);
  }
}

TEST_CASE_FIXTURE(Connected, "a wide name beyond ASCII is one in UTF-8; an odd length is HY090") {
  const SQLHANDLE ipd = descriptor_of(statement, SQL_ATTR_IMP_PARAM_DESC);
  application::WideText long_name = application::wide(u"gr\u00f6\u00dfe");
  CHECK(SQLSetDescFieldW(ipd, 1, SQL_DESC_NAME, long_name.data(), static_cast<SQLINTEGER>(long_name.bytes())) ==
        SQL_SUCCESS);
  std::array<char, 8> narrow{};
  SQLINTEGER length = 0;
  CHECK(SQLGetDescField(ipd, 1, SQL_DESC_NAME, narrow.data(), narrow.size(), &length) == SQL_SUCCESS);
  CHECK(std::string(narrow.data()) == "gr\u00f6\u00dfe");
  CHECK(length == 7);
  application::WideText name = application::wide(u"name");
  CHECK(SQLSetDescFieldW(ipd, 1, SQL_DESC_NAME, name.data(), 3) == SQL_ERROR);
  CHECK(application::diagnostics(SQL_HANDLE_DESC, ipd).at(0).state == "HY090");
  CHECK(SQLSetDescFieldW(ipd, 1, SQL_DESC_NAME, name.data(), SQL_NTS) == SQL_SUCCESS);
}

TEST_CASE_FIXTURE(Connected, "an ODBC 2 environment sees its own codes in descriptors") {
  const application::Environment old(SQL_OV_ODBC2);
  application::Connection older(old);
  REQUIRE(older.connect(servers::connection_string()) == SQL_SUCCESS);
  const Statement own(older);
  SQL_TIMESTAMP_STRUCT value{};
  REQUIRE_SUCCESS(own, SQLBindCol(own, 1, SQL_C_TIMESTAMP, &value, 0, nullptr));
  SQLSMALLINT type = 0;
  CHECK(SQLGetDescField(descriptor_of(own, SQL_ATTR_APP_ROW_DESC), 1, SQL_DESC_CONCISE_TYPE, &type, 0, nullptr) ==
        SQL_SUCCESS);
  CHECK(type == SQL_C_TIMESTAMP);
}

TEST_CASE_FIXTURE(Connected, "descriptors are freed and changed while statements read through them") {
  constexpr int rounds = 200;
  REQUIRE_SUCCESS(statement,
                  statement.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) "
                                    "SELECT i FROM n"));
  const SQLHANDLE own = descriptor_of(statement, SQL_ATTR_APP_ROW_DESC);
  std::atomic<bool> done = false;
  std::atomic<long> fetched = 0;
  std::thread reader([&] {
    while (!done) fetched += SQLFetch(statement) == SQL_SUCCESS ? 1 : 0;
  });
  std::array<SQLBIGINT, 2> values{};
  int reverted = 0;
  for (int round = 0; round < rounds; ++round) {
    SQLHANDLE given = nullptr;
    if (SQLAllocHandle(SQL_HANDLE_DESC, connection, &given) != SQL_SUCCESS) break;
    SQLSetStmtAttr(statement, SQL_ATTR_APP_ROW_DESC, given, 0);
    SQLSetDescRec(given, 1, SQL_C_SBIGINT, 0, 8, 0, 0, values.data(), nullptr, nullptr);
    SQLSetDescField(given, 1, SQL_DESC_DATA_PTR, &values[1], 0);
    SQLCopyDesc(own, given);
    SQLCopyDesc(given, own);
    SQLFreeHandle(SQL_HANDLE_DESC, given);
    SQLHANDLE current = nullptr;
    SQLGetStmtAttr(statement, SQL_ATTR_APP_ROW_DESC, &current, 0, nullptr);
    reverted += current == own ? 1 : 0;
  }
  done = true;
  reader.join();
  CHECK(reverted == rounds);
  CHECK(fetched >= 0);
}

TEST_CASE_FIXTURE(Connected, "a descriptor is made on an open connection only, and ends with it") {
  const application::Connection closed(environment);
  SQLHANDLE handle = &handle;
  EXPECT("ERROR 08003", closed, SQLAllocHandle(SQL_HANDLE_DESC, closed, &handle));
  CHECK(handle == SQL_NULL_HDESC);
  REQUIRE_SUCCESS(connection, SQLAllocHandle(SQL_HANDLE_DESC, connection, &handle));
  statement.set_place(SQL_ATTR_APP_ROW_DESC, handle);
  REQUIRE_SUCCESS(connection, SQLDisconnect(connection));
  SQLSMALLINT count = 0;
  CHECK(SQLGetDescField(handle, 0, SQL_DESC_COUNT, &count, 0, nullptr) == SQL_INVALID_HANDLE);
}

TEST_CASE_FIXTURE(Connected, "an implicit descriptor ends with its statement") {
  SQLHANDLE ard = nullptr;
  SQLHANDLE ird = nullptr;
  {
    const Statement own(connection);
    ard = descriptor_of(own, SQL_ATTR_APP_ROW_DESC);
    ird = descriptor_of(own, SQL_ATTR_IMP_ROW_DESC);
  }
  SQLSMALLINT count = 0;
  for (const SQLHANDLE descriptor : {ard, ird})
    CHECK(SQLGetDescField(descriptor, 0, SQL_DESC_COUNT, &count, 0, nullptr) == SQL_INVALID_HANDLE);
  CHECK(SQLCopyDesc(ard, descriptor_of(statement, SQL_ATTR_APP_ROW_DESC)) == SQL_INVALID_HANDLE);
  EXPECT("SUCCESS", statement, SQLSetStmtAttr(statement, SQL_ATTR_APP_ROW_DESC, argument(0), 0));
}
