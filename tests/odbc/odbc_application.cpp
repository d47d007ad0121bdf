// Owns: the application side of ODBC calls that tests repeat. Never: a test.
#include "odbc_application.h"

#include <array>

namespace application {

namespace {

constexpr std::size_t longest_message = 4096;  // characters
constexpr SQLSMALLINT most_records = 50;
constexpr bool wide_is_utf16 = sizeof(SQLWCHAR) == 2;

/// The code point at `at` of UTF-16, and `at` behind it; a surrogate without its pair is given as it is.
char32_t next_point(std::u16string_view text, std::size_t& at) {
  const char32_t first = text[at++];
  const bool is_pair = first >= 0xD800 && first < 0xDC00 && at < text.size() && text[at] >= 0xDC00 && text[at] < 0xE000;
  return is_pair ? 0x10000 + ((first - 0xD800) << 10U) + (text[at++] - 0xDC00U) : first;
}

void append_utf16(std::u16string& units, char32_t point) {
  if (point < 0x10000) {
    units += static_cast<char16_t>(point);
  } else {
    units += static_cast<char16_t>(0xD800 + ((point - 0x10000) >> 10U));
    units += static_cast<char16_t>(0xDC00 + ((point - 0x10000) & 0x3FFU));
  }
}

}  // namespace

namespace {

/// The records that iODBC makes itself have the SQLSTATEs of ODBC 2 for every application; here they are those of
/// ODBC 3.
std::string state_of(const std::string& state, const std::string& text) {
  if (!text.starts_with("[iODBC][Driver Manager]") || !state.starts_with("S1")) return state;
  const bool is_number = state == "S1002" || state == "S1093";  // of a column or parameter
  return is_number ? "07009" : "HY" + state.substr(2);
}

}  // namespace

std::vector<Diagnostic> diagnostics(SQLSMALLINT kind, SQLHANDLE handle) {
  std::vector<Diagnostic> records;
  for (SQLSMALLINT number = 1; number <= most_records; ++number) {
    std::array<SQLCHAR, SQL_SQLSTATE_SIZE + 1> state{};
    std::array<SQLCHAR, longest_message> message{};
    Diagnostic record;
    SQLSMALLINT length = 0;
    const SQLRETURN code = SQLGetDiagRec(kind, handle, number, state.data(), &record.native, message.data(),
                                         static_cast<SQLSMALLINT>(message.size()), &length);
    if (!SQL_SUCCEEDED(code)) break;
    record.text = reinterpret_cast<const char*>(message.data());
    record.state = state_of(reinterpret_cast<const char*>(state.data()), record.text);
    records.push_back(record);
  }
  return records;
}

Handle::Handle(SQLSMALLINT kind, SQLHANDLE parent) : kind_(kind) {
  REQUIRE(SQLAllocHandle(kind, parent, &handle_) == SQL_SUCCESS);
  REQUIRE(handle_ != SQL_NULL_HANDLE);
}

Handle::~Handle() { free(); }

SQLRETURN Handle::free() {
  if (handle_ == SQL_NULL_HANDLE) return SQL_SUCCESS;
  const SQLRETURN code = SQLFreeHandle(kind_, handle_);
  if (code == SQL_SUCCESS) handle_ = SQL_NULL_HANDLE;
  return code;
}

std::string Handle::text() const {
  const std::vector<Diagnostic> records = diagnostics();
  return records.empty() ? "" : records.front().text;
}

SQLINTEGER Handle::native() const {
  const std::vector<Diagnostic> records = diagnostics();
  return records.empty() ? 0 : records.front().native;
}

Environment::Environment(SQLINTEGER version) : Handle(SQL_HANDLE_ENV, SQL_NULL_HANDLE) {
  const auto value = reinterpret_cast<SQLPOINTER>(static_cast<SQLULEN>(version));
  REQUIRE_SUCCESS(*this, SQLSetEnvAttr(*this, SQL_ATTR_ODBC_VERSION, value, 0));
}

Connection::~Connection() { SQLDisconnect(*this); }

SQLRETURN Connection::connect(const std::string& text, SQLUSMALLINT completion, std::string* completed) {
  std::array<SQLCHAR, longest_message> out{};
  SQLSMALLINT length = 0;
  const SQLRETURN code = SQLDriverConnect(*this, nullptr, narrow(text), SQL_NTS, out.data(),
                                          static_cast<SQLSMALLINT>(out.size()), &length, completion);
  if (completed != nullptr) *completed = reinterpret_cast<const char*>(out.data());
  return code;
}

SQLRETURN Statement::execute(const std::string& sql) {
  return SQLExecDirect(*this, narrow(sql), static_cast<SQLINTEGER>(sql.size()));
}

SQLRETURN Statement::prepare(const std::string& sql) {
  return SQLPrepare(*this, narrow(sql), static_cast<SQLINTEGER>(sql.size()));
}

void Statement::run(const std::string& sql) {
  INFO(sql);
  const SQLRETURN code = execute(sql);
  INFO(all_texts(*this));
  REQUIRE((code == SQL_SUCCESS || code == SQL_NO_DATA));
  close();
}

void Statement::set(SQLINTEGER attribute, SQLULEN value) { set_place(attribute, reinterpret_cast<void*>(value)); }

void Statement::set_place(SQLINTEGER attribute, void* place) {
  CAPTURE(attribute);
  REQUIRE_SUCCESS(*this, SQLSetStmtAttr(*this, attribute, place, 0));
}

std::optional<std::string> Statement::text_at(SQLUSMALLINT column) {
  std::string whole;
  for (SQLRETURN code = SQL_SUCCESS_WITH_INFO; code == SQL_SUCCESS_WITH_INFO;) {
    std::array<char, 257> piece{};
    SQLLEN left = 0;
    code = SQLGetData(*this, column, SQL_C_CHAR, piece.data(), static_cast<SQLLEN>(piece.size()), &left);
    INFO(all_texts(*this));
    REQUIRE(SQL_SUCCEEDED(code));
    if (left == SQL_NULL_DATA) return std::nullopt;
    const std::size_t room = piece.size() - 1;
    whole.append(piece.data(), code == SQL_SUCCESS ? static_cast<std::size_t>(left) : room);
  }
  return whole;
}

SQLBIGINT Statement::integer_at(SQLUSMALLINT column) {
  SQLBIGINT value = 0;
  SQLLEN indicator = 0;
  REQUIRE_SUCCESS(*this, SQLGetData(*this, column, SQL_C_SBIGINT, &value, sizeof value, &indicator));
  REQUIRE(indicator == sizeof value);
  return value;
}

std::string Statement::value_of(const std::string& sql) {
  INFO(sql);
  REQUIRE_SUCCESS(*this, execute(sql));
  REQUIRE_SUCCESS(*this, SQLFetch(*this));
  const std::string value = text_at(1).value_or("NULL");
  close();
  return value;
}

SQLLEN Statement::row_count() {
  SQLLEN count = -2;
  REQUIRE_SUCCESS(*this, SQLRowCount(*this, &count));
  return count;
}

Parameter Parameter::wide(std::u16string_view value) {
  WideText units(value);
  return of(std::string_view(reinterpret_cast<const char*>(units.data()), units.bytes()));
}

SQLRETURN Parameter::bind(const Statement& statement, SQLUSMALLINT number, SQLSMALLINT c_type, SQLSMALLINT sql_type) {
  return SQLBindParameter(statement, number, SQL_PARAM_INPUT, c_type, sql_type, bytes.empty() ? 1 : bytes.size(), 0,
                          bytes.data(), static_cast<SQLLEN>(bytes.size()), &indicator);
}

std::string outcome(SQLRETURN code, const Handle& handle) {
  const auto with_state = [&](const char* name) {
    const std::vector<Diagnostic> records = handle.diagnostics();
    return std::string(name) + " " + (records.empty() ? "without a diagnostic" : records.front().state);
  };
  switch (code) {
    case SQL_SUCCESS:
      return "SUCCESS";
    case SQL_SUCCESS_WITH_INFO:
      return with_state("SUCCESS_WITH_INFO");
    case SQL_ERROR:
      return with_state("ERROR");
    case SQL_NO_DATA:
      return "NO_DATA";
    case SQL_NEED_DATA:
      return "NEED_DATA";
    case SQL_INVALID_HANDLE:
      return "INVALID_HANDLE";
    default:
      return "code " + std::to_string(code);
  }
}

std::string all_texts(const Handle& handle) {
  std::string all;
  for (const Diagnostic& record : handle.diagnostics()) {
    all += "[" + record.state + "] (" + std::to_string(record.native) + ") " + record.text + "\n";
  }
  return all;
}

SQLCHAR* narrow(const std::string& text) { return reinterpret_cast<SQLCHAR*>(const_cast<char*>(text.c_str())); }

WideText::WideText(std::u16string_view text) {
  for (std::size_t at = 0; at < text.size();)
    units_.push_back(static_cast<SQLWCHAR>(wide_is_utf16 ? char32_t{text[at++]} : next_point(text, at)));
  units_.push_back(0);
}

std::u16string utf16(const SQLWCHAR* text, std::size_t units) {
  std::u16string whole;
  for (std::size_t at = 0; at < units; ++at) append_utf16(whole, static_cast<char32_t>(text[at]));
  return whole;
}

std::u16string utf16(const SQLWCHAR* text) {
  std::size_t units = 0;
  while (text[units] != 0) ++units;
  return utf16(text, units);
}

std::string utf8(std::u16string_view text) {
  std::string bytes;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t point = next_point(text, at);
    const int following = point < 0x80 ? 0 : point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
    constexpr std::array<unsigned, 4> lead{0, 0xC0, 0xE0, 0xF0};
    bytes += static_cast<char>(lead[static_cast<std::size_t>(following)] |
                               (point >> (6U * static_cast<unsigned>(following))));
    for (int left = following - 1; left >= 0; --left)
      bytes += static_cast<char>(0x80U | ((point >> (6U * static_cast<unsigned>(left))) & 0x3FU));
  }
  return bytes;
}

std::u16string utf16(std::string_view text) {
  std::u16string units;
  for (std::size_t at = 0; at < text.size();) {
    const auto first = static_cast<unsigned char>(text[at++]);
    const int following = first < 0x80 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
    char32_t point = following == 0 ? first : first & (0x3FU >> static_cast<unsigned>(following));
    for (int left = following; left > 0; --left)
      point = (point << 6U) | (static_cast<unsigned char>(text[at++]) & 0x3FU);
    append_utf16(units, point);
  }
  return units;
}

}  // namespace application
