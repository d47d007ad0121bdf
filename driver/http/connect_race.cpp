// Owns: connecting to several addresses of one host, the first to answer winning. Never: resolves, keeps deadlines.
#include "http/connect_race.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cerrno>
#include <list>
#include <optional>
#include <utility>

#include "http/fork_guard.h"

namespace d1odbc {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

constexpr std::chrono::milliseconds next_address_delay{250};  // RFC 8305, section 5, "Connection Attempt Delay"
constexpr std::size_t most_addresses = 16;

tcp::endpoint endpoint_of(const Address& address, std::uint16_t port) {
  if (address.is_v6()) {
    return {asio::ip::address_v6(address.bytes, address.scope_id), port};
  }
  asio::ip::address_v4::bytes_type bytes{};
  std::copy_n(address.bytes.begin(), bytes.size(), bytes.begin());
  return {asio::ip::address_v4(bytes), port};
}

// A new socket that neither fork (see fork_guard.h) nor exec passes on.
error_code open_socket(tcp::socket& socket, const tcp::endpoint& endpoint) {
  error_code error;
#if defined(SOCK_CLOEXEC)
  const int descriptor = ::socket(endpoint.protocol().family(), SOCK_STREAM | SOCK_CLOEXEC, 0);
#else
  const int descriptor = ::socket(endpoint.protocol().family(), SOCK_STREAM, 0);
  if (descriptor >= 0) ::fcntl(descriptor, F_SETFD, FD_CLOEXEC);
#endif
  if (descriptor < 0) return {errno, boost::system::system_category()};
  socket.assign(endpoint.protocol(), descriptor, error);
  if (error) {
    ::close(descriptor);
    return error;
  }
  note_socket(descriptor);
#if defined(SO_NOSIGPIPE)
  const int on = 1;
  ::setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof on);
#endif
  socket.set_option(tcp::no_delay(true), error);
  socket.non_blocking(true, error);
  return error;
}

}  // namespace

class ConnectRace::Runners {
 public:
  Runners(asio::io_context& io, const std::vector<Address>& addresses, std::uint16_t port)
      : io_(io), delay_(io), port_(port) {
    const std::size_t count = std::min(addresses.size(), most_addresses);
    waiting_.assign(addresses.begin(), addresses.begin() + static_cast<std::ptrdiff_t>(count));
  }

  ~Runners() {
    for (tcp::socket& runner : runners_) close_noted(runner);
    if (winner_) close_noted(*winner_);
  }
  Runners(const Runners&) = delete;
  Runners& operator=(const Runners&) = delete;

  void start(Done done) {
    done_ = std::move(done);
    try_next();
  }

  void abort() {
    waiting_.clear();
    for (tcp::socket& runner : runners_) close_noted(runner);
    delay_.cancel();
    aborted_ = true;
  }

  int take_winner() { return winner_->release(); }

 private:
  void try_next() {
    if (waiting_.empty()) return;
    const tcp::endpoint target = endpoint_of(waiting_.front(), port_);
    waiting_.erase(waiting_.begin());
    const auto runner = runners_.emplace(runners_.end(), io_);
    ++running_;
    if (const error_code error = open_socket(*runner, target)) {
      asio::post(io_, [this, runner, error] { ended(runner, error); });
    } else {
      runner->async_connect(target, [this, runner](error_code result) { ended(runner, result); });
    }
    if (waiting_.empty()) return;
    ++running_;
    delay_.expires_after(next_address_delay);
    delay_.async_wait([this](error_code result) {
      --running_;
      if (!result && !winner_) try_next();
      end_if_all_ended();
    });
  }

  void ended(std::list<tcp::socket>::iterator runner, error_code error) {
    --running_;
    if (!error && !winner_ && !aborted_) {
      win(*runner);
    } else if (error && !first_error_) {
      first_error_ = error;
    }
    close_noted(*runner);
    if (error && !winner_) fail_over();
    end_if_all_ended();
  }

  void win(tcp::socket& runner) {
    winner_.emplace(std::move(runner));
    waiting_.clear();
    for (tcp::socket& loser : runners_) close_noted(loser);
    delay_.cancel();
  }

  void fail_over() {
    delay_.cancel();
    try_next();
  }

  // Every handler has run, so nothing refers to this object any more.
  void end_if_all_ended() {
    if (running_ > 0 || !done_) return;
    if (!winner_ && !first_error_) first_error_ = asio::error::operation_aborted;
    std::exchange(done_, nullptr)(winner_ ? error_code{} : first_error_);
  }

  asio::io_context& io_;
  asio::steady_timer delay_;
  std::uint16_t port_;
  std::vector<Address> waiting_;
  std::list<tcp::socket> runners_;
  std::optional<tcp::socket> winner_;
  error_code first_error_;
  std::size_t running_ = 0;
  bool aborted_ = false;
  Done done_;
};

ConnectRace::ConnectRace(asio::io_context& io, const std::vector<Address>& addresses, std::uint16_t port)
    : runners_(std::make_unique<Runners>(io, addresses, port)) {}
ConnectRace::~ConnectRace() = default;

void ConnectRace::start(Done done) { runners_->start(std::move(done)); }
void ConnectRace::abort() { runners_->abort(); }
int ConnectRace::take_winner() { return runners_->take_winner(); }

}  // namespace d1odbc
