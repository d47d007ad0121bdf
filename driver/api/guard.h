// Owns: the one way from a C entry point to a handle's method: pin, lock, clear, run, catch, publish.
// Never: what a function does.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <memory>
#include <mutex>

#include "handle/registry.h"

namespace d1odbc {

/// Turns the exception that is being handled into a diagnostic record (HY001 for no memory, HY000 for a stranger).
/// Never throws: without memory for a record the return code alone tells.
void record_current_exception(Diagnostics& diagnostics) noexcept;

/// The return code of a body that ended without an exception: SQL_SUCCESS with records is SQL_SUCCESS_WITH_INFO.
[[nodiscard]] SQLRETURN code_with(SQLRETURN code, const Diagnostics& diagnostics) noexcept;

/// Whether a call may come while the handle waits for something else (Handle::admit).
enum class Admission { Usual, Anytime };

/// Runs `body` on the live object of `handle`, one call at a time, and publishes what it had to say.
/// SQL_INVALID_HANDLE for a handle that is not alive or of another kind, also when another thread freed it meanwhile.
template <class Type, class Body>
SQLRETURN on(SQLHANDLE handle, Body body, Admission admission = Admission::Usual) noexcept {
  try {
    const std::shared_ptr<Type> object = Registry::of_process().find<Type>(handle);
    if (!object) return SQL_INVALID_HANDLE;
    const std::lock_guard lock(object->call_mutex());
    if (object->is_freed()) return SQL_INVALID_HANDLE;
    object->diagnostics().clear();
    SQLRETURN code = SQL_ERROR;
    try {
      if (admission == Admission::Usual) object->admit();
      code = code_with(body(*object), object->diagnostics());
    } catch (...) {
      record_current_exception(object->diagnostics());
    }
    object->publish(code);
    return code;
  } catch (...) {
    return SQL_ERROR;  // no memory even for a lock or a report
  }
}

/// The answer of a function that is not built yet: HYC00 on a live handle.
template <class Type>
SQLRETURN not_built(SQLHANDLE handle, const char* name) noexcept {
  return on<Type>(handle,
                  [&](Type&) -> SQLRETURN { throw OdbcError(State::NotImplemented, "{} is not supported.", name); });
}

}  // namespace d1odbc
