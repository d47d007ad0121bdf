// Owns: finding secrets in a text in every spelling the driver could send, and hiding them. Never: files, locks.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace d1odbc {

/// A list of secrets and how to hide them. A value; not synchronised.
class Redaction {
 public:
  /// Adds a secret; an empty one is not added.
  void hide(std::string_view secret);

  /// The text with `***` in place of every secret that stands in it plainly, percent-encoded, JSON-escaped (each
  /// character its own way) or inside base64 text, whatever stands before and after it there; a whole run of base64
  /// characters is hidden then. Secrets of less than 4 bytes are not looked for in base64.
  [[nodiscard]] std::string apply(std::string_view text) const;

  /// The same of the first `limit` bytes only. A secret that begins there is hidden whole, so nothing of it shows when
  /// `text` goes on for `longest_spelling` bytes behind the limit, or to its end.
  [[nodiscard]] std::string apply(std::string_view text, std::size_t limit) const;

  /// How many bytes a secret can take in a text; 0 without secrets.
  [[nodiscard]] std::size_t longest_spelling() const noexcept;

 private:
  std::vector<std::string> secrets_;
  std::vector<std::string> base64_cores_;
};

}  // namespace d1odbc
