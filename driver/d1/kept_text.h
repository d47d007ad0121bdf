// Owns: how much of a server's text is kept and shown. Never: what the text says.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "log/redaction.h"

namespace d1odbc {

inline constexpr std::size_t longest_kept_text = 8192;  // bytes

/// A text of the server as it is kept: at most 8 KB, cut between characters; a cut one ends with "…".
[[nodiscard]] std::string kept_text(std::string_view text);

/// A kept text (or several, joined) as it is shown: no secret of `redaction` in it, at most 8 KB. Where it was cut, so
/// much is left out that no beginning of a secret stands there.
[[nodiscard]] std::string shown_text(std::string_view kept, const Redaction& redaction);

}  // namespace d1odbc
