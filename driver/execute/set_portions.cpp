// Owns: the bound of a value's JSON. Never: the JSON (packed_sets, d1/request_body).
#include "execute/set_portions.h"

#include <string_view>

#include "d1/limits.h"

namespace d1odbc {

namespace {

constexpr std::size_t punctuation = 8;  // quotes, escaped once more within a packed value, and a comma
constexpr std::size_t longest_number = 28;
constexpr std::size_t bytes_of_a_blob_byte = 4;  // "255,"; in a packed value two digits

/// A packed text is JSON within JSON: `"` becomes `\\\"` and a control character `\\u0001`.
std::size_t bound_of_text(std::string_view text) {
  constexpr std::size_t escaped_quote = 4;
  constexpr std::size_t escaped_control = 7;
  std::size_t bytes = text.size();
  for (const char each : text) {
    if (each == '"' || each == '\\') bytes += escaped_quote - 1;
    if (static_cast<unsigned char>(each) < 0x20) bytes += escaped_control - 1;
  }
  return bytes;
}

std::size_t bound_of(const ValueView& value) {
  switch (value.storage) {
    case StorageClass::Null:
      return punctuation;
    case StorageClass::Integer:
    case StorageClass::Real:
      return punctuation + longest_number;
    case StorageClass::Text:
      return punctuation + bound_of_text(value.bytes);
    case StorageClass::Blob:
      return punctuation + value.bytes.size() * bytes_of_a_blob_byte;
  }
  return 0;
}

}  // namespace

std::size_t sets_in_one_request(ParameterSets sets, const SetCost& cost) {
  std::size_t bytes = 0;
  for (std::size_t count = 0; count < sets.size(); ++count) {
    bytes += cost.overhead;
    for (const Value& value : sets[count]) bytes += bound_of(value.view()) * cost.copies;
    if (bytes > d1_limits::request_body) return count == 0 ? 1 : count;
  }
  return sets.size();
}

}  // namespace d1odbc
