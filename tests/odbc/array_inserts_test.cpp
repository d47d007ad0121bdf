// Owns: arrays of INSERTs write what one execution for each set writes, in few requests. Never: sets that fail
// (array_failures_test).
#include <array>
#include <cmath>
#include <cstring>
#include <limits>
#include <random>

#include "test_servers.h"

using servers::Connected;

namespace {

constexpr std::size_t few = 7;  // sets that go as a statement each

/// One set, bound by row: all its parameters.
struct Set {
  SQLBIGINT id, whole;
  double real;
  std::array<char, 48> text;
  std::array<unsigned char, 24> blob;
  unsigned char bit;
  SQL_DATE_STRUCT day;
  std::array<char, 24> number;
  SQLLEN id_length, whole_length, real_length, text_length, blob_length, bit_length, day_length, number_length;
};

/// Random values of every storage class with a fixed seed; every seventh is NULL.
class Values {
 public:
  Set set(SQLBIGINT id) {
    Set made{};
    made.id = id;
    made.whole = pick<SQLBIGINT>({std::numeric_limits<SQLBIGINT>::min(), std::numeric_limits<SQLBIGINT>::max(), 0, -1,
                                  (SQLBIGINT{1} << 53) + 1, static_cast<SQLBIGINT>(random_())});
    const auto exponent = static_cast<int>(random_() % 44) - 22;
    made.real = pick<double>({bits(), bits(), 1.0, -0.0, 0.1, 5e-324, -2.2250738585072009e-308, 1.7976931348623157e308,
                              std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity(),
                              std::pow(10.0, exponent) / 3, 1e25, -1e-25, 123456.75});
    made.text_length = copy(pick<std::string>({"", "5", "1.0", " 7", "plain", "it's \"quoted\" \\ and\n\tmore",
                                               "caf\xC3\xA9 \xF0\x9F\x98\x80 \xEF\xBF\xBF", std::string("a\0b\0", 4),
                                               "[1,2]", "{}", "null", "\x7F\x01\x1F"}),
                            made.text);
    made.blob_length = static_cast<SQLLEN>(random_() % 25);
    for (unsigned char& byte : made.blob) byte = static_cast<unsigned char>(random_());
    made.bit = static_cast<unsigned char>(random_() % 2);
    made.day = {static_cast<SQLSMALLINT>(1 + random_() % 9999), 2, 28};
    made.number_length =
        copy(pick<std::string>({"1.5", "-0.000001", "123456789012345678", "7", "99999999999.9"}), made.number);
    for (SQLLEN* length : {&made.whole_length, &made.real_length, &made.text_length, &made.blob_length,
                           &made.bit_length, &made.day_length, &made.number_length}) {
      if (random_() % 7 == 0) *length = SQL_NULL_DATA;
    }
    return made;
  }

 private:
  template <class Value>
  Value pick(const std::vector<Value>& from) {
    return from[random_() % from.size()];
  }

  double bits() {
    for (;;) {
      const std::uint64_t made = random_();
      double number = 0;
      std::memcpy(&number, &made, sizeof number);
      if (std::isfinite(number)) return number;
    }
  }

  template <std::size_t Size>
  static SQLLEN copy(const std::string& from, std::array<char, Size>& to) {
    REQUIRE(from.size() <= Size);
    std::memcpy(to.data(), from.data(), from.size());
    return static_cast<SQLLEN>(from.size());
  }

  std::mt19937_64 random_{20261123};
};

struct Arrays : Connected {
  SQLULEN offset = 0;

  void bind(Set& first) {
    statement.set(SQL_ATTR_PARAM_BIND_TYPE, sizeof(Set));
    statement.set_place(SQL_ATTR_PARAM_BIND_OFFSET_PTR, &offset);
    bind(1, SQL_C_SBIGINT, SQL_BIGINT, &first.id, 0, first.id_length);
    bind(2, SQL_C_SBIGINT, SQL_BIGINT, &first.whole, 0, first.whole_length);
    bind(3, SQL_C_DOUBLE, SQL_DOUBLE, &first.real, 0, first.real_length);
    bind(4, SQL_C_CHAR, SQL_VARCHAR, first.text.data(), first.text.size(), first.text_length);
    bind(5, SQL_C_BINARY, SQL_VARBINARY, first.blob.data(), first.blob.size(), first.blob_length);
    bind(6, SQL_C_BIT, SQL_BIT, &first.bit, 0, first.bit_length);
    bind(7, SQL_C_TYPE_DATE, SQL_TYPE_DATE, &first.day, 0, first.day_length);
    bind(8, SQL_C_CHAR, SQL_DECIMAL, first.number.data(), first.number.size(), first.number_length, 18, 6);
  }

