// Owns: the table of numeric connection attributes. Never: their values.
#pragma once

#include <span>

#include "handle/attribute_rules.h"

namespace d1odbc {

[[nodiscard]] std::span<const NumericAttribute> connection_attributes() noexcept;

}  // namespace d1odbc
