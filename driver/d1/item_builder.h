// Owns: one statement's answer while it is being read. Never: JSON, errors of D1.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "d1/answer.h"
#include "value/value.h"

namespace d1odbc {

/// Fills an AnswerItem in the order of the JSON: columns, rows, cells; meta at any time. Throws MalformedAnswer for
/// what does not fit together; the text names the row, never a value.
class ItemBuilder {
 public:
  static constexpr std::string_view bad_column = "`columns` holds something else than names.";
  static constexpr std::string_view bad_blob = "A blob holds something else than numbers from 0 to 255.";

  void begin_columns();
  void add_column_name(const ValueView& value);
  void end_columns();

  void begin_rows() const;
  void begin_row();
  void add_cell(const ValueView& value);
  void end_row() const;

  /// A blob is a cell whose bytes come one by one.
  void begin_blob() { blob_.clear(); }
  void add_blob_byte(const ValueView& value);
  void end_blob() { add_cell(ValueView::blob(blob_)); }

  /// D1 may have rounded the number added last.
  void mark_inexact() { item_.rows.mark_last_inexact(); }

  /// A member of `meta`; unknown ones and those of another type are left out.
  void add_meta(std::string_view key, const ValueView& value);

  /// The finished item.
  [[nodiscard]] AnswerItem take();

 private:
  AnswerItem item_;
  std::vector<std::string> column_names_;
  std::string blob_;
  std::size_t cells_ = 0;  // of the row being read
  bool columns_seen_ = false;
};

/// Whether JSON of D1 rounds integers of this size: from 2^53 on.
[[nodiscard]] bool is_inexact_integer(std::int64_t value) noexcept;

}  // namespace d1odbc
