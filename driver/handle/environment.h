// Owns: an environment handle: the ODBC version the application asked for. Never: connections themselves.
#pragma once

#include <atomic>

#include "handle/handle.h"

namespace d1odbc {

class Environment : public Handle {
 public:
  static constexpr HandleKind handle_kind = HandleKind::Environment;

  Environment() : Handle(handle_kind) {}

  /// SQLSetEnvAttr. HY092 for an unknown attribute, HY024 for a bad value, HYC00 for SQL_ATTR_OUTPUT_NTS = SQL_FALSE.
  SQLRETURN set_attribute(SQLINTEGER attribute, SQLPOINTER value);

  /// SQLGetEnvAttr: writes an SQLINTEGER to `value` (HY009 when null).
  SQLRETURN get_attribute(SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER* length);

  /// SQLEndTran on the environment: every connection in turn is the driver manager's work; there is nothing of the
  /// environment's own to end. HY012 for another completion type.
  SQLRETURN end_transaction(SQLSMALLINT completion);

  [[nodiscard]] bool is_odbc2() const noexcept override { return version_ == SQL_OV_ODBC2; }
  [[nodiscard]] bool has_version() const noexcept { return version_ != 0; }

  /// Connection handles that belong here; an environment with any cannot be freed (HY010).
  void connection_added() noexcept { ++connections_; }
  void connection_gone() noexcept { --connections_; }
  [[nodiscard]] bool has_connections() const noexcept { return connections_ != 0; }

 private:
  std::atomic<SQLINTEGER> version_{0};
  std::atomic<int> connections_{0};
  SQLINTEGER connection_pooling_ = SQL_CP_OFF;
  SQLINTEGER match_ = SQL_CP_STRICT_MATCH;
};

}  // namespace d1odbc
