// Owns: turning a host name into addresses on a thread of its own. Never: blocks its caller, connects.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "http/address.h"

namespace d1odbc {

struct Resolution {
  std::vector<Address> addresses;  // in the system's order of preference, families interleaved
  std::string problem;             // when there are none: why, in words
};

/// One look-up on a detached thread, since getaddrinfo cannot be cancelled. The thread owns all its data; the look-up's
/// destructor makes it forget the receiver, so a late answer is dropped.
/// At most 16 threads hang in look-ups at once in a process; more are refused with a problem. Such a thread runs code
/// of this module when its look-up ends, so the module must stay loaded until then (it is linked with -z nodelete).
class Lookup {
 public:
  using Receiver = std::function<void(Resolution)>;

  /// Begins. `receiver` is called once, on the look-up's thread (or on this one, when the host is an IP address or no
  /// thread could be started), unless the Lookup is destroyed before. It must not throw and must not block.
  Lookup(std::string host, Receiver receiver);
  ~Lookup();
  Lookup(const Lookup&) = delete;
  Lookup& operator=(const Lookup&) = delete;

 private:
  struct Mailbox;
  std::shared_ptr<Mailbox> mailbox_;
};

}  // namespace d1odbc
