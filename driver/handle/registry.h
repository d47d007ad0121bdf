// Owns: which handles are alive. Never: what they do.
#pragma once

#include <sql.h>
#include <sqlext.h>

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

  /// Forgets a handle; the object goes when nobody holds it any more. False when it was not alive.
  bool remove(SQLHANDLE handle);

 private:
  mutable std::mutex mutex_;
  std::unordered_map<std::uintptr_t, std::shared_ptr<Handle>> objects_;
  std::uintptr_t last_ = 0;
};

}  // namespace d1odbc
