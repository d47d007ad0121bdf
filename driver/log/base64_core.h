// Owns: what a secret looks like inside base64 text. Never: encodes anything that is sent.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace d1odbc {

/// The base64 characters that depend on `secret` alone, for each of the three places it can have in a group of three
/// bytes (so `user:secret` is found whatever `user` is), in the usual alphabet and, where that differs, in the URL-safe
/// one. `secret` has at least 4 bytes.
[[nodiscard]] std::vector<std::string> base64_cores(std::string_view secret);

/// A character of either alphabet, or the padding.
[[nodiscard]] bool is_base64_character(char character) noexcept;

}  // namespace d1odbc
