// Owns: turning bytes of JSON into the events of AnswerHandler. Never: what members mean, HTTP.
#include "d1/response_reader.h"

#include <fmt/core.h>

#include <boost/json/basic_parser_impl.hpp>

#include "d1/answer_handler.h"
#include "d1/surrogate_filter.h"

namespace d1odbc {

class ResponseReader::Parser {
 public:
  void feed(std::string_view bytes) { filter_.feed(bytes, emit_); }

  Envelope finish() {
    filter_.finish(emit_);
    write(false, {});
    return json_.handler().take();
  }

 private:
  void write(bool more, std::string_view bytes) {
    boost::json::error_code failure;
    const std::size_t taken = json_.write_some(more, bytes.data(), bytes.size(), failure);
    if (failure && !more) throw MalformedAnswer("The answer ends before its JSON is complete.");
    if (failure) throw MalformedAnswer(fmt::format("The answer is not valid JSON ({}).", failure.message()));
    if (taken < bytes.size()) throw MalformedAnswer("The answer goes on after the end of its JSON.");
  }

  SurrogateFilter filter_;
  boost::json::basic_parser<AnswerHandler> json_{boost::json::parse_options{}};  // nesting up to 32
  // Boost.JSON 1.81 writes past its buffer on the stack when a string goes on for the buffer's size after a piece that
  // ended inside a character: pieces that are shorter than the buffer never fill it.
  void write_in_pieces(std::string_view bytes) {
    constexpr std::size_t longest_piece = BOOST_JSON_STACK_BUFFER_SIZE - 96;
    for (; bytes.size() > longest_piece; bytes.remove_prefix(longest_piece))
      write(true, bytes.substr(0, longest_piece));
    write(true, bytes);
  }

  SurrogateFilter::Emit emit_ = [this](std::string_view piece) { write_in_pieces(piece); };
};

ResponseReader::ResponseReader() : parser_(std::make_unique<Parser>()) {}
ResponseReader::~ResponseReader() = default;
ResponseReader::ResponseReader(ResponseReader&&) noexcept = default;
ResponseReader& ResponseReader::operator=(ResponseReader&&) noexcept = default;

void ResponseReader::feed(std::string_view bytes) { parser_->feed(bytes); }

Envelope ResponseReader::finish() { return parser_->finish(); }

}  // namespace d1odbc
