// Owns: the program that SQLite compiles a text to, as EXPLAIN lists it, and where it goes. Never: runs it, or says
// what its values are (program_types does).
#pragma once

#include <sqlite3.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "schema/opcodes.h"

namespace d1odbc {

/// One instruction; its address is its place in the program.
struct Instruction {
  const Opcode* opcode;
  int p1;
  int p2;
  int p3;
  std::string p4;  // as EXPLAIN shows it: "count(1)" of a function, "BCD" of affinities, a literal text
  int p5;
};

/// The program of one statement, without those of its triggers: these write no register of it.
class Program {
 public:
  explicit Program(std::vector<Instruction> instructions);

  [[nodiscard]] const std::vector<Instruction>& instructions() const noexcept { return instructions_; }

  /// Replaces `addresses` by those that may follow the instruction at `address`. False: a way leads out of the
  /// program, or back to a place that is not known; nothing may be said of such a program.
  [[nodiscard]] bool successors(std::size_t address, std::vector<std::size_t>& addresses) const;

 private:
  struct Routine {                          // what is known of a register that keeps ways back
    std::vector<std::size_t> returns;       // addresses where Return goes
    std::vector<std::size_t> entries;       // of a coroutine
    std::vector<std::size_t> after_calls;   // behind a Yield that calls the coroutine
    std::vector<std::size_t> after_yields;  // behind a Yield inside the coroutine
    std::vector<std::size_t> ends;          // where a call goes when the coroutine has ended
  };

  void note_routine(std::size_t address);
  [[nodiscard]] const Routine* routine_of(int reg) const;

  std::vector<Instruction> instructions_;
  std::unordered_map<int, Routine> routines_;
};

/// Compiles `EXPLAIN sql` on the mirror's connection and reads what it lists. Empty: the text does not compile, the
/// program is longer than 10,000 instructions or has one that the table does not know, or this SQLite is older than
/// 3.37, whose comparisons write registers. Costs about as much as compiling twice.
[[nodiscard]] std::optional<Program> read_program(sqlite3& connection, std::string_view sql);

}  // namespace d1odbc
