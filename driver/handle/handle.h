// Owns: what every handle has: its kind, the lock of its calls, its published diagnostics. Never: what a kind does.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "error/diagnostics.h"

namespace d1odbc {

/// The kinds, with the codes SQLAllocHandle uses.
enum class HandleKind : SQLSMALLINT {
  Environment = SQL_HANDLE_ENV,
  Connection = SQL_HANDLE_DBC,
  Statement = SQL_HANDLE_STMT,
  Descriptor = SQL_HANDLE_DESC,
};

/// What SQLGetDiagRec and SQLGetDiagField may see: the last call's outcome.
struct CallReport {
  SQLRETURN code = SQL_SUCCESS;
  std::vector<DiagnosticRecord> records;
  std::int64_t row_count = 0;         // SQL_DIAG_ROW_COUNT
  std::int64_t cursor_row_count = 0;  // SQL_DIAG_CURSOR_ROW_COUNT
};

/// A handle's object. One call runs at a time (`call_mutex`); the report of the last one is read under a lock of its
/// own, so that SQLGetDiag* never waits for a call that is running.
class Handle {
 public:
  explicit Handle(HandleKind kind) : kind_(kind) {}
  virtual ~Handle() = default;
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;

  [[nodiscard]] HandleKind kind() const noexcept { return kind_; }
  [[nodiscard]] std::mutex& call_mutex() noexcept { return call_mutex_; }

  /// The records of the running call. Only under the call mutex.
  [[nodiscard]] Diagnostics& diagnostics() noexcept { return diagnostics_; }

  /// Makes the running call's outcome the one that SQLGetDiag* sees.
  void publish(SQLRETURN code);

  /// The header of the last call's report (its records left out) and how many records there are.
  [[nodiscard]] CallReport report_header(std::size_t& record_count) const;

  /// A copy of one record, counted from 1; empty beyond the last.
  [[nodiscard]] std::optional<DiagnosticRecord> record(std::size_t number) const;

  /// Takes the first record off the report (SQLError gives each record once); empty when there is none.
  [[nodiscard]] std::optional<DiagnosticRecord> take_first_record();

  /// Row counts for the report's header; a statement has some.
  virtual void fill_header(CallReport& report) const { (void)report; }

  /// Who the records are about: SQL_DIAG_CONNECTION_NAME, SQL_DIAG_SERVER_NAME.
  [[nodiscard]] virtual std::string connection_name() const { return {}; }
  [[nodiscard]] virtual std::string server_name() const { return {}; }
  [[nodiscard]] virtual bool is_odbc2() const noexcept { return false; }

 private:
  const HandleKind kind_;
  std::mutex call_mutex_;
  Diagnostics diagnostics_;
  mutable std::mutex report_mutex_;
  CallReport report_;
};

}  // namespace d1odbc
