// Owns: the rows of the table of functions (https://www.sqlite.org/lang_corefunc.html and its sisters). Never: arity.
#include "schema/function_classes.h"

#include <algorithm>
#include <array>

#include "schema/class_rules.h"

namespace d1odbc {

namespace {

using enum FunctionRule;

// A year may have a sign and four digits; the modifier 'subsec' of newer versions adds three digits.
constexpr std::uint16_t date_length = 11;
constexpr std::uint16_t time_length = 12;
constexpr std::uint16_t datetime_length = 24;
constexpr std::uint16_t timediff_length = 25;  // +YYYY-MM-DD HH:MM:SS.SSS
constexpr std::uint16_t typeof_length = 7;     // integer
constexpr std::uint16_t json_type_length = 7;  // integer

// By name. What is not here may return anything.
// clang-format off
constexpr std::array functions = {
    FunctionClasses{"->", Text},
    FunctionClasses{"->>", Anything},
    FunctionClasses{"abs", Absolute},
    FunctionClasses{"acos", Real},
    FunctionClasses{"acosh", Real},
    FunctionClasses{"asin", Real},
    FunctionClasses{"asinh", Real},
    FunctionClasses{"atan", Real},
    FunctionClasses{"atan2", Real},
    FunctionClasses{"atanh", Real},
    FunctionClasses{"avg", Real},
    FunctionClasses{"bm25", Real},
    FunctionClasses{"ceil", Rounded},
    FunctionClasses{"ceiling", Rounded},
    FunctionClasses{"changes", Integer},
    FunctionClasses{"char", Text},
    FunctionClasses{"coalesce", AllArguments},
    FunctionClasses{"concat", Text},
    FunctionClasses{"concat_ws", Text},
    FunctionClasses{"cos", Real},
    FunctionClasses{"cosh", Real},
    FunctionClasses{"count", Integer},
    FunctionClasses{"cume_dist", Real},
    FunctionClasses{"current_date", Text, date_length},
    FunctionClasses{"current_time", Text, time_length},
    FunctionClasses{"current_timestamp", Text, datetime_length},
    FunctionClasses{"date", Text, date_length},
    FunctionClasses{"datetime", Text, datetime_length},
    FunctionClasses{"degrees", Real},
    FunctionClasses{"dense_rank", Integer},
    FunctionClasses{"exp", Real},
    FunctionClasses{"first_value", FirstArgument},
    FunctionClasses{"floor", Rounded},
    FunctionClasses{"format", Text},
    FunctionClasses{"glob", Integer},
    FunctionClasses{"group_concat", Text},
    FunctionClasses{"hex", Text},
    FunctionClasses{"highlight", Text},
    FunctionClasses{"if", Branches},
    FunctionClasses{"ifnull", AllArguments},
    FunctionClasses{"iif", Branches},
    FunctionClasses{"instr", Integer},
    FunctionClasses{"json", Text},
    FunctionClasses{"json_array", Text},
    FunctionClasses{"json_array_length", Integer},
    FunctionClasses{"json_error_position", Integer},
    FunctionClasses{"json_extract", Anything},
    FunctionClasses{"json_group_array", Text},
    FunctionClasses{"json_group_object", Text},
    FunctionClasses{"json_insert", Text},
    FunctionClasses{"json_object", Text},
    FunctionClasses{"json_patch", Text},
    FunctionClasses{"json_pretty", Text},
    FunctionClasses{"json_quote", Text},
    FunctionClasses{"json_remove", Text},
    FunctionClasses{"json_replace", Text},
    FunctionClasses{"json_set", Text},
    FunctionClasses{"json_type", Text, json_type_length},
    FunctionClasses{"json_valid", Integer},
    FunctionClasses{"jsonb", Blob},
    FunctionClasses{"jsonb_array", Blob},
    FunctionClasses{"jsonb_extract", Anything},
    FunctionClasses{"jsonb_group_array", Blob},
    FunctionClasses{"jsonb_group_object", Blob},
    FunctionClasses{"jsonb_insert", Blob},
    FunctionClasses{"jsonb_object", Blob},
    FunctionClasses{"jsonb_patch", Blob},
    FunctionClasses{"jsonb_remove", Blob},
    FunctionClasses{"jsonb_replace", Blob},
    FunctionClasses{"jsonb_set", Blob},
    FunctionClasses{"julianday", Real},
    FunctionClasses{"lag", Anything},  // the third argument may be returned
    FunctionClasses{"last_insert_rowid", Integer},
    FunctionClasses{"last_value", FirstArgument},
    FunctionClasses{"lead", Anything},
    FunctionClasses{"length", Integer},
    FunctionClasses{"like", Integer},
    FunctionClasses{"likelihood", FirstArgument},
    FunctionClasses{"likely", FirstArgument},
    FunctionClasses{"ln", Real},
    FunctionClasses{"log", Real},
    FunctionClasses{"log10", Real},
    FunctionClasses{"log2", Real},
    FunctionClasses{"lower", Text},
    FunctionClasses{"ltrim", Text},
    FunctionClasses{"match", Integer},
    FunctionClasses{"max", AllArguments},
    FunctionClasses{"min", AllArguments},
    FunctionClasses{"mod", Real},
    FunctionClasses{"nth_value", FirstArgument},
    FunctionClasses{"ntile", Integer},
    FunctionClasses{"nullif", FirstArgument},
    FunctionClasses{"octet_length", Integer},
    FunctionClasses{"percent_rank", Real},
    FunctionClasses{"pi", Real},
    FunctionClasses{"pow", Real},
    FunctionClasses{"power", Real},
    FunctionClasses{"printf", Text},
    FunctionClasses{"quote", Text},
    FunctionClasses{"radians", Real},
    FunctionClasses{"random", Integer},
    FunctionClasses{"randomblob", Blob},
    FunctionClasses{"rank", Integer},
    FunctionClasses{"replace", Text},
    FunctionClasses{"round", Real},
    FunctionClasses{"row_number", Integer},
    FunctionClasses{"rtrim", Text},
    FunctionClasses{"sign", Integer},
    FunctionClasses{"sin", Real},
    FunctionClasses{"sinh", Real},
    FunctionClasses{"snippet", Text},
    FunctionClasses{"soundex", Text, 4},
    FunctionClasses{"sqlite_source_id", Text},
    FunctionClasses{"sqlite_version", Text},
    FunctionClasses{"sqrt", Real},
    FunctionClasses{"strftime", Text},
    FunctionClasses{"string_agg", Text},
    FunctionClasses{"substr", TextOrBlob},
    FunctionClasses{"substring", TextOrBlob},
    FunctionClasses{"sum", Sum},
    FunctionClasses{"tan", Real},
    FunctionClasses{"tanh", Real},
    FunctionClasses{"time", Text, time_length},
    FunctionClasses{"timediff", Text, timediff_length},
    FunctionClasses{"total", Real},
    FunctionClasses{"total_changes", Integer},
    FunctionClasses{"trim", Text},
    FunctionClasses{"trunc", Rounded},
    FunctionClasses{"typeof", Text, typeof_length},
    FunctionClasses{"unhex", Blob},
    FunctionClasses{"unicode", Integer},
    FunctionClasses{"unixepoch", Number},  // a real with the modifier 'subsec' of newer versions
    FunctionClasses{"unlikely", FirstArgument},
    FunctionClasses{"upper", Text},
    FunctionClasses{"zeroblob", Blob},
};
// clang-format on

static_assert(std::ranges::is_sorted(functions, {}, &FunctionClasses::name));

ClassSet absolute_of(ClassSet arguments) noexcept {
  if (arguments.is(ClassSet::anything())) return ClassSet::some_number();
  ClassSet result;
  if (arguments.meets(ClassSet::integer())) result |= ClassSet::integer();
  if (!ClassSet::integer().includes(arguments)) result |= ClassSet::real();
  return arguments.carry(result);
}

ClassSet text_or_blob_of(ClassSet arguments) noexcept {
  ClassSet result;
  if (arguments.meets(ClassSet::blob())) result |= ClassSet::blob();
  if (!ClassSet::blob().includes(arguments)) result |= ClassSet::text();
  return arguments.carry(result);
}

}  // namespace

const FunctionClasses* find_function_classes(std::string_view name) noexcept {
  const auto found = std::ranges::lower_bound(functions, name, {}, &FunctionClasses::name);
  return found != functions.end() && found->name == name ? &*found : nullptr;
}

std::span<const FunctionClasses> all_function_classes() noexcept { return functions; }

ExpressionType result_of(const FunctionClasses& function, const ExpressionType& arguments) noexcept {
  switch (function.rule) {
    case Integer:
      return ExpressionType::of(ClassSet::integer());
    case Real:
      return ExpressionType::of(ClassSet::real());
    case Number:
      return ExpressionType::of(ClassSet::some_number());
    case Text:
      return {.classes = ClassSet::text(), .longest_text = function.longest_text};
    case Blob:
      return ExpressionType::of(ClassSet::blob());
    case Anything:
      break;
    case FirstArgument:
    case AllArguments:
    case Branches:
      return arguments;
    case Absolute:
      return ExpressionType::of(absolute_of(arguments.classes));
    case Sum:  // a text that holds an integer counts as one
    case Rounded:
      return ExpressionType::of(as_number(arguments.classes));
    case TextOrBlob:
      return ExpressionType::of(text_or_blob_of(arguments.classes));
  }
  return ExpressionType::of(ClassSet::anything());
}

}  // namespace d1odbc
