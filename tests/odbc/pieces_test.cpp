// Owns: values larger than the buffer: SQLGetData in pieces, bound columns that are cut. Never: what values mean.
#include <array>

#include "test_servers.h"

using servers::Connected;

namespace {

constexpr SQLLEN width = sizeof(SQLWCHAR);  // bytes

/// Runs a query and leaves the statement on its first row.
void open_row(application::Statement& statement, const std::string& sql) {
  REQUIRE_SUCCESS(statement, statement.execute(sql));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
}

}  // namespace

TEST_CASE_FIXTURE(Connected, "SQLGetData gives a long text in pieces and says how much is left") {
  open_row(statement, "SELECT 'abcdefghij'");
  std::array<char, 5> buffer{};
  SQLLEN left = 0;
  const auto get = [&] { return SQLGetData(statement, 1, SQL_C_CHAR, buffer.data(), buffer.size(), &left); };
  EXPECT("SUCCESS_WITH_INFO 01004", statement, get());
  CHECK(std::string(buffer.data()) == "abcd");
  CHECK(left == 10);
  EXPECT("SUCCESS_WITH_INFO 01004", statement, get());
  CHECK(std::string(buffer.data()) == "efgh");
  CHECK(left == 6);
  EXPECT("SUCCESS", statement, get());
  CHECK(std::string(buffer.data()) == "ij");
  CHECK(left == 2);
  EXPECT("NO_DATA", statement, get());
  EXPECT("NO_DATA", statement, get());
}

TEST_CASE_FIXTURE(Connected, "SQLGetData gives wide text in pieces; lengths are bytes") {
  open_row(statement, "SELECT 'abcdefg'");
  std::array<SQLWCHAR, 4> buffer{};
  SQLLEN left = 0;
  const auto get = [&] { return SQLGetData(statement, 1, SQL_C_WCHAR, buffer.data(), sizeof buffer, &left); };
  EXPECT("SUCCESS_WITH_INFO 01004", statement, get());
  CHECK(application::utf16(buffer.data()) == u"abc");
  CHECK(left == 7 * width);
  EXPECT("SUCCESS_WITH_INFO 01004", statement, get());
  CHECK(application::utf16(buffer.data()) == u"def");
  CHECK(left == 4 * width);
  EXPECT("SUCCESS", statement, get());
  CHECK(application::utf16(buffer.data()) == u"g");
  CHECK(left == width);
  EXPECT("NO_DATA", statement, get());
}

TEST_CASE_FIXTURE(Connected, "SQLGetData gives binary data in pieces without a terminator") {
  open_row(statement, "SELECT X'0001020304'");
  std::array<unsigned char, 2> buffer{};
  SQLLEN left = 0;
  const auto get = [&] { return SQLGetData(statement, 1, SQL_C_BINARY, buffer.data(), buffer.size(), &left); };
  EXPECT("SUCCESS_WITH_INFO 01004", statement, get());
  CHECK(buffer == std::array<unsigned char, 2>{0, 1});
  CHECK(left == 5);
  EXPECT("SUCCESS_WITH_INFO 01004", statement, get());
  CHECK(buffer == std::array<unsigned char, 2>{2, 3});
  CHECK(left == 3);
  EXPECT("SUCCESS", statement, get());
  CHECK(buffer[0] == 4);
  CHECK(left == 1);
  EXPECT("NO_DATA", statement, get());
}

TEST_CASE_FIXTURE(Connected, "the pieces of a text outside of ASCII join to the whole") {
  const std::string text = "\U0001F600\u20ac\u00fcx\U0001F600\U0001F600";
  for (const SQLLEN size : {5, 6, 7, 11}) {
    CAPTURE(size);
    open_row(statement, "SELECT '" + text + "'");
    std::string whole;
    std::array<char, 12> buffer{};
    SQLRETURN code = SQL_SUCCESS_WITH_INFO;
    for (int piece = 0; piece < 20 && code == SQL_SUCCESS_WITH_INFO; ++piece) {
      SQLLEN left = 0;
      code = SQLGetData(statement, 1, SQL_C_CHAR, buffer.data(), size, &left);
      whole += buffer.data();
    }
    CHECK(code == SQL_SUCCESS);
    CHECK(whole == text);
    statement.close();
  }
}

