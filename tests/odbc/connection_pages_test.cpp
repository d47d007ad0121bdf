// Owns: the reference's pages of SQLConnect, SQLDisconnect, SQLGetInfo, SQLGetFunctions, SQLNativeSql and SQLEndTran,
// and of their ODBC 2 forms: lengths, null pointers, wrong states. Never: SQLDriverConnect (connecting_test),
// attributes.
#include <array>

#include "test_servers.h"

using application::Connection;
using application::Environment;
using application::Manager;
using servers::Connected;
using servers::d1;

namespace {

struct Unconnected {
  Environment environment;
  Connection connection{environment};

  std::string connect(const std::string& source, SQLSMALLINT length, const std::string& user = "",
                      const std::string& password = "") {
    const SQLRETURN code = SQLConnect(connection, application::narrow(source), length, application::narrow(user),
                                      SQL_NTS, application::narrow(password), SQL_NTS);
    CHECK(application::all_texts(connection).find(d1().token) == std::string::npos);
    return application::outcome(code, connection);
  }
};

struct Native : Connected {
  std::array<SQLCHAR, 100> out{};
  SQLINTEGER length = -7;

  SQLRETURN call(const std::string& sql, SQLINTEGER capacity, SQLINTEGER sql_length = SQL_NTS) {
    out.fill('x');
    length = -7;
    return SQLNativeSql(connection, application::narrow(sql), sql_length, out.data(), capacity, &length);
  }
  [[nodiscard]] std::string text() const { return reinterpret_cast<const char*>(out.data()); }
};

}  // namespace

// --- SQLConnect ------------------------------------------------------------------------------------------------------

TEST_CASE_FIXTURE(Unconnected, "SQLConnect takes names by length, and user and password over the data source's") {
  CHECK(connect(d1().dsn + "and more", static_cast<SQLSMALLINT>(d1().dsn.size())) == "SUCCESS");
  REQUIRE_SUCCESS(connection, SQLDisconnect(connection));
  CHECK(connect(d1().dsn, SQL_NTS, d1().account) == "SUCCESS");
  REQUIRE_SUCCESS(connection, SQLDisconnect(connection));
  // The account may be any source's, but a token goes only to an endpoint from the same source (design D11).
  CHECK(connect(d1().dsn, SQL_NTS, d1().account, "another-token") == "ERROR 28000");
  CHECK(connect(d1().dsn, SQL_NTS, "ffffffffffffffffffffffffffffffff") == "ERROR 28000");
}

TEST_CASE_FIXTURE(Unconnected, "SQLConnect refuses a negative length and a second connection") {
  CHECK(connect(d1().dsn, -5) == "ERROR HY090");
  EXPECT("ERROR HY090", connection,
         SQLConnect(connection, application::narrow(d1().dsn), SQL_NTS, application::narrow("u"), -5, nullptr, 0));
  EXPECT("ERROR HY090", connection,
         SQLConnect(connection, application::narrow(d1().dsn), SQL_NTS, nullptr, 0, application::narrow("p"), -5));
  CHECK(connect(d1().dsn, SQL_NTS) == "SUCCESS");
  CHECK(connect(d1().dsn, SQL_NTS) == "ERROR 08002");
}

TEST_CASE_FIXTURE(Unconnected, "a login that is not answered in time is HYT00") {
  servers::set_script(R"({"default":{"stall":"before_head"}})");
  REQUIRE_SUCCESS(connection,
                  SQLSetConnectAttr(connection, SQL_ATTR_LOGIN_TIMEOUT, reinterpret_cast<SQLPOINTER>(1), 0));
  EXPECT("ERROR HYT00", connection, connection.connect(servers::faulty_connection_string()));
  servers::set_script("[]");
}

// --- SQLDisconnect ---------------------------------------------------------------------------------------------------

TEST_CASE_FIXTURE(Connected, "SQLDisconnect needs a connection, and the handle is free afterwards") {
  REQUIRE_SUCCESS(connection, SQLDisconnect(connection));
  EXPECT("ERROR 08003", connection, SQLDisconnect(connection));
  CHECK(connection.free() == SQL_SUCCESS);
}

