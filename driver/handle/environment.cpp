// Owns: environment attributes. Never: pooling (the driver manager pools connections).
#include "handle/environment.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "handle/attribute_rules.h"

namespace d1odbc {

namespace {

constexpr SQLINTEGER pooling_by_driver = 3;  // SQL_CP_DRIVER_AWARE of ODBC 3.8, which unixODBC's headers do not name

SQLINTEGER number_of(SQLPOINTER value) { return static_cast<SQLINTEGER>(std::bit_cast<std::intptr_t>(value)); }

SQLINTEGER check_range(SQLINTEGER asked, SQLINTEGER highest, const char* name) {
  if (asked >= 0 && asked <= highest) return asked;
  throw OdbcError(State::InvalidAttributeValue, "{} is no value of {}.", asked, name);
}

SQLINTEGER check_version(SQLINTEGER asked) {
  if (asked == SQL_OV_ODBC2 || asked == SQL_OV_ODBC3 || asked == SQL_OV_ODBC3_80) return asked;
  throw OdbcError(State::InvalidAttributeValue, "{} is no value of SQL_ATTR_ODBC_VERSION.", asked);
}

}  // namespace

SQLRETURN Environment::set_attribute(SQLINTEGER attribute, SQLPOINTER value) {
  const SQLINTEGER number = number_of(value);
  switch (attribute) {
    case SQL_ATTR_ODBC_VERSION:
      // Records and types of a connection would change their codes under the application.
      if (has_connections()) {
        throw OdbcError(State::FunctionSequence,
                        "The environment has connection handles; set SQL_ATTR_ODBC_VERSION before they are made.");
      }
      version_ = check_version(number);
      return SQL_SUCCESS;
    case SQL_ATTR_CONNECTION_POOLING:
      connection_pooling_ = check_range(number, pooling_by_driver, "SQL_ATTR_CONNECTION_POOLING");
      return SQL_SUCCESS;
    case SQL_ATTR_CP_MATCH:
      match_ = check_range(number, SQL_CP_RELAXED_MATCH, "SQL_ATTR_CP_MATCH");
      return SQL_SUCCESS;
    case SQL_ATTR_OUTPUT_NTS:
      if (check_range(number, SQL_TRUE, "SQL_ATTR_OUTPUT_NTS") == SQL_TRUE) return SQL_SUCCESS;
      throw OdbcError(State::NotImplemented, "Texts are always returned with a terminator.");
    default:
      refuse_unknown_attribute(attribute);
  }
}

SQLINTEGER Environment::current(SQLINTEGER attribute) const {
  switch (attribute) {
    case SQL_ATTR_ODBC_VERSION:
      return version_;
    case SQL_ATTR_CONNECTION_POOLING:
      return connection_pooling_;
    case SQL_ATTR_CP_MATCH:
      return match_;
    case SQL_ATTR_OUTPUT_NTS:
      return SQL_TRUE;
    default:
      refuse_unknown_attribute(attribute);
  }
}

SQLRETURN Environment::get_attribute(SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER* length) const {
  const SQLINTEGER number = current(attribute);
  if (value != nullptr) std::memcpy(value, &number, sizeof number);
  if (length != nullptr) *length = sizeof number;
  return SQL_SUCCESS;
}

void Environment::add(const std::shared_ptr<TransactionOwner>& connection) {
  const std::lock_guard lock(connections_mutex_);
  std::erase_if(connections_, [](const auto& each) { return each.expired(); });
  connections_.push_back(connection);
}

bool Environment::has_connections() const {
  const std::lock_guard lock(connections_mutex_);
  return std::ranges::any_of(connections_, [](const auto& each) { return !each.expired(); });
}

SQLRETURN Environment::end_transaction(SQLSMALLINT completion) {
  if (completion != SQL_COMMIT && completion != SQL_ROLLBACK) {
    throw OdbcError(State::InvalidTransactionOperation, "{} is neither SQL_COMMIT nor SQL_ROLLBACK.", completion);
  }
  std::vector<std::shared_ptr<TransactionOwner>> connections;
  {
    const std::lock_guard lock(connections_mutex_);
    for (const auto& each : connections_) connections.push_back(each.lock());
  }
  // Every connection is ended, also behind one that fails (SQLEndTran, "Comments").
  for (const auto& connection : connections) {
    if (!connection) continue;
    try {
      connection->end_open_transaction(completion);
    } catch (const OdbcError& error) {
      diagnostics().add(error);
    }
  }
  return diagnostics().has_error() ? SQL_ERROR : SQL_SUCCESS;
}

}  // namespace d1odbc
