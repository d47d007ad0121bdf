// Owns: the order of locks for a descriptor's call. Never: publishes (the guard does).
#include "api/descriptor_guard.h"

namespace d1odbc {

std::optional<PinnedDescriptor> pin_descriptor(SQLHANDLE handle) {
  const Registry& registry = Registry::of_process();
  PinnedDescriptor pinned{registry.find<Descriptor>(handle), nullptr};
  if (!pinned.descriptor) return std::nullopt;
  if (!pinned.descriptor->is_implicit()) return pinned;
  const SQLHANDLE owner = pinned.descriptor->owner();
  pinned.owner = registry.find<Statement>(owner);
  if (!pinned.owner) return std::nullopt;
  pinned.owner_lock = std::unique_lock(pinned.owner->call_mutex());
  return pinned.owner->is_freed() ? std::nullopt : std::optional(std::move(pinned));
}

}  // namespace d1odbc
