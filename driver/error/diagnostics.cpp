// Owns: the order of diagnostic records. Never: decides what is an error.
#include "error/diagnostics.h"

#include <algorithm>

namespace d1odbc {

void Diagnostics::add(DiagnosticRecord record) {
  // "Errors have the highest rank", and records of the same rank are ordered by row (SQLGetDiagField, "Sequence of
  // Status Records"); a stable position keeps the order of arrival inside a row.
  const auto rank = [](const DiagnosticRecord& each) { return std::pair(is_warning(each.state), each.row); };
  const auto place = std::upper_bound(records_.begin(), records_.end(), record,
                                      [&](const auto& left, const auto& right) { return rank(left) < rank(right); });
  records_.insert(place, std::move(record));
}

void Diagnostics::add(const OdbcError& error) {
  add(DiagnosticRecord{.state = error.state(),
                       .native_code = error.native_code(),
                       .text = error.text(),
                       .from_data_source = error.native_code() != 0});
}

bool Diagnostics::has_error() const noexcept { return !records_.empty() && !is_warning(records_.front().state); }

void Diagnostics::drop_first() {
  if (!records_.empty()) records_.erase(records_.begin());
}

}  // namespace d1odbc
