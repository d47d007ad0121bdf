// Owns: the batch of added rows and how its answers are read. Never: SQL texts.
#include "execute/add_rows.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "d1/countdown.h"
#include "error/odbc_error.h"
#include "execute/added_keys.h"
#include "execute/array_plan.h"
#include "execute/sending.h"
#include "schema/array_target.h"

namespace d1odbc {

namespace {

/// Rows that follow each other and give values to the same columns.
struct Run {
  std::vector<std::string> columns;
  std::vector<std::vector<Value>> sets;
};

bool names_same_columns(const std::vector<ColumnValue>& row, const std::vector<std::string>& columns) {
  return std::ranges::equal(row, columns, {}, &ColumnValue::column);
}

std::vector<Run> runs_of(std::vector<RowChange> rows) {
  std::vector<Run> runs;
  for (RowChange& row : rows) {
    if (runs.empty() || !names_same_columns(row.assignments, runs.back().columns)) {
      Run& run = runs.emplace_back();
      for (ColumnValue& each : row.assignments) run.columns.push_back(std::move(each.column));
    }
    std::vector<Value>& set = runs.back().sets.emplace_back();
    for (ColumnValue& each : row.assignments) set.push_back(std::move(each.value));
  }
  return runs;
}

/// Some sets of a run and where their answer is.
struct Piece {
  ParameterSets sets;
  std::size_t item = 0;
  const AddedKeys* keys = nullptr;  // of an array, whose proof is the item behind; else one row with its key
};

enum class Together : std::uint8_t { Allowed, Never };

/// One answer for all runs: the question costs a walk over the schema.
ArrayTarget array_target_of(const UpdatableResult& result) {
  const std::shared_ptr<const Mirror> mirror = result.session->mirror.at_hand();
  return mirror ? array_target(*mirror, result.select.target.table) : ArrayTarget{};
}

/// All runs as the items of one request.
class AddedRows {
 public:
  AddedRows(const UpdatableResult& result, const std::vector<Run>& runs, Together together) : result_(result) {
    const bool has_long_run =
        std::ranges::any_of(runs, [](const Run& run) { return run.sets.size() >= ArrayPlan::fewest_sets; });
    const ArrayTarget table = together == Together::Allowed && has_long_run ? array_target_of(result) : ArrayTarget{};
    for (const Run& run : runs) {
      if (!add_array(table, run)) add_singly(run);
    }
  }

  [[nodiscard]] const std::vector<D1Statement>& items() const noexcept { return items_; }
  [[nodiscard]] bool has_arrays() const noexcept { return !keys_.empty(); }

  [[nodiscard]] std::vector<ChangedRow> read(const std::vector<AnswerItem>& answers) const {
    std::vector<ChangedRow> rows;
    for (const Piece& piece : pieces_) {
      if (piece.keys == nullptr) {
        rows.push_back(read_changed_row(result_, answers[piece.item].rows, {}));
      } else {
        for (std::vector<Value>& key : piece.keys->keys(piece.sets, answers[piece.item + 1].rows))
          rows.push_back({true, std::move(key), {}});
      }
    }
    for (const ChangedRow& row : rows) note_last_write(result_, RowChange::Kind::Add, row);
    return rows;
  }

 private:
  [[nodiscard]] const UpdateTarget& target() const noexcept { return result_.select.target; }

  bool add_array(const ArrayTarget& table, const Run& run) {
    if (!table.takes_rows_together) return false;
    const StatementText text = insert_text(target(), run.columns);
    const std::optional<ArrayPlan> plan = ArrayPlan::make(table, text, run.sets);
    if (!plan) return false;
    std::optional<AddedKeys> keys = AddedKeys::make(target(), run.columns, run.sets, table.has_triggers);
    if (!keys) return false;
    keys_.push_back(std::make_unique<AddedKeys>(std::move(*keys)));
    std::size_t first = 0;
    for (ArrayPlan::Part& part : plan->parts(run.sets)) {
      const ParameterSets sets = ParameterSets(run.sets).subspan(first, part.sets);
      pieces_.push_back({sets, items_.size(), keys_.back().get()});
      items_.push_back(std::move(part.statement));
      items_.push_back(keys_.back()->proof(sets));
      first += part.sets;
    }
    return true;
  }

  void add_singly(const Run& run) {
    for (std::size_t set = 0; set < run.sets.size(); ++set) {
      pieces_.push_back({ParameterSets(run.sets).subspan(set, 1), items_.size()});
      items_.push_back(insert_row(target(), run.columns, run.sets[set]));
    }
  }

  const UpdatableResult& result_;
  std::vector<std::unique_ptr<AddedKeys>> keys_;
  std::vector<Piece> pieces_;
  std::vector<D1Statement> items_;
};

}  // namespace

std::vector<ChangedRow> add_rows(const UpdatableResult& result, std::vector<RowChange> changes,
                                 const Deadlines& deadlines, CancelToken& cancel) {
  const std::vector<Run> runs = runs_of(std::move(changes));
  const Countdown countdown(deadlines, result.session->client().settings().surroundings.now);
  const auto send = [&](const AddedRows& rows) {
    return send_statements(*result.session, rows.items(), {Effect::Writes}, countdown.for_next_request(), cancel);
  };
  const AddedRows together(result, runs, Together::Allowed);
  std::optional<RunReport> report;
  try {
    report = send(together);
  } catch (const OdbcError& error) {
    const bool may_help = AddedKeys::is_unproven(error.text()) || may_be_due_to_rewriting(error);
    if (!together.has_arrays() || !may_help) throw;
    result.session->trace.write("the rows are added by a statement each, because D1 refused them together: {}",
                                error.text());
  }
  if (report) return together.read(report->items);
  const AddedRows singly(result, runs, Together::Never);
  return singly.read(send(singly).items);
}

}  // namespace d1odbc
