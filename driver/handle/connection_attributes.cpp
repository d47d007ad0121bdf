// Owns: which connection attributes there are, what values they take, and setting and getting them. Never: the
// session's use of them.
#include "handle/connection_attributes.h"

#include <array>
#include <bit>
#include <cstring>

#include "handle/connection.h"

namespace d1odbc {

namespace {

constexpr SQLULEN longest_timeout = 86400;  // seconds: one day, as for the keywords

// id, name, default, when, applied, known, replacement
const std::array table = {
    NumericAttribute{SQL_ATTR_ACCESS_MODE,
                     "SQL_ATTR_ACCESS_MODE",
                     SQL_MODE_READ_WRITE,
                     When::Anytime,
                     {SQL_MODE_READ_WRITE, SQL_MODE_READ_ONLY},
                     {}},
    NumericAttribute{SQL_ATTR_ASYNC_ENABLE,
                     "SQL_ATTR_ASYNC_ENABLE",
                     SQL_ASYNC_ENABLE_OFF,
                     When::Anytime,
                     {SQL_ASYNC_ENABLE_OFF},
                     {SQL_ASYNC_ENABLE_ON}},
    NumericAttribute{SQL_ATTR_AUTO_IPD, "SQL_ATTR_AUTO_IPD", SQL_FALSE, When::ReadOnly, {}, {}},
    NumericAttribute{SQL_ATTR_AUTOCOMMIT,
                     "SQL_ATTR_AUTOCOMMIT",
                     SQL_AUTOCOMMIT_ON,
                     When::Anytime,
                     {SQL_AUTOCOMMIT_ON, SQL_AUTOCOMMIT_OFF},
                     {}},
    NumericAttribute{SQL_ATTR_CONNECTION_DEAD, "SQL_ATTR_CONNECTION_DEAD", SQL_CD_FALSE, When::ReadOnly, {}, {}},
    NumericAttribute{
        SQL_ATTR_CONNECTION_TIMEOUT, "SQL_ATTR_CONNECTION_TIMEOUT", 0, When::Anytime, {}, {}, {}, longest_timeout},
    NumericAttribute{
        SQL_ATTR_LOGIN_TIMEOUT, "SQL_ATTR_LOGIN_TIMEOUT", 0, When::BeforeConnecting, {}, {}, {}, longest_timeout},
    NumericAttribute{SQL_ATTR_METADATA_ID, "SQL_ATTR_METADATA_ID", SQL_FALSE, When::Anytime, {SQL_FALSE, SQL_TRUE}, {}},
    // D1 runs one request after the other, so every transaction is serializable.
    NumericAttribute{SQL_ATTR_TXN_ISOLATION,
                     "SQL_ATTR_TXN_ISOLATION",
                     SQL_TXN_SERIALIZABLE,
                     When::Anytime,
                     {SQL_TXN_SERIALIZABLE},
                     {SQL_TXN_READ_UNCOMMITTED, SQL_TXN_READ_COMMITTED, SQL_TXN_REPEATABLE_READ},
                     SQL_TXN_SERIALIZABLE},
};

}  // namespace

std::span<const NumericAttribute> connection_attributes() noexcept { return table; }

void Connection::set_default_attributes() {
  for (const NumericAttribute& attribute : table) numbers_.push_back(attribute.default_value);
}

SQLULEN& Connection::number(SQLINTEGER attribute) {
  return numbers_[static_cast<std::size_t>(find_attribute(table, attribute) - table.data())];
}

SQLULEN Connection::number(SQLINTEGER attribute) const {
  return numbers_[static_cast<std::size_t>(find_attribute(table, attribute) - table.data())];
}

SQLRETURN Connection::set_attribute(SQLINTEGER attribute, SQLPOINTER value) {
  switch (attribute) {
    case SQL_ATTR_QUIET_MODE:
      quiet_mode_ = value;
      return SQL_SUCCESS;
    case SQL_ATTR_CURRENT_CATALOG:
      throw OdbcError(State::NotImplemented,
                      "The database of a connection cannot be changed; connect again with Database=….");
    case SQL_ATTR_TRANSLATE_LIB:
    case SQL_ATTR_TRANSLATE_OPTION:
      throw OdbcError(State::NotImplemented, "Translation libraries are not supported.");
    case SQL_ATTR_PACKET_SIZE:
      throw OdbcError(State::NotImplemented, "HTTPS has no packet size to set.");
    case SQL_ATTR_ENLIST_IN_DTC:
      throw OdbcError(State::NotImplemented, "D1 takes no part in distributed transactions.");
    default:
      break;
  }
  const NumericAttribute* row = find_attribute(connection_attributes(), attribute);
  if (row == nullptr) refuse_unknown_attribute(attribute);
  const bool connected = is_connected();
  if (row->when == When::BeforeConnecting && connected) {
    throw OdbcError(State::AttributeCannotBeSetNow, "{} can only be set before connecting.", row->name);
  }
  apply(attribute, check_value(*row, std::bit_cast<SQLULEN>(value), diagnostics()));
  return SQL_SUCCESS;
}

void Connection::apply(SQLINTEGER attribute, SQLULEN value) {
  const std::lock_guard lock(state_mutex_);
  const bool stays_read_only = attribute == SQL_ATTR_ACCESS_MODE && value == SQL_MODE_READ_WRITE && settings_ &&
                               settings_->flag(Keyword::ReadOnly);
  if (stays_read_only) {
    diagnostics().add(State::OptionValueChanged, "The connection is read-only by the keyword ReadOnly and stays so.");
    return;
  }
  number(attribute) = value;
  if (!session_) return;
  if (attribute == SQL_ATTR_ACCESS_MODE) session_->read_only = value == SQL_MODE_READ_ONLY;
  if (attribute != SQL_ATTR_AUTOCOMMIT) return;
  const bool was_on = session_->autocommit.exchange(value == SQL_AUTOCOMMIT_ON);
  // Switching autocommit on commits, and every statement has committed by itself: nothing is left to end.
  if (!was_on && session_->autocommit) session_->wrote_since_end = false;
}

SQLRETURN Connection::get_attribute(SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER* length, const TextOut& text) {
  if (attribute == SQL_ATTR_CURRENT_CATALOG) {
    require_connected();
    text.put(database_name_, &diagnostics());
    return SQL_SUCCESS;
  }
  if (value == nullptr)
    throw OdbcError(State::InvalidNullPointer, "The place for the attribute's value is a null pointer.");
  if (attribute == SQL_ATTR_QUIET_MODE) {
    *static_cast<SQLPOINTER*>(value) = quiet_mode_;
    if (length != nullptr) *length = sizeof(SQLPOINTER);
    return SQL_SUCCESS;
  }
  if (find_attribute(connection_attributes(), attribute) == nullptr) refuse_unknown_attribute(attribute);
  SQLULEN current = number(attribute);
  if (attribute == SQL_ATTR_CONNECTION_DEAD) current = is_connected() ? SQL_CD_FALSE : SQL_CD_TRUE;
  if (attribute == SQL_ATTR_ASYNC_ENABLE) {
    *static_cast<SQLULEN*>(value) = current;
    if (length != nullptr) *length = sizeof(SQLULEN);
    return SQL_SUCCESS;
  }
  const auto narrow = static_cast<SQLUINTEGER>(current);
  std::memcpy(value, &narrow, sizeof narrow);
  if (length != nullptr) *length = sizeof narrow;
  return SQL_SUCCESS;
}

std::chrono::seconds Connection::connection_timeout() const {
  const std::lock_guard lock(state_mutex_);
  return std::chrono::seconds(number(SQL_ATTR_CONNECTION_TIMEOUT));
}

bool Connection::metadata_id() const {
  const std::lock_guard lock(state_mutex_);
  return number(SQL_ATTR_METADATA_ID) == SQL_TRUE;
}

}  // namespace d1odbc
