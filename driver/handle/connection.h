// Owns: a connection handle: its settings, attributes, session and statements. Never: runs a statement.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <chrono>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "config/settings.h"
#include "convert/text_buffer.h"
#include "execute/session.h"
#include "handle/connection_setup.h"
#include "handle/environment.h"
#include "handle/handle.h"
#include "info/info_table.h"
#include "sql/statement_text.h"

namespace d1odbc {

class Connection : public Handle, public TransactionOwner {
 public:
  static constexpr HandleKind handle_kind = HandleKind::Connection;

  explicit Connection(std::shared_ptr<Environment> environment);

  /// SQLConnect. Empty user and password count as not given. States as driver_connect.
  SQLRETURN connect(const std::string& data_source, const std::optional<std::string>& user,
                    const std::optional<std::string>& password, TextKind text);

  /// SQLDriverConnect. 08001 with the names of missing keywords (IM008 where a dialog was asked for), HY110, 08002,
  /// 28000, 08004, HYT00, 01S00, 01004 for a short output buffer.
  SQLRETURN driver_connect(const std::string& text, SQLUSMALLINT completion, const TextOut& completed, TextKind kind);

  /// SQLDisconnect: frees the statements that are left. 08003 when not connected.
  SQLRETURN disconnect();

  SQLRETURN set_attribute(SQLINTEGER attribute, SQLPOINTER value);
  SQLRETURN get_attribute(SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER* length, const TextOut& text);

  /// SQLGetInfo: HY096 for a type ODBC does not know. `length` is for numbers; text carries its own.
  SQLRETURN get_info(SQLUSMALLINT type, SQLPOINTER value, SQLSMALLINT* length, const TextOut& text);

  /// SQLEndTran: design D6. 08003, HY012, HYC00 for a rollback that would have to undo writes.
  SQLRETURN end_transaction(SQLSMALLINT completion);

  void end_open_transaction(SQLSMALLINT completion) override;

  /// SQLNativeSql: escapes translated. Throws 42000.
  SQLRETURN native_sql(const std::string& text, const TextOut& out);

  /// SQLGetFunctions' part that only needs a connection: 08003 when there is none.
  void require_connected() const;

  /// The session for a statement's call; throws 08003 when not connected.
  [[nodiscard]] std::shared_ptr<Session> session() const;
  [[nodiscard]] bool is_connected() const noexcept;

  [[nodiscard]] bool is_odbc2() const noexcept override { return environment_->is_odbc2(); }
  [[nodiscard]] std::string connection_name() const override;
  [[nodiscard]] std::string server_name() const override;

  /// Seconds for a statement that set none: the keyword Timeout.
  [[nodiscard]] SQLULEN default_query_timeout() const;
  [[nodiscard]] std::chrono::seconds connection_timeout() const;
  [[nodiscard]] bool metadata_id() const;
  [[nodiscard]] Environment& environment() noexcept { return *environment_; }

  /// Statement and descriptor handles that disconnecting frees.
  void adopt(SQLHANDLE child);
  void release(SQLHANDLE child);

  /// Names for `{fn DATABASE()}` and `{fn USER()}`.
  [[nodiscard]] ParseOptions parse_options() const;

 private:
  void open(const Settings& settings, TextKind text);
  void set_default_attributes();
  void apply(SQLINTEGER attribute, SQLULEN value);
  [[nodiscard]] SQLULEN number(SQLINTEGER attribute) const;
  [[nodiscard]] InfoContext info_context() const;
  [[nodiscard]] SQLULEN& number(SQLINTEGER attribute);

  std::shared_ptr<Environment> environment_;
  mutable std::mutex state_mutex_;  // session_, children_ and numbers_: read by calls of statements
  std::shared_ptr<Session> session_;
  std::set<SQLHANDLE> children_;
  std::vector<SQLULEN> numbers_;  // numeric attributes, in the order of their table
  SQLPOINTER quiet_mode_ = nullptr;
  std::optional<Settings> settings_;
  std::string database_name_;
  std::string server_;
};

}  // namespace d1odbc
