// Owns: the OdbcError of a D1 failure: its text and SQLSTATE. Never: decides on retries.
#include "d1/error_map.h"

#include <fmt/core.h>

#include <algorithm>
#include <string>

#include "d1/failure_facts.h"
#include "d1/kept_text.h"

namespace d1odbc {

namespace {

// The error that explains most: the first one with a text.
const AnswerError* first_with_text(std::span<const AnswerError> errors) {
  const auto found =
      std::find_if(errors.begin(), errors.end(), [](const AnswerError& e) { return !e.message.empty(); });
  if (found != errors.end()) return &*found;
  return errors.empty() ? nullptr : &errors.front();
}

std::string text_of(unsigned http_status, const AnswerError* error, const Redaction& redaction) {
  if (error == nullptr) return fmt::format("D1 answered HTTP {} without saying why.", http_status);
  if (error->message.empty()) return fmt::format("D1 answered HTTP {} with error {}.", http_status, error->code);
  // The driver wrote of a page with the secrets hidden.
  return error->is_page ? error->message : shown_text(error->message, redaction);
}

bool ends_a_sentence(std::string_view text) {
  return text.ends_with('.') || text.ends_with('!') || text.ends_with('?');
}

}  // namespace

State state_of_sql_error(std::string_view message) {
  const FailureFacts* facts = facts_of_sql_error(message);
  return facts != nullptr ? facts->state : State::GeneralError;
}

OdbcError error_of_answer(unsigned http_status, std::span<const AnswerError> errors, const Redaction& redaction) {
  const FailureFacts facts = facts_of_answer(http_status, errors);
  const AnswerError* error = first_with_text(errors);
  std::string text = text_of(http_status, error, redaction);
  if (!facts.hint.empty()) text += fmt::format("{} {}", ends_a_sentence(text) ? "" : ".", facts.hint);
  return OdbcError::from_source(facts.state, error != nullptr ? error->code : 0, std::move(text));
}

}  // namespace d1odbc
