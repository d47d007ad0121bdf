// Owns: publishing a call's diagnostics. Never: formats them.
#include "handle/handle.h"

#include <utility>

namespace d1odbc {

void Handle::publish(SQLRETURN code) {
  // Most calls have nothing to say, as the one before.
  const bool is_empty = code == SQL_SUCCESS && !has_executed_ && diagnostics_.records().empty();
  if (is_empty && is_report_empty_) return;
  is_report_empty_ = is_empty;
  CallReport report{.code = code, .records = diagnostics_.records()};
  if (std::exchange(has_executed_, false)) fill_header(report);
  const std::lock_guard lock(report_mutex_);
  report_ = std::move(report);
}

CallReport Handle::report_header(std::size_t& record_count) const {
  const std::lock_guard lock(report_mutex_);
  record_count = report_.records.size();
  return {.code = report_.code,
          .row_count = report_.row_count,
          .cursor_row_count = report_.cursor_row_count,
          .dynamic_function = report_.dynamic_function};
}

std::optional<DiagnosticRecord> Handle::record(std::size_t number) const {
  const std::lock_guard lock(report_mutex_);
  if (number == 0 || number > report_.records.size()) return std::nullopt;
  return report_.records[number - 1];
}

std::optional<DiagnosticRecord> Handle::take_first_record() {
  const std::lock_guard lock(report_mutex_);
  if (report_.records.empty()) return std::nullopt;
  DiagnosticRecord first = std::move(report_.records.front());
  report_.records.erase(report_.records.begin());
  return first;
}

}  // namespace d1odbc
