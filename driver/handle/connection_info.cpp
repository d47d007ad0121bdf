// Owns: what a connection tells of itself: SQLGetInfo, SQLNativeSql. Never: the table of information types.
#include <algorithm>
#include <array>
#include <cstring>
#include <variant>

#include "handle/connection.h"

namespace d1odbc {

SQLRETURN Connection::native_sql(const std::string& text, const TextOut& out) {
  require_connected();
  out.put(d1odbc::native_sql(text, parse_options()), &diagnostics());
  return SQL_SUCCESS;
}

ParseOptions Connection::parse_options() const {
  ParseOptions options;
  const std::lock_guard lock(state_mutex_);
  options.database_name = database_name_;
  options.user_name = settings_ ? settings_->text(Keyword::Account) : std::string();
  return options;
}

InfoContext Connection::info_context() const {
  const std::lock_guard lock(state_mutex_);
  InfoContext context;
  context.odbc2 = environment_->is_odbc2();
  context.driver_name = D1ODBC_MODULE_NAME;
  if (!settings_) return context;
  context.data_source_name = settings_->text(Keyword::Dsn);
  context.database_name = database_name_;
  context.server_name = server_;
  context.user_name = settings_->text(Keyword::Account);
  context.dbms_name = settings_->text(Keyword::DbmsName);
  context.dbms_version = settings_->text(Keyword::DbmsVersion);
  context.read_only = session_ != nullptr && session_->read_only;
  return context;
}

namespace {

// "Drivers return SQLSTATE HYC00 for driver-specific values that apply to other drivers" (ODBC reference,
// "Driver-Specific Data Types, …").
constexpr SQLUSMALLINT first_driver_specific = 0x4000;
constexpr SQLUSMALLINT last_driver_specific = 0x7FFF;

/// What is true of the driver whatever it is connected to: managers ask for it before they connect.
constexpr std::array<SQLUSMALLINT, 7> facts_of_driver = {
    SQL_DRIVER_NAME,         SQL_DRIVER_VER,         SQL_DRIVER_ODBC_VER, SQL_DRIVER_AWARE_POOLING_SUPPORTED,
    SQL_ASYNC_DBC_FUNCTIONS, SQL_ASYNC_NOTIFICATION, SQL_XOPEN_CLI_YEAR};

[[noreturn]] void refuse_info_type(SQLUSMALLINT type) {
  if (type >= first_driver_specific && type <= last_driver_specific)
    throw OdbcError(State::NotImplemented, "Information type {} belongs to another driver.", type);
  throw OdbcError(State::InfoTypeOutOfRange, "Information type {} is not known.", type);
}

}  // namespace

SQLRETURN Connection::get_info(SQLUSMALLINT type, SQLPOINTER value, SQLSMALLINT* length, const TextOut& text) {
  const InfoRow* row = find_info(type);
  if (row == nullptr) refuse_info_type(type);
  if (std::ranges::find(facts_of_driver, type) == facts_of_driver.end()) require_connected();
  const InfoValue info = row->value(info_context());
  if (const auto* words = std::get_if<std::string>(&info)) {
    text.put(*words, &diagnostics());
    return SQL_SUCCESS;
  }
  const auto store = [&](auto number) {
    if (value != nullptr) std::memcpy(value, &number, sizeof number);
    if (length != nullptr) *length = sizeof number;
  };
  if (const auto* number = std::get_if<std::uint16_t>(&info)) store(*number);
  if (const auto* number = std::get_if<std::uint32_t>(&info)) store(*number);
  return SQL_SUCCESS;
}

}  // namespace d1odbc
