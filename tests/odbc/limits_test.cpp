// Owns: D1's limits as an application meets them: what is refused before anything is sent, and large values in pieces.
// Never: errors of other kinds.
#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

#include "test_servers.h"

using servers::Connected;

namespace {

/// `count` times the part, with commas between.
std::string list_of(std::size_t count, const std::string& part) {
  std::string list = part;
  for (std::size_t index = 1; index < count; ++index) list += "," + part;
  return list;
}

struct Limits : Connected {
  std::vector<SQLBIGINT> numbers = std::vector<SQLBIGINT>(101);

  Limits() { std::iota(numbers.begin(), numbers.end(), 1); }

  void bind(std::size_t count) {
    for (std::size_t index = 0; index < count; ++index) {
      REQUIRE_SUCCESS(statement, SQLBindParameter(statement, static_cast<SQLUSMALLINT>(index + 1), SQL_PARAM_INPUT,
                                                  SQL_C_SBIGINT, SQL_BIGINT, 0, 0, &numbers[index], 0, nullptr));
    }
  }

  /// The text is refused with 42000, the limit is in the message, and no request was made.
  void expect_refused(const std::string& sql, const std::string& words) {
    servers::reset_counts();
    EXPECT("ERROR 42000", statement, statement.execute(sql));
    CHECK(statement.text().find(words) != std::string::npos);
    CHECK(statement.native() == 0);
    CHECK(servers::counts().requests == 0);
  }

  /// A text with a length that is no multiple of any piece's, which repeats nothing for long.
  static std::string long_text(std::size_t bytes) {
    std::string text;
    for (unsigned number = 0; text.size() < bytes; ++number) text += std::to_string(number * 2654435761U) + "é";
    text.resize(bytes - 1);
    while ((static_cast<unsigned char>(text.back()) & 0xC0U) == 0x80U ||
           static_cast<unsigned char>(text.back()) >= 0xC0)
      text.pop_back();
    return text + std::string(bytes - text.size(), '.');
  }

  SQLRETURN put_in_pieces(const std::string& value) {
    SQLLEN indicator = SQL_DATA_AT_EXEC;
    REQUIRE_SUCCESS(statement, SQLBindParameter(statement, 1, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_LONGVARCHAR, 0, 0,
                                                nullptr, 0, &indicator));
    EXPECT("NEED_DATA", statement, statement.execute("INSERT INTO large (t) VALUES (?)"));
    SQLPOINTER token = nullptr;
    EXPECT("NEED_DATA", statement, SQLParamData(statement, &token));
    constexpr std::size_t piece = 65'537;
    for (std::size_t offset = 0; offset < value.size(); offset += piece) {
      std::string part = value.substr(offset, piece);
      REQUIRE_SUCCESS(statement, SQLPutData(statement, part.data(), static_cast<SQLLEN>(part.size())));
    }
    return SQLParamData(statement, &token);
  }

  std::string read_in_pieces(const std::string& sql) {
    REQUIRE_SUCCESS(statement, statement.execute(sql));
    REQUIRE_SUCCESS(statement, SQLFetch(statement));
    std::string whole;
    std::vector<char> buffer(50'001);
    for (int calls = 0; calls < 1000; ++calls) {
      SQLLEN left = 0;
      const SQLRETURN code =
          SQLGetData(statement, 1, SQL_C_CHAR, buffer.data(), static_cast<SQLLEN>(buffer.size()), &left);
      if (code == SQL_NO_DATA) break;
      REQUIRE(SQL_SUCCEEDED(code));
      whole.append(buffer.data(), std::min(static_cast<std::size_t>(left), buffer.size() - 1));
    }
    statement.close();
    return whole;
  }
};

}  // namespace

TEST_CASE_FIXTURE(Limits, "100 parameters run; 101 are refused before anything is sent") {
  bind(101);
  REQUIRE_SUCCESS(statement, statement.execute("SELECT 1 WHERE 100 IN (" + list_of(100, "?") + ")"));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(statement.integer_at(1) == 1);
  statement.close();
  expect_refused("SELECT 1 WHERE 100 IN (" + list_of(101, "?") + ")", "101 parameters; D1 takes at most 100");
}

TEST_CASE_FIXTURE(Limits, "a parameter that is used often counts once") {
  bind(1);
  REQUIRE_SUCCESS(statement, statement.execute("SELECT 1 WHERE 1 IN (" + list_of(150, "?1") + ")"));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(statement.integer_at(1) == 1);
}

TEST_CASE_FIXTURE(Limits, "100 columns are read; 101 are refused before anything is sent") {
  REQUIRE_SUCCESS(statement, statement.execute("SELECT " + list_of(100, "7")));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(statement.integer_at(100) == 7);
  statement.close();
  expect_refused("SELECT " + list_of(101, "7"), "101 columns; D1 returns at most 100");
  expect_refused("VALUES (" + list_of(101, "7") + ")", "101 columns; D1 returns at most 100");
}

TEST_CASE_FIXTURE(Limits, "a text of 100,000 bytes runs; one more is refused before it is sent") {
  const std::string start = "SELECT length('";
  const std::string end = "')";
  const std::string fitting = start + std::string(100'000 - start.size() - end.size(), 'x') + end;
  CHECK(statement.value_of(fitting) == std::to_string(100'000 - start.size() - end.size()));
  expect_refused(start + std::string(100'001 - start.size() - end.size(), 'x') + end,
                 "100001 bytes as D1 would receive it; D1 takes at most 100000");
}

TEST_CASE_FIXTURE(Limits, "what several statements need counts for each of them") {
  bind(101);
  const std::string first = "SELECT 1 WHERE 1 IN (" + list_of(60, "?") + ")";
  const std::string second = "SELECT 2 WHERE 61 IN (" + list_of(41, "?") + ")";
  REQUIRE_SUCCESS(statement, statement.execute(first + ";" + second));
  REQUIRE_SUCCESS(statement, SQLMoreResults(statement));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(statement.integer_at(1) == 2);
}

TEST_CASE_FIXTURE(Limits, "a value of nearly 2 MB goes out and comes back in pieces, whole") {
  statement.run("DROP TABLE IF EXISTS large; CREATE TABLE large (id INTEGER PRIMARY KEY, t TEXT)");
  const std::string text = long_text(1'900'001);
  EXPECT("SUCCESS", statement, put_in_pieces(text));
  CHECK(statement.value_of("SELECT length(CAST(t AS BLOB)) FROM large") == "1900001");
  CHECK(read_in_pieces("SELECT t FROM large") == text);
  statement.run("DROP TABLE large");
}

TEST_CASE_FIXTURE(Limits, "what is too large for a value is D1's to say: 22001, and a text that says what to do") {
  statement.run("DROP TABLE IF EXISTS large; CREATE TABLE large (id INTEGER PRIMARY KEY, t TEXT)");
  const std::string text = long_text(9'000'001);
  EXPECT("ERROR 22001", statement, put_in_pieces(text));
  CHECK(statement.text().find("store the data in smaller parts") != std::string::npos);
  CHECK(statement.value_of("SELECT count(*) FROM large") == "0");
  statement.run("DROP TABLE large");
}
