// Owns: the HTTP/1.1 framing of one answer: status line, headers, body, its end. Never: a socket, inflating.
#include "http/answer_reader.h"

#include <fmt/core.h>

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <utility>

#include "http/ascii.h"

namespace d1odbc {
namespace {

namespace http = boost::beast::http;
using boost::beast::string_view;
using boost::system::error_code;

constexpr unsigned most_interim_answers = 16;

// "Application/JSON; charset=utf-8" -> "application/json"
std::string media_type(std::string_view value) {
  std::string_view type = value.substr(0, value.find(';'));
  while (!type.empty() && (type.back() == ' ' || type.back() == '\t')) type.remove_suffix(1);
  return ascii_lower(type);
}

[[noreturn]] void refuse(std::string text) { throw HttpFailure(HttpFailure::Kind::Lost, true, std::move(text)); }

bool is_interim(unsigned status) { return status >= 100 && status < 200 && status != 101; }

}  // namespace

// What the sinks throw passes straight through Beast: `feed` is called on the exchange's own stack.
class AnswerReader::Parser final : public http::basic_parser<false> {
 public:
  Parser(AnswerReader& reader, Body body) : reader_(reader) {
    header_limit(static_cast<std::uint32_t>(AnswerReader::header_limit));
    body_limit(boost::none);
    eager(true);
    skip(body == Body::None);
  }

  HttpResponse response;

 private:
  void on_request_impl(http::verb, string_view, string_view, int, error_code&) override {}
  void on_response_impl(int code, string_view, int, error_code&) override {
    response.status = static_cast<unsigned>(code);
  }

  void on_field_impl(http::field, string_view name, string_view value, error_code&) override {
    if (head_ended_) return;  // a trailer
    const std::string_view text(value.data(), value.size());
    response.headers.push_back({ascii_lower({name.data(), name.size()}), std::string(text)});
    if (response.headers.back().name == "content-type") response.content_type = media_type(text);
  }

  void on_header_impl(error_code&) override {
    head_ended_ = true;
    if (!is_interim(response.status)) reader_.on_head_(response);
  }

  void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
  std::size_t on_body_impl(string_view body, error_code&) override { return give(body); }
  void on_chunk_header_impl(std::uint64_t, string_view, error_code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, string_view body, error_code&) override { return give(body); }
  void on_finish_impl(error_code&) override {}

  std::size_t give(string_view body) {
    response.wire_body_bytes += body.size();
    if (!body.empty()) reader_.on_body_({body.data(), body.size()});
    return body.size();
  }

  AnswerReader& reader_;
  bool head_ended_ = false;
};

AnswerReader::AnswerReader(Body body, std::function<void(const HttpResponse&)> on_head, BodySink on_body)
    : body_(body), on_head_(std::move(on_head)), on_body_(std::move(on_body)) {
  begin_parser();
}

AnswerReader::~AnswerReader() = default;

void AnswerReader::begin_parser() { parser_ = std::make_unique<Parser>(*this, body_); }

std::size_t AnswerReader::feed(std::string_view bytes) {
  std::size_t used = 0;
  while (used < bytes.size() && !done()) {
    error_code error;
    used += parser_->put(boost::asio::const_buffer(bytes.data() + used, bytes.size() - used), error);
    if (error == http::error::need_more) break;
    if (error) refuse(fmt::format("What the server answered is not HTTP: {}.", error.message()));
    if (!parser_->is_done() || !is_interim(parser_->response.status)) continue;
    if (++interim_answers_ > most_interim_answers) refuse("The server sent interim answers (1xx) without end.");
    begin_parser();
  }
  return used;
}

void AnswerReader::end_of_stream() {
  if (done()) return;
  if (!parser_->got_some()) refuse("The server closed the connection without an answer.");
  error_code error;
  parser_->put_eof(error);
  if (error) refuse("The connection ended in the middle of the answer.");
}

bool AnswerReader::done() const { return parser_->is_done(); }
bool AnswerReader::keep_alive() const { return parser_->keep_alive(); }
bool AnswerReader::got_some() const { return parser_->got_some(); }
HttpResponse& AnswerReader::response() { return parser_->response; }

}  // namespace d1odbc
