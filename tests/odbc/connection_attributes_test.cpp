// Owns: SQLSetConnectAttr and SQLGetConnectAttr: every attribute's values, times and lengths, and what each does.
// Never: transactions (transactions_test has them).
#include <array>
#include <cstring>

#include "test_servers.h"

using application::Connection;
using application::Environment;
using application::Manager;
using servers::Connected;
using servers::d1;

// ODBC 3.8 attributes that unixODBC's sqlext.h does not name.
constexpr SQLINTEGER dbc_info_token = 118;
constexpr SQLINTEGER async_dbc_event = 119;
constexpr SQLINTEGER async_dbc_callback = 120;
constexpr SQLINTEGER async_dbc_context = 121;

namespace {

SQLPOINTER number(SQLULEN value) { return reinterpret_cast<SQLPOINTER>(value); }

std::string set(const Connection& connection, SQLINTEGER attribute, SQLULEN value) {
  return application::outcome(SQLSetConnectAttr(connection, attribute, number(value), 0), connection);
}

std::string set_text(const Connection& connection, SQLINTEGER attribute, const std::string& text,
                     SQLINTEGER length = SQL_NTS) {
  return application::outcome(SQLSetConnectAttr(connection, attribute, const_cast<char*>(text.c_str()), length),
                              connection);
}

/// What SQLGetConnectAttr writes: the bytes before are 0xAA, so that its size shows.
struct Got {
  std::string outcome;
  SQLULEN value = 0;
  std::size_t bytes_written = 0;
  SQLINTEGER length = -7;
};

Got get(const Connection& connection, SQLINTEGER attribute) {
  std::array<unsigned char, 16> place{};
  place.fill(0xAA);
  Got got;
  const SQLRETURN code = SQLGetConnectAttr(connection, attribute, place.data(), place.size(), &got.length);
  got.outcome = application::outcome(code, connection);
  while (got.bytes_written < place.size() && place[got.bytes_written] != 0xAA) ++got.bytes_written;
  if (got.bytes_written <= sizeof got.value) std::memcpy(&got.value, place.data(), got.bytes_written);
  return got;
}

std::string catalog(const Connection& connection) {
  std::array<SQLCHAR, 200> name{};
  SQLINTEGER length = -7;
  REQUIRE_SUCCESS(connection,
                  SQLGetConnectAttr(connection, SQL_ATTR_CURRENT_CATALOG, name.data(), name.size(), &length));
  const std::string text = reinterpret_cast<const char*>(name.data());
  CHECK(length == static_cast<SQLINTEGER>(text.size()));
  return text;
}

struct Unconnected {
  Environment environment;
  Connection connection{environment};
};

/// A connection to the database `main` beside a second one, `other`, with a table of its own.
struct TwoDatabases : Unconnected {
  TwoDatabases() {
    REQUIRE_SUCCESS(connection, connection.connect(servers::connection_string_to("other")));
    {
      application::Statement statement(connection);
      statement.run("DROP TABLE IF EXISTS only_in_other");
      statement.run("CREATE TABLE only_in_other (id INTEGER PRIMARY KEY, place VARCHAR(20))");
    }
    REQUIRE_SUCCESS(connection, SQLDisconnect(connection));
    REQUIRE_SUCCESS(connection, connection.connect(servers::connection_string_to("main")));
  }

  std::string change(const std::string& name) { return set_text(connection, SQL_ATTR_CURRENT_CATALOG, name); }

  std::string find_table() {
    application::Statement statement(connection);
    const std::string outcome =
        application::outcome(statement.execute("SELECT count(*) FROM only_in_other"), statement);
    return outcome;
  }
};

}  // namespace

