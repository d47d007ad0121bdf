// Owns: the diagnostic records of one handle, as data. Never: text encodings, or the C functions that read them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "error/odbc_error.h"
#include "error/sqlstate.h"

namespace d1odbc {

/// One status record (ODBC reference, SQLGetDiagField). Row and column numbers count from 1; see the constants.
struct DiagnosticRecord {
  static constexpr std::int64_t no_row = -1;          // SQL_NO_ROW_NUMBER
  static constexpr std::int64_t unknown_row = -2;     // SQL_ROW_NUMBER_UNKNOWN
  static constexpr std::int32_t no_column = -1;       // SQL_NO_COLUMN_NUMBER
  static constexpr std::int32_t unknown_column = -2;  // SQL_COLUMN_NUMBER_UNKNOWN

  State state = State::GeneralError;
  std::int32_t native_code = 0;
  std::string text = {};
  std::int64_t row = no_row;
  std::int32_t column = no_column;
  bool from_data_source = false;  // the text is D1's own: the message then names it as an origin
};

/// The records of a handle's last call, kept in the reference's sequence: by row (those of no row first), and within a
/// row transaction failures, other errors, warnings, each as they came. Not synchronised: the handle's own lock covers
/// it.
class Diagnostics {
 public:
  /// Adds a record at its rank.
  void add(DiagnosticRecord record);
  void add(State state, std::string text) { add(DiagnosticRecord{.state = state, .text = std::move(text)}); }
  void add(const OdbcError& error);

  void clear() noexcept { records_.clear(); }

  [[nodiscard]] bool empty() const noexcept { return records_.empty(); }
  [[nodiscard]] std::size_t size() const noexcept { return records_.size(); }
  [[nodiscard]] bool has_error() const noexcept;
  [[nodiscard]] const std::vector<DiagnosticRecord>& records() const noexcept { return records_; }

  /// Removes the first record (SQLError reads each record once). Nothing happens when there is none.
  void drop_first();

 private:
  std::vector<DiagnosticRecord> records_;
};

}  // namespace d1odbc
