// Owns: the steps through the body of a CREATE TABLE. Never: expressions, types, names of columns.
#include "schema/table_constraints.h"

#include <algorithm>
#include <array>
#include <utility>

#include "sql/identifier.h"
#include "sql/token_reader.h"

namespace d1odbc {

namespace {

// Words that begin another constraint and so take the name that stood before. All words that are looked for here are
// reserved in SQLite: as names they would be quoted and so no keywords.
constexpr std::array<std::string_view, 6> other_constraints{"NULL",    "UNIQUE",  "CHECK",
                                                            "DEFAULT", "COLLATE", "GENERATED"};

class ConstraintReader {
 public:
  explicit ConstraintReader(std::string_view sql)
      : tokens_(tokenize(sql)), reader_(sql, tokens_, {.begin = 0, .end = tokens_.size()}) {}

  TableConstraints read() {
    while (!reader_.at_end() && !reader_.is_at(TokenKind::OpenParenthesis)) reader_.advance();
    reader_.advance();
    while (!reader_.at_end() && !reader_.is_at(TokenKind::CloseParenthesis)) step();
    return std::move(found_);
  }

 private:
  void step() {
    if (reader_.is_at(TokenKind::OpenParenthesis)) {
      reader_.skip_parentheses();
    } else if (reader_.take("CONSTRAINT")) {
      name_ = without_quotes(reader_.text());
      reader_.advance();
    } else if (reader_.take("PRIMARY")) {
      found_.primary_key = std::exchange(name_, {});
    } else if (reader_.take("REFERENCES")) {
      found_.foreign_keys.push_back({.name = std::exchange(name_, {})});
      reader_.advance();  // the parent's name
    } else if (reader_.take("NOT")) {
      read_negation();
    } else if (reader_.take("DEFERRABLE")) {
      defer(initially_deferred() ? Deferral::InitiallyDeferred : Deferral::InitiallyImmediate);
    } else {
      if (ends_name()) name_.clear();
      reader_.advance();
    }
  }

  // NOT DEFERRABLE or NOT NULL.
  void read_negation() {
    if (!reader_.take("DEFERRABLE")) return;
    static_cast<void>(initially_deferred());
    defer(Deferral::NotDeferrable);
  }

  bool initially_deferred() { return reader_.take("INITIALLY") && reader_.take("DEFERRED"); }

  // The clause belongs to the foreign key before it, even with other constraints between (SQLite's grammar).
  void defer(Deferral deferral) {
    if (!found_.foreign_keys.empty()) found_.foreign_keys.back().deferral = deferral;
  }

  [[nodiscard]] bool ends_name() const {
    return reader_.is_at(TokenKind::Comma) || std::any_of(other_constraints.begin(), other_constraints.end(),
                                                          [&](std::string_view word) { return reader_.is_at(word); });
  }

  std::vector<Token> tokens_;
  TokenReader reader_;
  std::string name_;  // after CONSTRAINT, until its constraint comes
  TableConstraints found_;
};

}  // namespace

TableConstraints read_constraints(std::string_view create_table) { return ConstraintReader(create_table).read(); }

}  // namespace d1odbc
