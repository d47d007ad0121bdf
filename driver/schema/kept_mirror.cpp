// Owns: the list of the process's mirrors. Never: keeps one alive that no connection uses.
#include "schema/kept_mirror.h"

#include <openssl/evp.h>

#include <map>
#include <tuple>

#include "error/odbc_error.h"

namespace d1odbc {

namespace {

using Key = std::tuple<Route, std::string, std::string, std::string>;  // account, database, token's hash

struct MirrorList {
  std::mutex mutex;
  std::map<Key, std::weak_ptr<KeptMirror>> mirrors;
};

/// Never destroyed: connections may be used while the process ends.
MirrorList& list_of_process() {
  static MirrorList* const list = std::make_unique<MirrorList>().release();
  return *list;
}

}  // namespace

std::string digest_of(std::string_view text) {
  std::string digest(EVP_MAX_MD_SIZE, '\0');
  unsigned size = 0;
  const int hashed = EVP_Digest(text.data(), text.size(), reinterpret_cast<unsigned char*>(digest.data()), &size,
                                EVP_sha256(), nullptr);
  if (hashed != 1) throw OdbcError(State::GeneralError, "OpenSSL refused to compute a SHA-256.");
  digest.resize(size);
  return digest;
}

std::shared_ptr<KeptMirror> kept_mirror(const ClientSettings& client) {
  Key key{client.route, client.account, client.database_id, digest_of(client.token)};
  MirrorList& list = list_of_process();
  const std::lock_guard lock(list.mutex);
  std::erase_if(list.mirrors, [](const auto& entry) { return entry.second.expired(); });
  std::weak_ptr<KeptMirror>& place = list.mirrors[std::move(key)];
  std::shared_ptr<KeptMirror> kept = place.lock();
  if (!kept) {
    kept = std::make_shared<KeptMirror>();
    place = kept;
  }
  return kept;
}

}  // namespace d1odbc
