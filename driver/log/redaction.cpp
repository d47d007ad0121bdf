// Owns: finding secrets in a text in every spelling the driver could send, and hiding them. Never: files, locks.
#include "log/redaction.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "log/base64_core.h"

namespace d1odbc {
namespace {

constexpr std::string_view mask = "***";
constexpr std::size_t shortest_in_base64 = 4;  // bytes; the core of a shorter one would be found everywhere
constexpr std::size_t longest_escape = 6;      // bytes that spell one: \u0041; base64 takes less

/// Bytes [begin, end) of a text.
struct Range {
  std::size_t begin;
  std::size_t end;
};

constexpr std::optional<unsigned> hex_digit(char digit) noexcept {
  if (digit >= '0' && digit <= '9') return static_cast<unsigned>(digit - '0');
  if (digit >= 'a' && digit <= 'f') return static_cast<unsigned>(digit - 'a' + 10);
  if (digit >= 'A' && digit <= 'F') return static_cast<unsigned>(digit - 'A' + 10);
  return std::nullopt;
}

/// True when `text` begins with `opening` and two hexadecimal digits, of either case, that stand for `byte`.
bool begins_with_hex(std::string_view text, std::string_view opening, char byte) noexcept {
  if (!text.starts_with(opening) || text.size() < opening.size() + 2) return false;
  const auto high = hex_digit(text[opening.size()]);
  const auto low = hex_digit(text[opening.size() + 1]);
  return high && low && (*high * 16 + *low) == static_cast<unsigned char>(byte);
}

struct JsonShortEscape {
  char byte;
  char letter;
};
constexpr std::array json_short_escapes = {
    JsonShortEscape{'"', '"'},  JsonShortEscape{'\\', '\\'}, JsonShortEscape{'/', '/'},  JsonShortEscape{'\b', 'b'},
    JsonShortEscape{'\f', 'f'}, JsonShortEscape{'\n', 'n'},  JsonShortEscape{'\r', 'r'}, JsonShortEscape{'\t', 't'},
};

bool begins_with_json_short(std::string_view text, char byte) noexcept {
  if (text.size() < 2 || text[0] != '\\') return false;
  return std::ranges::any_of(json_short_escapes, [&](const JsonShortEscape& escape) {
    return escape.byte == byte && escape.letter == text[1];
  });
}

/// Length of one spelling of `byte` at the front of `text`, encoded ones first; 0 for none.
std::size_t spelling_length(std::string_view text, char byte) noexcept {
  if (text.empty()) return 0;
  if (begins_with_hex(text, "%", byte)) return 3;
  if (begins_with_hex(text, "\\u00", byte)) return 6;
  if (begins_with_json_short(text, byte)) return 2;
  return text.front() == byte ? 1 : 0;
}

/// Length of the secret at the front of `text` in any mix of spellings; 0 for none.
std::size_t secret_length(std::string_view text, std::string_view secret) noexcept {
  // A secret that itself holds `%41` or `\n` stands plainly; read as a code it would not be found.
  if (text.starts_with(secret)) return secret.size();
  std::size_t length = 0;
  for (const char byte : secret) {
    const std::size_t step = spelling_length(text.substr(length), byte);
    if (step == 0) return 0;
    length += step;
  }
  return length;
}

void find_secret(std::string_view text, std::string_view secret, std::vector<Range>& found) {
  for (std::size_t position = 0; position < text.size();) {
    const std::size_t length = secret_length(text.substr(position), secret);
    if (length != 0) found.push_back({position, position + length});
    position += std::max<std::size_t>(length, 1);
  }
}

/// The run of base64 characters around a core: at its edges stand bits of the secret too.
Range run_around(std::string_view text, std::size_t begin, std::size_t end) noexcept {
  while (begin > 0 && is_base64_character(text[begin - 1])) --begin;
  while (end < text.size() && is_base64_character(text[end])) ++end;
  return {begin, end};
}

void find_core(std::string_view text, std::string_view core, std::vector<Range>& found) {
  std::size_t position = text.find(core);
  while (position != std::string_view::npos) {
    found.push_back(run_around(text, position, position + core.size()));
    position = text.find(core, found.back().end);
  }
}

/// The first `limit` bytes of the text; of what is found there no byte is left.
std::string masked(std::string_view text, std::size_t limit, std::vector<Range>& found) {
  std::ranges::sort(found, {}, &Range::begin);
  std::string result;
  std::size_t position = 0;
  for (const Range& range : found) {
    if (range.begin >= limit) break;
    if (range.begin >= position) {
      result += text.substr(position, range.begin - position);
      result += mask;
    }
    position = std::max(position, range.end);
  }
  if (position < limit) result += text.substr(position, limit - position);
  return result;
}

}  // namespace

void Redaction::hide(std::string_view secret) {
  if (secret.empty() || std::ranges::find(secrets_, secret) != secrets_.end()) return;
  secrets_.emplace_back(secret);
  if (secret.size() < shortest_in_base64) return;
  std::ranges::move(base64_cores(secret), std::back_inserter(base64_cores_));
}

std::size_t Redaction::longest_spelling() const noexcept {
  std::size_t longest = 0;
  for (const std::string& secret : secrets_) longest = std::max(longest, secret.size() * longest_escape);
  return longest;
}

std::string Redaction::apply(std::string_view text) const { return apply(text, text.size()); }

std::string Redaction::apply(std::string_view text, std::size_t limit) const {
  std::vector<Range> found;
  for (const std::string& secret : secrets_) find_secret(text, secret, found);
  for (const std::string& core : base64_cores_) find_core(text, core, found);
  return masked(text, limit, found);
}

}  // namespace d1odbc
