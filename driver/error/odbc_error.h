// Owns: the one exception of the driver. Never: holds a secret, a stack of layers, or decides a return code.
#pragma once

#include <fmt/core.h>

#include <cstdint>
#include <exception>
#include <string>
#include <utility>

#include "error/sqlstate.h"

namespace d1odbc {

/// An error for the application: a SQLSTATE, a text that says what was wrong (with the value) and what to do where that
/// is known, and the data source's own code. Thrown anywhere below `api`; turned into a diagnostic record once, by the
/// guard. Text in UTF-8; it must never hold a token or a bound value that was not asked to be shown.
class OdbcError : public std::exception {
 public:
  template <class... Arguments>
  OdbcError(State state, fmt::format_string<Arguments...> text, Arguments&&... arguments)
      : state_(state), text_(fmt::format(text, std::forward<Arguments>(arguments)...)) {}

  /// The same with the data source's code (D1's `errors[0].code`; 0 for errors of the driver itself).
  [[nodiscard]] static OdbcError from_source(State state, std::int32_t native_code, std::string text) {
    OdbcError error(state, "{}", std::move(text));
    error.native_code_ = native_code;
    return error;
  }

  [[nodiscard]] State state() const noexcept { return state_; }
  [[nodiscard]] std::int32_t native_code() const noexcept { return native_code_; }
  [[nodiscard]] const std::string& text() const noexcept { return text_; }
  [[nodiscard]] const char* what() const noexcept override { return text_.c_str(); }

 private:
  State state_;
  std::int32_t native_code_ = 0;
  std::string text_;
};

}  // namespace d1odbc
