// Owns: another database on an open connection (SQL_ATTR_CURRENT_CATALOG), and back (SQL_ATTR_RESET_CONNECTION). Never:
// how a session is opened.
#include "handle/connection.h"

namespace d1odbc {

namespace {

[[noreturn]] void refuse_database(const std::string& name) {
  throw OdbcError(State::InvalidCatalogName,
                  "The account has no D1 database '{}'. Give its name (case matters) or its UUID; the connection stays "
                  "at the database it has.",
                  name);
}

}  // namespace

void Connection::switch_database(const std::string& name) {
  if (name.empty()) refuse_database(name);
  switch (pending_of_children()) {
    case Pending::Data:
      throw OdbcError(State::FunctionSequence, "A statement of the connection waits for data; SQLCancel ends that.");
    case Pending::Result:
      throw OdbcError(State::InvalidCursorState,
                      "A statement of the connection has an open cursor; close it before the database is changed.");
    case Pending::Nothing:
      break;
  }
  const std::shared_ptr<Session> old = session();
  if (name == database_name_) return;
  try {
    take_over(open_session(old->client(), name, *settings_, text_kind_, login_time(*settings_)), name);
  } catch (const OdbcError& error) {
    if (error.state() == State::ServerRejectedConnection) refuse_database(name);
    throw;
  }
}

void Connection::take_over(const std::shared_ptr<Session>& session, const std::string& database) {
  const std::lock_guard lock(state_mutex_);
  session->read_only = session_->read_only.load();
  session->autocommit = session_->autocommit.load();
  session->wrote_since_end = session_->wrote_since_end.load();
  session_ = session;
  database_name_ = database;
}

void Connection::reset() {
  const Beginning& first = *beginning_;
  take_over(first.session, first.database);
  {
    const std::lock_guard lock(state_mutex_);
    values_ = first.values;
    wanted_database_ = first.wanted_database;
    // Nobody is left who could ask for what the last user wrote to be undone.
    session_->wrote_since_end = false;
  }
  for (const SQLINTEGER attribute : {SQL_ATTR_ACCESS_MODE, SQL_ATTR_AUTOCOMMIT})
    apply_to_session(attribute, number(attribute));
}

}  // namespace d1odbc
