// Owns: the calls that tests of descriptors repeat: fields in and out, their outcomes. Never: a test.
#pragma once

#include <array>
#include <string>

#include "test_servers.h"

namespace descriptors {

using application::Connection;
using application::Handle;
using application::Statement;

[[nodiscard]] inline SQLHANDLE descriptor_of(const Statement& statement, SQLINTEGER attribute) {
  SQLHANDLE descriptor = nullptr;
  REQUIRE_SUCCESS(statement, SQLGetStmtAttr(statement, attribute, &descriptor, 0, nullptr));
  return descriptor;
}

[[nodiscard]] inline SQLHANDLE ard(const Statement& statement) {
  return descriptor_of(statement, SQL_ATTR_APP_ROW_DESC);
}
[[nodiscard]] inline SQLHANDLE apd(const Statement& statement) {
  return descriptor_of(statement, SQL_ATTR_APP_PARAM_DESC);
}
[[nodiscard]] inline SQLHANDLE ird(const Statement& statement) {
  return descriptor_of(statement, SQL_ATTR_IMP_ROW_DESC);
}
[[nodiscard]] inline SQLHANDLE ipd(const Statement& statement) {
  return descriptor_of(statement, SQL_ATTR_IMP_PARAM_DESC);
}

/// "SUCCESS", "ERROR HY016", …: the outcome of a call on a descriptor that belongs to a statement.
[[nodiscard]] inline std::string outcome(SQLRETURN code, SQLHANDLE descriptor) {
  if (code == SQL_NO_DATA) return "NO_DATA";
  if (code == SQL_INVALID_HANDLE) return "INVALID_HANDLE";
  const auto records = application::diagnostics(SQL_HANDLE_DESC, descriptor);
  const std::string state = records.empty() ? "without a diagnostic" : records.front().state;
  if (code == SQL_SUCCESS) return "SUCCESS";
  return (code == SQL_SUCCESS_WITH_INFO ? "SUCCESS_WITH_INFO " : "ERROR ") + state;
}

[[nodiscard]] inline std::string set(SQLHANDLE descriptor, SQLSMALLINT record, SQLSMALLINT field, SQLLEN value) {
  return outcome(SQLSetDescField(descriptor, record, field, reinterpret_cast<SQLPOINTER>(value), 0), descriptor);
}

[[nodiscard]] inline std::string set_place(SQLHANDLE descriptor, SQLSMALLINT record, SQLSMALLINT field, void* place) {
  return outcome(SQLSetDescField(descriptor, record, field, place, 0), descriptor);
}

/// A number field of any size (its length is 0: iODBC's manager would take memory for SQL_IS_INTEGER, which is -6);
/// fails the test when it cannot be read.
[[nodiscard]] inline SQLLEN number(SQLHANDLE descriptor, SQLSMALLINT record, SQLSMALLINT field) {
  SQLLEN value = 0;
  SQLINTEGER length = 0;
  CAPTURE(record);
  CAPTURE(field);
  REQUIRE(outcome(SQLGetDescField(descriptor, record, field, &value, 0, &length), descriptor) == "SUCCESS");
  if (length == sizeof(SQLSMALLINT)) return static_cast<SQLSMALLINT>(value);
  if (length == sizeof(SQLINTEGER)) return static_cast<SQLINTEGER>(value);
  CHECK(length == sizeof(SQLLEN));
  return value;
}

[[nodiscard]] inline void* place(SQLHANDLE descriptor, SQLSMALLINT record, SQLSMALLINT field) {
  void* value = &value;
  REQUIRE(outcome(SQLGetDescField(descriptor, record, field, &value, 0, nullptr), descriptor) == "SUCCESS");
  return value;
}

[[nodiscard]] inline std::string text(SQLHANDLE descriptor, SQLSMALLINT record, SQLSMALLINT field) {
  std::array<char, 200> value{};
  SQLINTEGER length = -1;
  REQUIRE(outcome(SQLGetDescField(descriptor, record, field, value.data(), value.size(), &length), descriptor) ==
          "SUCCESS");
  CHECK(length == static_cast<SQLINTEGER>(std::string(value.data()).size()));
  return value.data();
}

[[nodiscard]] inline std::string read_outcome(SQLHANDLE descriptor, SQLSMALLINT record, SQLSMALLINT field) {
  std::array<char, 200> value{};
  return outcome(SQLGetDescField(descriptor, record, field, value.data(), value.size(), nullptr), descriptor);
}

/// A descriptor of the application.
struct OwnDescriptor : Handle {
  explicit OwnDescriptor(const Connection& connection) : Handle(SQL_HANDLE_DESC, connection) {}
};

}  // namespace descriptors
