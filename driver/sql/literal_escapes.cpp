// Owns: the forms of ODBC's literals (appendix C, "Date, Time, and Timestamp Escape Sequences"). Never: their values.
#include "sql/literal_escapes.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace d1odbc {
namespace {

constexpr std::string_view date_form = "9999-99-99";
constexpr std::string_view time_form = "99:99:99";
constexpr std::string_view guid_form = "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF";
constexpr unsigned latest_second = 61;       // two leap seconds (appendix D, "Constraints of the Gregorian Calendar")
constexpr std::size_t longest_fraction = 9;  // digits; SQL_TIMESTAMP_STRUCT counts billionths of a second

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex_digit(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

/// In a form `9` is any decimal digit, `F` any hexadecimal one, everything else itself.
bool has_form(std::string_view text, std::string_view form) {
  return std::equal(text.begin(), text.end(), form.begin(), form.end(), [](char c, char wanted) {
    return wanted == '9' ? is_digit(c) : wanted == 'F' ? is_hex_digit(c) : c == wanted;
  });
}

/// Precondition: nothing but digits.
unsigned number(std::string_view digits) {
  unsigned value = 0;
  for (const char c : digits) value = value * 10 + static_cast<unsigned>(c - '0');
  return value;
}

unsigned days_of_month(unsigned year, unsigned month) {
  constexpr std::array<unsigned, 12> days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : days.at(month - 1);
}

bool is_fraction(std::string_view text) {
  return text.size() >= 2 && text.size() <= longest_fraction + 1 && text.front() == '.' &&
         std::all_of(text.begin() + 1, text.end(), is_digit);
}

}  // namespace

bool is_date_literal(std::string_view text) noexcept {
  if (!has_form(text, date_form)) return false;
  const unsigned year = number(text.substr(0, 4));
  const unsigned month = number(text.substr(5, 2));
  const unsigned day = number(text.substr(8, 2));
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= days_of_month(year, month);
}

bool is_time_literal(std::string_view text) noexcept {
  if (!has_form(text.substr(0, time_form.size()), time_form)) return false;
  const std::string_view fraction = text.substr(time_form.size());
  return number(text.substr(0, 2)) < 24 && number(text.substr(3, 2)) < 60 &&
         number(text.substr(6, 2)) <= latest_second && (fraction.empty() || is_fraction(fraction));
}

bool is_timestamp_literal(std::string_view text) noexcept {
  return text.size() > date_form.size() && text[date_form.size()] == ' ' &&
         is_date_literal(text.substr(0, date_form.size())) && is_time_literal(text.substr(date_form.size() + 1));
}

bool is_guid_literal(std::string_view text) noexcept { return has_form(text, guid_form); }

}  // namespace d1odbc
