// Owns: the shape of a SQL text around its parameter markers: expressions, lists and the clauses they stand in. Never:
// the schema, or whether the text is right (SQLite judges).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sql/statement_text.h"

namespace d1odbc {

enum class NodeKind : std::uint8_t {
  Marker,   // a parameter marker
  Name,     // a column, with the names before it
  Null,     // NULL
  Literal,  // any other literal
  Prefix,   // `word` before one operand: NOT, EXISTS, -, +, ~
  Postfix,  // one operand before ISNULL, NOTNULL, COLLATE name
  Logic,    // AND, OR
  Compare,  // =, <, IS, IS DISTINCT FROM, …
  Binary,   // `word` between any other two operands
  Match,    // value LIKE (GLOB, REGEXP, MATCH) pattern [ESCAPE character]
  Between,  // value, low, high
  In,       // value, and a List, Query or Name
  Case,     // [base,] when, then, …[, else]
  Cast,     // one operand; `word` is the type
  Call,     // `word` is the function; its arguments, then the queries of FILTER and OVER
  List,     // (…): an expression in parentheses, a row value, a list
  Query,    // a statement or one in parentheses: the items of its clauses in order
  Assign,   // an item of SET: the column (or List of them) and its value
};

/// The part of a statement that an item of a Query stands in.
enum class Clause : std::uint8_t {
  Head,       // before the first clause: WITH, UPDATE t, DELETE
  Into,       // INSERT INTO t (…): the table is a Name, or a Call whose arguments are its columns
  Select,     // a result column
  From,       // tables
  Condition,  // WHERE, ON, HAVING
  Terms,      // GROUP BY, ORDER BY, PARTITION BY, USING
  Rows,       // VALUES: each row is a List
  Set,        // SET of an UPDATE or an UPSERT
  Limit,      // LIMIT and OFFSET
  Frame,      // of a window
  Returning,
};

/// One node. Offsets are bytes of the text; nodes are named by their place in SyntaxTree::nodes.
struct Node {
  NodeKind kind = NodeKind::Name;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string_view word = {};
  std::vector<std::size_t> children = {};
  unsigned number = 0;           // Marker: ODBC's number of the parameter
  std::size_t arguments = 0;     // Call: how many of the children are arguments
  bool has_base = false;         // Case
  bool has_else = false;         // Case
  bool has_from = false;         // Query
  Clause clause = Clause::Head;  // of an item of a Query
  std::size_t item = 0;          // its place in the clause, from 0
};

/// The tree of one statement. Views the statement's text.
struct SyntaxTree {
  std::vector<Node> nodes;
  std::size_t root = 0;  // a Query

  [[nodiscard]] const Node& at(std::size_t node) const { return nodes[node]; }
};

/// Reads the statement in linear time. Never fails: what it does not understand is left out of the tree, and so is what
/// is nested deeper than 100 levels. Precondition: `statement` outlives the tree.
[[nodiscard]] SyntaxTree read_syntax(const StatementText& statement);

/// The parts of a name, without quotes: `t."a b"` gives t and a b.
[[nodiscard]] std::vector<std::string> name_parts(std::string_view name);

}  // namespace d1odbc
