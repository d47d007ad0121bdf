// Owns: which keys rows get that are inserted together, and the proof of it that runs in the same transaction.
// Never: the INSERT itself, sends.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "d1/request_body.h"
#include "execute/packed_sets.h"
#include "execute/updatable.h"
#include "value/result_set.h"
#include "value/value.h"

namespace d1odbc {

/// The keys of rows that one INSERT adds in the order of its sets. SQLite does not promise RETURNING rows in that
/// order, so that they are not asked for: a key is in its row's own values, or a rowid that SQLite counts.
class AddedKeys {
 public:
  /// Nothing when the keys are not known so: given for some rows only, given as values that the column stores as
  /// others, or counted while triggers may write to the table. `sets` are the values of `columns`.
  [[nodiscard]] static std::optional<AddedKeys> make(const UpdateTarget& target,
                                                     const std::vector<std::string>& columns, ParameterSets sets,
                                                     bool has_triggers);

  /// To be sent right behind an INSERT of these sets: makes the whole batch fail (is_unproven) unless each set has
  /// added its row and the keys are as told. Its answer brings the last rowid where SQLite counts.
  [[nodiscard]] D1Statement proof(ParameterSets sets) const;

  /// The keys of the rows of these sets in order, by the answer to their proof. Empty when it cannot be read.
  [[nodiscard]] std::vector<std::vector<Value>> keys(ParameterSets sets, const ResultSet& answer) const;

  /// Whether the error is that of a proof that failed.
  [[nodiscard]] static bool is_unproven(const std::string& error_text);

 private:
  explicit AddedKeys(const UpdateTarget& target) : target_(&target) {}

  [[nodiscard]] std::string doubt(ParameterSets sets) const;

  const UpdateTarget* target_;
  std::vector<std::size_t> given_;  // where the key's values stand in a set; empty: SQLite counts
};

}  // namespace d1odbc
