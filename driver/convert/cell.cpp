// Owns: the choice of a converter for a C type, and which cells are reals. Never: converts itself.
#include "convert/cell.h"

#include "convert/cell_to_datetime.h"
#include "convert/cell_to_guid.h"
#include "convert/cell_to_interval.h"
#include "convert/cell_to_number.h"
#include "convert/cell_to_numeric.h"

namespace d1odbc {

FixedConverter find_fixed_converter(const CTypeFacts& c_type) noexcept {
  switch (c_type.family) {
    case CFamily::Integer:
      return integer_converter(c_type.c_type);
    case CFamily::Bit:
      return convert_to_bit;
    case CFamily::Floating:
      return c_type.c_type == SQL_C_FLOAT ? convert_to_float : convert_to_double;
    case CFamily::Date:
      return convert_to_date;
    case CFamily::Time:
      return convert_to_time;
    case CFamily::Timestamp:
      return convert_to_timestamp;
    case CFamily::Numeric:
      return convert_to_numeric;
    case CFamily::Guid:
      return convert_to_guid;
    case CFamily::Interval:
      return interval_converter(c_type.c_type);
    case CFamily::Character:
    case CFamily::WideCharacter:
    case CFamily::Binary:
      return nullptr;
  }
  return nullptr;
}

bool is_integer_of_real(const Cell& cell) {
  if (cell.storage_is_known) return false;
  const ColumnType& type = cell.type;
  const bool other_affinity = !type.name.empty() && !has_real_affinity(type.name);  // DECIMAL keeps integers
  const bool approximate = type.sql_type == SQL_DOUBLE || type.sql_type == SQL_FLOAT || type.sql_type == SQL_REAL;
  return approximate && !other_affinity;
}

}  // namespace d1odbc
