// Owns: the tables of statement attributes: the numeric ones, those that are fields of descriptors, those that are
// refused. Never: their values.
#pragma once

#include <span>

#include "descriptor/descriptor_kind.h"
#include "handle/attribute_rules.h"

namespace d1odbc {

/// The attributes whose value is a number of the statement.
[[nodiscard]] std::span<const NumericAttribute> statement_attributes() noexcept;

/// An attribute that is a header field of one of the statement's descriptors.
struct HeaderAttribute {
  SQLINTEGER id;
  DescriptorRole role;
  SQLSMALLINT field;
};

/// The row of an attribute, or nullptr.
[[nodiscard]] const HeaderAttribute* find_header_attribute(SQLINTEGER id) noexcept;

}  // namespace d1odbc
