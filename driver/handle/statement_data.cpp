// Owns: a statement that waits for data, and cancelling. Never: what the data is for (a function it is given knows).
#include "handle/statement.h"

namespace d1odbc {

namespace {

/// Whether a refused piece ends the conversation (appendix B, "SQLPutData"): not for what a
/// driver manager refuses by itself.
bool ends_waiting(State state) {
  return state != State::FunctionSequence && state != State::InvalidNullPointer &&
         state != State::AttributeCannotBeSetNow;
}

}  // namespace

SQLRETURN Statement::need_data(std::vector<DataAtExecution::Item> items,
                               std::function<SQLRETURN(const SuppliedValues&)> go_on) {
  is_waiting_canceled_ = false;
  pending_.emplace(PendingData{DataAtExecution(std::move(items)), std::move(go_on)});
  return SQL_NEED_DATA;
}

void Statement::give_up_waiting() noexcept {
  if (is_waiting_canceled_.exchange(false)) pending_.reset();
}

void Statement::admit() {
  give_up_waiting();
  if (!pending_) return;
  throw OdbcError(State::FunctionSequence,
                  "The statement waits for data: call SQLParamData and SQLPutData, or SQLCancel.");
}

Pending Statement::pending() const noexcept {
  if (pending_) return Pending::Data;
  return cursor_ ? Pending::Result : Pending::Nothing;
}

SQLRETURN Statement::parameter_data(SQLPOINTER* token) {
  give_up_waiting();
  if (!pending_) throw OdbcError(State::FunctionSequence, "No data is asked for.");
  const std::optional<SQLPOINTER> next = pending_->data.next();
  if (next) {
    if (token != nullptr) *token = *next;
    return SQL_NEED_DATA;
  }
  const PendingData complete = std::move(*pending_);
  pending_.reset();
  begin_call();
  return complete.go_on(complete.data.supplied());
}

SQLRETURN Statement::put_data(SQLPOINTER data, SQLLEN length) {
  give_up_waiting();
  if (!pending_) throw OdbcError(State::FunctionSequence, "No data is asked for.");
  try {
    pending_->data.put(data, length);
  } catch (const OdbcError& error) {
    if (ends_waiting(error.state())) pending_.reset();
    throw;
  }
  return SQL_SUCCESS;
}

void Statement::cancel() {
  cancel_.cancel();
  // A call that is running takes notice of the token; data that is waited for is given up, now or, when another thread
  // is in a call, by the next one.
  is_waiting_canceled_ = true;
  const std::unique_lock running(call_mutex(), std::try_to_lock);
  if (running) give_up_waiting();
}

}  // namespace d1odbc
