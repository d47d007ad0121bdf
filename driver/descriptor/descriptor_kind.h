// Owns: the kinds of descriptor. Never: their fields.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <cstdint>

namespace d1odbc {

/// What a descriptor describes. `Application` is one that the application allocated: it may serve as ARD and as APD.
enum class DescriptorRole : std::uint8_t {
  ApplicationRow,
  ApplicationParameter,
  Application,
  ImplementationRow,
  ImplementationParameter,
};

/// What the rules of a descriptor's fields depend on.
struct DescriptorKind {
  DescriptorRole role = DescriptorRole::Application;
  bool odbc2 = false;                                        // the application asked for ODBC 2 behaviour
  bool (*is_c_type)(SQLSMALLINT c_type) noexcept = nullptr;  // whether ODBC knows a C type (SQL_C_DEFAULT is none)

  /// Whether the types in it are C types, those of buffers, rather than SQL types.
  [[nodiscard]] bool is_application() const noexcept {
    return role != DescriptorRole::ImplementationRow && role != DescriptorRole::ImplementationParameter;
  }
};

}  // namespace d1odbc
