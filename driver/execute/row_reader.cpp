// Owns: which rows are read by one statement, and finding each in the answer. Never: the SQL (row_change has it).
#include "execute/row_reader.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <utility>

#include "error/odbc_error.h"
#include "execute/lossless.h"
#include "execute/row_key_text.h"
#include "sql/last_write_calls.h"

namespace d1odbc {

namespace {

/// From here on one statement costs D1 less than one for each row.
constexpr std::size_t fewest_together = 8;
/// Of one statement: their digits are well below what D1 takes as one value.
constexpr std::size_t most_together = 20'000;

}  // namespace

RowReader::RowReader(const UpdatableResult& result) : result_(result), select_(result.select) {
  lossless_ = can_read_losslessly(select_.row_text);
  select_.row_text = prepared(select_.row_text);
}

StatementText RowReader::prepared(const StatementText& text) const {
  const StatementText own = with_last_write(text, result_.session->last_write.values());
  return lossless_ ? lossless_text(own, result_.columns.size()) : own;
}

D1Statement RowReader::statement(const std::vector<Value>& key) const {
  return read_row(select_, result_.parameters, key);
}

std::shared_ptr<const ResultSet> RowReader::checked(ResultSet answer) const {
  if (lossless_) answer = lossless_rows(answer, names_of(result_.columns));
  if (answer.columns() != result_.columns.size())
    throw OdbcError(State::CommunicationLinkFailure, "D1 answered with other columns than the result has.");
  return std::make_shared<const ResultSet>(std::move(answer));
}

RowNow RowReader::row_of(ResultSet answer) const {
  std::shared_ptr<const ResultSet> rows = checked(std::move(answer));
  if (rows->rows() == 0) return {};
  return {std::move(rows), 0};
}

bool RowReader::reads_together(const std::vector<std::vector<Value>>& keys) const {
  return !select_.rows_text.sql.empty() && keys.size() >= fewest_together &&
         std::ranges::all_of(keys, [](const std::vector<Value>& key) {
           return key.size() == 1 && key.front().storage() == StorageClass::Integer;
         });
}

std::vector<D1Statement> RowReader::statements(const std::vector<std::vector<Value>>& keys) const {
  std::vector<D1Statement> statements;
  if (!reads_together(keys)) {
    for (const std::vector<Value>& key : keys) statements.push_back(statement(key));
    return statements;
  }
  UpdatableSelect select = select_;
  select.rows_text = prepared(select.rows_text);
  for (std::size_t first = 0; first < keys.size(); first += most_together) {
    const std::size_t count = std::min(most_together, keys.size() - first);
    statements.push_back(read_rows_together(select, result_.parameters, std::span(keys).subspan(first, count)));
  }
  return statements;
}

std::vector<RowNow> RowReader::rows_of(std::vector<AnswerItem> answers,
                                       const std::vector<std::vector<Value>>& keys) const {
  std::vector<RowNow> found;
  if (!reads_together(keys)) {
    for (AnswerItem& answer : answers) found.push_back(row_of(std::move(answer.rows)));
    return found;
  }
  std::unordered_map<std::int64_t, RowNow> by_rowid;
  for (AnswerItem& answer : answers) {
    const std::shared_ptr<const ResultSet> rows = checked(std::move(answer.rows));
    for (std::size_t row = 0; row < rows->rows(); ++row) {
      const std::vector<Value> key = key_of(select_.target.key, *rows, row, select_.visible());
      by_rowid.emplace(key.front().view().integer, RowNow{rows, row});
    }
  }
  for (const std::vector<Value>& key : keys) {
    const auto now = by_rowid.find(key.front().view().integer);
    found.push_back(now == by_rowid.end() ? RowNow{} : now->second);
  }
  return found;
}

}  // namespace d1odbc
