// Owns: the questions' text and what their answers mean. Never: the request they travel in.
#include "execute/last_write.h"

#include <charconv>
#include <string>

#include "schema/write_effects.h"
#include "sql/identifier.h"
#include "sql/written_table.h"

namespace d1odbc {

namespace {

constexpr std::string_view question = "SELECT CAST(changes() AS TEXT), CAST(last_insert_rowid() AS TEXT)";

bool inserts(StatementKind kind) { return kind == StatementKind::Insert || kind == StatementKind::Replace; }

bool writes_rows(StatementKind kind) {
  return inserts(kind) || kind == StatementKind::Update || kind == StatementKind::Delete;
}

std::optional<std::int64_t> number_at(const ResultSet& rows, std::size_t column) {
  if (rows.rows() != 1 || column >= rows.columns()) return std::nullopt;
  const ValueView cell = rows.at(0, column);
  if (cell.storage == StorageClass::Integer) return cell.integer;
  std::int64_t number = 0;
  const char* const end = cell.bytes.data() + cell.bytes.size();
  const auto read = std::from_chars(cell.bytes.data(), end, number);
  if (cell.storage != StorageClass::Text || read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return number;
}

/// The last rowid, and whether the table has a row of that number already: behind an UPSERT the same rowid is its own
/// only when it was not there before.
std::string rowid_before(const std::string& table) {
  return "SELECT CAST(last_insert_rowid() AS TEXT), EXISTS(SELECT 1 FROM " + quoted_name(table) +
         " WHERE _rowid_ = last_insert_rowid())";
}

bool was_inserted(const ResultSet* before, std::int64_t identity) {
  if (before == nullptr) return true;
  const std::optional<std::int64_t> rowid = number_at(*before, 0);
  const std::optional<std::int64_t> existed = number_at(*before, 1);
  return rowid != identity || existed == 0;
}

}  // namespace

LastWriteValues LastWrite::values() const {
  const std::lock_guard lock(mutex_);
  return values_;
}

void LastWrite::note_changes(std::int64_t changes) {
  const std::lock_guard lock(mutex_);
  values_.changes = changes;
}

void LastWrite::note_identity(std::int64_t identity) {
  const std::lock_guard lock(mutex_);
  values_.identity = identity;
}

WriteQuestions::WriteQuestions(const Mirror* mirror, const StatementText& statement) {
  writes_ = writes_rows(statement.kind);
  if (!writes_) return;
  inserts_ = inserts(statement.kind);
  const std::optional<WrittenTable> written = read_written_table(statement);
  const WriteEffects effects = mirror != nullptr && written ? write_effects(*mirror, written->table) : WriteEffects{};
  changes_others_ = effects.changes_others;
  may_have_identity_ = inserts_ && (!effects.is_known || effects.has_rowid);
  if (!may_have_identity_ || !written || !written->may_update) return;
  std::string text = rowid_before(written->table);
  if (mirror != nullptr && mirror->compile(text)) before_ = D1Statement{std::move(text), {}};
  // An update that cannot be told from an insert must not give an identity.
  if (!before_) may_have_identity_ = false;
}

std::optional<D1Statement> WriteQuestions::behind(bool is_last) const {
  const bool asks = writes_ && (changes_others_ || (may_have_identity_ && is_last));
  if (!asks) return std::nullopt;
  return D1Statement{std::string(question), {}};
}

void WriteQuestions::take(const AnswerItem* before, const std::vector<SetAnswer>& sets, LastWrite& last_write) const {
  if (!writes_) return;
  std::int64_t changed = 0;
  std::optional<std::int64_t> identity;
  for (const SetAnswer& set : sets) {
    const std::optional<std::int64_t> exact = set.behind == nullptr ? std::nullopt : number_at(set.behind->rows, 0);
    if (exact) set.item->meta.changes = exact;
    if (set.behind != nullptr) identity = number_at(set.behind->rows, 1);
    const std::int64_t changes = set.item->meta.changes.value_or(0);
    changed = changes > 0 ? changes : changed;
    last_write.note_changes(changes);
  }
  const bool has_identity = may_have_identity_ && identity && changed > 0;
  if (has_identity && was_inserted(before == nullptr ? nullptr : &before->rows, *identity))
    last_write.note_identity(*identity);
}

}  // namespace d1odbc
