// Owns: reading rows of an updatable result again by their keys, exactly where that is possible. Never: sends.
#pragma once

#include <vector>

#include "d1/answer.h"
#include "execute/changed_row.h"

namespace d1odbc {

/// The statements that read rows again, and their answers. The result must outlive it.
class RowReader {
 public:
  explicit RowReader(const UpdatableResult& result);

  /// Reads one row.
  [[nodiscard]] D1Statement statement(const std::vector<Value>& key) const;

  /// What its answer says. Throws OdbcError 08S01 for other columns than the result has.
  [[nodiscard]] RowNow row_of(ResultSet answer) const;

  /// Reads these rows: many rowids by few statements, else each row by its own. At least one.
  [[nodiscard]] std::vector<D1Statement> statements(const std::vector<std::vector<Value>>& keys) const;

  /// An entry for each key, by the answers to these statements. Throws as row_of and key_of do.
  [[nodiscard]] std::vector<RowNow> rows_of(std::vector<AnswerItem> answers,
                                            const std::vector<std::vector<Value>>& keys) const;

 private:
  [[nodiscard]] StatementText prepared(const StatementText& text) const;
  [[nodiscard]] bool reads_together(const std::vector<std::vector<Value>>& keys) const;
  [[nodiscard]] std::shared_ptr<const ResultSet> checked(ResultSet answer) const;

  const UpdatableResult& result_;
  UpdatableSelect select_;
  bool lossless_ = false;
};

}  // namespace d1odbc
