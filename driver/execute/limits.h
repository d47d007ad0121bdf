// Owns: refusing what D1 would refuse by its limits, before anything is sent. Never: limits of values: D1 judges those.
#pragma once

#include <cstddef>
#include <span>

#include "d1/request_body.h"

namespace d1odbc {

/// Throws OdbcError 42000, as for D1's own refusal, when a statement has more than 100 parameters or more than 100,000
/// bytes; the text says which limit, how far beyond it and what to do. `D1Statement`s are what is sent: a marker that
/// is used twice counts once.
void refuse_beyond_limits(std::span<const D1Statement> statements);

/// The same for a result of more than 100 columns.
void refuse_too_many_columns(std::size_t columns);

}  // namespace d1odbc