TEST_CASE_FIXTURE(Connected, "every numeric attribute of an open connection takes its values, and tells them") {
  struct Row {
    const char* name;
    SQLINTEGER attribute;
    SQLULEN value;
    const char* outcome;
    SQLULEN after;  // what is told then
    std::size_t bytes;
  };
  constexpr std::size_t word = sizeof(SQLUINTEGER);
  constexpr std::size_t length = sizeof(SQLULEN);
#define ROW(attribute, value, outcome, after, bytes) \
  Row { #attribute " = " #value, attribute, value, outcome, after, bytes }
  const Row rows[] = {
      ROW(SQL_ATTR_ACCESS_MODE, SQL_MODE_READ_ONLY, "SUCCESS", SQL_MODE_READ_ONLY, word),
      ROW(SQL_ATTR_ACCESS_MODE, SQL_MODE_READ_WRITE, "SUCCESS", SQL_MODE_READ_WRITE, word),
      ROW(SQL_ATTR_ACCESS_MODE, 99, "ERROR HY024", SQL_MODE_READ_WRITE, word),
      ROW(SQL_ATTR_ASYNC_ENABLE, SQL_ASYNC_ENABLE_OFF, "SUCCESS", SQL_ASYNC_ENABLE_OFF, length),
      ROW(SQL_ATTR_AUTOCOMMIT, SQL_AUTOCOMMIT_OFF, "SUCCESS", SQL_AUTOCOMMIT_OFF, word),
      ROW(SQL_ATTR_AUTOCOMMIT, SQL_AUTOCOMMIT_ON, "SUCCESS", SQL_AUTOCOMMIT_ON, word),
      ROW(SQL_ATTR_AUTOCOMMIT, 7, "ERROR HY024", SQL_AUTOCOMMIT_ON, word),
      ROW(SQL_ATTR_AUTO_IPD, SQL_TRUE, "ERROR HY092", SQL_FALSE, word),
      ROW(SQL_ATTR_CONNECTION_DEAD, SQL_CD_TRUE, "ERROR HY092", SQL_CD_FALSE, word),
      ROW(SQL_ATTR_CONNECTION_TIMEOUT, 5, "SUCCESS", 5, word),
      ROW(SQL_ATTR_CONNECTION_TIMEOUT, 90000, "SUCCESS_WITH_INFO 01S02", 86400, word),
      ROW(SQL_ATTR_CONNECTION_TIMEOUT, 0, "SUCCESS", 0, word),
      ROW(SQL_ATTR_ENLIST_IN_DTC, SQL_DTC_DONE, "SUCCESS", 0, length),
      ROW(SQL_ATTR_ENLIST_IN_DTC, 4096, "ERROR HYC00", 0, length),
      ROW(SQL_ATTR_METADATA_ID, SQL_TRUE, "SUCCESS", SQL_TRUE, word),
      ROW(SQL_ATTR_METADATA_ID, SQL_FALSE, "SUCCESS", SQL_FALSE, word),
      ROW(SQL_ATTR_PACKET_SIZE, 4096, "ERROR HY011", 16384, word),
      ROW(SQL_ATTR_QUIET_MODE, 0x12345, "SUCCESS", 0x12345, length),
      ROW(SQL_ATTR_QUIET_MODE, 0, "SUCCESS", 0, length),
      ROW(SQL_ATTR_TXN_ISOLATION, SQL_TXN_SERIALIZABLE, "SUCCESS", SQL_TXN_SERIALIZABLE, word),
      ROW(SQL_ATTR_TXN_ISOLATION, SQL_TXN_READ_COMMITTED, "SUCCESS_WITH_INFO 01S02", SQL_TXN_SERIALIZABLE, word),
  };
#undef ROW
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(set(connection, row.attribute, row.value) == row.outcome);
    const Got got = get(connection, row.attribute);
    CHECK(got.outcome == "SUCCESS");
    CHECK(got.value == row.after);
    CHECK(got.bytes_written == row.bytes);
    CHECK(got.length == static_cast<SQLINTEGER>(row.bytes));
  }
}

