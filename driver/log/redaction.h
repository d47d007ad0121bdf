// Owns: finding secrets in a text in every spelling the driver could send, and hiding them. Never: files, locks.
#pragma once

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

 private:
  std::vector<std::string> secrets_;
  std::vector<std::string> base64_cores_;
};

}  // namespace d1odbc
