// Owns: the way from a C entry point to a descriptor: a statement's own descriptors are locked after the statement.
// Never: what a function does.
#pragma once

#include <memory>
#include <mutex>
#include <optional>

#include "api/guard.h"
#include "handle/descriptor.h"
#include "handle/statement.h"

namespace d1odbc {

/// A live descriptor; for one that came with a statement, that statement under its call mutex.
struct PinnedDescriptor {
  std::shared_ptr<Descriptor> descriptor;
  std::shared_ptr<Statement> owner;  // null: a descriptor of the application
  std::unique_lock<std::mutex> owner_lock = {};

  /// Throws HY010 when the owner waits for data.
  void admit() const {
    if (owner) owner->admit();
  }
};

/// Empty when the handle, or the statement the descriptor came with, is not alive.
[[nodiscard]] std::optional<PinnedDescriptor> pin_descriptor(SQLHANDLE handle);

/// As `on`, for a descriptor: `body` gets it and the statement it came with (null for one of the application).
template <class Body>
SQLRETURN on_descriptor(SQLHANDLE handle, Body body) noexcept {
  try {
    const std::optional<PinnedDescriptor> pinned = pin_descriptor(handle);
    if (!pinned) return SQL_INVALID_HANDLE;
    return on<Descriptor>(handle, [&](Descriptor& descriptor) {
      pinned->admit();
      return body(descriptor, pinned->owner.get());
    });
  } catch (...) {
    return SQL_ERROR;
  }
}

}  // namespace d1odbc
