// Owns: what a connection's own last write did: its identity and how many rows it changed, and the questions that bring
// them with the write itself (design D5). Never: sends, other clients' writes.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "d1/answer.h"
#include "d1/request_body.h"
#include "schema/mirror.h"
#include "sql/last_write_calls.h"
#include "sql/statement_text.h"

namespace d1odbc {

/// What last_insert_rowid() and changes() would say on a connection of one's own. Thread safe.
class LastWrite {
 public:
  [[nodiscard]] LastWriteValues values() const;
  void note_changes(std::int64_t changes);
  void note_identity(std::int64_t identity);

 private:
  mutable std::mutex mutex_;
  LastWriteValues values_;
};

/// What is asked around one writing statement of a request. `meta.changes` counts the rows of triggers and cascades
/// too, and `meta.last_row_id` is rounded and stale; SQLite's own functions, asked as text in the same transaction, are
/// exact.
class WriteQuestions {
 public:
  /// `mirror` may be nullptr: then the careful questions are asked. A statement that does not write asks nothing.
  WriteQuestions(const Mirror* mirror, const StatementText& statement);

  /// To be sent before the statement's first set: only of an UPSERT, which may update instead of inserting.
  [[nodiscard]] std::optional<D1Statement> before() const;

  /// To be sent behind a set of the statement; `is_last`: its last one.
  [[nodiscard]] std::optional<D1Statement> behind(bool is_last) const;

  /// Takes the answers of one statement: to the question before (if asked), then of each set the statement's item and
  /// the answer behind it (nullptr: not asked). Corrects `meta.changes` of the items, and notes in `last_write` what
  /// they did. Answers that cannot be read change nothing: the statements have run.
  struct SetAnswer {
    AnswerItem* item;
    const AnswerItem* behind;
  };
  void take(const AnswerItem* before, const std::vector<SetAnswer>& sets, LastWrite& last_write) const;

 private:
  bool writes_ = false;
  bool inserts_ = false;
  bool may_have_identity_ = false;  // an INSERT that is not known to go into a table without rowids
  bool changes_others_ = false;     // `meta.changes` may count other rows
  bool may_update_ = false;         // an UPSERT: asked about before, too
  std::string question_;
};

}  // namespace d1odbc