TEST_CASE_FIXTURE(Connected, "what is not supported or not known is refused with its own state") {
  struct Row {
    const char* name;
    SQLINTEGER attribute;
    SQLULEN value;
    const char *set, *get;
  };
#define ROW(attribute, value, set, get) \
  Row { #attribute, attribute, value, set, get }
  const Row rows[] = {
      ROW(SQL_ATTR_TRANSLATE_OPTION, 1, "ERROR HYC00", "ERROR HYC00"),
      ROW(dbc_info_token, 1, "ERROR HYC00", "ERROR HY092"),
      ROW(async_dbc_event, 1, "ERROR HYC00", "ERROR HYC00"),
      ROW(async_dbc_callback, 1, "ERROR HYC00", "ERROR HYC00"),
      ROW(async_dbc_context, 1, "ERROR HYC00", "ERROR HYC00"),
      ROW(12345, 1, "ERROR HY092", "ERROR HY092"),
      ROW(0x4001, 1, "ERROR HYC00", "ERROR HYC00"),
      ROW(SQL_ATTR_CURSOR_SCROLLABLE, 1, "ERROR HY092", "ERROR HY092"),
      ROW(SQL_ATTR_RESET_CONNECTION, 0, "ERROR HY024", "ERROR HY092"),
      ROW(SQL_ATTR_ANSI_APP, SQL_AA_TRUE, "ERROR HY011", "SUCCESS"),
      ROW(SQL_ATTR_LOGIN_TIMEOUT, 5, "ERROR HY011", "SUCCESS"),
      ROW(SQL_ATTR_ASYNC_DBC_FUNCTIONS_ENABLE, SQL_ASYNC_DBC_ENABLE_ON, "ERROR HYC00", "SUCCESS"),
  };
#undef ROW
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(set(connection, row.attribute, row.value) == row.set);
    CHECK(get(connection, row.attribute).outcome == row.get);
  }
  CHECK(set(connection, SQL_ATTR_ODBC_CURSORS, SQL_CUR_USE_DRIVER) == "ERROR 08002");
}

TEST_CASE_FIXTURE(Connected, "a translation library is refused; none is SQL_NO_DATA") {
  CHECK(set_text(connection, SQL_ATTR_TRANSLATE_LIB, "libx.so") == "ERROR HYC00");
  CHECK(set_text(connection, SQL_ATTR_TRANSLATE_LIB, "") == "ERROR HY024");
  SQLINTEGER length = -7;
  SQLCHAR place[20] = {};
  EXPECT("NO_DATA", connection, SQLGetConnectAttr(connection, SQL_ATTR_TRANSLATE_LIB, place, sizeof place, &length));
}

TEST_CASE_FIXTURE(Unconnected, "what needs an open connection is 08003 before, and what needs a closed one is kept") {
  CHECK(set(connection, SQL_ATTR_TRANSLATE_OPTION, 1) == "ERROR 08003");
  CHECK(set_text(connection, SQL_ATTR_TRANSLATE_LIB, "libx.so") == "ERROR 08003");
  CHECK(get(connection, SQL_ATTR_CONNECTION_DEAD).outcome == "ERROR 08003");
  CHECK(set(connection, SQL_ATTR_LOGIN_TIMEOUT, 33) == "SUCCESS");
  CHECK(set(connection, SQL_ATTR_AUTOCOMMIT, SQL_AUTOCOMMIT_OFF) == "SUCCESS");
  CHECK(set(connection, SQL_ATTR_METADATA_ID, SQL_TRUE) == "SUCCESS");
  CHECK(set(connection, SQL_ATTR_CONNECTION_TIMEOUT, 44) == "SUCCESS");
  REQUIRE_SUCCESS(connection, connection.connect(servers::connection_string()));
  CHECK(get(connection, SQL_ATTR_LOGIN_TIMEOUT).value == 33);
  CHECK(get(connection, SQL_ATTR_AUTOCOMMIT).value == SQL_AUTOCOMMIT_OFF);
  CHECK(get(connection, SQL_ATTR_METADATA_ID).value == SQL_TRUE);
  CHECK(get(connection, SQL_ATTR_CONNECTION_TIMEOUT).value == 44);
  {
    application::Statement statement(connection);
    SQLULEN identifiers = 7;
    REQUIRE_SUCCESS(statement, SQLGetStmtAttr(statement, SQL_ATTR_METADATA_ID, &identifiers, 0, nullptr));
    CHECK(identifiers == SQL_TRUE);
  }
  // "All connection attributes set by the application persist until SQLFreeHandle is called on the connection."
  REQUIRE_SUCCESS(connection, SQLDisconnect(connection));
  REQUIRE_SUCCESS(connection, connection.connect(servers::connection_string()));
  CHECK(get(connection, SQL_ATTR_AUTOCOMMIT).value == SQL_AUTOCOMMIT_OFF);
}

