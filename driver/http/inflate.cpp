// Owns: undoing Content-Encoding gzip and deflate, piece by piece. Never: keeps the whole body.
#include "http/inflate.h"

#include <fmt/core.h>
#define ZLIB_CONST  // zlib then takes its input as const
#include <zlib.h>

#include <algorithm>
#include <limits>
#include <memory>
#include <string>

#include "http/exchange.h"

namespace d1odbc {
namespace {

constexpr std::size_t piece_size = 64 * 1024;
constexpr int gzip_or_zlib_bits = 15 + 32;  // zlib's inflateInit2: largest window, header found by itself
constexpr int raw_bits = -15;

[[noreturn]] void refuse(std::string text) { throw HttpFailure(HttpFailure::Kind::Lost, true, std::move(text)); }

// A zlib header begins with compression method 8 in the low and a window size of at most 7 in the high four bits (RFC
// 1950). Raw deflate with these bits would be a stored block with padding that no encoder writes.
bool begins_zlib_header(unsigned char first) { return (first & 0x0fU) == 8 && (first >> 4U) <= 7; }

}  // namespace

class Inflater::Stream {
 public:
  explicit Stream(bool is_gzip) : is_gzip_(is_gzip), output_(std::make_unique_for_overwrite<Bytef[]>(piece_size)) {}
  ~Stream() {
    if (begun_) inflateEnd(&zlib_);
  }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  void write(std::string_view wire, const Output& output) {
    while (!wire.empty()) {
      begin(static_cast<unsigned char>(wire.front()));
      const std::size_t taken = std::min<std::size_t>(wire.size(), std::numeric_limits<uInt>::max());
      zlib_.next_in = reinterpret_cast<const Bytef*>(wire.data());
      zlib_.avail_in = static_cast<uInt>(taken);
      inflate_input(output);
      wire.remove_prefix(taken - zlib_.avail_in);
    }
  }

  [[nodiscard]] bool is_cut() const { return begun_ && !ended_; }

 private:
  void begin(unsigned char first) {
    if (ended_) {
      // RFC 1952 allows several gzip members in a row; each takes at least its own header from the input.
      if (!is_gzip_) refuse("The compressed answer has bytes after its end.");
      inflateReset(&zlib_);
      ended_ = false;
    }
    if (begun_) return;
    const int bits = is_gzip_ || begins_zlib_header(first) ? gzip_or_zlib_bits : raw_bits;
    if (inflateInit2(&zlib_, bits) != Z_OK) throw std::bad_alloc();
    begun_ = true;
  }

  // Runs until the input is used up or the compressed stream has ended.
  void inflate_input(const Output& output) {
    do {
      zlib_.next_out = output_.get();
      zlib_.avail_out = static_cast<uInt>(piece_size);
      const int result = inflate(&zlib_, Z_NO_FLUSH);
      if (result == Z_MEM_ERROR) throw std::bad_alloc();
      // Z_BUF_ERROR only says that nothing was left to do.
      if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR) {
        refuse(fmt::format("The answer is not compressed as its Content-Encoding says: {}.",
                           zlib_.msg != nullptr ? zlib_.msg : "bad data"));
      }
      ended_ = result == Z_STREAM_END;
      const std::size_t produced = piece_size - zlib_.avail_out;
      if (produced > 0) output(std::string_view(reinterpret_cast<const char*>(output_.get()), produced));
    } while (!ended_ && (zlib_.avail_in > 0 || zlib_.avail_out == 0));
  }

  z_stream zlib_{};
  bool is_gzip_;
  bool begun_ = false;
  bool ended_ = false;
  std::unique_ptr<Bytef[]> output_;
};

Inflater::Inflater(std::string_view content_encoding) {
  if (content_encoding.empty() || content_encoding == "identity") return;
  const bool is_gzip = content_encoding == "gzip" || content_encoding == "x-gzip";
  if (!is_gzip && content_encoding != "deflate") {
    refuse("The answer has a Content-Encoding other than gzip or deflate, which was not asked for.");
  }
  stream_ = std::make_unique<Stream>(is_gzip);
}

Inflater::~Inflater() = default;
Inflater::Inflater(Inflater&&) noexcept = default;
Inflater& Inflater::operator=(Inflater&&) noexcept = default;

void Inflater::write(std::string_view wire, const Output& output) {
  if (stream_) {
    stream_->write(wire, output);
  } else if (!wire.empty()) {
    output(wire);
  }
}

void Inflater::finish() const {
  if (stream_ && stream_->is_cut()) refuse("The compressed answer is cut before its end.");
}

}  // namespace d1odbc
