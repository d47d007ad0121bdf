// Owns: the digits of a GUID. Never: decides which form a value has.
#include "convert/guid_text.h"

#include <fmt/format.h>

#include <charconv>
#include <cstdint>

#include "convert/decimal_text.h"

namespace d1odbc {

namespace {

constexpr std::size_t guid_octets = 16;
constexpr std::string_view shape = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

std::optional<unsigned char> read_octet(std::string_view digits) {
  unsigned char octet = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), octet, 16);
  const bool all_read = read.ec == std::errc() && read.ptr == digits.data() + digits.size();
  return all_read ? std::optional(octet) : std::nullopt;
}

std::uint32_t big_endian(std::string_view bytes) {
  std::uint32_t number = 0;
  for (const char byte : bytes) number = number << 8U | static_cast<unsigned char>(byte);
  return number;
}

}  // namespace

std::optional<SQLGUID> read_guid(std::string_view text) {
  text = without_blanks(text);
  if (text.starts_with('{') && text.ends_with('}')) text = text.substr(1, text.size() - 2);
  if (text.size() != shape.size()) return std::nullopt;
  std::string bytes;
  for (std::size_t index = 0; index < shape.size();) {
    if (shape[index] == '-') {
      if (text[index] != '-') return std::nullopt;
      ++index;
      continue;
    }
    const std::optional<unsigned char> octet = read_octet(text.substr(index, 2));
    if (!octet) return std::nullopt;
    bytes.push_back(static_cast<char>(*octet));
    index += 2;
  }
  return guid_of_bytes(bytes);
}

std::string guid_text(const SQLGUID& guid) {
  const auto& tail = guid.Data4;
  return fmt::format("{:08x}-{:04x}-{:04x}-{:02x}{:02x}-{:02x}{:02x}{:02x}{:02x}{:02x}{:02x}", guid.Data1, guid.Data2,
                     guid.Data3, tail[0], tail[1], tail[2], tail[3], tail[4], tail[5], tail[6], tail[7]);
}

std::optional<SQLGUID> guid_of_bytes(std::string_view bytes) {
  if (bytes.size() != guid_octets) return std::nullopt;
  SQLGUID guid{};
  guid.Data1 = big_endian(bytes.substr(0, 4));
  guid.Data2 = static_cast<std::uint16_t>(big_endian(bytes.substr(4, 2)));
  guid.Data3 = static_cast<std::uint16_t>(big_endian(bytes.substr(6, 2)));
  for (std::size_t index = 0; index < sizeof guid.Data4; ++index)
    guid.Data4[index] = static_cast<unsigned char>(bytes[8 + index]);
  return guid;
}

std::string guid_bytes(const SQLGUID& guid) {
  std::string bytes;
  const auto put = [&bytes](std::uint32_t number, unsigned octets) {
    for (unsigned place = octets; place > 0; --place)
      bytes.push_back(static_cast<char>(number >> (8U * (place - 1)) & 0xFFU));
  };
  put(static_cast<std::uint32_t>(guid.Data1), 4);
  put(guid.Data2, 2);
  put(guid.Data3, 2);
  for (const unsigned char octet : guid.Data4) bytes.push_back(static_cast<char>(octet));
  return bytes;
}

}  // namespace d1odbc
