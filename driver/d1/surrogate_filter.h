// Owns: lone surrogates in JSON escapes, which a JSON parser refuses and D1 may send. Never: other errors of JSON.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace d1odbc {

/// Passes JSON text on unchanged but for `\uD800`–`\uDFFF` escapes that are not half of a pair: they become `\ufffd`.
/// The text may be cut anywhere. Plain text is neither copied nor looked at byte by byte.
class SurrogateFilter {
 public:
  using Emit = std::function<void(std::string_view)>;

  /// Gives `emit` what is settled; at most 11 bytes are held back until more arrives.
  void feed(std::string_view bytes, const Emit& emit);

  /// Gives the rest, after the last byte.
  void finish(const Emit& emit);

 private:
  void pass(std::string_view bytes, const Emit& emit);

  std::string held_;
};

}  // namespace d1odbc
