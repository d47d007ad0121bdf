// Owns: the JSON body of /raw. Never: rewrites SQL.
#include "d1/request_body.h"

#include <cmath>
#include <cstddef>

#include "d1/json_number.h"
#include "d1/json_text.h"
#include "error/odbc_error.h"

namespace d1odbc {

namespace {

constexpr std::size_t bytes_of_json_in_a_blob_byte = 4;  // "255,"; texts rarely grow
constexpr std::size_t room_for_a_scalar = 32;

void append_real(std::string& out, double number) {
  if (!std::isfinite(number)) {
    throw OdbcError{State::NumericOutOfRange, "NaN and infinity cannot be sent to D1 as a parameter."};
  }
  append_json_real(out, number);
}

void append_blob(std::string& out, std::string_view bytes) {
  out += '[';
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i != 0) out += ',';
    append_json_integer(out, static_cast<unsigned char>(bytes[i]));
  }
  out += ']';
}

// A JSON number binds as REAL whatever it looks like, so an integer goes as text (d1-api 7).
void append_integer(std::string& out, std::int64_t number) {
  out += '"';
  append_json_integer(out, number);
  out += '"';
}

void append_parameter(std::string& out, const ValueView& value) {
  switch (value.storage) {
    case StorageClass::Null:
      out += "null";
      break;
    case StorageClass::Integer:
      append_integer(out, value.integer);
      break;
    case StorageClass::Real:
      append_real(out, value.real);
      break;
    case StorageClass::Text:
      append_json_string(out, value.bytes);
      break;
    case StorageClass::Blob:
      append_blob(out, value.bytes);
      break;
  }
}

void append_statement(std::string& out, const D1Statement& statement) {
  out += R"({"sql":)";
  append_json_string(out, statement.sql);
  out += R"(,"params":[)";
  for (std::size_t i = 0; i < statement.parameters.size(); ++i) {
    if (i != 0) out += ',';
    append_parameter(out, statement.parameters[i].view());
  }
  out += "]}";
}

std::size_t estimated_size(std::span<const D1Statement> statements) {
  std::size_t size = room_for_a_scalar;
  for (const D1Statement& statement : statements) {
    size += statement.sql.size() + room_for_a_scalar;
    for (const Value& parameter : statement.parameters) {
      const std::size_t growth = parameter.storage() == StorageClass::Blob ? bytes_of_json_in_a_blob_byte : 1;
      size += parameter.view().bytes.size() * growth + room_for_a_scalar;
    }
  }
  return size;
}

}  // namespace

std::string write_request_body(std::span<const D1Statement> statements) {
  std::string out;
  out.reserve(estimated_size(statements));
  if (statements.size() == 1) {
    append_statement(out, statements.front());
    return out;
  }
  out += R"({"batch":[)";
  for (std::size_t i = 0; i < statements.size(); ++i) {
    if (i != 0) out += ',';
    append_statement(out, statements[i]);
  }
  out += "]}";
  return out;
}

}  // namespace d1odbc
