// Owns: what appendix D says of one stored value as one C type, written independently of the driver. Never: calls ODBC,
// shares code with the driver.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>

#include "odbc_application.h"

namespace model {

/// The families of SQL types that the tables of appendix D ("SQL to C: …") are about.
enum class Described { Character, Exact, Decimal, Approximate, Bit, Binary, Date, Timestamp, Guid };

/// What D1 stores: NULL, INTEGER, REAL, TEXT or BLOB.
struct Blob {
  std::string bytes;
};
using Stored = std::variant<std::monostate, std::int64_t, double, std::string, Blob>;

enum class Form { Character, Wide, Binary, Integer, Bit, Floating, Numeric, Date, Time, Timestamp, Guid, Interval };

/// A C type; of an interval its first and last field, counted from the year.
struct CType {
  SQLSMALLINT code;
  const char* name;
  Form form;
  std::size_t size;  // bytes; 0: as the buffer
  int first = 0;
  int last = 0;
};

/// Each C type once; the codes of ODBC 2 for dates are left to other tests, since managers change them.
[[nodiscard]] std::span<const CType> c_types();

/// What a conversion gives.
struct Expected {
  std::string state;   // "" for none
  std::string memory;  // the buffer from its start, the terminator included; nothing after an error
  SQLLEN length = 0;   // of the whole value
};

/// Whether the table has the pair; without it every value is 07006.
[[nodiscard]] bool has_pair(Described described, const CType& c_type);

/// The outcome for a value that is not NULL and a buffer of `capacity` bytes (of variable types only). Nothing for what
/// is left to tests of their own: texts of numbers with a fraction as intervals.
[[nodiscard]] std::optional<Expected> expected(const Stored& stored, Described described, const CType& c_type,
                                               std::size_t capacity);

/// A buffer's memory as `Expected` has it: what an interval does not use is zero.
void clear_unused(const CType& c_type, std::string& memory);

}  // namespace model
