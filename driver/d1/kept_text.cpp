// Owns: how much of a server's text is kept and shown. Never: what the text says.
#include "d1/kept_text.h"

#include <algorithm>

#include "convert/utf8.h"

namespace d1odbc {

namespace {

constexpr std::string_view ellipsis = "…";

}  // namespace

std::string kept_text(std::string_view text) {
  const std::size_t end = whole_characters(text, longest_kept_text);
  std::string kept(text.substr(0, end));
  if (end < text.size()) kept += ellipsis;
  return kept;
}

std::string shown_text(std::string_view kept, const Redaction& redaction) {
  if (kept.size() <= longest_kept_text) return redaction.apply(kept);
  const std::size_t unsafe = std::min(redaction.longest_spelling(), longest_kept_text);
  return redaction.apply(kept, whole_characters(kept, longest_kept_text - unsafe)).append(ellipsis);
}

}  // namespace d1odbc
