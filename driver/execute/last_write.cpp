// Owns: the questions' text and what their answers mean. Never: the request they travel in.
#include "execute/last_write.h"

#include <charconv>
#include <string>

#include "sql/identifier.h"
#include "sql/statement_kind.h"
#include "sql/written_table.h"

namespace d1odbc {

namespace {

constexpr std::string_view question = "SELECT CAST(changes() AS TEXT), CAST(last_insert_rowid() AS TEXT)";

bool inserts(StatementKind kind) { return kind == StatementKind::Insert || kind == StatementKind::Replace; }

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

/// The same, and whether the table has a row of the last rowid's number: asked before and behind an UPSERT, it tells an
/// insert of the rowid that was the last one already (of another table) from an update.
std::string question_of_upsert(const std::string& table) {
  return std::string(question) + ", EXISTS(SELECT 1 FROM " + quoted_name(table) +
         " WHERE _rowid_ = last_insert_rowid())";
}

enum QuestionCell : std::size_t { Changes, Rowid, Exists };

bool was_inserted(const ResultSet& before, const ResultSet& behind) {
  const bool is_new_rowid = number_at(before, Rowid) != number_at(behind, Rowid);
  return is_new_rowid || (number_at(before, Exists) == 0 && number_at(behind, Exists) == 1);
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

WriteQuestions::WriteQuestions(const Mirror* mirror, const StatementText& statement) : question_(question) {
  writes_ = changes_rows(statement.kind);
  if (!writes_) return;
  inserts_ = inserts(statement.kind);
  const std::optional<WrittenTable> written = read_written_table(statement);
  const WriteEffects effects = mirror != nullptr && written ? mirror->write_effects(written->table) : WriteEffects{};
  changes_others_ = effects.changes_others;
  may_have_identity_ = inserts_ && (!effects.is_known || effects.has_rowid);
  if (!may_have_identity_ || !written || !written->may_update) return;
  question_ = question_of_upsert(written->table);
  may_update_ = true;
  // An update that cannot be told from an insert must not give an identity.
  if (mirror == nullptr || !mirror->compile(question_)) {
    question_ = question;
    may_have_identity_ = may_update_ = false;
  }
}

std::optional<D1Statement> WriteQuestions::before() const {
  if (!may_update_) return std::nullopt;
  return D1Statement{question_, {}, true};
}

std::optional<D1Statement> WriteQuestions::behind(bool is_last) const {
  const bool asks = writes_ && (changes_others_ || (may_have_identity_ && is_last));
  if (!asks) return std::nullopt;
  return D1Statement{question_, {}, true};
}

void WriteQuestions::take(const AnswerItem* before, const std::vector<SetAnswer>& sets, LastWrite& last_write) const {
  if (!writes_) return;
  bool has_changed = false;
  const ResultSet* behind = nullptr;
  for (const SetAnswer& set : sets) {
    behind = set.behind == nullptr ? nullptr : &set.behind->rows;
    const std::optional<std::int64_t> exact = behind == nullptr ? std::nullopt : number_at(*behind, Changes);
    if (exact) set.item->meta.changes = exact;
    const std::int64_t changes = set.item->meta.changes.value_or(0);
    has_changed = has_changed || changes > 0;
    last_write.note_changes(changes);
  }
  if (!may_have_identity_ || !has_changed || behind == nullptr) return;
  if (before != nullptr && !was_inserted(before->rows, *behind)) return;
  if (const std::optional<std::int64_t> identity = number_at(*behind, Rowid)) last_write.note_identity(*identity);
}

}  // namespace d1odbc
