// Owns: that text and binary data come back as they were sent, through narrow and wide C types and entry points.
// Never: numbers, dates, pieces.
#include <array>
#include <numeric>

#include "test_servers.h"

using application::Parameter;
using application::utf16;
using servers::Connected;

namespace {

std::vector<std::string> texts() {
  using namespace std::string_literals;
  return {"",
          "a",
          "two\0parts"s,
          "\0"s,
          "Z\u00fcrich \u6771\u4eac",
          "\U0001F600 \U0001F469\u200D\U0001F469\u200D\U0001F467",
          "\U0010FFFF\uFFFD\u0001",
          "'\"`;--?{fn}\\",
          " blanks ",
          "line\r\nbreak\ttab",
          std::string(5000, 'x') + "\u20ac" + std::string(3000, 'y')};
}

std::string all_bytes() {
  std::string bytes(256, '\0');
  std::iota(bytes.begin(), bytes.end(), '\0');
  return bytes;
}

std::string hex(const std::string& bytes) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string text;
  for (const char byte : bytes) {
    const auto value = static_cast<unsigned char>(byte);
    text += {digits[value >> 4U], digits[value & 15U]};
  }
  return text;
}

/// A column as SQL_C_WCHAR into a buffer that is large enough; the length is checked.
std::u16string wide_at(const application::Statement& statement, SQLUSMALLINT column) {
  std::vector<SQLWCHAR> buffer(20000, 0xAAAA);
  SQLLEN bytes = 0;
  REQUIRE_SUCCESS(statement, SQLGetData(statement, column, SQL_C_WCHAR, buffer.data(),
                                        static_cast<SQLLEN>(buffer.size() * sizeof(SQLWCHAR)), &bytes));
  REQUIRE(bytes >= 0);
  const std::size_t length = static_cast<std::size_t>(bytes) / sizeof(SQLWCHAR);
  CHECK(buffer[length] == 0);
  return utf16(buffer.data(), length);
}

/// Runs a text through the narrow or the wide entry point.
SQLRETURN execute(application::Statement& statement, const std::string& sql, bool wide_entry) {
  if (!wide_entry) return statement.execute(sql);
  application::WideText wide(utf16(sql));
  return SQLExecDirectW(statement, wide, static_cast<SQLINTEGER>(wide.size()));
}

}  // namespace

TEST_CASE_FIXTURE(Connected, "text comes back as it was sent") {
  for (const bool wide_entry : {false, true}) {
    for (const bool wide_parameter : {false, true}) {
      for (const std::string& text : texts()) {
        CAPTURE(wide_entry);
        CAPTURE(wide_parameter);
        CAPTURE(text);
        const auto make = [&] { return wide_parameter ? Parameter::wide(utf16(text)) : Parameter::of(text); };
        std::array parameters{make(), make(), make()};
        for (SQLUSMALLINT number = 1; number <= parameters.size(); ++number) {
          REQUIRE_SUCCESS(statement,
                          parameters[number - 1U].bind(statement, number, wide_parameter ? SQL_C_WCHAR : SQL_C_CHAR,
                                                       wide_parameter ? SQL_WVARCHAR : SQL_VARCHAR));
        }
        REQUIRE_SUCCESS(statement, execute(statement, "SELECT ?, hex(?), typeof(?)", wide_entry));
        REQUIRE_SUCCESS(statement, SQLFetch(statement));
        CHECK(statement.text_at(1) == text);
        CHECK(wide_at(statement, 1) == utf16(text));
        CHECK(statement.text_at(2) == hex(text));
        CHECK(statement.text_at(3) == "text");
        statement.close();
      }
    }
  }
}

TEST_CASE_FIXTURE(Connected, "a literal outside of ASCII in the statement's text arrives through both entry points") {
  for (const bool wide_entry : {false, true}) {
    CAPTURE(wide_entry);
    REQUIRE_SUCCESS(statement, execute(statement, "SELECT 'Z\u00fcrich \u6771\u4eac \U0001F600' AS \"Gr\u00f6\u00dfe\"",
                                       wide_entry));
    std::array<SQLWCHAR, 20> name{};
    SQLSMALLINT length = 0;
    REQUIRE_SUCCESS(statement, SQLDescribeColW(statement, 1, name.data(), static_cast<SQLSMALLINT>(name.size()),
                                               &length, nullptr, nullptr, nullptr, nullptr));
    CHECK(length == 5);
    CHECK(utf16(name.data()) == u"Gr\u00f6\u00dfe");
    REQUIRE_SUCCESS(statement, SQLFetch(statement));
    CHECK(statement.text_at(1) == "Z\u00fcrich \u6771\u4eac \U0001F600");
    statement.close();
  }
}

TEST_CASE_FIXTURE(Connected, "text without a length ends at its terminator") {
  std::string text = "ends here";
  SQLLEN until_terminator = SQL_NTS;
  REQUIRE_SUCCESS(statement, SQLBindParameter(statement, 1, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 20, 0,
                                              text.data(), 0, &until_terminator));
  application::WideText wide(u"wide \u20ac");
  REQUIRE_SUCCESS(statement, SQLBindParameter(statement, 2, SQL_PARAM_INPUT, SQL_C_WCHAR, SQL_WVARCHAR, 20, 0,
                                              wide.data(), 0, nullptr));
  REQUIRE_SUCCESS(statement, statement.execute("SELECT ? || '/' || ?"));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(statement.text_at(1) == "ends here/wide \u20ac");
}