  void bind(SQLUSMALLINT number, SQLSMALLINT c_type, SQLSMALLINT sql_type, SQLPOINTER place, std::size_t capacity,
            SQLLEN& length, SQLULEN size = 48, SQLSMALLINT digits = 0) {
    REQUIRE_SUCCESS(statement, SQLBindParameter(statement, number, SQL_PARAM_INPUT, c_type, sql_type, size, digits,
                                                place, static_cast<SQLLEN>(capacity), &length));
  }

  /// Executes the prepared statement for these sets, `at_once` in each call; gives the sum of the row counts.
  SQLLEN send(std::vector<Set>& sets, std::size_t at_once) {
    SQLLEN rows = 0;
    bind(sets.front());
    for (std::size_t begin = 0; begin < sets.size(); begin += at_once) {
      offset = begin * sizeof(Set);
      statement.set(SQL_ATTR_PARAMSET_SIZE, std::min(at_once, sets.size() - begin));
      const SQLRETURN code = SQLExecute(statement);
      INFO(application::all_texts(statement));
      REQUIRE((code == SQL_SUCCESS || code == SQL_NO_DATA));
      rows += statement.row_count();
    }
    return rows;
  }

  std::string value_of(const std::string& sql) {
    application::Statement asked(connection);
    return asked.value_of(sql);
  }

  void run(const std::string& sql) {
    application::Statement other(connection);
    other.run(sql);
  }
};

std::string replaced(std::string text, const std::string& name) {
  for (std::size_t at = text.find('#'); at != std::string::npos; at = text.find('#')) text.replace(at, 1, name);
  return text;
}

/// The columns of a table, as everything that SQLite can tell of their values.
std::string contents(const std::string& table) {
  std::string list = "id";
  for (const char* column : {"a", "b", "c", "d", "e", "f", "g"}) {
    const std::string name(column);
    list += ", typeof(" + name + "), hex(" + name + "), CASE typeof(" + name +
            ") WHEN 'real' THEN printf('%!.20e|%!.17g', " + name + ", atan2(" + name +
            ", -1.0)) WHEN 'integer' THEN quote(" + name + ") END";
  }
  return "SELECT " + list + " FROM " + table;
}

constexpr std::array tables{
    "(id INTEGER PRIMARY KEY, a INTEGER, b REAL, c TEXT, d BLOB, e BOOLEAN, f DATE, g NUMERIC)",
    "(id INTEGER PRIMARY KEY, a, b, c, d, e, f, g)",
    "(id INTEGER PRIMARY KEY, a TEXT, b NUMERIC, c INTEGER, d REAL, e TEXT, f TEXT, g TEXT)",
    "(id INTEGER PRIMARY KEY, a ANY, b ANY, c ANY, d ANY, e ANY, f ANY, g ANY) STRICT",
};

struct Form {
  const char* sql;           // # stands for the table
  bool repeats_ids = false;  // the statement takes care of them
};

constexpr std::array forms{
    Form{"INSERT INTO # VALUES (?, ?, ?, ?, ?, ?, ?, ?)"},
    Form{"insert into main.\"#\" as \"x y\" (g, f, e, d, c, b, a, id) values (?8, ?7, ?6, ?5, ?4, ?3, ?2, ?1) -- all"},
    Form{"INSERT OR IGNORE INTO # VALUES (?, ?, ?, ?, ?, ?, ?, ?)", true},
    Form{"INSERT OR REPLACE INTO # VALUES (?, ?, ?, ?, ?, ?, ?, ?)", true},
    Form{"REPLACE INTO [#] (id, a, b, c) VALUES (@id, @a, @b, @c)", true},
    Form{"INSERT INTO # VALUES (?1, ?2 + 1, abs(?3), ?4 || 'x' || ?4, coalesce(?5, ?4), CASE WHEN ?6 THEN ?7 ELSE ?8 "
         "END, coalesce(?7, date('2020-01-01')), CAST(?8 AS TEXT))"},
    Form{"INSERT INTO # VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (id) DO UPDATE SET a = excluded.a, "
         "c = coalesce(c, '') || coalesce(excluded.c, ''), e = (e IS 1) + 1",
         true},
    Form{"INSERT INTO # (id, a, b, c, d, e, f, g) VALUES (?1, 7, 9e999, 'it''s', x'00ff', NULL, typeof(?5) || "
         "typeof(?3) || typeof(?2), -?2)"},
    Form{"INSERT INTO # VALUES (?1, ?2 = '5', ?3 > ?2, ?4 < 5, ?5 = ?4, ?8 = '1.5', ?4 IN (?2, ?8, '5'), ?4 LIKE "
         "'P%')"},
    Form{"INSERT INTO # (c, id) VALUES (/* ) */ ?4 /* ? */, ?1) ON CONFLICT DO NOTHING", true},
    Form{"INSERT INTO # (id, a) VALUES (?1, (SELECT count(*) FROM #))"},
    Form{"INSERT INTO # (id, a) VALUES (?1, last_insert_rowid() + changes())"},
    Form{"INSERT INTO # (id, c, b) VALUES (?1, max(?4, ?4), min(?3, ?2))"},
};

}  // namespace

