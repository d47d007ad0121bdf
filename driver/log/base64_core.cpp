// Owns: what a secret looks like inside base64 text. Never: encodes anything that is sent.
#include "log/base64_core.h"

#include <cstddef>

namespace d1odbc {
namespace {

constexpr std::string_view usual_alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view url_alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::size_t bits_per_character = 6;

/// The six bits of `bytes` that begin at bit `first`; they must all be there.
unsigned six_bits(std::string_view bytes, std::size_t first) noexcept {
  const auto byte = [&](std::size_t index) {
    return index < bytes.size() ? static_cast<unsigned>(static_cast<unsigned char>(bytes[index])) : 0U;
  };
  const unsigned pair = byte(first / 8) << 8 | byte(first / 8 + 1);
  return pair >> (10 - first % 8) & 0x3F;
}

/// `skipped`: bits of the secret's first byte that share a character with the bytes in front of it.
std::string core(std::string_view secret, std::size_t skipped, std::string_view alphabet) {
  std::string characters;
  for (std::size_t bit = skipped; bit + bits_per_character <= secret.size() * 8; bit += bits_per_character) {
    characters += alphabet[six_bits(secret, bit)];
  }
  return characters;
}

}  // namespace

std::vector<std::string> base64_cores(std::string_view secret) {
  std::vector<std::string> cores;
  // After 0, 1 or 2 bytes of a group, the next whole character begins 0, 4 or 2 bits into the secret.
  for (const std::size_t skipped : {0U, 4U, 2U}) {
    std::string usual = core(secret, skipped, usual_alphabet);
    std::string url_safe = core(secret, skipped, url_alphabet);
    if (url_safe != usual) cores.push_back(std::move(url_safe));
    cores.push_back(std::move(usual));
  }
  return cores;
}

bool is_base64_character(char character) noexcept {
  return usual_alphabet.find(character) != std::string_view::npos || character == '-' || character == '_' ||
         character == '=';
}

}  // namespace d1odbc
