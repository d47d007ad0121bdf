// Owns: the value of a JSON number, bit for bit. Never: decides what a number means in an answer.
#pragma once

#include <string_view>

namespace d1odbc {

/// The double nearest to the JSON number `text` (Boost.JSON 1.81 computes some of them one unit in the last place off).
/// Beyond the range of double: ±infinity, below it: ±0, as JavaScript reads them.
/// Precondition: `text` is a number by JSON's grammar.
[[nodiscard]] double double_of_json(std::string_view text) noexcept;

/// Whether a JSON number is written as an integer: without fraction and exponent.
[[nodiscard]] bool is_written_as_integer(std::string_view text) noexcept;

}  // namespace d1odbc
