// Owns: the order of diagnostic records. Never: decides what is an error.
#include "error/diagnostics.h"

#include <algorithm>
#include <utility>

namespace d1odbc {

namespace {

enum class Rank : std::uint8_t { TransactionFailure, Error, Warning };

Rank rank_of(State state) {
  if (is_transaction_failure(state)) return Rank::TransactionFailure;
  return is_warning(state) ? Rank::Warning : Rank::Error;
}

/// By row, those of an unknown row (-2) and of no row (-1) first, and within a row by rank (SQLGetDiagField, "Sequence
/// of Status Records").
std::pair<std::int64_t, Rank> place_of(const DiagnosticRecord& record) { return {record.row, rank_of(record.state)}; }

}  // namespace

void Diagnostics::add(DiagnosticRecord record) {
  // The place after its equals keeps the order of arrival.
  const auto place =
      std::upper_bound(records_.begin(), records_.end(), record,
                       [](const auto& left, const auto& right) { return place_of(left) < place_of(right); });
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
