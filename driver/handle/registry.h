// Owns: which handles are alive. Never: what they do.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "handle/handle.h"

namespace d1odbc {

/// Handles are numbers that are never used twice, so a freed, foreign or wrong handle is always told from a live one.
/// Thread safe. A found object stays alive while the caller holds it, even if another thread frees its handle.
class Registry {
 public:
  Registry();

  /// The process's registry.
  [[nodiscard]] static Registry& of_process();

  [[nodiscard]] SQLHANDLE add(std::shared_ptr<Handle> object);

  /// The object, or nullptr for a handle that is not alive.
  [[nodiscard]] std::shared_ptr<Handle> find(SQLHANDLE handle) const;

  /// The object when it is alive and of this type (each type names its kind), else nullptr.
  template <class Type>
  [[nodiscard]] std::shared_ptr<Type> find(SQLHANDLE handle) const {
    std::shared_ptr<Handle> object = find(handle);
    if (!object || object->kind() != Type::handle_kind) return nullptr;
    return std::static_pointer_cast<Type>(std::move(object));
  }

  /// Forgets a handle and marks its object (Handle::is_freed); the object goes when nobody holds it any more. False
  /// when it was not alive.
  bool remove(SQLHANDLE handle);

 private:
  /// Every call looks up its handle: threads with handles of their own shall not wait for each other there.
  struct Shard {
    mutable std::mutex mutex;
    std::unordered_map<std::uintptr_t, std::shared_ptr<Handle>> objects;
  };
  static constexpr std::size_t shards = 64;

  [[nodiscard]] static std::size_t shard_of(std::uintptr_t number) noexcept;

  std::array<Shard, shards> shards_;
  std::atomic<std::uintptr_t> next_;
};

}  // namespace d1odbc
