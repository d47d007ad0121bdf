// Owns: claims about inflating piece by piece. Never: HTTP framing.
#include "http/inflate.h"

#include <doctest/doctest.h>
#include <zlib.h>

#include <string>

#include "http/exchange.h"

using namespace d1odbc;

namespace {

constexpr int gzip_bits = 15 + 16;
constexpr int zlib_bits = 15;
constexpr int raw_bits = -15;

std::string compress(std::string text, int bits) {
  z_stream stream{};
  deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, bits, 8, Z_DEFAULT_STRATEGY);
  std::string compressed(deflateBound(&stream, text.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(text.data());
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(compressed.data());
  stream.avail_out = static_cast<uInt>(compressed.size());
  deflate(&stream, Z_FINISH);
  compressed.resize(stream.total_out);
  deflateEnd(&stream);
  return compressed;
}

std::string inflate_split(std::string_view encoding, std::string_view wire, std::size_t split) {
  Inflater inflater(encoding);
  std::string text;
  const auto keep = [&](std::string_view piece) {
    CHECK(piece.size() <= 64 * 1024);
    text += piece;
  };
  inflater.write(wire.substr(0, split), keep);
  inflater.write(wire.substr(split), keep);
  inflater.finish();
  return text;
}

}  // namespace

TEST_CASE("Every encoding inflates the same wherever the wire is split") {
  const std::string text = "SELECT 'some text, some text, some text' -- \xc3\xa4";
  struct Row {
    const char* encoding;
    std::string wire;
    std::string text;
  };
  const Row rows[] = {
      {"gzip", compress(text, gzip_bits), text},
      {"x-gzip", compress(text, gzip_bits), text},
      {"gzip", compress(text, gzip_bits) + compress("more", gzip_bits), text + "more"},
      {"deflate", compress(text, zlib_bits), text},
      {"deflate", compress(text, raw_bits), text},
      {"gzip", compress("", gzip_bits), ""},
      {"", text, text},
      {"identity", text, text},
  };
  for (const Row& row : rows) {
    CAPTURE(row.encoding);
    for (std::size_t split = 0; split <= row.wire.size(); ++split) {
      CAPTURE(split);
      CHECK(inflate_split(row.encoding, row.wire, split) == row.text);
    }
  }
}

TEST_CASE("A body that inflates a thousandfold leaves in pieces of at most 64 KB") {
  const std::string wire = compress(std::string(20'000'000, '\0'), gzip_bits);
  REQUIRE(wire.size() < 40'000);
  CHECK(inflate_split("gzip", wire, 10).size() == 20'000'000);
}

TEST_CASE("Compressed data that are wrong, cut or followed by junk are Lost") {
  const std::string gzip = compress("some text", gzip_bits);
  std::string bad_sum = gzip;
  bad_sum[bad_sum.size() - 5] = static_cast<char>(bad_sum[bad_sum.size() - 5] ^ 1);
  struct Row {
    const char* encoding;
    std::string wire;
  };
  const Row rows[] = {
      {"gzip", "plain text"},      {"gzip", gzip.substr(0, gzip.size() - 1)},
      {"gzip", gzip.substr(0, 3)}, {"gzip", gzip + "junk"},
      {"gzip", bad_sum},           {"deflate", compress("x", zlib_bits) + "junk"},
      {"deflate", "\xff\xff\xff"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.encoding);
    CAPTURE(row.wire.size());
    try {
      (void)inflate_split(row.encoding, row.wire, row.wire.size() / 2);
      FAIL_CHECK("nothing was thrown");
    } catch (const HttpFailure& failure) {
      CHECK(failure.kind() == HttpFailure::Kind::Lost);
    }
  }
}

TEST_CASE("An encoding that was not asked for is Lost; an empty body is no cut one") {
  CHECK_THROWS_AS(Inflater("br"), HttpFailure);
  CHECK(inflate_split("gzip", "", 0).empty());
}
