// Owns: the form of one line of the trace. Never: files, clocks, secrets (already hidden in the text that comes in).
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace d1odbc {

/// When and where a line was written.
struct Origin {
  std::chrono::system_clock::time_point time;
  std::int64_t process = 0;
  std::int64_t thread = 0;
};

/// `2026-01-31T23:59:59.000001Z 12/34 text` and a line end. Control characters (ASCII, and U+0080 to U+009F) and bytes
/// that are not UTF-8 are written as `\n`, `\r`, `\t` or `\xNN`, so that no text can forge a second line or act on a
/// terminal. More than 64 KiB of text are cut, and the line says how many bytes are missing.
[[nodiscard]] std::string trace_line(const Origin& origin, std::string_view text);

}  // namespace d1odbc
