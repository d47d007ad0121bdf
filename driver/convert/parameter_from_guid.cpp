// Owns: SQLGUID of a parameter as text or bytes. Never: text that holds GUIDs.
#include "convert/guid_text.h"
#include "convert/parameter_parts.h"
#include "value/column_type.h"

namespace d1odbc {

Value parameter_from_guid(const ParameterData& data) {
  const auto guid = read_structure<SQLGUID>(data);
  if (is_binary(data.sql_type)) return Value::blob(guid_bytes(guid));
  return Value::text(guid_text(guid));
}

}  // namespace d1odbc
