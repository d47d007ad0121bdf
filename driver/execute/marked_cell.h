// Owns: how a cell travels through D1's JSON without loss: its SQL and its reading. Never: whole statements, columns.
#pragma once

#include <string>
#include <string_view>

#include "value/value.h"

namespace d1odbc {

/// An expression for the value of `column` that D1's JSON can neither round nor mistake for another storage class:
/// integers as 'i12', texts as 't…', infinities and -0.0 as 'rInf', 'r-Inf', 'r-0.0', other reals, blobs and NULL as
/// they are. `column` is SQL that gives the same value each time it is evaluated: it stands there several times.
[[nodiscard]] std::string marked_cell(std::string_view column);

/// The value that came through `marked_cell`, as D1 stores it; texts and blobs are views of the cell's. Throws
/// OdbcError 08S01 for a cell that is none.
[[nodiscard]] ValueView read_marked(const ValueView& cell);

}  // namespace d1odbc
