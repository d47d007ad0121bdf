// Owns: publishing a call's diagnostics. Never: formats them.
#include "handle/handle.h"

namespace d1odbc {

void Handle::publish(SQLRETURN code) {
  CallReport report{code, diagnostics_.records(), 0, 0};
  fill_header(report);
  const std::lock_guard lock(report_mutex_);
  report_ = std::move(report);
}

CallReport Handle::report() const {
  const std::lock_guard lock(report_mutex_);
  return report_;
}

std::vector<DiagnosticRecord> Handle::take_first_record() {
  const std::lock_guard lock(report_mutex_);
  if (report_.records.empty()) return {};
  std::vector<DiagnosticRecord> first{std::move(report_.records.front())};
  report_.records.erase(report_.records.begin());
  return first;
}

}  // namespace d1odbc
