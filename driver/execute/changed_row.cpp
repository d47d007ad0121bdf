// Owns: reading the key of a changed row, and what the session remembers of the change. Never: requests.
#include "execute/changed_row.h"

#include "error/odbc_error.h"
#include "execute/row_key_text.h"

namespace d1odbc {

ChangedRow read_changed_row(const UpdatableResult& result, const ResultSet& answer, const std::vector<Value>& before) {
  ChangedRow row;
  row.happened = answer.rows() != 0;
  if (!row.happened) return row;
  try {
    row.key = key_of(result.select.target.key, answer, 0, 0);
  } catch (const OdbcError& error) {
    result.session->trace.write("the key of a changed row was not read: {}", error.text());
    row.key = before;
  }
  return row;
}

void note_last_write(const UpdatableResult& result, RowChange::Kind kind, const ChangedRow& changed) {
  LastWrite& last_write = result.session->last_write;
  last_write.note_changes(changed.happened ? 1 : 0);
  // A row's key by rowid is the identity itself; an INSERT into a table without rowids sets none.
  const bool has_rowid = result.select.target.key.kind == RowKey::Kind::Rowid;
  const bool is_inserted = kind == RowChange::Kind::Add && changed.happened && !changed.key.empty();
  if (!is_inserted || !has_rowid) return;
  const ValueView rowid = changed.key.front().view();
  if (rowid.storage == StorageClass::Integer) last_write.note_identity(rowid.integer);
}

}  // namespace d1odbc
