// Owns: one statement's answer while it is being read. Never: JSON, errors of D1.
#include "d1/item_builder.h"

#include <fmt/core.h>

#include <array>
#include <utility>

#include "d1/kept_text.h"
#include "d1/response_reader.h"

namespace d1odbc {

namespace {

constexpr std::size_t most_columns = 32'767;                           // SQLSMALLINT counts columns in ODBC
constexpr std::int64_t first_inexact_integer = std::int64_t{1} << 53;  // from here on JSON of D1 rounds

struct IntegerMember {
  std::string_view key;
  std::optional<std::int64_t> Meta::*member;
};

constexpr std::array integer_members{
    IntegerMember{"changes", &Meta::changes},       IntegerMember{"last_row_id", &Meta::last_row_id},
    IntegerMember{"rows_read", &Meta::rows_read},   IntegerMember{"rows_written", &Meta::rows_written},
    IntegerMember{"size_after", &Meta::size_after}, IntegerMember{"total_attempts", &Meta::total_attempts},
};

void add_integer(Meta& meta, std::string_view key, std::int64_t value) {
  for (const IntegerMember& known : integer_members) {
    if (key == known.key) meta.*known.member = value;
  }
  if (key == "changed_db") meta.changed_db = value != 0;
  if (key == "duration") meta.duration = static_cast<double>(value);
}

}  // namespace

bool is_inexact_integer(std::int64_t value) noexcept {
  return value >= first_inexact_integer || value <= -first_inexact_integer;
}

void ItemBuilder::begin_columns() {
  if (columns_seen_) throw MalformedAnswer("`columns` comes twice in one item.");
  column_names_.clear();
}

void ItemBuilder::add_column_name(const ValueView& value) {
  if (value.storage != StorageClass::Text) throw MalformedAnswer(std::string(bad_column));
  if (column_names_.size() == most_columns) {
    throw MalformedAnswer(fmt::format("An item has more than {} columns.", most_columns));
  }
  column_names_.emplace_back(value.bytes);
}

void ItemBuilder::end_columns() {
  columns_seen_ = true;
  item_.has_columns = !column_names_.empty();
  item_.rows = ResultSet(std::exchange(column_names_, {}));
}

void ItemBuilder::begin_rows() const {
  if (!columns_seen_) throw MalformedAnswer("`rows` comes before `columns` in the answer.");
}

void ItemBuilder::begin_row() {
  if (!item_.has_columns) throw MalformedAnswer("The answer has rows but no columns.");
  cells_ = 0;
}

void ItemBuilder::add_cell(const ValueView& value) {
  ResultSet& rows = item_.rows;
  if (cells_ == rows.columns()) {
    throw MalformedAnswer(
        fmt::format("Row {} of the answer has more cells than the {} columns.", rows.rows(), rows.columns()));
  }
  rows.append(value);
  ++cells_;
}

void ItemBuilder::end_row() const {
  const ResultSet& rows = item_.rows;
  if (cells_ == rows.columns()) return;
  throw MalformedAnswer(
      fmt::format("Row {} of the answer has {} cells for {} columns.", rows.rows() + 1, cells_, rows.columns()));
}

void ItemBuilder::add_blob_byte(const ValueView& value) {
  const bool is_byte = value.storage == StorageClass::Integer && value.integer >= 0 && value.integer <= 255;
  if (!is_byte) throw MalformedAnswer(std::string(bad_blob));
  blob_.push_back(static_cast<char>(value.integer));
}

void ItemBuilder::add_meta(std::string_view key, const ValueView& value) {
  switch (value.storage) {
    case StorageClass::Integer:
      return add_integer(item_.meta, key, value.integer);
    case StorageClass::Real:
      if (key == "duration") item_.meta.duration = value.real;
      return;
    case StorageClass::Text:
      if (key == "served_by_region") item_.meta.served_by_region = kept_text(value.bytes);
      return;
    default:
      return;
  }
}

AnswerItem ItemBuilder::take() { return std::move(item_); }

}  // namespace d1odbc
