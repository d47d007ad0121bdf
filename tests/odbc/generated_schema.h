// Owns: schemas made up from a seed, with the features that SQLite's tables have. Never: runs them.
#pragma once

#include <string>
#include <vector>

namespace generated {

struct Schema {
  std::vector<std::string> texts;  // one CREATE each, in an order that runs
  std::vector<std::string> tables;
  std::vector<std::string> views;
};

/// The same schema for the same seed: ordinary, WITHOUT ROWID and STRICT tables with odd names, keys of all forms,
/// defaults, generated columns, foreign keys to primary keys, indexes (unique, partial, on expressions), views.
[[nodiscard]] Schema schema(unsigned seed);

/// A name in double quotes.
[[nodiscard]] std::string quoted(const std::string& name);

/// A name as a pattern that matches only it: `\` is the driver's escape character.
[[nodiscard]] std::string as_pattern(const std::string& name);

}  // namespace generated
