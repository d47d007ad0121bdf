// Owns: the letters before a cell's values. Never: what the cells are of.
#include "execute/marked_cell.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <limits>

#include "error/odbc_error.h"

namespace d1odbc {

namespace {

struct SpecialReal {
  std::string_view text;
  double value;
};

/// What JSON has no number for: D1 writes null for the first two and 0 for the last.
constexpr std::array special_reals{
    SpecialReal{"Inf", std::numeric_limits<double>::infinity()},
    SpecialReal{"-Inf", -std::numeric_limits<double>::infinity()},
    SpecialReal{"-0.0", -0.0},
};

[[noreturn]] void refuse_cell() {
  throw OdbcError(State::CommunicationLinkFailure,
                  "D1's answer holds a cell of another form than the driver asked for.");
}

ValueView integer_of(std::string_view digits) {
  std::int64_t number = 0;
  const char* const end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, number);
  if (read.ec != std::errc() || read.ptr != end) refuse_cell();
  return ValueView::of(number);
}

ValueView special_real(std::string_view text) {
  for (const SpecialReal& each : special_reals) {
    if (each.text == text) return ValueView::of(each.value);
  }
  refuse_cell();
}

ValueView read_letter(std::string_view text) {
  if (text.empty()) refuse_cell();
  const std::string_view rest = text.substr(1);
  switch (text.front()) {
    case 'i':
      return integer_of(rest);
    case 't':
      return ValueView::text(rest);
    case 'r':
      return special_real(rest);
    default:
      refuse_cell();
  }
}

}  // namespace

std::string marked_cell(std::string_view column) {
  // atan2 is what tells the sign of a zero: as text and in comparisons SQLite's zeros are the same.
  return fmt::format(
      "CASE typeof({0}) WHEN 'integer' THEN 'i'||{0} WHEN 'text' THEN 't'||{0} WHEN 'real' THEN "
      "CASE {0} WHEN 9e999 THEN 'rInf' WHEN -9e999 THEN 'r-Inf' WHEN 0 THEN iif(atan2({0},-1)<0,'r-0.0',{0}) "
      "ELSE {0} END ELSE {0} END",
      column);
}

ValueView read_marked(const ValueView& cell) {
  switch (cell.storage) {
    case StorageClass::Text:
      return read_letter(cell.bytes);
    case StorageClass::Integer:  // JSON's form of a real without a fraction: integers come as text
      return ValueView::of(static_cast<double>(cell.integer));
    default:
      return cell;
  }
}

}  // namespace d1odbc
