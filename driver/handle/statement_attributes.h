// Owns: the table of numeric statement attributes. Never: their values, nor those that live in descriptors.
#pragma once

#include <span>

#include "handle/attribute_rules.h"

namespace d1odbc {

[[nodiscard]] std::span<const NumericAttribute> statement_attributes() noexcept;

}  // namespace d1odbc
