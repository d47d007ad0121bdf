// Owns: what the schema says of the places where a statement's parameters stand. Never: SQL types; chooses.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/class_set.h"
#include "schema/mirror.h"
#include "sql/statement_text.h"

namespace d1odbc {

/// One thing known of a parameter.
struct ParameterEvidence {
  enum class Source : std::uint8_t {
    Column,      // a column of a table: `declared_type`
    Declared,    // a type that the text names: `declared_type`
    Expression,  // an expression that is no column: `type`
    Demand,      // what a function or clause asks for: `type`
  };

  Source source = Source::Demand;
  std::string declared_type = {};
  ExpressionType type = {};
};

/// One marker with all that is known of it, the closest first.
struct MarkerEvidence {
  unsigned number = 0;
  bool is_operand = false;                   // of arithmetic
  std::optional<bool> stored_not_null = {};  // of the column it is stored in as it is: whether NULL is refused
  std::vector<ParameterEvidence> evidence = {};
};

/// What the text and the mirror say of each marker of the statement, in the order of the text. Asks the mirror only,
/// never runs the statement; where the mirror does not compile the text, the text alone speaks. Thread safe.
[[nodiscard]] std::vector<MarkerEvidence> parameter_evidence(const Mirror& mirror, const StatementText& statement);

/// What the text alone says: for a database whose schema is not at hand.
[[nodiscard]] std::vector<MarkerEvidence> parameter_evidence(const StatementText& statement);

}  // namespace d1odbc
