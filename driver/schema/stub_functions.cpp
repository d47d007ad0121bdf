// Owns: the table of D1's functions that a build or version of SQLite may lack, or that the mirror must tell apart by
// the number of their arguments. Never: other functions that all have.
#include "schema/stub_functions.h"

#include <fmt/core.h>

#include <array>
#include <cstdint>
#include <string>

#include "schema/sqlite_handle.h"

namespace d1odbc {

namespace {

enum class Kind : std::uint8_t { Scalar, Aggregate };

struct StubFunction {
  const char* name;
  int arity;   // -1: any number of arguments
  int sample;  // arguments of the call that is compiled to see whether the function is there
  Kind kind = Kind::Scalar;
};

// In place of a sample: the function is added even though it is there.
constexpr int counted = -1;

constexpr std::array stubs{
    // newer than 3.40
    StubFunction{"concat", -1, 1},
    StubFunction{"concat_ws", -1, 2},
    StubFunction{"iif", 2, 2},  // not -1: that would take iif(a, b, c) from SQLite, which compiles it to branches
    StubFunction{"iif", 4, 4},
    StubFunction{"iif", 5, 5},
    StubFunction{"iif", 6, 6},
    StubFunction{"iif", 7, 7},
    StubFunction{"iif", 8, 8},
    StubFunction{"if", 2, 2},
    StubFunction{"if", 3, 3},
    StubFunction{"if", 4, 4},
    StubFunction{"if", 5, 5},
    StubFunction{"if", 6, 6},
    StubFunction{"if", 7, 7},
    StubFunction{"if", 8, 8},
    StubFunction{"octet_length", 1, 1},
    StubFunction{"string_agg", 2, 2, Kind::Aggregate},
    StubFunction{"timediff", 2, 2},
    StubFunction{"unhex", 1, 1},
    StubFunction{"unhex", 2, 2},
    StubFunction{"unixepoch", -1, 1},
    StubFunction{"json_valid", 2, 2},
    StubFunction{"jsonb", 1, 1},
    StubFunction{"jsonb_array", -1, 1},
    StubFunction{"jsonb_extract", -1, 2},
    StubFunction{"jsonb_group_array", 1, 1, Kind::Aggregate},
    StubFunction{"jsonb_group_object", 2, 2, Kind::Aggregate},
    StubFunction{"jsonb_insert", -1, 3},
    StubFunction{"jsonb_object", -1, 2},
    StubFunction{"jsonb_patch", 2, 2},
    StubFunction{"jsonb_remove", -1, 2},
    StubFunction{"jsonb_replace", -1, 3},
    StubFunction{"jsonb_set", -1, 3},
    // builds without SQLITE_ENABLE_MATH_FUNCTIONS
    StubFunction{"acos", 1, 1},
    StubFunction{"acosh", 1, 1},
    StubFunction{"asin", 1, 1},
    StubFunction{"asinh", 1, 1},
    StubFunction{"atan", 1, 1},
    StubFunction{"atan2", 2, 2},
    StubFunction{"atanh", 1, 1},
    StubFunction{"ceil", 1, 1},
    StubFunction{"cos", 1, 1},
    StubFunction{"cosh", 1, 1},
    StubFunction{"degrees", 1, 1},
    StubFunction{"exp", 1, 1},
    StubFunction{"floor", 1, 1},
    StubFunction{"ln", 1, 1},
    StubFunction{"log", 1, 1},
    StubFunction{"log", 2, 2},
    StubFunction{"log2", 1, 1},
    StubFunction{"mod", 2, 2},
    StubFunction{"pi", 0, 0},
    StubFunction{"pow", 2, 2},
    StubFunction{"radians", 1, 1},
    StubFunction{"sin", 1, 1},
    StubFunction{"sinh", 1, 1},
    StubFunction{"sqrt", 1, 1},
    StubFunction{"tan", 1, 1},
    StubFunction{"tanh", 1, 1},
    StubFunction{"trunc", 1, 1},
    // builds without JSON
    StubFunction{"json", 1, 1},
    StubFunction{"json_array", -1, 1},
    StubFunction{"json_array_length", -1, 1},
    StubFunction{"json_extract", -1, 2},
    StubFunction{"json_group_array", 1, 1, Kind::Aggregate},
    StubFunction{"json_group_object", 2, 2, Kind::Aggregate},
    StubFunction{"json_insert", -1, 3},
    StubFunction{"json_object", -1, 2},
    StubFunction{"json_patch", 2, 2},
    StubFunction{"json_quote", 1, 1},
    StubFunction{"json_remove", -1, 2},
    StubFunction{"json_replace", -1, 3},
    StubFunction{"json_set", -1, 3},
    StubFunction{"json_type", -1, 1},
    StubFunction{"json_valid", 1, 1},
    // SQLite has these for any number of arguments, and its programs do not tell how many there were; they do for
    // functions of a fixed number (see function_classes.h)
    StubFunction{"max", 2, counted},
    StubFunction{"max", 3, counted},
    StubFunction{"max", 4, counted},
    StubFunction{"max", 5, counted},
    StubFunction{"max", 6, counted},
    StubFunction{"max", 7, counted},
    StubFunction{"max", 8, counted},
    StubFunction{"min", 2, counted},
    StubFunction{"min", 3, counted},
    StubFunction{"min", 4, counted},
    StubFunction{"min", 5, counted},
    StubFunction{"min", 6, counted},
    StubFunction{"min", 7, counted},
    StubFunction{"min", 8, counted},
    // full-text search
    StubFunction{"bm25", -1, 1},
    StubFunction{"highlight", -1, 4},
    StubFunction{"match", 2, 2},
    StubFunction{"snippet", -1, 6},
};

void give_null(sqlite3_context* context, int, sqlite3_value**) noexcept { sqlite3_result_null(context); }
void take_row(sqlite3_context*, int, sqlite3_value**) noexcept {}
void finish(sqlite3_context* context) noexcept { sqlite3_result_null(context); }

bool is_there(sqlite3& connection, const StubFunction& stub) {
  std::string arguments;
  for (int count = 0; count < stub.sample; ++count) arguments += count == 0 ? "NULL" : ",NULL";
  return prepare_sqlite(connection, fmt::format("SELECT {}({})", stub.name, arguments)).code == SQLITE_OK;
}

int add(sqlite3& connection, const StubFunction& stub) noexcept {
  constexpr int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
  if (stub.kind == Kind::Aggregate) {
    return sqlite3_create_window_function(&connection, stub.name, stub.arity, flags, nullptr, take_row, finish, finish,
                                          take_row, nullptr);
  }
  return sqlite3_create_function_v2(&connection, stub.name, stub.arity, flags, nullptr, give_null, nullptr, nullptr,
                                    nullptr);
}

}  // namespace

void add_stub_functions(sqlite3& connection) {
  for (const StubFunction& stub : stubs) {
    if (stub.sample != counted && is_there(connection, stub)) continue;
    const int code = add(connection, stub);
    if (code != SQLITE_OK) throw_sqlite_error(connection, code, stub.name);
  }
}

void add_stub_function(sqlite3& connection, const std::string& name) {
  const int code = add(connection, {.name = name.c_str(), .arity = 1, .sample = 1});
  if (code != SQLITE_OK) throw_sqlite_error(connection, code, name);
}

}  // namespace d1odbc
