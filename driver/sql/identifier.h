// Owns: names in SQL text, with and without quotes. Never: what they name.
#pragma once

#include <string>
#include <string_view>

namespace d1odbc {

/// The name that the text of a Word, QuotedName or String token stands for: "a""b", [a] and `a` without their quotes.
[[nodiscard]] std::string without_quotes(std::string_view token);

/// The name in double quotes, so that any text can be one.
[[nodiscard]] std::string quoted_name(std::string_view name);

/// The name in quotes that SQLite never takes for a text: D1 reads a name in double quotes that is no column's as one.
[[nodiscard]] std::string certain_name(std::string_view name);

}  // namespace d1odbc
