// Owns: what SQLite's conversions and operators make of storage classes. Never: instructions, functions.
#pragma once

#include <optional>

#include "schema/class_set.h"
#include "value/column_type.h"

namespace d1odbc {

/// The affinity that an instruction names by a character ('A' BLOB … 'E' REAL, 'F' flexible NUMERIC, '@' none; an
/// operand P2 of Cast has the same codes); empty for others.
[[nodiscard]] std::optional<Affinity> affinity_of_code(int code) noexcept;

/// Applies an affinity as a column or a comparison does (https://www.sqlite.org/datatype3.html, 3).
[[nodiscard]] ExpressionType with_affinity(const ExpressionType& value, Affinity affinity) noexcept;

/// CAST (https://www.sqlite.org/lang_expr.html#castexpr).
[[nodiscard]] ExpressionType cast_to(const ExpressionType& value, Affinity affinity) noexcept;

/// An integer in a column of REAL affinity is read as a real.
[[nodiscard]] ExpressionType read_as_real(const ExpressionType& value) noexcept;

/// + - * / %: integers where both are integers, else reals; texts and blobs count as the numbers they begin with. An
/// integer result is a hint, since sums beyond 64 bits are reals.
[[nodiscard]] ClassSet arithmetic(ClassSet left, ClassSet right) noexcept;

/// What a value counts as in arithmetic.
[[nodiscard]] ClassSet as_number(ClassSet value) noexcept;

}  // namespace d1odbc
