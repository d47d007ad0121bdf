// Owns: the order of diagnostic records. Never: decides what is an error.
#include "error/diagnostics.h"

#include <algorithm>
#include <utility>

namespace d1odbc {

namespace {

/// By row, those of an unknown row (-2) and of no row (-1) first, then errors before warnings (SQLGetDiagField,
/// "Sequence of Status Records").
std::pair<std::int64_t, bool> rank(const DiagnosticRecord& record) { return {record.row, is_warning(record.state)}; }

}  // namespace

void Diagnostics::add(DiagnosticRecord record) {
  // The place after its equals keeps the order of arrival.
  const auto place = std::upper_bound(records_.begin(), records_.end(), record,
                                      [](const auto& left, const auto& right) { return rank(left) < rank(right); });
  records_.insert(place, std::move(record));
}

void Diagnostics::add(const OdbcError& error) {
  add(DiagnosticRecord{.state = error.state(),
                       .native_code = error.native_code(),
                       .text = error.text(),
                       .from_data_source = error.native_code() != 0});
}

bool Diagnostics::has_error() const noexcept {
  return std::ranges::any_of(records_, [](const DiagnosticRecord& each) { return !is_warning(each.state); });
}

void Diagnostics::drop_first() {
  if (!records_.empty()) records_.erase(records_.begin());
}

}  // namespace d1odbc
