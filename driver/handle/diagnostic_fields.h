// Owns: what SQLGetDiagRec and SQLGetDiagField tell of a call's report. Never: changes it.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include "convert/text_buffer.h"
#include "handle/handle.h"

namespace d1odbc {

/// SQLGetDiagRec. SQL_NO_DATA beyond the last record, SQL_SUCCESS_WITH_INFO for a message that was cut, SQL_ERROR for a
/// record number below 1.
SQLRETURN read_record(const Handle& handle, SQLSMALLINT number, const TextOut& state, SQLINTEGER* native,
                      const TextOut& message);

/// SQLGetDiagField. SQL_ERROR for an unknown field, one of a statement's header on another handle, or record 0 of a
/// record field.
SQLRETURN read_field(const Handle& handle, SQLSMALLINT number, SQLSMALLINT field, SQLPOINTER value,
                     const TextOut& text);

/// SQLError: gives the first record and removes it; SQL_NO_DATA when there is none.
SQLRETURN take_record(Handle& handle, const TextOut& state, SQLINTEGER* native, const TextOut& message);

}  // namespace d1odbc
