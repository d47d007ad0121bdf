// Owns: whether the body of an answer is D1's JSON, an error's JSON or something else. Never: retries, SQLSTATEs.
#include "d1/answer_body.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstddef>
#include <utility>

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

void cut_between_characters(std::string& text, std::size_t limit) {
  if (text.size() <= limit) return;
  while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0U) == 0x80U) --limit;
  text.resize(limit);
}

std::string describe_other_body(const HttpResponse& response, std::string_view start) {
  const std::string_view type = response.content_type;
  std::string text = fmt::format("HTTP {} with {}", response.status, type.empty() ? "no content type" : type);
  if (type.starts_with("text/")) {
    if (const std::string page = text_of_page(start); !page.empty()) text += ": " + page;
  }
  return text;
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
  cut_between_characters(text, longest_page_text);
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

void AnswerBody::take(const HttpResponse& response, std::string_view piece) {
  if (!is_json(response.content_type)) {
    start_ += piece.substr(0, kept_of_other_body - start_.size());
    return;
  }
  if (response.status < first_bad_status) return receiver_.take(piece);
  if (error_is_unreadable_) return;
  try {
    error_reader_.feed(piece);
  } catch (const MalformedAnswer&) {
    error_is_unreadable_ = true;
  }
}

AnswerReceiver::Verdict AnswerBody::finish(const HttpResponse& response) {
  if (response.status >= first_bad_status) return {.success = false, .errors = read_errors(response)};
  if (is_json(response.content_type)) return receiver_.finish();
  throw MalformedAnswer(fmt::format("The answer is not D1's: {}.", describe_other_body(response, start_)));
}

std::vector<AnswerError> AnswerBody::read_errors(const HttpResponse& response) {
  if (!is_json(response.content_type)) return {{0, describe_other_body(response, start_)}};
  if (error_is_unreadable_) return {};
  try {
    return error_reader_.finish().errors;
  } catch (const MalformedAnswer&) {
    return {};
  }
}

}  // namespace d1odbc
