// Owns: the texts and fields of diagnostic records. Never: adds records.
#include "handle/diagnostic_fields.h"

#include <cstring>

namespace d1odbc {

namespace {

/// "[vendor][component]" and, for errors of D1 itself, "[data source]" (ODBC reference, "Diagnostic Messages").
std::string message_of(const DiagnosticRecord& record) {
  const std::string_view origin =
      record.from_data_source ? "[d1odbc][Cloudflare D1 driver][D1]" : "[d1odbc][Cloudflare D1 driver]";
  return std::string(origin) + record.text;
}

std::string_view code_of(const DiagnosticRecord& record, bool odbc2) {
  const StateFacts& facts = facts_of(record.state);
  return odbc2 ? facts.odbc2_code : facts.code;
}

std::string_view name_of(StateOrigin origin) { return origin == StateOrigin::Odbc ? "ODBC 3.0" : "ISO 9075"; }

std::string_view class_origin(const StateFacts& facts) {
  return name_of(facts.code.starts_with("IM") ? StateOrigin::Odbc : StateOrigin::Iso);
}

SQLRETURN put(const TextOut& out, std::string_view text) {
  Diagnostics cut;  // SQLGetDiag* post no diagnostics of their own
  out.put(text, &cut);
  return cut.empty() ? SQL_SUCCESS : SQL_SUCCESS_WITH_INFO;
}

SQLRETURN give_record(const DiagnosticRecord& record, bool odbc2, const TextOut& state, SQLINTEGER* native,
                      const TextOut& message) {
  (void)put(state, code_of(record, odbc2));
  if (native != nullptr) *native = record.native_code;
  return put(message, message_of(record));
}

template <class Number>
SQLRETURN put_number(SQLPOINTER place, Number number) {
  if (place != nullptr) std::memcpy(place, &number, sizeof number);
  return SQL_SUCCESS;
}

SQLRETURN read_header(const Handle& handle, SQLSMALLINT field, SQLPOINTER value, const TextOut& text) {
  std::size_t record_count = 0;
  const CallReport report = handle.report_header(record_count);
  const bool is_statement = handle.kind() == HandleKind::Statement;
  switch (field) {
    case SQL_DIAG_NUMBER:
      return put_number(value, static_cast<SQLINTEGER>(record_count));
    case SQL_DIAG_RETURNCODE:
      return put_number(value, report.code);
    case SQL_DIAG_ROW_COUNT:
      return is_statement ? put_number(value, static_cast<SQLLEN>(report.row_count)) : SQL_ERROR;
    case SQL_DIAG_CURSOR_ROW_COUNT:
      return is_statement ? put_number(value, static_cast<SQLLEN>(report.cursor_row_count)) : SQL_ERROR;
    case SQL_DIAG_DYNAMIC_FUNCTION:
      return is_statement ? put(text, report.dynamic_function.name) : SQL_ERROR;
    case SQL_DIAG_DYNAMIC_FUNCTION_CODE:
      return is_statement ? put_number(value, static_cast<SQLINTEGER>(report.dynamic_function.code)) : SQL_ERROR;
    default:
      return SQL_ERROR;
  }
}

bool is_header_field(SQLSMALLINT field) {
  switch (field) {
    case SQL_DIAG_NUMBER:
    case SQL_DIAG_RETURNCODE:
    case SQL_DIAG_ROW_COUNT:
    case SQL_DIAG_CURSOR_ROW_COUNT:
    case SQL_DIAG_DYNAMIC_FUNCTION:
    case SQL_DIAG_DYNAMIC_FUNCTION_CODE:
      return true;
    default:
      return false;
  }
}

}  // namespace

SQLRETURN read_record(const Handle& handle, SQLSMALLINT number, const TextOut& state, SQLINTEGER* native,
                      const TextOut& message) {
  if (number < 1) return SQL_ERROR;
  const std::optional<DiagnosticRecord> record = handle.record(static_cast<std::size_t>(number));
  if (!record) return SQL_NO_DATA;
  return give_record(*record, handle.is_odbc2(), state, native, message);
}

SQLRETURN read_field(const Handle& handle, SQLSMALLINT number, SQLSMALLINT field, SQLPOINTER value,
                     const TextOut& text) {
  if (is_header_field(field)) return read_header(handle, field, value, text);
  if (number < 1) return SQL_ERROR;
  const std::optional<DiagnosticRecord> found = handle.record(static_cast<std::size_t>(number));
  if (!found) return SQL_NO_DATA;
  const DiagnosticRecord& record = *found;
  const StateFacts& facts = facts_of(record.state);
  switch (field) {
    case SQL_DIAG_SQLSTATE:
      return put(text, code_of(record, handle.is_odbc2()));
    case SQL_DIAG_NATIVE:
      return put_number(value, static_cast<SQLINTEGER>(record.native_code));
    case SQL_DIAG_MESSAGE_TEXT:
      return put(text, message_of(record));
    case SQL_DIAG_CLASS_ORIGIN:
      return put(text, class_origin(facts));
    case SQL_DIAG_SUBCLASS_ORIGIN:
      return put(text, name_of(facts.subclass_origin));
    case SQL_DIAG_CONNECTION_NAME:
      return put(text, handle.connection_name());
    case SQL_DIAG_SERVER_NAME:
      return put(text, handle.server_name());
    case SQL_DIAG_ROW_NUMBER:
      return put_number(value, static_cast<SQLLEN>(record.row));
    case SQL_DIAG_COLUMN_NUMBER:
      return put_number(value, static_cast<SQLINTEGER>(record.column));
    default:
      return SQL_ERROR;
  }
}

SQLRETURN take_record(Handle& handle, const TextOut& state, SQLINTEGER* native, const TextOut& message) {
  const std::optional<DiagnosticRecord> first = handle.take_first_record();
  if (!first) return SQL_NO_DATA;
  return give_record(*first, handle.is_odbc2(), state, native, message);
}

}  // namespace d1odbc