TEST_CASE_FIXTURE(Connected, "text that is no UTF-8, no UTF-16 or no UTF-32 is 22018 and not sent") {
  Parameter narrow = Parameter::of("\xC3(");
  REQUIRE_SUCCESS(statement, narrow.bind(statement, 1, SQL_C_CHAR, SQL_VARCHAR));
  EXPECT("ERROR 22018", statement, statement.execute("SELECT ?"));
  const char16_t half = 0xD800;
  Parameter wide = Parameter::wide(std::u16string_view(&half, 1));
  REQUIRE_SUCCESS(statement, wide.bind(statement, 1, SQL_C_WCHAR, SQL_WVARCHAR));
  EXPECT("ERROR 22018", statement, statement.execute("SELECT ?"));
}

TEST_CASE_FIXTURE(Connected, "blobs come back as they were sent, the empty one too") {
  statement.run("DROP TABLE IF EXISTS blobs");
  statement.run("CREATE TABLE blobs (x BLOB)");
  for (const std::string& bytes : {std::string(), std::string(1, '\0'), all_bytes(), all_bytes() + all_bytes()}) {
    CAPTURE(bytes.size());
    Parameter parameter = Parameter::of(bytes);
    REQUIRE_SUCCESS(statement, parameter.bind(statement, 1, SQL_C_BINARY, SQL_VARBINARY));
    statement.run("DELETE FROM blobs");
    REQUIRE_SUCCESS(statement, statement.execute("INSERT INTO blobs VALUES (?)"));
    statement.close();
    REQUIRE_SUCCESS(statement, statement.execute("SELECT x, typeof(x), hex(x) FROM blobs"));
    REQUIRE_SUCCESS(statement, SQLFetch(statement));
    std::string got(1000, '\xAA');
    SQLLEN length = 0;
    REQUIRE_SUCCESS(statement,
                    SQLGetData(statement, 1, SQL_C_BINARY, got.data(), static_cast<SQLLEN>(got.size()), &length));
    REQUIRE(length == static_cast<SQLLEN>(bytes.size()));
    CHECK(got.substr(0, bytes.size()) == bytes);
    CHECK(got[bytes.size()] == '\xAA');  // binary data has no terminator
    CHECK(statement.text_at(1) == hex(bytes));
    CHECK(statement.text_at(2) == "blob");
    CHECK(statement.text_at(3) == hex(bytes));
    statement.close();
  }
}

TEST_CASE_FIXTURE(Connected, "text for a binary parameter is hexadecimal digits") {
  Parameter parameter = Parameter::of("00fF10");
  REQUIRE_SUCCESS(statement, parameter.bind(statement, 1, SQL_C_CHAR, SQL_VARBINARY));
  REQUIRE_SUCCESS(statement, statement.execute("SELECT hex(?)"));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(statement.text_at(1) == "00FF10");
}

TEST_CASE_FIXTURE(Connected, "NULL is NULL with every C type") {
  for (const SQLSMALLINT c_type :
       std::initializer_list<SQLSMALLINT>{SQL_C_CHAR, SQL_C_WCHAR, SQL_C_BINARY, SQL_C_SBIGINT, SQL_C_DOUBLE,
                                          SQL_C_TYPE_DATE, SQL_C_TYPE_TIME, SQL_C_TYPE_TIMESTAMP, SQL_C_BIT}) {
    CAPTURE(c_type);
    Parameter parameter = Parameter::null();
    REQUIRE_SUCCESS(statement, parameter.bind(statement, 1, c_type, SQL_VARCHAR));
    REQUIRE_SUCCESS(statement, statement.execute("SELECT ?"));
    REQUIRE_SUCCESS(statement, SQLFetch(statement));
    std::array<char, 100> buffer{};
    SQLLEN indicator = 0;
    REQUIRE_SUCCESS(statement, SQLGetData(statement, 1, c_type, buffer.data(), buffer.size(), &indicator));
    CHECK(indicator == SQL_NULL_DATA);
    statement.close();
  }
}

TEST_CASE_FIXTURE(Connected, "NULL without a place for the indicator is 22002") {
  std::array<char, 10> buffer{};
  REQUIRE_SUCCESS(statement, statement.execute("SELECT NULL UNION ALL SELECT 'x'"));
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 1, SQL_C_CHAR, buffer.data(), buffer.size(), nullptr));
  EXPECT("ERROR 22002", statement, SQLFetch(statement));
  REQUIRE_SUCCESS(statement, SQLFreeStmt(statement, SQL_UNBIND));
  statement.close();
  REQUIRE_SUCCESS(statement, statement.execute("SELECT NULL"));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  EXPECT("ERROR 22002", statement, SQLGetData(statement, 1, SQL_C_CHAR, buffer.data(), buffer.size(), nullptr));
}
