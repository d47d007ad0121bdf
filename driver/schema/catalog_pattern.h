// Owns: whether a name is meant by an argument of a catalog function. Never: SQL, the mirror.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/catalog.h"

namespace d1odbc {

/// The name that an ordinary argument means, to be compared whole and without ASCII case: the text as it is, of an
/// identifier (SQL_ATTR_METADATA_ID) without blanks and quotes. "" for an absent one: no object has that name.
/// https://learn.microsoft.com/sql/odbc/reference/develop-app/ordinary-arguments
[[nodiscard]] std::string ordinary_name(const CatalogArgument& argument);

/// One argument, read once and compared with many names. Absent: every name. An identifier (SQL_ATTR_METADATA_ID):
/// blanks and quotes taken off, compared whole. Else a search pattern: `%` any characters, `_` one character, `\`
/// before one of the three makes it ordinary. ASCII case never matters: no two names in D1 differ by it alone, and a
/// program may write a name as it likes in SQL. UTF-8.
/// https://learn.microsoft.com/sql/odbc/reference/develop-app/pattern-value-arguments
class CatalogPattern {
 public:
  explicit CatalogPattern(const CatalogArgument& argument);

  [[nodiscard]] bool matches(std::string_view name) const noexcept;

  /// The one name that it matches, folded; nothing when it has a wildcard.
  [[nodiscard]] std::optional<std::string> only_name() const;

  /// For the catalog and schema arguments: D1's objects are in none, so NULL, "" and "%" mean them, other names do not.
  [[nodiscard]] bool matches_nothing_there() const noexcept { return matches(""); }

 private:
  enum class Kind : std::uint8_t { Byte, OneCharacter, AnyCharacters };
  struct Piece {
    Kind kind;
    char byte;
  };

  void read_pattern(std::string_view text);
  void read_name(std::string_view name);

  std::vector<Piece> pieces_;
};

}  // namespace d1odbc
