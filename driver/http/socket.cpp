// Owns: one TCP socket, its own event loop, and every wait for the network. Never: knows TLS or HTTP.
#include "http/socket.h"

#include <fmt/core.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <optional>
#include <utility>

#include "http/connect_race.h"
#include "http/fork_guard.h"
#include "http/resolver.h"

namespace d1odbc {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using Kind = HttpFailure::Kind;

Address address_of(const tcp::endpoint& endpoint) {
  Address address;
  if (endpoint.address().is_v4()) {
    std::ranges::copy(endpoint.address().to_v4().to_bytes(), address.bytes.begin());
    return address;
  }
  address.bytes = endpoint.address().to_v6().to_bytes();
  address.length = 16;
  return address;
}

}  // namespace

class Socket::Loop {
 public:
  ~Loop() { close_noted(socket_); }

  void attend(Patience& patience, CancelToken& cancel) {
    patience_ = &patience;
    cancelled_ = false;
    cancel.listen([this, attendance = ++attendance_] { cancel_later(attendance); });
  }

  void leave(CancelToken& cancel) noexcept {
    cancel.stop_listening();
    ++attendance_;
    patience_ = nullptr;
  }

  std::vector<Address> resolve(const std::string& host);
  void connect(const std::vector<Address>& addresses, std::uint16_t port, const std::string& name);
  std::size_t write_some(std::string_view bytes);
  std::size_t read_some(std::span<char> buffer);
  Glance glance(std::span<char> buffer, std::size_t& count);
  [[nodiscard]] Address peer() const;

 private:
  // Runs on the cancelling thread, under the token's lock. The number keeps a cancellation that arrives at the very end
  // of one exchange from ending the next one over the same socket.
  void cancel_later(unsigned attendance) noexcept {
    cancelled_ = true;
    try {
      asio::post(io_, [this, attendance] {
        if (attendance == attendance_ && abort_) abort_();
      });
    } catch (const std::bad_alloc&) {
      // Then the next wait does not begin, or this one ends by its deadline.
    }
  }

  // Starts one asynchronous operation and runs the loop until it has ended; `abort` must make it end soon.
  // Start: void(std::function<void(error_code, std::size_t)> done).
  struct Outcome {
    error_code error;
    std::size_t count = 0;
  };
  template <class Start>
  Outcome wait(const Start& start, std::function<void()> abort);
  std::optional<Patience::Deadline> check_patience();
  void throw_if_interrupted();
  void wait_for_bytes();
  [[noreturn]] void fail(error_code error) const;
  void adopt(int connected);

  asio::io_context io_{1};
  tcp::socket socket_{io_};
  asio::steady_timer timer_{io_};
  Patience* patience_ = nullptr;
  unsigned attendance_ = 0;
  std::atomic<bool> cancelled_ = false;
  std::optional<Patience::Limit> ran_out_;
  std::function<void()> abort_;
};

void Socket::Loop::throw_if_interrupted() {
  if (cancelled_) throw patience_->cancelled();
  if (ran_out_) throw patience_->ran_out(*ran_out_);
}

// Throws when a deadline is already over or the exchange was cancelled; gives the next deadline otherwise.
std::optional<Patience::Deadline> Socket::Loop::check_patience() {
  const auto now = Patience::Clock::now();
  const auto deadline = patience_->next(now);
  ran_out_.reset();
  if (deadline && deadline->at <= now) ran_out_ = deadline->limit;
  throw_if_interrupted();
  return deadline;
}

template <class Start>
Socket::Loop::Outcome Socket::Loop::wait(const Start& start, std::function<void()> abort) {
  const auto deadline = check_patience();
  abort_ = std::move(abort);
  Outcome outcome;
  bool ended = false;
  bool timer_ended = true;
  if (deadline) {
    timer_ended = false;
    timer_.expires_at(deadline->at);
    timer_.async_wait([&, limit = deadline->limit](error_code error) {
      timer_ended = true;
      if (error || ended) return;
      ran_out_ = limit;
      abort_();
    });
  }
  io_.restart();
  const auto keep_running = asio::make_work_guard(io_);  // the resolver's thread is no work the loop knows of
  start([&](error_code error, std::size_t count) {
    ended = true;
    outcome = {error, count};
    timer_.cancel();
  });
  // Both handlers refer to this frame: neither may outlive it.
  while (!ended || !timer_ended) io_.run_one();
  abort_ = nullptr;
  // What has ended by itself counts, even when the clock or a cancellation came at the same moment.
  if (outcome.error) throw_if_interrupted();
  return outcome;
}