TEST_CASE_FIXTURE(Connected, "while a statement waits for data, the connection neither ends nor changes") {
  SQLLEN at_execution = SQL_DATA_AT_EXEC;
  REQUIRE_SUCCESS(statement, SQLBindParameter(statement, 1, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 10, 0,
                                              &at_execution, 0, &at_execution));
  REQUIRE(statement.execute("SELECT ?") == SQL_NEED_DATA);
  EXPECT("ERROR HY010", connection, SQLDisconnect(connection));
  const std::string other = "other";
  EXPECT("ERROR HY010", connection,
         SQLSetConnectAttr(connection, SQL_ATTR_CURRENT_CATALOG, const_cast<char*>(other.c_str()), SQL_NTS));
  REQUIRE_SUCCESS(statement, SQLCancel(statement));
  REQUIRE_SUCCESS(connection, SQLDisconnect(connection));
}

// --- SQLGetInfo ------------------------------------------------------------------------------------------------------

TEST_CASE_FIXTURE(Unconnected, "SQLGetInfo needs a connection") {
  std::array<SQLCHAR, 20> value{};
  SQLSMALLINT length = 0;
  EXPECT("ERROR 08003", connection, SQLGetInfo(connection, SQL_DBMS_NAME, value.data(), value.size(), &length));
  EXPECT("ERROR 08003", connection, SQLGetInfo(connection, SQL_TXN_CAPABLE, value.data(), value.size(), &length));
  if (application::manager() != Manager::None) return;
  // Managers ask the driver for facts of its own before they connect.
  EXPECT("SUCCESS", connection, SQLGetInfo(connection, SQL_DRIVER_ODBC_VER, value.data(), value.size(), &length));
  CHECK(std::string(reinterpret_cast<char*>(value.data())) == "03.80");
}

TEST_CASE_FIXTURE(Connected, "SQLGetInfo refuses types that are ODBC's for nobody, and those of other drivers") {
  SQLUINTEGER value = 0;
  for (const SQLUSMALLINT type : {SQLUSMALLINT{999}, SQLUSMALLINT{9999}, SQLUSMALLINT{65535}}) {
    CAPTURE(type);
    EXPECT("ERROR HY096", connection, SQLGetInfo(connection, type, &value, sizeof value, nullptr));
  }
  EXPECT("ERROR HYC00", connection, SQLGetInfo(connection, 0x4000, &value, sizeof value, nullptr));
}

TEST_CASE_FIXTURE(Connected, "SQLGetInfo fits texts into what there is, and tells the full length") {
  struct Row {
    SQLSMALLINT capacity;
    const char *outcome, *text;
  };
  for (const Row& row : {Row{7, "SUCCESS", "SQLite"}, Row{6, "SUCCESS_WITH_INFO 01004", "SQLit"},
                         Row{1, "SUCCESS_WITH_INFO 01004", ""}, Row{0, "SUCCESS_WITH_INFO 01004", "xxx"}}) {
    CAPTURE(row.capacity);
    std::array<char, 10> value{"xxx"};
    SQLSMALLINT length = -7;
    EXPECT(row.outcome, connection, SQLGetInfo(connection, SQL_DBMS_NAME, value.data(), row.capacity, &length));
    CHECK(std::string(value.data()) == row.text);
    CHECK(length == 6);
  }
  SQLSMALLINT length = -7;
  EXPECT("SUCCESS", connection, SQLGetInfo(connection, SQL_DBMS_NAME, nullptr, 0, &length));
  CHECK(length == 6);
  EXPECT("SUCCESS", connection, SQLGetInfo(connection, SQL_TXN_CAPABLE, nullptr, 0, &length));
  CHECK(length == sizeof(SQLUSMALLINT));
  EXPECT("SUCCESS", connection, SQLGetInfo(connection, SQL_GETDATA_EXTENSIONS, nullptr, 0, &length));
  CHECK(length == sizeof(SQLUINTEGER));
  std::array<char, 10> value{};
  EXPECT("ERROR HY090", connection, SQLGetInfo(connection, SQL_DBMS_NAME, value.data(), -1, &length));
  // Numbers have their own size, whatever the capacity says.
  SQLUSMALLINT word = 0xAAAA;
  EXPECT("SUCCESS", connection, SQLGetInfo(connection, SQL_TXN_CAPABLE, &word, 0, nullptr));
  CHECK(word == SQL_TC_NONE);
}

