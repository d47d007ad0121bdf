// Owns: where the items of a RETURNING list stand. Never: what they mean, the schema, rewrites text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace d1odbc {

/// One item. Offsets are bytes of the text that was read, without blanks and comments at both ends.
struct ReturningItem {
  enum class Kind : std::uint8_t {
    AllColumns,  // *
    Name,        // a, "a", t.a, and these with AS alias: evaluating it again gives the same
    Expression,  // anything else, with its alias; also `a alias` without AS
  };

  Kind kind = Kind::Expression;
  std::size_t begin = 0;
  std::size_t end = 0;       // behind the item and its alias
  std::size_t name_end = 0;  // of Name: behind the column's name
};

/// The list of `… RETURNING item, … [ORDER BY … | LIMIT …]`.
struct ReturningList {
  std::size_t begin = 0;  // of the first item
  std::size_t end = 0;    // of the last one
  std::vector<ReturningItem> items;
};

/// The RETURNING list of one INSERT, UPDATE or DELETE statement; nothing where there is none, or where its commas and
/// parentheses do not make a list. Never fails.
[[nodiscard]] std::optional<ReturningList> read_returning(std::string_view sql);

}  // namespace d1odbc
