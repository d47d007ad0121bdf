// Owns: exact decimal numbers in a database that has none: what D1 can keep of them. Never: reads text or structures.
#include <string>

#include "convert/number_text.h"
#include "convert/parameter_parts.h"
#include "error/odbc_error.h"

namespace d1odbc {

namespace {

/// For messages: the digits and their exponent, since a point may lie a thousand zeros away.
std::string shown(const Decimal& decimal) {
  constexpr std::size_t most_shown = 60;
  const std::string digits = decimal.digits.substr(0, most_shown);
  const std::string more = decimal.digits.size() > most_shown ? "…" : "";
  return (decimal.negative ? "-" : "") + digits + more + "e" + std::to_string(decimal.exponent);
}

}  // namespace

Value exact_parameter(const Decimal& decimal, State when_lost) {
  const WholeNumberReading reading = whole_part(decimal);
  const bool is_whole = reading.problem == NumberProblem::None && !reading.number.fraction_lost;
  if (is_whole && fits_exact_type(reading.number.negative, reading.number.magnitude, SQL_BIGINT))
    return whole_parameter(reading.number.negative, reading.number.magnitude, SQL_BIGINT);
  const double number = nearest_real(decimal);
  if (is_kept_by(number, decimal)) return Value::of(number);
  throw OdbcError(when_lost,
                  "The number {} has more digits than D1 keeps, which has no exact decimals, only 64-bit integers and "
                  "doubles. Bind it as SQL_VARCHAR to keep all digits, or as SQL_DOUBLE to round it.",
                  shown(decimal));
}

}  // namespace d1odbc
