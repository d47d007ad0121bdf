// Owns: the model's dates, GUIDs and intervals. Never: numbers, texts as texts.
#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstdio>

#include "value_model_parts.h"

namespace model {

namespace {

struct Moment {
  int year = 0;
  unsigned month = 0, day = 0, hour = 0, minute = 0, second = 0;
  unsigned nanosecond = 0;
};

/// YYYY-MM-DD or YYYY-MM-DD HH:MM:SS[.f…] with blanks around; the tests have no other dates.
std::optional<Moment> moment_of(const Stored& stored) {
  const auto* text = std::get_if<std::string>(&stored);
  if (text == nullptr) return std::nullopt;
  Moment at;
  int end_of_date = 0;
  int end_of_time = 0;
  const std::string all = *text;
  if (all.find('\0') != std::string::npos) return std::nullopt;
  if (std::sscanf(all.c_str(), "%4d-%2u-%2u%n", &at.year, &at.month, &at.day, &end_of_date) != 3 || end_of_date != 10)
    return std::nullopt;
  if (all.size() == date_characters) return at;
  const char* rest = all.c_str() + end_of_date;
  if (std::sscanf(rest, " %2u:%2u:%2u%n", &at.hour, &at.minute, &at.second, &end_of_time) != 3 || end_of_time != 9)
    return std::nullopt;
  std::string fraction = all.substr(timestamp_characters);
  if (fraction.empty()) return at;
  if (fraction.size() > 10 || fraction.front() != '.') return std::nullopt;
  fraction.erase(0, 1);
  fraction.resize(9, '0');
  at.nanosecond = static_cast<unsigned>(std::stoul(fraction));
  return at;
}

}  // namespace

Expected datetime(const Stored& stored, Form form) {
  const std::optional<Moment> at = moment_of(stored);
  if (!at) return failed("22018");
  const auto narrow = [](unsigned number) { return static_cast<SQLUSMALLINT>(number); };
  const bool has_time = at->hour != 0 || at->minute != 0 || at->second != 0 || at->nanosecond != 0;
  switch (form) {
    case Form::Date: {
      const SQL_DATE_STRUCT date{static_cast<SQLSMALLINT>(at->year), narrow(at->month), narrow(at->day)};
      return fixed(memory_of(date), has_time);
    }
    case Form::Time: {
      // A text of a date alone has no time.
      if (std::get<std::string>(stored).size() == date_characters) return failed("22018");
      const SQL_TIME_STRUCT time{narrow(at->hour), narrow(at->minute), narrow(at->second)};
      return fixed(memory_of(time), at->nanosecond != 0);
    }
    default: {
      const SQL_TIMESTAMP_STRUCT moment{static_cast<SQLSMALLINT>(at->year),
                                        narrow(at->month),
                                        narrow(at->day),
                                        narrow(at->hour),
                                        narrow(at->minute),
                                        narrow(at->second),
                                        at->nanosecond};
      return fixed(memory_of(moment), false);
    }
  }
}

bool is_date(const Stored& stored) { return moment_of(stored).has_value(); }

std::optional<std::string> guid_octets(const Stored& stored) {
  if (const auto* blob = std::get_if<Blob>(&stored))
    return blob->bytes.size() == 16 ? std::optional(blob->bytes) : std::nullopt;
  const auto* text = std::get_if<std::string>(&stored);
  if (text == nullptr || text->size() != 36) return std::nullopt;
  std::string octets;
  for (std::size_t at = 0; at < text->size();) {
    if (at == 8 || at == 13 || at == 18 || at == 23) {
      if ((*text)[at++] != '-') return std::nullopt;
      continue;
    }
    unsigned octet = 0;
    const auto read = std::from_chars(text->data() + at, text->data() + at + 2, octet, 16);
    if (read.ec != std::errc() || read.ptr != text->data() + at + 2) return std::nullopt;
    octets += static_cast<char>(octet);
    at += 2;
  }
  return octets;
}

Expected guid(const Stored& stored) {
  std::optional<std::string> octets = guid_octets(stored);
  if (!octets) return failed("22018");
  // The first three fields are numbers of the machine.
  if constexpr (std::endian::native == std::endian::little) {
    std::reverse(octets->begin(), octets->begin() + 4);
    std::reverse(octets->begin() + 4, octets->begin() + 6);
    std::reverse(octets->begin() + 6, octets->begin() + 8);
  }
  return fixed(*octets, false);
}

namespace {

constexpr std::array<std::uint64_t, 6> months_or_seconds = {12, 1, 86400, 3600, 60, 1};

Expected interval_structure(const CType& type, bool negative, Wide units, std::uint32_t nanosecond) {
  std::array<SQLUINTEGER, 6> fields{};
  bool cut = false;
  for (int field = type.first; field <= type.last; ++field) {
    const std::uint64_t unit = months_or_seconds[static_cast<std::size_t>(field)];
    const Wide value = units / unit;
    if (field == type.first && value > 99) return failed("22015");  // two digits of the leading field, by default
    fields[static_cast<std::size_t>(field)] = static_cast<SQLUINTEGER>(value);
    units %= unit;
  }
  cut = units != 0;
  SQL_INTERVAL_STRUCT structure{};
  structure.interval_type = static_cast<SQLINTERVAL>(type.code - 100);
  if (type.last <= 1) {
    structure.intval.year_month = {fields[0], fields[1]};
    cut = cut || nanosecond != 0;
  } else {
    const bool has_fraction = type.last == 5;
    structure.intval.day_second = {fields[2], fields[3], fields[4], fields[5], has_fraction ? nanosecond / 1000 : 0};
    cut = cut || (has_fraction ? nanosecond % 1000 != 0 : nanosecond != 0);
  }
  // The tables do not say which sign a value has that is cut to nothing: none, as zero has none.
  bool any = structure.intval.day_second.fraction != 0 && type.last == 5;
  for (const SQLUINTEGER field : fields) any = any || field != 0;
  structure.interval_sign = negative && any ? SQL_TRUE : SQL_FALSE;
  std::string memory = memory_of(structure);
  clear_unused(type, memory);
  return fixed(memory, cut);
}

/// `[-]D HH:MM:SS[.f…]`, the only texts of intervals that the tests have.
std::optional<Expected> interval_text(const std::string& text, const CType& type) {
  unsigned day = 0, hour = 0, minute = 0, second = 0;
  int end = 0;
  const char* begin = text.c_str() + (text.starts_with('-') ? 1 : 0);
  if (std::sscanf(begin, "%9u %2u:%2u:%2u%n", &day, &hour, &minute, &second, &end) != 4) return std::nullopt;
  std::string fraction = begin + end;
  if (!fraction.empty()) fraction.erase(0, 1);
  fraction.resize(9, '0');
  if (type.last <= 1) return failed("22018");
  const Wide seconds = Wide{day} * 86400 + hour * 3600 + minute * 60 + second;
  return interval_structure(type, text.starts_with('-'), seconds, static_cast<std::uint32_t>(std::stoul(fraction)));
}

}  // namespace

std::optional<Expected> interval(const Stored& stored, const CType& type) {
  if (std::holds_alternative<Blob>(stored)) return failed("22018");
  const std::optional<Number> number = number_of(stored);
  const auto* text = std::get_if<std::string>(&stored);
  if (text != nullptr && !number) {
    if (is_date(stored) || guid_octets(stored)) return failed("22018");
    const std::optional<Expected> of_fields = interval_text(*text, type);
    return of_fields ? *of_fields : failed("22018");
  }
  const bool is_plain = text == nullptr || text->find_first_not_of("-0123456789") == std::string::npos;
  if (!is_plain) return std::nullopt;
  if (type.first != type.last && text == nullptr) return failed("22015");
  const Whole whole = whole_of(*number);
  if (whole.magnitude > 99) return failed("22015");
  Number fraction = *number;
  const long cut_off = std::max(0L, std::min(number->whole_digits(), static_cast<long>(number->digits.size())));
  fraction.digits.erase(0, static_cast<std::size_t>(cut_off));
  fraction.exponent += 9;
  const auto nanosecond = static_cast<std::uint32_t>(whole_of(fraction).magnitude);
  const Wide unit = months_or_seconds[static_cast<std::size_t>(type.first)];
  return interval_structure(type, number->negative, whole.magnitude * unit, nanosecond);
}

}  // namespace model
