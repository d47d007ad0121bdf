// Owns: making and freeing handles of every kind. Never: what they do in between.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <memory>

#include "handle/connection.h"
#include "handle/environment.h"
#include "handle/statement.h"

namespace d1odbc {

/// A new environment handle; `version` as of SQL_ATTR_ODBC_VERSION, 0 while it is not set.
[[nodiscard]] SQLHANDLE allocate_environment(SQLINTEGER version);

/// A new connection handle. Throws HY010 when the environment's ODBC version is not set yet.
[[nodiscard]] SQLHANDLE allocate_connection(const std::shared_ptr<Environment>& environment);

/// A new statement handle with its four descriptors. Throws 08003 when the connection is not open.
[[nodiscard]] SQLHANDLE allocate_statement(const std::shared_ptr<Connection>& connection);

/// A new descriptor handle of the application. Throws 08003 when the connection is not open.
[[nodiscard]] SQLHANDLE allocate_descriptor(const std::shared_ptr<Connection>& connection);

/// Frees a handle. Throws HY017 for a descriptor that came with a statement, HY010 for an environment with connections
/// or a connection that is open.
SQLRETURN free_environment(SQLHANDLE handle, const Environment& environment);
SQLRETURN free_connection(SQLHANDLE handle, const Connection& connection);
SQLRETURN free_statement(SQLHANDLE handle, Statement& statement);

/// Statements that use the descriptor go back to their own.
SQLRETURN free_descriptor(SQLHANDLE handle, Descriptor& descriptor);

}  // namespace d1odbc
