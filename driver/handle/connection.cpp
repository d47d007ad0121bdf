// Owns: opening and closing a connection, its children and SQLEndTran. Never: HTTP, SQL, what keywords mean.
#include "handle/connection.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "handle/connection_setup.h"
#include "handle/registry.h"
#include "handle/statement.h"

namespace d1odbc {

Connection::Connection(std::shared_ptr<Environment> environment)
    : Handle(handle_kind), environment_(std::move(environment)) {}

SQLRETURN Connection::connect(const std::string& data_source, const std::optional<std::string>& user,
                              const std::optional<std::string>& password, TextKind text) {
  refuse_second_connection();
  std::vector<Attribute> attributes{{"DSN", data_source}};
  if (user && !user->empty()) attributes.emplace_back("UID", *user);
  if (password && !password->empty()) attributes.emplace_back("PWD", *password);
  const Settings settings =
      Settings::merge(with_wanted_database(std::move(attributes)), real_setting_sources(), diagnostics());
  require_complete(settings, SQL_DRIVER_NOPROMPT);
  open(settings, text);
  return SQL_SUCCESS;
}

SQLRETURN Connection::driver_connect(const std::string& text, SQLUSMALLINT completion, const TextOut& completed,
                                     TextKind kind) {
  refuse_second_connection();
  const Settings settings =
      Settings::merge(with_wanted_database(parse_connection_string(text)), real_setting_sources(), diagnostics());
  require_complete(settings, completion);
  // Nothing may fail once the connection is open.
  const std::string completed_text = settings.completed_string();
  completed.check();
  open(settings, kind);
  completed.put(completed_text, &diagnostics());
  return SQL_SUCCESS;
}

void Connection::refuse_second_connection() const {
  if (browse_) {
    throw OdbcError(State::ConnectionNameInUse,
                    "This handle is in the middle of SQLBrowseConnect; end that with SQLDisconnect.");
  }
  if (is_connected()) throw OdbcError(State::ConnectionNameInUse, "This handle is connected already.");
}

std::vector<Attribute> Connection::with_wanted_database(std::vector<Attribute> attributes) const {
  const auto names_database = [](const Attribute& each) {
    const KeywordFacts* facts = find_keyword(each.first);
    return facts != nullptr && facts->keyword == Keyword::Database && !each.second.empty();
  };
  if (!wanted_database_.empty() && std::ranges::none_of(attributes, names_database))
    attributes.emplace_back(facts_of(Keyword::Database).name, wanted_database_);
  return attributes;
}

LoginTime Connection::login_time(const Settings& settings) const {
  const bool asked = values_.was_set(SQL_ATTR_LOGIN_TIMEOUT);
  const std::chrono::seconds limit(asked ? number(SQL_ATTR_LOGIN_TIMEOUT) : settings.number(Keyword::LoginTimeout));
  return LoginTime(limit, connection_timeout());
}

void Connection::open(const Settings& settings, TextKind text) {
  const LoginTime time = login_time(settings);
  // The manager turns the calls of an ANSI application into wide ones; only this attribute tells.
  const TextKind kind = number(SQL_ATTR_ANSI_APP) == SQL_AA_TRUE ? TextKind::Narrow : text;
  const auto link = std::make_shared<ConnectionLink>();
  const Client client = watched_client(settings, link);
  std::shared_ptr<Session> session = open_session(client, settings.text(Keyword::Database), settings, kind, time);
  link_ = link;
  keep(settings, kind, std::move(session));
}

void Connection::keep(const Settings& settings, TextKind text, std::shared_ptr<Session> session) {
  const std::lock_guard lock(state_mutex_);
  settings_ = settings;
  text_kind_ = text;
  database_name_ = settings.text(Keyword::Database);
  server_ = session->client().settings().route.endpoint.host;
  session->read_only = settings.flag(Keyword::ReadOnly) || values_.number(SQL_ATTR_ACCESS_MODE) == SQL_MODE_READ_ONLY;
  session->autocommit = values_.number(SQL_ATTR_AUTOCOMMIT) == SQL_AUTOCOMMIT_ON;
  beginning_ = Beginning{values_, session, database_name_, wanted_database_};
  session_ = std::move(session);
}

SQLRETURN Connection::disconnect() {
  if (browse_) {
    browse_.reset();
    return SQL_SUCCESS;
  }
  require_connected();
  refuse_waiting_statements();
  std::set<SQLHANDLE> children;
  {
    const std::lock_guard lock(state_mutex_);
    children.swap(children_);
    session_.reset();
    beginning_.reset();
  }
  // "SQLDisconnect frees the statements and explicitly allocated descriptors" that the application left.
  for (SQLHANDLE child : children) Registry::of_process().remove(child);
  return SQL_SUCCESS;
}

void Connection::refuse_waiting_statements() const {
  if (pending_of_children() != Pending::Data) return;
  throw OdbcError(State::FunctionSequence,
                  "A statement of the connection waits for data; call SQLParamData to its end or SQLCancel.");
}

Pending Connection::pending_of_children() const {
  std::set<SQLHANDLE> children;
  {
    const std::lock_guard lock(state_mutex_);
    children = children_;
  }
  Pending worst = Pending::Nothing;
  for (SQLHANDLE handle : children) {
    const std::shared_ptr<Handle> child = Registry::of_process().find(handle);
    const auto* user = dynamic_cast<const ConnectionUser*>(child.get());
    if (user == nullptr) continue;
    // A call that runs on it in another thread began with the session that it keeps to its end.
    const std::unique_lock lock(child->call_mutex(), std::try_to_lock);
    if (lock) worst = std::max(worst, user->pending());
  }
  return worst;
}

bool Connection::is_connected() const noexcept {
  const std::lock_guard lock(state_mutex_);
  return session_ != nullptr;
}

void Connection::require_connected() const { (void)session(); }

void Connection::require_known_functions() const {
  if (!is_connected())
    throw OdbcError(State::FunctionSequence, "The connection is not open; connect before SQLGetFunctions.");
}

std::shared_ptr<Session> Connection::session() const {
  const std::lock_guard lock(state_mutex_);
  if (!session_) throw OdbcError(State::ConnectionNotOpen, "The connection is not open.");
  return session_;
}

void Connection::adopt(SQLHANDLE child) {
  std::vector<std::pair<SQLINTEGER, SQLULEN>> options;
  {
    const std::lock_guard lock(state_mutex_);
    children_.insert(child);
    options = values_.statement_options();
  }
  const std::shared_ptr<Statement> statement = Registry::of_process().find<Statement>(child);
  if (!statement) return;
  for (const auto& [option, value] : options) statement->set_attribute(option, std::bit_cast<SQLPOINTER>(value));
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
  refuse_waiting_statements();
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
