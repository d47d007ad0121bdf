// Owns: ODBC's escapes as the engine runs them, and SQLNativeSql. Never: which functions there are.
#include "test_servers.h"

using servers::Connected;

TEST_CASE_FIXTURE(Connected, "escapes mean on the engine what the reference says") {
  struct Row {
    const char* sql;
    const char* value;
  };
  for (const Row& row : {
           Row{"SELECT {d '2024-02-29'}", "2024-02-29"},
           Row{"SELECT {t '23:59:58'}", "23:59:58"},
           Row{"SELECT {ts '2024-02-29 23:59:58.5'}", "2024-02-29 23:59:58.5"},
           Row{"SELECT {fn UCASE('abc')}", "ABC"},
           Row{"SELECT {fn LCASE('ABC')}", "abc"},
           Row{"SELECT {fn CONCAT('a', {fn UCASE('b')})}", "aB"},
           Row{"SELECT {fn LENGTH('abc')}", "3"},
           Row{"SELECT {fn YEAR({d '2024-02-29'})}", "2024"},
           Row{"SELECT {fn CONVERT('42', SQL_INTEGER)} + 1", "43"},
           Row{"SELECT a.x || coalesce(b.x, 'none') FROM {oj (SELECT 'l' AS x) a LEFT OUTER JOIN (SELECT 'r' AS x) b "
               "ON "
               "a.x = b.x}",
               "lnone"},
           Row{"SELECT 'a%b' LIKE 'a\\%b' {escape '\\'}", "1"},
           Row{"SELECT '{fn UCASE(x)}'", "{fn UCASE(x)}"},
       }) {
    CAPTURE(row.sql);
    CHECK(statement.value_of(row.sql) == row.value);
  }
}

TEST_CASE_FIXTURE(Connected, "SQL_ATTR_NOSCAN sends the text as it is") {
  statement.set(SQL_ATTR_NOSCAN, SQL_NOSCAN_ON);
  EXPECT("ERROR 42000", statement, statement.execute("SELECT {fn UCASE('abc')}"));
}

TEST_CASE_FIXTURE(Connected, "braces in strings, quoted names and comments are no escapes") {
  for (const char* sql : {
           "SELECT '{fn UCASE(x)}' AS v",
           "SELECT 'it''s {d ''2024''}' AS v",
           "SELECT 1 AS \"{fn UCASE('a')}\"",
           "SELECT 1 AS \"a\"\"{\"",
           "SELECT 1 AS [{d '2024-01-01'}]",
           "SELECT 1 AS `{ts x}`",
           "SELECT 1 /* {fn NOSUCH( */ AS v",
           "SELECT 1 AS v -- {call x\n",
           "SELECT x'7B' AS v",
           // The long form is of ODBC 2 only ("the shorthand form is used exclusively"): to SQL it is a comment.
           "SELECT 1 AS v --(*vendor(Microsoft),product(ODBC) fn NOSUCH() *)--",
       }) {
    CAPTURE(sql);
    SQLCHAR native[200] = {};
    REQUIRE_SUCCESS(connection,
                    SQLNativeSql(connection, application::narrow(sql), SQL_NTS, native, sizeof native, nullptr));
    CHECK(std::string(reinterpret_cast<char*>(native)) == sql);
    EXPECT("SUCCESS", statement, statement.execute(sql));
    statement.close();
  }
}

