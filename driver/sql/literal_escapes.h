// Owns: which texts are date, time, timestamp and GUID literals of ODBC. Never: braces, time zones, calendars of D1.
#pragma once

#include <string_view>

namespace d1odbc {

/// `yyyy-mm-dd`, a day that exists (Gregorian, years 0001 to 9999).
[[nodiscard]] bool is_date_literal(std::string_view text) noexcept;

/// `hh:mm:ss` with at most nine digits of a fraction.
[[nodiscard]] bool is_time_literal(std::string_view text) noexcept;

/// A date and a time with one blank between them.
[[nodiscard]] bool is_timestamp_literal(std::string_view text) noexcept;

/// 8-4-4-4-12 hexadecimal digits.
[[nodiscard]] bool is_guid_literal(std::string_view text) noexcept;

}  // namespace d1odbc
