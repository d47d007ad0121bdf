// Owns: a result's cell as C data: which converter a (C type) has, and what it gives. Never: where the cell comes from,
// rowsets, diagnostics records.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "convert/c_type.h"
#include "error/sqlstate.h"
#include "value/column_type.h"
#include "value/value.h"

namespace d1odbc {

/// One cell, the type its column was described with, and what the application's record says of the buffer.
struct Cell {
  ValueView value;
  const ColumnType& type;
  bool rounded = false;           // D1 rounded it and it could not be read exactly: as a number it is 22003
  BufferForm form = {};           // SQL_C_NUMERIC and intervals only
  bool storage_is_known = false;  // else an integer may be a REAL without fraction (value/result_set.h)
};

/// Writes a cell that is not NULL into `destination`, which has room for the C type's size. Gives nothing when all went
/// well, 01S07 when a fraction was cut (the value is written), 22003, 22018, 07006 … when it could not be converted.
using FixedConverter = std::optional<State> (*)(const Cell& cell, void* destination);

/// The converter of a C type of fixed size; nullptr when it is of variable length.
[[nodiscard]] FixedConverter find_fixed_converter(const CTypeFacts& c_type) noexcept;

/// A cell in a form that may be handed out in pieces: all its bytes, without terminator. The bytes are those of the
/// cell itself where that is possible, else the form's own.
class VariableForm {
 public:
  /// Renders a cell that is not NULL as SQL_C_CHAR (UTF-8; blobs as hexadecimal digits), SQL_C_WCHAR or SQL_C_BINARY
  /// (text as its UTF-8 bytes, numbers as eight bytes of the machine). The cell's bytes must outlive this form.
  void render(const Cell& cell, CFamily family);

  [[nodiscard]] std::string_view bytes() const noexcept;

  /// Bytes from the start that must fit into the first buffer, or the value is out of range (22003) rather than cut
  /// (01004): the whole digits of a number, all but the fraction of a date or time, a GUID (appendix D). 0 for text and
  /// blobs.
  [[nodiscard]] std::size_t uncuttable() const noexcept { return uncuttable_; }

  /// Bytes that stay together wherever a piece is cut: the two digits of a blob's byte as SQL_C_CHAR (appendix D, "SQL
  /// to C: Binary").
  [[nodiscard]] std::size_t grain() const noexcept { return grain_; }

 private:
  enum class Holder { Cell, Own, Wide };

  Holder holder_ = Holder::Own;
  std::string_view of_cell_;
  std::string own_;
  std::vector<SQLWCHAR> wide_;
  std::size_t uncuttable_ = 0;
  std::size_t grain_ = 1;
};

/// The text of a cell that is not NULL: what SQL_C_CHAR gives. `scratch` holds it when the cell is not text already.
[[nodiscard]] std::string_view cell_text(const Cell& cell, std::string& scratch);

}  // namespace d1odbc
