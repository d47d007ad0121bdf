// Owns: changing rows through a cursor: what their buffers say, sending it, what is reported of each row. Never: which
// rows (statement_positions.cpp), the SQL of a change (execute/row_change), the request (execute/change_rows).
#include <algorithm>
#include <utility>

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

}  // namespace

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
    changed = change_rows(*updatable_, std::move(changes), deadlines(), cancel_);
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
      if (changed.key.empty()) {
        diagnostics().add(DiagnosticRecord{.state = State::GeneralWarning,
                                           .text = "The row was added, but D1 did not tell its key: this cursor does "
                                                   "not show it.",
                                           .row = static_cast<std::int64_t>(place.place) + 1});
      }
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

}  // namespace d1odbc