std::vector<Address> Socket::Loop::resolve(const std::string& host) {
  // Shared, because an answer may already be queued in the loop when this wait is given up.
  struct Pending {
    Resolution resolution;
    std::function<void(error_code, std::size_t)> done;
    void finish(error_code error) {
      if (done) std::exchange(done, nullptr)(error, 0);
    }
  };
  const auto pending = std::make_shared<Pending>();
  std::optional<Lookup> lookup;
  const auto begin = [&](auto done) {
    pending->done = std::move(done);
    lookup.emplace(host, [this, pending](Resolution found) {
      asio::post(io_, [pending, found = std::move(found)]() mutable {
        pending->resolution = std::move(found);
        pending->finish({});
      });
    });
  };
  wait(begin, [&] { pending->finish(asio::error::operation_aborted); });
  if (!pending->resolution.addresses.empty()) return std::move(pending->resolution.addresses);
  throw HttpFailure(Kind::Resolve, false,
                    fmt::format("The host name {} could not be resolved: {}.", host, pending->resolution.problem));
}

void Socket::Loop::connect(const std::vector<Address>& addresses, std::uint16_t port, const std::string& name) {
  if (addresses.empty()) throw HttpFailure(Kind::Resolve, false, fmt::format("{} has no address.", name));
  ConnectRace race(io_, addresses, port);
  const auto start = [&](auto done) { race.start([done](error_code error) { done(error, 0); }); };
  const Outcome outcome = wait(start, [&] { race.abort(); });
  if (outcome.error) {
    throw HttpFailure(
        Kind::Connect, false,
        fmt::format("No connection to {} ({}): {}.", name, to_text(addresses.front()), outcome.error.message()));
  }
  adopt(race.take_winner());
}

void Socket::Loop::adopt(int connected) {
  sockaddr_storage local{};
  socklen_t length = sizeof local;
  ::getsockname(connected, reinterpret_cast<sockaddr*>(&local), &length);
  error_code error;
  socket_.assign(local.ss_family == AF_INET6 ? tcp::v6() : tcp::v4(), connected, error);
  if (error) {
    forget_socket(connected);
    ::close(connected);
    fail(error);
  }
  socket_.non_blocking(true, error);
}

// Reading and writing try without the event loop first: most of a large body is there already.

std::size_t Socket::Loop::write_some(std::string_view bytes) {
  const asio::const_buffer buffer(bytes.data(), bytes.size());
  check_patience();
  error_code error;
  if (const std::size_t count = socket_.write_some(buffer, error); !error) return count;
  const Outcome outcome =
      wait([&](auto done) { socket_.async_write_some(buffer, std::move(done)); }, [&] { close_noted(socket_); });
  if (outcome.error) fail(outcome.error);
  return outcome.count;
}

std::size_t Socket::Loop::read_some(std::span<char> bytes) {
  for (;;) {  // ends by the deadlines: every round waits for the network
    check_patience();
    error_code error;
    const std::size_t count = socket_.read_some(asio::buffer(bytes.data(), bytes.size()), error);
    if (!error) return count;
    if (error == asio::error::eof) return 0;
    if (error != asio::error::would_block) fail(error);
    wait_for_bytes();
  }
}

// Asio's own asynchronous read would try once more at first, which never helps here.
void Socket::Loop::wait_for_bytes() {
  const auto start = [&](auto done) {
    socket_.async_wait(tcp::socket::wait_read, [done](error_code error) { done(error, 0); });
  };
  const Outcome outcome = wait(start, [&] { close_noted(socket_); });
  if (outcome.error) fail(outcome.error);
}

void Socket::Loop::fail(error_code error) const {
  throw HttpFailure(Kind::Lost, false,
                    fmt::format("The connection broke while {}: {}.", patience_->doing(), error.message()));
}

Socket::Glance Socket::Loop::glance(std::span<char> buffer, std::size_t& count) {
  error_code error;
  count = socket_.read_some(asio::buffer(buffer.data(), buffer.size()), error);
  if (error == asio::error::would_block) return Glance::Quiet;
  return error || count == 0 ? Glance::Closed : Glance::Bytes;
}

Address Socket::Loop::peer() const {
  error_code error;
  const tcp::endpoint endpoint = socket_.remote_endpoint(error);
  return error ? Address{} : address_of(endpoint);
}

Socket::Attended::Attended(Socket& socket, Patience& patience, CancelToken& cancel) : socket_(socket), cancel_(cancel) {
  socket_.loop_->attend(patience, cancel);
}
Socket::Attended::~Attended() { socket_.loop_->leave(cancel_); }

Socket::Socket() : loop_(std::make_unique<Loop>()) {}
Socket::~Socket() = default;

std::vector<Address> Socket::resolve(const std::string& host) { return loop_->resolve(host); }
void Socket::connect(const std::vector<Address>& addresses, std::uint16_t port, const std::string& name) {
  loop_->connect(addresses, port, name);
}
Address Socket::peer() const { return loop_->peer(); }
std::size_t Socket::write_some(std::string_view bytes) { return loop_->write_some(bytes); }
std::size_t Socket::read_some(std::span<char> buffer) { return loop_->read_some(buffer); }
Socket::Glance Socket::glance(std::span<char> buffer, std::size_t& count) { return loop_->glance(buffer, count); }

}  // namespace d1odbc
