// Owns: when a connection's mirror is loaded again. Never: what the mirror says.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>

#include "d1/client.h"
#include "schema/mirror.h"

namespace d1odbc {

/// The mirror of one database with its age. Thread safe.
class MirrorKeeper {
 public:
  /// `lifetime`: how long a mirror is fresh (the keyword SchemaCacheSeconds); zero: every catalog call asks again.
  MirrorKeeper(Client client, std::chrono::seconds lifetime);

  /// What the schema was like when a request for it was sent: an answer that others have overtaken is not news.
  using Ticket = std::uint64_t;

  /// To be taken before a request that brings the schema is sent.
  [[nodiscard]] Ticket ticket() const;

  /// Asks D1 for the schema: the one request that at connect also proves token and database. Throws what Client::run
  /// throws; the mirror that was there stays.
  void load(const Deadlines& deadlines, CancelToken& cancel);

  /// Loads the mirror from the rows of the schema query that came with another answer. When the schema was changed or
  /// loaded by somebody else since the ticket, the mirror that results stays stale. Throws 08S01 for other rows.
  void take(const ResultSet& rows, Ticket ticket);

  /// A mirror for catalog functions: the one at hand when it is fresh, else after one request.
  [[nodiscard]] std::shared_ptr<const Mirror> fresh(const Deadlines& deadlines, CancelToken& cancel);

  /// The mirror at hand, whatever its age: preparing never sends. nullptr before the first load.
  [[nodiscard]] std::shared_ptr<const Mirror> at_hand() const;

  /// Whether the mirror at hand is younger than its lifetime and not marked stale.
  [[nodiscard]] bool is_fresh() const;

  /// Notes that the schema has changed or that an answer contradicted the mirror.
  void mark_stale();

  [[nodiscard]] const Client& client() const noexcept { return client_; }

 private:
  Client client_;
  std::chrono::seconds lifetime_;
  mutable std::mutex mutex_;
  std::shared_ptr<const Mirror> mirror_;
  std::chrono::steady_clock::time_point loaded_at_;
  bool stale_ = true;
  Ticket generation_ = 0;  // counts loads and changes
};

}  // namespace d1odbc
