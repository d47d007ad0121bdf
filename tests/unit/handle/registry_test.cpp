// Owns: tests of handle/registry. Never: the handles' own work.
#include "handle/registry.h"

#include <doctest/doctest.h>

#include <atomic>
#include <bit>
#include <cstddef>
#include <memory>
#include <set>
#include <thread>
#include <vector>

#include "handle/environment.h"

using namespace d1odbc;

namespace {

/// Another kind, so that the kinds can be told apart.
class Other : public Handle {
 public:
  static constexpr HandleKind handle_kind = HandleKind::Statement;
  explicit Other(std::atomic<int>* destroyed = nullptr) : Handle(handle_kind), destroyed_(destroyed) {}
  ~Other() override {
    if (destroyed_ != nullptr) ++*destroyed_;
  }

 private:
  std::atomic<int>* destroyed_;
};

}  // namespace

TEST_CASE("a handle is found as its own kind only, and not after it was removed") {
  Registry registry;
  const auto environment = std::make_shared<Environment>();
  const SQLHANDLE handle = registry.add(environment);
  CHECK(handle != nullptr);
  CHECK(registry.find(handle) == environment);
  CHECK(registry.find<Environment>(handle) == environment);
  CHECK(registry.find<Other>(handle) == nullptr);
  CHECK(registry.remove(handle));
  CHECK_FALSE(registry.remove(handle));
  CHECK(registry.find(handle) == nullptr);
  CHECK(registry.find<Environment>(handle) == nullptr);
}

TEST_CASE("a null, foreign or crooked handle is not alive") {
  Registry registry;
  const SQLHANDLE handle = registry.add(std::make_shared<Other>());
  int local = 0;
  CHECK(registry.find(nullptr) == nullptr);
  CHECK(registry.find(&local) == nullptr);
  CHECK(registry.find(std::bit_cast<SQLHANDLE>(std::bit_cast<std::uintptr_t>(handle) + 1)) == nullptr);
  CHECK_FALSE(registry.remove(nullptr));
}

TEST_CASE("a handle's number is aligned like a pointer and never used twice") {
  Registry registry;
  std::set<SQLHANDLE> seen;
  for (int index = 0; index < 1000; ++index) {
    const SQLHANDLE handle = registry.add(std::make_shared<Other>());
    CHECK(std::bit_cast<std::uintptr_t>(handle) % alignof(std::max_align_t) == 0);
    REQUIRE(seen.insert(handle).second);
    REQUIRE(registry.remove(handle));
  }
}

TEST_CASE("an object that is held stays alive when its handle is freed") {
  Registry registry;
  std::atomic<int> destroyed = 0;
  const SQLHANDLE handle = registry.add(std::make_shared<Other>(&destroyed));
  std::shared_ptr<Handle> held = registry.find(handle);
  registry.remove(handle);
  CHECK(destroyed == 0);
  held.reset();
  CHECK(destroyed == 1);
}

TEST_CASE("threads may add, find and remove at the same time") {
  Registry registry;
  std::atomic<int> destroyed = 0;
  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&] {
      for (int index = 0; index < 500; ++index) {
        const SQLHANDLE handle = registry.add(std::make_shared<Other>(&destroyed));
        if (!registry.find<Other>(handle) || !registry.remove(handle) || registry.find(handle)) ++wrong;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == 0);
  CHECK(destroyed == 2000);
}
