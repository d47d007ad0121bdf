// Owns: reading one set of bound parameters out of the application's buffers. Never: sends, rewrites SQL.
#pragma once

#include <cstddef>
#include <vector>

#include "descriptor/descriptor_data.h"
#include "value/value.h"

namespace d1odbc {

/// The values of parameter set `set` (from 0), one for each of `count` parameters. Throws OdbcError: 07002 when fewer
/// are bound, 07S01 (SQL_DEFAULT_PARAM), HY090 (a bad length), HYC00 (data at execution) and what the conversions
/// throw; the text names the parameter.
[[nodiscard]] std::vector<Value> read_parameter_set(const DescriptorData& apd, const DescriptorData& ipd,
                                                    std::size_t count, std::size_t set);

}  // namespace d1odbc
