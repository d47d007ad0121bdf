// Owns: which form each value's marker has. Never: the forms' text (sql renders them).
#include "execute/bound_statement.h"

#include <cmath>

namespace d1odbc {

namespace {

MarkerForm form_of(const Value& value) {
  switch (value.storage()) {
    case StorageClass::Integer:
      return MarkerForm::Integer;
    case StorageClass::Real:
      if (value.view().real == 0 && std::signbit(value.view().real)) return MarkerForm::NegativeZero;
      if (!std::isinf(value.view().real)) return MarkerForm::Plain;
      return value.view().real > 0 ? MarkerForm::PositiveInfinity : MarkerForm::NegativeInfinity;
    default:
      return MarkerForm::Plain;
  }
}

std::vector<MarkerForm> forms_of(const std::vector<Value>& values) {
  std::vector<MarkerForm> forms;
  forms.reserve(values.size());
  for (const Value& value : values) forms.push_back(form_of(value));
  return forms;
}

}  // namespace

D1Statement bound_statement(const StatementText& statement, const std::vector<Value>& values) {
  RenderedText rendered = render(statement, forms_of(values));
  D1Statement bound{std::move(rendered.sql), {}};
  bound.parameters.reserve(rendered.parameter_numbers.size());
  for (const unsigned number : rendered.parameter_numbers) bound.parameters.push_back(values[number - 1]);
  return bound;
}

}  // namespace d1odbc
