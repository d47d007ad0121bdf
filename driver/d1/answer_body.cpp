// Owns: whether the body of an answer is D1's JSON, an error's JSON or something else. Never: retries, SQLSTATEs.
#include "d1/answer_body.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstddef>
#include <utility>

#include "convert/utf8.h"

namespace d1odbc {

namespace {

constexpr std::size_t kept_of_other_body = 2048;
constexpr std::size_t longest_page_text = 200;
constexpr unsigned first_bad_status = 300;

bool is_blank(char c) { return static_cast<unsigned char>(c) <= 0x20 || c == '\x7F'; }

// Where the element that begins at `at` ends: behind its tag, or behind its closing tag when its text is not for
// people.
std::size_t end_of_element(std::string_view html, std::size_t at) {
  for (const auto& [open, close] : {std::pair{"<style", "</style"}, {"<script", "</script"}, {"<!--", "-->"}}) {
    if (!html.substr(at).starts_with(open)) continue;
    const std::size_t closing = html.find(close, at);
    if (closing == std::string_view::npos) return html.size();
    at = closing;
    break;
  }
  const std::size_t end = html.find('>', at);
  return end == std::string_view::npos ? html.size() : end + 1;
}

void append_collapsed(std::string& text, char c) {
  if (!is_blank(c)) {
    text += c;
  } else if (!text.empty() && text.back() != ' ') {
    text += ' ';
  }
}

}  // namespace

bool is_json(std::string_view content_type) noexcept {
  return content_type == "application/json" || content_type.ends_with("+json");
}

std::string text_of_page(std::string_view html) {
  std::string text;
  for (std::size_t at = 0; at < html.size() && text.size() <= longest_page_text;) {
    if (html[at] == '<') {
      at = end_of_element(html, at);
      append_collapsed(text, ' ');
    } else {
      append_collapsed(text, html[at++]);
    }
  }
  text.resize(whole_characters(text, longest_page_text));
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

void AnswerBody::take(const HttpResponse& response, std::string_view piece) {
  count(piece);
  if (!is_json(response.content_type)) return keep_start(piece);
  if (response.status < first_bad_status) return receiver_.take(piece);
  if (error_is_unreadable_) return;
  try {
    error_reader_.feed(piece);
  } catch (const MalformedAnswer&) {
    error_is_unreadable_ = true;
  }
}

void AnswerBody::count(std::string_view piece) {
  if (piece.size() > most_answer_bytes - bytes_) {
    throw MalformedAnswer("The answer is too large: it has more than 1 GiB.");
  }
  bytes_ += piece.size();
}

// A little more than is looked at: a secret that begins there is known by its end.
void AnswerBody::keep_start(std::string_view piece) {
  const std::size_t most = kept_of_other_body + redaction_.longest_spelling();
  start_ += piece.substr(0, most - start_.size());
}

AnswerReceiver::Verdict AnswerBody::finish(const HttpResponse& response) {
  if (response.status >= first_bad_status) return {.success = false, .errors = read_errors(response)};
  if (is_json(response.content_type)) return receiver_.finish();
  throw MalformedAnswer(fmt::format("The answer is not D1's: {}.", describe_other_body(response)));
}

std::vector<AnswerError> AnswerBody::read_errors(const HttpResponse& response) {
  if (!is_json(response.content_type)) return {{0, describe_other_body(response), true}};
  if (error_is_unreadable_) return {};
  try {
    return error_reader_.finish().errors;
  } catch (const MalformedAnswer&) {
    return {};
  }
}

std::string AnswerBody::describe_other_body(const HttpResponse& response) const {
  const std::string type = redaction_.apply(response.content_type);
  std::string text = fmt::format("HTTP {} with {}", response.status, type.empty() ? "no content type" : type);
  if (type.starts_with("text/")) {
    const std::string page = text_of_page(redaction_.apply(start_, std::min(start_.size(), kept_of_other_body)));
    if (!page.empty()) text += ": " + page;
  }
  return text;
}

}  // namespace d1odbc
