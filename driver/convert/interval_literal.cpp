// Owns: the grammar of intervals as text (ODBC reference, appendix C, "Interval Literal Syntax"). Never: arithmetic.
#include <algorithm>
#include <vector>

#include "convert/decimal_text.h"
#include "convert/interval_text.h"

namespace d1odbc {

namespace {

using enum IntervalField;

constexpr IntervalReading not_an_interval{{}, IntervalProblem::NotAnInterval};

/// Takes words, numbers and marks from the front of a text; letters count in either case.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  bool take(std::string_view word) {
    skip_blanks();
    const auto upper = [](char letter) {
      return static_cast<char>(letter >= 'a' && letter <= 'z' ? letter - 32 : letter);
    };
    if (!std::ranges::equal(word, rest_.substr(0, word.size()), {}, {}, upper)) return false;
    rest_.remove_prefix(word.size());
    return true;
  }

  /// Digits; empty when there are none.
  std::string_view take_digits() {
    skip_blanks();
    const std::string_view digits = rest_.substr(0, count_digits(rest_));
    rest_.remove_prefix(digits.size());
    return digits;
  }

  /// What stands before a mark, which is taken too; empty when there is no such mark.
  std::optional<std::string_view> take_until(char mark) {
    const std::size_t end = rest_.find(mark);
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view taken = rest_.substr(0, end);
    rest_.remove_prefix(end + 1);
    return taken;
  }

  [[nodiscard]] bool at_end() {
    skip_blanks();
    return rest_.empty();
  }

