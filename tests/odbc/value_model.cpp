// Owns: the arithmetic of the model: wide integers, the digits of doubles, cuts. Never: ODBC calls.
#include "value_model.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <string_view>

namespace model {

namespace {

__extension__ using Wide = unsigned __int128;
__extension__ using SignedWide = __int128;

constexpr std::size_t date_characters = 10;
constexpr std::size_t timestamp_characters = 19;

constexpr std::array types = {
    CType{SQL_C_CHAR, "SQL_C_CHAR", Form::Character, 0},
    CType{SQL_C_WCHAR, "SQL_C_WCHAR", Form::Wide, 0},
    CType{SQL_C_BINARY, "SQL_C_BINARY", Form::Binary, 0},
    CType{SQL_C_TINYINT, "SQL_C_TINYINT", Form::Integer, 1},
    CType{SQL_C_STINYINT, "SQL_C_STINYINT", Form::Integer, 1},
    CType{SQL_C_UTINYINT, "SQL_C_UTINYINT", Form::Integer, 1},
    CType{SQL_C_SHORT, "SQL_C_SHORT", Form::Integer, 2},
    CType{SQL_C_SSHORT, "SQL_C_SSHORT", Form::Integer, 2},
    CType{SQL_C_USHORT, "SQL_C_USHORT", Form::Integer, 2},
    CType{SQL_C_LONG, "SQL_C_LONG", Form::Integer, 4},
    CType{SQL_C_SLONG, "SQL_C_SLONG", Form::Integer, 4},
    CType{SQL_C_ULONG, "SQL_C_ULONG", Form::Integer, 4},
    CType{SQL_C_SBIGINT, "SQL_C_SBIGINT", Form::Integer, 8},
    CType{SQL_C_UBIGINT, "SQL_C_UBIGINT", Form::Integer, 8},
    CType{SQL_C_BIT, "SQL_C_BIT", Form::Bit, 1},
    CType{SQL_C_FLOAT, "SQL_C_FLOAT", Form::Floating, sizeof(float)},
    CType{SQL_C_DOUBLE, "SQL_C_DOUBLE", Form::Floating, sizeof(double)},
    CType{SQL_C_NUMERIC, "SQL_C_NUMERIC", Form::Numeric, sizeof(SQL_NUMERIC_STRUCT)},
    CType{SQL_C_TYPE_DATE, "SQL_C_TYPE_DATE", Form::Date, sizeof(SQL_DATE_STRUCT)},
    CType{SQL_C_TYPE_TIME, "SQL_C_TYPE_TIME", Form::Time, sizeof(SQL_TIME_STRUCT)},
    CType{SQL_C_TYPE_TIMESTAMP, "SQL_C_TYPE_TIMESTAMP", Form::Timestamp, sizeof(SQL_TIMESTAMP_STRUCT)},
    CType{SQL_C_GUID, "SQL_C_GUID", Form::Guid, sizeof(SQLGUID)},
    CType{SQL_C_INTERVAL_YEAR, "SQL_C_INTERVAL_YEAR", Form::Interval, sizeof(SQL_INTERVAL_STRUCT), 0, 0},
    CType{SQL_C_INTERVAL_MONTH, "SQL_C_INTERVAL_MONTH", Form::Interval, sizeof(SQL_INTERVAL_STRUCT), 1, 1},
    CType{SQL_C_INTERVAL_DAY, "SQL_C_INTERVAL_DAY", Form::Interval, sizeof(SQL_INTERVAL_STRUCT), 2, 2},
    CType{SQL_C_INTERVAL_HOUR, "SQL_C_INTERVAL_HOUR", Form::Interval, sizeof(SQL_INTERVAL_STRUCT), 3, 3},
    CType{SQL_C_INTERVAL_MINUTE, "SQL_C_INTERVAL_MINUTE", Form::Interval, sizeof(SQL_INTERVAL_STRUCT), 4, 4},
    CType{SQL_C_INTERVAL_SECOND, "SQL_C_INTERVAL_SECOND", Form::Interval, sizeof(SQL_INTERVAL_STRUCT), 5, 5},
    CType{SQL_C_INTERVAL_YEAR_TO_MONTH, "SQL_C_INTERVAL_YEAR_TO_MONTH", Form::Interval, sizeof(SQL_INTERVAL_STRUCT), 0,
          1},
    CType{SQL_C_INTERVAL_DAY_TO_HOUR, "SQL_C_INTERVAL_DAY_TO_HOUR", Form::Interval, sizeof(SQL_INTERVAL_STRUCT), 2, 3},
    CType{SQL_C_INTERVAL_DAY_TO_MINUTE, "SQL_C_INTERVAL_DAY_TO_MINUTE", Form::Interval, sizeof(SQL_INTERVAL_STRUCT), 2,
          4},
    CType{SQL_C_INTERVAL_DAY_TO_SECOND, "SQL_C_INTERVAL_DAY_TO_SECOND", Form::Interval, sizeof(SQL_INTERVAL_STRUCT), 2,
          5},
    CType{SQL_C_INTERVAL_HOUR_TO_MINUTE, "SQL_C_INTERVAL_HOUR_TO_MINUTE", Form::Interval, sizeof(SQL_INTERVAL_STRUCT),
          3, 4},
    CType{SQL_C_INTERVAL_HOUR_TO_SECOND, "SQL_C_INTERVAL_HOUR_TO_SECOND", Form::Interval, sizeof(SQL_INTERVAL_STRUCT),
          3, 5},
    CType{SQL_C_INTERVAL_MINUTE_TO_SECOND, "SQL_C_INTERVAL_MINUTE_TO_SECOND", Form::Interval,
          sizeof(SQL_INTERVAL_STRUCT), 4, 5},
};

bool is_numeric(Described described) {
  return described == Described::Exact || described == Described::Decimal || described == Described::Approximate ||
         described == Described::Bit;
}

template <class Value>
std::string memory_of(const Value& value) {
  return {reinterpret_cast<const char*>(&value), sizeof value};
}

Expected fixed(const std::string& memory, bool cut) {
  return {cut ? "01S07" : "", memory, static_cast<SQLLEN>(memory.size())};
}

Expected failed(const char* state) { return {state, "", 0}; }

// ---- Numbers ----

/// digits × 10^exponent; `digits` without zeros in front, "" for 0.
struct Number {
  bool negative = false;
  std::string digits = {};
  long exponent = 0;

