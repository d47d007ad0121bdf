// Owns: every exported function as one kind of call: a handle, and zero for everything else. Never: a test.
#pragma once

#include <functional>
#include <string>
#include <tuple>
#include <type_traits>
#include <vector>

#include "odbc_application.h"

#ifndef SQL_API_SQLCOMPLETEASYNC
#define SQL_API_SQLCOMPLETEASYNC 1551
#endif
extern "C" SQLRETURN SQL_API SQLCompleteAsync(SQLSMALLINT kind, SQLHANDLE handle, RETCODE* code);

namespace direct {

enum class Takes { NoHandle, Handle, KindAndHandle };

/// One exported function. `call` passes the handle (and its kind, where the function takes one) and zeros.
struct EntryPoint {
  std::string name;
  SQLUSMALLINT id;
  bool is_built;
  Takes takes;
  std::function<SQLRETURN(SQLSMALLINT kind, SQLHANDLE handle)> call;
};

template <class... Arguments>
EntryPoint entry_point(const char* name, SQLUSMALLINT id, bool is_built, SQLRETURN (*function)(Arguments...)) {
  using All = std::tuple<Arguments...>;
  using First = std::tuple_element_t<0, All>;
  constexpr Takes takes = std::is_same_v<First, SQLHANDLE>     ? Takes::Handle
                          : std::is_same_v<First, SQLSMALLINT> ? Takes::KindAndHandle
                                                               : Takes::NoHandle;
  return {name, id, is_built, takes, [function]([[maybe_unused]] SQLSMALLINT kind, [[maybe_unused]] SQLHANDLE handle) {
            All arguments{};
            if constexpr (takes == Takes::Handle) std::get<0>(arguments) = handle;
            if constexpr (takes == Takes::KindAndHandle) {
              std::get<0>(arguments) = kind;
              std::get<1>(arguments) = handle;
            }
            return std::apply(function, arguments);
          }};
}

/// The rows of driver/api/functions.def, a row for each form.
[[nodiscard]] inline std::vector<EntryPoint> entry_points() {
  std::vector<EntryPoint> all;
  constexpr bool Built = true;
  constexpr bool Later = false;
#define ENTRY_OF_Ansi(name, id, stage) all.push_back(entry_point(#name, id, stage, &name));
#define ENTRY_OF_AnsiAndWide(name, id, stage) \
  ENTRY_OF_Ansi(name, id, stage) all.push_back(entry_point(#name "W", id, stage, &name##W));
#define D1ODBC_FUNCTION(name, id, forms, stage) ENTRY_OF_##forms(name, id, stage)
#include "api/functions.def"
#undef D1ODBC_FUNCTION
#undef ENTRY_OF_AnsiAndWide
#undef ENTRY_OF_Ansi
  return all;
}

/// The kind of handle that a function takes first; functions that are told the kind have none here.
[[nodiscard]] SQLSMALLINT kind_of(const std::string& name);

}  // namespace direct
