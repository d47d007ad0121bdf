// Owns: the choice among what is known of a parameter. Never: gathers it (schema/parameter_evidence).
#include "execute/describe_parameters.h"

#include <algorithm>
#include <optional>

#include "d1/limits.h"
#include "schema/described_column.h"
#include "schema/parameter_evidence.h"

namespace d1odbc {

namespace {

using Source = ParameterEvidence::Source;

/// How much a description tells: a marker that tells more decides for a parameter that appears again.
enum class Weight : std::uint8_t { Nothing, Demand, Expression, Column };

struct Choice {
  Weight weight = Weight::Nothing;
  ColumnType type;
};

/// The type that one piece of evidence stands for; empty when it stands for none.
std::optional<Choice> choice_of(const ParameterEvidence& evidence, const TypeOptions& options) {
  switch (evidence.source) {
    case Source::Column:
    case Source::Declared:
      if (evidence.declared_type.empty()) return std::nullopt;
      return Choice{Weight::Column, type_of_declaration(evidence.declared_type, options)};
    case Source::Expression:
    case Source::Demand:
      break;
  }
  ExpressionType type = evidence.type;
  // A text may be compared with a longer one: what bounds the one does not bound the other.
  if (type.classes.meets(ClassSet::text())) type.longest_text = ExpressionType::unbounded;
  std::optional<ColumnType> told = type_of_expression(type, options);
  if (!told) return std::nullopt;
  // A number that depends on another parameter is no more than a number.
  const bool is_vague = evidence.source == Source::Demand || type.classes.is_loose();
  return Choice{is_vague ? Weight::Demand : Weight::Expression, std::move(*told)};
}

bool has_fraction(SQLSMALLINT sql_type) {
  return is_number(sql_type) && sql_type != SQL_BIT && sql_type != SQL_TINYINT && sql_type != SQL_SMALLINT &&
         sql_type != SQL_INTEGER && sql_type != SQL_BIGINT;
}

/// What is combined with a flag or a tiny number need not be one.
Choice widened(Choice choice, const TypeOptions& options) {
  const SQLSMALLINT type = choice.type.sql_type;
  if (type == SQL_BIT || type == SQL_TINYINT) choice.type = default_type(SQL_BIGINT, options);
  return choice;
}

/// Arithmetic takes numbers; one that may have a fraction beside it, or as its result, lets the parameter have one too.
Choice choose_operand(const std::vector<Choice>& choices, const TypeOptions& options) {
  const Choice* best = nullptr;
  for (const Choice& each : choices) {
    if (!is_number(each.type.sql_type)) continue;
    const bool is_surer = best == nullptr || (each.weight > Weight::Demand && best->weight <= Weight::Demand);
    const bool is_wider = best != nullptr && each.weight > Weight::Demand && has_fraction(each.type.sql_type) &&
                          !has_fraction(best->type.sql_type);
    if (is_surer || is_wider) best = &each;
  }
  return best == nullptr ? Choice() : widened(*best, options);
}

Choice choose(const std::vector<Choice>& choices) {
  const auto best = std::ranges::max_element(choices, {}, &Choice::weight);  // the first of those that weigh most
  return best == choices.end() ? Choice() : *best;
}

Choice choose(const MarkerEvidence& marker, const TypeOptions& options) {
  std::vector<Choice> choices;
  for (const ParameterEvidence& each : marker.evidence) {
    if (std::optional<Choice> choice = choice_of(each, options)) choices.push_back(std::move(*choice));
  }
  return marker.is_operand ? choose_operand(choices, options) : choose(choices);
}

/// A type that holds the values of both: of a parameter that is used in two places.
ColumnType united(const ColumnType& first, const ColumnType& second, const TypeOptions& options) {
  if (first.sql_type == second.sql_type) {
    ColumnType both = first.size >= second.size ? first : second;
    both.digits = std::max(first.digits, second.digits);
    return both;
  }
  if (!is_number(first.sql_type) || !is_number(second.sql_type)) return unknown_type(options);
  if (has_fraction(first.sql_type) || has_fraction(second.sql_type)) return default_type(SQL_DOUBLE, options);
  return default_type(SQL_BIGINT, options);
}

SQLSMALLINT nullable_of(const MarkerEvidence& marker) {
  if (!marker.stored_not_null) return SQL_NULLABLE_UNKNOWN;
  return *marker.stored_not_null ? SQL_NO_NULLS : SQL_NULLABLE;
}

}  // namespace

std::vector<ParameterDescription> describe_parameters(const Session& session, const PreparedText& text) {
  const std::shared_ptr<const Mirror> mirror = session.mirror.at_hand();
  std::vector<ParameterDescription> described(text.parameter_count, {.type = unknown_type(session.types)});
  std::vector<Weight> weights(text.parameter_count, Weight::Nothing);
  for (const StatementText& statement : text.statements) {
    // D1 refuses a longer text, and nothing bounds the work for it.
    if (statement.markers.empty() || statement.sql.size() > d1_limits::statement_bytes) continue;
    for (const MarkerEvidence& marker :
         mirror ? parameter_evidence(*mirror, statement) : parameter_evidence(statement)) {
      Choice choice = choose(marker, session.types);
      if (marker.number == 0 || marker.number > text.parameter_count) continue;
      ParameterDescription& parameter = described[marker.number - 1];
      if (marker.stored_not_null && parameter.nullable != SQL_NO_NULLS) parameter.nullable = nullable_of(marker);
      Weight& weight = weights[marker.number - 1];
      if (choice.weight < weight || choice.weight == Weight::Nothing) continue;
      parameter.type = choice.weight > weight ? choice.type : united(parameter.type, choice.type, session.types);
      weight = choice.weight;
    }
  }
  return described;
}

}  // namespace d1odbc
