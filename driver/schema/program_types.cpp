// Owns: the order in which a program's instructions are visited until nothing new is found. Never: what they do.
#include "schema/program_types.h"

#include <cstdint>
#include <optional>
#include <utility>

#include "schema/program_state.h"
#include "schema/program_walk.h"

namespace d1odbc {

namespace {

// Registers looked at. A SELECT of 20 columns over 5 tables needs about 10,000; 4 million take about 20 ms.
constexpr std::size_t most_work = 4'000'000;
constexpr std::size_t most_memory = 1'000'000;  // registers kept for all places: 8 MB

/// Visits places of a program as long as a visit adds something to what may come there.
class Visitor {
 public:
  Visitor(const Program& program, ProgramWalk& walk)
      : program_(program),
        walk_(walk),
        before_(program.instructions().size()),
        joins_(program.instructions().size()),
        is_waiting_(program.instructions().size()) {}

  /// False: the program cannot be followed, or not within the limits.
  [[nodiscard]] bool run() {
    if (!find_joins()) return false;
    before_[0].emplace();
    wait_for(0);
    do {
      while (!waiting_.empty()) {
        const std::size_t address = waiting_.back();
        waiting_.pop_back();
        is_waiting_[address] = false;
        if (!follow(address)) return false;
      }
      if (walk_.take_change()) wait_for_all();  // what was read before may have changed
    } while (!waiting_.empty());
    return true;
  }

 private:
  /// Marks the places that are reached otherwise than from the instruction before alone.
  [[nodiscard]] bool find_joins() {
    for (std::size_t address = 0; address < joins_.size(); ++address) {
      // What cannot be reached may lead anywhere: that is found out in `follow`.
      if (!program_.successors(address, next_)) continue;
      if (next_.size() == 1 && next_.front() == address + 1) continue;
      for (const std::size_t target : next_) joins_[target] = true;
    }
    return true;
  }

  void wait_for(std::size_t address) {
    if (is_waiting_[address]) return;
    is_waiting_[address] = true;
    waiting_.push_back(address);
  }

  void wait_for_all() {
    for (std::size_t address = 0; address < before_.size(); ++address) {
      if (before_[address]) wait_for(address);
    }
  }

  /// Goes on from a join until the next one.
  [[nodiscard]] bool follow(std::size_t address) {
    Registers registers = *before_[address];
    if (!work(registers.size() + 1)) return false;
    for (;;) {
      if (!work(1) || !walk_.execute(address, registers)) return false;
      if (program_.instructions()[address].opcode->flow == Flow::End) return true;
      if (!program_.successors(address, next_)) return false;
      if (next_.size() != 1 || joins_[next_.front()]) break;
      address = next_.front();
    }
    for (const std::size_t target : next_) {
      if (!arrive(target, registers)) return false;
    }
    return true;
  }

  [[nodiscard]] bool arrive(std::size_t address, const Registers& registers) {
    if (!work(registers.size() + 1)) return false;
    std::optional<Registers>& known = before_[address];
    const bool is_new = !known;
    if (is_new) known.emplace();
    const std::size_t size = known->size();
    const bool changed = known->merge(registers);
    memory_ += known->size() - size;
    if (is_new || changed) wait_for(address);
    return memory_ <= most_memory;
  }

  [[nodiscard]] bool work(std::size_t amount) noexcept {
    work_ += amount;
    return work_ <= most_work;
  }

  const Program& program_;
  ProgramWalk& walk_;
  std::vector<std::optional<Registers>> before_;  // what may come to a join
  std::vector<bool> joins_;
  std::vector<bool> is_waiting_;
  std::vector<std::size_t> waiting_;
  std::vector<std::size_t> next_;
  std::size_t work_ = 0;
  std::size_t memory_ = 0;
};

}  // namespace

std::vector<ExpressionType> types_of_result(const Program& program, std::size_t columns, const StoredColumns& stored) {
  ProgramWalk walk(program, columns, stored);
  if (Visitor(program, walk).run()) return walk.result();
  return std::vector<ExpressionType>(columns, ExpressionType::of(ClassSet::anything()));
}

std::vector<ExpressionType> types_of_arguments(const Program& program, std::size_t calls, const StoredColumns& stored) {
  ProgramWalk walk(program, 0, stored);
  walk.watch(calls);
  if (Visitor(program, walk).run()) return walk.watched();
  return std::vector<ExpressionType>(calls, ExpressionType::of(ClassSet::anything()));
}

}  // namespace d1odbc
