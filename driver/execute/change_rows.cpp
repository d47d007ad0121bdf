// Owns: the requests of changed rows. Never: the SQL of one row (row_change has it).
#include "execute/change_rows.h"

#include <utility>

#include "error/odbc_error.h"
#include "execute/add_rows.h"
#include "execute/row_key_text.h"
#include "execute/row_reader.h"
#include "execute/sending.h"

namespace d1odbc {

namespace {

D1Statement statement_of(const UpdateTarget& target, const RowChange& change) {
  return change.kind == RowChange::Kind::Update ? update_row(target, change.assignments, change.row)
                                                : delete_row(target, change.row);
}

RowNow row_after(const UpdatableResult& result, const RowReader& reader, ResultSet rows) {
  try {
    return reader.row_of(std::move(rows));
  } catch (const OdbcError& error) {
    result.session->trace.write("a changed row was not read again: {}", error.text());
    return {};
  }
}

/// Reads the rows that were updated and are not to be found under their old key any more.
void find_moved_rows(const UpdatableResult& result, const std::vector<bool>& is_update,
                     std::vector<ChangedRow>& changed, const Deadlines& deadlines, CancelToken& cancel) {
  std::vector<std::size_t> moved;
  std::vector<std::vector<Value>> keys;
  for (std::size_t index = 0; index < changed.size(); ++index) {
    const bool is_lost = is_update[index] && changed[index].happened && changed[index].now.rows == nullptr;
    if (!is_lost) continue;
    moved.push_back(index);
    keys.push_back(changed[index].key);
  }
  try {
    const std::vector<RowNow> found = read_rows(result, keys, deadlines, cancel);
    for (std::size_t index = 0; index < moved.size(); ++index) changed[moved[index]].now = found[index];
  } catch (const OdbcError& error) {
    result.session->trace.write("changed rows were not read again: {}", error.text());
  }
}

/// A statement that changes a row, and the key of the row before.
struct KeyedStatement {
  D1Statement statement;
  std::vector<Value> key;
  RowChange::Kind kind;

  /// Whether the row is there afterwards under a known key.
  [[nodiscard]] bool is_update() const noexcept { return kind == RowChange::Kind::Update; }
};

std::vector<ChangedRow> send_changes(const UpdatableResult& result, std::vector<KeyedStatement> changes,
                                     const Deadlines& deadlines, CancelToken& cancel) {
  const RowReader reader(result);
  std::vector<D1Statement> items;
  for (KeyedStatement& change : changes) {
    items.push_back(std::move(change.statement));
    if (change.is_update()) items.push_back(reader.statement(change.key));
  }
  RunReport report = send_statements(*result.session, items, {Effect::Writes}, deadlines, cancel);

  std::vector<ChangedRow> changed;
  std::vector<bool> is_update;
  std::size_t next = 0;
  for (const KeyedStatement& change : changes) {
    ChangedRow row = read_changed_row(result, report.items[next++].rows, change.key);
    note_last_write(result, change.kind, row);
    if (change.is_update()) row.now = row_after(result, reader, std::move(report.items[next++].rows));
    is_update.push_back(change.is_update());
    changed.push_back(std::move(row));
  }
  find_moved_rows(result, is_update, changed, deadlines, cancel);
  return changed;
}

}  // namespace

std::vector<RowNow> read_rows(const UpdatableResult& result, const std::vector<std::vector<Value>>& keys,
                              const Deadlines& deadlines, CancelToken& cancel) {
  if (keys.empty()) return {};
  const RowReader reader(result);
  const std::vector<D1Statement> items = reader.statements(keys);
  RunReport report = send_statements(*result.session, items, {Effect::Reads}, deadlines, cancel);
  return reader.rows_of(std::move(report.items), keys);
}

std::vector<ChangedRow> change_rows(const UpdatableResult& result, std::vector<RowChange> changes,
                                    const Deadlines& deadlines, CancelToken& cancel) {
  if (changes.empty()) return {};
  if (changes.front().kind == RowChange::Kind::Add) return add_rows(result, std::move(changes), deadlines, cancel);
  std::vector<KeyedStatement> statements;
  for (const RowChange& change : changes) {
    statements.push_back({statement_of(result.select.target, change), change.row.key, change.kind});
  }
  return send_changes(result, std::move(statements), deadlines, cancel);
}

ChangedRow change_row(const UpdatableResult& result, const D1Statement& statement, PositionedText::Kind kind,
                      const std::vector<Value>& key, const Deadlines& deadlines, CancelToken& cancel) {
  const bool is_update = kind == PositionedText::Kind::Update;
  const RowChange::Kind change = is_update ? RowChange::Kind::Update : RowChange::Kind::Delete;
  return send_changes(result, {{statement, key, change}}, deadlines, cancel).front();
}

RowVersion version_of(const UpdatableResult& result, const ResultSet& rows, std::size_t row) {
  const UpdatableSelect& select = result.select;
  return {key_of(select.target.key, rows, row, select.visible()),
          originals_of(select.target, rows, row, result.session->lossless)};
}

}  // namespace d1odbc
