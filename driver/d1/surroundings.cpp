// Owns: what a client needs of the world (network, time, chance), as functions. Never: decides anything.
#include "d1/surroundings.h"

#include <condition_variable>
#include <mutex>
#include <random>

namespace d1odbc {

namespace {

// Listens to a token for the life of one pause.
class Sleeper {
 public:
  explicit Sleeper(CancelToken& cancel) : cancel_(cancel) {
    cancel_.listen([this] { wake(); });
  }
  ~Sleeper() { cancel_.stop_listening(); }
  Sleeper(const Sleeper&) = delete;
  Sleeper& operator=(const Sleeper&) = delete;

  // False when woken.
  bool sleep(std::chrono::milliseconds time) {
    std::unique_lock lock(mutex_);
    return !condition_.wait_for(lock, time, [this] { return woken_; });
  }

 private:
  void wake() {
    const std::lock_guard lock(mutex_);
    woken_ = true;
    condition_.notify_all();
  }

  CancelToken& cancel_;
  std::mutex mutex_;
  std::condition_variable condition_;
  bool woken_ = false;
};

bool pause(std::chrono::milliseconds time, CancelToken& cancel) { return Sleeper(cancel).sleep(time); }

double jitter() {
  std::random_device device;
  return static_cast<double>(device()) / static_cast<double>(std::random_device::max());
}

}  // namespace

Surroundings real_surroundings() {
  return {.exchange = d1odbc::exchange, .pause = pause, .now = std::chrono::steady_clock::now, .jitter = jitter};
}

}  // namespace d1odbc
