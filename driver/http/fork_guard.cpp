// Owns: the lock over the process-wide network state, and what fork() does to it. Never: knows connections or TLS.
#include "http/fork_guard.h"

#include <pthread.h>
#include <unistd.h>

#include <algorithm>
#include <vector>

namespace d1odbc {
namespace {

struct Guarded {
  std::mutex mutex;
  unsigned generation = 0;
  std::vector<int> sockets;

  Guarded();
};

Guarded& guarded() {
  static Immortal<Guarded> state;
  return state.value;
}

void before_fork() { guarded().mutex.lock(); }
void after_fork_in_parent() { guarded().mutex.unlock(); }

// Closing here, before any other code of the child runs, means that no descriptor number can have been reused yet.
void after_fork_in_child() {
  Guarded& state = guarded();
  for (const int descriptor : state.sockets) ::close(descriptor);
  state.sockets.clear();
  ++state.generation;
  state.mutex.unlock();
}

Guarded::Guarded() { pthread_atfork(before_fork, after_fork_in_parent, after_fork_in_child); }

}  // namespace

std::unique_lock<std::mutex> lock_network_state() { return std::unique_lock(guarded().mutex); }

unsigned process_generation() noexcept { return guarded().generation; }

void note_socket(int descriptor) {
  const auto lock = lock_network_state();
  guarded().sockets.push_back(descriptor);
}

void forget_socket(int descriptor) noexcept {
  const std::lock_guard lock(guarded().mutex);
  std::erase(guarded().sockets, descriptor);
}

}  // namespace d1odbc
