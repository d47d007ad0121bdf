// Owns: what each member of D1's JSON means, as a state machine fed with JSON events. Never: tokens, bytes, HTTP.
#pragma once

#include <boost/json/error.hpp>
#include <boost/json/string_view.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "d1/answer.h"
#include "d1/answer_places.h"
#include "d1/item_builder.h"
#include "d1/reported_errors.h"
#include "d1/response_reader.h"
#include "value/value.h"

namespace d1odbc {

/// The handler of boost::json::basic_parser for one envelope. Cells go straight into the item's ResultSet. Throws
/// MalformedAnswer for what does not have the shape of an envelope; the text names the place, never a value.
class AnswerHandler {
 public:
  using Failure = boost::json::error_code;
  using Piece = boost::json::string_view;

  // Demanded by basic_parser; memory is bounded by the bytes that arrive.
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);

  bool on_document_begin(Failure&) { return true; }
  bool on_document_end(Failure&) { return true; }
  bool on_object_begin(Failure&) { return open(Container::Object); }
  bool on_object_end(std::size_t, Failure&) { return close(); }
  bool on_array_begin(Failure&) { return open(Container::Array); }
  bool on_array_end(std::size_t, Failure&) { return close(); }
  bool on_key_part(Piece piece, std::size_t, Failure&);
  bool on_key(Piece piece, std::size_t, Failure&);
  bool on_string_part(Piece piece, std::size_t, Failure&);
  bool on_string(Piece piece, std::size_t, Failure&);
  bool on_number_part(Piece piece, Failure&);
  bool on_int64(std::int64_t value, Piece piece, Failure&);
  bool on_uint64(std::uint64_t value, Piece piece, Failure&);
  bool on_double(double value, Piece piece, Failure&);
  bool on_bool(bool value, Failure&) { return scalar(ValueView::of(std::int64_t{value})); }
  bool on_null(Failure&) { return scalar(ValueView::null()); }
  bool on_comment_part(Piece, Failure&) { return true; }
  bool on_comment(Piece, Failure&) { return true; }

  /// What was read. Precondition: the document has ended.
  [[nodiscard]] Envelope take();

 private:
  using Place = AnswerPlace;
  using Container = JsonContainer;

  [[nodiscard]] Place place() const noexcept { return places_.back(); }

  bool open(Container container);
  bool close();
  void enter(Place place);
  void leave(Place place);

  void keep_up_to(std::size_t limit, Piece piece);
  void keep_string(Piece piece);

  bool scalar(const ValueView& value);
  bool number(std::string_view text);
  [[nodiscard]] std::string_view whole_number(Piece last);
  void envelope_member(const ValueView& value);
  void item_member(const ValueView& value);
  void note_success(const ValueView& value);

  void begin_item();
  void end_item();

  std::vector<Place> places_{Place::Start};
  std::string key_;     // of the member being read
  std::string text_;    // of a string that came in parts; outside the data never longer than is kept
  std::string number_;  // of a number that came in parts
  std::optional<bool> success_;
  ReportedErrors errors_;
  std::vector<AnswerItem> items_;
  ItemBuilder item_;
  bool in_item_ = false;
  bool item_is_member_ = false;  // "result" is an object, not an array
  bool results_seen_ = false;
};

}  // namespace d1odbc
