// Owns: parameters have the storage class that their SQL type says, and no affinity: D1's answers through the driver
// against local SQLite's with natively bound values. Never: random expressions (random_expressions_test).
#include <cmath>
#include <limits>

#include "sqlite_model.h"
#include "test_servers.h"

using model::Answer;
using model::Blob;
using model::Sqlite;
using model::Stored;
using servers::Connected;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Each storage class at its ends, and values that affinities would change.
const std::vector<Stored>& values() {
  using Integers = std::numeric_limits<std::int64_t>;
  using Reals = std::numeric_limits<double>;
  using Text = std::string;
  constexpr auto integer = [](std::int64_t value) { return value; };
  // clang-format off
  static const std::vector<Stored> all{
      Stored{},
      integer(0), integer(1), integer(-1), integer(12), integer(9007199254740993), Integers::max(), Integers::min(),
      0.0, -0.0, 1.0, -1.5, 12.0, 1e15, 9007199254740992.0, 9223372036854775808.0,
      Reals::max(), Reals::lowest(), Reals::min(), Reals::denorm_min(), infinity, -infinity,
      Text(""), Text("1"), Text("12"), Text("1.0"), Text("012"), Text(" 12"), Text("12 "), Text("1e1"),
      Text("9223372036854775808"), Text("x'31'"), Text("abc"), Text("ABC"), Text("%b%"), Text("\xC3\xA4"),
      Blob{""}, Blob{"1"}, Blob{"12"}, Blob{Text("\0\xFF", 2)},
  };
  // clang-format on
  return all;
}

const std::vector<Stored>& one_of_each_class() {
  static const std::vector<Stored> all{Stored{}, std::int64_t{12}, 12.5, infinity, std::string("abc"), Blob{"12"}};
  return all;
}

struct Column {
  const char* name;
  const char* declaration;
};
constexpr Column columns[]{
    {"i", "INTEGER"}, {"r", "REAL"}, {"t", "TEXT"}, {"b", "BLOB"}, {"n", "NUMERIC"}, {"u", ""},
};
constexpr Column strict_columns[]{{"si", "INTEGER"}, {"sr", "REAL"}, {"st", "TEXT"}, {"sb", "BLOB"}, {"sa", "ANY"}};

std::string table_of_all_affinities() {
  std::string sql = "CREATE TABLE classes (id INTEGER PRIMARY KEY";
  for (const Column& column : columns) sql += std::string(", ") + column.name + " " + column.declaration;
  return sql + ")";
}

/// Whether versions of SQLite write the number with other digits (15 or 17, with or without an exponent): a TEXT column
/// would hold another text.
bool is_written_differently(const Stored& value) {
  const auto* real = std::get_if<double>(&value);
  if (real == nullptr || *real == 0 || std::abs(*real) == infinity) return false;
  return std::abs(*real) >= 1e15 || std::abs(*real) < 1e-4;
}

/// "column 2: local …, D1 …"; "" when there is none.
std::string first_difference(const std::vector<std::string>& here, const std::vector<std::string>& there) {
  if (here.size() != there.size()) return "another number of columns";
  for (std::size_t cell = 0; cell < here.size(); ++cell) {
    const std::string expected = model::canonical(here[cell]);
    const std::string got = model::canonical(there[cell]);
    if (expected != got) return "column " + std::to_string(cell + 1) + ": local " + expected + ", D1 " + got;
  }
  return "";
}

/// The same tables on both sides, filled with `values()`: one row each, by a statement with parameters.
struct Both : Connected {
  Sqlite local;

  void both(const std::string& sql, const std::vector<Stored>& parameters = {}) {
    (void)local.run(sql, parameters);
    const Answer answer = model::ask(statement, sql, parameters);
    INFO(sql, ": ", answer.error);
    REQUIRE_FALSE(answer.refused);
  }

