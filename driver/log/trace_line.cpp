// Owns: the form of one line of the trace. Never: files, clocks, secrets (already hidden in the text that comes in).
#include "log/trace_line.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <iterator>

namespace d1odbc {
namespace {

constexpr std::size_t longest_text = 65'536;  // bytes

constexpr unsigned char byte_at(std::string_view text, std::size_t position) noexcept {
  return static_cast<unsigned char>(text[position]);
}

/// Bytes of the UTF-8 sequence that this first byte begins; 0 for a byte that begins none.
constexpr std::size_t sequence_length(unsigned char first) noexcept {
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return 2;
  if (first >= 0xE0 && first <= 0xEF) return 3;
  if (first >= 0xF0 && first <= 0xF4) return 4;
  return 0;
}

/// Bytes at the front of `text` that form one visible character; 0 when the first byte must be escaped.
std::size_t visible_length(std::string_view text) noexcept {
  const unsigned char first = byte_at(text, 0);
  const std::size_t length = sequence_length(first);
  if (length == 1) return first < 0x20 || first == 0x7F ? 0 : 1;
  if (length == 0 || length > text.size()) return 0;
  for (std::size_t position = 1; position < length; ++position) {
    if ((byte_at(text, position) & 0xC0) != 0x80) return 0;
  }
  const bool is_c1_control = first == 0xC2 && byte_at(text, 1) < 0xA0;
  return is_c1_control ? 0 : length;
}

void append_escaped(std::string& line, unsigned char byte) {
  switch (byte) {
    case '\n':
      line += "\\n";
      break;
    case '\r':
      line += "\\r";
      break;
    case '\t':
      line += "\\t";
      break;
    default:
      fmt::format_to(std::back_inserter(line), "\\x{:02x}", byte);
  }
}

void append_visible(std::string& line, std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = visible_length(text);
    if (length == 0) append_escaped(line, byte_at(text, 0));
    line += text.substr(0, length);
    text.remove_prefix(length == 0 ? 1 : length);
  }
}

}  // namespace

std::string trace_line(const Origin& origin, std::string_view text) {
  using namespace std::chrono;
  const auto second = floor<seconds>(origin.time);
  std::string line =
      fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:06}Z {}/{} ", fmt::gmtime(system_clock::to_time_t(second)),
                  duration_cast<microseconds>(origin.time - second).count(), origin.process, origin.thread);
  append_visible(line, text.substr(0, longest_text));
  if (text.size() > longest_text) line += fmt::format(" ... {} bytes more", text.size() - longest_text);
  return line + '\n';
}

}  // namespace d1odbc
