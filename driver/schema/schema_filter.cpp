// Owns: the checks on single schema rows. Never: the order of loading.
#include "schema/schema_filter.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_set>

namespace d1odbc {

namespace {

constexpr std::size_t most_objects = 100'000;
constexpr std::size_t longest_text = 1'000'000;
constexpr std::size_t longest_name = 10'000;

constexpr std::array<std::string_view, 4> object_types{"table", "index", "view", "trigger"};

// SQLite's schema tables, and the prefix of its table-valued pragmas, which a table of that name would hide.
constexpr std::array<std::string_view, 4> reserved_names{"sqlite_master", "sqlite_schema", "sqlite_temp_master",
                                                         "sqlite_temp_schema"};
constexpr std::string_view reserved_prefix = "pragma_";
constexpr std::string_view cloudflare_prefix = "_cf_";

std::string fold(std::string_view text) {
  std::string folded(text);
  for (char& c : folded) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return folded;
}

bool is_cloudflares(const SchemaRow& row) {
  return fold(row.name).starts_with(cloudflare_prefix) || fold(row.table).starts_with(cloudflare_prefix);
}

bool is_plain(std::string_view text, std::size_t longest) {
  return text.size() <= longest && text.find('\0') == std::string_view::npos;
}

bool is_reserved(std::string_view name) {
  const std::string folded = fold(name);
  return folded.starts_with(reserved_prefix) ||
         std::find(reserved_names.begin(), reserved_names.end(), folded) != reserved_names.end();
}

// Only automatic indexes have no text.
bool has_acceptable_text(const SchemaRow& row) {
  if (!row.sql) return row.type == "index";
  return is_plain(*row.sql, longest_text) && fold(std::string_view(*row.sql).substr(0, 6)) == "create";
}

bool is_loadable(const SchemaRow& row) {
  if (std::find(object_types.begin(), object_types.end(), row.type) == object_types.end()) return false;
  if (row.name.empty() || !is_plain(row.name, longest_name) || !is_plain(row.table, longest_name)) return false;
  return !is_reserved(row.name) && has_acceptable_text(row);
}

// Triggers have names of their own; tables, views and indexes share theirs.
std::string name_key(const SchemaRow& row) { return (row.type == "trigger" ? "t" : "o") + fold(row.name); }

}  // namespace

FilteredSchema filter_schema(const std::vector<SchemaRow>& rows) {
  FilteredSchema filtered;
  std::unordered_set<std::string> names;
  for (const SchemaRow& row : rows) {
    if (is_cloudflares(row)) continue;
    if (filtered.rows.size() < most_objects && is_loadable(row) && names.insert(name_key(row)).second) {
      filtered.rows.push_back(&row);
    } else {
      filtered.left_out.push_back(row.name);
    }
  }
  return filtered;
}

}  // namespace d1odbc
