// Owns: claims about HTTP framing, fed by hand. Never: a socket.
#include "http/answer_reader.h"

#include <doctest/doctest.h>

#include <string>

using namespace d1odbc;

namespace {

// Feeds `wire` in pieces of `piece_size`, as a connection would.
std::string read_in_pieces(const std::string& wire, std::size_t piece_size, HttpResponse* response = nullptr) {
  std::string body;
  unsigned heads = 0;
  AnswerReader reader(
      AnswerReader::Body::Expected, [&](const HttpResponse&) { ++heads; },
      [&](std::string_view piece) { body += piece; });
  std::string pending;
  for (std::size_t at = 0; at < wire.size(); at += piece_size) {
    pending += wire.substr(at, piece_size);
    pending.erase(0, reader.feed(pending));
  }
  reader.end_of_stream();
  CHECK(heads == 1);
  if (response != nullptr) *response = reader.response();
  return body + (pending.empty() ? "" : "|" + pending);
}

}  // namespace

TEST_CASE("An answer reads the same however it is split") {
  const std::string wire =
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nA: b\r\n\r\n"
      "3\r\nabc\r\n1;x=y\r\nd\r\n0\r\nTrailer: t\r\n\r\n";
  for (std::size_t piece_size = 1; piece_size <= wire.size(); ++piece_size) {
    CAPTURE(piece_size);
    HttpResponse response;
    CHECK(read_in_pieces(wire, piece_size, &response) == "abcd");
    CHECK(response.status == 200);
    CHECK(response.wire_body_bytes == 4);
    CHECK(response.headers.size() == 2);  // no trailer
  }
}

TEST_CASE("Bytes after the end of an answer are left over") {
  CHECK(read_in_pieces("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nabHTTP", 1000) == "ab|HTTP");
  CHECK(read_in_pieces("HTTP/1.1 204 No Content\r\n\r\nx", 1000) == "|x");
}

TEST_CASE("Interim answers without end are Lost") {
  std::string wire;
  for (int count = 0; count < 17; ++count) wire += "HTTP/1.1 102 Processing\r\n\r\n";
  CHECK_THROWS_AS((void)read_in_pieces(wire, wire.size()), HttpFailure);
}
