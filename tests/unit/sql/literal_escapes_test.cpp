// Owns: the claims on date, time, timestamp and GUID literals.
#include "sql/literal_escapes.h"

#include <doctest/doctest.h>

#include <array>

using namespace d1odbc;

namespace {

struct Row {
  bool (*check)(std::string_view) noexcept;
  std::string_view text;
  bool valid;
};

constexpr std::array rows = std::to_array<Row>({
    {is_date_literal, "2024-01-31", true},
    {is_date_literal, "2024-02-29", true},
    {is_date_literal, "2000-02-29", true},
    {is_date_literal, "1900-02-29", false},
    {is_date_literal, "2023-02-29", false},
    {is_date_literal, "2024-04-31", false},
    {is_date_literal, "2024-13-01", false},
    {is_date_literal, "2024-00-01", false},
    {is_date_literal, "2024-01-00", false},
    {is_date_literal, "0000-01-01", false},
    {is_date_literal, "0001-01-01", true},
    {is_date_literal, "9999-12-31", true},
    {is_date_literal, "2024-1-31", false},
    {is_date_literal, "2024/01/31", false},
    {is_date_literal, "2024-01-31 ", false},
    {is_date_literal, "", false},
    {is_time_literal, "00:00:00", true},
    {is_time_literal, "23:59:59.123456789", true},
    {is_time_literal, "23:59:59.1234567890", false},
    {is_time_literal, "23:59:59.", false},
    {is_time_literal, "23:59:59,5", false},
    {is_time_literal, "24:00:00", false},
    {is_time_literal, "12:60:00", false},
    {is_time_literal, "23:59:61.9", true},
    {is_time_literal, "12:00:62", false},
    {is_time_literal, "12:30", false},
    {is_time_literal, "", false},
    {is_timestamp_literal, "2024-01-31 12:30:00", true},
    {is_timestamp_literal, "2024-01-31 12:30:00.5", true},
    {is_timestamp_literal, "2024-01-31T12:30:00", false},
    {is_timestamp_literal, "2024-01-31", false},
    {is_timestamp_literal, "2024-01-31 ", false},
    {is_timestamp_literal, "2024-02-30 12:30:00", false},
    {is_timestamp_literal, "2024-01-31  12:30:00", false},
    {is_guid_literal, "01234567-89ab-CDEF-0123-456789abcdef", true},
    {is_guid_literal, "01234567-89ab-CDEF-0123-456789abcdeg", false},
    {is_guid_literal, "0123456789abCDEF0123456789abcdef", false},
    {is_guid_literal, "", false},
});

}  // namespace

TEST_CASE("a literal is valid only in ODBC's form and with a value that exists") {
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(row.check(row.text) == row.valid);
  }
}