TEST_CASE_FIXTURE(Connected, "escapes may be nested, in any case, with blanks, newlines and comments inside") {
  struct Row {
    const char* sql;
    const char* value;
  };
  for (const Row& row : {
           Row{"SELECT {fn UCASE({fn CONCAT('a', {fn LCASE('B')})})}", "AB"},
           Row{"SELECT {FN ucase('a')}", "A"},
           Row{"SELECT {Ts '2024-02-29 10:20:30'}", "2024-02-29 10:20:30"},
           Row{"SELECT {\n\tfn\r\n UCASE (\n'a'\n)\n}", "A"},
           Row{"SELECT { d'2024-02-29' }", "2024-02-29"},
           Row{"SELECT{d '2024-02-29'}AS x", "2024-02-29"},
           Row{"SELECT {fn /* {not an escape} */ UCASE('a') -- }\n}", "A"},
           Row{"SELECT {fn CONCAT('}', '{')}", "}{"},
           Row{"SELECT {fn LENGTH({ts '2024-02-29 10:20:30'})}", "19"},
           Row{"SELECT 1 WHERE {d '2024-02-29'} < {d '2024-03-01'} AND 'a_b' LIKE 'a!_b' {ESCAPE '!'}", "1"},
           Row{"SELECT count(*) FROM {oj (SELECT 1 AS x) a LEFT OUTER JOIN {oj (SELECT 2 AS x) b FULL OUTER JOIN "
               "(SELECT 3 AS x) c ON b.x = c.x} ON a.x = {fn ABS(b.x)}}",
               "1"},
           Row{"SELECT count(*) FROM {oj (VALUES (1), (2)) a LEFT OUTER JOIN (VALUES (1)) b LEFT OUTER JOIN (VALUES "
               "(7)) c "
               "ON b.column1 = c.column1 ON a.column1 = b.column1}",
               "2"},
           Row{"SELECT {guid '01234567-89AB-cdef-0123-456789abcdef'}", "01234567-89AB-cdef-0123-456789abcdef"},
           Row{"SELECT {t '23:59:61'}", "23:59:61"},
       }) {
    CAPTURE(row.sql);
    CHECK(statement.value_of(row.sql) == row.value);
  }
}

TEST_CASE_FIXTURE(Connected, "an escape that is broken or that D1 lacks has its own state, and nothing is sent") {
  struct Row {
    const char* outcome;
    const char* sql;
  };
  servers::reset_counts();
  for (const Row& row : {
           Row{"ERROR 22007", "SELECT {d '2023-02-29'}"},
           Row{"ERROR 22007", "SELECT {d '2023-2-9'}"},
           Row{"ERROR 22007", "SELECT {t '24:00:00'}"},
           Row{"ERROR 22007", "SELECT {t '10:00:62'}"},
           Row{"ERROR 22007", "SELECT {ts '2024-02-29T10:20:30'}"},
           Row{"ERROR 22007", "SELECT {ts '2024-02-29'}"},
           Row{"ERROR 22018", "SELECT {guid '0123'}"},
           Row{"ERROR 42000", "SELECT {d 2024-02-29}"},
           Row{"ERROR 42000", "SELECT {d '2024-02-29' junk}"},
           Row{"ERROR 42000", "SELECT {d ?}"},
           Row{"ERROR 42000", "SELECT {nosuch 1}"},
           Row{"ERROR 42000", "SELECT {}"},
           Row{"ERROR 42000", "SELECT 1 }"},
           Row{"ERROR 42000", "SELECT {fn UCASE('a'}"},
           Row{"ERROR 42000", "SELECT 'a' LIKE 'b' {escape}"},
           Row{"ERROR HYC00", "{call f}"},
           Row{"ERROR HYC00", "{ CALL main.f(?, 'x', {d '2024-02-29'}) }"},
           Row{"ERROR HYC00", "{?=call f(?)}"},
           Row{"ERROR HYC00", "{ ? = call f() }"},
           // No date of D1 can be added to an interval, and no column hold one.
           Row{"ERROR HYC00", "SELECT {interval '1' DAY}"},
           Row{"ERROR HYC00", "SELECT {INTERVAL -'1-2' YEAR TO MONTH}"},
       }) {
    CAPTURE(row.sql);
    EXPECT(row.outcome, statement, statement.execute(row.sql));
    EXPECT(row.outcome, statement, statement.prepare(row.sql));
    SQLCHAR native[100] = {};
    EXPECT(row.outcome, connection,
           SQLNativeSql(connection, application::narrow(row.sql), SQL_NTS, native, sizeof native, nullptr));
  }
  CHECK(servers::counts().requests == 0);
}

