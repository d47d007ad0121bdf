// Owns: reading EXPLAIN's rows, and the ways through a program. Never: values.
#include "schema/program.h"

#include <array>
#include <utility>

#include "schema/sqlite_handle.h"

namespace d1odbc {

namespace {

constexpr std::size_t longest_program = 10'000;
constexpr int oldest_version = 3'037'000;

enum Cell { Address, Name, P1, P2, P3, P4, P5 };

std::string text_of(sqlite3_stmt& statement, int cell) {
  const auto* const bytes = static_cast<const char*>(sqlite3_column_blob(&statement, cell));
  if (bytes == nullptr) return {};
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(&statement, cell))};
}

Instruction instruction_of(sqlite3_stmt& statement) {
  return {.opcode = find_opcode(text_of(statement, Name)),
          .p1 = sqlite3_column_int(&statement, P1),
          .p2 = sqlite3_column_int(&statement, P2),
          .p3 = sqlite3_column_int(&statement, P3),
          .p4 = text_of(statement, P4),
          .p5 = sqlite3_column_int(&statement, P5)};
}

}  // namespace

Program::Program(std::vector<Instruction> instructions) : instructions_(std::move(instructions)) {
  for (std::size_t address = 0; address < instructions_.size(); ++address) note_routine(address);
}

void Program::note_routine(std::size_t address) {
  const Instruction& at = instructions_[address];
  switch (at.opcode->flow) {
    case Flow::Gosub:
      routines_[at.p1].returns.push_back(address + 1);
      break;
    case Flow::ReturnAddress:
      // Any number may be in P1; only those of registers that a Return reads are ever used.
      if (at.p1 >= 0) routines_[at.p2].returns.push_back(static_cast<std::size_t>(at.p1) + 1);
      break;
    case Flow::InitCoroutine:
      routines_[at.p1].entries.push_back(static_cast<std::size_t>(at.p3));
      break;
    case Flow::Yield:
      if (at.p2 > 0) {
        routines_[at.p1].after_calls.push_back(address + 1);
        routines_[at.p1].ends.push_back(static_cast<std::size_t>(at.p2));
      } else {
        routines_[at.p1].after_yields.push_back(address + 1);
      }
      break;
    default:
      break;
  }
}

const Program::Routine* Program::routine_of(int reg) const {
  const auto found = routines_.find(reg);
  return found == routines_.end() ? nullptr : &found->second;
}

bool Program::successors(std::size_t address, std::vector<std::size_t>& addresses) const {
  addresses.clear();
  const Instruction& at = instructions_[address];
  const auto go = [&](int target) { addresses.push_back(static_cast<std::size_t>(target)); };
  const auto go_all = [&](const std::vector<std::size_t>& targets) {
    addresses.insert(addresses.end(), targets.begin(), targets.end());
  };
  const Routine* const routine = routine_of(at.p1);
  switch (at.opcode->flow) {
    case Flow::Next:
    case Flow::ReturnAddress:
      addresses.push_back(address + 1);
      break;
    case Flow::Branch:
      addresses.push_back(address + 1);
      if (at.p2 != 0) go(at.p2);
      break;
    case Flow::Jump:
    case Flow::Gosub:
      go(at.p2);
      break;
    case Flow::ThreeWay:
      go(at.p1);
      go(at.p2);
      go(at.p3);
      break;
    case Flow::Return:
      if (routine != nullptr) go_all(routine->returns);
      if (at.p3 != 0) addresses.push_back(address + 1);
      break;
    case Flow::InitCoroutine:
      if (at.p2 != 0) {
        go(at.p2);
      } else {
        addresses.push_back(address + 1);
      }
      break;
    case Flow::Yield:
      if (routine == nullptr) return false;
      if (at.p2 > 0) {
        go_all(routine->entries);
        go_all(routine->after_yields);
      } else {
        go_all(routine->after_calls);
      }
      break;
    case Flow::EndCoroutine:
      if (routine == nullptr) return false;
      go_all(routine->ends);
      break;
    case Flow::End:
      return true;
  }
  for (const std::size_t target : addresses) {
    if (target >= instructions_.size()) return false;
  }
  return !addresses.empty();
}

std::optional<Program> read_program(sqlite3& connection, std::string_view sql) {
  if (sqlite3_libversion_number() < oldest_version) return std::nullopt;
  const SqlitePrepared prepared = prepare_sqlite(connection, "EXPLAIN " + std::string(sql));
  if (!prepared.statement) return std::nullopt;
  sqlite3_stmt& statement = *prepared.statement;
  std::vector<Instruction> instructions;
  int code = sqlite3_step(&statement);
  for (; code == SQLITE_ROW; code = sqlite3_step(&statement)) {
    // The programs of triggers follow, each counted from 0 again.
    if (sqlite3_column_int64(&statement, Address) != static_cast<sqlite3_int64>(instructions.size())) break;
    if (instructions.size() == longest_program) return std::nullopt;
    instructions.push_back(instruction_of(statement));
    if (instructions.back().opcode == nullptr) return std::nullopt;
  }
  if ((code != SQLITE_ROW && code != SQLITE_DONE) || instructions.empty()) return std::nullopt;
  return Program(std::move(instructions));
}

}  // namespace d1odbc
