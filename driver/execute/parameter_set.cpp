// Owns: which buffers are the parameters of a set. Never: the buffers' arithmetic (bound_value does).
#include "execute/parameter_set.h"

#include <fmt/format.h>

#include <string>

#include "error/odbc_error.h"

namespace d1odbc {

namespace {

/// A parameter's two records.
struct Bound {
  const DescriptorRecord& buffer;
  const DescriptorRecord& type;
};

Bound bound_parameter(const DescriptorData& apd, const DescriptorData& ipd, std::size_t number, std::size_t count) {
  const DescriptorRecord* buffer = apd.bound(number);
  const DescriptorRecord* type = ipd.described(number);
  if (buffer == nullptr || type == nullptr) {
    throw OdbcError(State::CountFieldIncorrect, "Parameter {} is not bound; the statement has {}.", number, count);
  }
  return {*buffer, *type};
}

}  // namespace

std::vector<Value> read_parameter_set(const DescriptorData& apd, const DescriptorData& ipd, std::size_t count,
                                      std::size_t set, const SuppliedValues& supplied) {
  std::vector<Value> values;
  values.reserve(count);
  for (std::size_t number = 1; number <= count; ++number) {
    const Bound bound = bound_parameter(apd, ipd, number, count);
    const auto data = supplied.find({set, number});
    try {
      values.push_back(read_bound_value(apd.header, bound.buffer, bound.type.concise_type, set,
                                        data == supplied.end() ? nullptr : &data->second));
    } catch (const OdbcError& error) {
      throw OdbcError(error.state(), "Parameter {}: {}", number, error.text());
    }
  }
  return values;
}

bool is_ignored_set(const DescriptorData& apd, std::size_t set) noexcept {
  return apd.header.array_status != nullptr && apd.header.array_status[set] == SQL_PARAM_IGNORE;
}

std::vector<DataAtExecution::Item> parameters_at_execution(const DescriptorData& apd, const DescriptorData& ipd,
                                                           std::size_t count, std::size_t sets) {
  std::vector<DataAtExecution::Item> items;
  for (std::size_t set = 0; set < sets; ++set) {
    if (is_ignored_set(apd, set)) continue;
    for (std::size_t number = 1; number <= count; ++number) {
      const Bound bound = bound_parameter(apd, ipd, number, count);
      if (!is_data_at_execution(apd.header, bound.buffer, set)) continue;
      const CTypeFacts& c_type = bound_c_type(bound.buffer, bound.type.concise_type);
      items.push_back({set, number, bound_address(apd.header, bound.buffer, set, c_type), &c_type});
    }
  }
  return items;
}

}  // namespace d1odbc
