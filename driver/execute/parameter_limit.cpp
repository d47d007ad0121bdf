// Owns: which values leave the list of parameters, and how they are written then. Never: the order of what stays.
#include "execute/parameter_limit.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "d1/json_text.h"
#include "d1/limits.h"
#include "error/odbc_error.h"
#include "execute/bound_statement.h"

namespace d1odbc {
namespace {

/// Whether the value is a parameter at all: infinities are written as 9e999.
bool is_sent(const Value& value) { return value.storage() != StorageClass::Real || !std::isinf(value.view().real); }

/// The numbers of all parameters that the text uses and that are sent, once each.
std::vector<unsigned> numbers_sent(const StatementText& statement, const std::vector<Value>& values) {
  std::vector<unsigned> numbers;
  for (const ParameterMarker& marker : statement.markers) {
    if (is_sent(values[marker.number - 1])) numbers.push_back(marker.number);
  }
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  return numbers;
}

/// Writes some values another way, in place of their markers.
class Economy {
 public:
  Economy(const StatementText& statement, const std::vector<Value>& values, unsigned first_movable)
      : statement_(statement), values_(values), written_(values.size()) {
    for (const unsigned number : numbers_sent(statement, values))
      (number < first_movable ? kept_ : movable_).push_back(number);
  }

  D1Statement save() {
    write_literals();
    move_texts();
    if (parameters() > d1_limits::parameters) {
      throw OdbcError(
          State::NotImplemented,
          "Changing this row takes {} parameters; D1 takes at most {}. Change fewer columns at once, or open "
          "the cursor without SQL_CONCUR_VALUES.",
          parameters(), d1_limits::parameters);
    }
    return bound();
  }

 private:
  [[nodiscard]] std::size_t parameters() const { return kept_.size() + movable_.size() + (json_.empty() ? 0U : 1U); }

  void write_literals() {
    std::erase_if(movable_, [&](unsigned number) {
      const ValueView value = values_[number - 1].view();
      if (value.storage == StorageClass::Null) written_[number - 1] = "NULL";
      if (value.storage == StorageClass::Integer) written_[number - 1] = fmt::format("{}", value.integer);
      return is_written(number);
    });
  }

  void move_texts() {
    std::vector<unsigned> texts;
    std::copy_if(movable_.begin(), movable_.end(), std::back_inserter(texts),
                 [&](unsigned number) { return values_[number - 1].storage() == StorageClass::Text; });
    std::stable_sort(texts.begin(), texts.end(), [&](unsigned left, unsigned right) {
      return values_[left - 1].view().bytes.size() < values_[right - 1].view().bytes.size();
    });
    std::size_t index = 0;
    for (auto next = texts.begin(); next != texts.end() && parameters() > d1_limits::parameters; ++next)
      move_text(*next, index++);
  }

  void move_text(unsigned number, std::size_t index) {
    json_ += index == 0 ? '[' : ',';
    append_json_string(json_, values_[number - 1].view().bytes);
    written_[number - 1] = fmt::format("->>{})", index);
    std::erase(movable_, number);
  }

  [[nodiscard]] bool is_written(unsigned number) const { return !written_[number - 1].empty(); }
  [[nodiscard]] bool is_in_json(unsigned number) const { return written_[number - 1].starts_with("->>"); }

  D1Statement bound() {
    StatementText text = statement_;
    text.sql.clear();
    text.markers.clear();
    std::size_t copied = 0;
    for (const ParameterMarker& marker : statement_.markers) {
      text.sql.append(statement_.sql, copied, marker.offset - copied);
      copied = marker.offset + marker.length;
      append_value(text, marker.number);
    }
    text.sql.append(statement_.sql, copied);
    std::vector<Value> values = values_;
    values.push_back(Value::text(json_ + ']'));
    return bound_statement(text, values);
  }

  void append_value(StatementText& text, unsigned number) const {
    if (is_written(number) && !is_in_json(number)) {
      text.sql += written_[number - 1];
      return;
    }
    if (is_in_json(number)) text.sql += '(';
    const unsigned parameter = is_in_json(number) ? static_cast<unsigned>(values_.size() + 1) : number;
    text.markers.push_back({text.sql.size(), 1, parameter});
    text.sql += '?';
    if (is_in_json(number)) text.sql += written_[number - 1];
  }

  const StatementText& statement_;
  const std::vector<Value>& values_;
  std::vector<std::string>
      written_;  // of each value: "" while it is a parameter, a literal, or what follows the JSON's `?`
  std::vector<unsigned> kept_;
  std::vector<unsigned> movable_;
  std::string json_;  // an array without its last bracket
};

}  // namespace

D1Statement bound_within_limit(const StatementText& statement, const std::vector<Value>& values,
                               unsigned first_movable) {
  if (numbers_sent(statement, values).size() <= d1_limits::parameters) return bound_statement(statement, values);
  return Economy(statement, values, first_movable).save();
}

}  // namespace d1odbc
