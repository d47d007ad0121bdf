// Owns: turning settings into a client, a session, a trace and type options. Never: keeps them.
#include "handle/connection_setup.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "http/proxy.h"

namespace d1odbc {

namespace {

constexpr std::string_view user_agent = "d1odbc/" D1ODBC_VERSION;

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

}  // namespace

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
  client.most_requests = settings.number(Keyword::MaxConnections);
  return client;
}

LoginTime::LoginTime(std::chrono::seconds limit, std::chrono::seconds silence) : limit_(limit), silence_(silence) {}

Deadlines LoginTime::left() const {
  using std::chrono::milliseconds;
  if (limit_ == limit_.zero()) return {milliseconds(0), milliseconds(0), silence_};
  const auto passed = std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - start_);
  const milliseconds rest = std::max(milliseconds(limit_) - passed, milliseconds(1));
  return {rest, rest, silence_};
}

Client watched_client(const Settings& settings, const std::shared_ptr<ConnectionLink>& link) {
  ClientSettings target = client_settings(settings);
  target.surroundings = ConnectionLink::watched(std::move(target.surroundings), link);
  return Client(std::move(target));
}

std::shared_ptr<Session> open_session(const Client& client, const std::string& database, const Settings& settings,
                                      TextKind text, const LoginTime& time) {
  CancelToken cancel;
  const std::string id = is_uuid(database) ? database : client.find_database(database, time.left(), cancel);
  auto session = std::make_shared<Session>(
      client.with_database(id), std::chrono::seconds(settings.number(Keyword::SchemaCacheSeconds)),
      type_options(settings, text), lossless_reading(settings), open_trace(settings));
  session->mirror.load(time.left(), cancel);
  session->trace.write("connected to {} database {}", client.settings().route.endpoint.host, id);
  return session;
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
  options.narrow_integers = settings.text(Keyword::IntegerType) == "integer";
  options.long_size = settings.number(Keyword::LongSize);
  return options;
}

Lossless lossless_reading(const Settings& settings) {
  const std::string& lossless = settings.text(Keyword::LosslessIntegers);
  if (lossless == "always") return Lossless::Always;
  return lossless == "off" ? Lossless::Off : Lossless::Auto;
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

}  // namespace d1odbc
