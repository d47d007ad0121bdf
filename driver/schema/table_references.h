// Owns: which names a SQL text uses as tables, and its CTEs. Never: what the names mean.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace d1odbc {

enum class ObjectKind : std::uint8_t { View, Trigger, Other };

/// A text without its CTEs, or one CTE.
struct TextPart {
  std::string name;                     // of the CTE; "" for the text itself
  std::uint64_t tokens = 0;             // a `*` stands for a table's columns
  std::vector<std::string> references;  // folded, once for each place that may name a table
};

/// The first part is the text itself; CTEs follow, those of one name are not told apart.
using TextParts = std::vector<TextPart>;

/// Reads any text, valid or not, in linear time.
[[nodiscard]] TextParts read_references(std::string_view sql);

/// What kind of object a CREATE makes. `name` is empty when it is not a plain `CREATE VIEW name`, the form that SQLite
/// stores.
struct CreatedObject {
  ObjectKind kind = ObjectKind::Other;
  std::optional<std::string> name;  // of a view, folded
};
[[nodiscard]] CreatedObject created_object(std::string_view sql);

}  // namespace d1odbc
