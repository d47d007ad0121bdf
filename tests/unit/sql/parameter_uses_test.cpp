// Owns: checks what a text says of its markers. Never: the schema.
#include "sql/parameter_uses.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using d1odbc::ParameterUse;
using d1odbc::ParameterUses;
using d1odbc::StatementText;
using d1odbc::TypeHint;

namespace {

StatementText statement_of(const std::string& sql) { return d1odbc::prepare_text(sql, {}).statements.front(); }

/// A hint in words: an expression as its text, a column as `.name`, a place as its number.
std::string word_of(const TypeHint& hint, const std::string& sql) {
  switch (hint.kind) {
    case TypeHint::Kind::Expression:
      return sql.substr(hint.begin, hint.end - hint.begin);
    case TypeHint::Kind::Column:
      return "." + hint.name;
    case TypeHint::Kind::Place:
      return "#" + std::to_string(hint.place);
    case TypeHint::Kind::Declared:
      return "AS " + hint.name;
    case TypeHint::Kind::Text:
      return "TEXT";
    case TypeHint::Kind::Integer:
      return "INTEGER";
    case TypeHint::Kind::Real:
      return "REAL";
    case TypeHint::Kind::Number:
      return "NUMBER";
  }
  return "";
}

/// The hints of each marker, separated by `, `, and the markers by ` | `.
std::string hints_of(const std::string& sql) {
  const StatementText statement = statement_of(sql);
  std::string words;
  for (const ParameterUse& use : d1odbc::read_parameter_uses(statement).uses) {
    if (!words.empty()) words += " | ";
    for (const TypeHint& hint : use.hints) {
      words += &hint == &use.hints.front() ? "" : ", ";
      words += word_of(hint, statement.sql);
    }
    if (use.hints.empty()) words += "-";
  }
  return words;
}

struct Row {
  std::string sql;
  std::string hints;
};

const std::vector<Row> rows = {
    {"SELECT ?", "-"},
    {"SELECT a FROM t WHERE t.a = ? AND ? < b.c", "t.a | b.c"},
    {"SELECT a FROM t WHERE a + ? * 2 = 7", "2, a, 7, NUMBER"},
    {"SELECT a WHERE a IN (?, 3, ?)", "a | a"},
    {"SELECT a WHERE ? IN (?, 3)", "3 | -"},
    {"SELECT a WHERE (a, b) = (?, ?)", "a | b"},
    {"SELECT a WHERE a BETWEEN ? AND b AND c = ?", "a | c"},
    {"SELECT a WHERE ? BETWEEN x AND y", "x, y"},
    {"SELECT a WHERE a NOT LIKE ? ESCAPE ?", "TEXT | TEXT"},
    {"SELECT NOT a = ?", "a"},
    {"SELECT a IS NOT DISTINCT FROM ?", "a"},
    {"SELECT ? IS NULL, ? NOTNULL", "- | -"},
    {"SELECT -?", "NUMBER"},
    {"SELECT CASE a WHEN ? THEN ? ELSE b END", "a | b"},
    {"SELECT CASE WHEN ? THEN c WHEN ? THEN ? END", "- | - | c"},
    {"SELECT CAST(? AS VARCHAR(20))", "AS VARCHAR(20)"},
    {"SELECT coalesce(a, ?, b)", "a, b"},
    {"SELECT substr(?, ?, ?), sqrt(?), nobody_knows(?)", "TEXT | INTEGER | INTEGER | REAL | -"},
    {"SELECT a LIMIT ? OFFSET ?", "INTEGER | INTEGER"},
    {"SELECT sum(a) OVER (ORDER BY b = ? ROWS BETWEEN ? PRECEDING AND ? FOLLOWING)", "b | INTEGER | INTEGER"},
    {"SELECT a FROM t JOIN u ON t.x = ? WHERE y = ? GROUP BY z = ? HAVING w = ? ORDER BY v = ?", "t.x | y | z | w | v"},
    {"INSERT INTO t VALUES (?, ? + 1), (?, 5)", "#0 | 1, #1, NUMBER | #0"},
    {"INSERT INTO t (a, \"b c\") SELECT ?, x FROM u WHERE y = ?", "#0 | y"},
    {"INSERT INTO t VALUES (1) ON CONFLICT (a) DO UPDATE SET b = ? WHERE excluded.c > ?", ".b | .c"},
    {"UPDATE t SET a = ?, (b, \"c d\") = (?, ?) WHERE e = ?", ".a | .b | .c d | e"},
    {"DELETE FROM t WHERE a = (SELECT ?) RETURNING b = ?", "a | b"},
    {"SELECT (SELECT ? FROM u) = a", "-"},  // names may mean something else in there
    {"SELECT a COLLATE NOCASE = ? COLLATE BINARY", "a COLLATE NOCASE"},
    {"SELECT ((?)) = ((a))", "a"},
    {"SELECT (a, b) BETWEEN (?, ?) AND (?, ?), (a, b) = (SELECT ?, ?)", "a | b | a | b | a | b"},
    {"WITH c AS MATERIALIZED (SELECT x FROM t WHERE y = ?) SELECT nullif(?, '') FROM c", "y | ''"},
    {"SELECT sum(a) OVER w FROM t WINDOW w AS (PARTITION BY b ORDER BY c ROWS ? PRECEDING)", "INTEGER"},
    {"INSERT INTO t SELECT a, *, ? FROM u", "#1000001"},
    {"INSERT INTO t (start, end, v) VALUES (?, ?, ?)", "#0 | #1 | #2"},
    {"SELECT 1 FROM t WHERE end > ? AND offset = ? AND rows = ?", "end | offset | rows"},
    {"SELECT x -> ?, ? || y, ~?, ? & 1", "TEXT | TEXT | INTEGER | INTEGER"},
};

}  // namespace

TEST_CASE("what stands around a marker is found by the precedence of operators") {
  for (const Row& row : rows) {
    CAPTURE(row.sql);
    CHECK(hints_of(row.sql) == row.hints);
  }
}

TEST_CASE("an INSERT's list of columns is read without quotes, and no other list") {
  CHECK(d1odbc::read_parameter_uses(statement_of("INSERT INTO t (a, [b c], `d`) VALUES (?, ?, ?)")).written_columns ==
        std::vector<std::string>{"a", "b c", "d"});
  CHECK(d1odbc::read_parameter_uses(statement_of("INSERT INTO main.t AS x (a) VALUES (?)")).written_columns ==
        std::vector<std::string>{"a"});
  CHECK(d1odbc::read_parameter_uses(statement_of("INSERT INTO t WITH c(x) AS (SELECT 1) SELECT ? FROM c"))
            .written_columns.empty());
}

TEST_CASE("only what is stored as it is counts as stored; operands are marked") {
  const ParameterUses uses = d1odbc::read_parameter_uses(
      statement_of("INSERT INTO t VALUES (?, -?, coalesce(?, 1), CASE WHEN a THEN ? END, (?), ? * 2)"));
  std::vector<bool> stored;
  std::vector<bool> operand;
  for (const ParameterUse& use : uses.uses) {
    stored.push_back(use.is_stored);
    operand.push_back(use.is_operand);
  }
  CHECK(stored == std::vector<bool>{true, false, false, false, true, false});
  CHECK(operand == std::vector<bool>{false, true, false, false, false, true});
}