TEST_CASE_FIXTURE(Connected, "without a set login timeout the keyword's is told") {
  CHECK(get(connection, SQL_ATTR_LOGIN_TIMEOUT).value == 15);
  Connection patient(environment);
  REQUIRE_SUCCESS(patient, patient.connect(servers::connection_string(";LoginTimeout=99")));
  CHECK(get(patient, SQL_ATTR_LOGIN_TIMEOUT).value == 99);
}

TEST_CASE_FIXTURE(Connected, "a null place tells only the length, a null length only the value") {
  SQLINTEGER length = -7;
  EXPECT("SUCCESS", connection, SQLGetConnectAttr(connection, SQL_ATTR_AUTO_IPD, nullptr, 0, &length));
  CHECK(length == sizeof(SQLUINTEGER));
  SQLUINTEGER value = 77;
  EXPECT("SUCCESS", connection, SQLGetConnectAttr(connection, SQL_ATTR_AUTO_IPD, &value, 0, nullptr));
  CHECK(value == SQL_FALSE);
  EXPECT("SUCCESS", connection, SQLGetConnectAttr(connection, SQL_ATTR_CURRENT_CATALOG, nullptr, 0, &length));
  CHECK(length == static_cast<SQLINTEGER>(d1().database.size()));
}

TEST_CASE_FIXTURE(Connected, "the current catalog is told in full, cut with 01004, and in wide characters by bytes") {
  const std::string name = d1().database;
  const auto size = static_cast<SQLINTEGER>(name.size());
  CHECK(catalog(connection) == name);
  struct Row {
    SQLINTEGER capacity;
    const char* outcome;
    std::string text;
  };
  for (const Row& row :
       {Row{size + 1, "SUCCESS", name}, Row{size, "SUCCESS_WITH_INFO 01004", name.substr(0, name.size() - 1)},
        Row{5, "SUCCESS_WITH_INFO 01004", name.substr(0, 4)}, Row{1, "SUCCESS_WITH_INFO 01004", ""}}) {
    CAPTURE(row.capacity);
    std::array<SQLCHAR, 100> place{};
    place.fill('x');
    SQLINTEGER length = -7;
    EXPECT(row.outcome, connection,
           SQLGetConnectAttr(connection, SQL_ATTR_CURRENT_CATALOG, place.data(), row.capacity, &length));
    CHECK(reinterpret_cast<const char*>(place.data()) == row.text);
    CHECK(length == size);
    CHECK(place[static_cast<std::size_t>(row.capacity)] == 'x');
  }
  constexpr SQLINTEGER width = sizeof(SQLWCHAR);
  std::array<SQLWCHAR, 100> wide{};
  SQLINTEGER length = -7;
  REQUIRE_SUCCESS(connection,
                  SQLGetConnectAttrW(connection, SQL_ATTR_CURRENT_CATALOG, wide.data(), sizeof wide, &length));
  CHECK(application::utf16(wide.data()) == application::utf16(name));
  CHECK(length == size * width);
  EXPECT("SUCCESS_WITH_INFO 01004", connection,
         SQLGetConnectAttrW(connection, SQL_ATTR_CURRENT_CATALOG, wide.data(), 4 * width, &length));
  CHECK(application::utf16(wide.data()) == application::utf16(name.substr(0, 3)));
  CHECK(length == size * width);
}

