// Owns: a connection handle: its settings, attributes, session and statements. Never: runs a statement.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "config/settings.h"
#include "convert/text_buffer.h"
#include "execute/session.h"
#include "handle/connection_attributes.h"
#include "handle/connection_browse.h"
#include "handle/connection_link.h"
#include "handle/connection_setup.h"
#include "handle/connection_user.h"
#include "handle/cursor_names.h"
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

  /// SQLBrowseConnect. SQL_NEED_DATA while something is missing, and after 28000 or 08004 for what the last request
  /// gave; SQL_SUCCESS when connected. 08002, 01S00, 01004; every other error as driver_connect, and it ends the
  /// conversation.
  SQLRETURN browse(const std::string& request, const TextOut& result, TextKind kind);

  /// SQLDisconnect: ends an unfinished browse, or closes the connection and frees the statements that are left. 08003
  /// when there is neither, HY010 while a statement waits for data.
  SQLRETURN disconnect();

  /// Reads an attribute's value as a text. Throws HY009, HY090, 22018.
  using TextReader = std::function<std::string()>;

  /// SQLSetConnectAttr. HY092, HYC00, HY024, 01S02, HY010 while browsing, 08003 / HY011 / 08002 at the wrong time; for
  /// SQL_ATTR_CURRENT_CATALOG 24000, 3D000 and what a request may throw.
  SQLRETURN set_attribute(SQLINTEGER attribute, SQLPOINTER value, const TextReader& text);

  /// SQLGetConnectAttr. `length` (may be null) gets a number's size; a text carries its own. SQL_NO_DATA for a text
  /// without a value; HY010 while browsing, 08003, HY092, HYC00, 01004.
  SQLRETURN get_attribute(SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER* length, const TextOut& text);

  /// SQLGetInfo: HY096 for a type ODBC does not know, HYC00 for one of another driver, 08003 before connecting for what
  /// is not of the driver alone. `length` is for numbers; text carries its own.
  SQLRETURN get_info(SQLUSMALLINT type, SQLPOINTER value, SQLSMALLINT* length, const TextOut& text);

  /// SQLEndTran: design D6. 08003, HY012, HYC00 for a rollback that would have to undo writes.
  SQLRETURN end_transaction(SQLSMALLINT completion);

  void end_open_transaction(SQLSMALLINT completion) override;

  /// SQLNativeSql: escapes translated. Throws 42000.
  SQLRETURN native_sql(const std::string& text, const TextOut& out);

  /// Throws 08003 when not connected.
  void require_connected() const;

  /// SQLGetFunctions: throws HY010 when not connected (appendix B).
  void require_known_functions() const;

  /// The session for a statement's call; throws 08003 when not connected.
  [[nodiscard]] std::shared_ptr<Session> session() const;
  [[nodiscard]] bool is_connected() const noexcept;

  /// Connected, or in the middle of SQLBrowseConnect: the handle cannot be freed. Under the call mutex.
  [[nodiscard]] bool is_in_use() const noexcept { return browse_.has_value() || is_connected(); }

  [[nodiscard]] bool is_odbc2() const noexcept override { return environment_->is_odbc2(); }
  [[nodiscard]] std::string connection_name() const override;
  [[nodiscard]] std::string server_name() const override;

  /// Seconds for a statement that set none: the keyword Timeout.
  [[nodiscard]] SQLULEN default_query_timeout() const;
  [[nodiscard]] std::chrono::seconds connection_timeout() const;
  [[nodiscard]] bool metadata_id() const;
  [[nodiscard]] Environment& environment() noexcept { return *environment_; }

  /// Statement and descriptor handles that disconnecting frees. A statement gets the statement options that were set
  /// on the connection.
  void adopt(SQLHANDLE child);
  void release(SQLHANDLE child);

  /// The cursors of this connection's statements.
  [[nodiscard]] CursorNames& cursor_names() noexcept { return cursor_names_; }

  /// Names for `{fn DATABASE()}` and `{fn USER()}`.
  [[nodiscard]] ParseOptions parse_options() const;

 private:
  // connection.cpp
  void refuse_second_connection() const;
  void open(const Settings& settings, TextKind text);
  void keep(const Settings& settings, TextKind text, std::shared_ptr<Session> session);
  [[nodiscard]] std::vector<Attribute> with_wanted_database(std::vector<Attribute> attributes) const;
  [[nodiscard]] LoginTime login_time(const Settings& settings) const;
  void refuse_waiting_statements() const;
  [[nodiscard]] Pending pending_of_children() const;

  // connection_browse_steps.cpp
  SQLRETURN go_on_browsing(const std::string& request, const TextOut& result, TextKind kind);
  bool browse_until_connected(TextKind kind);
  void take_browse_step(ConnectionBrowse::Step step, TextKind kind);

  // connection_attribute_access.cpp
  void refuse_while_browsing() const;
  void set_number(const ConnectionAttribute& attribute, SQLULEN value);
  void set_text(const ConnectionAttribute& attribute, const std::string& value);
  void set_statement_option(SQLINTEGER attribute, SQLULEN value);
  void apply_to_session(SQLINTEGER attribute, SQLULEN value);
  [[nodiscard]] SQLULEN current_number(SQLINTEGER attribute) const;
  [[nodiscard]] SQLULEN number(SQLINTEGER attribute) const;

  // connection_database.cpp
  void switch_database(const std::string& name);
  void reset();
  void take_over(const std::shared_ptr<Session>& session, const std::string& database);

  [[nodiscard]] InfoContext info_context() const;

  /// What the connection was like when connecting was done: SQL_ATTR_RESET_CONNECTION goes back to it.
  struct Beginning {
    ConnectionValues values;
    std::shared_ptr<Session> session;
    std::string database;
    std::string wanted_database;
  };

  std::shared_ptr<Environment> environment_;
  CursorNames cursor_names_;
  mutable std::mutex state_mutex_;  // what calls of statements read: session_, children_, values_, settings_ and names
  std::shared_ptr<Session> session_;
  std::shared_ptr<ConnectionLink> link_;
  std::set<SQLHANDLE> children_;
  ConnectionValues values_;
  std::optional<Settings> settings_;
  std::string database_name_;
  std::string wanted_database_;  // SQL_ATTR_CURRENT_CATALOG as it was set; "" when it never was
  std::string server_;
  TextKind text_kind_ = TextKind::Narrow;
  std::optional<ConnectionBrowse> browse_;
  std::optional<Beginning> beginning_;
};

}  // namespace d1odbc
