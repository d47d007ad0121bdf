// Owns: SQLSetPos and SQLBulkOperations: their arguments, which rows they are about, refreshing. Never: what is written
// into a row (statement_changes.cpp).
#include <utility>

#include "cursor/bookmark.h"
#include "execute/bound_value.h"
#include "handle/statement.h"

namespace d1odbc {

namespace {

void check_position_arguments(SQLUSMALLINT operation, SQLUSMALLINT lock) {
  if (operation > SQL_ADD) throw OdbcError(State::InvalidAttribute, "{} is no operation of SQLSetPos.", operation);
  if (lock > SQL_LOCK_UNLOCK) throw OdbcError(State::InvalidAttribute, "{} is no lock type of SQLSetPos.", lock);
  if (lock != SQL_LOCK_NO_CHANGE) {
    throw OdbcError(State::NotImplemented,
                    "D1 has no row locks; use SQL_LOCK_NO_CHANGE. A row that changed meanwhile is told by 01001.");
  }
}

}  // namespace

void Statement::require_updatable() const {
  if (updatable_) return;
  const bool is_read_only = attribute(SQL_ATTR_CONCURRENCY) == SQL_CONCUR_READ_ONLY;
  const std::string& reason = read_only_because_;
  throw OdbcError(State::ReadOnlyCursor, "Rows cannot be changed through this cursor because {}.{}",
                  reason.empty() ? "its result is no SELECT of one table" : reason,
                  is_read_only ? " Set it to SQL_CONCUR_VALUES before the statement is executed." : "");
}

SQLRETURN Statement::set_position(SQLSETPOSIROW row, SQLUSMALLINT operation, SQLUSMALLINT lock) {
  check_position_arguments(operation, lock);
  Cursor& cursor = open_cursor();
  take_positioned_changes();
  if (is_after_bulk_) {
    throw OdbcError(State::InvalidCursorPosition,
                    "After SQLBulkOperations the cursor is on no row; call SQLFetchScroll first.");
  }
  // Behind the last row, a row can still be added.
  const bool may_be_on_no_row = operation == SQL_ADD && moved_by_ != MovedBy::Nothing;
  if (cursor.rowset_rows() == 0 && !may_be_on_no_row)
    throw OdbcError(State::InvalidCursorState, "The cursor is on no row; call SQLFetch or SQLFetchScroll first.");
  if (row > cursor.rowset_size()) {
    throw OdbcError(State::RowValueOutOfRange, "Row {} was asked for; the rowset has {}.", row, cursor.rowset_size());
  }
  if (operation == SQL_POSITION && row == 0)
    throw OdbcError(State::InvalidCursorPosition, "SQL_POSITION needs the number of one row.");
  if (operation == SQL_POSITION || operation == SQL_REFRESH) begin_call();
  if (operation != SQL_ADD && row != 0) cursor.set_position(row - 1);
  publish_place();
  status_size_ = cursor.rowset_size();
  switch (operation) {
    case SQL_POSITION:
      return SQL_SUCCESS;
    case SQL_REFRESH:
      return refresh(row);
    case SQL_UPDATE:
      require_updatable();
      return change({.change = Change::Update, .are_many = row == 0, .places = places_of(row, Change::Update)});
    case SQL_DELETE:
      require_updatable();
      return change({.change = Change::Delete, .are_many = row == 0, .places = places_of(row, Change::Delete)});
    default:
      require_updatable();
      return change({.change = Change::Add, .are_many = row == 0, .places = places_of(row, Change::Add)});
  }
}

std::vector<Statement::ChangedPlace> Statement::places_of(SQLSETPOSIROW row, Change change) {
  const Cursor& cursor = open_cursor();
  const bool adds = change == Change::Add;
  if (row != 0) return {{row - 1, adds ? 0 : cursor.row_at(row - 1)}};
  const auto lock = ard_->hold();
  const SQLUSMALLINT* const operations = ard_->data().header.array_status;
  std::vector<ChangedPlace> places;
  const std::size_t size = adds ? cursor.rowset_size() : cursor.rowset_rows();
  for (std::size_t place = 0; place < size; ++place) {
    const bool is_ignored = operations != nullptr && operations[place] == SQL_ROW_IGNORE;
    if (is_ignored) continue;
    if (adds) {
      places.push_back({place, 0});
    } else if (const std::size_t number = cursor.first_row() + place; !cursor.rows().is_deleted(number)) {
      places.push_back({place, number});
    }
  }
  return places;
}

SQLRETURN Statement::refresh(SQLSETPOSIROW row) {
  Cursor& cursor = *cursor_;
  const std::vector<ChangedPlace> places = [&] {
    if (row != 0) return std::vector<ChangedPlace>{{row - 1, cursor.row_at(row - 1)}};
    std::vector<ChangedPlace> all;  // the operation array is ignored for SQL_REFRESH
    for (std::size_t place = 0; place < cursor.rowset_rows(); ++place) {
      const std::size_t number = cursor.first_row() + place;
      if (!cursor.rows().is_deleted(number)) all.push_back({place, number});
    }
    return all;
  }();
  if (updatable_) {
    std::vector<std::vector<Value>> keys;
    for (const ChangedPlace& each : places) keys.push_back(version_of(each.row).key);
    const std::vector<RowNow> rows = read_rows(*updatable_, keys, deadlines(), cancel_);
    for (std::size_t index = 0; index < places.size(); ++index) {
      if (rows[index].rows == nullptr) {
        cursor.changeable_rows().mark_deleted(places[index].row);
      } else {
        cursor.changeable_rows().replace(places[index].row, {rows[index].rows, rows[index].row});
      }
    }
  }
  publish_place();
  return transfer_places(places, row == 0);
}

SQLRETURN Statement::transfer_places(const std::vector<ChangedPlace>& places, bool are_many) {
  const auto lock = ard_->hold();
  std::size_t failed = 0;
  for (const ChangedPlace& each : places) {
    const SQLUSMALLINT status = cursor_->transfer(each.row, each.place, ard_->data(), diagnostics());
    report_row(each.place, status);
    if (status == SQL_ROW_ERROR) ++failed;
  }
  report_affected(are_many, places.size() - failed);
  return failed != 0 && failed == places.size() ? SQL_ERROR : SQL_SUCCESS;
}

void Statement::leave_rowset() {
  cursor_->leave_rowset();
  is_after_bulk_ = true;
}

std::size_t Statement::bookmarked_row(std::size_t place) const {
  const DescriptorData& ard = ard_->data();
  const DescriptorRecord* buffer = ard.bound(0);
  const CTypeFacts& c_type = bookmark_c_type(buffer->concise_type, cursor_->options().bookmarks);
  const void* const address = bound_address(ard.header, *buffer, place, c_type);
  const bool is_whole =
      c_type.size == bookmark_size || (c_type.size == 0 && buffer->octet_length >= static_cast<SQLLEN>(bookmark_size));
  const std::uint64_t bookmark = address == nullptr || !is_whole ? 0 : read_bookmark(address);
  if (bookmark == 0 || bookmark > cursor_->row_count())
    throw OdbcError(State::InvalidBookmarkValue, "Column 0 holds {}, which is no bookmark of this result.", bookmark);
  const auto row = static_cast<std::size_t>(bookmark - 1);
  if (cursor_->rows().is_deleted(row))
    throw OdbcError(State::InvalidBookmarkValue, "Row {} has been deleted.", bookmark);
  return row;
}

std::vector<Statement::ChangedPlace> Statement::bookmarked_places(std::size_t size) {
  const auto lock = ard_->hold();
  if (cursor_->options().bookmarks == SQL_UB_OFF || ard_->data().bound(0) == nullptr) {
    throw OdbcError(State::InvalidAttribute,
                    "Operations by bookmark need SQL_ATTR_USE_BOOKMARKS on and column 0 bound to the bookmarks.");
  }
  std::vector<ChangedPlace> places;
  for (std::size_t place = 0; place < size; ++place) {
    try {
      places.push_back({place, bookmarked_row(place)});
    } catch (const OdbcError& error) {
      refuse_row(place, error);
    }
  }
  return places;
}

SQLRETURN Statement::bulk_operation(SQLUSMALLINT operation) {
  (void)open_cursor();
  take_positioned_changes();
  if (moved_by_ == MovedBy::ExtendedFetch)
    throw OdbcError(State::FunctionSequence, "SQLBulkOperations cannot follow SQLExtendedFetch.");
  if (operation != SQL_ADD && (operation < SQL_UPDATE_BY_BOOKMARK || operation > SQL_FETCH_BY_BOOKMARK))
    throw OdbcError(State::InvalidAttribute, "{} is no operation of SQLBulkOperations.", operation);
  if (operation != SQL_FETCH_BY_BOOKMARK) require_updatable();

  const std::size_t size = ard_->header().array_size;
  status_size_ = size;
  if (operation == SQL_ADD) {
    std::vector<ChangedPlace> places;
    for (std::size_t place = 0; place < size; ++place) places.push_back({place, 0});
    return change({.change = Change::Add, .is_bulk = true, .are_many = true, .places = std::move(places)});
  }
  read_added_rows();
  std::vector<ChangedPlace> places = bookmarked_places(size);
  if (places.empty()) return SQL_ERROR;
  if (operation != SQL_FETCH_BY_BOOKMARK) {
    const Change made = operation == SQL_UPDATE_BY_BOOKMARK ? Change::Update : Change::Delete;
    return change({.change = made, .is_bulk = true, .are_many = true, .places = std::move(places)});
  }
  leave_rowset();
  publish_place();
  return transfer_places(places, true);
}

void Statement::take_positioned_changes() {
  if (!has_cursor_name_ || !cursor_) return;
  for (const PositionedChange& change : connection_->cursor_names().take_changes(this)) {
    if (change.is_deleted) {
      cursor_->changeable_rows().mark_deleted(change.number);
    } else if (change.now.rows != nullptr) {
      cursor_->changeable_rows().replace(change.number, {change.now.rows, change.now.row});
    }
  }
}

void Statement::read_added_rows() {
  if (!cursor_ || !updatable_ || cursor_->rows().unread().empty()) return;
  begin_call();
  std::vector<std::size_t> numbers;
  std::vector<std::vector<Value>> keys;
  for (const auto& [number, key] : cursor_->rows().unread()) {
    numbers.push_back(number);
    keys.push_back(key);
  }
  const std::vector<RowNow> rows = read_rows(*updatable_, keys, deadlines(), cancel_);
  for (std::size_t index = 0; index < numbers.size(); ++index) {
    if (rows[index].rows == nullptr) {
      cursor_->changeable_rows().mark_deleted(numbers[index]);
    } else {
      cursor_->changeable_rows().replace(numbers[index], {rows[index].rows, rows[index].row});
    }
  }
}

}  // namespace d1odbc
