// Owns: the rows of the table of D1's figures. Never: asks D1.
#include "handle/d1_figures.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace d1odbc {

namespace {

constexpr SQLINTEGER base = 0x4000;  // SQL_DRIVER_STMT_ATTR_BASE, which not every header has
constexpr std::int64_t unsaid = -1;

template <std::optional<std::int64_t> Meta::*member>
Figure number(const Meta& meta) {
  return (meta.*member).value_or(unsaid);
}

Figure microseconds(const Meta& meta) {
  constexpr double longest = 1e15;
  if (!meta.duration || !(*meta.duration >= 0) || *meta.duration > longest) return unsaid;
  return static_cast<std::int64_t>(std::llround(*meta.duration * 1000));
}

Figure region(const Meta& meta) { return std::string_view(meta.served_by_region); }

// clang-format off
constexpr std::array table = {
    // id, name, type, meaning
    FigureAttribute{base + 1, "D1_ATTR_ROWS_READ", "SQLBIGINT", "Rows that D1 read, index entries included: what is billed.", &number<&Meta::rows_read>},
    FigureAttribute{base + 2, "D1_ATTR_ROWS_WRITTEN", "SQLBIGINT", "Rows that D1 wrote, index entries included: what is billed.", &number<&Meta::rows_written>},
    FigureAttribute{base + 3, "D1_ATTR_DURATION", "SQLBIGINT", "Microseconds of SQL inside the database, without the network.", &microseconds},
    FigureAttribute{base + 4, "D1_ATTR_SIZE_AFTER", "SQLBIGINT", "Bytes of the database after the statement.", &number<&Meta::size_after>},
    FigureAttribute{base + 5, "D1_ATTR_ATTEMPTS", "SQLBIGINT", "How often D1 tried the statement; D1 repeats some that only read.", &number<&Meta::total_attempts>},
    FigureAttribute{base + 6, "D1_ATTR_REGION", "characters", "Region where it ran, as `WEUR`.", &region},
};
// clang-format on

}  // namespace

std::span<const FigureAttribute> figure_attributes() noexcept { return table; }

const FigureAttribute* find_figure(SQLINTEGER id) noexcept {
  const auto found = std::ranges::find(table, id, &FigureAttribute::id);
  return found == table.end() ? nullptr : &*found;
}

}  // namespace d1odbc
