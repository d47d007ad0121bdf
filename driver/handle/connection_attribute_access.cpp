// Owns: setting and getting the attributes of one connection. Never: which attributes there are.
#include <bit>
#include <cstring>

#include "handle/connection.h"

namespace d1odbc {

namespace {

template <class Number>
void store(Number number, SQLPOINTER place, SQLINTEGER* length) {
  // The application's place need not be aligned.
  if (place != nullptr) std::memcpy(place, &number, sizeof number);
  if (length != nullptr) *length = sizeof number;
}

/// Throws for an attribute that is set at a time when it cannot be (SQLSetConnectAttr, the table in "Comments").
void require_phase(const ConnectionAttribute& attribute, bool connected) {
  if (attribute.phase == Phase::BeforeConnecting && connected)
    throw OdbcError(attribute.wrong_phase, "{} can only be set before connecting.", attribute.number.name);
  if (attribute.phase == Phase::AfterConnecting && !connected)
    throw OdbcError(State::ConnectionNotOpen, "{} needs an open connection.", attribute.number.name);
}

[[noreturn]] void refuse_access(const ConnectionAttribute& attribute, const char* what) {
  throw OdbcError(State::InvalidAttribute, "{} can only be {}.", attribute.number.name, what);
}

}  // namespace

void Connection::refuse_while_browsing() const {
  if (browse_) {
    throw OdbcError(State::FunctionSequence,
                    "SQLBrowseConnect has not finished; go on with it, or end it with SQLDisconnect.");
  }
}

SQLRETURN Connection::set_attribute(SQLINTEGER attribute, SQLPOINTER value, const TextReader& text) {
  refuse_while_browsing();
  if (is_connected()) refuse_waiting_statements();
  if (is_statement_option(attribute)) {
    set_statement_option(attribute, std::bit_cast<SQLULEN>(value));
    return SQL_SUCCESS;
  }
  const ConnectionAttribute& row = known_connection_attribute(attribute);
  if (row.access == Access::ReadOnly) refuse_access(row, "read");
  require_phase(row, is_connected());
  if (row.form == AttributeForm::Text) {
    set_text(row, text());
  } else {
    set_number(row, std::bit_cast<SQLULEN>(value));
  }
  return SQL_SUCCESS;
}

void Connection::set_statement_option(SQLINTEGER attribute, SQLULEN value) {
  const SQLULEN checked = check_statement_option(attribute, value, diagnostics());
  const std::lock_guard lock(state_mutex_);
  values_.keep_statement_option(attribute, checked);
}

void Connection::set_text(const ConnectionAttribute& attribute, const std::string& value) {
  if (attribute.number.id != SQL_ATTR_CURRENT_CATALOG) {
    if (value.empty()) throw OdbcError(State::InvalidAttributeValue, "{} is an empty text.", attribute.number.name);
    require_supported(attribute, 0);
    return;
  }
  if (is_connected()) switch_database(value);
  if (value.empty()) throw OdbcError(State::InvalidCatalogName, "The name of the database is empty.");
  wanted_database_ = value;
}

void Connection::set_number(const ConnectionAttribute& attribute, SQLULEN value) {
  const SQLINTEGER id = attribute.number.id;
  // The upper half of a pointer that carries 32 bits is not the application's value.
  const SQLULEN asked = attribute.form == AttributeForm::Word ? static_cast<SQLUINTEGER>(value) : value;
  require_supported(attribute, asked);
  const SQLULEN checked = check_value(attribute.number, asked, diagnostics());
  if (id == SQL_ATTR_RESET_CONNECTION) {
    reset();
    return;
  }
  const std::shared_ptr<Session> current = is_connected() ? session() : nullptr;
  const bool in_transaction = current && !current->autocommit && current->wrote_since_end;
  if (id == SQL_ATTR_TXN_ISOLATION && in_transaction) {
    throw OdbcError(State::AttributeCannotBeSetNow,
                    "A transaction is open; end it with SQLEndTran before SQL_ATTR_TXN_ISOLATION is set.");
  }
  const bool stays_read_only =
      id == SQL_ATTR_ACCESS_MODE && checked == SQL_MODE_READ_WRITE && current && settings_->flag(Keyword::ReadOnly);
  if (stays_read_only)
    diagnostics().add(State::OptionValueChanged, "The connection is read-only by the keyword ReadOnly and stays so.");
  {
    const std::lock_guard lock(state_mutex_);
    values_.keep(id, checked);
  }
  if (current) apply_to_session(id, checked);
}

void Connection::apply_to_session(SQLINTEGER attribute, SQLULEN value) {
  const std::shared_ptr<Session> current = session();
  if (attribute == SQL_ATTR_ACCESS_MODE)
    current->read_only = value == SQL_MODE_READ_ONLY || settings_->flag(Keyword::ReadOnly);
  if (attribute != SQL_ATTR_AUTOCOMMIT) return;
  const bool is_on = value == SQL_AUTOCOMMIT_ON;
  const bool was_on = current->autocommit.exchange(is_on);
  // Every statement has committed by itself: a transaction begins clean, and the end of manual commits leaves nothing.
  if (was_on != is_on) current->wrote_since_end = false;
}

SQLULEN Connection::number(SQLINTEGER attribute) const {
  const std::lock_guard lock(state_mutex_);
  return values_.number(attribute);
}

SQLULEN Connection::current_number(SQLINTEGER attribute) const {
  switch (attribute) {
    case SQL_ATTR_CONNECTION_DEAD:
      return link_->is_dead() ? SQL_CD_TRUE : SQL_CD_FALSE;
    case SQL_ATTR_ACCESS_MODE:
      return is_connected() && session()->read_only ? SQL_MODE_READ_ONLY : number(attribute);
    case SQL_ATTR_LOGIN_TIMEOUT:
      return !values_.was_set(attribute) && settings_ ? settings_->number(Keyword::LoginTimeout) : number(attribute);
    default:
      return number(attribute);
  }
}

SQLRETURN Connection::get_attribute(SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER* length, const TextOut& text) {
  refuse_while_browsing();
  const ConnectionAttribute& row = known_connection_attribute(attribute);
  if (row.access == Access::WriteOnly) refuse_access(row, "set");
  if (row.phase == Phase::AfterConnecting) require_phase(row, is_connected());
  if (row.form == AttributeForm::Text) {
    const bool is_database = attribute == SQL_ATTR_CURRENT_CATALOG;
    const std::string& current = is_connected() ? database_name_ : wanted_database_;
    if (!is_database || current.empty()) return SQL_NO_DATA;
    text.put(current, &diagnostics());
    return SQL_SUCCESS;
  }
  if (row.number.applied.size() == 0) require_supported(row, 0);
  const SQLULEN current = current_number(attribute);
  if (row.form == AttributeForm::Word) {
    store(static_cast<SQLUINTEGER>(current), value, length);
  } else {
    store(current, value, length);
  }
  return SQL_SUCCESS;
}

std::chrono::seconds Connection::connection_timeout() const {
  return std::chrono::seconds(number(SQL_ATTR_CONNECTION_TIMEOUT));
}

bool Connection::metadata_id() const { return number(SQL_ATTR_METADATA_ID) == SQL_TRUE; }

}  // namespace d1odbc
