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

Registry::Registry() : next_(first_handle) {}

std::size_t Registry::shard_of(std::uintptr_t number) noexcept { return number / handle_step % shards; }

SQLHANDLE Registry::add(std::shared_ptr<Handle> object) {
  const std::uintptr_t number = next_.fetch_add(handle_step);
  Shard& shard = shards_[shard_of(number)];
  const std::lock_guard lock(shard.mutex);
  shard.objects.emplace(number, std::move(object));
  return std::bit_cast<SQLHANDLE>(number);
}

std::shared_ptr<Handle> Registry::find(SQLHANDLE handle) const {
  const auto number = std::bit_cast<std::uintptr_t>(handle);
  const Shard& shard = shards_[shard_of(number)];
  const std::lock_guard lock(shard.mutex);
  const auto found = shard.objects.find(number);
  return found == shard.objects.end() ? nullptr : found->second;
}

bool Registry::remove(SQLHANDLE handle) {
  const auto number = std::bit_cast<std::uintptr_t>(handle);
  Shard& shard = shards_[shard_of(number)];
  std::shared_ptr<Handle> object;  // outlives the lock: a destructor must not run under it
  const std::lock_guard lock(shard.mutex);
  const auto found = shard.objects.find(number);
  if (found == shard.objects.end()) return false;
  object = std::move(found->second);
  shard.objects.erase(found);
  object->mark_freed();
  return true;
}

}  // namespace d1odbc
