// Owns: the places in an envelope of D1's JSON, and which container leads from one into another. Never: values.
#pragma once

#include <cstdint>
#include <string_view>

namespace d1odbc {

/// Where in an envelope the reader is.
enum class AnswerPlace : std::uint8_t {
  Start,
  Envelope,
  Errors,
  Error,
  Chain,
  Link,
  Items,
  Item,
  QueryRows,
  Results,
  Columns,
  Rows,
  Row,
  Blob,
  Meta,
  Skip
};

enum class JsonContainer : std::uint8_t { Object, Array };

/// Where the container leads that begins in `from`, as the member `key` of an object. Skip: into what is not read.
/// Throws MalformedAnswer where only certain values may stand.
[[nodiscard]] AnswerPlace place_inside(AnswerPlace from, std::string_view key, JsonContainer container);

/// Throws MalformedAnswer if a value that `place` does not know is an error there rather than an unknown member.
void refuse_where_strict(AnswerPlace place);

}  // namespace d1odbc
