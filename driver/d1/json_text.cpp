// Owns: writing text as a JSON string. Never: reads JSON, writes numbers.
#include "d1/json_text.h"

#include <array>
#include <cstddef>

namespace d1odbc {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

enum class ByteClass : unsigned char { Plain, Escaped, Multibyte };

constexpr std::array<ByteClass, 256> classify_bytes() {
  std::array<ByteClass, 256> classes{};
  for (std::size_t byte = 0; byte < 256; ++byte) {
    const bool escaped = byte < 0x20 || byte == '"' || byte == '\\';
    classes[byte] = escaped ? ByteClass::Escaped : byte < 0x80 ? ByteClass::Plain : ByteClass::Multibyte;
  }
  return classes;
}

constexpr auto byte_classes = classify_bytes();

// Well-formed UTF-8 by its first byte (Unicode, table 3-7): the second byte's range, and how many bytes in all.
struct Lead {
  unsigned char first_from, first_to;
  unsigned char second_from, second_to;
  std::size_t length;
};

constexpr std::array leads{
    Lead{0xC2, 0xDF, 0x80, 0xBF, 2}, Lead{0xE0, 0xE0, 0xA0, 0xBF, 3}, Lead{0xE1, 0xEC, 0x80, 0xBF, 3},
    Lead{0xED, 0xED, 0x80, 0x9F, 3}, Lead{0xEE, 0xEF, 0x80, 0xBF, 3}, Lead{0xF0, 0xF0, 0x90, 0xBF, 4},
    Lead{0xF1, 0xF3, 0x80, 0xBF, 4}, Lead{0xF4, 0xF4, 0x80, 0x8F, 4},
};

struct Sequence {
  std::size_t length;  // bytes taken
  bool valid;
};

bool in_range(char byte, unsigned char from, unsigned char to) {
  const auto value = static_cast<unsigned char>(byte);
  return value >= from && value <= to;
}

// The sequence that begins `text` with a byte from 0x80 on; if it is not valid, its longest part that could begin one.
Sequence read_sequence(std::string_view text) {
  for (const Lead& lead : leads) {
    if (!in_range(text[0], lead.first_from, lead.first_to)) continue;
    if (text.size() < 2 || !in_range(text[1], lead.second_from, lead.second_to)) return {1, false};
    std::size_t length = 2;
    while (length < lead.length && length < text.size() && in_range(text[length], 0x80, 0xBF)) ++length;
    return {length, length == lead.length};
  }
  return {1, false};
}

void append_escape(std::string& out, char byte) {
  constexpr std::string_view digits = "0123456789abcdef";
  constexpr std::string_view named = "\"\\\b\f\n\r\t";
  constexpr std::string_view names = "\"\\bfnrt";
  out += '\\';
  if (const std::size_t at = named.find(byte); at != std::string_view::npos) {
    out += names[at];
    return;
  }
  out += "u00";
  out += digits[static_cast<unsigned char>(byte) >> 4U];
  out += digits[static_cast<unsigned char>(byte) & 0xFU];
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  std::size_t copied = 0;
  for (std::size_t at = 0; at < text.size();) {
    const ByteClass found = byte_classes[static_cast<unsigned char>(text[at])];
    if (found == ByteClass::Plain) {
      ++at;
      continue;
    }
    const Sequence sequence = found == ByteClass::Multibyte ? read_sequence(text.substr(at)) : Sequence{1, false};
    if (!sequence.valid) {
      out += text.substr(copied, at - copied);
      if (found == ByteClass::Escaped) append_escape(out, text[at]);
      if (found == ByteClass::Multibyte) out += replacement;
      copied = at + sequence.length;
    }
    at += sequence.length;
  }
  out += text.substr(copied);
  out += '"';
}

}  // namespace d1odbc
