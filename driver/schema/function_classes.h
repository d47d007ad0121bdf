// Owns: the table of D1's functions and what classes their results have. Never: instructions.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "schema/class_set.h"

namespace d1odbc {

/// How a function's result follows from its arguments.
enum class FunctionRule : std::uint8_t {
  Integer,
  Real,
  Number,  // an integer or a real
  Text,
  Blob,
  Anything,
  FirstArgument,  // has the class of the first argument
  AllArguments,   // has the class of one of them
  Branches,       // iif(): has the class of each second one, or of the last
  Sum,            // integers where all are, else reals
  Absolute,       // abs(): an integer for an integer, else a real
  Rounded,        // ceil() and the like: a number stays what it is
  TextOrBlob,     // substr(): a blob for a blob, else a text
};

struct FunctionClasses {
  std::string_view name;  // in lower case
  FunctionRule rule;
  std::uint16_t longest_text = ExpressionType::unbounded;  // for Text
};

/// The row of a function, or nullptr: nothing is known of its results.
[[nodiscard]] const FunctionClasses* find_function_classes(std::string_view name) noexcept;

/// The whole table, by name.
[[nodiscard]] std::span<const FunctionClasses> all_function_classes() noexcept;

/// What a function makes of its arguments; `arguments` is the union of those the rule asks for.
[[nodiscard]] ExpressionType result_of(const FunctionClasses& function, const ExpressionType& arguments) noexcept;

}  // namespace d1odbc
