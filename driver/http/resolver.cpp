// Owns: turning a host name into addresses on a thread of its own. Never: blocks its caller, connects.
#include "http/resolver.h"

#include <netdb.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>

#include <algorithm>
#include <cstring>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

#include "http/fork_guard.h"

namespace d1odbc {
namespace {

constexpr unsigned most_lookups = 16;

// Which look-ups hang in this process. A forked child has none of the parent's threads.
class RunningLookups {
 public:
  bool begin() {
    const auto lock = lock_network_state();
    if (generation_ != process_generation()) count_ = 0;
    generation_ = process_generation();
    if (count_ == most_lookups) return false;
    ++count_;
    return true;
  }

  void end() {
    const auto lock = lock_network_state();
    --count_;
  }

 private:
  unsigned count_ = 0;
  unsigned generation_ = 0;
};

RunningLookups& running_lookups() {
  static Immortal<RunningLookups> lookups;
  return lookups.value;
}

Address address_of(const sockaddr& raw) {
  Address address;
  if (raw.sa_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, &raw, sizeof v4);
    std::memcpy(address.bytes.data(), &v4.sin_addr, 4);
    return address;
  }
  sockaddr_in6 v6{};
  std::memcpy(&v6, &raw, sizeof v6);
  std::memcpy(address.bytes.data(), &v6.sin6_addr, 16);
  address.length = 16;
  address.scope_id = v6.sin6_scope_id;
  return address;
}

Resolution resolve(const std::string& host) {
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const int result = getaddrinfo(host.c_str(), nullptr, &hints, &found);
  if (result != 0) return Resolution{.addresses = {}, .problem = gai_strerror(result)};
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> list(found, &freeaddrinfo);

  std::vector<Address> addresses;
  for (const addrinfo* each = list.get(); each != nullptr; each = each->ai_next) {
    if (each->ai_family == AF_INET || each->ai_family == AF_INET6) addresses.push_back(address_of(*each->ai_addr));
  }
  if (addresses.empty()) return Resolution{.addresses = {}, .problem = "the name has no IP address"};
  return Resolution{.addresses = interleave_families(addresses), .problem = {}};
}

// The application's signal handlers must not run on a thread it does not know.
class AllSignalsBlocked {
 public:
  AllSignalsBlocked() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before_);
  }
  ~AllSignalsBlocked() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  AllSignalsBlocked(const AllSignalsBlocked&) = delete;
  AllSignalsBlocked& operator=(const AllSignalsBlocked&) = delete;

 private:
  sigset_t before_{};
};

}  // namespace

struct Lookup::Mailbox {
  std::mutex mutex;
  Receiver receiver;

  void deliver(Resolution resolution) {
    const std::lock_guard guard(mutex);
    if (receiver) std::exchange(receiver, nullptr)(std::move(resolution));
  }

  void run(const std::string& host) noexcept {
    try {
      deliver(resolve(host));
    } catch (const std::exception& problem) {
      deliver(Resolution{.addresses = {}, .problem = problem.what()});
    }
  }
};

Lookup::Lookup(std::string host, Receiver receiver) : mailbox_(std::make_shared<Mailbox>()) {
  mailbox_->receiver = std::move(receiver);
  if (const auto literal = parse_address(host)) {
    mailbox_->deliver(Resolution{.addresses = {*literal}, .problem = {}});
    return;
  }
  if (!running_lookups().begin()) {
    mailbox_->deliver(Resolution{.addresses = {}, .problem = "16 earlier look-ups still wait for the name server"});
    return;
  }
  try {
    const AllSignalsBlocked blocked;
    std::thread([mailbox = mailbox_, host = std::move(host)] {
      mailbox->run(host);
      running_lookups().end();
    }).detach();
  } catch (const std::system_error& problem) {
    running_lookups().end();
    mailbox_->deliver(Resolution{.addresses = {}, .problem = problem.what()});
  }
}

Lookup::~Lookup() {
  const std::lock_guard guard(mailbox_->mutex);
  mailbox_->receiver = nullptr;
}

}  // namespace d1odbc
