// Owns: checks that what a program is said to return is what SQLite returns. Never: SQL types.
#include "schema/program_types.h"

#include <doctest/doctest.h>
#include <sqlite3.h>

#include <array>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "schema/mirror.h"
#include "schema/program.h"
#include "schema/schema_rows.h"

using d1odbc::ClassSet;
using d1odbc::ExpressionType;

namespace {

const std::string ddl =
    "CREATE TABLE m (id INTEGER PRIMARY KEY, i INTEGER, r REAL, x TEXT, b BLOB, n NUMERIC(10,2), u, f BOOLEAN);"
    "CREATE INDEX m_ix ON m (i, x); CREATE INDEX m_r ON m (r);"
    "CREATE TABLE s (i INT, r REAL, x TEXT, b BLOB, a ANY) STRICT;"
    "CREATE TABLE w (x TEXT, r REAL, i INTEGER, PRIMARY KEY (i, x)) WITHOUT ROWID;"
    "CREATE VIEW v AS SELECT i + 1 AS i, r, upper(x) AS x, b FROM m;";

// Data that honours the declared types; whole numbers in REAL columns, and texts that look like numbers.
const std::string data =
    "INSERT INTO m VALUES (1, 5, 2.5, 'abc', x'00ff', 1, 'u', 1), (2, -3, 7, '12', x'', 2.5, 3, 0),"
    "(3, NULL, NULL, NULL, NULL, NULL, NULL, NULL), (4, 0, 0, '', x'31', 0, x'41', 1), (5, 9, -1.5, '1.5', x'00', 7, "
    "1.5, 0);"
    "INSERT INTO s VALUES (1, 2, 'a', x'01', 1), (5, 2.5, '7', x'', 'a'), (NULL, NULL, NULL, NULL, 1.5);"
    "INSERT INTO w VALUES ('a', 1, 5), ('b', 2.5, -3);";

struct Close {
  void operator()(sqlite3* connection) const noexcept { sqlite3_close(connection); }
};
struct Finalize {
  void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
};
using Connection = std::unique_ptr<sqlite3, Close>;
using Prepared = std::unique_ptr<sqlite3_stmt, Finalize>;

Connection open_model() {
  sqlite3* opened = nullptr;
  sqlite3_open(":memory:", &opened);
  Connection connection(opened);
  REQUIRE(sqlite3_exec(opened, (ddl + data).c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
  return connection;
}

Prepared prepare(sqlite3& connection, const std::string& sql) {
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v2(&connection, sql.c_str(), -1, &statement, nullptr);
  return Prepared(statement);
}

ClassSet class_of(sqlite3_stmt& statement, int column) {
  switch (sqlite3_column_type(&statement, column)) {
    case SQLITE_INTEGER:
      return ClassSet::integer();
    case SQLITE_FLOAT:
      return ClassSet::real();
    case SQLITE_TEXT:
      return ClassSet::text();
    case SQLITE_BLOB:
      return ClassSet::blob();
    default:
      return {};
  }
}

/// What SQLite itself returns for the only column of `sql`; rows before an error count.
ExpressionType returned(sqlite3& model, const std::string& sql) {
  const Prepared statement = prepare(model, sql);
  const std::string error = sqlite3_errmsg(&model);
  CAPTURE(error);
  REQUIRE(statement != nullptr);
  ExpressionType seen;
  while (sqlite3_step(statement.get()) == SQLITE_ROW) {
    ExpressionType value{.classes = class_of(*statement, 0), .longest_text = 0};
    if (value.classes.is(ClassSet::text())) {
      value.longest_text = static_cast<std::uint16_t>(sqlite3_column_bytes16(statement.get(), 0) / 2);
    }
    seen = seen | value;
  }
  return seen;
}

/// Makes expressions that compile, from a seed.
class Expressions {
 public:
  explicit Expressions(unsigned seed) : random_(seed) {}

  std::string query() {
    // The columns i, r, x, b are in each of these.
    static const std::vector<std::string> sources = {"m",
                                                     "s",
                                                     "v",
                                                     "(SELECT * FROM m ORDER BY r LIMIT 4)",
                                                     "m LEFT JOIN (SELECT i AS k FROM w) ON k = i",
                                                     "(SELECT i, r, x, b FROM m UNION SELECT i, r, x, b FROM s)"};
    const std::string source = pick(sources);
    switch (number(8)) {
      case 0:
        return "SELECT " + expression(2) + " FROM " + source + " UNION ALL SELECT " + expression(2) + " FROM s";
      case 1:
        return "SELECT DISTINCT " + expression(3) + " FROM " + source + " ORDER BY 1 DESC";
      case 2:
        return "SELECT " + aggregate() + " FROM " + source + " GROUP BY i || " + expression(1);
      case 3:
        return "SELECT " + aggregate() +
               " OVER (PARTITION BY x ORDER BY r ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM " + source;
      case 4:
        return "WITH c(k) AS MATERIALIZED (SELECT " + expression(3) + " FROM " + source +
               ") SELECT coalesce(a.k, b.k) FROM c a, c b";
      case 5:
        return "SELECT (SELECT " + expression(2) + " FROM s WHERE s.i = q.i) FROM (SELECT * FROM " + source + ") AS q";
      default:
        return "SELECT " + expression(4) + " FROM " + source;
    }
  }

 private:
  std::size_t number(std::size_t below) { return random_() % below; }
  std::string pick(const std::vector<std::string>& from) { return from[number(from.size())]; }

  std::string leaf() {
    static const std::vector<std::string> leaves = {"i",     "r",    "x",    "b",    "i",     "r",
                                                    "x",     "1",    "2.5",  "'t'",  "0",     "''",
                                                    "x'41'", "(-7)", "'12'", "NULL", "'1.5'", "CAST(x AS INTEGER)"};
    return pick(leaves);
  }

  std::string expression(int depth) {
    if (depth == 0) return leaf();
    const auto sub = [&] { return expression(depth - 1); };
    static const std::vector<std::string> operators = {
        "+", "-", "*", "/", "%", "||", "=", "<", ">=", "<>", "AND", "OR", "&", "|", "<<", "IS", "IS NOT"};
    static const std::vector<std::string> unary = {"-", "+", "~", "NOT "};
    static const std::vector<std::string> types = {"INTEGER", "REAL", "TEXT", "BLOB", "NUMERIC", "DECIMAL(5,1)"};
    static const std::vector<std::string> functions = {
        "abs",          "length",         "upper",          "trim",          "typeof",
        "hex",          "quote",          "round",          "date",          "datetime",
        "time",         "julianday",      "unixepoch",      "likely",        "sign",
        "unicode",      "char",           "json_quote",     "sqrt",          "floor",
        "lower",        "instr('a12',",   "nullif(1,",      "substr('abc',", "replace('abc','b',",
        "printf('%s',", "coalesce(NULL,", "strftime('%Y',", "max(1,",        "min('a',"};
    switch (number(9)) {
      case 0:
      case 1:
        return "(" + sub() + " " + pick(operators) + " " + sub() + ")";
      case 2:
        return "(" + pick(unary) + sub() + ")";
      case 3:
        return "CAST(" + sub() + " AS " + pick(types) + ")";
      case 4: {
        const std::string name = pick(functions);
        return name + (name.back() == ',' ? "" : "(") + sub() + ")";
      }
      case 5:
        return "CASE WHEN " + sub() + " THEN " + sub() + " ELSE " + sub() + " END";
      case 6:
        return "coalesce(" + sub() + ", " + sub() + ")";
      case 7:
        return (number(2) == 0 ? "max(" : "min(") + sub() + ", " + sub() + ")";
      default:
        return "substr(" + sub() + ", 1, 2)";
    }
  }

  std::string aggregate() {
    static const std::vector<std::string> aggregates = {"sum", "total", "avg", "min", "max", "count", "group_concat"};
    return pick(aggregates) + "(" + expression(2) + ")";
  }

  std::mt19937 random_;  // its numbers are the same everywhere
};

}  // namespace

TEST_CASE("what is said of random expressions contains what SQLite returns") {
  const Connection model = open_model();
  const auto mirror = d1odbc::testing::mirror_of(ddl);
  constexpr unsigned seed = 20240131;
  constexpr int count = 2'000;
  Expressions expressions(seed);
  int decided = 0;
  int single = 0;
  for (int index = 0; index < count; ++index) {
    const std::string sql = expressions.query();
    CAPTURE(sql);
    const ExpressionType seen = returned(*model, sql);
    const auto compiled = mirror->compile(sql);
    REQUIRE(compiled);
    REQUIRE(compiled->columns.size() == 1);
    if (!compiled->columns[0].declared_type.empty()) continue;
    const ExpressionType said = compiled->columns[0].expression;
    CHECK(said.classes.includes(seen.classes));
    CHECK(said.longest_text >= seen.longest_text);
    for (const ClassSet one : {ClassSet::integer(), ClassSet::real(), ClassSet::text(), ClassSet::blob()}) {
      single += said.classes.is(one) ? 1 : 0;
    }
    decided += said.classes.is(ClassSet::anything()) ? 0 : 1;
  }
  MESSAGE("of ", count, " expressions ", decided, " are decided, ", single, " by a single class");
  CHECK(decided > count * 9 / 10);
}

TEST_CASE("an instruction that the table does not know leaves a program unread") {
  const Connection model = open_model();
  CHECK(d1odbc::read_program(*model, "SELECT i + 1 FROM m"));
  CHECK_FALSE(d1odbc::read_program(*model, "VACUUM"));
  CHECK_FALSE(d1odbc::read_program(*model, "PRAGMA integrity_check"));
  CHECK_FALSE(d1odbc::read_program(*model, "SELECT nothing FROM nowhere"));
  CHECK_FALSE(d1odbc::read_program(*model, ""));
}

TEST_CASE("the walk ends on programs that SQLite would not write") {
  using d1odbc::Instruction;
  const auto types = [](std::vector<Instruction> instructions) {
    const d1odbc::Program program(std::move(instructions));
    return d1odbc::types_of_result(program, 1, [](int) { return nullptr; });
  };
  const auto at = [](std::string_view name, int p1, int p2, int p3, std::string p4 = {}, int p5 = 0) {
    return Instruction{
        .opcode = d1odbc::find_opcode(name), .p1 = p1, .p2 = p2, .p3 = p3, .p4 = std::move(p4), .p5 = p5};
  };
  const ExpressionType anything = ExpressionType::of(ClassSet::anything());
  CHECK(types({at("Goto", 0, 0, 0)})[0] == ExpressionType());  // never returns a row
  CHECK(types({at("Goto", 0, 7, 0)})[0] == anything);          // leads out
  CHECK(types({at("Integer", 1, -1, 0), at("Halt", 0, 0, 0)})[0] == anything);
  CHECK(types({at("Integer", 1, 2'000'000'000, 0), at("Halt", 0, 0, 0)})[0] == anything);
  CHECK(types({at("Copy", 1, 2, 2'000'000'000), at("Halt", 0, 0, 0)})[0] == anything);
  CHECK(types({at("Null", 0, 1, 2'000'000'000), at("Halt", 0, 0, 0)})[0] == anything);
  CHECK(types({at("MakeRecord", 1, -5, 3), at("Halt", 0, 0, 0)})[0] == anything);
  CHECK(types({at("Yield", 3, 0, 0), at("Halt", 0, 0, 0)})[0] == anything);
  CHECK(types({at("Return", 3, 0, 0), at("Halt", 0, 0, 0)})[0] == anything);
  CHECK(types({at("Integer", 1, 1, 0)})[0] == anything);  // runs over its end
  CHECK(types({at("OpenDup", 1, 1, 0), at("Column", 1, 0, 1), at("ResultRow", 1, 1, 0), at("Halt", 0, 0, 0)})[0] ==
        anything);
  CHECK(types({at("Integer", 1, 1, 0), at("ResultRow", 1, 1, 0), at("Halt", 0, 0, 0)})[0] ==
        ExpressionType::of(ClassSet::integer()));
}
