// Owns: which values are worth trying. Never: what becomes of them as C types (value_model has it).
#include "random_values.h"

#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <limits>
#include <random>

namespace model {

namespace {

constexpr std::size_t longest_text = 300;  // characters
constexpr std::size_t bytes_of_character = 4;

/// Numbers that are the same in every run and on every machine (the library's distributions are not).
class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}

  std::uint64_t bits() { return engine_(); }
  std::uint64_t below(std::uint64_t limit) { return engine_() % limit; }
  std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(high - low) + 1));
  }
  bool chance(unsigned percent) { return below(100) < percent; }

 private:
  std::mt19937_64 engine_;
};

template <class Make>
Sample sample(Sample empty, std::size_t count, std::uint64_t seed, const Make& make) {
  Random random(seed);
  while (empty.stored.size() < count) {
    if (random.chance(5)) {
      empty.add_null();
    } else {
      make(random, empty);
    }
  }
  return empty;
}

template <class Structure>
void add(Sample& sample, const Structure& parameter, Stored stored) {
  sample.add(&parameter, sizeof parameter, std::move(stored));
}

void add(Sample& sample, const std::string& parameter, Stored stored) {
  sample.add(parameter.data(), parameter.size(), std::move(stored));
}

std::string printed(const char* format, auto... fields) {
  std::array<char, 100> text{};
  std::snprintf(text.data(), text.size(), format, fields...);
  return text.data();
}

std::int64_t integer(Random& random) {
  const auto near = [&](std::uint64_t value) { return static_cast<std::int64_t>(value + random.below(9) - 4); };
  switch (random.below(5)) {
    case 0:
      return near(std::uint64_t{1} << random.below(64));
    case 1:
      return near(0 - (std::uint64_t{1} << random.below(64)));
    case 2:
      return near(random.chance(50) ? std::uint64_t{1} << 53U : 0 - (std::uint64_t{1} << 53U));
    case 3:
      return random.between(-300, 70000);
    default:
      return static_cast<std::int64_t>(random.bits()) >> random.below(64);
  }
}

double real(Random& random) {
  constexpr std::array edges = {0.0,
                                -0.0,
                                1.0,
                                -0.5,
                                0.1,
                                9007199254740993.0,
                                1e15,
                                1e-4,
                                123456789012345.6,
                                std::numeric_limits<double>::max(),
                                std::numeric_limits<double>::lowest(),
                                std::numeric_limits<double>::min(),
                                std::numeric_limits<double>::denorm_min(),
                                -std::numeric_limits<double>::denorm_min(),
                                0x1p53,
                                0x1p63,
                                0x1p64,
                                -0x1p63,
                                255.5};
  constexpr std::uint64_t mantissa = (std::uint64_t{1} << 52U) - 1;
  if (random.chance(5)) return edges[random.below(edges.size())];
  if (random.chance(20)) return static_cast<double>(random.between(-10'000'000, 10'000'000)) / 1000;
  if (random.chance(10)) return static_cast<double>(integer(random));
  std::uint64_t bits = random.bits();
  if (random.chance(10)) bits &= mantissa | std::uint64_t{1} << 63U;  // subnormal
  const auto value = std::bit_cast<double>(bits);
  return std::isfinite(value) ? value : real(random);
}

void append_utf8(std::string& text, std::uint64_t point) {
  if (point < 0x80) {
    text += static_cast<char>(point);
    return;
  }
  const unsigned tail = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
  constexpr std::array<std::uint64_t, 4> leads = {0, 0xC0, 0xE0, 0xF0};
  text += static_cast<char>(leads[tail] | point >> 6U * tail);
  for (unsigned left = tail; left-- > 0;) text += static_cast<char>(0x80U | (point >> 6U * left & 0x3FU));
}

/// Of every plane, often of those that programs forget: NUL, combining marks, the ends of the planes.
std::uint64_t code_point(Random& random) {
  switch (random.below(8)) {
    case 0:
      return random.below(0x80);
    case 1:
      return 0x300 + random.below(0x70);
    case 2:
      return random.below(17) * 0x10000 + 0xFFFE + random.below(2);
    case 3:
      return random.chance(50) ? 0 : '\'';
    case 4:
      return random.below(0xD800);
    case 5:
      return 0xE000 + random.below(0x2000);
    default:
      return 0x10000 + random.below(0x100000);
  }
}

