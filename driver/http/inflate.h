// Owns: undoing Content-Encoding gzip and deflate, piece by piece. Never: keeps the whole body.
#pragma once

#include <functional>
#include <memory>
#include <string_view>

namespace d1odbc {

/// Inflates a body as it arrives. Memory is bounded whatever the input says: output leaves in pieces of at most 64 KB,
/// so a small body that inflates to a huge one costs only what its reader keeps.
class Inflater {
 public:
  using Output = std::function<void(std::string_view piece)>;

  /// `content_encoding` as the header says it, in lower case: "gzip", "x-gzip" or "deflate" (with or without the zlib
  /// header: servers send both), or "" and "identity", which pass through.
  /// Throws HttpFailure Lost for any other.
  explicit Inflater(std::string_view content_encoding);
  ~Inflater();
  Inflater(Inflater&&) noexcept;
  Inflater& operator=(Inflater&&) noexcept;

  /// Takes the next wire bytes and gives what they inflate to. Throws HttpFailure Lost when they are not compressed as
  /// said; what `output` throws passes through.
  void write(std::string_view wire, const Output& output);

  /// Says that the body has ended. Throws HttpFailure Lost when the compressed data are cut. An empty body is fine.
  void finish() const;

 private:
  class Stream;
  std::unique_ptr<Stream> stream_;  // none: pass through
};

}  // namespace d1odbc
