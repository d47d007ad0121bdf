// Owns: checks that the fast path gives what the converters of cell.h give, or steps aside. Never: rowsets.
#include "convert/plain_cell.h"

#include <doctest/doctest.h>

#include <array>
#include <cstring>
#include <limits>
#include <string>
#include <vector>

#include "convert/cell.h"
#include "convert/pieces.h"

using namespace d1odbc;

namespace {

constexpr std::size_t capacity = 40;

/// What a buffer holds after a conversion.
struct Written {
  bool clean = false;  // converted, and nothing had to be said
  SQLLEN length = -77;
  std::array<char, capacity> bytes{};
};

Written by_fast_path(const ValueView& value, const CTypeFacts& c_type, const ColumnType& type) {
  Written written;
  const PlainConverter convert = find_plain_converter(c_type, type);
  if (convert == nullptr) return written;
  written.clean = convert(value, {written.bytes.data(), &written.length, &written.length, capacity});
  return written;
}

Written by_converter(const ValueView& value, const CTypeFacts& c_type, const ColumnType& type) {
  Written written;
  const Cell cell{.value = value, .type = type};
  if (const FixedConverter convert = find_fixed_converter(c_type)) {
    written.clean = !convert(cell, written.bytes.data()).has_value();
    written.length = static_cast<SQLLEN>(c_type.size);
    return written;
  }
  VariableForm form;
  if (form.render(cell, c_type.family)) return written;
  const VariableBuffer buffer{written.bytes.data(), capacity, c_type.family, form.grain()};
  written.clean = copy_piece(form.bytes(), buffer, Cut::AtCharacter).complete;
  written.length = static_cast<SQLLEN>(form.bytes().size());
  return written;
}

const std::string nul_inside("a\0b", 3);
const std::string just_fits(capacity - 1, 'x');
const std::string too_long(capacity, 'x');

const std::vector<ValueView> values = {
    ValueView::of(std::int64_t{0}),
    ValueView::of(std::int64_t{-1}),
    ValueView::of(std::int64_t{32767}),
    ValueView::of(std::int64_t{-32769}),
    ValueView::of(std::int64_t{2147483647}),
    ValueView::of(std::int64_t{2147483648}),
    ValueView::of(std::int64_t{9007199254740991}),
    ValueView::of(std::int64_t{9007199254740993}),
    ValueView::of(std::numeric_limits<std::int64_t>::max()),
    ValueView::of(std::numeric_limits<std::int64_t>::min()),
    ValueView::of(0.0),
    ValueView::of(-0.0),
    ValueView::of(1.5),
    ValueView::of(1e300),
    ValueView::of(std::numeric_limits<double>::infinity()),
    ValueView::text(""),
    ValueView::text("plain"),
    ValueView::text("12"),
    ValueView::text("2020-01-02"),
    ValueView::text("gr\xC3\xBC\xC3\x9F \xF0\x9F\x98\x80"),
    ValueView::text(nul_inside),
    ValueView::text(just_fits),
    ValueView::text(too_long),
    ValueView::blob("\x01\xFF"),
};

const std::vector<std::string> declared = {"INTEGER", "REAL", "DOUBLE",   "TEXT",         "VARCHAR(10)", "BLOB", "DATE",
                                           "TIME",    "BIT",  "DATETIME", "DECIMAL(5,1)", "UUID",        ""};

}  // namespace

TEST_CASE("the fast path writes what the converter writes, or leaves the cell to it") {
  std::size_t fast = 0;
  for (const CTypeFacts& c_type : all_c_types()) {
    CAPTURE(c_type.name);
    for (const std::string& declaration : declared) {
      CAPTURE(declaration);
      const ColumnType type = type_of_declaration(declaration, {});
      for (std::size_t index = 0; index < values.size(); ++index) {
        CAPTURE(index);
        const Written plain = by_fast_path(values[index], c_type, type);
        if (!plain.clean) continue;
        ++fast;
        const Written whole = by_converter(values[index], c_type, type);
        CHECK(whole.clean);
        CHECK(plain.length == whole.length);
        CHECK(plain.bytes == whole.bytes);
      }
    }
  }
  CHECK(fast > 500);
}

TEST_CASE("the common pairs take the fast path") {
  const auto takes = [](SQLSMALLINT c_type, const char* declaration, const ValueView& value) {
    return by_fast_path(value, *find_c_type(c_type), type_of_declaration(declaration, {})).clean;
  };
  CHECK(takes(SQL_C_SBIGINT, "INTEGER", ValueView::of(std::int64_t{5})));
  CHECK(takes(SQL_C_LONG, "INTEGER", ValueView::of(std::int64_t{-5})));
  CHECK(takes(SQL_C_DOUBLE, "REAL", ValueView::of(2.5)));
  CHECK(takes(SQL_C_DOUBLE, "REAL", ValueView::of(std::int64_t{2})));
  CHECK(takes(SQL_C_CHAR, "TEXT", ValueView::text("x")));
  CHECK(takes(SQL_C_CHAR, "INTEGER", ValueView::of(std::int64_t{5})));
  CHECK(takes(SQL_C_WCHAR, "TEXT", ValueView::text("x")));
  CHECK_FALSE(takes(SQL_C_LONG, "INTEGER", ValueView::of(std::int64_t{1} << 31)));
  CHECK_FALSE(takes(SQL_C_CHAR, "REAL", ValueView::of(std::int64_t{5})));
  CHECK_FALSE(takes(SQL_C_CHAR, "TEXT", ValueView::text(too_long)));
}
