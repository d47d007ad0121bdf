// Owns: what every handle has: its kind, the lock of its calls, its published diagnostics. Never: what a kind does.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <atomic>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "error/diagnostics.h"
#include "sql/dynamic_function.h"

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
  std::vector<DiagnosticRecord> records = {};
  std::int64_t row_count = 0;             // SQL_DIAG_ROW_COUNT
  std::int64_t cursor_row_count = 0;      // SQL_DIAG_CURSOR_ROW_COUNT
  DynamicFunction dynamic_function = {};  // SQL_DIAG_DYNAMIC_FUNCTION and SQL_DIAG_DYNAMIC_FUNCTION_CODE
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

  /// Whether the registry has forgotten the handle: whoever waited for the call mutex meanwhile must not go on.
  [[nodiscard]] bool is_freed() const noexcept { return is_freed_; }
  void mark_freed() noexcept { is_freed_ = true; }

  /// Asked before each call but those that may come at any time. Throws HY010 when the handle waits for something else:
  /// a statement for the data it asked for.
  virtual void admit() {}
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

  /// The row counts and the dynamic function of the report's header: asked only after a call that announced them.
  virtual void fill_header(CallReport& report) const { (void)report; }

  /// Who the records are about: SQL_DIAG_CONNECTION_NAME, SQL_DIAG_SERVER_NAME.
  [[nodiscard]] virtual std::string connection_name() const { return {}; }
  [[nodiscard]] virtual std::string server_name() const { return {}; }
  [[nodiscard]] virtual bool is_odbc2() const noexcept { return false; }

 protected:
  /// Says that the running call executed something: its report has a header of its own. The reference resets the header
  /// with every other call. Only under the call mutex.
  void announce_execution() noexcept { has_executed_ = true; }

 private:
  const HandleKind kind_;
  std::atomic<bool> is_freed_ = false;
  std::mutex call_mutex_;
  Diagnostics diagnostics_;
  bool has_executed_ = false;    // in the running call
  bool is_report_empty_ = true;  // what is published is a success that has nothing to say
  mutable std::mutex report_mutex_;
  CallReport report_;
};

}  // namespace d1odbc
