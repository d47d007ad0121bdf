// Owns: handles that are NULL, random, freed or of another kind, and null arguments, at every exported function.
// Never: what a function does with a good handle.
#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "direct/entry_points.h"
#include "test_servers.h"

using direct::EntryPoint;
using direct::Takes;
using servers::Connected;

namespace direct {

SQLSMALLINT kind_of(const std::string& name) {
  static constexpr std::array environment{"SQLAllocConnect", "SQLError",      "SQLErrorW",  "SQLFreeEnv",
                                          "SQLGetEnvAttr",   "SQLSetEnvAttr", "SQLTransact"};
  static constexpr std::array connection{
      "SQLAllocStmt",   "SQLBrowseConnect",  "SQLConnect",          "SQLDisconnect",   "SQLDriverConnect",
      "SQLFreeConnect", "SQLGetConnectAttr", "SQLGetConnectOption", "SQLGetFunctions", "SQLGetInfo",
      "SQLNativeSql",   "SQLSetConnectAttr", "SQLSetConnectOption"};
  static constexpr std::array descriptor{"SQLCopyDesc", "SQLGetDescField", "SQLGetDescRec", "SQLSetDescField",
                                         "SQLSetDescRec"};
  const std::string ansi = name.ends_with('W') ? name.substr(0, name.size() - 1) : name;
  const auto is_in = [&](const auto& names) { return std::ranges::find(names, ansi) != names.end(); };
  if (is_in(environment)) return SQL_HANDLE_ENV;
  if (is_in(connection)) return SQL_HANDLE_DBC;
  return is_in(descriptor) ? SQL_HANDLE_DESC : SQL_HANDLE_STMT;
}

}  // namespace direct

namespace {

constexpr std::array<SQLSMALLINT, 4> kinds{SQL_HANDLE_ENV, SQL_HANDLE_DBC, SQL_HANDLE_STMT, SQL_HANDLE_DESC};

SQLHANDLE descriptor_of(const application::Statement& statement) {
  SQLHANDLE descriptor = nullptr;
  REQUIRE_SUCCESS(statement, SQLGetStmtAttr(statement, SQL_ATTR_APP_ROW_DESC, &descriptor, 0, nullptr));
  return descriptor;
}

/// The live handle of a kind.
SQLHANDLE live(const Connected& d1, SQLSMALLINT kind) {
  switch (kind) {
    case SQL_HANDLE_ENV:
      return d1.environment;
    case SQL_HANDLE_DBC:
      return d1.connection;
    case SQL_HANDLE_STMT:
      return d1.statement;
    default:
      return descriptor_of(d1.statement);
  }
}

/// The kind of handle that a function needs which is told `kind`: SQLAllocHandle takes the parent.
std::optional<SQLSMALLINT> needed_kind(const EntryPoint& entry, SQLSMALLINT kind) {
  if (entry.takes == Takes::Handle) return direct::kind_of(entry.name);
  if (entry.name != "SQLAllocHandle") return kind;
  if (kind == SQL_HANDLE_ENV) return std::nullopt;
  return kind == SQL_HANDLE_DBC ? SQL_HANDLE_ENV : SQL_HANDLE_DBC;
}

/// Calls every function that takes a handle with a bad one, under every kind where it is told one.
void expect_invalid(SQLHANDLE handle) {
  for (const EntryPoint& entry : direct::entry_points()) {
    if (entry.takes == Takes::NoHandle) continue;
    for (const SQLSMALLINT kind : kinds) {
      CAPTURE(entry.name);
      CAPTURE(kind);
      if (needed_kind(entry, kind)) CHECK(entry.call(kind, handle) == SQL_INVALID_HANDLE);
    }
  }
}

}  // namespace

TEST_CASE("a NULL handle is SQL_INVALID_HANDLE everywhere") { expect_invalid(SQL_NULL_HANDLE); }

TEST_CASE("a handle that never was one is SQL_INVALID_HANDLE everywhere") {
  int variable = 0;
  for (SQLHANDLE handle : {reinterpret_cast<SQLHANDLE>(std::uintptr_t{0xDEADBEEF}), static_cast<SQLHANDLE>(&variable),
                           reinterpret_cast<SQLHANDLE>(~std::uintptr_t{0})}) {
    CAPTURE(handle);
    expect_invalid(handle);
  }
}

TEST_CASE("a freed handle is SQL_INVALID_HANDLE everywhere, and its number is not used again") {
  std::vector<SQLHANDLE> freed;
  {
    const Connected d1;
    for (const SQLSMALLINT kind : kinds) freed.push_back(live(d1, kind));
  }
  const Connected again;
  for (const SQLHANDLE handle : freed) {
    CAPTURE(handle);
    expect_invalid(handle);
    for (const SQLSMALLINT kind : kinds) CHECK(live(again, kind) != handle);
  }
}