// --- SQLGetFunctions -------------------------------------------------------------------------------------------------

TEST_CASE_FIXTURE(Unconnected, "SQLGetFunctions needs a connection and a known function") {
  SQLUSMALLINT supported = 7;
  EXPECT("ERROR HY010", connection, SQLGetFunctions(connection, SQL_API_SQLTABLES, &supported));
  REQUIRE_SUCCESS(connection, connection.connect(servers::connection_string()));
  EXPECT("SUCCESS", connection, SQLGetFunctions(connection, SQL_API_SQLBROWSECONNECT, &supported));
  CHECK(supported == SQL_TRUE);
  EXPECT("ERROR HY095", connection, SQLGetFunctions(connection, 9999, &supported));
}

// --- SQLNativeSql ----------------------------------------------------------------------------------------------------

TEST_CASE_FIXTURE(Native, "SQLNativeSql gives the translated text, cut to what there is, with its full length") {
  const std::string sql = "SELECT {fn UCASE('a')}";
  const std::string native = "SELECT upper('a')";
  const auto size = static_cast<SQLINTEGER>(native.size());
  EXPECT("SUCCESS", connection, call(sql, size + 1));
  CHECK(text() == native);
  CHECK(length == size);
  EXPECT("SUCCESS_WITH_INFO 01004", connection, call(sql, size));
  CHECK(text() == native.substr(0, native.size() - 1));
  CHECK(length == size);
  EXPECT("SUCCESS_WITH_INFO 01004", connection, call(sql, 0));
  CHECK(out[0] == 'x');
  CHECK(length == size);
  EXPECT("SUCCESS", connection, SQLNativeSql(connection, application::narrow(sql), SQL_NTS, nullptr, 0, &length));
  CHECK(length == size);
  EXPECT("SUCCESS", connection, call(sql + " nonsense", 100, static_cast<SQLINTEGER>(sql.size())));
  CHECK(text() == native);
  EXPECT("SUCCESS", connection, SQLNativeSql(connection, application::narrow(sql), SQL_NTS, out.data(), 100, nullptr));
}

TEST_CASE_FIXTURE(Native, "SQLNativeSqlW counts characters") {
  const std::u16string sql = u"SELECT {fn UCASE('\u00e4')}";
  const std::u16string native = u"SELECT upper('\u00e4')";
  std::array<SQLWCHAR, 100> wide{};
  EXPECT("SUCCESS", connection,
         SQLNativeSqlW(connection, application::wide(sql), SQL_NTS, wide.data(),
                       static_cast<SQLINTEGER>(native.size() + 1), &length));
  CHECK(application::utf16(wide.data()) == native);
  CHECK(length == static_cast<SQLINTEGER>(native.size()));
  EXPECT("SUCCESS_WITH_INFO 01004", connection,
         SQLNativeSqlW(connection, application::wide(sql), SQL_NTS, wide.data(), 5, &length));
  CHECK(application::utf16(wide.data()) == u"SELE");
}

TEST_CASE_FIXTURE(Native, "SQLNativeSql refuses null texts, negative lengths, bad escapes and a closed connection") {
  EXPECT("ERROR HY009", connection, SQLNativeSql(connection, nullptr, SQL_NTS, out.data(), 100, &length));
  EXPECT("ERROR HY090", connection, call("SELECT 1", 100, -5));
  EXPECT("ERROR HY090", connection, call("SELECT 1", -1));
  EXPECT("ERROR 42000", connection, call("SELECT {fn NO_SUCH_FUNCTION(1)}", 100));
  REQUIRE_SUCCESS(connection, SQLDisconnect(connection));
  EXPECT("ERROR 08003", connection, call("SELECT 1", 100));
}