  [[nodiscard]] long whole_digits() const { return static_cast<long>(digits.size()) + exponent; }
};

bool is_digit(char character) { return character >= '0' && character <= '9'; }

/// Blanks, sign, digits with a point, exponent; empty when the text is something else.
std::optional<Number> number_of(std::string_view text) {
  while (!text.empty() && std::string_view(" \t\n\v\f\r").find(text.front()) != std::string_view::npos)
    text.remove_prefix(1);
  while (!text.empty() && std::string_view(" \t\n\v\f\r").find(text.back()) != std::string_view::npos)
    text.remove_suffix(1);
  Number number;
  std::size_t at = 0;
  const auto more = [&] { return at < text.size(); };
  if (more() && (text[at] == '-' || text[at] == '+')) number.negative = text[at++] == '-';
  bool any = false;
  for (; more() && is_digit(text[at]); ++at, any = true) number.digits += text[at];
  if (more() && text[at] == '.') {
    for (++at; more() && is_digit(text[at]); ++at, any = true, --number.exponent) number.digits += text[at];
  }
  if (!any) return std::nullopt;
  if (more() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (more() && text[at] == '+') ++at;
    long power = 0;
    const auto read = std::from_chars(text.data() + at, text.data() + text.size(), power);
    if (read.ec != std::errc()) return std::nullopt;
    at = static_cast<std::size_t>(read.ptr - text.data());
    number.exponent += power;
  }
  if (more()) return std::nullopt;
  number.digits.erase(0, std::min(number.digits.find_first_not_of('0'), number.digits.size()));
  return number;
}

/// The shortest digits that are this double and no other.
Number number_of(double value) {
  std::array<char, 40> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::scientific);
  return *number_of(std::string_view(text.data(), static_cast<std::size_t>(end.ptr - text.data())));
}

std::optional<Number> number_of(const Stored& stored) {
  if (const auto* integer = std::get_if<std::int64_t>(&stored)) return number_of(std::string_view(std::to_string(*integer)));
  if (const auto* real = std::get_if<double>(&stored)) return number_of(*real);
  if (const auto* text = std::get_if<std::string>(&stored)) return number_of(std::string_view(*text));
  return std::nullopt;
}

/// The whole part, at most 2^100, and whether a fraction is cut from it.
struct Whole {
  bool negative;
  Wide magnitude;
  bool cut;
};

constexpr Wide huge = Wide{1} << 100;

Whole whole_of(const Number& number) {
  Whole whole{number.negative, 0, false};
  for (long place = 0; place < static_cast<long>(number.digits.size()); ++place) {
    if (place < number.whole_digits()) {
      whole.magnitude = std::min(
          huge, whole.magnitude * 10 + static_cast<unsigned>(number.digits[static_cast<std::size_t>(place)] - '0'));
    } else if (number.digits[static_cast<std::size_t>(place)] != '0') {
      whole.cut = true;
    }
  }
  for (long zeros = 0; zeros < number.exponent && whole.magnitude != 0 && whole.magnitude < huge; ++zeros)
    whole.magnitude = std::min(huge, whole.magnitude * 10);
  return whole;
}

/// A double's exact value, which its shortest digits need not be.
Whole whole_of(double value) {
  const double size = std::fabs(value);
  if (size >= 0x1p100) return {value < 0, huge, false};
  const auto magnitude = static_cast<Wide>(size);
  return {value < 0, magnitude, static_cast<double>(magnitude) != size};
}

std::optional<Whole> whole_of(const Stored& stored) {
  if (const auto* real = std::get_if<double>(&stored)) return whole_of(*real);
  const std::optional<Number> number = number_of(stored);
  if (!number) return std::nullopt;
  return whole_of(*number);
}

template <class Integer>
Expected integer(const Whole& whole) {
  const auto signed_value = static_cast<SignedWide>(whole.magnitude) * (whole.negative ? -1 : 1);
  if (signed_value < static_cast<SignedWide>(std::numeric_limits<Integer>::min()) ||
      signed_value > static_cast<SignedWide>(std::numeric_limits<Integer>::max()))
    return failed("22003");
  return fixed(memory_of(static_cast<Integer>(signed_value)), whole.cut);
}

Expected integer(const Stored& stored, SQLSMALLINT code) {
  const std::optional<Whole> whole = whole_of(stored);
  if (!whole) return failed("22018");
  switch (code) {
    case SQL_C_UTINYINT:
      return integer<std::uint8_t>(*whole);
    case SQL_C_TINYINT:
    case SQL_C_STINYINT:
      return integer<std::int8_t>(*whole);
    case SQL_C_USHORT:
      return integer<std::uint16_t>(*whole);
    case SQL_C_SHORT:
    case SQL_C_SSHORT:
      return integer<std::int16_t>(*whole);
    case SQL_C_ULONG:
      return integer<std::uint32_t>(*whole);
    case SQL_C_LONG:
    case SQL_C_SLONG:
      return integer<std::int32_t>(*whole);
    case SQL_C_UBIGINT:
      return integer<std::uint64_t>(*whole);
    default:
      return integer<std::int64_t>(*whole);
  }
}

Expected bit(const Stored& stored) {
  const std::optional<Whole> whole = whole_of(stored);
  if (!whole) return failed("22018");
  const bool below_zero = whole->negative && (whole->magnitude != 0 || whole->cut);
  if (below_zero || whole->magnitude > 1) return failed("22003");
  return fixed(memory_of(static_cast<std::uint8_t>(whole->magnitude)), whole->cut);
}

std::optional<double> real_of(const Stored& stored) {
  if (const auto* integer = std::get_if<std::int64_t>(&stored)) return static_cast<double>(*integer);
  if (const auto* real = std::get_if<double>(&stored)) return *real;
  if (!number_of(stored)) return std::nullopt;
  return std::strtod(std::get<std::string>(stored).c_str(), nullptr);  // it skips the same blanks
}

Expected floating(const Stored& stored, SQLSMALLINT code) {
  const std::optional<double> real = real_of(stored);
  if (!real) return failed("22018");
  if (code == SQL_C_DOUBLE) return std::isinf(*real) ? failed("22003") : fixed(memory_of(*real), false);
  if (std::fabs(*real) > static_cast<double>(std::numeric_limits<float>::max())) return failed("22003");
  return fixed(memory_of(static_cast<float>(*real)), false);
}

/// With the default form: 38 digits, none behind the point.
Expected numeric(const Stored& stored) {
  constexpr long precision = 38;
  const std::optional<Number> number = number_of(stored);
  if (!number) return failed("22018");
  if (!number->digits.empty() && number->whole_digits() > precision) return failed("22003");
  SQL_NUMERIC_STRUCT structure{};
  structure.precision = precision;
  Wide value = 0;
  bool cut = false;
  for (long place = 0; place < std::max(number->whole_digits(), static_cast<long>(number->digits.size())); ++place) {
    const bool is_written = place < static_cast<long>(number->digits.size());
    const unsigned digit =
        is_written ? static_cast<unsigned>(number->digits[static_cast<std::size_t>(place)] - '0') : 0;
    if (place < number->whole_digits()) {
      value = value * 10 + digit;
    } else if (digit != 0) {
      cut = true;
    }
  }
  if (number->digits.empty()) value = 0;
  structure.sign = number->negative && value != 0 ? 0 : 1;
  for (SQLCHAR& byte : structure.val) {
    byte = static_cast<SQLCHAR>(value & 0xFF);
    value >>= 8;
  }
  return fixed(memory_of(structure), cut);
}

// ---- Dates ----

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

// ---- GUIDs ----

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

// ---- Intervals ----

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

std::optional<Expected> interval(const Stored& stored, const CType& type) {
  if (std::holds_alternative<Blob>(stored)) return failed("22018");
  const std::optional<Number> number = number_of(stored);
  const auto* text = std::get_if<std::string>(&stored);
  if (text != nullptr && !number) {
    if (moment_of(stored) || guid_octets(stored)) return failed("22018");
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

// ---- Characters and bytes ----

/// Shortest digits, plain from 0.0001 to 10^15, else with an exponent of two digits at least.
std::string text_of(double value) {
  const Number number = number_of(value);
  const std::string sign = value < 0 ? "-" : "";
  if (number.digits.empty()) return "0.0";
  std::string digits = number.digits.substr(0, number.digits.find_last_not_of('0') + 1);
  const long power = number.whole_digits() - 1;
  if (std::fabs(value) >= 1e-4 && std::fabs(value) < 1e15) {
    if (power < 0) return sign + "0." + std::string(static_cast<std::size_t>(-power - 1), '0') + digits;
    const auto whole = static_cast<std::size_t>(power + 1);
    if (digits.size() < whole) digits.resize(whole, '0');
    return sign + digits.substr(0, whole) + '.' + (digits.size() == whole ? "0" : digits.substr(whole));
  }
  std::string exponent = std::to_string(std::labs(power));
  if (exponent.size() == 1) exponent.insert(0, "0");
  return sign + digits.substr(0, 1) + '.' + (digits.size() == 1 ? "0" : digits.substr(1)) + 'e' +
         (power < 0 ? '-' : '+') + exponent;
}

std::string text_of(const Stored& stored) {
  if (const auto* integer = std::get_if<std::int64_t>(&stored)) return std::to_string(*integer);
  if (const auto* real = std::get_if<double>(&stored)) return text_of(*real);
  if (const auto* text = std::get_if<std::string>(&stored)) return *text;
  std::string hexadecimal;
  for (const char byte : std::get<Blob>(stored).bytes) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    hexadecimal += digits[static_cast<unsigned char>(byte) >> 4U];
    hexadecimal += digits[static_cast<unsigned char>(byte) & 15U];
  }
  return hexadecimal;
}

/// Characters of which none may be cut.
std::size_t uncuttable(const std::string& text, Described described) {
  switch (described) {
    case Described::Date:
      return date_characters;
    case Described::Timestamp:
      return timestamp_characters;
    case Described::Guid:
      return text.size();
    case Described::Character:
    case Described::Binary:
      return 0;
    default:
      return text.find('e') != std::string::npos ? text.size() : std::min(text.find('.'), text.size());
  }
}

Expected cut_text(std::string_view bytes, std::size_t unit, std::size_t room, std::size_t kept) {
  const auto length = static_cast<SQLLEN>(bytes.size());
  const bool fits = bytes.size() <= room * unit;
  std::string memory(bytes.substr(0, fits ? bytes.size() : kept * unit));
  memory.append(unit, '\0');
  return {fits ? "" : "01004", memory, length};
}

Expected characters(const std::string& text, Described described, std::size_t capacity) {
  const std::size_t room = capacity - 1;
  if (room < uncuttable(text, described)) return failed("22003");
  std::size_t kept = std::min(room, text.size());
  if (described == Described::Binary) kept -= kept % 2;
  // Never between the bytes of a character.
  while (kept > 0 && kept < text.size() && (static_cast<unsigned char>(text[kept]) & 0xC0U) == 0x80U) --kept;
  return cut_text(text, 1, room, kept);
}

Expected wide_characters(const std::string& text, Described described, std::size_t capacity) {
  application::WideText wide(application::utf16(text));
  const std::size_t room = capacity / sizeof(SQLWCHAR) - 1;
  if (room < uncuttable(text, described)) return failed("22003");
  std::size_t kept = std::min(room, wide.size());
  const auto is_low = [](SQLWCHAR unit) { return sizeof(SQLWCHAR) == 2 && unit >= 0xDC00 && unit <= 0xDFFF; };
  if (kept < wide.size() && is_low(wide.data()[kept])) --kept;
  return cut_text({reinterpret_cast<const char*>(wide.data()), wide.bytes()}, sizeof(SQLWCHAR), room, kept);
}

/// Texts and blobs as they are, other values as the memory of their default C type.
std::string binary_of(const Stored& stored, Described described) {
  switch (described) {
    case Described::Character:
      return std::get<std::string>(stored);
    case Described::Binary:
      return std::get<Blob>(stored).bytes;
    case Described::Exact:
      return memory_of(std::get<std::int64_t>(stored));
    case Described::Approximate:
      return memory_of(std::get<double>(stored));
    case Described::Decimal:
      return text_of(stored);
    case Described::Bit:
      return memory_of(static_cast<std::uint8_t>(std::get<std::int64_t>(stored)));
    case Described::Date:
      return datetime(stored, Form::Date).memory;
    case Described::Timestamp:
      return datetime(stored, Form::Timestamp).memory;
    case Described::Guid:
      return *guid_octets(stored);
  }
  return {};
}

Expected binary(const Stored& stored, Described described, std::size_t capacity) {
  const std::string bytes = binary_of(stored, described);
  const auto length = static_cast<SQLLEN>(bytes.size());
  if (bytes.size() <= capacity) return {"", bytes, length};
  const bool can_be_cut = described == Described::Character || described == Described::Binary;
  if (!can_be_cut) return failed("22003");
  return {"01004", bytes.substr(0, capacity), length};
}

}  // namespace

std::span<const CType> c_types() { return types; }

bool has_pair(Described described, const CType& c_type) {
  switch (c_type.form) {
    case Form::Character:
    case Form::Wide:
    case Form::Binary:
      return true;
    case Form::Integer:
    case Form::Bit:
    case Form::Floating:
    case Form::Numeric:
      return described == Described::Character || is_numeric(described);
    case Form::Date:
      return described == Described::Character || described == Described::Date || described == Described::Timestamp;
    case Form::Time:
      return described == Described::Character || described == Described::Timestamp;
    case Form::Timestamp:
      return described == Described::Character || described == Described::Date || described == Described::Timestamp;
    case Form::Guid:
      return described == Described::Character || described == Described::Binary || described == Described::Guid;
    case Form::Interval:
      return described == Described::Character || described == Described::Exact || described == Described::Decimal;
  }
  return false;
}

std::optional<Expected> expected(const Stored& stored, Described described, const CType& c_type, std::size_t capacity) {
  if (!has_pair(described, c_type)) return failed("07006");
  switch (c_type.form) {
    case Form::Character:
      return characters(text_of(stored), described, capacity);
    case Form::Wide:
      return wide_characters(text_of(stored), described, capacity);
    case Form::Binary:
      return binary(stored, described, capacity);
    case Form::Integer:
      return integer(stored, c_type.code);
    case Form::Bit:
      return bit(stored);
    case Form::Floating:
      return floating(stored, c_type.code);
    case Form::Numeric:
      return numeric(stored);
    case Form::Date:
    case Form::Time:
    case Form::Timestamp:
      return datetime(stored, c_type.form);
    case Form::Guid:
      return guid(stored);
    case Form::Interval:
      return interval(stored, c_type);
  }
  return std::nullopt;
}

void clear_unused(const CType& c_type, std::string& memory) {
  if (c_type.form != Form::Interval) return;
  const std::size_t fields = offsetof(SQL_INTERVAL_STRUCT, intval);
  const std::size_t used = fields + (c_type.last <= 1 ? sizeof(SQL_YEAR_MONTH_STRUCT) : sizeof(SQL_DAY_SECOND_STRUCT));
  const std::size_t sign_end = offsetof(SQL_INTERVAL_STRUCT, interval_sign) + sizeof(SQLSMALLINT);
  for (std::size_t at = 0; at < memory.size(); ++at)
    if ((at >= sign_end && at < fields) || at >= used) memory[at] = '\0';
}

}  // namespace model
