// Owns: the rules of conversion for storage classes. Never: values.
#include "schema/class_rules.h"

namespace d1odbc {

namespace {

constexpr ClassSet integer = ClassSet::integer();
constexpr ClassSet real = ClassSet::real();
constexpr ClassSet text = ClassSet::text();
constexpr ClassSet blob = ClassSet::blob();

/// `added` where the value may have one of the classes `from`.
ClassSet if_any(const ClassSet& value, ClassSet from, ClassSet added) noexcept {
  return value.meets(from) ? added : ClassSet();
}

ExpressionType of(const ExpressionType& value, ClassSet classes) noexcept {
  ExpressionType changed = ExpressionType::of(value.classes.carry(classes));
  // A number that becomes text has no known length; a text that was there before keeps its own.
  if (!value.classes.meets(ClassSet::number() | blob)) changed.longest_text = value.longest_text;
  changed.column = value.column;
  return changed;
}

ClassSet stored_as_number(ClassSet value) noexcept {
  return if_any(value, text, text | integer | real) | if_any(value, integer, integer) |
         if_any(value, real, integer | real) | if_any(value, blob, blob);
}

ClassSet stored_as_real(ClassSet value) noexcept {
  return if_any(value, text, text | real) | if_any(value, ClassSet::number(), real) | if_any(value, blob, blob);
}

ClassSet stored_as_text(ClassSet value) noexcept {
  return if_any(value, text | ClassSet::number(), text) | if_any(value, blob, blob);
}

}  // namespace

std::optional<Affinity> affinity_of_code(int code) noexcept {
  switch (code) {
    case '@':  // none
    case 'A':
      return Affinity::Blob;
    case 'B':
      return Affinity::Text;
    case 'C':
    case 'F':
      return Affinity::Numeric;
    case 'D':
      return Affinity::Integer;
    case 'E':
      return Affinity::Real;
    default:
      return std::nullopt;
  }
}

ExpressionType with_affinity(const ExpressionType& value, Affinity affinity) noexcept {
  switch (affinity) {
    case Affinity::Blob:
      return value;
    case Affinity::Text:
      return of(value, stored_as_text(value.classes));
    case Affinity::Numeric:
    case Affinity::Integer:
      return of(value, stored_as_number(value.classes));
    case Affinity::Real:
      return of(value, stored_as_real(value.classes));
  }
  return ExpressionType::of(ClassSet::anything());
}

ExpressionType cast_to(const ExpressionType& value, Affinity affinity) noexcept {
  if (value.classes.is_empty()) return value;
  switch (affinity) {
    case Affinity::Blob:
      return ExpressionType::of(blob);
    case Affinity::Text: {
      ExpressionType cast = of(value, text);
      cast.classes = text;
      cast.column = ExpressionType::no_column;
      return cast;
    }
    case Affinity::Numeric: {
      // The text asks for a number that may have a fraction: unlike in arithmetic, that is no guess.
      const ClassSet numbers = as_number(value.classes);
      return ExpressionType::of(numbers.is_loose() ? ClassSet::number() : numbers);
    }
    case Affinity::Integer:
      return ExpressionType::of(integer);
    case Affinity::Real:
      return ExpressionType::of(real);
  }
  return ExpressionType::of(ClassSet::anything());
}

ExpressionType read_as_real(const ExpressionType& value) noexcept {
  ExpressionType read = value;
  if (value.classes.meets(integer)) {
    read.classes = value.classes.carry(if_any(value.classes, text, text) | if_any(value.classes, blob, blob) | real);
  }
  return read;
}

ClassSet as_number(ClassSet value) noexcept {
  return value.carry(if_any(value, integer, integer) | if_any(value, real, real) |
                     if_any(value, text | blob, ClassSet::some_number()));
}

ClassSet arithmetic(ClassSet left, ClassSet right) noexcept {
  if (left.is_empty() || right.is_empty()) return {};  // with NULL it is NULL
  const ClassSet a = as_number(left);
  const ClassSet b = as_number(right);
  // One real that SQLite promises is enough for a promise.
  if ((a.is(real) && !a.is_hint()) || (b.is(real) && !b.is_hint())) return real;
  if (a.is(real) || b.is(real)) return real.as_hint();
  const bool may_be_real = a.meets(real) || b.meets(real);
  return (a | b).carry(may_be_real ? ClassSet::number() : integer).as_hint();
}

}  // namespace d1odbc
