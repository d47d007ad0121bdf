// Owns: what the parts of the model share: digits, whole numbers, outcomes. Never: what the driver does.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "value_model.h"

namespace model {

__extension__ using Wide = unsigned __int128;
__extension__ using SignedWide = __int128;

constexpr std::size_t date_characters = 10;
constexpr std::size_t timestamp_characters = 19;

template <class Value>
std::string memory_of(const Value& value) {
  return {reinterpret_cast<const char*>(&value), sizeof value};
}

/// A value of fixed size; 01S07 when something was cut from it.
[[nodiscard]] Expected fixed(const std::string& memory, bool cut);
[[nodiscard]] Expected failed(const char* state);

/// digits × 10^exponent; `digits` without zeros in front, "" for 0.
struct Number {
  bool negative = false;
  std::string digits = {};
  long exponent = 0;

  [[nodiscard]] long whole_digits() const { return static_cast<long>(digits.size()) + exponent; }
};

/// Blanks, sign, digits with a point, exponent; empty when the text is something else.
[[nodiscard]] std::optional<Number> number_of(std::string_view text);
/// The shortest digits that are this double and no other.
[[nodiscard]] Number number_of(double value);
[[nodiscard]] std::optional<Number> number_of(const Stored& stored);

/// The whole part, at most 2^100, and whether a fraction is cut from it.
struct Whole {
  bool negative;
  Wide magnitude;
  bool cut;
};
[[nodiscard]] Whole whole_of(const Number& number);

[[nodiscard]] Expected integer(const Stored& stored, SQLSMALLINT code);
[[nodiscard]] Expected bit(const Stored& stored);
[[nodiscard]] Expected floating(const Stored& stored, SQLSMALLINT code);
/// With the default form: 38 digits, none behind the point.
[[nodiscard]] Expected numeric(const Stored& stored);

/// Date, time or timestamp.
[[nodiscard]] Expected datetime(const Stored& stored, Form form);
[[nodiscard]] bool is_date(const Stored& stored);
/// The 16 bytes in the order of the text's digits.
[[nodiscard]] std::optional<std::string> guid_octets(const Stored& stored);
[[nodiscard]] Expected guid(const Stored& stored);
/// Nothing for texts of numbers with a fraction.
[[nodiscard]] std::optional<Expected> interval(const Stored& stored, const CType& type);

}  // namespace model
