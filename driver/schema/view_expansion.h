// Owns: how much a text grows when the views it names are written out. Never: SQLite, what becomes of a text that grows
// too much.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "schema/mirror.h"

namespace d1odbc {

/// How much SQLite has to hold to compile a text: it copies a view or a CTE at each place that names it.
struct Expansion {
  std::uint64_t copies = 0;  // of views and CTEs
  std::uint64_t tokens = 0;  // of all those copies; a `*` stands for a table's columns

  [[nodiscard]] bool is_within(const Expansion& limit) const noexcept {
    return copies <= limit.copies && tokens <= limit.tokens;
  }
};

// SQLite compiles about two million tokens in a second, and its callbacks are not called meanwhile.
inline constexpr Expansion most_of_object{.copies = 1'000, .tokens = 200'000};
inline constexpr Expansion most_of_text{.copies = 20'000, .tokens = 1'000'000};
inline constexpr Expansion most_of_schema{.copies = 200'000, .tokens = 10'000'000};

/// What each view of one schema grows to. Names are compared as SQLite does (ASCII without case).
class ViewExpansion {
 public:
  ViewExpansion() = default;

  /// Reads the views and triggers among the rows; the rows are not kept, but for their addresses. Linear in the length
  /// of their texts.
  explicit ViewExpansion(const std::vector<const SchemaRow*>& rows);

  /// Whether this row, one of the constructor's, is a view or trigger that grows beyond `most_of_object`, names itself
  /// through other views, or goes beyond `most_of_schema` together with the rows before it.
  [[nodiscard]] bool is_too_large(const SchemaRow& row) const { return too_large_.contains(&row); }

  /// What a text grows to; the counts stop at a number beyond every limit. A name in the place of a table counts as
  /// often as it stands there; names are not resolved, so it is never too little and may be too much.
  [[nodiscard]] Expansion of(std::string_view sql) const;

 private:
  std::unordered_map<std::string, Expansion> views_;
  std::unordered_set<const SchemaRow*> too_large_;
};

}  // namespace d1odbc
