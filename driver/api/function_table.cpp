// Owns: SQLGetFunctions' answers from the list of functions. Never: the list.
#include "api/function_table.h"

#include <algorithm>
#include <array>

#include "error/odbc_error.h"

namespace d1odbc {

namespace {

constexpr std::array functions = {
#define D1ODBC_FUNCTION(name, id, forms, stage) FunctionFacts{#name, id, Forms::forms, Stage::stage},
#include "api/functions.def"
#undef D1ODBC_FUNCTION
};

constexpr std::size_t odbc2_flags = 100;
constexpr SQLUSMALLINT highest_id = 16 * SQL_API_ODBC3_ALL_FUNCTIONS_SIZE;

}  // namespace

std::span<const FunctionFacts> all_functions() noexcept { return functions; }

bool is_supported(SQLUSMALLINT id) noexcept {
  return std::ranges::any_of(functions,
                             [&](const FunctionFacts& facts) { return facts.id == id && facts.stage == Stage::Built; });
}

void report_functions(SQLUSMALLINT id, SQLUSMALLINT* supported) {
  if (supported == nullptr) throw OdbcError(State::InvalidNullPointer, "The place for the answer is a null pointer.");
  if (id == SQL_API_ODBC3_ALL_FUNCTIONS) {
    std::fill_n(supported, SQL_API_ODBC3_ALL_FUNCTIONS_SIZE, SQLUSMALLINT{0});
    for (const FunctionFacts& facts : functions) {
      if (facts.stage != Stage::Built) continue;
      SQLUSMALLINT& word = supported[facts.id >> 4U];
      word = static_cast<SQLUSMALLINT>(word | (1U << (facts.id & 0x0FU)));
    }
    return;
  }
  if (id == SQL_API_ALL_FUNCTIONS) {
    for (SQLUSMALLINT each = 0; each < odbc2_flags; ++each) supported[each] = is_supported(each) ? SQL_TRUE : SQL_FALSE;
    return;
  }
  if (id >= highest_id) throw OdbcError(State::FunctionTypeOutOfRange, "{} is no function of ODBC.", id);
  *supported = is_supported(id) ? SQL_TRUE : SQL_FALSE;
}

}  // namespace d1odbc
