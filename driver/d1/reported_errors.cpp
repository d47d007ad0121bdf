// Owns: the errors that an answer reports. Never: what they mean.
#include "d1/reported_errors.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "d1/kept_text.h"

namespace d1odbc {

namespace {

constexpr std::size_t most_errors = 100;

void keep_code(const ValueView& value, std::int32_t& code) {
  const bool is_integer = value.storage == StorageClass::Integer;
  if (is_integer && std::in_range<std::int32_t>(value.integer)) code = static_cast<std::int32_t>(value.integer);
}

void keep_text(const ValueView& value, std::string& text) {
  if (value.storage == StorageClass::Text) text = kept_text(value.bytes);
}

}  // namespace

void ReportedErrors::add_text(const ValueView& value) {
  if (value.storage == StorageClass::Text) add({0, kept_text(value.bytes)});
}

void ReportedErrors::begin() {
  error_ = {};
  cause_.clear();
}

void ReportedErrors::add_member(std::string_view key, const ValueView& value) {
  if (key == "code") keep_code(value, error_.code);
  if (key == "message") keep_text(value, error_.message);
}

void ReportedErrors::add_cause(std::string_view key, const ValueView& value) {
  if (key == "message") keep_text(value, cause_);
}

void ReportedErrors::end() {
  if (!cause_.empty()) error_.message += (error_.message.empty() ? "" : ": ") + cause_;
  add(std::exchange(error_, {}));
}

void ReportedErrors::add_problem(std::string_view key, const ValueView& value) {
  if (key == "title") keep_text(value, problem_.title);
  if (key == "detail") keep_text(value, problem_.detail);
  if (key == "status") keep_code(value, problem_.status);
  if (key == "error_code") keep_code(value, problem_.error_code);
}

void ReportedErrors::add(AnswerError error) {
  auto& list = in_item_ ? of_items_ : of_envelope_;
  if (list.size() < most_errors) list.push_back(std::move(error));
}

std::vector<AnswerError> ReportedErrors::take() {
  std::vector<AnswerError> errors = std::move(of_envelope_);
  std::move(of_items_.begin(), of_items_.end(), std::back_inserter(errors));
  if (!errors.empty() || (problem_.title.empty() && problem_.detail.empty())) return errors;
  const std::string_view between = problem_.title.empty() || problem_.detail.empty() ? "" : ": ";
  const std::int32_t code = problem_.error_code != 0 ? problem_.error_code : problem_.status;
  errors.push_back({code, problem_.title + std::string(between) + problem_.detail});
  return errors;
}

}  // namespace d1odbc
