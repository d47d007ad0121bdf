// Owns: what a connection tells of itself: SQLGetInfo, SQLNativeSql. Never: the table of information types.
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

SQLRETURN Connection::get_info(SQLUSMALLINT type, SQLPOINTER value, SQLSMALLINT* length, const TextOut& text) {
  const InfoRow* row = find_info(type);
  if (row == nullptr) throw OdbcError(State::InfoTypeOutOfRange, "Information type {} is not known.", type);
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