TEST_CASE_FIXTURE(Connected, "a statement of a closed connection is SQL_INVALID_HANDLE everywhere") {
  const SQLHANDLE descriptor = descriptor_of(statement);
  REQUIRE_SUCCESS(connection, SQLDisconnect(connection));
  expect_invalid(statement);
  expect_invalid(descriptor);
}

TEST_CASE_FIXTURE(Connected, "a live handle of another kind is SQL_INVALID_HANDLE everywhere") {
  for (const EntryPoint& entry : direct::entry_points()) {
    if (entry.takes == Takes::NoHandle) continue;
    for (const SQLSMALLINT told : kinds) {
      const std::optional<SQLSMALLINT> needed = needed_kind(entry, told);
      for (const SQLSMALLINT given : kinds) {
        if (!needed || given == *needed) continue;
        CAPTURE(entry.name);
        CAPTURE(told);
        CAPTURE(given);
        CHECK(entry.call(told, live(*this, given)) == SQL_INVALID_HANDLE);
      }
    }
  }
  CHECK(statement.value_of("SELECT 1") == "1");
}

TEST_CASE("a kind that is none is refused") {
  const Connected d1;
  for (const EntryPoint& entry : direct::entry_points()) {
    if (entry.takes != Takes::KindAndHandle) continue;
    CAPTURE(entry.name);
    const SQLRETURN code = entry.call(99, d1.statement);
    CHECK((code == SQL_INVALID_HANDLE || code == SQL_ERROR));
  }
}

TEST_CASE("null arguments at a live handle crash no function") {
  for (const EntryPoint& entry : direct::entry_points()) {
    for (const bool connected : {false, true}) {
      const Connected d1;  // a new one each time: some functions free or disconnect
      for (const SQLSMALLINT told : kinds) {
        CAPTURE(entry.name);
        CAPTURE(told);
        const std::optional<SQLSMALLINT> needed = needed_kind(entry, told);
        if (entry.takes == Takes::NoHandle) {
          CHECK(entry.call(told, nullptr) == SQL_ERROR);
          continue;
        }
        if (!needed) continue;
        application::Connection closed(d1.environment);
        const bool use_closed = !connected && *needed == SQL_HANDLE_DBC;
        const SQLRETURN code = entry.call(told, use_closed ? static_cast<SQLHANDLE>(closed) : live(d1, *needed));
        const std::vector<SQLRETURN> possible{SQL_SUCCESS, SQL_SUCCESS_WITH_INFO, SQL_ERROR,
                                              SQL_NO_DATA, SQL_NEED_DATA,         SQL_INVALID_HANDLE};
        CHECK(std::ranges::find(possible, code) != possible.end());
        if (entry.takes == Takes::Handle || entry.name.starts_with("SQLFree")) break;
      }
    }
  }
}

TEST_CASE_FIXTURE(Connected, "parents are not freed before their children, and a connected handle not at all") {
  EXPECT("ERROR HY010", environment, SQLFreeHandle(SQL_HANDLE_ENV, environment));
  EXPECT("ERROR HY010", connection, SQLFreeHandle(SQL_HANDLE_DBC, connection));
  CHECK(SQLFreeHandle(SQL_HANDLE_DESC, descriptor_of(statement)) == SQL_ERROR);
  CHECK(application::diagnostics(SQL_HANDLE_DESC, descriptor_of(statement)).at(0).state == "HY017");
}

TEST_CASE("handles are made only where they can be") {
  SQLHANDLE environment = nullptr;
  REQUIRE(SQLAllocHandle(SQL_HANDLE_ENV, nullptr, &environment) == SQL_SUCCESS);
  SQLHANDLE handle = &environment;
  CHECK(SQLAllocHandle(SQL_HANDLE_DBC, environment, &handle) == SQL_ERROR);
  CHECK(handle == SQL_NULL_HANDLE);
  CHECK(application::diagnostics(SQL_HANDLE_ENV, environment).at(0).state == "HY010");
  CHECK(SQLFreeHandle(SQL_HANDLE_ENV, environment) == SQL_SUCCESS);

  const application::Environment versioned;
  const application::Connection closed(versioned);
  handle = &environment;
  EXPECT("ERROR 08003", closed, SQLAllocHandle(SQL_HANDLE_STMT, closed, &handle));
  CHECK(handle == SQL_NULL_HANDLE);
}
