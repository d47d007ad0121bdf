// Owns: text that is malformed, or that a careless cut or conversion would change: surrogates, combining marks, zero
// characters. Never: ordinary text (texts_and_blobs_test has it).
#include <algorithm>
#include <array>
#include <cstdint>

#include "test_servers.h"

using application::Parameter;
using application::utf16;
using application::utf8;
using servers::Connected;

namespace {

constexpr bool wide_is_utf16 = sizeof(SQLWCHAR) == 2;
constexpr SQLWCHAR untouched = 0x5A5A;
// Planes 0, 1 and 16, a combining mark, a zero character in the middle.
const std::u16string mixed = std::u16string(u"a\U0001F600e\u0301") + u'\0' + u"\u20AC\U0010FFFFz";

/// SQLWCHARs as they are given, for text that no conversion would make.
Parameter wide_units(const std::vector<std::uint32_t>& numbers) {
  std::vector<SQLWCHAR> units;
  for (const std::uint32_t number : numbers) units.push_back(static_cast<SQLWCHAR>(number));
  return Parameter::of({reinterpret_cast<const char*>(units.data()), units.size() * sizeof(SQLWCHAR)});
}

/// Bytes of a text that begin no character.
bool goes_on(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

struct Mixed : Connected {
  Mixed() {
    Parameter parameter = Parameter::wide(mixed);
    statement.run("DROP TABLE IF EXISTS mixed");
    statement.run("CREATE TABLE mixed (x TEXT)");
    REQUIRE_SUCCESS(statement, parameter.bind(statement, 1, SQL_C_WCHAR, SQL_WVARCHAR));
    statement.run("INSERT INTO mixed VALUES (?)");
    REQUIRE_SUCCESS(statement, SQLFreeStmt(statement, SQL_RESET_PARAMS));
    REQUIRE_SUCCESS(statement, statement.execute("SELECT x FROM mixed"));
  }
};

}  // namespace

TEST_CASE_FIXTURE(Connected, "malformed text of a parameter is 22018, names the parameter, and is not sent") {
  struct Row {
    Parameter parameter;
    SQLSMALLINT c_type;
    bool in_utf16 = true;
    bool in_utf32 = true;
  };
  std::vector<Row> rows{
      {wide_units({0xD800}), SQL_C_WCHAR},
      {wide_units({0xDC00}), SQL_C_WCHAR},
      {wide_units({'a', 0xDBFF, 'z'}), SQL_C_WCHAR},
      {wide_units({'a', 0xDFFF, 0xDBFF, 'z'}), SQL_C_WCHAR},
      {wide_units({0xD83D, 0xD83D, 0xDE00}), SQL_C_WCHAR},
      {wide_units({0xD83D, 0xDE00}), SQL_C_WCHAR, false, true},
      {wide_units({0x110000}), SQL_C_WCHAR, false, true},
      {wide_units({0x7FFFFFFF}), SQL_C_WCHAR, false, true},
      {wide_units({0xFFFFFFFF}), SQL_C_WCHAR, false, true},
      {Parameter::of("\x80"), SQL_C_CHAR},
      {Parameter::of("a\xC0\xAFz"), SQL_C_CHAR},        // overlong
      {Parameter::of("\xED\xA0\x80"), SQL_C_CHAR},      // a surrogate
      {Parameter::of("\xF4\x90\x80\x80"), SQL_C_CHAR},  // beyond U+10FFFF
      {Parameter::of("whole \xE2\x82"), SQL_C_CHAR},    // cut off
      {Parameter::of("Z\xFCrich"), SQL_C_CHAR},         // Latin-1
  };
  Parameter good = Parameter::of("good");
  REQUIRE_SUCCESS(statement, good.bind(statement, 1, SQL_C_CHAR, SQL_VARCHAR));
  servers::reset_counts();
  for (std::size_t index = 0; index < rows.size(); ++index) {
    CAPTURE(index);
    Row& row = rows[index];
    if (wide_is_utf16 ? !row.in_utf16 : !row.in_utf32) continue;
    REQUIRE_SUCCESS(statement, row.parameter.bind(statement, 2, row.c_type, SQL_VARCHAR));
    EXPECT("ERROR 22018", statement, statement.execute("SELECT ?, ?"));
    CHECK(statement.text().find("arameter 2") != std::string::npos);
  }
  CHECK(servers::counts().requests == 0);
}

TEST_CASE_FIXTURE(Connected, "malformed text in one set of an array is told with the set's number") {
  std::array<std::array<char, 4>, 3> texts{{{"one"}, {"\xFF"}, {"two"}}};
  std::array<SQLLEN, 3> lengths{SQL_NTS, SQL_NTS, SQL_NTS};
  std::array<SQLUSMALLINT, 3> status{};
  statement.run("DROP TABLE IF EXISTS encoded");
  statement.run("CREATE TABLE encoded (x TEXT)");
  statement.set(SQL_ATTR_PARAMSET_SIZE, texts.size());
  statement.set_place(SQL_ATTR_PARAM_STATUS_PTR, status.data());
  REQUIRE_SUCCESS(statement, SQLBindParameter(statement, 1, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 3, 0,
                                              texts.data(), 4, lengths.data()));
  EXPECT("ERROR 22018", statement, statement.execute("INSERT INTO encoded VALUES (?)"));
  CHECK(statement.text().find("Set 2: Parameter 1:") != std::string::npos);
  CHECK(status[1] == SQL_PARAM_ERROR);
  application::Statement asked(connection);
  CHECK(asked.value_of("SELECT count(*) FROM encoded") == "0");
}

TEST_CASE_FIXTURE(Connected, "malformed text of a statement is 22018") {
  // A manager makes wide text of it by its own rules before the driver sees it.
  if (application::manager() != application::Manager::None) return;
  for (const std::string text : {"SELECT '\x80'", "SELECT '\xED\xA0\x80'", "SELECT 'Z\xFCrich'"}) {
    CAPTURE(text);
    EXPECT("ERROR 22018", statement, statement.execute(text));
    EXPECT("ERROR 22018", statement, statement.prepare(text));
  }
  std::array<SQLWCHAR, 10> wide{'S', 'E', 'L', 'E', 'C', 'T', ' ', '\'', 0xD800, '\''};
  EXPECT("ERROR 22018", statement, SQLExecDirectW(statement, wide.data(), 10));
}

TEST_CASE_FIXTURE(Connected, "bytes that D1 has no character for come as U+FFFD, in every form") {
  // SQLite writes half a pair as three bytes, which are no UTF-8.
  REQUIRE_SUCCESS(statement, statement.execute("SELECT 'a' || char(55296) || 'z', CAST(X'61FF7A' AS TEXT)"));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  for (const SQLUSMALLINT column : {SQLUSMALLINT{1}, SQLUSMALLINT{2}}) {
    CAPTURE(column);
    const std::string text = statement.text_at(column).value();
    CHECK(text.starts_with("a\uFFFD"));
    CHECK(text.ends_with("\uFFFDz"));
  }
}

TEST_CASE("lone surrogates in an answer of D1 become U+FFFD, pairs stay characters") {
  const std::string head = R"({"body":{"success":true,"errors":[],"messages":[],"result":[{"success":true,"meta":{},)"
                           R"("results":{"columns":)";
  servers::set_script("[" + head + R"(["type","name","tbl_name","sql"],"rows":[]}}]}}])");
  const application::Environment environment;
  application::Connection connection(environment);
  REQUIRE_SUCCESS(connection, connection.connect(servers::faulty_connection_string()));
  application::Statement statement(connection);
  servers::set_script("[" + head + R"(["x"],"rows":[["a\ud800z\udc00\ud83d\ude00\udc00\ud800"]]}}]}}])");
  const std::u16string wanted = u"a\uFFFDz\uFFFD\U0001F600\uFFFD\uFFFD";
  REQUIRE_SUCCESS(statement, statement.execute("SELECT 'text' AS x"));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(statement.text_at(1) == utf8(wanted));
  std::array<SQLWCHAR, 20> wide{};
  SQLLEN bytes = 0;
  EXPECT("SUCCESS", statement, SQLGetData(statement, 1, SQL_C_WCHAR, wide.data(), sizeof wide, &bytes));
  CHECK(utf16(wide.data()) == wanted);
  CHECK(bytes == static_cast<SQLLEN>(application::wide(wanted).bytes()));
}

TEST_CASE_FIXTURE(Connected, "combining marks stay as they are: nothing is normalised") {
  // Four texts that look the same.
  for (const std::u16string text : {u"\u00E9", u"e\u0301", u"\u1E69\u212B", u"s\u0323\u0307\u00C5"}) {
    CAPTURE(utf8(text));
    for (const bool is_wide : {false, true}) {
      CAPTURE(is_wide);
      Parameter parameter = is_wide ? Parameter::wide(text) : Parameter::of(utf8(text));
      REQUIRE_SUCCESS(statement, parameter.bind(statement, 1, is_wide ? SQL_C_WCHAR : SQL_C_CHAR, SQL_WVARCHAR));
      const std::u16string sql = u"SELECT ? AS \"" + text + u"\", ? = '" + text + u"'";
      Parameter again = parameter;
      REQUIRE_SUCCESS(statement, again.bind(statement, 2, is_wide ? SQL_C_WCHAR : SQL_C_CHAR, SQL_WVARCHAR));
      REQUIRE_SUCCESS(statement, SQLExecDirectW(statement, application::wide(sql), SQL_NTS));
      std::array<SQLWCHAR, 20> name{};
      REQUIRE_SUCCESS(statement,
                      SQLDescribeColW(statement, 1, name.data(), 20, nullptr, nullptr, nullptr, nullptr, nullptr));
      CHECK(utf16(name.data()) == text);
      REQUIRE_SUCCESS(statement, SQLFetch(statement));
      CHECK(statement.text_at(1) == utf8(text));
      CHECK(statement.text_at(2) == "1");
      statement.close();
    }
  }
}

TEST_CASE_FIXTURE(Mixed, "a bound column keeps whole characters in every size of buffer, and tells the full length") {
  application::WideText all(mixed);
  const std::string narrow = utf8(mixed);
  statement.close();
  statement.set(SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_STATIC);
  REQUIRE_SUCCESS(statement, statement.execute("SELECT x, x FROM mixed"));
  for (std::size_t room = 0; room <= narrow.size() + 1; ++room) {
    CAPTURE(room);
    std::vector<SQLWCHAR> wide(40, untouched);
    std::string bytes(80, 'Z');
    SQLLEN wide_length = 0;
    SQLLEN length = 0;
    const auto wide_capacity = static_cast<SQLLEN>((room + 1) * sizeof(SQLWCHAR));
    REQUIRE_SUCCESS(statement, SQLBindCol(statement, 1, SQL_C_WCHAR, wide.data(), wide_capacity, &wide_length));
    REQUIRE_SUCCESS(statement,
                    SQLBindCol(statement, 2, SQL_C_CHAR, bytes.data(), static_cast<SQLLEN>(room + 1), &length));
    const bool is_cut = room < narrow.size();
    EXPECT(is_cut ? "SUCCESS_WITH_INFO 01004" : "SUCCESS", statement, SQLFetchScroll(statement, SQL_FETCH_FIRST, 0));
    CHECK(wide_length == static_cast<SQLLEN>(all.bytes()));
    CHECK(length == static_cast<SQLLEN>(narrow.size()));
    std::size_t units = std::min(room, all.size());
    const bool parts_pair =
        wide_is_utf16 && units < all.size() && all.data()[units] >= 0xDC00 && all.data()[units] < 0xE000;
    if (parts_pair) --units;
    CHECK(utf16(wide.data(), units) == utf16(all.data(), units));
    CHECK(wide[units] == 0);
    for (std::size_t behind = room + 1; behind < wide.size(); ++behind) CHECK(wide[behind] == untouched);
    std::size_t kept = std::min(room, narrow.size());
    while (kept < narrow.size() && goes_on(narrow[kept])) --kept;
    CHECK(bytes.substr(0, kept) == narrow.substr(0, kept));
    CHECK(bytes[kept] == '\0');
    CHECK(bytes.find_first_not_of('Z', room + 1) == std::string::npos);
  }
}

TEST_CASE_FIXTURE(Mixed, "SQLGetData in pieces of every size joins to the exact text, zero characters included") {
  application::WideText all(mixed);
  const std::string narrow = utf8(mixed);
  for (std::size_t room = 1; room <= narrow.size(); ++room) {
    CAPTURE(room);
    statement.close();
    REQUIRE_SUCCESS(statement, statement.execute("SELECT x, x FROM mixed"));
    REQUIRE_SUCCESS(statement, SQLFetch(statement));
    std::vector<SQLWCHAR> wide(room + 1);
    std::vector<SQLWCHAR> joined;
    SQLRETURN code = SQL_SUCCESS_WITH_INFO;
    while (code == SQL_SUCCESS_WITH_INFO && joined.size() < all.size()) {
      SQLLEN left = 0;
      code = SQLGetData(statement, 1, SQL_C_WCHAR, wide.data(), static_cast<SQLLEN>(wide.size() * sizeof(SQLWCHAR)),
                        &left);
      REQUIRE(left == static_cast<SQLLEN>((all.size() - joined.size()) * sizeof(SQLWCHAR)));
      const std::size_t given = std::min(room, all.size() - joined.size());
      joined.insert(joined.end(), wide.begin(), wide.begin() + static_cast<std::ptrdiff_t>(given));
      CHECK(wide[given] == 0);
    }
    CHECK(code == SQL_SUCCESS);
    CHECK(utf16(joined.data(), joined.size()) == mixed);
    std::string buffer(room + 1, 'Z');
    std::string text;
    code = SQL_SUCCESS_WITH_INFO;
    while (code == SQL_SUCCESS_WITH_INFO && text.size() < narrow.size()) {
      SQLLEN left = 0;
      code = SQLGetData(statement, 2, SQL_C_CHAR, buffer.data(), static_cast<SQLLEN>(buffer.size()), &left);
      REQUIRE(left == static_cast<SQLLEN>(narrow.size() - text.size()));
      text += buffer.substr(0, std::min(room, narrow.size() - text.size()));
    }
    CHECK(code == SQL_SUCCESS);
    CHECK(text == narrow);
  }
}

TEST_CASE_FIXTURE(Connected, "SQLPutData joins a character that its pieces part") {
  application::WideText all(mixed);
  for (const bool is_wide : {false, true}) {
    CAPTURE(is_wide);
    const std::string bytes =
        is_wide ? std::string(reinterpret_cast<const char*>(all.data()), all.bytes()) : utf8(mixed);
    const std::size_t unit = is_wide ? sizeof(SQLWCHAR) : 1;
    SQLLEN indicator = SQL_DATA_AT_EXEC;
    REQUIRE_SUCCESS(statement, SQLBindParameter(statement, 1, SQL_PARAM_INPUT, is_wide ? SQL_C_WCHAR : SQL_C_CHAR,
                                                SQL_WVARCHAR, 100, 0, &indicator, 0, &indicator));
    EXPECT("NEED_DATA", statement, statement.execute("SELECT ?"));
    SQLPOINTER place = nullptr;
    EXPECT("NEED_DATA", statement, SQLParamData(statement, &place));
    for (std::size_t at = 0; at < bytes.size(); at += unit) {
      std::string piece = bytes.substr(at, unit);
      REQUIRE_SUCCESS(statement, SQLPutData(statement, piece.data(), static_cast<SQLLEN>(piece.size())));
    }
    REQUIRE_SUCCESS(statement, SQLParamData(statement, &place));
    REQUIRE_SUCCESS(statement, SQLFetch(statement));
    CHECK(statement.text_at(1) == utf8(mixed));
    statement.close();
  }
}

TEST_CASE_FIXTURE(Connected, "lengths are characters or bytes as each wide function defines") {
  const std::u16string sql = u"SELECT '\U0001F600\u20AC'";
  const auto characters = static_cast<SQLINTEGER>(application::wide(sql).size());
  std::array<SQLWCHAR, 40> out{};
  SQLINTEGER length = 0;
  REQUIRE_SUCCESS(connection, SQLNativeSqlW(connection, application::wide(sql), SQL_NTS, out.data(), 40, &length));
  CHECK(length == characters);
  CHECK(utf16(out.data()) == sql);
  // The length of a text argument is in characters: what lies behind is not read.
  const std::u16string longer = sql + u" nonsense";
  REQUIRE_SUCCESS(statement, SQLExecDirectW(statement, application::wide(longer), characters));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(statement.text_at(1) == "\U0001F600\u20AC");
  statement.close();
  // The length of a parameter and of a value is in bytes.
  application::WideText value(u"\U0001F600\u20AC tail");
  const SQLLEN two_characters = static_cast<SQLLEN>(application::wide(u"\U0001F600\u20AC").bytes());
  SQLLEN bytes = two_characters;
  REQUIRE_SUCCESS(statement, SQLBindParameter(statement, 1, SQL_PARAM_INPUT, SQL_C_WCHAR, SQL_WVARCHAR, 10, 0,
                                              value.data(), 0, &bytes));
  REQUIRE_SUCCESS(statement, statement.execute("SELECT ?, length(?1)"));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  SQLLEN got = 0;
  EXPECT("SUCCESS", statement, SQLGetData(statement, 1, SQL_C_WCHAR, out.data(), sizeof out, &got));
  CHECK(got == two_characters);
  CHECK(statement.text_at(2) == "2");
}
