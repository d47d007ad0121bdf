// Owns: the table of SQLite's instructions: where each goes next and what it writes. Never: reads or walks a program.
#pragma once

#include <cstdint>
#include <string_view>

namespace d1odbc {

/// Where a program goes after an instruction (P1 … P3 are its operands).
enum class Flow : std::uint8_t {
  Next,
  Branch,         // P2 or the next; a P2 of 0 is no place
  Jump,           // P2
  ThreeWay,       // P1, P2 or P3
  Gosub,          // P2; register P1 keeps the way back
  ReturnAddress,  // the next; register P2 keeps address P1, which may be a way back
  Return,         // after each Gosub of register P1; the next as well where P3 says so
  InitCoroutine,  // P2, or the next when that is 0; register P1 keeps the entry P3
  Yield,          // to the other side of coroutine P1
  EndCoroutine,   // to the P2 of each Yield of register P1 that has one
  End,
};

/// What an instruction writes.
enum class Result : std::uint8_t {
  None,
  Integer1,       // an integer into register P1
  Integer2,       // … P2
  Integer3,       // … P3
  Collation,      // an integer into register P1 unless that is 0
  Real2,          // a real into P2
  Text2,          // text P4 into P2
  TextOrBlob2,    // text or, where P3 is not 0, perhaps a blob into P2
  Blob2,          // a blob into P2
  Anything2,      // something unknown into P2
  Anything3,      // … P3 unless that is 0
  Null,           // NULL into P2 … P3
  Null1,          // NULL into P1
  Null3,          // NULL into P3 unless that is 0
  Copy,           // registers P1 … P1+P3 into P2 …
  Move,           // P3 registers from P1 into P2 …
  ShallowCopy,    // P1 into P2
  Cast,           // P1 cast to the affinity P2
  Affinity,       // the affinities P4 applied to the P2 registers from P1
  RealAffinity,   // P1: an integer becomes a real
  WholeNumber,    // P1: what is a whole number becomes an integer
  TypeCheck,      // the P2 registers from P1 take the types of a STRICT table
  MakeRecord,     // the P2 registers from P1, with the affinities P4, as a record into P3
  Arithmetic,     // P2 op P1 into P3
  Text3,          // text into P3
  Function,       // function P4 of the registers from P2 into P3
  Step,           // function P4 of the P5 registers from P2 takes a row; accumulator P3
  Final,          // accumulator P1 becomes the result of function P4
  Current,        // the result of accumulator P1, function P4, into P3
  Column,         // column P2 of cursor P1 into P3
  Rowid,          // the rowid under cursor P1 into P2
  RowData,        // the record under cursor P1 into P2
  Store,          // record P2 goes into cursor P1
  Row,            // the P2 registers from P1 are a row of the result
  OpenTable,      // cursor P1 on the table or index with root page P2
  OpenRecords,    // cursor P1 on records that the program itself stores; Null3 as well
  OpenDuplicate,  // cursor P1 on what cursor P2 has
  OpenPseudo,     // cursor P1 on the record in register P2
  OpenUnknown,    // cursor P1 on a virtual table
};

struct Opcode {
  std::string_view name;
  Flow flow;
  Result result;
};

/// The row of the instruction `name`, or nullptr: it is newer than this table, or belongs to statements without
/// results; nothing may be said of a program that has one.
[[nodiscard]] const Opcode* find_opcode(std::string_view name) noexcept;

}  // namespace d1odbc