 private:
  void skip_blanks() { rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t\r\n"), rest_.size())); }

  std::string_view rest_;
};

struct FieldName {
  std::string_view word;
  IntervalField field;
};
constexpr FieldName field_names[] = {{"YEAR", Year}, {"MONTH", Month},   {"DAY", Day},
                                     {"HOUR", Hour}, {"MINUTE", Minute}, {"SECOND", Second}};

/// The words after a literal's quotes. Without numbers in parentheses two digits of the first field and six of the
/// fraction are meant.
struct Qualifier {
  const IntervalType* type = nullptr;
  std::size_t leading_precision = 2;
  std::size_t second_precision = 6;
};

std::optional<IntervalField> take_field(Scanner& text) {
  for (const FieldName& name : field_names)
    if (text.take(name.word)) return name.field;
  return std::nullopt;
}

/// A number of one or two digits; false when there is none.
bool take_precision(Scanner& text, std::size_t& precision) {
  const std::string_view digits = text.take_digits();
  if (digits.empty() || digits.size() > 2) return false;
  precision = 0;
  for (const char digit : digits) precision = precision * 10 + static_cast<std::size_t>(digit - '0');
  return true;
}

/// `(leading)`, for a second that stands alone also `(leading, fraction)`; nothing is allowed too.
bool take_precisions(Scanner& text, IntervalField field, Qualifier& qualifier) {
  if (!text.take("(")) return true;
  if (!take_precision(text, qualifier.leading_precision)) return false;
  if (field == Second && text.take(",") && !take_precision(text, qualifier.second_precision)) return false;
  return text.take(")");
}

/// Which type goes from one field to another; nullptr for pairs such as MONTH TO DAY.
const IntervalType* type_between(IntervalField first, IntervalField last) {
  for (SQLSMALLINT code = SQL_C_INTERVAL_YEAR; code <= SQL_C_INTERVAL_MINUTE_TO_SECOND; ++code) {
    const IntervalType* type = find_interval(code);
    if (type != nullptr && type->first == first && type->last == last) return type;
  }
  return nullptr;
}

std::optional<Qualifier> take_qualifier(Scanner& text) {
  Qualifier qualifier;
  const std::optional<IntervalField> first = take_field(text);
  if (!first || !take_precisions(text, *first, qualifier)) return std::nullopt;
  std::optional<IntervalField> last = first;
  if (text.take("TO")) {
    last = take_field(text);
    const bool has_precision = last == Second && text.take("(");
    if (has_precision && !(take_precision(text, qualifier.second_precision) && text.take(")"))) return std::nullopt;
  }
  if (!last || !text.at_end()) return std::nullopt;
  qualifier.type = type_between(*first, *last);
  return qualifier.type == nullptr ? std::nullopt : std::optional(qualifier);
}

/// The fields of a text with the marks between them: "3 04:05:06.5" has the numbers 3, 04, 05, 06, the marks " ::" and
/// the fraction "5".
struct FieldTexts {
  std::vector<std::string_view> numbers;
  std::string marks;
  std::string_view fraction;
  bool has_fraction = false;
};

std::optional<FieldTexts> split_fields(std::string_view text) {
  constexpr std::size_t most_fields = 4;
  FieldTexts fields;
  while (fields.numbers.size() < most_fields) {
    const std::size_t digits = count_digits(text);
    if (digits == 0) return std::nullopt;
    fields.numbers.push_back(text.substr(0, digits));
    text.remove_prefix(digits);
    if (text.empty()) return fields;
    const char mark = text.front();
    text.remove_prefix(1);
    if (mark == '.') {
      fields.has_fraction = true;
      fields.fraction = text;
      const bool only_digits = count_digits(text) == text.size();
      return only_digits ? std::optional(fields) : std::nullopt;
    }
    if (mark != ' ' && mark != ':' && mark != '-') return std::nullopt;
    fields.marks.push_back(mark);
    if (mark == ' ') text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  }
  return std::nullopt;
}

/// Which type a text without a qualifier has.
const IntervalType* type_of_fields(const FieldTexts& fields, const IntervalType& wanted) {
  const std::string& marks = fields.marks;
  if (marks.empty()) return type_between(wanted.first, wanted.first);
  if (marks == ":" && (fields.has_fraction || wanted.first >= Minute)) return type_between(Minute, Second);
  for (const IntervalType* type : {type_between(Year, Month), type_between(Day, Hour), type_between(Day, Minute),
                                   type_between(Day, Second), type_between(Hour, Minute), type_between(Hour, Second)})
    if (marks == separators_of(*type)) return type;
  return nullptr;
}

std::string_view without_leading_zeros(std::string_view digits) {
  return digits.substr(std::min(digits.find_first_not_of('0'), digits.size()));
}

constexpr std::size_t most_leading_digits = 12;  // as seconds, a day field of these still fits 64 bits

std::uint64_t number_of(std::string_view digits) {
  std::uint64_t number = 0;
  for (const char digit : digits) number = number * 10 + static_cast<std::uint64_t>(digit - '0');
  return number;
}

void put_fraction(Interval& interval, std::string_view digits) {
  constexpr std::size_t kept = 9;
  std::string nanoseconds(digits.substr(0, kept));
  nanoseconds.resize(kept, '0');
  interval.nanosecond = static_cast<std::uint32_t>(number_of(nanoseconds));
  interval.fraction_lost = digits.find_first_not_of('0', kept) != std::string_view::npos;
}

/// The fields of a type out of their texts, which must be as many, with the marks of the type between.
IntervalReading read_fields(const FieldTexts& texts, const IntervalType& type) {
  if (texts.marks != separators_of(type) || (texts.has_fraction && type.last != Second)) return not_an_interval;
  IntervalReading reading{{.type = &type}, IntervalProblem::None};
  auto field = static_cast<std::size_t>(type.first);
  const std::string_view leading = without_leading_zeros(texts.numbers.front());
  for (std::size_t index = 1; index < texts.numbers.size(); ++index) {
    const std::string_view digits = texts.numbers[index];
    // "No field can be more than two digits long" but the leading one.
    if (digits.size() > 2) return not_an_interval;
    const std::uint64_t value = number_of(digits);
    if (!is_within_calendar(static_cast<IntervalField>(field + index), value)) return not_an_interval;
    reading.interval.fields[field + index] = value;
  }
  put_fraction(reading.interval, texts.fraction);
  if (leading.size() > most_leading_digits) return {{}, IntervalProblem::TooLarge};
  reading.interval.fields[field] = number_of(leading);
  return reading;
}

IntervalReading with_sign(IntervalReading reading, bool negative) {
  reading.interval.negative = negative;
  return reading;
}

/// What stands after the word INTERVAL.
IntervalReading read_literal(Scanner text) {
  const bool negative = text.take("-");
  if (!negative) (void)text.take("+");
  if (!text.take("'")) return not_an_interval;
  const std::optional<std::string_view> quoted = text.take_until('\'');
  const std::optional<Qualifier> qualifier = quoted ? take_qualifier(text) : std::nullopt;
  const std::optional<FieldTexts> fields = qualifier ? split_fields(without_blanks(*quoted)) : std::nullopt;
  if (!fields) return not_an_interval;
  // "The interval leading precision is 2, but the value of the leading field is 163": no valid literal.
  const bool fits = without_leading_zeros(fields->numbers.front()).size() <= qualifier->leading_precision &&
                    fields->fraction.size() <= qualifier->second_precision;
  return fits ? with_sign(read_fields(*fields, *qualifier->type), negative) : not_an_interval;
}

}  // namespace

IntervalReading read_interval(std::string_view text, const IntervalType& wanted) {
  text = without_blanks(text);
  if (text.starts_with('{') && text.ends_with('}')) text = text.substr(1, text.size() - 2);
  Scanner scanner(text);
  if (scanner.take("INTERVAL")) return read_literal(scanner);
  const auto [digits, negative] = split_sign(text);
  const std::optional<FieldTexts> fields = split_fields(digits);
  const IntervalType* type = fields ? type_of_fields(*fields, wanted) : nullptr;
  return type == nullptr ? not_an_interval : with_sign(read_fields(*fields, *type), negative);
}

}  // namespace d1odbc