TEST_CASE_FIXTURE(TwoDatabases, "another current catalog is another database with its own schema") {
  CHECK(find_table() == "ERROR 42S02");
  servers::reset_counts();
  CHECK(change("other") == "SUCCESS");
  CHECK(servers::counts().requests == 2);  // its UUID, its schema
  CHECK(catalog(connection) == "other");
  servers::reset_counts();
  CHECK(find_table() == "SUCCESS");
  application::Statement statement(connection);
  REQUIRE_SUCCESS(statement, SQLColumns(statement, nullptr, 0, nullptr, 0, application::narrow("only_in_other"),
                                        SQL_NTS, nullptr, 0));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(statement.text_at(4) == "id");
  statement.close();
  CHECK(statement.value_of("SELECT {fn DATABASE()}") == "other");
  std::array<SQLCHAR, 50> told{};
  REQUIRE_SUCCESS(connection, SQLGetInfo(connection, SQL_DATABASE_NAME, told.data(), told.size(), nullptr));
  CHECK(std::string(reinterpret_cast<char*>(told.data())) == "other");
  CHECK(servers::counts().requests == 2);  // the two queries: the mirror is the new database's
  SUBCASE("back by UUID costs one request, and the same again none") {
    servers::reset_counts();
    CHECK(change(d1().database) == "SUCCESS");
    CHECK(servers::counts().requests == 1);
    CHECK(change(d1().database) == "SUCCESS");
    CHECK(servers::counts().requests == 1);
    CHECK(find_table() == "ERROR 42S02");
  }
}

TEST_CASE_FIXTURE(TwoDatabases, "an unknown catalog is 3D000 and the old database stays") {
  for (const std::string name : {"no-such-database", "", "MAIN", "00000000-0000-4000-8000-000000000000"}) {
    CAPTURE(name);
    CHECK(change(name) == "ERROR 3D000");
    CHECK(catalog(connection) == "main");
  }
  application::Statement statement(connection);
  CHECK(statement.value_of("SELECT 1") == "1");
}

TEST_CASE_FIXTURE(TwoDatabases, "a catalog is not changed under an open cursor") {
  application::Statement statement(connection);
  REQUIRE_SUCCESS(statement, statement.execute("SELECT 1 UNION ALL SELECT 2"));
  CHECK(change("other") == "ERROR 24000");
  CHECK(catalog(connection) == "main");
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(statement.text_at(1) == "1");
  statement.close();
  CHECK(change("other") == "SUCCESS");
}

TEST_CASE_FIXTURE(TwoDatabases, "a catalog's name comes with its length in bytes, narrow or wide") {
  CHECK(set_text(connection, SQL_ATTR_CURRENT_CATALOG, "otherwise", 5) == "SUCCESS");
  CHECK(catalog(connection) == "other");
  const std::u16string name = u"maintain";
  application::WideText wide(name);
  constexpr SQLINTEGER width = sizeof(SQLWCHAR);
  EXPECT("SUCCESS", connection, SQLSetConnectAttrW(connection, SQL_ATTR_CURRENT_CATALOG, wide.data(), 4 * width));
  CHECK(catalog(connection) == "main");
  application::WideText other(u"other");
  EXPECT("SUCCESS", connection, SQLSetConnectAttrW(connection, SQL_ATTR_CURRENT_CATALOG, other.data(), SQL_NTS));
  CHECK(catalog(connection) == "other");
}

