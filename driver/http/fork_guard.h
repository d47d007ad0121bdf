// Owns: the lock over the process-wide network state, and what fork() does to it. Never: knows connections or TLS.
#pragma once

#include <exception>
#include <mutex>

namespace d1odbc {

/// An object that is never destroyed: threads may still use it while the process exits. Made on first use.
template <class T>
union Immortal {
  Immortal() : value() {}
  ~Immortal() {}  // on purpose without a call of ~T
  Immortal(const Immortal&) = delete;
  Immortal& operator=(const Immortal&) = delete;
  T value;
};

/// The lock over everything the process shares in this folder. fork() waits for it, so that a child finds that state
/// whole and the lock free. Never held while waiting for the network.
[[nodiscard]] std::unique_lock<std::mutex> lock_network_state();

/// How many forks lie between this process and the first one that used the network: state that remembers another number
/// was inherited and must be abandoned, not destroyed. The lock must be held.
[[nodiscard]] unsigned process_generation() noexcept;

/// Remembers an open socket: a forked child closes its copy at once (close(2) only, so nothing goes over the wire and
/// the parent's connection lives on). The lock must not be held. `note_socket` may throw std::bad_alloc.
void note_socket(int descriptor);
void forget_socket(int descriptor) noexcept;

/// Forgets and closes an Asio socket; nothing happens when it is not open.
template <class AsioSocket>
void close_noted(AsioSocket& socket) noexcept {
  if (!socket.is_open()) return;
  forget_socket(socket.native_handle());
  try {
    socket.close();
  } catch (const std::exception&) {
    // Asio has let go of the descriptor all the same.
  }
}

}  // namespace d1odbc
