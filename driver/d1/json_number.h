// Owns: writing numbers as JSON. Never: reads JSON (number_text does), decides how a value travels.
#pragma once

#include <cstdint>
#include <string>

namespace d1odbc {

/// Appends the decimal digits.
void append_json_integer(std::string& out, std::int64_t number);

/// Appends the shortest number that reads back bit for bit, always with '.' or an exponent, so that SQLite's JSON
/// functions take it for a REAL; ±infinity as ±9e999, which SQLite reads so, and a JSON parser of JavaScript too.
/// Precondition: it is a number.
void append_json_real(std::string& out, double number);

}  // namespace d1odbc
