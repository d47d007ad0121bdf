// Owns: SQLSetPos and SQLBulkOperations: which rows, what their buffers say, what is reported of each. Never: the SQL
// of a change (execute/row_change), the request (execute/change_rows).
#include <algorithm>

#include "cursor/bookmark.h"
#include "execute/bound_value.h"
#include "handle/statement.h"

namespace d1odbc {

namespace {

RowChange::Kind kind_of(bool deletes, bool adds) {
  if (deletes) return RowChange::Kind::Delete;
  return adds ? RowChange::Kind::Add : RowChange::Kind::Update;
}

/// Throws what is wrong with column 0 before anything is written.
void check_bookmark_binding(const DescriptorData& ard, SQLULEN bookmarks) {
  const DescriptorRecord* buffer = ard.bound(0);
  if (buffer != nullptr && bookmarks != SQL_UB_OFF) (void)bookmark_c_type(buffer->concise_type, bookmarks);
}

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

void Statement::report_affected(bool are_many, std::size_t rows) {
  // "The number of rows that SQLSetPos operates on", for row number 0, and "the number of rows affected by
  // SQLBulkOperations".
  SQLULEN* const place = ird_->data().header.rows_processed;
  if (are_many && place != nullptr) *place = rows;
}

RowVersion Statement::version_of(std::size_t row) const {
  return d1odbc::version_of(*updatable_, cursor_->rows().copy_of(row), 0);
}

void Statement::report_row(std::size_t place, SQLUSMALLINT status) {
  const bool by_extended_fetch = moved_by_ == MovedBy::ExtendedFetch;
  SQLUSMALLINT* const statuses = by_extended_fetch ? extended_status_ : ird_->data().header.array_status;
  // SQLSetPos(SQL_ADD) may name a row behind the rowset, for which the array has no element.
  if (statuses != nullptr && place < status_size_) statuses[place] = status;
}

void Statement::refuse_row(std::size_t place, const OdbcError& error) {
  report_row(place, SQL_ROW_ERROR);
  diagnostics().add(DiagnosticRecord{.state = error.state(),
                                     .native_code = error.native_code(),
                                     .text = error.text(),
                                     .row = static_cast<std::int64_t>(place) + 1,
                                     .column = DiagnosticRecord::unknown_column});
}

std::vector<DataAtExecution::Item> Statement::columns_at_execution(const ChangeRequest& request) const {
  std::vector<DataAtExecution::Item> items;
  const DescriptorData& ard = request.ard;
  const std::vector<Column>& columns = cursor_->columns();
  for (const ChangedPlace& each : request.places) {
    for (std::size_t number = 1; number <= std::min(ard.count(), columns.size()); ++number) {
      const DescriptorRecord* buffer = ard.bound(number);
      const bool is_written =
          buffer != nullptr && buffer->data != nullptr && updatable_->select.target.columns[number - 1].writable;
      if (!is_written || !is_data_at_execution(ard.header, *buffer, each.place)) continue;
      const CTypeFacts& c_type = bound_c_type(*buffer, columns[number - 1].type.sql_type);
      items.push_back({each.place, number, bound_address(ard.header, *buffer, each.place, c_type), &c_type});
    }
  }
  return items;
}

SQLRETURN Statement::change(ChangeRequest request) {
  {
    const auto lock = ard_->hold();
    request.ard = ard_->data();
  }
  if (request.change == Change::Add) check_bookmark_binding(request.ard, cursor_->options().bookmarks);
  std::vector<DataAtExecution::Item> items;
  if (request.change != Change::Delete) items = columns_at_execution(request);
  if (!items.empty()) {
    return need_data(std::move(items), [this, request = std::move(request)](const SuppliedValues& supplied) {
      return finish_change(request, supplied);
    });
  }
  begin_call();
  return finish_change(request, {});
}

std::optional<ColumnValue> Statement::assignment_of(const ChangeRequest& request, const ChangedPlace& place,
                                                    std::size_t number, const SuppliedValues& supplied) const {
  const DescriptorData& ard = request.ard;
  const DescriptorRecord* buffer = ard.bound(number);
  const UpdatableColumn& target = updatable_->select.target.columns[number - 1];
  if (buffer == nullptr || buffer->data == nullptr || !target.writable) return std::nullopt;
  const std::optional<SQLLEN> indicator = bound_indicator(ard.header, *buffer, place.place);
  if (indicator == SQL_COLUMN_IGNORE) return std::nullopt;

  const SQLSMALLINT sql_type = cursor_->columns()[number - 1].type.sql_type;
  const auto data = supplied.find({place.place, number});
  const SuppliedValue* const sent = data == supplied.end() ? nullptr : &data->second;
  // What the application did not touch keeps the value it has, whole and in its storage class, though the buffer may
  // hold less of it.
  const bool is_untouched = sent == nullptr && request.change == Change::Update &&
                            cursor_->holds_fetched(place.row, place.place, number, ard);
  if (is_untouched && cursor_->rows().is_rounded(place.row, number - 1)) return std::nullopt;
  if (is_untouched) return ColumnValue{target.base_column, Value::copy_of(cursor_->rows().at(place.row, number - 1))};

  const bool is_variable = bound_c_type(*buffer, sql_type).size == 0;
  if (sent == nullptr && is_variable && indicator && *indicator > buffer->octet_length) {
    throw OdbcError(State::InvalidBufferLength,
                    "The length {} is beyond the buffer of {} bytes. Set the length of the new value, or "
                    "SQL_COLUMN_IGNORE.",
                    *indicator, buffer->octet_length);
  }
  return ColumnValue{target.base_column, read_bound_value(ard.header, *buffer, sql_type, place.place, sent)};
}

std::vector<ColumnValue> Statement::assignments_of(const ChangeRequest& request, const ChangedPlace& place,
                                                   const SuppliedValues& supplied) const {
  const std::vector<Column>& columns = cursor_->columns();
  if (request.ard.count() > columns.size()) {
    throw OdbcError(State::InvalidDescriptorIndex, "Column {} is bound; the result has {}.", request.ard.count(),
                    columns.size());
  }
  std::vector<ColumnValue> assignments;
  for (std::size_t number = 1; number <= request.ard.count(); ++number) {
    try {
      std::optional<ColumnValue> assignment = assignment_of(request, place, number, supplied);
      if (assignment) assignments.push_back(std::move(*assignment));
    } catch (const OdbcError& error) {
      throw OdbcError(error.state(), "Column \"{}\": {}", columns[number - 1].name, error.text());
    }
  }
  return assignments;
}

RowChange Statement::change_of(const ChangeRequest& request, const ChangedPlace& place,
                               const SuppliedValues& supplied) const {
  RowChange made{kind_of(request.change == Change::Delete, request.change == Change::Add), {}, {}};
  if (request.change != Change::Add) made.row = version_of(place.row);
  if (request.change == Change::Delete) return made;
  made.assignments = assignments_of(request, place, supplied);
  if (made.assignments.empty() && request.change == Change::Update) {
    throw OdbcError(State::DerivedTableDegreeMismatch,
                    "No column is to be updated: all are unbound, read-only or SQL_COLUMN_IGNORE.");
  }
  return made;
}

SQLRETURN Statement::finish_change(const ChangeRequest& request, const SuppliedValues& supplied) {
  if (request.is_bulk) leave_rowset();
  std::vector<ChangedPlace> sent;
  std::vector<RowChange> changes;
  for (const ChangedPlace& each : request.places) {
    try {
      changes.push_back(change_of(request, each, supplied));
      sent.push_back(each);
    } catch (const OdbcError& error) {
      refuse_row(each.place, error);
    }
  }
  row_count_ = 0;
  announce_execution();
  std::vector<ChangedRow> changed;
  try {
    changed = change_rows(*updatable_, changes, deadlines(), cancel_);
  } catch (const OdbcError& error) {
    refuse_all(sent, error);
    report_affected(request.are_many, 0);
    if (error.text().ends_with(outcome_unknown_text)) row_count_ = -1;
    return SQL_ERROR;
  }
  for (std::size_t index = 0; index < changed.size(); ++index) apply_change(request, sent[index], changed[index]);
  publish_place();
  report_affected(request.are_many, static_cast<std::size_t>(row_count_));
  const bool none_is_left = row_count_ == 0 && diagnostics().has_error();
  return none_is_left ? SQL_ERROR : SQL_SUCCESS;
}

void Statement::refuse_all(const std::vector<ChangedPlace>& places, const OdbcError& error) {
  if (places.size() == 1) {
    refuse_row(places.front().place, error);
    return;
  }
  // One request is one transaction: D1 does not say which row it stumbled over.
  for (const ChangedPlace& each : places) report_row(each.place, SQL_ROW_ERROR);
  diagnostics().add(DiagnosticRecord{.state = error.state(),
                                     .native_code = error.native_code(),
                                     .text = error.text(),
                                     .row = DiagnosticRecord::unknown_row});
}

void Statement::leave_rowset() {
  cursor_->leave_rowset();
  is_after_bulk_ = true;
}

void Statement::apply_change(const ChangeRequest& request, const ChangedPlace& place, const ChangedRow& changed) {
  const Change change = request.change;
  if (!changed.happened) {
    report_row(place.place, SQL_ROW_ERROR);
    diagnostics().add(DiagnosticRecord{
        .state = change == Change::Add ? State::GeneralWarning : State::CursorOperationConflict,
        .text = change == Change::Add ? "The row was not added: a trigger or a conflict clause ignored it."
                                      : "The row was not changed: it is gone, or it has changed since it was fetched.",
        .row = static_cast<std::int64_t>(place.place) + 1});
    return;
  }
  ++row_count_;
  CursorRows& rows = cursor_->changeable_rows();
  switch (change) {
    case Change::Update:
      if (changed.now.rows != nullptr) rows.replace(place.row, {changed.now.rows, changed.now.row});
      report_row(place.place, SQL_ROW_UPDATED);
      break;
    case Change::Delete:
      rows.mark_deleted(place.row);
      report_row(place.place, SQL_ROW_DELETED);
      break;
    case Change::Add:
      give_bookmark(request.ard, place.place, rows.append(changed.key));
      report_row(place.place, SQL_ROW_ADDED);
      break;
  }
}

void Statement::give_bookmark(const DescriptorData& ard, std::size_t place, std::size_t row) {
  const SQLULEN bookmarks = cursor_->options().bookmarks;
  const DescriptorRecord* buffer = ard.bound(0);
  if (buffer == nullptr || bookmarks == SQL_UB_OFF) return;
  const CTypeFacts& c_type = bookmark_c_type(buffer->concise_type, bookmarks);
  const std::optional<State> problem =
      write_bookmark(row + 1, c_type,
                     {bound_address(ard.header, *buffer, place, c_type), static_cast<std::size_t>(buffer->octet_length),
                      item_address(buffer->octet_length_ptr, ard.header, place, sizeof(SQLLEN))});
  if (problem)
    diagnostics().add(OdbcError(State::GeneralWarning, "The buffer of column 0 is too small for a bookmark."));
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
