// Owns: applying an attribute's rule. Never: the tables.
#include "handle/attribute_rules.h"

#include <fmt/format.h>

#include <algorithm>

namespace d1odbc {

namespace {

bool contains(std::initializer_list<SQLULEN> values, SQLULEN value) {
  return std::ranges::find(values, value) != values.end();
}

}  // namespace

SQLULEN check_value(const NumericAttribute& attribute, SQLULEN asked, Diagnostics& diagnostics) {
  if (attribute.when == When::ReadOnly)
    throw OdbcError(State::InvalidAttribute, "{} can only be read.", attribute.name);
  const bool every_value = attribute.applied.size() == 0;
  if (every_value && asked > attribute.maximum) {
    diagnostics.add(State::OptionValueChanged,
                    fmt::format("{} = {} is too large; {} is used.", attribute.name, asked, attribute.maximum));
    return attribute.maximum;
  }
  if (every_value || contains(attribute.applied, asked)) return asked;
  const bool every_other_is_known = attribute.known.size() == 0 && attribute.replacement;
  if (!every_other_is_known && !contains(attribute.known, asked)) {
    throw OdbcError(State::InvalidAttributeValue, "{} is no value of {}.", asked, attribute.name);
  }
  if (!attribute.replacement)
    throw OdbcError(State::NotImplemented, "{} = {} is not supported.", attribute.name, asked);
  diagnostics.add(State::OptionValueChanged,
                  fmt::format("{} = {} is not supported; {} is used.", attribute.name, asked, *attribute.replacement));
  return *attribute.replacement;
}

const NumericAttribute* find_attribute(std::span<const NumericAttribute> table, SQLINTEGER id) noexcept {
  const auto found = std::ranges::find(table, id, &NumericAttribute::id);
  return found == table.end() ? nullptr : &*found;
}

void refuse_unknown_attribute(SQLINTEGER id) {
  throw OdbcError(State::InvalidAttribute, "Attribute {} is not known.", id);
}

}  // namespace d1odbc
