// Owns: writing text as a JSON string. Never: reads JSON, writes numbers.
#pragma once

#include <string>
#include <string_view>

namespace d1odbc {

/// Appends `text` to `out` as a JSON string with its quotes. U+0000 and the other control characters become `\u00XX`;
/// a byte sequence that is not UTF-8 becomes U+FFFD, one for each maximal part (Unicode 3.9, "Substitution of Maximal
/// Subparts").
void append_json_string(std::string& out, std::string_view text);

}  // namespace d1odbc
