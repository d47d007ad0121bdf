// Owns: the tables of pragmas and of the columns that are listed. Never: SQLite.
#include "sql/listings.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "sql/lexer.h"

namespace d1odbc {
namespace {

enum class Reads : std::uint8_t {
  Never,
  WithoutArgument,  // with one it would set something
  Always,
};

/// What a pragma gives where its columns are told without compiling it.
enum class Gives : std::uint8_t {
  Listing,                // columns of its own: the mirror compiles it
  Itself,                 // one column of its name
  ItselfWithoutArgument,  // the same, and nothing when it sets
  Nothing,
};

struct PragmaRow {
  std::string_view name;
  Reads reads;
  Gives gives;
};

// The pragmas that D1 permits.
constexpr std::array<PragmaRow, 19> pragmas = {{
    {"TABLE_INFO", Reads::Always, Gives::Listing},
    {"TABLE_XINFO", Reads::Always, Gives::Listing},
    {"TABLE_LIST", Reads::Always, Gives::Listing},
    {"INDEX_LIST", Reads::Always, Gives::Listing},
    {"INDEX_INFO", Reads::Always, Gives::Listing},
    {"INDEX_XINFO", Reads::Always, Gives::Listing},
    {"FOREIGN_KEY_LIST", Reads::Always, Gives::Listing},
    {"FOREIGN_KEY_CHECK", Reads::Always, Gives::Listing},
    {"QUICK_CHECK", Reads::Always, Gives::Itself},
    {"DATA_VERSION", Reads::WithoutArgument, Gives::Itself},
    {"PAGE_SIZE", Reads::WithoutArgument, Gives::ItselfWithoutArgument},
    {"FOREIGN_KEYS", Reads::WithoutArgument, Gives::ItselfWithoutArgument},
    {"DEFER_FOREIGN_KEYS", Reads::WithoutArgument, Gives::ItselfWithoutArgument},
    {"IGNORE_CHECK_CONSTRAINTS", Reads::WithoutArgument, Gives::ItselfWithoutArgument},
    {"LEGACY_ALTER_TABLE", Reads::WithoutArgument, Gives::ItselfWithoutArgument},
    {"RECURSIVE_TRIGGERS", Reads::WithoutArgument, Gives::ItselfWithoutArgument},
    {"REVERSE_UNORDERED_SELECTS", Reads::WithoutArgument, Gives::ItselfWithoutArgument},
    {"CASE_SENSITIVE_LIKE", Reads::WithoutArgument, Gives::Nothing},
    {"OPTIMIZE", Reads::Never, Gives::Itself},
}};

/// A pragma as a text has it.
struct FoundPragma {
  const PragmaRow* row;
  bool has_argument;
};

std::optional<FoundPragma> find_pragma(TokenReader reader) {
  if (!reader.take("PRAGMA")) return std::nullopt;
  std::string_view name = reader.text();
  reader.advance();
  if (reader.text() == ".") {
    reader.advance();
    name = reader.text();
    reader.advance();
  }
  const auto* const row =
      std::ranges::find_if(pragmas, [&](const PragmaRow& each) { return is_keyword(name, each.name); });
  if (row == pragmas.end()) return std::nullopt;
  return FoundPragma{row, !reader.at_end()};
}

// Of EXPLAIN and of all pragmas: no two of them give other values under one name. All other columns hold texts.
constexpr std::array<std::string_view, 29> integers{"addr",
                                                    "p1",
                                                    "p2",
                                                    "p3",
                                                    "p5",  // EXPLAIN
                                                    "cid",
                                                    "notnull",
                                                    "pk",
                                                    "hidden",  // table_info, table_xinfo
                                                    "seq",
                                                    "unique",
                                                    "partial",
                                                    "seqno",
                                                    "desc",
                                                    "key",  // index_list, index_info, index_xinfo
                                                    "id",
                                                    "ncol",
                                                    "wr",
                                                    "strict",
                                                    "rowid",
                                                    "fkid",  // foreign keys, table_list
                                                    "data_version",
                                                    "page_size",
                                                    "foreign_keys",
                                                    "defer_foreign_keys",
                                                    "ignore_check_constraints",
                                                    "legacy_alter_table",
                                                    "recursive_triggers",
                                                    "reverse_unordered_selects"};
// A parent is a table for PRAGMA foreign_key_check.
constexpr std::array<std::string_view, 2> integers_of_query_plan{"parent", "notused"};

template <class Table>
bool lists(const Table& table, std::string_view column) {
  return std::ranges::find(table, column) != table.end();
}

std::string in_small_letters(std::string_view name) {
  std::string small(name);
  for (char& c : small) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return small;
}

}  // namespace

bool is_reading_pragma(TokenReader reader) {
  const std::optional<FoundPragma> found = find_pragma(reader);
  if (!found) return false;
  return found->row->reads == Reads::Always || (found->row->reads == Reads::WithoutArgument && !found->has_argument);
}

std::optional<std::vector<std::string>> pragma_columns(std::string_view sql) {
  const std::vector<Token> tokens = tokenize(sql);
  const std::optional<FoundPragma> found = find_pragma({sql, tokens, {0, tokens.size()}});
  if (!found || found->row->gives == Gives::Listing) return std::nullopt;
  const bool is_silent =
      found->row->gives == Gives::Nothing || (found->row->gives == Gives::ItselfWithoutArgument && found->has_argument);
  if (is_silent) return std::vector<std::string>();
  return std::vector<std::string>{in_small_letters(found->row->name)};
}

bool lists_integers(std::string_view column, bool is_query_plan) {
  return lists(integers, column) || (is_query_plan && lists(integers_of_query_plan, column));
}

}  // namespace d1odbc