// --- SQLEndTran and SQLTransact --------------------------------------------------------------------------------------

TEST_CASE_FIXTURE(Connected, "SQLEndTran knows two completions, and handles of two kinds") {
  EXPECT("SUCCESS", connection, SQLEndTran(SQL_HANDLE_DBC, connection, SQL_COMMIT));
  EXPECT("SUCCESS", environment, SQLEndTran(SQL_HANDLE_ENV, environment, SQL_ROLLBACK));
  EXPECT("ERROR HY012", connection, SQLEndTran(SQL_HANDLE_DBC, connection, 2));
  EXPECT("ERROR HY012", environment, SQLEndTran(SQL_HANDLE_ENV, environment, -1));
  EXPECT("SUCCESS", connection, SQLTransact(environment, connection, SQL_COMMIT));
  EXPECT("SUCCESS", connection, SQLTransact(SQL_NULL_HENV, connection, SQL_COMMIT));
  EXPECT("SUCCESS", environment, SQLTransact(environment, SQL_NULL_HDBC, SQL_ROLLBACK));
  CHECK(SQLTransact(SQL_NULL_HENV, SQL_NULL_HDBC, SQL_COMMIT) == SQL_INVALID_HANDLE);
}

TEST_CASE_FIXTURE(Unconnected, "SQLEndTran needs a connection, but an environment without one has nothing to end") {
  EXPECT("ERROR 08003", connection, SQLEndTran(SQL_HANDLE_DBC, connection, SQL_COMMIT));
  EXPECT("SUCCESS", environment, SQLEndTran(SQL_HANDLE_ENV, environment, SQL_COMMIT));
}

// --- SQLSetConnectOption and SQLGetConnectOption ---------------------------------------------------------------------

TEST_CASE_FIXTURE(Connected, "the options of ODBC 2 are the attributes") {
  EXPECT("SUCCESS", connection, SQLSetConnectOption(connection, SQL_AUTOCOMMIT, SQL_AUTOCOMMIT_OFF));
  SQLUINTEGER value = 77;
  EXPECT("SUCCESS", connection, SQLGetConnectOption(connection, SQL_AUTOCOMMIT, &value));
  CHECK(value == SQL_AUTOCOMMIT_OFF);
  EXPECT("ERROR HY011", connection, SQLSetConnectOption(connection, SQL_PACKET_SIZE, 4096));
  EXPECT("SUCCESS", connection, SQLSetConnectOption(connection, SQL_MAX_ROWS, 1));
  application::Statement limited(connection);
  REQUIRE_SUCCESS(limited, limited.execute("SELECT 1 UNION ALL SELECT 2"));
  CHECK(limited.row_count() == 1);
  limited.close();

  std::array<SQLCHAR, SQL_MAX_OPTION_STRING_LENGTH + 1> name{};
  EXPECT("SUCCESS", connection, SQLGetConnectOption(connection, SQL_CURRENT_QUALIFIER, name.data()));
  CHECK(std::string(reinterpret_cast<char*>(name.data())) == d1().database);
  EXPECT("SUCCESS", connection,
         SQLSetConnectOption(connection, SQL_CURRENT_QUALIFIER, reinterpret_cast<SQLULEN>("main")));
  EXPECT("SUCCESS", connection, SQLGetConnectOption(connection, SQL_CURRENT_QUALIFIER, name.data()));
  CHECK(std::string(reinterpret_cast<char*>(name.data())) == "main");
  std::array<SQLWCHAR, SQL_MAX_OPTION_STRING_LENGTH + 1> wide{};
  EXPECT("SUCCESS", connection, SQLGetConnectOptionW(connection, SQL_CURRENT_QUALIFIER, wide.data()));
  CHECK(application::utf16(wide.data()) == u"main");
}