  void fill() {
    both("DROP TABLE IF EXISTS classes");
    both(table_of_all_affinities());
    for (const Stored& value : values()) {
      const std::string text = is_written_differently(value) ? "NULL" : "?1";
      both("INSERT INTO classes (i, r, t, b, n, u) VALUES (?1, ?1, " + text + ", ?1, ?1, ?1)", {value});
    }
  }

  /// Checks that both sides give the same rows, or both refuse. Cells that quote() made are compared by value.
  Answer compare(const std::string& sql, const std::vector<Stored>& parameters) {
    const std::string with = parameters.empty() ? "" : " with " + model::literal(parameters.front());
    const Answer here = local.ask(sql, parameters);
    const Answer there = model::ask(statement, sql, parameters);
    CHECK_MESSAGE(here.refused == there.refused, sql, with, ": local ", here.error, ", D1 ", there.error);
    REQUIRE(here.rows.size() == there.rows.size());
    for (std::size_t row = 0; row < here.rows.size(); ++row) {
      const std::string difference = first_difference(here.rows[row], there.rows[row]);
      CHECK_MESSAGE(difference.empty(), sql, with, ", row ", row, ", ", difference);
    }
    return here;
  }
};

/// For each expression and each column one cell: the expression with the column for `$`, as quote() shows it.
std::string for_each_column(std::initializer_list<const char*> expressions) {
  std::string list;
  for (const char* expression : expressions) {
    for (const Column& column : columns) {
      std::string one = expression;
      for (std::size_t at = one.find('$'); at != std::string::npos; at = one.find('$')) one.replace(at, 1, column.name);
      list += (list.empty() ? "quote(" : ", quote(") + one + ")";
    }
  }
  return list;
}

}  // namespace

TEST_CASE_FIXTURE(Both, "a value is stored as SQLite stores it, in a column of each affinity") {
  fill();
  std::string list;
  for (const Column& column : columns) list += std::string(", typeof(") + column.name + "), quote(" + column.name + ")";
  const Answer answer = compare("SELECT id" + list + " FROM classes ORDER BY id", {});
  CHECK(answer.rows.size() == values().size());
}

TEST_CASE_FIXTURE(Both, "a value by itself has its storage class") {
  for (const Stored& value : values()) {
    compare("SELECT typeof(?1), quote(?1), typeof((SELECT ?1)), typeof(+?1), typeof(coalesce(NULL, ?1))", {value});
  }
}

TEST_CASE_FIXTURE(Both, "a STRICT table takes and refuses a value as SQLite does") {
  for (const Column& column : strict_columns) {
    both(std::string("DROP TABLE IF EXISTS ") + column.name);
    both(std::string("CREATE TABLE ") + column.name + " (v " + column.declaration + ") STRICT");
    for (const Stored& value : values()) {
      if (column.name == std::string("st") && is_written_differently(value)) continue;
      compare(std::string("INSERT INTO ") + column.name + " VALUES (?)", {value});
    }
    compare(std::string("SELECT typeof(v), quote(v) FROM ") + column.name + " ORDER BY rowid", {});
  }
}

TEST_CASE_FIXTURE(Both, "a value compares with a column of each affinity as in SQLite") {
  fill();
  const std::string list = for_each_column(
      {"$ = ?1", "$ < ?1", "$ > ?1", "?1 <> $", "$ IS ?1", "$ BETWEEN ?1 AND ?1", "$ IN (?1, 'zz')", "?1 IN ($, 5)",
       "CASE ?1 WHEN $ THEN 1 ELSE 0 END", "CASE $ WHEN ?1 THEN 1 ELSE 0 END", "($, 1) = (?1, 1)",
       "$ COLLATE NOCASE = ?1", "+$ = ?1", "($ || '') = ?1", "CAST($ AS INTEGER) = ?1"});
  for (const Stored& value : values()) compare("SELECT " + list + " FROM classes ORDER BY id", {value});
}

