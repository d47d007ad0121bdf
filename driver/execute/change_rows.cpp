// Owns: the requests of changed rows. Never: the SQL of one row (row_change has it).
#include "execute/change_rows.h"

#include <utility>

#include "error/odbc_error.h"
#include "execute/lossless.h"
#include "execute/row_key_text.h"
#include "execute/sending.h"

namespace d1odbc {

namespace {

/// Reading one row again, exactly where that is possible.
class RowReader {
 public:
  explicit RowReader(const UpdatableResult& result) : result_(result), select_(result.select) {
    lossless_ = can_read_losslessly(select_.row_text, result.columns.size());
    if (lossless_) select_.row_text = lossless_text(select_.row_text, result.columns.size());
  }

  [[nodiscard]] D1Statement statement(const std::vector<Value>& key) const {
    return read_row(select_, result_.parameters, key);
  }

  [[nodiscard]] RowNow row_of(ResultSet rows) const {
    if (lossless_) rows = lossless_rows(rows, result_.columns);
    if (rows.columns() != result_.columns.size())
      throw OdbcError(State::CommunicationLinkFailure, "D1 answered with other columns than the result has.");
    if (rows.rows() == 0) return {};
    return {std::make_shared<const ResultSet>(std::move(rows)), 0};
  }

 private:
  const UpdatableResult& result_;
  UpdatableSelect select_;
  bool lossless_ = false;
};

D1Statement statement_of(const UpdateTarget& target, const RowChange& change) {
  switch (change.kind) {
    case RowChange::Kind::Update:
      return update_row(target, change.assignments, change.row);
    case RowChange::Kind::Delete:
      return delete_row(target, change.row);
    case RowChange::Kind::Add:
      break;
  }
  return insert_row(target, change.assignments);
}

}  // namespace

std::vector<RowNow> read_rows(Session& session, const UpdatableResult& result,
                              const std::vector<std::vector<Value>>& keys, const Deadlines& deadlines,
                              CancelToken& cancel) {
  if (keys.empty()) return {};
  const RowReader reader(result);
  std::vector<D1Statement> items;
  for (const std::vector<Value>& key : keys) items.push_back(reader.statement(key));
  RunReport report = send_statements(session, items, {Effect::Reads}, deadlines, cancel);
  std::vector<RowNow> rows;
  for (AnswerItem& item : report.items) rows.push_back(reader.row_of(std::move(item.rows)));
  return rows;
}

namespace {

/// Reads the rows that were updated and are not to be found under their old key any more.
void find_moved_rows(Session& session, const UpdatableResult& result, const std::vector<RowChange>& changes,
                     std::vector<ChangedRow>& changed, const Deadlines& deadlines, CancelToken& cancel) {
  std::vector<std::size_t> moved;
  std::vector<std::vector<Value>> keys;
  for (std::size_t index = 0; index < changes.size(); ++index) {
    const bool is_lost = changed[index].happened && changed[index].now.rows == nullptr;
    if (!is_lost || changes[index].kind != RowChange::Kind::Update) continue;
    moved.push_back(index);
    keys.push_back(changed[index].key);
  }
  try {
    const std::vector<RowNow> found = read_rows(session, result, keys, deadlines, cancel);
    for (std::size_t index = 0; index < moved.size(); ++index) changed[moved[index]].now = found[index];
  } catch (const OdbcError& error) {
    // The changes are made: a row that cannot be read must not make them look failed.
    session.trace.write("changed rows were not read again: {}", error.text());
  }
}

}  // namespace

std::vector<ChangedRow> change_rows(Session& session, const UpdatableResult& result,
                                    const std::vector<RowChange>& changes, const Deadlines& deadlines,
                                    CancelToken& cancel) {
  if (changes.empty()) return {};
  const UpdateTarget& target = result.select.target;
  const RowReader reader(result);
  std::vector<D1Statement> items;
  for (const RowChange& change : changes) {
    items.push_back(statement_of(target, change));
    if (change.kind == RowChange::Kind::Update) items.push_back(reader.statement(change.row.key));
  }
  RunReport report = send_statements(session, items, {Effect::Writes}, deadlines, cancel);

  std::vector<ChangedRow> changed;
  std::size_t next = 0;
  for (const RowChange& change : changes) {
    const ResultSet keys = std::move(report.items[next++].rows);
    ChangedRow row;
    row.happened = keys.rows() != 0;
    if (row.happened) row.key = key_of(target.key, keys, 0, 0);
    if (change.kind == RowChange::Kind::Update) row.now = reader.row_of(std::move(report.items[next++].rows));
    changed.push_back(std::move(row));
  }

  find_moved_rows(session, result, changes, changed, deadlines, cancel);
  return changed;
}

}  // namespace d1odbc
