// Owns: the table from handle numbers to objects. Never: locks a call.
#include "handle/registry.h"

#include <bit>
#include <utility>

namespace d1odbc {

namespace {

// Driver managers treat handles as pointers and may test them for alignment or small values.
constexpr std::uintptr_t first_handle = 0x1000;
constexpr std::uintptr_t handle_step = 16;

}  // namespace

Registry& Registry::of_process() {
  // Never destroyed: at exit, handles that the application left would be destroyed with it, and other threads may still
  // call.
  static Registry* const registry = std::make_unique<Registry>().release();
  return *registry;
}

SQLHANDLE Registry::add(std::shared_ptr<Handle> object) {
  const std::lock_guard lock(mutex_);
  last_ = last_ == 0 ? first_handle : last_ + handle_step;
  objects_.emplace(last_, std::move(object));
  return std::bit_cast<SQLHANDLE>(last_);
}

std::shared_ptr<Handle> Registry::find(SQLHANDLE handle) const {
  const std::lock_guard lock(mutex_);
  const auto found = objects_.find(std::bit_cast<std::uintptr_t>(handle));
  return found == objects_.end() ? nullptr : found->second;
}

bool Registry::remove(SQLHANDLE handle) {
  std::shared_ptr<Handle> object;  // outlives the lock: a destructor must not run under it
  const std::lock_guard lock(mutex_);
  const auto found = objects_.find(std::bit_cast<std::uintptr_t>(handle));
  if (found == objects_.end()) return false;
  object = std::move(found->second);
  objects_.erase(found);
  return true;
}

}  // namespace d1odbc
