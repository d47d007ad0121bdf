// Owns: the rules by which SQLite gives rowids (https://www.sqlite.org/autoinc.html). Never: how sets are packed.
#include "execute/added_keys.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string_view>

#include "execute/failing_expression.h"
#include "sql/identifier.h"

namespace d1odbc {

namespace {

constexpr std::string_view unproven_mark = "d1odbc: other rows";

/// Whether a column of this affinity stores the value as it is (https://www.sqlite.org/datatype3.html, 3).
bool is_kept(StorageClass storage, Affinity affinity) {
  switch (storage) {
    case StorageClass::Integer:
      return affinity == Affinity::Integer || affinity == Affinity::Numeric || affinity == Affinity::Blob;
    case StorageClass::Real:
      return affinity == Affinity::Real || affinity == Affinity::Blob;
    case StorageClass::Text:
      return affinity == Affinity::Text || affinity == Affinity::Blob;
    case StorageClass::Blob:
      return true;
    default:
      return false;  // no part of a key is NULL
  }
}

bool all_are(ParameterSets sets, std::size_t column, StorageClass storage) {
  return std::ranges::all_of(sets, [&](const std::vector<Value>& set) { return set[column].storage() == storage; });
}

bool all_are_kept(ParameterSets sets, std::size_t column, Affinity affinity) {
  return std::ranges::all_of(sets,
                             [&](const std::vector<Value>& set) { return is_kept(set[column].storage(), affinity); });
}

std::optional<std::size_t> place_of(const std::vector<std::string>& columns, const std::string& column) {
  const auto found = std::ranges::find(columns, column);
  if (found == columns.end()) return std::nullopt;
  return static_cast<std::size_t>(found - columns.begin());
}

std::string text_literal(std::string_view text) {
  std::string literal = "'";
  for (const char each : text) literal += each == '\'' ? "''" : std::string(1, each);
  return literal + '\'';
}

/// Without triggers, a row that gives no rowid gets the largest one of the table, or of all that AUTOINCREMENT gave,
/// and one more. SQLite does otherwise only when that is beyond 64 bits: then an older row has a larger rowid.
std::string doubt_of_counting(const UpdateTarget& target) {
  return fmt::format(
      "(SELECT max({0}.{1}) FROM {0}) IS NOT last_insert_rowid() OR EXISTS (SELECT 1 FROM sqlite_master WHERE type = "
      "'trigger' AND tbl_name = {2} COLLATE NOCASE)",
      quoted_name(target.table), quoted_name(target.key.columns.front()), text_literal(target.table));
}

std::optional<std::int64_t> last_rowid(const ResultSet& answer) {
  if (answer.rows() != 1 || answer.columns() != 1) return std::nullopt;
  const std::string_view digits = answer.at(0, 0).bytes;
  std::int64_t rowid = 0;
  const char* const end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, rowid);
  return read.ec == std::errc() && read.ptr == end ? std::optional(rowid) : std::nullopt;
}

}  // namespace

std::optional<AddedKeys> AddedKeys::make(const UpdateTarget& target, const std::vector<std::string>& columns,
                                         ParameterSets sets, bool has_triggers) {
  AddedKeys keys(target);
  const RowKey& key = target.key;
  if (key.kind == RowKey::Kind::Rowid) {
    const std::optional<std::size_t> place = place_of(columns, key.rowid_column);
    const bool is_counted = !place || all_are(sets, *place, StorageClass::Null);
    if (is_counted) return has_triggers ? std::nullopt : std::optional(keys);
    if (!all_are(sets, *place, StorageClass::Integer)) return std::nullopt;
    keys.given_.push_back(*place);
    return keys;
  }
  for (std::size_t part = 0; part < key.columns.size(); ++part) {
    const std::optional<std::size_t> place = place_of(columns, key.columns[part]);
    if (!place || !all_are_kept(sets, *place, key.affinities[part])) return std::nullopt;
    keys.given_.push_back(*place);
  }
  return keys;
}

std::string AddedKeys::doubt(ParameterSets sets) const {
  if (given_.empty()) return doubt_of_counting(*target_);
  if (target_->key.kind == RowKey::Kind::PrimaryKey) return "false";
  // Where the table has been made anew since with another key, this number is hardly the rowid.
  return fmt::format("last_insert_rowid() <> {}", sets.back()[given_.front()].view().integer);
}

D1Statement AddedKeys::proof(ParameterSets sets) const {
  return {fmt::format("SELECT CASE WHEN changes() <> {} OR {} THEN {} ELSE CAST(last_insert_rowid() AS TEXT) END",
                      sets.size(), doubt(sets), failing_expression(text_literal(unproven_mark))),
          {}};
}

std::vector<std::vector<Value>> AddedKeys::keys(ParameterSets sets, const ResultSet& answer) const {
  std::vector<std::vector<Value>> keys(sets.size());
  const std::optional<std::int64_t> last = given_.empty() ? last_rowid(answer) : std::nullopt;
  for (std::size_t set = 0; set < sets.size(); ++set) {
    std::int64_t rowid = 0;
    const auto behind = static_cast<std::int64_t>(sets.size() - 1 - set);
    if (last && !__builtin_sub_overflow(*last, behind, &rowid)) keys[set].push_back(Value::of(rowid));
    for (const std::size_t place : given_) keys[set].push_back(sets[set][place]);
  }
  return keys;
}

bool AddedKeys::is_unproven(const std::string& error_text) {
  return error_text.find(unproven_mark) != std::string::npos;
}

}  // namespace d1odbc
