// Owns: what a program packs into records and where it stores them, whatever the order was. Never: registers' own
// values.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "schema/program.h"
#include "schema/program_state.h"
#include "schema/program_types.h"

namespace d1odbc {

/// The records of one program. What a record may hold only grows.
class ProgramRecords {
 public:
  ProgramRecords(const Program& program, const StoredColumns& stored);

  /// Packs the P2 registers from P1, affinities applied, as the MakeRecord at `address` does.
  [[nodiscard]] RegisterValue make(std::size_t address, const Instruction& at, const Registers& registers);

  /// Puts record P2 under cursor P1.
  void store(const Instruction& at, const Registers& registers);

  /// What column P2 of cursor P1 may hold.
  [[nodiscard]] ExpressionType column(const Instruction& at, const Registers& registers) const;

  /// The rowid of the row cursor `number` stands on.
  [[nodiscard]] ExpressionType rowid(int number, const Registers& registers) const;

  /// The record a cursor stands on, packed.
  [[nodiscard]] RegisterValue under_cursor(int number) const;

  /// Whether something was stored since the last call that was not known before.
  [[nodiscard]] bool take_change() noexcept;

 private:
  // Tables: one after the other; the place in the program says which.
  enum class Source : std::uint8_t { Table, Tables, Records, Duplicate, Pseudo, Unknown };
  struct Cursor {
    Source source;
    int operand;  // root page, other cursor, register
    bool operator==(const Cursor&) const = default;
  };
  struct Record {
    std::vector<ExpressionType> columns;
    bool is_unknown = false;  // holds anything in any number of columns
  };

  void open_cursors();
  void open(int number, const Cursor& opened);
  [[nodiscard]] std::optional<Cursor> cursor(int number) const;
  [[nodiscard]] const StoredRecord* stored_under(int number, const Cursor& opened, const Registers& registers) const;
  [[nodiscard]] int record_of_cursor(int number) const;
  [[nodiscard]] ExpressionType column_of_record(int record, int index) const;
  void unite(int into, int from);
  void add(ExpressionType& known, const ExpressionType& more);

  const Program& program_;
  const StoredColumns& stored_;
  std::unordered_map<int, Cursor> cursors_;
  std::unordered_map<int, Record> records_;  // by number: address + 1 of a MakeRecord, or one for each cursor
  bool changed_ = false;
};

}  // namespace d1odbc
