// Owns: making a batch fail on purpose, with a word that comes back. Never: when a batch is to fail.
#pragma once

#include <string>
#include <string_view>

namespace d1odbc {

/// An expression that always fails where it is evaluated, so that D1 undoes the whole batch. D1 says nothing about a
/// batch that fails, but the error's text: the value of `word`, a text that is SQL and begins with a letter, is in it.
[[nodiscard]] std::string failing_expression(std::string_view word);

}  // namespace d1odbc