std::string words(Random& random) {
  std::string text;
  for (std::uint64_t left = random.chance(20) ? random.below(4) : random.below(longest_text + 1); left > 0; --left)
    append_utf8(text, code_point(random));
  return text;
}

std::string date_text(const SQL_DATE_STRUCT& date) {
  return printed("%04d-%02u-%02u", date.year, date.month, date.day);
}

SQL_DATE_STRUCT date(Random& random) {
  constexpr std::array<unsigned, 12> days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const std::uint64_t month = random.below(12);
  const auto year = random.chance(10) ? random.between(0, 1) * 9999 : random.between(0, 9999);
  const bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  const unsigned last = days[month] + (month == 1 && is_leap ? 1 : 0);
  const std::uint64_t day = random.chance(20) ? last : 1 + random.below(last);
  return {static_cast<SQLSMALLINT>(year), static_cast<SQLUSMALLINT>(month + 1), static_cast<SQLUSMALLINT>(day)};
}

SQL_TIMESTAMP_STRUCT timestamp(Random& random) {
  const SQL_DATE_STRUCT day = date(random);
  SQL_TIMESTAMP_STRUCT at{day.year, day.month, day.day, 0, 0, 0, 0};
  if (random.chance(15)) return at;
  at.hour = static_cast<SQLUSMALLINT>(random.below(24));
  at.minute = static_cast<SQLUSMALLINT>(random.below(60));
  at.second = static_cast<SQLUSMALLINT>(random.below(60));
  SQLUINTEGER unit = 1;
  for (std::uint64_t zeros = random.below(10); zeros > 0; --zeros) unit *= 10;
  at.fraction = static_cast<SQLUINTEGER>(random.below(1'000'000'000 / unit)) * unit;
  return at;
}

std::string timestamp_text(const SQL_TIMESTAMP_STRUCT& at) {
  std::string text = printed("%04d-%02u-%02u %02u:%02u:%02u", at.year, at.month, at.day, at.hour, at.minute, at.second);
  if (at.fraction == 0) return text;
  text += printed(".%09u", at.fraction);
  return text.substr(0, text.find_last_not_of('0') + 1);
}

std::string guid_text(const SQLGUID& guid) {
  const auto& tail = guid.Data4;
  return printed("%08x-%04x-%04x-%02x%02x-%02x%02x%02x%02x%02x%02x", static_cast<unsigned>(guid.Data1), guid.Data2,
                 guid.Data3, tail[0], tail[1], tail[2], tail[3], tail[4], tail[5], tail[6], tail[7]);
}

SQLGUID guid(Random& random) {
  SQLGUID guid{};
  const std::array<std::uint64_t, 2> bits = {random.bits(), random.bits()};
  std::memcpy(&guid, bits.data(), sizeof guid);
  return guid;
}

std::string number_text(Random& random) {
  std::string text = random.chance(30) ? " " : "";
  if (random.chance(40)) return text + std::to_string(random.chance(50) ? integer(random) : random.between(-120, 120));
  if (random.chance(30))
    return text + printed("%.17ge%d", real(random) / 1e300, static_cast<int>(random.between(-10, 10)));
  std::array<char, 40> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), real(random));
  return text.append(digits.data(), end.ptr);
}

std::string interval_text(Random& random) {
  std::string text = random.chance(30) ? "-" : "";
  text += printed("%u %02u:%02u:%02u", static_cast<unsigned>(random.below(random.chance(50) ? 3 : 200)),
                  static_cast<unsigned>(random.below(24)), static_cast<unsigned>(random.below(60)),
                  static_cast<unsigned>(random.below(60)));
  if (random.chance(50)) text += printed(".%06u", static_cast<unsigned>(random.below(1'000'000)));
  return text;
}

std::string text(Random& random) {
  switch (random.below(12)) {
    case 0:
      return number_text(random);
    case 1:
      return random.chance(50) ? date_text(date(random)) : timestamp_text(timestamp(random));
    case 2:
      return guid_text(guid(random));
    case 3:
      return interval_text(random);
    default:
      return words(random);
  }
}

}  // namespace

