// Owns: exceptions on their way to a diagnostic record. Never: return codes of single functions.
#include "api/guard.h"

#include <new>

namespace d1odbc {

void record_current_exception(Diagnostics& diagnostics) noexcept {
  try {
    try {
      throw;
    } catch (const OdbcError& error) {
      diagnostics.add(error);
    } catch (const std::bad_alloc&) {
      diagnostics.add(State::MemoryAllocation, "There is not enough memory.");
    } catch (const std::exception& error) {
      diagnostics.add(State::GeneralError, error.what());
    } catch (...) {
      diagnostics.add(State::GeneralError, "An unknown error occurred in the driver.");
    }
  } catch (...) {
    // No memory for the record: the caller's SQL_ERROR has to do.
  }
}

SQLRETURN code_with(SQLRETURN code, const Diagnostics& diagnostics) noexcept {
  return code == SQL_SUCCESS && !diagnostics.empty() ? SQL_SUCCESS_WITH_INFO : code;
}

}  // namespace d1odbc