namespace {

const std::string odbc_text = "SELECT {d '2024-02-29'}, ?, {fn LOCATE(?, ?)}, '\u20ac'";
const std::string native_text = "SELECT '2024-02-29', ?1, instr(?3, ?2), '\u20ac'";

}  // namespace

TEST_CASE_FIXTURE(Connected, "SQLNativeSql gives the translated text, cut where the buffer ends") {
  const auto size = static_cast<SQLINTEGER>(native_text.size());
  struct Row {
    SQLINTEGER capacity;
    const char* outcome;
    std::string text;
  };
  const Row rows[] = {
      {200, "SUCCESS", native_text},
      {size + 1, "SUCCESS", native_text},
      {size, "SUCCESS_WITH_INFO 01004", native_text.substr(0, native_text.size() - 1)},
      {7, "SUCCESS_WITH_INFO 01004", "SELECT"},
      {1, "SUCCESS_WITH_INFO 01004", ""},
      {0, "SUCCESS_WITH_INFO 01004", "####"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.capacity);
    SQLCHAR native[201] = "####";
    native[row.capacity] = '#';
    SQLINTEGER length = -7;
    EXPECT(row.outcome, connection,
           SQLNativeSql(connection, application::narrow(odbc_text), SQL_NTS, native, row.capacity, &length));
    CHECK(std::string(reinterpret_cast<char*>(native)).substr(0, row.text.size()) == row.text);
    if (row.capacity > 0) CHECK(native[row.text.size()] == '\0');
    CHECK(native[row.capacity] == '#');
    CHECK(length == size);
  }
}

TEST_CASE_FIXTURE(Connected, "SQLNativeSql takes a text with a length, and a null buffer gets the length only") {
  SQLINTEGER length = -7;
  EXPECT("SUCCESS", connection,
         SQLNativeSql(connection, application::narrow("SELECT {fn PI()} junk"), 16, nullptr, 0, &length));
  CHECK(length == 11);
  SQLCHAR native[20] = {};
  EXPECT("SUCCESS", connection,
         SQLNativeSql(connection, application::narrow("SELECT {fn PI()} junk"), 16, native, sizeof native, nullptr));
  CHECK(std::string(reinterpret_cast<char*>(native)) == "SELECT pi()");
  EXPECT("ERROR HY090", connection,
         SQLNativeSql(connection, application::narrow("SELECT 1"), SQL_NTS, native, -1, &length));
  EXPECT("ERROR HY090", connection, SQLNativeSql(connection, application::narrow("SELECT 1"), -5, native, 20, &length));
  EXPECT("ERROR HY009", connection, SQLNativeSql(connection, nullptr, SQL_NTS, native, sizeof native, &length));
}

TEST_CASE_FIXTURE(Connected, "SQLNativeSqlW counts in characters") {
  const std::u16string odbc = application::utf16(odbc_text);
  const std::u16string whole = application::utf16(native_text);
  const auto size = static_cast<SQLINTEGER>(whole.size());
  struct Row {
    SQLINTEGER capacity;
    const char* outcome;
    std::u16string text;
  };
  const Row rows[] = {
      {100, "SUCCESS", whole},
      {size + 1, "SUCCESS", whole},
      {size, "SUCCESS_WITH_INFO 01004", whole.substr(0, whole.size() - 1)},
      {7, "SUCCESS_WITH_INFO 01004", u"SELECT"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.capacity);
    SQLWCHAR native[101] = {};
    native[row.capacity] = '#';
    SQLINTEGER length = -7;
    EXPECT(row.outcome, connection,
           SQLNativeSqlW(connection, application::wide(odbc), static_cast<SQLINTEGER>(odbc.size()), native,
                         row.capacity, &length));
    CHECK(application::utf16(native) == row.text);
    CHECK(native[row.capacity] == '#');
    CHECK(length == size);
  }
}

TEST_CASE_FIXTURE(Connected, "an escape that is not closed is 42000 and nothing is sent") {
  servers::reset_counts();
  EXPECT("ERROR 42000", statement, statement.execute("SELECT {fn UCASE('a')"));
  CHECK(servers::counts().requests == 0);
}
