// Owns: when a database's mirror is loaded again. Never: what the mirror says.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>

#include "d1/client.h"
#include "schema/kept_mirror.h"
#include "schema/mirror.h"

namespace d1odbc {

/// A connection's view of the mirror that it shares with others (kept_mirror.h): what one of them learns of the schema,
/// all know. Thread safe.
class MirrorKeeper {
 public:
  /// `lifetime`: how long a mirror is fresh (the keyword SchemaCacheSeconds); zero: every catalog call asks again.
  MirrorKeeper(Client client, std::chrono::seconds lifetime);

  /// What the schema was like when a request for it was sent: an answer that others have overtaken is not news.
  using Ticket = std::uint64_t;

  /// To be taken before a request that brings the schema is sent.
  [[nodiscard]] Ticket ticket() const;

  /// Asks D1 for the schema: the one request that at connect also proves token and database, whether or not another
  /// connection has a mirror. Throws what Client::run throws; the mirror that was there stays.
  void load(const Deadlines& deadlines, CancelToken& cancel);

  /// Loads the mirror from the rows of the schema query that came with another answer; rows that are those of the
  /// mirror at hand only make it young again. When the schema was changed or loaded otherwise by somebody else since
  /// the ticket, the mirror that results stays stale. Throws 08S01 for other rows.
  void take(const ResultSet& rows, Ticket ticket);

  /// A mirror for catalog functions: the one at hand when it is fresh, else after one request.
  [[nodiscard]] std::shared_ptr<const Mirror> fresh(const Deadlines& deadlines, CancelToken& cancel);

  /// The mirror at hand, whatever its age: preparing never sends. nullptr before the first load.
  [[nodiscard]] std::shared_ptr<const Mirror> at_hand() const;

  /// Whether the mirror at hand is younger than its lifetime and not marked stale.
  [[nodiscard]] bool is_fresh() const;

  /// Notes that the schema has changed or that an answer contradicted the mirror.
  void mark_stale();

  /// Notes that D1 ran what the mirror at hand did not compile: it names something new, or is newer SQL. So the mirror
  /// becomes stale once; one that was loaded from the same rows again is not doubted any more.
  void doubt();

  [[nodiscard]] const Client& client() const noexcept { return client_; }

 private:
  /// Whether the mirror at hand was loaded from the same rows and can stay.
  bool keep_when_same(const std::string& digest, Ticket ticket);

  Client client_;
  std::chrono::seconds lifetime_;
  std::shared_ptr<KeptMirror> kept_;
};

}  // namespace d1odbc
