// Owns: random values of each type with fixed seeds, as parameters and as what D1 stores of them. Never: calls ODBC.
#pragma once

#include <string>
#include <vector>

#include "value_model.h"

namespace model {

/// Values of one type as an array of parameters, bound by column.
struct Sample {
  const char* declaration;  // of the column
  Described described;
  SQLSMALLINT c_type;
  SQLSMALLINT sql_type;
  std::size_t size;  // bytes of each parameter
  std::string parameters = {};
  std::vector<SQLLEN> lengths = {};
  std::vector<Stored> stored = {};

  void add(const void* parameter, std::size_t length, Stored value);
  void add_null();
};

[[nodiscard]] Sample integers(std::size_t count);
[[nodiscard]] Sample doubles(std::size_t count);
[[nodiscard]] Sample texts(std::size_t count);
[[nodiscard]] Sample blobs(std::size_t count);
[[nodiscard]] Sample dates(std::size_t count);
[[nodiscard]] Sample timestamps(std::size_t count);
[[nodiscard]] Sample decimals(std::size_t count);
[[nodiscard]] Sample booleans(std::size_t count);
[[nodiscard]] Sample guids(std::size_t count);

}  // namespace model