TEST_CASE_FIXTURE(TwoDatabases, "resetting a connection brings back what it was after connecting, without a request") {
  CHECK(change("other") == "SUCCESS");
  CHECK(set(connection, SQL_ATTR_AUTOCOMMIT, SQL_AUTOCOMMIT_OFF) == "SUCCESS");
  CHECK(set(connection, SQL_ATTR_ACCESS_MODE, SQL_MODE_READ_ONLY) == "SUCCESS");
  CHECK(set(connection, SQL_ATTR_METADATA_ID, SQL_TRUE) == "SUCCESS");
  CHECK(set(connection, SQL_QUERY_TIMEOUT, 9) == "SUCCESS");
  servers::reset_counts();
  CHECK(set(connection, SQL_ATTR_RESET_CONNECTION, SQL_RESET_CONNECTION_YES) == "SUCCESS");
  CHECK(servers::counts().requests == 0);
  CHECK(catalog(connection) == "main");
  CHECK(get(connection, SQL_ATTR_AUTOCOMMIT).value == SQL_AUTOCOMMIT_ON);
  CHECK(get(connection, SQL_ATTR_ACCESS_MODE).value == SQL_MODE_READ_WRITE);
  CHECK(get(connection, SQL_ATTR_METADATA_ID).value == SQL_FALSE);
  application::Statement statement(connection);
  SQLULEN timeout = 7;
  REQUIRE_SUCCESS(statement, SQLGetStmtAttr(statement, SQL_ATTR_QUERY_TIMEOUT, &timeout, 0, nullptr));
  CHECK(timeout == 0);
  statement.run("CREATE TABLE IF NOT EXISTS reset_may_write (id)");
  CHECK(find_table() == "ERROR 42S02");
}

TEST_CASE_FIXTURE(TwoDatabases, "a cursor that is open when the connection is reset keeps the database of its rows") {
  CHECK(change("other") == "SUCCESS");
  application::Statement cursor(connection);
  application::Statement other(connection);
  for (const std::string database : {"other", "main"}) {
    CHECK(change(database) == "SUCCESS");
    other.run("DROP TABLE IF EXISTS both; CREATE TABLE both (id INTEGER PRIMARY KEY, name TEXT)");
    other.run("INSERT INTO both VALUES (1, '" + database + "')");
  }
  CHECK(change("other") == "SUCCESS");
  cursor.set(SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_STATIC);
  cursor.set(SQL_ATTR_CONCURRENCY, SQL_CONCUR_VALUES);
  char name[20] = "";
  SQLLEN length = 0;
  REQUIRE_SUCCESS(cursor, SQLBindCol(cursor, 1, SQL_C_CHAR, name, sizeof name, &length));
  REQUIRE_SUCCESS(cursor, cursor.execute("SELECT name FROM both"));
  REQUIRE_SUCCESS(cursor, SQLFetch(cursor));
  CHECK(std::string(name) == "other");
  CHECK(set(connection, SQL_ATTR_RESET_CONNECTION, SQL_RESET_CONNECTION_YES) == "SUCCESS");
  CHECK(catalog(connection) == "main");
  std::strcpy(name, "changed");
  length = SQL_NTS;
  REQUIRE_SUCCESS(cursor, SQLSetPos(cursor, 1, SQL_UPDATE, SQL_LOCK_NO_CHANGE));
  cursor.close();
  CHECK(other.value_of("SELECT name FROM both") == "main");
  CHECK(change("other") == "SUCCESS");
  CHECK(other.value_of("SELECT name FROM both") == "changed");
}

TEST_CASE_FIXTURE(Unconnected, "a catalog that was set before connecting is the database when nothing else names one") {
  const std::string whole = servers::connection_string_to("main");
  const std::string without = whole.substr(0, whole.find(";Database="));
  CHECK(set_text(connection, SQL_ATTR_CURRENT_CATALOG, "other") == "SUCCESS");
  std::string completed;
  REQUIRE_SUCCESS(connection, connection.connect(without, SQL_DRIVER_NOPROMPT, &completed));
  CHECK(catalog(connection) == "other");
  CHECK(completed.find("Database=other") != std::string::npos);
  REQUIRE_SUCCESS(connection, SQLDisconnect(connection));
  REQUIRE_SUCCESS(connection, connection.connect(whole));
  CHECK(catalog(connection) == "main");
}

