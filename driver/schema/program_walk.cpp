// Owns: the effects of instructions on sets of classes. Never: the order of instructions, SQLite.
#include "schema/program_walk.h"

#include <charconv>
#include <optional>
#include <string_view>
#include <utility>

#include "schema/class_rules.h"
#include "schema/function_classes.h"

namespace d1odbc {

namespace {

// Texts of more units are long types all the same.
constexpr std::size_t longest_known_text = 255;
constexpr int most_columns = 32'767;

const ExpressionType anything = ExpressionType::of(ClassSet::anything());

/// UTF-16 units of a UTF-8 text: what a wide buffer needs, and no less than its characters.
std::uint16_t units_of(std::string_view utf8) noexcept {
  std::size_t units = 0;
  for (const char c : utf8) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) != 0x80U) units += byte >= 0xF0U ? 2 : 1;
  }
  return units > longest_known_text ? ExpressionType::unbounded : static_cast<std::uint16_t>(units);
}

struct FunctionName {
  std::string_view name;
  int arguments;  // -1: any number
};

constexpr std::string_view watching_prefix = "d1odbc_watching_";
/// The number in the name of a watching function.
std::optional<std::size_t> watching_number(std::string_view name) {
  if (!name.starts_with(watching_prefix)) return std::nullopt;
  std::size_t number = 0;
  const char* const end = name.data() + name.size();
  const auto [stop, error] = std::from_chars(name.data() + watching_prefix.size(), end, number);
  return error == std::errc() && stop == end ? std::optional(number) : std::nullopt;
}

/// Reads "max(2)".
FunctionName function_name(std::string_view shown) {
  FunctionName function{.name = shown, .arguments = -1};
  const std::size_t open = shown.rfind('(');
  if (open == std::string_view::npos) return function;
  function.name = shown.substr(0, open);
  std::from_chars(shown.data() + open + 1, shown.data() + shown.size(), function.arguments);
  return function;
}

/// The arguments the function's result depends on; empty when the program does not tell how many there are.
std::optional<ExpressionType> arguments_of(const FunctionClasses& function, int first, int count,
                                           const Registers& registers) {
  const bool branches = function.rule == FunctionRule::Branches;
  if (!branches && function.rule != FunctionRule::AllArguments) {
    return count == 0 ? ExpressionType() : registers.at(first).type;
  }
  if (count < 0 || count > most_columns) return std::nullopt;
  ExpressionType arguments;
  for (int index = 0; index < count; ++index) {
    const bool is_condition = branches && index % 2 == 0 && index + 1 < count;
    if (!is_condition) arguments = arguments | registers.at(first + index).type;
  }
  return arguments;
}

bool convert(Registers& registers, int number, const ExpressionType& type) {
  return registers.set(number, RegisterValue::of(type));
}

bool copy(Registers& registers, int from, int to, int count) {
  if (count < 0 || count > most_columns) return false;
  bool fits = true;
  for (int index = 0; index < count && fits; ++index) fits = registers.set(to + index, registers.at(from + index));
  return fits;
}

bool set_null(Registers& registers, int first, int last) {
  bool fits = registers.set(first, RegisterValue());
  for (int number = first + 1; number <= last && fits; ++number) fits = registers.set(number, RegisterValue());
  return fits;
}

}  // namespace

std::string watching_function(std::size_t number) { return std::string(watching_prefix) + std::to_string(number); }

ProgramWalk::ProgramWalk(const Program& program, std::size_t columns, const StoredColumns& stored)
    : program_(program), records_(program, stored), result_(columns) {}

bool ProgramWalk::take_change() noexcept {
  const bool stored = records_.take_change();
  return std::exchange(changed_, false) || stored;
}

void ProgramWalk::add(ExpressionType& known, const ExpressionType& more) {
  const ExpressionType both = known | more;
  changed_ = changed_ || both != known;
  known = both;
}

bool ProgramWalk::apply_affinities(const Instruction& at, Registers& registers) {
  int number = at.p1;
  for (const char code : std::string_view(at.p4).substr(0, static_cast<std::size_t>(at.p2))) {
    const std::optional<Affinity> affinity = affinity_of_code(code);
    if (!affinity) return false;
    if (!convert(registers, number, with_affinity(registers.at(number).type, *affinity))) return false;
    ++number;
  }
  return true;
}

bool ProgramWalk::make_record(std::size_t address, const Instruction& at, Registers& registers) {
  if (at.p2 < 0 || at.p2 > most_columns || !apply_affinities(at, registers)) return false;
  return registers.set(at.p3, records_.make(address, at, registers));
}

void ProgramWalk::step(const Instruction& at, const Registers& registers) {
  const FunctionClasses* const function = find_function_classes(function_name(at.p4).name);
  if (function == nullptr) return;
  add(accumulators_[at.p3], arguments_of(*function, at.p2, at.p5, registers).value_or(anything));
}

