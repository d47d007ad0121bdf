// Owns: opening and closing a connection, its attributes and SQLEndTran. Never: HTTP, SQL.
#include "handle/connection.h"

#include <algorithm>
#include <bit>
#include <cctype>
#include <cstdlib>
#include <cstring>
#include <variant>

#include "handle/attribute_rules.h"
#include "handle/connection_attributes.h"
#include "handle/registry.h"
#include "http/proxy.h"

namespace d1odbc {

namespace {

constexpr std::string_view user_agent = "d1odbc/" D1ODBC_VERSION;

/// 8-4-4-4-12 hexadecimal digits: what D1 calls a database by in its paths.
bool is_uuid(std::string_view text) {
  constexpr std::string_view form = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  return std::ranges::equal(text, form, [](char given, char wanted) {
    return wanted == '-' ? given == '-' : std::isxdigit(static_cast<unsigned char>(given)) != 0;
  });
}

ClientSettings client_settings(const Settings& settings) {
  ClientSettings client;
  client.route.endpoint = parse_url(settings.text(Keyword::Endpoint));
  if (!client.route.endpoint.user_info.empty()) {
    throw OdbcError(State::InvalidAttributeValue,
                    "The endpoint must not hold a user name or password; give the token as Token.");
  }
  client.route.ca_file = settings.text(Keyword::CaFile);
  client.route.proxy = choose_proxy(settings.text(Keyword::Proxy), client.route.endpoint,
                                    [](std::string_view name) -> std::optional<std::string> {
                                      const char* value = std::getenv(std::string(name).c_str());
                                      return value == nullptr ? std::nullopt : std::optional<std::string>(value);
                                    });
  client.account = settings.text(Keyword::Account);
  client.token = settings.text(Keyword::Token);
  client.user_agent = user_agent;
  client.compression = settings.flag(Keyword::Compression);
  client.retries = settings.number(Keyword::Retries);
  return client;
}

Trace open_trace(const Settings& settings) {
  if (!settings.flag(Keyword::Trace) || settings.text(Keyword::TraceFile).empty()) return {};
  Trace trace = Trace::open(settings.text(Keyword::TraceFile));
  trace.hide(settings.text(Keyword::Token));
  trace.hide(settings.text(Keyword::Proxy));
  return trace;
}

TypeOptions type_options(const Settings& settings, TextKind text) {
  const std::string& wide = settings.text(Keyword::WideTypes);
  TypeOptions options;
  options.wide = wide == "yes" || (wide == "auto" && text == TextKind::Wide);
  options.long_size = settings.number(Keyword::LongSize);
  return options;
}

Lossless lossless_reading(const Settings& settings) {
  return settings.text(Keyword::LosslessIntegers) == "off" ? Lossless::Off : Lossless::Auto;
}

bool asks_for_dialog(SQLUSMALLINT completion) {
  switch (completion) {
    case SQL_DRIVER_NOPROMPT:
      return false;
    case SQL_DRIVER_COMPLETE:
    case SQL_DRIVER_COMPLETE_REQUIRED:
    case SQL_DRIVER_PROMPT:
      return true;
    default:
      throw OdbcError(State::InvalidDriverCompletion, "{} is no driver completion of SQLDriverConnect.", completion);
  }
}

std::string joined(const std::vector<std::string_view>& names) {
  std::string list;
  for (const std::string_view name : names) list.append(list.empty() ? "" : ", ").append(name);
  return list;
}

void require_complete(const Settings& settings, SQLUSMALLINT completion) {
  const bool dialog = asks_for_dialog(completion);
  const std::vector<std::string_view> missing = settings.missing();
  if (completion == SQL_DRIVER_PROMPT) {
    throw OdbcError(State::DialogFailed,
                    "No dialog can be shown here. Connect with SQL_DRIVER_NOPROMPT or SQL_DRIVER_COMPLETE and a full "
                    "connection string.");
  }
  if (missing.empty()) return;
  if (dialog)
    throw OdbcError(State::DialogFailed,
                    "No dialog can be shown here to ask for {}; add it to the connection string or the DSN.",
                    joined(missing));
  throw OdbcError(State::UnableToConnect,
                  "The connection lacks {}. Give it in the connection string, the DSN or the environment.",
                  joined(missing));
}

}  // namespace

Connection::Connection(std::shared_ptr<Environment> environment)
    : Handle(handle_kind), environment_(std::move(environment)) {
  for (const NumericAttribute& attribute : connection_attributes()) numbers_.push_back(attribute.default_value);
}

SQLULEN& Connection::number(SQLINTEGER attribute) {
  const NumericAttribute* row = find_attribute(connection_attributes(), attribute);
  return numbers_[static_cast<std::size_t>(row - connection_attributes().data())];
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

std::chrono::seconds Connection::connection_timeout() const {
  const NumericAttribute* row = find_attribute(connection_attributes(), SQL_ATTR_CONNECTION_TIMEOUT);
  const std::lock_guard lock(state_mutex_);
  return std::chrono::seconds(numbers_[static_cast<std::size_t>(row - connection_attributes().data())]);
}

bool Connection::metadata_id() const {
  const NumericAttribute* row = find_attribute(connection_attributes(), SQL_ATTR_METADATA_ID);
  const std::lock_guard lock(state_mutex_);
  return numbers_[static_cast<std::size_t>(row - connection_attributes().data())] == SQL_TRUE;
}

ParseOptions Connection::parse_options() const {
  ParseOptions options;
  const std::lock_guard lock(state_mutex_);
  options.database_name = database_name_;
  options.user_name = settings_ ? settings_->text(Keyword::Account) : std::string();
  return options;
}

SQLRETURN Connection::native_sql(const std::string& text, const TextOut& out) {
  require_connected();
  out.put(d1odbc::native_sql(text, parse_options()), &diagnostics());
  return SQL_SUCCESS;
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
