// Owns: which brace closes which. Never: what stands between them.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "sql/lexer.h"

namespace d1odbc {

/// The pairs of `{` and `}` tokens of a text.
class BracePairs {
 public:
  /// Throws OdbcError 42000 for a brace without its partner, a `;` between two partners, and escapes nested more than
  /// 64 deep.
  BracePairs(std::string_view sql, const std::vector<Token>& tokens);

  /// The index of the `}` that closes the `{` with this index. Precondition: it is one.
  [[nodiscard]] std::size_t closing_of(std::size_t open) const { return closing_[open]; }

 private:
  std::vector<std::size_t> closing_;  // one for each token, 0 where it is no `{`
};

/// At most the first 60 bytes of the text, for messages. Never cuts a UTF-8 character.
[[nodiscard]] std::string_view excerpt(std::string_view text) noexcept;

}  // namespace d1odbc
