// Owns: what the module exports and what SQLGetFunctions claims, both by driver/api/functions.def. Never: what the
// functions do.
#include <dlfcn.h>

#include <array>
#include <cstdio>
#include <set>

#include "direct/entry_points.h"
#include "test_servers.h"

using servers::Connected;

namespace {

std::set<std::string> expected_exports() {
  std::set<std::string> names;
  for (const direct::EntryPoint& entry : direct::entry_points()) names.insert(entry.name);
  return names;
}

std::set<std::string> exports_of_module() {
  std::set<std::string> names;
  FILE* lines = popen("nm -D --defined-only '" D1ODBC_MODULE "'", "r");
  REQUIRE(lines != nullptr);
  std::array<char, 1000> line{};
  while (std::fgets(line.data(), static_cast<int>(line.size()), lines) != nullptr) {
    std::string name = line.data();
    name.erase(0, name.rfind(' ') + 1);
    name.erase(name.find_last_not_of("\r\n") + 1);
    names.insert(name);
  }
  REQUIRE(pclose(lines) == 0);
  return names;
}

std::set<SQLUSMALLINT> built_ids() {
  std::set<SQLUSMALLINT> ids;
  for (const direct::EntryPoint& entry : direct::entry_points()) {
    if (entry.is_built) ids.insert(entry.id);
  }
  return ids;
}

}  // namespace

TEST_CASE("the module exports the functions of its list and nothing else") {
  CHECK(expected_exports().size() > 100);
  CHECK(exports_of_module() == expected_exports());
}

TEST_CASE("every function is found in the module when it is loaded") {
  void* module = dlopen(D1ODBC_MODULE, RTLD_NOW | RTLD_LOCAL);
  REQUIRE_MESSAGE(module != nullptr, dlerror());
  for (const std::string& name : expected_exports()) {
    CAPTURE(name);
    CHECK(dlsym(module, name.c_str()) != nullptr);
  }
  dlclose(module);
}

TEST_CASE_FIXTURE(Connected, "SQLGetFunctions claims exactly what is built") {
  const std::set<SQLUSMALLINT> built = built_ids();
  std::array<SQLUSMALLINT, SQL_API_ODBC3_ALL_FUNCTIONS_SIZE> bits{};
  REQUIRE_SUCCESS(connection, SQLGetFunctions(connection, SQL_API_ODBC3_ALL_FUNCTIONS, bits.data()));
  for (SQLUSMALLINT id = 0; id < 16 * SQL_API_ODBC3_ALL_FUNCTIONS_SIZE; ++id) {
    CAPTURE(id);
    CHECK((SQL_FUNC_EXISTS(bits.data(), id) == SQL_TRUE) == built.contains(id));
  }
  std::array<SQLUSMALLINT, 101> flags{};
  flags.back() = 77;
  REQUIRE_SUCCESS(connection, SQLGetFunctions(connection, SQL_API_ALL_FUNCTIONS, flags.data()));
  CHECK(flags.back() == 77);
  for (SQLUSMALLINT id = 1; id < 100; ++id) {
    CAPTURE(id);
    CHECK((flags[id] == SQL_TRUE) == built.contains(id));
  }
  for (const direct::EntryPoint& entry : direct::entry_points()) {
    CAPTURE(entry.name);
    SQLUSMALLINT supported = 77;
    REQUIRE_SUCCESS(connection, SQLGetFunctions(connection, entry.id, &supported));
    CHECK(supported == (built.contains(entry.id) ? SQL_TRUE : SQL_FALSE));
  }
  SQLUSMALLINT supported = 77;
  EXPECT("ERROR HY095", connection, SQLGetFunctions(connection, 9999, &supported));
}
