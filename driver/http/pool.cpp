// Owns: what the process keeps between exchanges: idle connections, session tickets, TLS contexts. Never: waits for the
// network, uses a connection.
#include "http/pool.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "http/fork_guard.h"

namespace d1odbc {
namespace {

constexpr std::size_t most_sessions = 64;
constexpr std::size_t most_contexts = 16;

std::filesystem::file_time_type file_time_of(const std::string& ca_file) {
  std::error_code ignored;
  return ca_file.empty() ? std::filesystem::file_time_type{} : std::filesystem::last_write_time(ca_file, ignored);
}

}  // namespace

Pool& Pool::of_process() {
  static Immortal<Pool> pool;
  return pool.value;
}

Pool::Kept& Pool::kept() {
  if (generation_ != process_generation()) {
    (void)kept_.release();  // inherited over fork(): never destroyed, see the class
    kept_ = std::make_unique<Kept>();
    generation_ = process_generation();
  }
  return *kept_;
}

// The caller destroys them after it has let go of the lock, which closing a socket takes.
std::vector<Pool::Idle> Pool::take_expired(Kept& kept, Clock::time_point now) {
  std::vector<Idle> expired;
  for (auto& [route, idle] : kept.idle) {
    const auto old =
        std::ranges::stable_partition(idle, [&](const Idle& each) { return now - each.since < longest_idle; });
    std::ranges::move(old, std::back_inserter(expired));
    idle.erase(old.begin(), old.end());
  }
  std::erase_if(kept.idle, [](const auto& each) { return each.second.empty(); });
  return expired;
}

std::unique_ptr<HttpConnection> Pool::take_idle(const Route& route, Clock::time_point now) {
  std::vector<Idle> expired;
  const auto lock = lock_network_state();
  expired = take_expired(kept(), now);
  const auto found = kept().idle.find(route);
  if (found == kept().idle.end()) return nullptr;
  std::unique_ptr<HttpConnection> connection = std::move(found->second.back().connection);
  found->second.pop_back();
  if (found->second.empty()) kept().idle.erase(found);
  return connection;
}

void Pool::give_back(const Route& route, std::unique_ptr<HttpConnection> connection, Clock::time_point now) {
  std::vector<Idle> expired;
  const auto lock = lock_network_state();
  expired = take_expired(kept(), now);
  std::vector<Idle>& idle = kept().idle[route];
  if (idle.size() >= most_idle_per_route) {
    expired.push_back(std::move(idle.front()));
    idle.erase(idle.begin());
  }
  idle.push_back({std::move(connection), now});
}

void Pool::keep_session(const Route& route, TlsSession session) {
  if (!session) return;
  const auto lock = lock_network_state();
  if (kept().sessions.size() >= most_sessions) kept().sessions.clear();
  kept().sessions.insert_or_assign(route, std::move(session));
}

TlsMaterial Pool::tls_for(const Route& route) {
  if (route.endpoint.scheme != "https") return {};
  TlsMaterial material{.context = context_for(route.ca_file), .session = nullptr};
  const auto lock = lock_network_state();
  if (const auto found = kept().sessions.find(route); found != kept().sessions.end()) material.session = found->second;
  return material;
}

TlsContext Pool::context_for(const std::string& ca_file) {
  const auto file_time = file_time_of(ca_file);
  {
    const auto lock = lock_network_state();
    const auto found = kept().contexts.find(ca_file);
    if (found != kept().contexts.end() && found->second.file_time == file_time) return found->second.context;
  }
  TlsContext context = make_tls_context(ca_file);  // reads files: not under the lock
  const auto lock = lock_network_state();
  if (kept().contexts.size() >= most_contexts) kept().contexts.clear();
  // Tickets were given under the old trust; a resumed session would skip the new one.
  std::erase_if(kept().sessions, [&](const auto& each) { return each.first.ca_file == ca_file; });
  kept().contexts.insert_or_assign(ca_file, Trusted{context, file_time});
  return context;
}

void Pool::close_idle() noexcept {
  std::map<Route, std::vector<Idle>> closing;
  const auto lock = lock_network_state();
  closing.swap(kept().idle);
}

}  // namespace d1odbc
