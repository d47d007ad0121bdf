// Owns: what each member of D1's JSON means, as a state machine fed with JSON events. Never: tokens, bytes, HTTP.
#include "d1/answer_handler.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <limits>
#include <utility>

#include "d1/kept_text.h"
#include "d1/number_text.h"

namespace d1odbc {

namespace {

using Place = AnswerHandler::Place;
using Container = AnswerHandler::Container;

constexpr std::size_t longest_key = 64;       // a longer key is no member the driver knows
constexpr std::size_t longest_number = 2048;  // a double is exact in 767 digits
constexpr std::size_t most_errors = 100;
constexpr std::size_t most_items = 100'000;  // D1 ran 5,000 statements in one request; no limit is documented

struct Step {
  Place from;
  std::string_view key;  // "" in an array
  Container container;
  Place to;
};

// Every container that is read; any other is skipped, or malformed where only values may stand.
constexpr std::array steps{
    Step{Place::Row, "", Container::Array, Place::Blob},
    Step{Place::Rows, "", Container::Array, Place::Row},
    Step{Place::Start, "", Container::Object, Place::Envelope},
    Step{Place::Envelope, "errors", Container::Array, Place::Errors},
    Step{Place::Envelope, "result", Container::Array, Place::Items},
    Step{Place::Envelope, "result", Container::Object, Place::Item},
    Step{Place::Errors, "", Container::Object, Place::Error},
    Step{Place::Error, "error_chain", Container::Array, Place::Chain},
    Step{Place::Chain, "", Container::Object, Place::Link},
    Step{Place::Items, "", Container::Object, Place::Item},
    Step{Place::Item, "results", Container::Object, Place::Results},
    Step{Place::Item, "results", Container::Array, Place::QueryRows},
    Step{Place::Item, "meta", Container::Object, Place::Meta},
    Step{Place::Item, "errors", Container::Array, Place::Errors},
    Step{Place::Item, "error", Container::Object, Place::Error},
    Step{Place::Results, "columns", Container::Array, Place::Columns},
    Step{Place::Results, "rows", Container::Array, Place::Rows},
};

struct Strictness {
  Place place;
  std::string_view text;
};

// Places in which a value that no step or rule allows is an error rather than an unknown member.
constexpr std::array strict_places{
    Strictness{Place::Start, "The answer is not a JSON object."},
    Strictness{Place::Items, "`result` of the answer holds something else than objects."},
    Strictness{Place::QueryRows, "`results` holds rows as objects; rows as arrays (/raw) were asked for."},
    Strictness{Place::Columns, ItemBuilder::bad_column},
    Strictness{Place::Rows, "`rows` holds something else than arrays."},
    Strictness{Place::Blob, ItemBuilder::bad_blob},
    Strictness{Place::Row, "A cell is an object."},
};

void refuse_where_strict(Place place) {
  for (const Strictness& strict : strict_places) {
    if (strict.place == place) throw MalformedAnswer(std::string(strict.text));
  }
}

bool is_integer(const ValueView& value) { return value.storage == StorageClass::Integer; }
bool is_text(const ValueView& value) { return value.storage == StorageClass::Text; }

void keep_code(const ValueView& value, std::int32_t& code) {
  if (is_integer(value) && std::in_range<std::int32_t>(value.integer)) code = static_cast<std::int32_t>(value.integer);
}

void keep_text(const ValueView& value, std::string& text) {
  if (is_text(value)) text = kept_text(value.bytes);
}

}  // namespace

bool AnswerHandler::open(Container container) {
  for (const Step& step : steps) {
    if (step.from == place() && step.container == container && (step.key.empty() || step.key == key_)) {
      enter(step.to);
      return true;
    }
  }
  refuse_where_strict(place());
  places_.push_back(Place::Skip);
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
      error_ = {}, error_link_.clear();
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
      end_error();
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
      error_member(value);
      break;
    case Place::Link:
      if (key_ == "message") keep_text(value, error_link_);
      break;
    case Place::Meta:
      item_.add_meta(key_, value);
      break;
    case Place::Errors:
      if (is_text(value)) add_error({0, kept_text(value.bytes)});
      break;
    default:
      refuse_where_strict(place());
  }
  return true;
}

void AnswerHandler::envelope_member(const ValueView& value) {
  if (key_ == "success") return note_success(value);
  if (key_ == "title") return keep_text(value, problem_.title);
  if (key_ == "detail") return keep_text(value, problem_.detail);
  if (key_ == "status") return keep_code(value, problem_.status);
  if (key_ == "error_code") return keep_code(value, problem_.error_code);
  if (key_ == "error" && is_text(value)) add_error({0, kept_text(value.bytes)});
}

void AnswerHandler::item_member(const ValueView& value) {
  if (key_ == "success") return note_success(value);
  if (key_ == "error" && is_text(value)) return add_error({0, kept_text(value.bytes)});
  if (key_ == "results" && !value.is_null()) throw MalformedAnswer("`results` of the answer is not an object.");
}

// One false anywhere makes the whole answer a failure.
void AnswerHandler::note_success(const ValueView& value) {
  const bool said = is_integer(value) && value.integer != 0;
  if (!in_item_) success_ = said && success_.value_or(true);
  if (in_item_ && !said) success_ = false;
}

void AnswerHandler::error_member(const ValueView& value) {
  if (key_ == "code") keep_code(value, error_.code);
  if (key_ == "message") keep_text(value, error_.message);
}

void AnswerHandler::add_error(AnswerError error) {
  auto& list = in_item_ ? item_errors_ : errors_;
  if (list.size() < most_errors) list.push_back(std::move(error));
}

void AnswerHandler::end_error() {
  if (!error_link_.empty()) error_.message += (error_.message.empty() ? "" : ": ") + error_link_;
  add_error(std::exchange(error_, {}));
}

void AnswerHandler::begin_item() {
  if (items_.size() == most_items) throw MalformedAnswer(fmt::format("The answer has more than {} items.", most_items));
  item_ = {};
  in_item_ = true;
  item_is_member_ = place() == Place::Envelope;
  results_seen_ = false;
}

void AnswerHandler::end_item() {
  in_item_ = false;
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

Envelope AnswerHandler::take() {
  Envelope envelope{.success = success_, .errors = std::move(errors_), .items = std::move(items_)};
  std::move(item_errors_.begin(), item_errors_.end(), std::back_inserter(envelope.errors));
  if (!envelope.errors.empty() || (problem_.title.empty() && problem_.detail.empty())) return envelope;
  const std::string_view between = problem_.title.empty() || problem_.detail.empty() ? "" : ": ";
  const std::int32_t code = problem_.error_code != 0 ? problem_.error_code : problem_.status;
  envelope.errors.push_back({code, problem_.title + std::string(between) + problem_.detail});
  return envelope;
}

}  // namespace d1odbc
