// Owns: UTF-8 to and from the driver manager's wide characters (2 bytes under unixODBC and Windows, 4 under iODBC).
// Never: buffers' ends, lengths in the application's units.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "convert/utf8.h"

namespace d1odbc {

/// UTF-8 as wide characters; a malformed sequence becomes U+FFFD (once for each byte that cannot begin or go on one).
[[nodiscard]] std::vector<SQLWCHAR> wide_of(std::string_view utf8);

/// Writes well-formed UTF-8 as wide characters with a terminator, and says how many there are without it. Nothing when
/// it is malformed (then some may have been written), or when `room` is not more than the text's bytes: that is surely
/// enough. `place` need not be aligned.
[[nodiscard]] std::optional<std::size_t> put_wide(std::string_view utf8, void* place, std::size_t room) noexcept;

/// Wide characters as UTF-8; a surrogate without its pair (of four bytes: every surrogate) and a code point beyond
/// U+10FFFF become U+FFFD.
[[nodiscard]] std::string utf8_of(std::span<const SQLWCHAR> wide);

/// What a text that is not `is_valid_wide` breaks, for messages.
inline constexpr std::string_view wide_rule = sizeof(SQLWCHAR) == 2
                                                  ? "UTF-16: a surrogate stands without its pair"
                                                  : "UTF-32: it has a surrogate, or a number beyond U+10FFFF";

/// Whether the wide text is well formed. Of two bytes: every surrogate has its pair. Of four bytes: there is no
/// surrogate, since a character is one number, and none beyond U+10FFFF.
[[nodiscard]] bool is_valid_wide(std::span<const SQLWCHAR> wide) noexcept;

/// The longest prefix of at most `limit` wide characters that does not end between two surrogates.
[[nodiscard]] std::size_t whole_characters(std::span<const SQLWCHAR> wide, std::size_t limit) noexcept;

}  // namespace d1odbc
