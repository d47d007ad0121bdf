// Owns: the HTTP/1.1 framing of one answer: status line, headers, body, its end. Never: a socket, inflating.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string_view>

#include "http/exchange.h"

namespace d1odbc {

/// Is fed bytes and says what they mean. Interim answers (1xx) are skipped. Throws HttpFailure Lost for what is not
/// HTTP or breaks its limits; after a throw the reader is not usable.
class AnswerReader {
 public:
  static constexpr std::size_t header_limit = 64 * 1024;  // bytes of one answer's status line and headers

  enum class Body { Expected, None };  // None: the answer to HEAD or CONNECT
  using BodySink = std::function<void(std::string_view wire_piece)>;

  /// `on_head` is called once, before any piece of the body; `on_body` gets the body without its framing.
  AnswerReader(Body body, std::function<void(const HttpResponse&)> on_head, BodySink on_body);
  ~AnswerReader();
  AnswerReader(const AnswerReader&) = delete;
  AnswerReader& operator=(const AnswerReader&) = delete;

  /// Takes bytes; returns how many were used. The rest must be given again with more after it, unless `done`.
  std::size_t feed(std::string_view bytes);

  /// The stream has ended: fine when the body has no length of its own, else HttpFailure Lost (the answer is cut).
  void end_of_stream();

  [[nodiscard]] bool done() const;
  [[nodiscard]] bool keep_alive() const;
  [[nodiscard]] bool got_some() const;
  /// Status and headers; complete when `on_head` was called.
  [[nodiscard]] HttpResponse& response();

 private:
  class Parser;
  void begin_parser();
  Body body_;
  std::function<void(const HttpResponse&)> on_head_;
  BodySink on_body_;
  std::unique_ptr<Parser> parser_;
  unsigned interim_answers_ = 0;
};

}  // namespace d1odbc