TEST_CASE_FIXTURE(Connected,
                  "a read-only connection refuses writes until it is read-write again, but for the keyword") {
  statement.run("CREATE TABLE IF NOT EXISTS access_mode (id)");
  CHECK(set(connection, SQL_ATTR_ACCESS_MODE, SQL_MODE_READ_ONLY) == "SUCCESS");
  EXPECT("ERROR 42000", statement, statement.execute("INSERT INTO access_mode VALUES (1)"));
  std::array<SQLCHAR, 5> told{};
  REQUIRE_SUCCESS(connection, SQLGetInfo(connection, SQL_DATA_SOURCE_READ_ONLY, told.data(), told.size(), nullptr));
  CHECK(told[0] == 'Y');
  CHECK(set(connection, SQL_ATTR_ACCESS_MODE, SQL_MODE_READ_WRITE) == "SUCCESS");
  statement.run("INSERT INTO access_mode VALUES (1)");

  Connection fixed(environment);
  REQUIRE_SUCCESS(fixed, fixed.connect(servers::connection_string(";ReadOnly=yes")));
  CHECK(get(fixed, SQL_ATTR_ACCESS_MODE).value == SQL_MODE_READ_ONLY);
  CHECK(set(fixed, SQL_ATTR_ACCESS_MODE, SQL_MODE_READ_WRITE) == "SUCCESS_WITH_INFO 01S02");
  CHECK(get(fixed, SQL_ATTR_ACCESS_MODE).value == SQL_MODE_READ_ONLY);
  REQUIRE_SUCCESS(fixed, SQLDisconnect(fixed));
  REQUIRE_SUCCESS(fixed, fixed.connect(servers::connection_string()));
  CHECK(get(fixed, SQL_ATTR_ACCESS_MODE).value == SQL_MODE_READ_WRITE);
}

TEST_CASE_FIXTURE(Connected, "an isolation level is not set in a transaction that has written") {
  statement.run("CREATE TABLE IF NOT EXISTS isolation (id)");
  statement.run("INSERT INTO isolation VALUES (0)");
  CHECK(set(connection, SQL_ATTR_AUTOCOMMIT, SQL_AUTOCOMMIT_OFF) == "SUCCESS");
  // What was written before is committed: nothing of it would have to be undone.
  REQUIRE_SUCCESS(connection, SQLEndTran(SQL_HANDLE_DBC, connection, SQL_ROLLBACK));
  CHECK(set(connection, SQL_ATTR_TXN_ISOLATION, SQL_TXN_SERIALIZABLE) == "SUCCESS");
  statement.run("INSERT INTO isolation VALUES (1)");
  CHECK(set(connection, SQL_ATTR_TXN_ISOLATION, SQL_TXN_SERIALIZABLE) == "ERROR HY011");
  REQUIRE_SUCCESS(connection, SQLEndTran(SQL_HANDLE_DBC, connection, SQL_COMMIT));
  CHECK(set(connection, SQL_ATTR_TXN_ISOLATION, SQL_TXN_SERIALIZABLE) == "SUCCESS");
}

TEST_CASE_FIXTURE(Connected, "a statement option of the connection is the default of its later statements") {
  CHECK(set(connection, SQL_MAX_ROWS, 2) == "SUCCESS");
  CHECK(set(connection, SQL_QUERY_TIMEOUT, 9) == "SUCCESS");
  CHECK(set(connection, SQL_CURSOR_TYPE, SQL_CURSOR_STATIC) == "SUCCESS");
  CHECK(set(connection, SQL_CURSOR_TYPE, SQL_CURSOR_DYNAMIC) == "SUCCESS_WITH_INFO 01S02");
  CHECK(set(connection, SQL_NOSCAN, 77) == "ERROR HY024");
  struct Row {
    const char* name;
    SQLINTEGER attribute;
    SQLULEN before, after;
  };
  application::Statement later(connection);
  for (const Row& row :
       {Row{"SQL_ATTR_MAX_ROWS", SQL_ATTR_MAX_ROWS, 0, 2}, Row{"SQL_ATTR_QUERY_TIMEOUT", SQL_ATTR_QUERY_TIMEOUT, 0, 9},
        Row{"SQL_ATTR_CURSOR_TYPE", SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_FORWARD_ONLY, SQL_CURSOR_STATIC},
        Row{"SQL_ATTR_CURSOR_SCROLLABLE", SQL_ATTR_CURSOR_SCROLLABLE, SQL_NONSCROLLABLE, SQL_SCROLLABLE},
        Row{"SQL_ATTR_NOSCAN", SQL_ATTR_NOSCAN, SQL_NOSCAN_OFF, SQL_NOSCAN_OFF}}) {
    CAPTURE(row.name);
    SQLULEN value = 77;
    REQUIRE_SUCCESS(statement, SQLGetStmtAttr(statement, row.attribute, &value, 0, nullptr));
    CHECK(value == row.before);
    REQUIRE_SUCCESS(later, SQLGetStmtAttr(later, row.attribute, &value, 0, nullptr));
    CHECK(value == row.after);
  }
  REQUIRE_SUCCESS(later, later.execute("SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3"));
  CHECK(later.row_count() == 2);
  // "An application cannot use SQLGetConnectAttr to retrieve statement attribute values."
  CHECK(get(connection, SQL_MAX_ROWS).outcome == "ERROR HY092");
}