TEST_CASE_FIXTURE(Connected, "an empty buffer asks only for the length") {
  open_row(statement, "SELECT 'abc', X'0102', ''");
  char nothing = 'x';
  SQLLEN length = 0;
  EXPECT("SUCCESS_WITH_INFO 01004", statement, SQLGetData(statement, 1, SQL_C_CHAR, &nothing, 0, &length));
  CHECK(length == 3);
  CHECK(nothing == 'x');
  CHECK(statement.text_at(1) == "abc");
  EXPECT("SUCCESS_WITH_INFO 01004", statement, SQLGetData(statement, 2, SQL_C_BINARY, &nothing, 0, &length));
  CHECK(length == 2);
  std::array<char, 1> terminator{'x'};
  EXPECT("SUCCESS", statement, SQLGetData(statement, 3, SQL_C_CHAR, terminator.data(), 1, &length));
  CHECK(length == 0);
  CHECK(terminator[0] == '\0');
}

TEST_CASE_FIXTURE(Connected, "columns are read in any order, and again with another type") {
  open_row(statement, "SELECT 1, 'two', 3.5");
  CHECK(statement.text_at(3) == "3.5");
  CHECK(statement.text_at(1) == "1");
  CHECK(statement.text_at(2) == "two");
  CHECK(statement.integer_at(1) == 1);
  CHECK(statement.text_at(1) == "1");
}

TEST_CASE_FIXTURE(Connected, "a fixed value is given once") {
  open_row(statement, "SELECT 7");
  SQLINTEGER value = 0;
  SQLLEN length = 0;
  const auto get = [&] { return SQLGetData(statement, 1, SQL_C_SLONG, &value, sizeof value, &length); };
  EXPECT("SUCCESS", statement, get());
  CHECK(value == 7);
  EXPECT("NO_DATA", statement, get());
}

TEST_CASE_FIXTURE(Connected, "a bound column that is too small is cut with 01004 and the full length") {
  REQUIRE_SUCCESS(statement, statement.execute("SELECT 'abcdefgh', X'01020304', 'abcdefgh'"));
  std::array<char, 4> text{};
  std::array<unsigned char, 3> bytes{};
  std::array<SQLWCHAR, 4> wide{};
  SQLLEN text_length = 0;
  SQLLEN bytes_length = 0;
  SQLLEN wide_length = 0;
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 1, SQL_C_CHAR, text.data(), text.size(), &text_length));
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 2, SQL_C_BINARY, bytes.data(), bytes.size(), &bytes_length));
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 3, SQL_C_WCHAR, wide.data(), sizeof wide, &wide_length));
  EXPECT("SUCCESS_WITH_INFO 01004", statement, SQLFetch(statement));
  CHECK(statement.diagnostics().size() == 3);
  CHECK(std::string(text.data()) == "abc");
  CHECK(text_length == 8);
  CHECK(bytes == std::array<unsigned char, 3>{1, 2, 3});
  CHECK(bytes_length == 4);
  CHECK(application::utf16(wide.data()) == u"abc");
  CHECK(wide_length == 8 * width);
}

TEST_CASE_FIXTURE(Connected, "a number whose digits do not fit into a text is never cut without a word") {
  open_row(statement, "SELECT 1234567");
  std::array<char, 4> text{};
  SQLLEN length = 0;
  const SQLRETURN code = SQLGetData(statement, 1, SQL_C_CHAR, text.data(), text.size(), &length);
  CHECK(application::outcome(code, statement) == "ERROR 22003");
}

TEST_CASE_FIXTURE(Connected, "columns that are not there and states that do not fit are told") {
  std::array<char, 4> buffer{};
  SQLLEN length = 0;
  const auto get = [&](SQLUSMALLINT column, SQLSMALLINT c_type, SQLLEN size) {
    return SQLGetData(statement, column, c_type, buffer.data(), size, &length);
  };
  open_row(statement, "SELECT 1");
  EXPECT("ERROR 07009", statement, get(0, SQL_C_CHAR, 4));
  EXPECT("ERROR 07009", statement, get(2, SQL_C_CHAR, 4));
  EXPECT("ERROR HY003", statement, get(1, 9999, 4));
  EXPECT("ERROR HY090", statement, get(1, SQL_C_CHAR, -1));
  EXPECT("ERROR HY009", statement, SQLGetData(statement, 1, SQL_C_CHAR, nullptr, 4, &length));
}

TEST_CASE_FIXTURE(Connected, "there is no data before the first and after the last row") {
  std::array<char, 4> buffer{};
  SQLLEN length = 0;
  REQUIRE_SUCCESS(statement, statement.execute("SELECT 1"));
  EXPECT("ERROR 24000", statement, SQLGetData(statement, 1, SQL_C_CHAR, buffer.data(), 4, &length));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  EXPECT("NO_DATA", statement, SQLFetch(statement));
  EXPECT("ERROR 24000", statement, SQLGetData(statement, 1, SQL_C_CHAR, buffer.data(), 4, &length));
}
