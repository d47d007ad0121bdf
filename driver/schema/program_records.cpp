// Owns: the records of a program and the cursors that read them. Never: the order of instructions.
#include "schema/program_records.h"

#include <utility>

namespace d1odbc {

namespace {

constexpr int longest_chain_of_duplicates = 8;

const ExpressionType anything = ExpressionType::of(ClassSet::anything());

}  // namespace

ProgramRecords::ProgramRecords(const Program& program, const StoredColumns& stored)
    : program_(program), stored_(stored) {
  open_cursors();
}

bool ProgramRecords::take_change() noexcept { return std::exchange(changed_, false); }

void ProgramRecords::add(ExpressionType& known, const ExpressionType& more) {
  const ExpressionType both = known | more;
  changed_ = changed_ || both != known;
  known = both;
}

// A cursor's number stands for one thing in the whole program, or for several tables; where it does not, it is unknown.
void ProgramRecords::open_cursors() {
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

void ProgramRecords::open(int number, const Cursor& opened) {
  const auto [known, is_new] = cursors_.emplace(number, opened);
  if (is_new || known->second == opened) return;
  const Source before = known->second.source;
  const bool are_tables = (before == Source::Table || before == Source::Tables) && opened.source == Source::Table;
  known->second = {are_tables ? Source::Tables : Source::Unknown, 0};
}

std::optional<ProgramRecords::Cursor> ProgramRecords::cursor(int number) const {
  for (int hops = 0; hops < longest_chain_of_duplicates; ++hops) {
    const auto found = cursors_.find(number);
    if (found == cursors_.end()) return std::nullopt;
    if (found->second.source != Source::Duplicate) return found->second;
    number = found->second.operand;
  }
  return std::nullopt;
}

/// What is stored in the table a cursor stands on; nullptr where that is not known.
const StoredRecord* ProgramRecords::stored_under(int number, const Cursor& opened, const Registers& registers) const {
  if (opened.source == Source::Table) return stored_(opened.operand);
  const std::optional<int> root_page = registers.opened(number);
  return root_page ? stored_(*root_page) : nullptr;
}

/// The number of what is stored under a cursor; numbers up to the program's length belong to MakeRecord.
int ProgramRecords::record_of_cursor(int number) const {
  const std::optional<Cursor> found = cursor(number);
  if (!found || found->source != Source::Records || found->operand < 0) return RegisterValue::unknown_record;
  return static_cast<int>(program_.instructions().size()) + 1 + found->operand;
}

ExpressionType ProgramRecords::column_of_record(int record, int index) const {
  if (record == RegisterValue::no_record) return {};  // nothing was stored yet
  if (record == RegisterValue::unknown_record) return anything;
  const auto found = records_.find(record);
  if (found == records_.end()) return {};
  if (found->second.is_unknown) return anything;
  const auto position = static_cast<std::size_t>(index);
  return position < found->second.columns.size() ? found->second.columns[position] : ExpressionType();
}

ExpressionType ProgramRecords::column(const Instruction& at, const Registers& registers) const {
  const std::optional<Cursor> source = cursor(at.p1);
  if (!source || at.p2 < 0) return anything;
  switch (source->source) {
    case Source::Table:
    case Source::Tables: {
      const StoredRecord* const record = stored_under(at.p1, *source, registers);
      const auto index = static_cast<std::size_t>(at.p2);
      return record == nullptr || index >= record->columns.size() ? anything : record->columns[index];
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

ExpressionType ProgramRecords::rowid(int number, const Registers& registers) const {
  const std::optional<Cursor> source = cursor(number);
  const bool is_table = source && (source->source == Source::Table || source->source == Source::Tables);
  const StoredRecord* const record = is_table ? stored_under(number, *source, registers) : nullptr;
  return record == nullptr ? ExpressionType::of(ClassSet::integer()) : record->rowid;
}

void ProgramRecords::unite(int into, int from) {
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

void ProgramRecords::store(const Instruction& at, const Registers& registers) {
  const int into = record_of_cursor(at.p1);
  if (into == RegisterValue::unknown_record) return;  // a table: what it holds is known by its declaration
  unite(into, registers.at(at.p2).record);
}

RegisterValue ProgramRecords::under_cursor(int number) const {
  return {.type = ExpressionType::of(ClassSet::blob()), .record = record_of_cursor(number)};
}

RegisterValue ProgramRecords::make(std::size_t address, const Instruction& at, const Registers& registers) {
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
  return {.type = ExpressionType::of(ClassSet::blob()), .record = number};
}

}  // namespace d1odbc
