// Owns: opening and closing a connection, its children and SQLEndTran. Never: HTTP, SQL, what keywords mean.
#include "handle/connection.h"

#include <algorithm>

#include "handle/connection_setup.h"
#include "handle/registry.h"

namespace d1odbc {

Connection::Connection(std::shared_ptr<Environment> environment)
    : Handle(handle_kind), environment_(std::move(environment)) {
  set_default_attributes();
}

SQLRETURN Connection::connect(const std::string& data_source, const std::optional<std::string>& user,
                              const std::optional<std::string>& password, TextKind text) {
  std::vector<Attribute> attributes{{"DSN", data_source}};
  if (user && !user->empty()) attributes.emplace_back("UID", *user);
  if (password && !password->empty()) attributes.emplace_back("PWD", *password);
  const Settings settings = Settings::merge(attributes, real_setting_sources(), diagnostics());
  require_complete(settings, SQL_DRIVER_NOPROMPT);
  open(settings, text);
  return SQL_SUCCESS;
}

SQLRETURN Connection::driver_connect(const std::string& text, SQLUSMALLINT completion, const TextOut& completed,
                                     TextKind kind) {
  const Settings settings = Settings::merge(parse_connection_string(text), real_setting_sources(), diagnostics());
  require_complete(settings, completion);
  // Nothing may fail once the connection is open.
  const std::string completed_text = settings.completed_string();
  completed.check();
  open(settings, kind);
  completed.put(completed_text, &diagnostics());
  return SQL_SUCCESS;
}

void Connection::open(const Settings& settings, TextKind text) {
  if (is_connected()) throw OdbcError(State::ConnectionNameInUse, "This handle is connected already.");
  const SQLULEN login_timeout = number(SQL_ATTR_LOGIN_TIMEOUT);
  const std::chrono::seconds limit(login_timeout != 0 ? login_timeout : settings.number(Keyword::LoginTimeout));
  const auto end = std::chrono::steady_clock::now() + limit;
  // The login timeout covers both requests.
  const auto deadlines = [&] {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
    const std::chrono::milliseconds rest = std::max(left, std::chrono::milliseconds(1));
    return Deadlines{rest, rest, connection_timeout()};
  };
  CancelToken cancel;

  Client client(client_settings(settings));
  const std::string& database = settings.text(Keyword::Database);
  const std::string id = is_uuid(database) ? database : client.find_database(database, deadlines(), cancel);
  auto session = std::make_shared<Session>(
      client.with_database(id), std::chrono::seconds(settings.number(Keyword::SchemaCacheSeconds)),
      type_options(settings, text), lossless_reading(settings), open_trace(settings));
  session->mirror.load(deadlines(), cancel);
  if (settings.flag(Keyword::ReadOnly)) number(SQL_ATTR_ACCESS_MODE) = SQL_MODE_READ_ONLY;
  session->read_only = number(SQL_ATTR_ACCESS_MODE) == SQL_MODE_READ_ONLY;
  session->autocommit = number(SQL_ATTR_AUTOCOMMIT) == SQL_AUTOCOMMIT_ON;
  session->trace.write("connected to {} database {}", client.settings().route.endpoint.host, id);

  const std::lock_guard lock(state_mutex_);
  settings_ = settings;
  database_name_ = database;
  server_ = client.settings().route.endpoint.host;
  session_ = std::move(session);
}

SQLRETURN Connection::disconnect() {
  require_connected();
  std::set<SQLHANDLE> children;
  {
    const std::lock_guard lock(state_mutex_);
    children.swap(children_);
    session_.reset();
  }
  // "SQLDisconnect frees the statements and explicitly allocated descriptors" that the application left.
  for (SQLHANDLE child : children) Registry::of_process().remove(child);
  return SQL_SUCCESS;
}

bool Connection::is_connected() const noexcept {
  const std::lock_guard lock(state_mutex_);
  return session_ != nullptr;
}

void Connection::require_connected() const { (void)session(); }

std::shared_ptr<Session> Connection::session() const {
  const std::lock_guard lock(state_mutex_);
  if (!session_) throw OdbcError(State::ConnectionNotOpen, "The connection is not open.");
  return session_;
}

void Connection::adopt(SQLHANDLE child) {
  const std::lock_guard lock(state_mutex_);
  children_.insert(child);
}

void Connection::release(SQLHANDLE child) {
  const std::lock_guard lock(state_mutex_);
  children_.erase(child);
}

std::string Connection::connection_name() const {
  const std::lock_guard lock(state_mutex_);
  return settings_ ? settings_->text(Keyword::Dsn) : std::string();
}

std::string Connection::server_name() const {
  const std::lock_guard lock(state_mutex_);
  return settings_ && !settings_->text(Keyword::Dsn).empty() ? settings_->text(Keyword::Dsn) : server_;
}

SQLULEN Connection::default_query_timeout() const {
  const std::lock_guard lock(state_mutex_);
  return settings_ ? settings_->number(Keyword::Timeout) : 0;
}

SQLRETURN Connection::end_transaction(SQLSMALLINT completion) {
  if (completion != SQL_COMMIT && completion != SQL_ROLLBACK) {
    throw OdbcError(State::InvalidTransactionOperation, "{} is neither SQL_COMMIT nor SQL_ROLLBACK.", completion);
  }
  const std::shared_ptr<Session> current = session();
  // Reported once: the writes stay, and the next transaction begins clean.
  const bool wrote = current->wrote_since_end.exchange(false);
  const bool must_undo = completion == SQL_ROLLBACK && !current->autocommit && wrote;
  if (must_undo) {
    throw OdbcError(State::NotImplemented,
                    "D1 commits every statement by itself: what was written since the last commit stays and cannot be "
                    "rolled back.");
  }
  return SQL_SUCCESS;
}

void Connection::end_open_transaction(SQLSMALLINT completion) {
  if (is_connected()) end_transaction(completion);
}

}  // namespace d1odbc
