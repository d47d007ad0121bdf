// Owns: D1's limits that the driver knows (d1-api 6), as one table of numbers that the code, SQLGetInfo and the error
// texts read. Never: limits of values and rows: engines differ there, and D1 judges.
#pragma once

#include <cstddef>

namespace d1odbc::d1_limits {

inline constexpr std::size_t parameters = 100;            // different parameters in one statement
inline constexpr std::size_t columns = 100;               // of a table, of a result, and of GROUP BY and ORDER BY
inline constexpr std::size_t statement_bytes = 100'000;   // of one statement's text in UTF-8
inline constexpr std::size_t tables_in_a_select = 64;     // joined ones
inline constexpr std::size_t documented_row = 2'000'000;  // bytes; newer engines take more

// What the driver fills values that it puts together itself with: well below documented_row.
inline constexpr std::size_t packed_value = 1'000'000;

// A request that the driver may divide stays below: 6.5 MB were seen to be accepted, and no limit is documented.
inline constexpr std::size_t request_body = 6'000'000;

}  // namespace d1odbc::d1_limits
