// Owns: the entry points of functions that are not built yet: they say so with HYC00. Never: success.
#include <sql.h>
#include <sqlext.h>
#include <sqlucode.h>

#include "api/guard.h"
#include "handle/connection.h"
#include "handle/statement.h"

using namespace d1odbc;

extern "C" SQLRETURN SQL_API SQLCompleteAsync(SQLSMALLINT kind, SQLHANDLE handle, RETCODE*) {
  switch (kind) {
    case SQL_HANDLE_DBC:
      return not_built<Connection>(handle, "SQLCompleteAsync");
    case SQL_HANDLE_STMT:
      return not_built<Statement>(handle, "SQLCompleteAsync");
    default:
      return SQL_INVALID_HANDLE;
  }
}
