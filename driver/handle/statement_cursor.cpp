// Owns: moving a statement's cursor, reading its rows, its name. Never: changes rows, the arithmetic of positions.
#include <bit>
#include <utility>

#include "cursor/bookmark.h"
#include "handle/statement.h"

namespace d1odbc {

const Cursor& Statement::open_cursor() const {
  if (cursor_) return *cursor_;
  if (!executed_) throw OdbcError(State::FunctionSequence, "No statement was executed.");
  throw OdbcError(State::InvalidCursorState, "The statement has no result set.");
}

Cursor& Statement::open_cursor() {
  (void)std::as_const(*this).open_cursor();
  return *cursor_;
}

SQLRETURN Statement::fetch_rowset(const FetchTarget& target, const RowsetReport& report) {
  Cursor& cursor = open_cursor();
  take_positioned_changes();
  read_added_rows();
  is_after_bulk_ = false;
  const SQLRETURN code = [&] {
    const auto lock = ard_->hold();
    const DescriptorData& bindings = ard_->data();
    if (attribute(SQL_ATTR_RETRIEVE_DATA) == SQL_RD_ON) return cursor.fetch(target, bindings, report, diagnostics());
    // The cursor moves by whole rowsets, but nothing is written into the columns.
    DescriptorData unbound;
    unbound.header = bindings.header;
    return cursor.fetch(target, unbound, report, diagnostics());
  }();
  publish_place();
  return code;
}

SQLRETURN Statement::fetch() {
  if (moved_by_ == MovedBy::ExtendedFetch)
    throw OdbcError(State::FunctionSequence, "SQLExtendedFetch and SQLFetch cannot be mixed on one cursor.");
  const DescriptorHeader& report = ird_->data().header;
  (void)open_cursor();
  moved_by_ = MovedBy::Fetch;
  return fetch_rowset({}, {report.array_status, report.rows_processed});
}

FetchTarget Statement::target_of(SQLSMALLINT orientation, SQLLEN offset, const void* bookmark) {
  switch (orientation) {
    case SQL_FETCH_NEXT:
    case SQL_FETCH_FIRST:
    case SQL_FETCH_LAST:
    case SQL_FETCH_PRIOR:
    case SQL_FETCH_ABSOLUTE:
    case SQL_FETCH_RELATIVE:
    case SQL_FETCH_BOOKMARK:
      break;
    default:
      throw OdbcError(State::FetchTypeOutOfRange, "{} is no fetch orientation of ODBC.", orientation);
  }
  const Cursor& cursor = open_cursor();
  if (orientation != SQL_FETCH_NEXT && cursor.options().type == SQL_CURSOR_FORWARD_ONLY) {
    throw OdbcError(State::FetchTypeOutOfRange,
                    "The cursor is forward-only: SQL_FETCH_NEXT is its only direction. Set SQL_ATTR_CURSOR_TYPE to "
                    "SQL_CURSOR_STATIC before the statement runs.");
  }
  if (orientation != SQL_FETCH_BOOKMARK) return {orientation, offset};
  if (cursor.options().bookmarks == SQL_UB_OFF)
    throw OdbcError(State::FetchTypeOutOfRange, "Bookmarks are off (SQL_ATTR_USE_BOOKMARKS).");
  if (bookmark == nullptr)
    throw OdbcError(State::InvalidBookmarkValue, "There is no bookmark (SQL_ATTR_FETCH_BOOKMARK_PTR is null).");
  const std::uint64_t row = read_bookmark(bookmark);
  if (row == 0 || row > cursor.row_count())
    throw OdbcError(State::InvalidBookmarkValue, "{} is no bookmark of this result.", row);
  return {orientation, offset, static_cast<std::int64_t>(row)};
}

SQLRETURN Statement::fetch_scroll(SQLSMALLINT orientation, SQLLEN offset) {
  if (moved_by_ == MovedBy::ExtendedFetch)
    throw OdbcError(State::FunctionSequence, "SQLExtendedFetch and SQLFetchScroll cannot be mixed on one cursor.");
  const FetchTarget target = target_of(orientation, offset, fetch_bookmark_);
  const DescriptorHeader& report = ird_->data().header;
  moved_by_ = MovedBy::Fetch;
  return fetch_rowset(target, {report.array_status, report.rows_processed});
}

SQLRETURN Statement::fetch_extended(SQLUSMALLINT orientation, SQLLEN offset, SQLULEN* rows_fetched,
                                    SQLUSMALLINT* row_status) {
  if (moved_by_ == MovedBy::Fetch)
    throw OdbcError(State::FunctionSequence, "SQLFetch and SQLExtendedFetch cannot be mixed on one cursor.");
  // "If FetchOrientation is SQL_FETCH_BOOKMARK, the offset is the bookmark" (SQLExtendedFetch): of fixed length.
  const bool by_bookmark = orientation == SQL_FETCH_BOOKMARK;
  const auto bookmark = static_cast<std::uint64_t>(offset);
  FetchTarget target =
      target_of(static_cast<SQLSMALLINT>(orientation), by_bookmark ? 0 : offset, by_bookmark ? &bookmark : nullptr);
  target.rowset_size = attribute(SQL_ROWSET_SIZE);
  moved_by_ = MovedBy::ExtendedFetch;
  extended_status_ = row_status;
  return fetch_rowset(target, {row_status, rows_fetched, true});
}

SQLRETURN Statement::get_data(const DataRequest& request) {
  Cursor& cursor = open_cursor();
  take_positioned_changes();
  std::unique_lock<std::mutex> lock;
  if (request.c_type == SQL_ARD_TYPE) lock = ard_->hold();  // else nothing of the ARD is read
  return cursor.get_data(request, ard_->data(), diagnostics());
}

SQLRETURN Statement::set_scroll_options(SQLUSMALLINT concurrency, SQLLEN keyset_size, SQLUSMALLINT rowset_size) {
  const auto as_value = [](SQLULEN number) { return std::bit_cast<SQLPOINTER>(number); };
  const bool has_keyset = keyset_size > 0;
  if (keyset_size < SQL_SCROLL_STATIC || (has_keyset && keyset_size < rowset_size) || rowset_size == 0)
    throw OdbcError(State::RowValueOutOfRange, "{} rows cannot be a keyset for rowsets of {}.", keyset_size,
                    rowset_size);
  SQLULEN type = SQL_CURSOR_KEYSET_DRIVEN;
  if (keyset_size == SQL_SCROLL_FORWARD_ONLY) type = SQL_CURSOR_FORWARD_ONLY;
  if (keyset_size == SQL_SCROLL_DYNAMIC) type = SQL_CURSOR_DYNAMIC;
  if (keyset_size == SQL_SCROLL_STATIC) type = SQL_CURSOR_STATIC;
  (void)set_attribute(SQL_ATTR_CURSOR_TYPE, as_value(type));
  (void)set_attribute(SQL_ATTR_CONCURRENCY, as_value(concurrency));
  (void)set_attribute(SQL_ROWSET_SIZE, as_value(rowset_size));
  return SQL_SUCCESS;
}

SQLRETURN Statement::set_cursor_name(const std::string& name) {
  if (executed_)
    throw OdbcError(State::InvalidCursorState, "A cursor is named before the statement is executed; close it first.");
  connection_->cursor_names().set_name(this, name);
  has_cursor_name_ = true;
  return SQL_SUCCESS;
}

SQLRETURN Statement::cursor_name(const TextOut& out) {
  out.check();
  const std::string name = connection_->cursor_names().name_of(this);
  if (!has_cursor_name_) {
    has_cursor_name_ = true;
    publish_place();
  }
  out.put(name, &diagnostics());
  return SQL_SUCCESS;
}

void Statement::publish_place() {
  if (!has_cursor_name_) return;
  CursorPlace place{cursor_.has_value(), read_only_because_, std::nullopt};
  const bool on_row = cursor_ && updatable_ && cursor_->row_number() != 0;
  if (on_row && !cursor_->rows().is_deleted(cursor_->row_number() - 1)) {
    const std::size_t row = cursor_->row_number() - 1;
    place.row = CurrentRow{updatable_, version_of(row), row};
  } else if (cursor_ && !updatable_ && place.read_only_because.empty()) {
    place.read_only_because = "its result is no SELECT of one table";
  }
  connection_->cursor_names().place(this, std::move(place));
}

}  // namespace d1odbc
