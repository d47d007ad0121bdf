// Owns: what the text around a parameter marker says of the parameter's type. Never: the schema; types of columns.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "sql/statement_text.h"

namespace d1odbc {

/// One thing that the text says of a marker.
struct TypeHint {
  enum class Kind : std::uint8_t {
    Expression,  // of the type of the text from `begin` to `end`, read where the marker stands
    Column,      // stored into (or compared with) column `name` of the table that the statement writes
    Place,       // stored into column `place` (from 0) of the INSERT's list of columns
    Declared,    // of the declared type `name` (CAST)
    Text,
    Integer,
    Real,
    Number,
  };

  Kind kind = Kind::Text;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t place = 0;
  std::string name = {};
  bool operator==(const TypeHint&) const = default;
};

/// One marker of the text.
struct ParameterUse {
  unsigned number = 0;
  std::size_t offset = 0;
  std::size_t length = 0;
  bool is_operand = false;           // of arithmetic: only numbers make sense
  bool is_stored = false;            // as it is, in the column that a hint names
  std::vector<TypeHint> hints = {};  // the closest first
};

/// What a statement says of its parameters.
struct ParameterUses {
  std::vector<ParameterUse> uses;            // in the order of the text; those of which it says nothing as well
  std::vector<std::string> written_columns;  // of an INSERT, without quotes; none: all columns of the table
};

/// Reads the statement in linear time; never fails.
[[nodiscard]] ParameterUses read_parameter_uses(const StatementText& statement);

}  // namespace d1odbc
