// Owns: which values a keyword takes, and their one spelling. Never: where a value came from.
#include "config/setting_value.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "config/ascii.h"

namespace d1odbc {
namespace {

struct BooleanWord {
  std::string_view word;
  std::string_view meaning;
};

constexpr std::array boolean_words = {
    BooleanWord{"yes", "yes"}, BooleanWord{"true", "yes"}, BooleanWord{"1", "yes"}, BooleanWord{"on", "yes"},
    BooleanWord{"no", "no"},   BooleanWord{"false", "no"}, BooleanWord{"0", "no"},  BooleanWord{"off", "no"},
};

std::optional<std::string> canonical_boolean(std::string_view value) {
  const auto row =
      std::ranges::find_if(boolean_words, [&](const BooleanWord& each) { return equal_folded(each.word, value); });
  if (row == boolean_words.end()) return std::nullopt;
  return std::string(row->meaning);
}

std::optional<std::string> canonical_number(const KeywordFacts& facts, std::string_view value) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error != std::errc{} || end != value.data() + value.size()) return std::nullopt;
  if (number < facts.minimum || number > facts.maximum) return std::nullopt;
  return std::to_string(number);
}

std::optional<std::string> canonical_choice(std::string_view choices, std::string_view value) {
  while (!choices.empty()) {
    const std::string_view choice = take_choice(choices);
    if (equal_folded(choice, value)) return std::string(choice);
  }
  return std::nullopt;
}

std::optional<std::string> canonical_text(std::string_view value) {
  // A line end in a token or host would reach HTTP header lines, a zero byte would cut a file name.
  if (has_control_character(value)) return std::nullopt;
  return std::string(value);
}

std::string choices_in_words(std::string_view choices) {
  std::string words;
  while (!choices.empty()) {
    const std::string_view choice = take_choice(choices);
    words += fmt::format("{}{}", words.empty() ? "" : choices.empty() ? " or " : ", ", choice);
  }
  return words;
}

}  // namespace

std::string_view take_choice(std::string_view& choices) noexcept {
  const std::size_t bar = choices.find('|');
  const std::string_view choice = choices.substr(0, bar);
  choices.remove_prefix(bar == std::string_view::npos ? choices.size() : bar + 1);
  return choice;
}

std::optional<std::string> canonical_value(const KeywordFacts& facts, std::string_view value) {
  switch (facts.kind) {
    case KeywordKind::Boolean:
      return canonical_boolean(trimmed(value));
    case KeywordKind::Seconds:
    case KeywordKind::Number:
      return canonical_number(facts, trimmed(value));
    case KeywordKind::Choice:
      return canonical_choice(facts.choices, trimmed(value));
    case KeywordKind::Text:
    case KeywordKind::Secret:
    case KeywordKind::Ignored:
      break;
  }
  return canonical_text(value);
}

std::string allowed_values(const KeywordFacts& facts) {
  switch (facts.kind) {
    case KeywordKind::Boolean:
      return "yes or no";
    case KeywordKind::Seconds:
      return fmt::format("{} to {} seconds", facts.minimum, facts.maximum);
    case KeywordKind::Number:
      return fmt::format("a number from {} to {}", facts.minimum, facts.maximum);
    case KeywordKind::Choice:
      return choices_in_words(facts.choices);
    case KeywordKind::Text:
    case KeywordKind::Secret:
    case KeywordKind::Ignored:
      break;
  }
  return {};
}

std::string why_unfit(const KeywordFacts& facts, std::string_view value) {
  const std::string allowed = allowed_values(facts);
  if (allowed.empty()) return "the value holds a control character";
  return fmt::format("'{}' is not {}", shown(value), allowed);
}

}  // namespace d1odbc
