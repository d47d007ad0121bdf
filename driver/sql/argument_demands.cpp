// Owns: the rows of the table (https://www.sqlite.org/lang_corefunc.html and its sisters). Never: arity.
#include "sql/argument_demands.h"

#include <algorithm>
#include <array>

#include "sql/lexer.h"

namespace d1odbc {

namespace {

// By name. Functions whose arguments may be anything (typeof, quote, length, count, json_array) are left out.
// clang-format off
constexpr std::array functions = {
    FunctionArguments{"abs", "N"},
    FunctionArguments{"acos", "R"},
    FunctionArguments{"acosh", "R"},
    FunctionArguments{"asin", "R"},
    FunctionArguments{"asinh", "R"},
    FunctionArguments{"atan", "R"},
    FunctionArguments{"atan2", "R"},
    FunctionArguments{"atanh", "R"},
    FunctionArguments{"avg", "N"},
    FunctionArguments{"ceil", "N"},
    FunctionArguments{"ceiling", "N"},
    FunctionArguments{"char", "I"},
    FunctionArguments{"coalesce", "S"},
    FunctionArguments{"concat", "T"},
    FunctionArguments{"concat_ws", "T"},
    FunctionArguments{"cos", "R"},
    FunctionArguments{"cosh", "R"},
    FunctionArguments{"date", "T"},
    FunctionArguments{"datetime", "T"},
    FunctionArguments{"degrees", "R"},
    FunctionArguments{"exp", "R"},
    FunctionArguments{"floor", "N"},
    FunctionArguments{"format", "TA"},
    FunctionArguments{"glob", "T"},
    FunctionArguments{"group_concat", "AT"},
    FunctionArguments{"highlight", "AIT"},
    FunctionArguments{"if", "AS"},
    FunctionArguments{"ifnull", "S"},
    FunctionArguments{"iif", "AS"},
    FunctionArguments{"instr", "T"},
    FunctionArguments{"json", "T"},
    FunctionArguments{"json_array_length", "T"},
    FunctionArguments{"json_each", "T"},
    FunctionArguments{"json_error_position", "T"},
    FunctionArguments{"json_extract", "T"},
    FunctionArguments{"json_insert", "TTA"},
    FunctionArguments{"json_patch", "T"},
    FunctionArguments{"json_remove", "T"},
    FunctionArguments{"json_replace", "TTA"},
    FunctionArguments{"json_set", "TTA"},
    FunctionArguments{"json_tree", "T"},
    FunctionArguments{"json_type", "T"},
    FunctionArguments{"json_valid", "TI"},
    FunctionArguments{"julianday", "T"},
    FunctionArguments{"lag", "SIS"},
    FunctionArguments{"lead", "SIS"},
    FunctionArguments{"like", "T"},
    FunctionArguments{"likelihood", "SR"},
    FunctionArguments{"likely", "S"},
    FunctionArguments{"ln", "R"},
    FunctionArguments{"log", "R"},
    FunctionArguments{"log10", "R"},
    FunctionArguments{"log2", "R"},
    FunctionArguments{"lower", "T"},
    FunctionArguments{"ltrim", "T"},
    FunctionArguments{"max", "S"},
    FunctionArguments{"min", "S"},
    FunctionArguments{"mod", "N"},
    FunctionArguments{"nth_value", "SI"},
    FunctionArguments{"ntile", "I"},
    FunctionArguments{"nullif", "S"},
    FunctionArguments{"pow", "R"},
    FunctionArguments{"power", "R"},
    FunctionArguments{"printf", "TA"},
    FunctionArguments{"radians", "R"},
    FunctionArguments{"randomblob", "I"},
    FunctionArguments{"replace", "T"},
    FunctionArguments{"round", "NI"},
    FunctionArguments{"rtrim", "T"},
    FunctionArguments{"sign", "N"},
    FunctionArguments{"sin", "R"},
    FunctionArguments{"sinh", "R"},
    FunctionArguments{"snippet", "AITTTI"},
    FunctionArguments{"soundex", "T"},
    FunctionArguments{"sqrt", "R"},
    FunctionArguments{"strftime", "T"},
    FunctionArguments{"string_agg", "AT"},
    FunctionArguments{"substr", "TI"},
    FunctionArguments{"substring", "TI"},
    FunctionArguments{"sum", "N"},
    FunctionArguments{"tan", "R"},
    FunctionArguments{"tanh", "R"},
    FunctionArguments{"time", "T"},
    FunctionArguments{"timediff", "T"},
    FunctionArguments{"total", "N"},
    FunctionArguments{"trim", "T"},
    FunctionArguments{"trunc", "N"},
    FunctionArguments{"unhex", "T"},
    FunctionArguments{"unicode", "T"},
    FunctionArguments{"unixepoch", "T"},
    FunctionArguments{"unlikely", "S"},
    FunctionArguments{"upper", "T"},
    FunctionArguments{"zeroblob", "I"},
};
// clang-format on

static_assert(std::ranges::is_sorted(functions, {}, &FunctionArguments::name));

/// Whether two names are the same in ASCII letters of either case; `lower` is in lower case.
bool is_same(std::string_view name, std::string_view lower) {
  return std::ranges::equal(name, lower, [](char left, char right) {
    return (left >= 'A' && left <= 'Z' ? static_cast<char>(left - 'A' + 'a') : left) == right;
  });
}

}  // namespace

ArgumentDemand argument_demand(std::string_view function, std::size_t index) noexcept {
  const auto found =
      std::ranges::find_if(functions, [&](const FunctionArguments& each) { return is_same(function, each.name); });
  if (found == functions.end()) return ArgumentDemand::Anything;
  return static_cast<ArgumentDemand>(found->demands[std::min(index, found->demands.size() - 1)]);
}

std::span<const FunctionArguments> all_function_arguments() noexcept { return functions; }

}  // namespace d1odbc
