// Owns: UTF-8 to and from the driver manager's wide characters (2 bytes under unixODBC and Windows, 4 under iODBC).
// Never: buffers' ends, lengths in the application's units.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace d1odbc {

/// UTF-8 as wide characters; a malformed sequence becomes U+FFFD (once for each byte that cannot begin or go on one).
[[nodiscard]] std::vector<SQLWCHAR> wide_of(std::string_view utf8);

/// Wide characters as UTF-8; a surrogate without its pair and a code point beyond U+10FFFF become U+FFFD.
[[nodiscard]] std::string utf8_of(std::span<const SQLWCHAR> wide);

/// Whether the wide text is well formed: every surrogate has its pair and no code point lies beyond U+10FFFF.
[[nodiscard]] bool is_valid_wide(std::span<const SQLWCHAR> wide) noexcept;

/// Whether the bytes are well-formed UTF-8 (no surrogates, no overlong forms, nothing beyond U+10FFFF).
[[nodiscard]] bool is_valid_utf8(std::string_view bytes) noexcept;

/// Characters (code points) of a text; malformed bytes count one each.
[[nodiscard]] std::size_t count_characters(std::string_view utf8) noexcept;

/// The longest prefix of at most `limit` bytes that does not end inside a character.
[[nodiscard]] std::size_t whole_characters(std::string_view utf8, std::size_t limit) noexcept;

/// The longest prefix of at most `limit` wide characters that does not end between two surrogates.
[[nodiscard]] std::size_t whole_characters(std::span<const SQLWCHAR> wide, std::size_t limit) noexcept;

}  // namespace d1odbc