TEST_CASE_FIXTURE(Both, "a value behaves in expressions as in SQLite") {
  fill();
  const std::string of_numbers =
      for_each_column({"$ + ?1", "?1 - $", "$ * ?1", "?1 & $", "-?1", "NOT ?1", "coalesce(?1, $)", "max($, ?1)",
                       "nullif(?1, $)", "iif(?1, $, 0)", "typeof(?1 + $)"});
  for (const Stored& value : values()) compare("SELECT " + of_numbers + " FROM classes ORDER BY id", {value});
  // D1's LIKE does not match blobs, the local one does.
  const std::string of_texts = for_each_column(
      {"$ LIKE ?1", "?1 LIKE $", "$ || ?1", "length(?1)", "instr($, ?1)", "hex(?1)", "CAST($ AS TEXT) < ?1"});
  for (const Stored& value : values()) {
    if (is_written_differently(value) || std::holds_alternative<Blob>(value)) continue;
    compare("SELECT " + of_texts + " FROM classes WHERE length(t) < 12 AND typeof(u) <> 'blob' ORDER BY id", {value});
  }
}

TEST_CASE_FIXTURE(Both, "a value behaves in subqueries, sets and groups as in SQLite") {
  fill();
  for (const Stored& value : values()) {
    for (const Column& column : columns) {
      const std::string c = column.name;
      compare("SELECT ?1 IN (SELECT " + c + " FROM classes), (SELECT count(*) FROM classes WHERE " + c +
                  " = ?1), EXISTS (SELECT 1 FROM classes WHERE " + c + " > ?1), (SELECT count(*) FROM (SELECT " + c +
                  " FROM classes UNION SELECT ?1)), (SELECT count(*) FROM (SELECT " + c +
                  " FROM classes EXCEPT SELECT ?1)), (SELECT count(DISTINCT CASE WHEN id = 1 THEN ?1 ELSE " + c +
                  " END) FROM classes), (SELECT count(*) FROM (SELECT ?1 AS v) JOIN classes ON v = " + c + ")",
              {value});
    }
  }
}

TEST_CASE_FIXTURE(Both, "LIMIT and OFFSET take what SQLite takes") {
  fill();
  for (const Stored& value : values()) {
    compare("SELECT id FROM classes ORDER BY id LIMIT ?", {value});
    compare("SELECT id FROM classes ORDER BY id LIMIT 3 OFFSET ?", {value});
  }
}

TEST_CASE_FIXTURE(Both, "a value finds the rows of an index of each affinity, and uses it") {
  fill();
  for (const Column& column : columns)
    both(std::string("CREATE INDEX by_") + column.name + " ON classes (" + column.name + ")");
  for (const Column& column : columns) {
    const std::string c = column.name;
    for (const char* condition : {" = ?", " > ?", " IN (?, 5)", " BETWEEN ? AND 5"}) {
      const std::string from = " FROM classes WHERE " + c + condition;
      for (const Stored& value : values()) {
        compare("SELECT id" + from + " ORDER BY id", {value});
      }
      for (const Stored& value : one_of_each_class()) {
        const Answer plan = model::ask(statement, "EXPLAIN QUERY PLAN SELECT id" + from, {value});
        REQUIRE_FALSE(plan.refused);
        INFO(c, condition, " with ", model::literal(value));
        CHECK(plan.rows.at(0).back().find("INDEX by_" + c) != std::string::npos);
      }
    }
  }
}

TEST_CASE_FIXTURE(Both, "a value is returned and written by expressions as in SQLite") {
  fill();
  for (const Stored& value : values()) {
    if (is_written_differently(value)) continue;
    compare("UPDATE classes SET i = ?1, r = ?1, t = ?1, b = ?1, n = ?1, u = ?1 WHERE id = 2 RETURNING " +
                for_each_column({"$", "coalesce(?1, $)"}),
            {value});
    compare("INSERT INTO classes (id, u) SELECT 1000, ?1 RETURNING quote(u)", {value});
    compare("DELETE FROM classes WHERE id = 1000 RETURNING quote(u), typeof(u)", {value});
  }
}
