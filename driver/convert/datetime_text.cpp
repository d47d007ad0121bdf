// Owns: reading and writing ISO 8601. Never: guesses: what is not a valid date is none.
#include "convert/datetime_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

namespace d1odbc {

namespace {

/// Takes a text apart from the left.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool at_end() const { return rest_.empty(); }

  void skip_blanks() {
    while (take(' ')) continue;
  }

  bool take(char wanted) {
    if (!rest_.starts_with(wanted)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  /// Exactly `digits` digits.
  std::optional<unsigned> take_number(std::size_t digits) {
    if (rest_.size() < digits) return std::nullopt;
    unsigned number = 0;
    for (std::size_t index = 0; index < digits; ++index) {
      const char digit = rest_[index];
      if (digit < '0' || digit > '9') return std::nullopt;
      number = number * 10 + static_cast<unsigned>(digit - '0');
    }
    rest_.remove_prefix(digits);
    return number;
  }

  /// The digits after a point; false when there is none.
  bool take_fraction(DateTime& moment) {
    std::uint32_t unit = 100'000'000;
    std::size_t count = 0;
    for (; count < rest_.size() && rest_[count] >= '0' && rest_[count] <= '9'; ++count) {
      if (unit == 0 && rest_[count] != '0') moment.digits_cut = true;
      moment.nanosecond += static_cast<std::uint32_t>(rest_[count] - '0') * unit;
      unit /= 10;
    }
    rest_.remove_prefix(count);
    return count != 0;
  }

 private:
  std::string_view rest_;
};

bool read_date(Scanner& scanner, DateTime& moment) {
  const auto year = scanner.take_number(4);
  if (!year || !scanner.take('-')) return false;
  const auto month = scanner.take_number(2);
  if (!month || !scanner.take('-')) return false;
  const auto day = scanner.take_number(2);
  if (!day || !is_valid_date(static_cast<int>(*year), *month, *day)) return false;
  moment.has_date = true;
  moment.year = static_cast<int>(*year);
  moment.month = *month;
  moment.day = *day;
  return true;
}

/// `HH:MM[:SS[.f…]]` with any two digits each.
bool read_fields_of_time(Scanner& scanner, DateTime& moment) {
  const auto hour = scanner.take_number(2);
  if (!hour || !scanner.take(':')) return false;
  const auto minute = scanner.take_number(2);
  if (!minute) return false;
  moment.has_time = true;
  moment.hour = *hour;
  moment.minute = *minute;
  if (!scanner.take(':')) return true;
  const auto second = scanner.take_number(2);
  if (!second) return false;
  moment.second = *second;
  return !scanner.take('.') || scanner.take_fraction(moment);
}

bool read_time(Scanner& scanner, DateTime& moment) {
  if (!read_fields_of_time(scanner, moment)) return false;
  DateTime behind_hour = moment;
  behind_hour.hour = 0;
  const bool ends_day = moment.hour == 24 && !has_time_of_day(behind_hour);
  return ends_day || is_valid_time(moment.hour, moment.minute, moment.second);
}

void move_by_minutes(DateTime& moment, int minutes) {
  using namespace std::chrono;
  const sys_days day = year{moment.year} / static_cast<int>(moment.month) / static_cast<int>(moment.day);
  const auto moved = sys_time<std::chrono::minutes>(day) + hours(moment.hour) +
                     std::chrono::minutes(static_cast<int>(moment.minute) + minutes);
  const auto midnight = floor<days>(moved);
  const year_month_day date(midnight);
  moment.year = static_cast<int>(date.year());
  moment.month = static_cast<unsigned>(date.month());
  moment.day = static_cast<unsigned>(date.day());
  const auto of_day = (moved - midnight).count();
  moment.hour = static_cast<unsigned>(of_day / 60);
  moment.minute = static_cast<unsigned>(of_day % 60);
}

/// Minutes that the text's clock is ahead of UTC; empty when there is no valid zone.
std::optional<int> read_zone(Scanner& scanner) {
  scanner.skip_blanks();
  if (scanner.at_end() || scanner.take('Z') || scanner.take('z')) return 0;
  const bool east = scanner.take('+');
  if (!east && !scanner.take('-')) return std::nullopt;
  const auto hours = scanner.take_number(2);
  if (!hours || *hours > 14) return std::nullopt;
  const bool has_minutes = scanner.take(':') || !scanner.at_end();
  const auto minutes = has_minutes ? scanner.take_number(2) : 0;
  if (!minutes || *minutes > 59) return std::nullopt;
  const int offset = static_cast<int>(*hours * 60 + *minutes);
  return east ? offset : -offset;
}

/// The time's zone, and what it and 24:00 mean for the date.
bool read_end(Scanner& scanner, DateTime& moment) {
  const std::optional<int> ahead = read_zone(scanner);
  if (!ahead || !scanner.at_end()) return false;
  // Without a date nothing would tell the end of the day from its beginning.
  if (moment.hour == 24 && !moment.has_date) return false;
  if (*ahead == 0 && moment.hour < 24) return true;
  // A time alone turns over at midnight; any day will do to count from.
  if (!moment.has_date) moment.year = 2000;
  move_by_minutes(moment, -*ahead);
  return moment.year >= 0 && moment.year <= 9999;
}

std::string_view without_blanks(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

struct LiteralRow {
  std::string_view keyword;
  bool has_date, has_time;
};

constexpr std::array<LiteralRow, 3> literals = {{{"d", true, false}, {"t", false, true}, {"ts", true, true}}};

bool equal_but_for_case(std::string_view word, std::string_view lower) {
  return std::equal(word.begin(), word.end(), lower.begin(), lower.end(),
                    [](char written, char wanted) { return (written | 0x20) == wanted; });
}

std::optional<DateTime> read_plain(std::string_view text) {
  Scanner scanner(text);
  DateTime moment;
  Scanner date_scanner = scanner;
  if (read_date(date_scanner, moment)) {
    scanner = date_scanner;
    if (scanner.at_end()) return moment;
    if (!scanner.take(' ') && !scanner.take('T') && !scanner.take('t')) return std::nullopt;
    scanner.skip_blanks();
  }
  if (!read_time(scanner, moment) || !read_end(scanner, moment)) return std::nullopt;
  return moment;
}

/// `{d '…'}`, `{t '…'}` or `{ts '…'}`; the keyword in either case, blanks between the parts.
std::optional<DateTime> read_literal(std::string_view text) {
  if (!text.ends_with('}')) return std::nullopt;
  const std::string_view inside = without_blanks(text.substr(1, text.size() - 2));
  const std::size_t open = std::min(inside.find('\''), inside.size());
  const std::string_view keyword = without_blanks(inside.substr(0, open));
  const std::string_view quoted = inside.substr(open);
  const auto row = std::find_if(literals.begin(), literals.end(),
                                [&](const LiteralRow& each) { return equal_but_for_case(keyword, each.keyword); });
  if (row == literals.end() || quoted.size() < 2 || !quoted.ends_with('\'')) return std::nullopt;
  const std::optional<DateTime> moment = read_plain(quoted.substr(1, quoted.size() - 2));
  const bool is_of_kind = moment && moment->has_date == row->has_date && moment->has_time == row->has_time;
  return is_of_kind ? moment : std::nullopt;
}

}  // namespace

bool is_valid_date(int year, unsigned month, unsigned day) noexcept {
  if (year < 0 || year > 9999) return false;
  return (std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day)).ok();
}

bool is_valid_time(unsigned hour, unsigned minute, unsigned second) noexcept {
  return hour <= 23 && minute <= 59 && second <= 61;
}

bool is_leap_second(const DateTime& moment) noexcept { return moment.second >= 60; }

bool has_time_of_day(const DateTime& moment) noexcept {
  return moment.hour != 0 || moment.minute != 0 || moment.second != 0 || moment.nanosecond != 0 || moment.digits_cut;
}

std::optional<DateTime> read_datetime(std::string_view text) {
  const std::string_view trimmed = without_blanks(text);
  return trimmed.starts_with('{') ? read_literal(trimmed) : read_plain(trimmed);
}

std::string date_text(const DateTime& moment) {
  return fmt::format("{:04}-{:02}-{:02}", moment.year, moment.month, moment.day);
}

std::string time_text(const DateTime& moment, unsigned digits) {
  std::string text = fmt::format("{:02}:{:02}:{:02}", moment.hour, moment.minute, moment.second);
  if (digits > 0) text += '.' + fmt::format("{:09}", moment.nanosecond).substr(0, digits);
  return text;
}

std::string timestamp_text(const DateTime& moment, unsigned digits) {
  return date_text(moment) + ' ' + time_text(moment, digits);
}

unsigned fraction_digits(std::uint32_t nanosecond) noexcept {
  unsigned digits = nanosecond == 0 ? 0 : 9;
  for (; digits > 0 && nanosecond % 10 == 0; --digits) nanosecond /= 10;
  return digits;
}

void set_today(DateTime& moment) {
  using namespace std::chrono;
  const year_month_day today(floor<days>(system_clock::now()));
  moment.year = static_cast<int>(today.year());
  moment.month = static_cast<unsigned>(today.month());
  moment.day = static_cast<unsigned>(today.day());
}

}  // namespace d1odbc
