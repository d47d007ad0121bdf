// Owns: the mirror of a database that the connections of this process share, with its age. Never: loads one, decides
// when it is fresh (MirrorKeeper does).
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>

#include "d1/client.h"
#include "schema/mirror.h"

namespace d1odbc {

/// What is known of one database's schema. All members but `mutex` are used under it.
struct KeptMirror {
  std::mutex mutex;
  std::shared_ptr<const Mirror> mirror;  // nullptr before the first load
  std::string digest;                    // of the rows that the mirror was loaded from
  std::string doubted_digest;            // see MirrorKeeper::doubt
  std::chrono::steady_clock::time_point loaded_at;
  bool stale = true;
  std::uint64_t generation = 0;  // counts loads and changes
};

/// The kept mirror for this client's database: the same for every connection of the process with the same endpoint, way
/// there (proxy, authorities), account, database and token, and gone with the last of them. Of the token only a hash is
/// kept. Thread safe.
[[nodiscard]] std::shared_ptr<KeptMirror> kept_mirror(const ClientSettings& client);

/// SHA-256 of a text, as bytes. Throws OdbcError HY000 when OpenSSL refuses.
[[nodiscard]] std::string digest_of(std::string_view text);

}  // namespace d1odbc
