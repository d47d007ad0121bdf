// Owns: doing what the conversation of SQLBrowseConnect wants: lists and connections. Never: what it asks for.
#include "handle/connection.h"

namespace d1odbc {

namespace {

constexpr unsigned most_pages = 10;  // of 100 databases: more than a list to choose from can hold
// Connect, then (the database is not there) the list, then ask: no conversation needs more between two requests.
constexpr int most_steps = 4;

}  // namespace

SQLRETURN Connection::browse(const std::string& request, const TextOut& result, TextKind kind) {
  if (is_connected()) throw OdbcError(State::ConnectionNameInUse, "This handle is connected already.");
  result.check();
  try {
    return go_on_browsing(request, result, kind);
  } catch (...) {
    // "If SQLBrowseConnect returns SQL_ERROR, … the connection is returned to an unconnected state."
    browse_.reset();
    throw;
  }
}

SQLRETURN Connection::go_on_browsing(const std::string& request, const TextOut& result, TextKind kind) {
  const std::vector<Attribute> pairs = parse_connection_string(request);
  if (!browse_) browse_.emplace(real_setting_sources(), wanted_database_);
  browse_->take(pairs, diagnostics());
  if (!browse_until_connected(kind)) {
    result.put(browse_->result(), &diagnostics());
    return SQL_NEED_DATA;
  }
  const std::string completed = browse_->settings().completed_string();
  browse_.reset();
  result.put(completed, &diagnostics());
  return SQL_SUCCESS;
}

bool Connection::browse_until_connected(TextKind kind) {
  for (int count = 0; count < most_steps; ++count) {
    const ConnectionBrowse::Step step = browse_->next(diagnostics());
    if (step == ConnectionBrowse::Step::Ask) return false;
    try {
      take_browse_step(step, kind);
    } catch (const OdbcError& error) {
      if (!browse_->goes_on_after(error.state())) throw;
      diagnostics().add(error);
    }
    if (is_connected()) return true;
  }
  return false;
}

void Connection::take_browse_step(ConnectionBrowse::Step step, TextKind kind) {
  const Settings& settings = browse_->settings();
  if (step == ConnectionBrowse::Step::Connect) {
    open(settings, kind);
    return;
  }
  CancelToken cancel;
  const LoginTime time = login_time(settings);
  const Client client = watched_client(settings, std::make_shared<ConnectionLink>());
  browse_->set_databases(client.list_databases(most_pages, time.left(), cancel), diagnostics());
}

}  // namespace d1odbc
