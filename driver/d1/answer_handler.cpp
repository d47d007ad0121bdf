// Owns: what each member of D1's JSON means, as a state machine fed with JSON events. Never: tokens, bytes, HTTP.
#include "d1/answer_handler.h"

#include <fmt/core.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "d1/kept_text.h"
#include "d1/number_text.h"

namespace d1odbc {

namespace {

constexpr std::size_t longest_key = 64;       // a longer key is no member the driver knows
constexpr std::size_t longest_number = 2048;  // a double is exact in 767 digits
constexpr std::size_t most_items = 100'000;   // D1 ran 5,000 statements in one request; no limit is documented

}  // namespace

bool AnswerHandler::open(Container container) {
  enter(place_inside(place(), key_, container));
  return true;
}

bool AnswerHandler::close() {
  const Place left = place();
  places_.pop_back();
  leave(left);
  return true;
}

void AnswerHandler::enter(Place next) {
  switch (next) {
    case Place::Item:
      begin_item();
      break;
    case Place::Columns:
      item_.begin_columns();
      break;
    case Place::Rows:
      item_.begin_rows();
      break;
    case Place::Row:
      item_.begin_row();
      break;
    case Place::Blob:
      item_.begin_blob();
      break;
    case Place::Error:
      errors_.begin();
      break;
    default:
      break;
  }
  places_.push_back(next);
}

void AnswerHandler::leave(Place left) {
  switch (left) {
    case Place::Item:
      end_item();
      break;
    case Place::Columns:
      item_.end_columns();
      break;
    case Place::Row:
      item_.end_row();
      break;
    case Place::Blob:
      item_.end_blob();
      break;
    case Place::Error:
      errors_.end();
      break;
    default:
      break;
  }
}

bool AnswerHandler::scalar(const ValueView& value) {
  switch (place()) {
    case Place::Row:
      item_.add_cell(value);
      break;
    case Place::Blob:
      item_.add_blob_byte(value);
      break;
    case Place::Columns:
      item_.add_column_name(value);
      break;
    case Place::Envelope:
      envelope_member(value);
      break;
    case Place::Item:
      item_member(value);
      break;
    case Place::Error:
      errors_.add_member(key_, value);
      break;
    case Place::Link:
      errors_.add_cause(key_, value);
      break;
    case Place::Meta:
      item_.add_meta(key_, value);
      break;
    case Place::Errors:
      errors_.add_text(value);
      break;
    default:
      refuse_where_strict(place());
  }
  return true;
}

void AnswerHandler::envelope_member(const ValueView& value) {
  if (key_ == "success") return note_success(value);
  if (key_ == "error") return errors_.add_text(value);
  errors_.add_problem(key_, value);
}

void AnswerHandler::item_member(const ValueView& value) {
  if (key_ == "success") return note_success(value);
  if (key_ == "error") return errors_.add_text(value);
  if (key_ == "results" && !value.is_null()) throw MalformedAnswer("`results` of the answer is not an object.");
}

// One false anywhere makes the whole answer a failure.
void AnswerHandler::note_success(const ValueView& value) {
  const bool said = value.storage == StorageClass::Integer && value.integer != 0;
  if (!in_item_) success_ = said && success_.value_or(true);
  if (in_item_ && !said) success_ = false;
}

void AnswerHandler::begin_item() {
  if (items_.size() == most_items) throw MalformedAnswer(fmt::format("The answer has more than {} items.", most_items));
  item_ = {};
  in_item_ = true;
  errors_.set_in_item(true);
  item_is_member_ = place() == Place::Envelope;
  results_seen_ = false;
}

void AnswerHandler::end_item() {
  in_item_ = false;
  errors_.set_in_item(false);
  // `result` is an object in answers that are about no statement, too.
  if (!item_is_member_ || results_seen_) items_.push_back(item_.take());
}

bool AnswerHandler::on_key_part(Piece piece, std::size_t, Failure&) {
  keep_up_to(longest_key, piece);
  return true;
}

bool AnswerHandler::on_key(Piece piece, std::size_t size, Failure&) {
  key_.assign(text_);
  text_.clear();
  key_.append(piece.data(), std::min(piece.size(), longest_key));
  if (size > longest_key) key_.clear();
  if (place() == Place::Item && key_ == "results") results_seen_ = true;
  return true;
}

void AnswerHandler::keep_up_to(std::size_t limit, Piece piece) {
  text_.append(piece.data(), std::min(piece.size(), limit - std::min(limit, text_.size())));
}

// Cells and names of columns are data and come whole; of any other text one byte more than is kept shows that it is
// cut.
void AnswerHandler::keep_string(Piece piece) {
  const bool whole = place() == Place::Row || place() == Place::Columns;
  if (place() != Place::Skip) keep_up_to(whole ? std::string::npos : longest_kept_text + 1, piece);
}

bool AnswerHandler::on_string_part(Piece piece, std::size_t, Failure&) {
  keep_string(piece);
  return true;
}

bool AnswerHandler::on_string(Piece piece, std::size_t, Failure&) {
  const std::string_view last(piece.data(), piece.size());
  if (text_.empty()) return scalar(ValueView::text(last));
  keep_string(piece);
  scalar(ValueView::text(text_));
  text_.clear();
  return true;
}

bool AnswerHandler::on_number_part(Piece piece, Failure&) {
  number_.append(piece.data(), piece.size());
  if (number_.size() > longest_number) throw MalformedAnswer("A number in the answer is too long.");
  return true;
}

std::string_view AnswerHandler::whole_number(Piece last) {
  if (number_.empty()) return {last.data(), last.size()};
  number_.append(last.data(), last.size());
  return number_;
}

bool AnswerHandler::on_int64(std::int64_t value, Piece, Failure&) {
  number_.clear();
  scalar(ValueView::of(value));
  if (is_inexact_integer(value) && place() == Place::Row) item_.mark_inexact();
  return true;
}

bool AnswerHandler::on_uint64(std::uint64_t, Piece piece, Failure&) { return number(whole_number(piece)); }

bool AnswerHandler::on_double(double, Piece piece, Failure&) { return number(whole_number(piece)); }

// The parser's own double is not used: it can be one unit in the last place off.
bool AnswerHandler::number(std::string_view text) {
  scalar(ValueView::of(double_of_json(text)));
  if (is_written_as_integer(text) && place() == Place::Row) item_.mark_inexact();
  number_.clear();
  return true;
}

Envelope AnswerHandler::take() { return {.success = success_, .errors = errors_.take(), .items = std::move(items_)}; }

}  // namespace d1odbc
