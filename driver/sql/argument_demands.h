// Owns: the table of what SQLite's functions take as arguments. Never: what they return (schema/function_classes).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace d1odbc {

/// What an argument of a function should be.
enum class ArgumentDemand : char {
  Anything = 'A',
  Text = 'T',
  Integer = 'I',
  Real = 'R',
  Number = 'N',
  Same = 'S',  // of the type of the others of this sort, and of the result
};

struct FunctionArguments {
  std::string_view name;     // in lower case
  std::string_view demands;  // a letter for each argument; the last one holds for all that follow
};

/// What argument `index` (from 0) of a function should be; Anything for functions that are not in the table.
[[nodiscard]] ArgumentDemand argument_demand(std::string_view function, std::size_t index) noexcept;

/// The whole table, by name.
[[nodiscard]] std::span<const FunctionArguments> all_function_arguments() noexcept;

}  // namespace d1odbc