TEST_CASE("a connection is dead after a request that was lost, until one is answered; asking sends nothing") {
  const std::string body = R"({"body":{"success":true,"errors":[],"messages":[],"result":[{"success":true,"meta":{},)"
                           R"("results":{"columns":)";
  const std::string schema = body + R"(["type","name","tbl_name","sql"],"rows":[]}}]}})";
  const std::string seven = body + R"(["x"],"rows":[[7]]}}]}})";
  const Environment environment;
  Connection connection(environment);
  servers::set_script("[" + schema + R"(,{"close_before_answer":true},)" + seven + "]");
  REQUIRE_SUCCESS(connection, connection.connect(servers::faulty_connection_string(";Retries=0")));
  CHECK(get(connection, SQL_ATTR_CONNECTION_DEAD).value == SQL_CD_FALSE);
  application::Statement statement(connection);
  EXPECT("ERROR 08S01", statement, statement.execute("SELECT 7 AS x"));
  CHECK(get(connection, SQL_ATTR_CONNECTION_DEAD).value == SQL_CD_TRUE);
  CHECK(servers::received_count() == 2);
  REQUIRE_SUCCESS(statement, statement.execute("SELECT 7 AS x"));
  CHECK(get(connection, SQL_ATTR_CONNECTION_DEAD).value == SQL_CD_FALSE);
  CHECK(servers::received_count() == 3);
}

TEST_CASE("an application that says it is ANSI has narrow types, whatever the manager calls") {
  // unixODBC says by itself, at SQLDriverConnectW, that the application is not.
  if (application::manager() == Manager::UnixOdbc) return;
  const Environment environment;
  for (const SQLULEN ansi : {SQLULEN{SQL_AA_FALSE}, SQLULEN{SQL_AA_TRUE}}) {
    CAPTURE(ansi);
    Connection connection(environment);
    CHECK(set(connection, SQL_ATTR_ANSI_APP, ansi) == "SUCCESS");
    application::WideText text(application::utf16(servers::connection_string()));
    REQUIRE_SUCCESS(connection, SQLDriverConnectW(connection, nullptr, text.data(), SQL_NTS, nullptr, 0, nullptr,
                                                  SQL_DRIVER_NOPROMPT));
    CHECK(get(connection, SQL_ATTR_ANSI_APP).value == ansi);
    application::Statement statement(connection);
    REQUIRE_SUCCESS(statement, statement.execute("SELECT name FROM sqlite_master"));
    SQLSMALLINT type = 0;
    REQUIRE_SUCCESS(statement, SQLDescribeCol(statement, 1, nullptr, 0, nullptr, &type, nullptr, nullptr, nullptr));
    const bool is_wide = type == SQL_WVARCHAR || type == SQL_WLONGVARCHAR || type == SQL_WCHAR;
    CHECK(is_wide == (ansi == SQL_AA_FALSE));
  }
}
