// Owns: which handle may be made or freed when. Never: locks calls (the guard does).
#include "handle/allocation.h"

#include "handle/registry.h"

namespace d1odbc {

SQLHANDLE allocate_environment(SQLINTEGER version) {
  return Registry::of_process().add(std::make_shared<Environment>(version));
}

SQLHANDLE allocate_connection(const std::shared_ptr<Environment>& environment) {
  if (!environment->has_version()) {
    throw OdbcError(State::FunctionSequence,
                    "Set SQL_ATTR_ODBC_VERSION on the environment before a connection is made.");
  }
  const auto connection = std::make_shared<Connection>(environment);
  environment->add(connection);
  return Registry::of_process().add(connection);
}

SQLHANDLE allocate_statement(const std::shared_ptr<Connection>& connection) {
  connection->require_connected();
  const auto statement = std::make_shared<Statement>(connection);
  const SQLHANDLE handle = Registry::of_process().add(statement);
  statement->own_descriptors(handle);
  connection->adopt(handle);
  return handle;
}

SQLHANDLE allocate_descriptor(const std::shared_ptr<Connection>& connection) {
  connection->require_connected();
  const SQLHANDLE handle = Descriptor::make(DescriptorRole::Application, connection)->handle();
  connection->adopt(handle);
  return handle;
}

SQLRETURN free_environment(SQLHANDLE handle, const Environment& environment) {
  if (environment.has_connections())
    throw OdbcError(State::FunctionSequence, "The environment has connection handles; free them first.");
  Registry::of_process().remove(handle);
  return SQL_SUCCESS;
}

SQLRETURN free_connection(SQLHANDLE handle, const Connection& connection) {
  if (connection.is_in_use())
    throw OdbcError(State::FunctionSequence, "The connection is open; call SQLDisconnect first.");
  Registry::of_process().remove(handle);
  return SQL_SUCCESS;
}

SQLRETURN free_statement(SQLHANDLE handle, Statement& statement) {
  statement.connection().release(handle);
  Registry::of_process().remove(handle);
  return SQL_SUCCESS;
}

SQLRETURN free_descriptor(SQLHANDLE handle, Descriptor& descriptor) {
  if (descriptor.is_implicit())
    throw OdbcError(State::AutomaticDescriptorHandle, "A statement's own descriptors are freed with it.");
  descriptor.mark_freed();
  descriptor.connection()->release(handle);
  Registry::of_process().remove(handle);
  return SQL_SUCCESS;
}

}  // namespace d1odbc
