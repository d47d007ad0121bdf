// Owns: which values a keyword takes, and their one spelling. Never: where a value came from.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "config/keywords.h"

namespace d1odbc {

/// The value as the rest of the driver reads it, or nothing when it does not fit the keyword:
/// Boolean `yes` or `no` (also true/false, 1/0, on/off), Choice as the table spells it, Seconds and Number plain
/// decimal digits inside the table's range, Text and Secret unchanged when they hold no control character.
[[nodiscard]] std::optional<std::string> canonical_value(const KeywordFacts& facts, std::string_view value);

/// For the message about a value that does not fit: the value and what would fit ("'abc' is not a number from 0 to 5").
/// Values of Text and Secret, which may hold credentials, are never shown.
[[nodiscard]] std::string why_unfit(const KeywordFacts& facts, std::string_view value);

/// The values that fit, in words ("yes or no", "a number from 0 to 5"); "" for free text.
[[nodiscard]] std::string allowed_values(const KeywordFacts& facts);

/// The next part of a list "a|b|c", which is cut off it; "" at the end of the list.
[[nodiscard]] std::string_view take_choice(std::string_view& choices) noexcept;

}  // namespace d1odbc
