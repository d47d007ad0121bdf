// Owns: reading one set of bound parameters out of the application's buffers. Never: sends, rewrites SQL.
#pragma once

#include <cstddef>
#include <vector>

#include "descriptor/descriptor_data.h"
#include "execute/bound_value.h"
#include "execute/data_at_execution.h"
#include "value/value.h"

namespace d1odbc {

/// The values of parameter set `set` (from 0), one for each of `count` parameters. `supplied` holds the data that came
/// through SQLPutData. Throws OdbcError: 07002 when fewer are bound, and what read_bound_value throws; the text names
/// the parameter, and the set (from 1) where the APD has an array of them.
[[nodiscard]] std::vector<Value> read_parameter_set(const DescriptorData& apd, const DescriptorData& ipd,
                                                    std::size_t count, std::size_t set,
                                                    const SuppliedValues& supplied = {});

/// Whether the application left a set out (SQL_ATTR_PARAM_OPERATION_PTR).
[[nodiscard]] bool is_ignored_set(const DescriptorData& apd, std::size_t set) noexcept;

/// The parameters of all sets whose data will come through SQLPutData, in the order SQLParamData asks for them. Throws
/// OdbcError 07002 when fewer parameters are bound than `count`, HY003.
[[nodiscard]] std::vector<DataAtExecution::Item> parameters_at_execution(const DescriptorData& apd,
                                                                         const DescriptorData& ipd, std::size_t count,
                                                                         std::size_t sets);

}  // namespace d1odbc
