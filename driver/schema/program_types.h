// Owns: what types the columns of a program's result may have. Never: SQL types, values, SQLite.
#pragma once

#include <functional>
#include <vector>

#include "schema/class_set.h"
#include "schema/program.h"

namespace d1odbc {

/// The classes of what is stored in the table or index with a root page, in the order of its records; nullptr when
/// there is none. The vector lives as long as the mirror.
using StoredColumns = std::function<const std::vector<ClassSet>*(int root_page)>;

/// Follows the program along all its ways at once and gathers what each column of its result may hold: sets of storage
/// classes instead of values, united where ways meet. What is said holds for every run on data that honours the
/// declared types; where anything in the program is not understood, or the work grows beyond a limit (about 20 ms),
/// every column may hold anything.
[[nodiscard]] std::vector<ExpressionType> types_of_result(const Program& program, std::size_t columns,
                                                          const StoredColumns& stored);

}  // namespace d1odbc
