// Owns: what types the columns of a program's result may have. Never: SQL types, values, SQLite.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "schema/class_set.h"
#include "schema/program.h"

namespace d1odbc {

/// What the records of one table or index hold.
struct StoredRecord {
  std::vector<ExpressionType> columns;  // in the order of the record
  ExpressionType rowid = ExpressionType::of(ClassSet::integer());
};

/// What is stored in the table or index with a root page; nullptr when there is none. The record lives as long as the
/// mirror.
using StoredColumns = std::function<const StoredRecord*(int root_page)>;

/// Follows the program along all its ways at once and gathers what each column of its result may hold: sets of storage
/// classes instead of values, united where ways meet. What is said holds for every run on data that honours the
/// declared types; where anything in the program is not understood, or the work grows beyond a limit (about 20 ms),
/// every column may hold anything.
[[nodiscard]] std::vector<ExpressionType> types_of_result(const Program& program, std::size_t columns,
                                                          const StoredColumns& stored);

/// Follows the program likewise and gathers what the calls of the functions `watching_function(0)` … are given: `calls`
/// of them. A call that is not reached has an empty type, as one that is given NULL; where the program is not
/// understood, each may hold anything.
[[nodiscard]] std::vector<ExpressionType> types_of_arguments(const Program& program, std::size_t calls,
                                                             const StoredColumns& stored);

/// The name of a function of one argument that is in a text only to see what type an expression has where the call
/// stands. The mirror has as many as a text needs; D1 has none.
[[nodiscard]] std::string watching_function(std::size_t number);

}  // namespace d1odbc
