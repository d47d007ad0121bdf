// Owns: the conditions. Never: the text over json_each (sql/array_insert), the JSON (packed_sets).
#include "execute/array_plan.h"

#include <utility>

#include "d1/limits.h"
#include "execute/bound_statement.h"
#include "execute/free_name.h"

namespace d1odbc {

namespace {

D1Statement packed_statement(const StatementText& text, std::string json) {
  D1Statement statement{text.sql, {}};
  statement.parameters.push_back(Value::text(std::move(json)));
  return statement;
}

}  // namespace

ArrayPlan::ArrayPlan(const StatementText& statement, ArrayInsert insert, std::vector<CellForm> forms, bool can_ignore)
    : statement_(&statement), insert_(std::move(insert)), forms_(std::move(forms)) {
  const std::string name = free_name(statement.sql, "d1odbc_sets");
  text_ = array_insert_text(statement, insert_, forms_, name);
  if (can_ignore) ignoring_text_ = array_insert_text(statement, insert_, forms_, name, OnViolation::Ignore);
}

std::optional<ArrayPlan> ArrayPlan::make(const Mirror* mirror, const StatementText& statement, ParameterSets sets) {
  if (mirror == nullptr || sets.size() < fewest_sets) return std::nullopt;
  std::optional<ArrayInsert> insert = read_array_insert(statement);
  if (!insert) return std::nullopt;
  const ArrayTarget target = array_target(*mirror, insert->table);
  return make(target, statement, std::move(*insert), sets);
}

std::optional<ArrayPlan> ArrayPlan::make(const ArrayTarget& target, const StatementText& statement,
                                         ParameterSets sets) {
  if (sets.size() < fewest_sets) return std::nullopt;
  std::optional<ArrayInsert> insert = read_array_insert(statement);
  if (!insert) return std::nullopt;
  return make(target, statement, std::move(*insert), sets);
}

std::optional<ArrayPlan> ArrayPlan::make(const ArrayTarget& target, const StatementText& statement, ArrayInsert insert,
                                         ParameterSets sets) {
  if (insert.numbers.size() > d1_limits::columns) return std::nullopt;
  if (!target.takes_rows_together) return std::nullopt;
  // A row that a later one puts back would pass: references are checked at the end of a statement.
  if (target.is_parent && (insert.has_conflict_clause || target.has_conflict_clauses)) return std::nullopt;
  std::optional<std::vector<CellForm>> forms = cell_forms(sets, insert.numbers);
  if (!forms) return std::nullopt;
  const bool can_ignore = !insert.has_conflict_clause && !target.has_conflict_clauses && !target.has_triggers;
  ArrayPlan plan(statement, std::move(insert), std::move(*forms), can_ignore);
  if (plan.text_.sql.size() > d1_limits::statement_bytes) return std::nullopt;
  return plan;
}

std::vector<ArrayPlan::Part> ArrayPlan::parts(ParameterSets sets) const {
  std::vector<Part> parts;
  std::size_t next = 0;
  for (PackedSets& packed : pack_sets(sets, insert_.numbers, forms_)) {
    parts.push_back({packed.count, packed.json.empty() ? bound_statement(*statement_, sets[next])
                                                       : packed_statement(text_, std::move(packed.json))});
    next += packed.count;
  }
  return parts;
}

std::vector<ArrayPlan::Part> ArrayPlan::ignoring(ParameterSets sets) const {
  std::vector<Part> parts;
  if (!ignoring_text_) return parts;
  for (PackedSets& packed : pack_sets(sets, insert_.numbers, forms_)) {
    if (packed.json.empty()) return {};
    parts.push_back({packed.count, packed_statement(*ignoring_text_, std::move(packed.json))});
  }
  return parts;
}

}  // namespace d1odbc
