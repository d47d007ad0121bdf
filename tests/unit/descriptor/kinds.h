// Owns: the kinds of descriptor for tests of the folder. Never: asserts.
#pragma once

#include "convert/c_type.h"
#include "descriptor/descriptor_kind.h"

namespace d1odbc::testing {

inline bool is_c_type(SQLSMALLINT c_type) noexcept { return find_c_type(c_type) != nullptr; }

inline constexpr DescriptorKind ard{DescriptorRole::ApplicationRow, false, is_c_type};
inline constexpr DescriptorKind apd{DescriptorRole::ApplicationParameter, false, is_c_type};
inline constexpr DescriptorKind application{DescriptorRole::Application, false, is_c_type};
inline constexpr DescriptorKind ird{DescriptorRole::ImplementationRow, false, is_c_type};
inline constexpr DescriptorKind ipd{DescriptorRole::ImplementationParameter, false, is_c_type};

}  // namespace d1odbc::testing
