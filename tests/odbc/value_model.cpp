// Owns: which conversions there are, and the model's texts and bytes with their cuts. Never: ODBC calls.
#include "value_model.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <string_view>

#include "value_model_parts.h"

namespace model {

namespace {

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
