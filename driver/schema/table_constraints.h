// Owns: what the text of a CREATE TABLE says of its keys that SQLite's pragmas do not tell. Never: the mirror, columns.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace d1odbc {

/// When a foreign key is checked.
enum class Deferral : std::uint8_t {
  NotDeferrable,       // nothing said, or NOT DEFERRABLE
  InitiallyImmediate,  // DEFERRABLE
  InitiallyDeferred,   // DEFERRABLE INITIALLY DEFERRED
};

struct ForeignKeyText {
  std::string name;  // after CONSTRAINT; "" without
  Deferral deferral = Deferral::NotDeferrable;
};

/// The keys of a table, of its columns and of the table as a whole.
struct TableConstraints {
  std::string primary_key;  // its name; "" without
  std::vector<ForeignKeyText>
      foreign_keys;  // in the order of the text: pragma foreign_key_list counts them from the end
};

/// Reads the text that the schema keeps. Linear in its length; never fails: of a text that SQLite could not have kept
/// it makes what it can, so compare the number of foreign keys with SQLite's before using them.
[[nodiscard]] TableConstraints read_constraints(std::string_view create_table);

}  // namespace d1odbc
