// Owns: the look-up in the table of SQLSTATEs. Never: decides which state an error has.
#include "error/sqlstate.h"

#include <array>
#include <cstddef>

namespace d1odbc {

namespace {

constexpr std::array rows = {
#define D1ODBC_ROW(name, odbc3, odbc2, origin, meaning) StateFacts{odbc3, odbc2, StateOrigin::origin, meaning},
    D1ODBC_SQLSTATES(D1ODBC_ROW)
#undef D1ODBC_ROW
};

}  // namespace

const StateFacts& facts_of(State state) noexcept { return rows.at(static_cast<std::size_t>(state)); }

bool is_warning(State state) noexcept { return facts_of(state).code.starts_with("01"); }

bool is_transaction_failure(State state) noexcept {
  const std::string_view code = facts_of(state).code;
  return code.starts_with("40") || code == "08007" || code == "25S01" || code == "25S03";
}

}  // namespace d1odbc
