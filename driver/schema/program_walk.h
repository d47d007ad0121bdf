// Owns: what each instruction does to the state of a program. Never: the order in which instructions are visited.
#pragma once

#include <unordered_map>
#include <vector>

#include "schema/program.h"
#include "schema/program_records.h"
#include "schema/program_state.h"
#include "schema/program_types.h"

namespace d1odbc {

/// What a program has stored anywhere but in registers (records, accumulators), and what it has returned, whatever the
/// order was: it only grows, so a program is walked until nothing new appears.
class ProgramWalk {
 public:
  ProgramWalk(const Program& program, std::size_t columns, const StoredColumns& stored);

  /// Does the instruction at `address`. False: it makes no sense here, and nothing may be said of the program.
  [[nodiscard]] bool execute(std::size_t address, Registers& registers);

  /// Whether something was stored since the last call that was not known before.
  [[nodiscard]] bool take_change() noexcept;

  /// From now on what the functions `watching_function(0)` … are given is kept.
  void watch(std::size_t calls) { watched_.resize(calls); }

  /// What those functions were given.
  [[nodiscard]] const std::vector<ExpressionType>& watched() const noexcept { return watched_; }

  /// What the rows had in each column.
  [[nodiscard]] const std::vector<ExpressionType>& result() const noexcept { return result_; }

 private:
  [[nodiscard]] bool make_record(std::size_t address, const Instruction& at, Registers& registers);
  [[nodiscard]] static bool apply_affinities(const Instruction& at, Registers& registers);
  void step(const Instruction& at, const Registers& registers);
  void return_row(const Instruction& at, const Registers& registers);
  void add(ExpressionType& known, const ExpressionType& more);
  [[nodiscard]] ExpressionType call(const Instruction& at, const Registers& registers);
  [[nodiscard]] ExpressionType finish(int accumulator, const std::string& function) const;

  const Program& program_;
  ProgramRecords records_;
  std::vector<ExpressionType> result_;
  std::vector<ExpressionType> watched_;
  std::unordered_map<int, ExpressionType> accumulators_;
  bool changed_ = false;
};

}  // namespace d1odbc
