// Owns: a SQL text that knows where its markers are while it is put together. Never: what the text means.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sql/lexer.h"
#include "sql/statement_text.h"

namespace d1odbc {

/// A text and its markers, in order of offset. Appending keeps each marker's number.
struct MarkedText {
  std::string sql;
  std::vector<ParameterMarker> markers;

  void append(std::string_view text) { sql.append(text); }
  void append_marker(std::string_view text, unsigned number);
  void append(const MarkedText& other);
};

/// The parameter numbers of a text: one entry for each token, 0 for tokens that are no marker.
struct MarkerNumbers {
  std::vector<unsigned> of_token;
  unsigned highest = 0;
};

/// Numbers the markers as SQLite does (see prepare_text). Throws OdbcError 42000 for a number of 0 or above 32766.
[[nodiscard]] MarkerNumbers number_markers(std::string_view sql, const std::vector<Token>& tokens);

/// The text as it stands, with its markers.
[[nodiscard]] MarkedText mark(std::string_view sql, const std::vector<Token>& tokens, const MarkerNumbers& numbers);

/// Writes every plain `?` as `?N`: for a text in which a marker was moved or repeated.
[[nodiscard]] MarkedText with_written_numbers(const MarkedText& text);

}  // namespace d1odbc
