// Owns: the wish to end an exchange, given from another thread. Never: waits for the exchange to end.
#pragma once

#include <functional>
#include <mutex>

namespace d1odbc {

/// A flag with one listener. `cancel` may be called from any thread at any time; whoever runs the exchange listens.
class CancelToken {
 public:
  /// Sets the flag and tells the listener, if there is one (on the calling thread).
  void cancel();

  /// Clears the flag before a new call begins.
  void reset();

  [[nodiscard]] bool cancelled() const;

  /// Registers what `cancel` calls; if already cancelled, calls it at once. One at a time; must not throw and must not
  /// use this token (it is called under the token's lock).
  void listen(std::function<void()> on_cancel);

  /// After this has returned the listener is not running and is never called again.
  void stop_listening();

 private:
  mutable std::mutex mutex_;
  bool cancelled_ = false;
  std::function<void()> listener_;
};

}  // namespace d1odbc
