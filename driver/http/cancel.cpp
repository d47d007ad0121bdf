// Owns: handing a cancellation to its one listener. Never: waits for the exchange to end.
#include "http/cancel.h"

#include <utility>

namespace d1odbc {

// The listener is called under the lock: after stop_listening has returned, no call is running and none can begin, so
// what the listener refers to may be destroyed.

void CancelToken::cancel() {
  const std::lock_guard guard(mutex_);
  cancelled_ = true;
  if (listener_) listener_();
}

void CancelToken::reset() {
  const std::lock_guard guard(mutex_);
  cancelled_ = false;
}

bool CancelToken::cancelled() const {
  const std::lock_guard guard(mutex_);
  return cancelled_;
}

void CancelToken::listen(std::function<void()> on_cancel) {
  const std::lock_guard guard(mutex_);
  listener_ = std::move(on_cancel);
  if (cancelled_ && listener_) listener_();
}

void CancelToken::stop_listening() {
  const std::lock_guard guard(mutex_);
  listener_ = nullptr;
}

}  // namespace d1odbc
