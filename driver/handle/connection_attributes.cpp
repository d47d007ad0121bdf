// Owns: which connection attributes there are, what values they take, and keeping such values. Never: the session's use
// of them.
#include "handle/connection_attributes.h"

#include <algorithm>
#include <array>

#include "handle/statement_attributes.h"

// ODBC 3.8 attributes that unixODBC's sqlext.h does not name (its sqlspi.h, for managers, has some).
#ifndef SQL_ATTR_DBC_INFO_TOKEN
#define SQL_ATTR_DBC_INFO_TOKEN 118
#endif
#ifndef SQL_ATTR_ASYNC_DBC_EVENT
#define SQL_ATTR_ASYNC_DBC_EVENT 119
#endif
#ifndef SQL_ATTR_ASYNC_DBC_NOTIFICATION_CALLBACK
#define SQL_ATTR_ASYNC_DBC_NOTIFICATION_CALLBACK 120
#endif
#ifndef SQL_ATTR_ASYNC_DBC_NOTIFICATION_CONTEXT
#define SQL_ATTR_ASYNC_DBC_NOTIFICATION_CONTEXT 121
#endif

namespace d1odbc {

namespace {

using enum AttributeForm;
using enum Phase;
using enum Access;
constexpr auto Anytime = When::Anytime;  // Phase and Access say more

constexpr SQLULEN longest_timeout = 86400;  // seconds: one day, as for the keywords
// The largest TLS record: what one write to the network holds at most. It cannot be set.
constexpr SQLULEN packet_size = 16384;
constexpr auto not_now = State::AttributeCannotBeSetNow;

// "Drivers return SQLSTATE HYC00 for driver-specific values that apply to other drivers" (ODBC reference,
// "Driver-Specific Data Types, …").
constexpr SQLINTEGER first_driver_specific = 0x4000;
constexpr SQLINTEGER last_driver_specific = 0x7FFF;

constexpr std::string_view no_translation = "Texts are Unicode on the whole way: translation libraries are not used.";
constexpr std::string_view no_notification = "Asynchronous calls are not notified of; ask again (SQL_STILL_EXECUTING).";

// clang-format off
// {id, name, default, when, applied, known, replacement, maximum}, form, phase, access, set in the wrong phase, why not
const std::array table = {
    ConnectionAttribute{{SQL_ATTR_ACCESS_MODE, "SQL_ATTR_ACCESS_MODE", SQL_MODE_READ_WRITE, Anytime, {SQL_MODE_READ_WRITE, SQL_MODE_READ_ONLY}, {}}},
    ConnectionAttribute{{SQL_ATTR_ANSI_APP, "SQL_ATTR_ANSI_APP", SQL_AA_FALSE, Anytime, {SQL_AA_FALSE, SQL_AA_TRUE}, {}}, Word, BeforeConnecting},
    ConnectionAttribute{{SQL_ATTR_ASYNC_DBC_EVENT, "SQL_ATTR_ASYNC_DBC_EVENT", 0, Anytime, {}, {}}, Pointer, Either, ReadAndWrite, not_now, no_notification},
    ConnectionAttribute{{SQL_ATTR_ASYNC_DBC_FUNCTIONS_ENABLE, "SQL_ATTR_ASYNC_DBC_FUNCTIONS_ENABLE", SQL_ASYNC_DBC_ENABLE_OFF, Anytime, {SQL_ASYNC_DBC_ENABLE_OFF}, {SQL_ASYNC_DBC_ENABLE_ON}}},
    ConnectionAttribute{{SQL_ATTR_ASYNC_DBC_NOTIFICATION_CALLBACK, "SQL_ATTR_ASYNC_DBC_PCALLBACK", 0, Anytime, {}, {}}, Pointer, Either, ReadAndWrite, not_now, no_notification},
    ConnectionAttribute{{SQL_ATTR_ASYNC_DBC_NOTIFICATION_CONTEXT, "SQL_ATTR_ASYNC_DBC_PCONTEXT", 0, Anytime, {}, {}}, Pointer, Either, ReadAndWrite, not_now, no_notification},
    ConnectionAttribute{{SQL_ATTR_ASYNC_ENABLE, "SQL_ATTR_ASYNC_ENABLE", SQL_ASYNC_ENABLE_OFF, Anytime, {SQL_ASYNC_ENABLE_OFF}, {SQL_ASYNC_ENABLE_ON}}, Length},
    ConnectionAttribute{{SQL_ATTR_AUTO_IPD, "SQL_ATTR_AUTO_IPD", SQL_FALSE, Anytime, {}, {}}, Word, Either, ReadOnly},
    ConnectionAttribute{{SQL_ATTR_AUTOCOMMIT, "SQL_ATTR_AUTOCOMMIT", SQL_AUTOCOMMIT_ON, Anytime, {SQL_AUTOCOMMIT_ON, SQL_AUTOCOMMIT_OFF}, {}}},
    ConnectionAttribute{{SQL_ATTR_CONNECTION_DEAD, "SQL_ATTR_CONNECTION_DEAD", SQL_CD_TRUE, Anytime, {}, {}}, Word, AfterConnecting, ReadOnly},
    ConnectionAttribute{{SQL_ATTR_CONNECTION_TIMEOUT, "SQL_ATTR_CONNECTION_TIMEOUT", 0, Anytime, {}, {}, {}, longest_timeout}},
    ConnectionAttribute{{SQL_ATTR_CURRENT_CATALOG, "SQL_ATTR_CURRENT_CATALOG", 0, Anytime, {}, {}}, Text},
    ConnectionAttribute{{SQL_ATTR_DBC_INFO_TOKEN, "SQL_ATTR_DBC_INFO_TOKEN", 0, Anytime, {}, {}}, Pointer, AfterConnecting, WriteOnly, not_now, "The driver does not rate pooled connections."},
    ConnectionAttribute{{SQL_ATTR_ENLIST_IN_DTC, "SQL_ATTR_ENLIST_IN_DTC", SQL_DTC_DONE, Anytime, {SQL_DTC_DONE}, {}}, Pointer, AfterConnecting, ReadAndWrite, not_now, "D1 takes no part in distributed transactions."},
    // 0 disables the timeout; what counts when it is never set is the keyword LoginTimeout.
    ConnectionAttribute{{SQL_ATTR_LOGIN_TIMEOUT, "SQL_ATTR_LOGIN_TIMEOUT", 15, Anytime, {}, {}, {}, longest_timeout}, Word, BeforeConnecting},
    ConnectionAttribute{{SQL_ATTR_METADATA_ID, "SQL_ATTR_METADATA_ID", SQL_FALSE, Anytime, {SQL_FALSE, SQL_TRUE}, {}}},
    // The driver manager's own; the driver scrolls by itself.
    ConnectionAttribute{{SQL_ATTR_ODBC_CURSORS, "SQL_ATTR_ODBC_CURSORS", SQL_CUR_USE_DRIVER, Anytime, {SQL_CUR_USE_DRIVER, SQL_CUR_USE_IF_NEEDED}, {SQL_CUR_USE_ODBC}}, Length, BeforeConnecting, ReadAndWrite, State::ConnectionNameInUse},
    ConnectionAttribute{{SQL_ATTR_PACKET_SIZE, "SQL_ATTR_PACKET_SIZE", packet_size, Anytime, {packet_size}, {}, packet_size}, Word, BeforeConnecting},
    ConnectionAttribute{{SQL_ATTR_QUIET_MODE, "SQL_ATTR_QUIET_MODE", 0, Anytime, {}, {}}, Pointer},
    ConnectionAttribute{{SQL_ATTR_RESET_CONNECTION, "SQL_ATTR_RESET_CONNECTION", 0, Anytime, {SQL_RESET_CONNECTION_YES}, {}}, Word, AfterConnecting, WriteOnly},
    // The driver manager's own, which writes its own trace.
    ConnectionAttribute{{SQL_ATTR_TRACE, "SQL_ATTR_TRACE", SQL_OPT_TRACE_OFF, Anytime, {SQL_OPT_TRACE_OFF}, {SQL_OPT_TRACE_ON}}},
    ConnectionAttribute{{SQL_ATTR_TRACEFILE, "SQL_ATTR_TRACEFILE", 0, Anytime, {}, {}}, Text, Either, ReadAndWrite, not_now, "ODBC calls are traced by the driver manager; the driver's trace is the keyword TraceFile."},
    ConnectionAttribute{{SQL_ATTR_TRANSLATE_LIB, "SQL_ATTR_TRANSLATE_LIB", 0, Anytime, {}, {}}, Text, AfterConnecting, ReadAndWrite, not_now, no_translation},
    ConnectionAttribute{{SQL_ATTR_TRANSLATE_OPTION, "SQL_ATTR_TRANSLATE_OPTION", 0, Anytime, {}, {}}, Word, AfterConnecting, ReadAndWrite, not_now, no_translation},
    // D1 runs one request after the other, so every transaction is serializable.
    ConnectionAttribute{{SQL_ATTR_TXN_ISOLATION, "SQL_ATTR_TXN_ISOLATION", SQL_TXN_SERIALIZABLE, Anytime, {SQL_TXN_SERIALIZABLE}, {SQL_TXN_READ_UNCOMMITTED, SQL_TXN_READ_COMMITTED, SQL_TXN_REPEATABLE_READ}, SQL_TXN_SERIALIZABLE}},
};
// clang-format on

/// The statement options of ODBC 2 (SQLSetConnectOption, the second table), but for those that only tell.
constexpr std::array<SQLINTEGER, 12> statement_option_ids = {
    SQL_QUERY_TIMEOUT, SQL_MAX_ROWS,    SQL_NOSCAN,      SQL_MAX_LENGTH,      SQL_BIND_TYPE,     SQL_CURSOR_TYPE,
    SQL_CONCURRENCY,   SQL_KEYSET_SIZE, SQL_ROWSET_SIZE, SQL_SIMULATE_CURSOR, SQL_RETRIEVE_DATA, SQL_USE_BOOKMARKS,
};

std::size_t index_of(SQLINTEGER id) { return static_cast<std::size_t>(find_connection_attribute(id) - table.data()); }

}  // namespace

std::span<const ConnectionAttribute> connection_attributes() noexcept { return table; }

const ConnectionAttribute* find_connection_attribute(SQLINTEGER id) noexcept {
  const auto found =
      std::ranges::find_if(table, [&](const ConnectionAttribute& attribute) { return attribute.number.id == id; });
  return found == table.end() ? nullptr : &*found;
}

const ConnectionAttribute& known_connection_attribute(SQLINTEGER id) {
  const ConnectionAttribute* attribute = find_connection_attribute(id);
  if (attribute != nullptr) return *attribute;
  if (id >= first_driver_specific && id <= last_driver_specific)
    throw OdbcError(State::NotImplemented, "Attribute {} belongs to another driver.", id);
  refuse_unknown_attribute(id);
}

bool is_statement_option(SQLINTEGER id) noexcept {
  return std::ranges::find(statement_option_ids, id) != statement_option_ids.end();
}

SQLULEN check_statement_option(SQLINTEGER id, SQLULEN asked, Diagnostics& diagnostics) {
  if (id == SQL_ROWSET_SIZE && asked == 0)
    throw OdbcError(State::InvalidAttributeValue, "A rowset has at least one row.");
  if (const NumericAttribute* row = find_attribute(statement_attributes(), id))
    return check_value(*row, asked, diagnostics);
  if (find_header_attribute(id) != nullptr) return asked;
  throw OdbcError(State::NotImplemented, "Statement option {} is not supported.", id);
}

ConnectionValues::ConnectionValues() {
  for (const ConnectionAttribute& attribute : table) kept_.push_back({attribute.number.default_value, false});
}

void require_supported(const ConnectionAttribute& attribute, SQLULEN asked) {
  const bool is_applied =
      std::ranges::find(attribute.number.applied, asked) != std::ranges::end(attribute.number.applied);
  if (!attribute.why_not.empty() && !is_applied)
    throw OdbcError(State::NotImplemented, "{} is not supported. {}", attribute.number.name, attribute.why_not);
}

SQLULEN ConnectionValues::number(SQLINTEGER id) const { return kept_[index_of(id)].value; }

bool ConnectionValues::was_set(SQLINTEGER id) const { return kept_[index_of(id)].was_set; }

void ConnectionValues::keep(SQLINTEGER id, SQLULEN value) { kept_[index_of(id)] = {value, true}; }

void ConnectionValues::keep_statement_option(SQLINTEGER id, SQLULEN value) {
  const auto found =
      std::ranges::find(statement_options_, id, [](const auto& option) -> SQLINTEGER { return option.first; });
  if (found == statement_options_.end()) {
    statement_options_.emplace_back(id, value);
  } else {
    found->second = value;
  }
}

}  // namespace d1odbc
