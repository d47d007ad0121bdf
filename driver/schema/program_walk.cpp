// Owns: the effects of instructions on sets of classes. Never: the order of instructions, SQLite.
#include "schema/program_walk.h"

#include <charconv>
#include <string_view>
#include <utility>

#include "schema/class_rules.h"
#include "schema/function_classes.h"

namespace d1odbc {

namespace {

// Texts of more units are long types all the same.
constexpr std::size_t longest_known_text = 255;
constexpr int longest_chain_of_duplicates = 8;
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

ProgramWalk::ProgramWalk(const Program& program, std::size_t columns, const StoredColumns& stored)
    : program_(program), stored_(stored), result_(columns) {
  open_cursors();
}

bool ProgramWalk::take_change() noexcept { return std::exchange(changed_, false); }

// A cursor's number stands for one thing in the whole program; where it does not, it is unknown.
void ProgramWalk::open_cursors() {
  for (const Instruction& at : program_.instructions()) {
    constexpr int root_is_in_register = 0x10;  // OPFLAG_P2ISREG
    switch (at.opcode->result) {
      case Result::OpenTable:
        open(at.p1, {(at.p5 & root_is_in_register) == 0 ? Source::Table : Source::Unknown, at.p2});
        break;
      case Result::OpenRecords:
        open(at.p1, {Source::Records, at.p1});
        break;
      case Result::OpenDuplicate:
        open(at.p1, {Source::Duplicate, at.p2});
        break;
      case Result::OpenPseudo:
        open(at.p1, {Source::Pseudo, at.p2});
        break;
      case Result::OpenUnknown:
        open(at.p1, {Source::Unknown, 0});
        break;
      default:
        break;
    }
  }
}

void ProgramWalk::open(int number, const Cursor& opened) {
  const auto [known, is_new] = cursors_.emplace(number, opened);
  if (!is_new && known->second != opened) known->second = {Source::Unknown, 0};
}

std::optional<ProgramWalk::Cursor> ProgramWalk::cursor(int number) const {
  for (int hops = 0; hops < longest_chain_of_duplicates; ++hops) {
    const auto found = cursors_.find(number);
    if (found == cursors_.end()) return std::nullopt;
    if (found->second.source != Source::Duplicate) return found->second;
    number = found->second.operand;
  }
  return std::nullopt;
}

/// The number of what is stored under a cursor; numbers up to the program's length belong to MakeRecord.
int ProgramWalk::record_of_cursor(int number) const {
  const std::optional<Cursor> found = cursor(number);
  if (!found || found->source != Source::Records || found->operand < 0) return RegisterValue::unknown_record;
  return static_cast<int>(program_.instructions().size()) + 1 + found->operand;
}

ExpressionType ProgramWalk::column_of_record(int record, int index) const {
  if (record == RegisterValue::no_record) return {};  // nothing was stored yet
  if (record == RegisterValue::unknown_record) return anything;
  const auto found = records_.find(record);
  if (found == records_.end()) return {};
  if (found->second.is_unknown) return anything;
  const auto position = static_cast<std::size_t>(index);
  return position < found->second.columns.size() ? found->second.columns[position] : ExpressionType();
}

ExpressionType ProgramWalk::column(const Instruction& at, const Registers& registers) const {
  const std::optional<Cursor> source = cursor(at.p1);
  if (!source || at.p2 < 0) return anything;
  switch (source->source) {
    case Source::Table: {
      const std::vector<ClassSet>* const columns = stored_(source->operand);
      const auto index = static_cast<std::size_t>(at.p2);
      if (columns == nullptr || index >= columns->size()) return anything;
      return ExpressionType::of((*columns)[index]);
    }
    case Source::Records:
      return column_of_record(record_of_cursor(at.p1), at.p2);
    case Source::Pseudo:
      return column_of_record(registers.at(source->operand).record, at.p2);
    case Source::Duplicate:
    case Source::Unknown:
      break;
  }
  return anything;
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
  const int number = static_cast<int>(address) + 1;
  Record& record = records_[number];
  if (record.columns.size() < static_cast<std::size_t>(at.p2)) record.columns.resize(static_cast<std::size_t>(at.p2));
  for (int index = 0; index < at.p2; ++index) {
    ExpressionType stored = registers.at(at.p1 + index).type;
    // With REAL affinity a whole number is packed as an integer, to save space.
    const bool as_real =
        static_cast<std::size_t>(index) < at.p4.size() && at.p4[static_cast<std::size_t>(index)] == 'E';
    if (as_real && stored.classes.meets(ClassSet::real())) stored.classes |= ClassSet::integer();
    add(record.columns[static_cast<std::size_t>(index)], stored);
  }
  return registers.set(at.p3, {.type = ExpressionType::of(ClassSet::blob()), .record = number});
}

void ProgramWalk::unite_records(int into, int from) {
  Record& target = records_[into];
  const auto found = records_.find(from);
  if (from == RegisterValue::unknown_record || (found != records_.end() && found->second.is_unknown)) {
    changed_ = changed_ || !target.is_unknown;
    target.is_unknown = true;
  }
  if (found == records_.end()) return;
  const Record& source = found->second;
  if (target.columns.size() < source.columns.size()) target.columns.resize(source.columns.size());
  for (std::size_t index = 0; index < source.columns.size(); ++index) add(target.columns[index], source.columns[index]);
}

void ProgramWalk::store(const Instruction& at, const Registers& registers) {
  const int into = record_of_cursor(at.p1);
  if (into == RegisterValue::unknown_record) return;  // a table: what it holds is known by its declaration
  unite_records(into, registers.at(at.p2).record);
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
    case Result::None:
    case Result::OpenTable:
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
    case Result::Anything1:
      return set(at.p1, ClassSet::anything());
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
      return convert(registers, at.p3, column(at, registers));
    case Result::RowData:
      return registers.set(at.p2, {.type = ExpressionType::of(ClassSet::blob()), .record = record_of_cursor(at.p1)});
    case Result::Store:
      store(at, registers);
      return true;
    case Result::Row:
      return_row(at, registers);
      return true;
  }
  return false;
}

}  // namespace d1odbc
