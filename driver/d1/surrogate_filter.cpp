// Owns: lone surrogates in JSON escapes, which a JSON parser refuses and D1 may send. Never: other errors of JSON.
#include "d1/surrogate_filter.h"

#include <charconv>
#include <cstddef>
#include <utility>

namespace d1odbc {

namespace {

constexpr std::size_t unicode_escape = 6;  // \uXXXX
constexpr std::string_view replacement = "\\ufffd";

enum class Finding { Fine, Lone, Incomplete };

struct Escape {
  Finding finding;
  std::size_t length;
};

enum class CodeUnit { Ordinary, Leading, Trailing, NotAnEscape, Incomplete };

// What the text begins with, where a `\uXXXX` may be.
CodeUnit read_code_unit(std::string_view text) {
  if (text.empty()) return CodeUnit::Incomplete;
  if (text[0] != '\\') return CodeUnit::NotAnEscape;
  if (text.size() == 1) return CodeUnit::Incomplete;
  if (text[1] != 'u') return CodeUnit::NotAnEscape;
  const std::string_view digits = text.substr(2, 4);
  unsigned value = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  if (read.ptr != digits.data() + digits.size()) return CodeUnit::NotAnEscape;
  if (digits.size() < 4) return CodeUnit::Incomplete;
  if (value >= 0xD800 && value <= 0xDBFF) return CodeUnit::Leading;
  if (value >= 0xDC00 && value <= 0xDFFF) return CodeUnit::Trailing;
  return CodeUnit::Ordinary;
}

// The escape at the start of `text`. What is no valid escape is passed on: the parser says what is wrong with it.
Escape read_escape(std::string_view text) {
  switch (read_code_unit(text)) {
    case CodeUnit::Incomplete:
      return {Finding::Incomplete, 0};
    case CodeUnit::NotAnEscape:
      return {Finding::Fine, 2};
    case CodeUnit::Ordinary:
      return {Finding::Fine, unicode_escape};
    case CodeUnit::Trailing:
      return {Finding::Lone, unicode_escape};
    case CodeUnit::Leading:
      break;
  }
  switch (read_code_unit(text.substr(unicode_escape))) {
    case CodeUnit::Incomplete:
      return {Finding::Incomplete, 0};
    case CodeUnit::Trailing:
      return {Finding::Fine, 2 * unicode_escape};
    default:
      return {Finding::Lone, unicode_escape};
  }
}

void emit_unless_empty(std::string_view piece, const SurrogateFilter::Emit& emit) {
  if (!piece.empty()) emit(piece);
}

}  // namespace

void SurrogateFilter::feed(std::string_view bytes, const Emit& emit) {
  if (held_.empty()) return pass(bytes, emit);
  std::string joined = std::exchange(held_, {});
  joined += bytes;
  pass(joined, emit);
}

void SurrogateFilter::pass(std::string_view bytes, const Emit& emit) {
  std::size_t settled = 0;
  for (std::size_t at = bytes.find('\\'); at != std::string_view::npos; at = bytes.find('\\', at)) {
    const Escape escape = read_escape(bytes.substr(at));
    if (escape.finding == Finding::Incomplete) {
      emit_unless_empty(bytes.substr(settled, at - settled), emit);
      held_ = bytes.substr(at);
      return;
    }
    if (escape.finding == Finding::Lone) {
      emit_unless_empty(bytes.substr(settled, at - settled), emit);
      emit(replacement);
      settled = at + escape.length;
    }
    at += escape.length;
  }
  emit_unless_empty(bytes.substr(settled), emit);
}

void SurrogateFilter::finish(const Emit& emit) { emit_unless_empty(std::exchange(held_, {}), emit); }

}  // namespace d1odbc
