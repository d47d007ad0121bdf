// Owns: whether the sets of an array go together through json_each, and the statements that carry them then (design
// D7). Never: sends, finds the set that failed (failed_set does).
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "d1/request_body.h"
#include "execute/packed_sets.h"
#include "schema/array_target.h"
#include "schema/mirror.h"
#include "sql/array_insert.h"
#include "sql/statement_text.h"

namespace d1odbc {

/// An INSERT whose sets are packed. The statement must outlive it.
class ArrayPlan {
 public:
  /// From here on a packed array costs D1 less than a statement for each set.
  static constexpr std::size_t fewest_sets = 8;

  /// Nothing when the sets are to go as one statement each: the text or the table does not allow more, or there are too
  /// few of them to pay. `mirror` may be nullptr.
  [[nodiscard]] static std::optional<ArrayPlan> make(const Mirror* mirror, const StatementText& statement,
                                                     ParameterSets sets);

  /// The same, for an INSERT into a table of which the mirror was asked already.
  [[nodiscard]] static std::optional<ArrayPlan> make(const ArrayTarget& target, const StatementText& statement,
                                                     ParameterSets sets);

  /// A statement that inserts some of the sets, or all but those that break a constraint.
  struct Part {
    std::size_t sets = 0;
    D1Statement statement;
  };

  /// The statements that insert these sets (some of those the plan was made for), in order.
  [[nodiscard]] std::vector<Part> parts(ParameterSets sets) const;

  /// The same, but sets that break a UNIQUE, NOT NULL or CHECK constraint are left out, so that changes() tells them.
  /// Empty when it would not: by a clause or a trigger that ignores rows itself, or for a set too large to be packed.
  [[nodiscard]] std::vector<Part> ignoring(ParameterSets sets) const;

 private:
  [[nodiscard]] static std::optional<ArrayPlan> make(const ArrayTarget& target, const StatementText& statement,
                                                     ArrayInsert insert, ParameterSets sets);

  ArrayPlan(const StatementText& statement, ArrayInsert insert, std::vector<CellForm> forms, bool can_ignore);

  const StatementText* statement_;
  ArrayInsert insert_;
  std::vector<CellForm> forms_;
  StatementText text_;
  std::optional<StatementText> ignoring_text_;
};

}  // namespace d1odbc