void Sample::add(const void* parameter, std::size_t length, Stored value) {
  const std::size_t at = parameters.size();
  parameters.resize(at + size);
  std::memcpy(parameters.data() + at, parameter, length);
  lengths.push_back(static_cast<SQLLEN>(length));
  stored.push_back(std::move(value));
}

void Sample::add_null() {
  parameters.resize(parameters.size() + size);
  lengths.push_back(SQL_NULL_DATA);
  stored.emplace_back();
}

Sample integers(std::size_t count) {
  return sample({"BIGINT", Described::Exact, SQL_C_SBIGINT, SQL_BIGINT, sizeof(std::int64_t)}, count, 1,
                [](Random& random, Sample& into) {
                  const std::int64_t value = integer(random);
                  add(into, value, value);
                });
}

Sample doubles(std::size_t count) {
  return sample({"REAL", Described::Approximate, SQL_C_DOUBLE, SQL_DOUBLE, sizeof(double)}, count, 2,
                [](Random& random, Sample& into) {
                  const double value = real(random);
                  add(into, value, value == 0 ? 0.0 : value);  // JSON has no sign for D1's -0.0
                });
}

Sample texts(std::size_t count) {
  return sample({"TEXT", Described::Character, SQL_C_CHAR, SQL_LONGVARCHAR, longest_text * bytes_of_character}, count,
                3, [](Random& random, Sample& into) {
                  const std::string value = text(random);
                  add(into, value, value);
                });
}

Sample blobs(std::size_t count) {
  return sample({"BLOB", Described::Binary, SQL_C_BINARY, SQL_LONGVARBINARY, longest_text}, count, 4,
                [](Random& random, Sample& into) {
                  std::string value(random.chance(20) ? 16 : random.below(longest_text + 1), '\0');
                  for (char& byte : value) byte = static_cast<char>(random.bits());
                  add(into, value, Blob{value});
                });
}

Sample dates(std::size_t count) {
  return sample({"DATE", Described::Date, SQL_C_TYPE_DATE, SQL_TYPE_DATE, sizeof(SQL_DATE_STRUCT)}, count, 5,
                [](Random& random, Sample& into) {
                  const SQL_DATE_STRUCT value = date(random);
                  add(into, value, date_text(value));
                });
}

Sample timestamps(std::size_t count) {
  return sample(
      {"DATETIME", Described::Timestamp, SQL_C_TYPE_TIMESTAMP, SQL_TYPE_TIMESTAMP, sizeof(SQL_TIMESTAMP_STRUCT)}, count,
      6, [](Random& random, Sample& into) {
        const SQL_TIMESTAMP_STRUCT value = timestamp(random);
        add(into, value, timestamp_text(value));
      });
}

Sample decimals(std::size_t count) {
  constexpr std::size_t longest = 20;
  return sample({"DECIMAL(15,4)", Described::Decimal, SQL_C_CHAR, SQL_DECIMAL, longest}, count, 7,
                [](Random& random, Sample& into) {
                  const bool is_small = random.chance(40);
                  const std::int64_t units = random.between(is_small ? -2'000'000 : -999'999'999'999'999,
                                                            is_small ? 2'000'000 : 999'999'999'999'999);
                  const std::int64_t size = std::abs(units);
                  const std::string value =
                      printed("%s%lld.%04lld", units < 0 ? "-" : "", static_cast<long long>(size / 10000),
                              static_cast<long long>(size % 10000));
                  // The column's NUMERIC affinity makes integers of whole numbers.
                  const bool is_whole = units % 10000 == 0;
                  add(into, value, is_whole ? Stored(units / 10000) : Stored(std::strtod(value.c_str(), nullptr)));
                });
}

Sample booleans(std::size_t count) {
  return sample({"BOOLEAN", Described::Bit, SQL_C_BIT, SQL_BIT, 1}, count, 8, [](Random& random, Sample& into) {
    const auto value = static_cast<SQLCHAR>(random.below(2));
    add(into, value, std::int64_t{value});
  });
}

Sample guids(std::size_t count) {
  return sample({"UUID", Described::Guid, SQL_C_GUID, SQL_GUID, sizeof(SQLGUID)}, count, 9,
                [](Random& random, Sample& into) {
                  const SQLGUID value = guid(random);
                  add(into, value, guid_text(value));
                });
}

}  // namespace model