ExpressionType ProgramWalk::finish(int accumulator, const std::string& shown) const {
  const FunctionClasses* const function = find_function_classes(function_name(shown).name);
  if (function == nullptr) return anything;
  const auto arguments = accumulators_.find(accumulator);
  return result_of(*function, arguments == accumulators_.end() ? ExpressionType() : arguments->second);
}

ExpressionType ProgramWalk::call(const Instruction& at, const Registers& registers) {
  const FunctionName called = function_name(at.p4);
  if (const std::optional<std::size_t> number = watching_number(called.name)) {
    if (*number < watched_.size()) add(watched_[*number], registers.at(at.p2).type);
    return anything;
  }
  const FunctionClasses* const function = find_function_classes(called.name);
  if (function == nullptr) return anything;
  const std::optional<ExpressionType> arguments = arguments_of(*function, at.p2, called.arguments, registers);
  return arguments ? result_of(*function, *arguments) : anything;
}

void ProgramWalk::return_row(const Instruction& at, const Registers& registers) {
  for (std::size_t index = 0; index < result_.size(); ++index) {
    add(result_[index], registers.at(at.p1 + static_cast<int>(index)).type);
  }
}

bool ProgramWalk::execute(std::size_t address, Registers& registers) {
  const Instruction& at = program_.instructions()[address];
  const auto set = [&](int number, ClassSet classes) { return registers.set(number, RegisterValue::of(classes)); };
  switch (at.opcode->result) {
    case Result::OpenTable:
      registers.open(at.p1, at.p2);
      return true;
    case Result::None:
    case Result::OpenDuplicate:
    case Result::OpenPseudo:
    case Result::OpenUnknown:
      return true;
    case Result::Integer1:
      return set(at.p1, ClassSet::integer());
    case Result::Integer2:
      return set(at.p2, ClassSet::integer());
    case Result::Integer3:
      return set(at.p3, ClassSet::integer());
    case Result::Collation:
      return at.p1 == 0 || set(at.p1, ClassSet::integer());
    case Result::Real2:
      return set(at.p2, ClassSet::real());
    case Result::Text2:
      return convert(registers, at.p2, {.classes = ClassSet::text(), .longest_text = units_of(at.p4)});
    case Result::TextOrBlob2:
      return set(at.p2, at.p3 == 0 ? ClassSet::text() : ClassSet::text() | ClassSet::blob());
    case Result::Blob2:
      return set(at.p2, ClassSet::blob());
    case Result::Anything2:
      return set(at.p2, ClassSet::anything());
    case Result::Anything3:
    case Result::OpenRecords:
      return at.p3 <= 0 || set(at.p3, ClassSet::anything());
    case Result::Null:
      return at.p3 < Registers::most && set_null(registers, at.p2, at.p3);
    case Result::Null1:
      return registers.set(at.p1, RegisterValue());
    case Result::Null3:
      return at.p3 <= 0 || registers.set(at.p3, registers.at(at.p3));
    case Result::Copy:
      return copy(registers, at.p1, at.p2, at.p3 + 1);
    case Result::Move:
      return copy(registers, at.p1, at.p2, at.p3);
    case Result::ShallowCopy:
      return copy(registers, at.p1, at.p2, 1);
    case Result::Cast: {
      const std::optional<Affinity> affinity = affinity_of_code(at.p2);
      return affinity && convert(registers, at.p1, cast_to(registers.at(at.p1).type, *affinity));
    }
    case Result::Affinity:
      return at.p2 >= 0 && apply_affinities(at, registers);
    case Result::RealAffinity:
      return convert(registers, at.p1, read_as_real(registers.at(at.p1).type));
    case Result::WholeNumber:
      return convert(registers, at.p1, registers.at(at.p1).type | ExpressionType::of(ClassSet::integer()));
    case Result::TypeCheck:
      if (at.p2 < 0 || at.p2 > most_columns) return false;
      for (int index = 0; index < at.p2; ++index) {
        if (!set(at.p1 + index, ClassSet::anything())) return false;
      }
      return true;
    case Result::MakeRecord:
      return make_record(address, at, registers);
    case Result::Arithmetic:
      return set(at.p3, arithmetic(registers.at(at.p1).type.classes, registers.at(at.p2).type.classes));
    case Result::Text3:
      return set(at.p3, ClassSet::text());
    case Result::Function:
      return convert(registers, at.p3, call(at, registers));
    case Result::Step:
      step(at, registers);
      return true;
    case Result::Final:
      return convert(registers, at.p1, finish(at.p1, at.p4));
    case Result::Current:
      return convert(registers, at.p3, finish(at.p1, at.p4));
    case Result::Column:
      return convert(registers, at.p3, records_.column(at, registers));
    case Result::Rowid:
      return convert(registers, at.p2, records_.rowid(at.p1, registers));
    case Result::RowData:
      return registers.set(at.p2, records_.under_cursor(at.p1));
    case Result::Store:
      records_.store(at, registers);
      return true;
    case Result::Row:
      return_row(at, registers);
      return true;
  }
  return false;
}

}  // namespace d1odbc
