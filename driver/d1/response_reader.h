// Owns: reading D1's JSON as its bytes arrive, straight into result sets. Never: sockets, HTTP status, SQLSTATEs.
#pragma once

#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "d1/answer.h"

namespace d1odbc {

/// A whole envelope of /raw (or of an error).
struct Envelope {
  std::optional<bool> success;      // the top level's; false too when any item says false
  std::vector<AnswerError> errors;  // top level, then items; RFC 9457 problem JSON gives one (status/title/detail)
  std::vector<AnswerItem> items;
};

/// Reads `{"success":…,"errors":[…],"result":[{"results":{"columns":[…],"rows":[[…]]},"success":…,"meta":{…}}]}` in
/// pieces cut anywhere. Members may come in any order, unknown ones are skipped, missing ones are missing.
/// Integers in int64 become INTEGER, other numbers REAL (bit-exact); integers at or beyond 2^53, in whatever form, are
/// marked inexact in the result set; strings TEXT (escapes, surrogate pairs, U+0000; lone surrogates U+FFFD);
/// arrays of 0–255 BLOB; true/false INTEGER 1/0; null NULL.
class ResponseReader {
 public:
  ResponseReader();
  ~ResponseReader();
  ResponseReader(ResponseReader&&) noexcept;
  ResponseReader& operator=(ResponseReader&&) noexcept;

  /// Takes the next bytes. Throws MalformedAnswer for what is not JSON or not of that shape (a row with another number
  /// of cells than columns, an object as a cell, nesting beyond 32, rows before columns are known, …).
  void feed(std::string_view bytes);

  /// The whole envelope; call once, after the last byte. Throws MalformedAnswer when the text is incomplete.
  [[nodiscard]] Envelope finish();

 private:
  class Parser;
  std::unique_ptr<Parser> parser_;
};

/// The text is for people and never quotes values.
class MalformedAnswer : public std::exception {
 public:
  explicit MalformedAnswer(std::string text) : text_(std::move(text)) {}
  [[nodiscard]] const char* what() const noexcept override { return text_.c_str(); }

 private:
  std::string text_;
};

}  // namespace d1odbc