TEST_CASE_FIXTURE(Arrays, "an array writes what single executions write: classes, values, order, counts") {
  constexpr std::size_t count = 500;
  Values values;
  for (const char* columns : tables) {
    for (const Form& form : forms) {
      CAPTURE(std::string(columns));
      CAPTURE(std::string(form.sql));
      for (const std::string name : {"array_a", "array_b"}) {
        run("DROP TABLE IF EXISTS " + name);
        run("CREATE TABLE " + name + columns);
      }
      std::vector<Set> sets;
      for (std::size_t index = 0; index < count; ++index)
        sets.push_back(values.set(static_cast<SQLBIGINT>(form.repeats_ids ? index * 7 % 300 : index * 3)));
      REQUIRE_SUCCESS(statement, statement.prepare(replaced(form.sql, "array_a")));
      servers::reset_counts();
      const SQLLEN by_array = send(sets, count);
      CHECK(servers::counts().requests == 1);
      const std::string identity = value_of("SELECT last_insert_rowid() || ' ' || changes()");
      REQUIRE_SUCCESS(statement, statement.prepare(replaced(form.sql, "array_b")));
      const SQLLEN singly = send(sets, few);
      CHECK(by_array == singly);
      CHECK(value_of("SELECT last_insert_rowid() || ' ' || changes()") == identity);
      const std::string compared = "(" + contents("array_a") + " EXCEPT " + contents("array_b") + ")";
      CHECK(value_of("SELECT count(*) FROM " + compared) == "0");
      CHECK(value_of("SELECT count(*) FROM array_a") == value_of("SELECT count(*) FROM array_b"));
      CHECK(value_of("SELECT count(*) > 100 FROM array_a") == "1");
    }
  }
}

TEST_CASE_FIXTURE(Arrays, "10,000 rows of 5 columns are one request") {
  run("DROP TABLE IF EXISTS array_a");
  run("CREATE TABLE array_a (id INTEGER PRIMARY KEY, a, b, c, d)");
  Values values;
  std::vector<Set> sets;
  for (SQLBIGINT id = 0; id < 10'000; ++id) sets.push_back(values.set(id));
  REQUIRE_SUCCESS(statement, statement.prepare("INSERT INTO array_a VALUES (?, ?, ?, ?, ?)"));
  servers::reset_counts();
  CHECK(send(sets, sets.size()) == 10'000);
  CHECK(servers::counts().requests == 1);
  CHECK(value_of("SELECT count(*) || ' ' || min(id) || ' ' || max(id) FROM array_a") == "10000 0 9999");
}
