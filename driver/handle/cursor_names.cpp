// Owns: looking cursors up by name. Never: runs the statements that name them.
#include "handle/cursor_names.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "config/ascii.h"
#include "convert/unicode.h"
#include "error/odbc_error.h"

namespace d1odbc {

CursorNames::Entry& CursorNames::entry_of(Owner owner) {
  Entry& entry = entries_[owner];
  if (!entry.name.empty()) return entry;
  std::string name;
  do {
    name = fmt::format("SQL_CUR{}", ++made_up_);
  } while (find(name) != nullptr);
  entry.name = std::move(name);
  return entry;
}

const CursorNames::Entry* CursorNames::find(std::string_view name) const noexcept {
  const auto found =
      std::ranges::find_if(entries_, [&](const auto& each) { return equal_folded(each.second.name, name); });
  return found == entries_.end() ? nullptr : &found->second;
}

std::string CursorNames::name_of(Owner owner) {
  const std::lock_guard lock(mutex_);
  return entry_of(owner).name;
}

void CursorNames::set_name(Owner owner, std::string_view name) {
  if (name.empty()) throw OdbcError(State::InvalidCursorName, "A cursor name has at least one character.");
  if (count_characters(name) > longest_cursor_name) {
    throw OdbcError(State::InvalidCursorName, "The cursor name has {} characters; at most {} are possible.",
                    count_characters(name), longest_cursor_name);
  }
  const std::lock_guard lock(mutex_);
  Entry& own = entries_[owner];
  const Entry* holder = find(name);
  if (holder != nullptr && holder != &own)
    throw OdbcError(State::DuplicateCursorName, "Another statement's cursor is called \"{}\".", name);
  own.name = name;
}

void CursorNames::place(Owner owner, CursorPlace place) {
  const std::lock_guard lock(mutex_);
  Entry& entry = entry_of(owner);
  if (!place.is_open) entry.changes.clear();
  entry.place = std::move(place);
}

std::vector<PositionedChange> CursorNames::take_changes(Owner owner) {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(owner);
  return found == entries_.end() ? std::vector<PositionedChange>() : std::exchange(found->second.changes, {});
}

void CursorNames::forget(Owner owner) noexcept {
  const std::lock_guard lock(mutex_);
  entries_.erase(owner);
}

CurrentRow CursorNames::row_of(std::string_view name) const {
  const std::lock_guard lock(mutex_);
  const Entry* entry = find(name);
  if (entry == nullptr || !entry->place.is_open)
    throw OdbcError(State::InvalidCursorName, "There is no open cursor called \"{}\".", name);
  if (!entry->place.read_only_because.empty()) {
    throw OdbcError(State::SyntaxOrAccess, "Rows cannot be changed through cursor \"{}\" because {}.", name,
                    entry->place.read_only_because);
  }
  if (!entry->place.row)
    throw OdbcError(State::InvalidCursorState, "Cursor \"{}\" is on no row, or its row has been deleted.", name);
  return *entry->place.row;
}

void CursorNames::note_change(std::string_view name, PositionedChange change) {
  const std::lock_guard lock(mutex_);
  const auto found =
      std::ranges::find_if(entries_, [&](const auto& each) { return equal_folded(each.second.name, name); });
  if (found == entries_.end() || !found->second.place.is_open) return;
  Entry& entry = found->second;
  std::optional<CurrentRow>& row = entry.place.row;
  if (row && row->number == change.number) {
    // Without the row as it is now, nothing could be compared: the cursor must fetch it first.
    if (change.is_deleted || change.now.rows == nullptr) {
      row.reset();
    } else {
      row->version = version_of(*row->result, *change.now.rows, change.now.row);
    }
  }
  entry.changes.push_back(std::move(change));
}

}  // namespace d1odbc
