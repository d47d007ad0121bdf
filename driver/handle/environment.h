// Owns: an environment handle: the ODBC version the application asked for. Never: connections themselves.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <vector>

#include "handle/handle.h"

namespace d1odbc {

/// What an environment needs of its connections to end their transactions.
class TransactionOwner {
 public:
  virtual ~TransactionOwner() = default;

  /// Commits or rolls back when connected, else does nothing. Throws as SQLEndTran.
  virtual void end_open_transaction(SQLSMALLINT completion) = 0;
};

class Environment : public Handle {
 public:
  static constexpr HandleKind handle_kind = HandleKind::Environment;

  /// With the ODBC version that the application asked for; 0: it has not said one yet.
  explicit Environment(SQLINTEGER version = 0) : Handle(handle_kind), version_(version) {}

  /// SQLSetEnvAttr. HY092 for an unknown attribute, HY024 for a bad value, HYC00 for SQL_ATTR_OUTPUT_NTS = SQL_FALSE,
  /// HY010 for another version once there are connection handles.
  SQLRETURN set_attribute(SQLINTEGER attribute, SQLPOINTER value);

  /// SQLGetEnvAttr: writes an SQLINTEGER to `value` and its size to `length`; each may be null. HY092.
  SQLRETURN get_attribute(SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER* length) const;

  /// SQLEndTran on the environment: ends the transaction of every connection. HY012 for another completion type; each
  /// connection's error is a record here.
  SQLRETURN end_transaction(SQLSMALLINT completion);

  [[nodiscard]] bool is_odbc2() const noexcept override { return version_ == SQL_OV_ODBC2; }
  [[nodiscard]] bool has_version() const noexcept { return version_ != 0; }

  /// Connections that belong here: an environment with any cannot be freed (HY010), and SQLEndTran on it ends them.
  void add(const std::shared_ptr<TransactionOwner>& connection);
  [[nodiscard]] bool has_connections() const;

 private:
  [[nodiscard]] SQLINTEGER current(SQLINTEGER attribute) const;

  std::atomic<SQLINTEGER> version_;
  mutable std::mutex connections_mutex_;
  std::vector<std::weak_ptr<TransactionOwner>> connections_;
  SQLINTEGER connection_pooling_ = SQL_CP_OFF;
  SQLINTEGER match_ = SQL_CP_STRICT_MATCH;
};

}  // namespace d1odbc
