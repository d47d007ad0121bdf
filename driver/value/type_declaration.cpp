// Owns: reading a column's declared type ("VARCHAR(20)") by its words, else by SQLite's rules of affinity. Never: sizes
// that depend on the type alone (column_type.cpp has them), values.
#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "value/column_type.h"

namespace d1odbc {

namespace {

// A declared length beyond this is told as a long type, so that no program allocates what a declaration dreams of.
constexpr std::uint32_t longest_bounded = 65535;
// SQL_NUMERIC_STRUCT holds 38 digits.
constexpr std::uint32_t most_digits = 38;
constexpr std::uint32_t most_fraction_digits = 9;
// No declared type of a person's making is longer; the text comes from the server.
constexpr std::size_t longest_declaration = 1024;
constexpr std::size_t longest_name = 128;

struct Keyword {
  std::string_view words;
  SQLSMALLINT sql_type;  // with a length or precision; what happens without one is in `with_arguments`
};

// Words as SQLite users and the dialects they come from write them.
constexpr std::array keywords = {
    Keyword{"INTEGER", SQL_BIGINT},
    Keyword{"BIGINT", SQL_BIGINT},
    Keyword{"INT8", SQL_BIGINT},
    Keyword{"BIG INT", SQL_BIGINT},
    Keyword{"LONG", SQL_BIGINT},
    Keyword{"BIGSERIAL", SQL_BIGINT},
    Keyword{"INT", SQL_INTEGER},
    Keyword{"INT4", SQL_INTEGER},
    Keyword{"MEDIUMINT", SQL_INTEGER},
    Keyword{"SMALLINT", SQL_SMALLINT},
    Keyword{"INT2", SQL_SMALLINT},
    Keyword{"TINYINT", SQL_TINYINT},
    Keyword{"BOOLEAN", SQL_BIT},
    Keyword{"BOOL", SQL_BIT},
    Keyword{"BIT", SQL_BIT},
    Keyword{"REAL", SQL_DOUBLE},
    Keyword{"DOUBLE", SQL_DOUBLE},
    Keyword{"DOUBLE PRECISION", SQL_DOUBLE},
    Keyword{"FLOAT", SQL_DOUBLE},
    Keyword{"FLOAT4", SQL_DOUBLE},
    Keyword{"FLOAT8", SQL_DOUBLE},
    Keyword{"FLOATING POINT", SQL_DOUBLE},  // "POINT" holds "INT": by affinity alone it would be an integer
    Keyword{"DECIMAL", SQL_DECIMAL},
    Keyword{"DEC", SQL_DECIMAL},
    Keyword{"NUMERIC", SQL_NUMERIC},
    Keyword{"NUMBER", SQL_NUMERIC},
    Keyword{"DATE", SQL_TYPE_DATE},
    Keyword{"TIME", SQL_TYPE_TIME},
    Keyword{"TIMETZ", SQL_TYPE_TIME},
    Keyword{"DATETIME", SQL_TYPE_TIMESTAMP},
    Keyword{"DATETIME2", SQL_TYPE_TIMESTAMP},
    Keyword{"SMALLDATETIME", SQL_TYPE_TIMESTAMP},
    Keyword{"DATETIMEOFFSET", SQL_TYPE_TIMESTAMP},
    Keyword{"TIMESTAMP", SQL_TYPE_TIMESTAMP},
    Keyword{"TIMESTAMPTZ", SQL_TYPE_TIMESTAMP},
    Keyword{"CHARACTER VARYING", SQL_VARCHAR},
    Keyword{"CHAR VARYING", SQL_VARCHAR},
    Keyword{"VARYING CHARACTER", SQL_VARCHAR},
    Keyword{"NATIONAL CHARACTER VARYING", SQL_VARCHAR},
    Keyword{"NATIONAL CHAR VARYING", SQL_VARCHAR},
    Keyword{"NATIONAL VARCHAR", SQL_VARCHAR},
    Keyword{"VARCHAR", SQL_VARCHAR},
    Keyword{"VARCHAR2", SQL_VARCHAR},
    Keyword{"NVARCHAR", SQL_VARCHAR},
    Keyword{"NVARCHAR2", SQL_VARCHAR},
    Keyword{"LONG VARCHAR", SQL_LONGVARCHAR},
    Keyword{"CHAR", SQL_CHAR},
    Keyword{"NCHAR", SQL_CHAR},
    Keyword{"BPCHAR", SQL_CHAR},
    Keyword{"CHARACTER", SQL_CHAR},
    Keyword{"TEXT", SQL_LONGVARCHAR},
    Keyword{"NTEXT", SQL_LONGVARCHAR},
    Keyword{"TINYTEXT", SQL_LONGVARCHAR},
    Keyword{"MEDIUMTEXT", SQL_LONGVARCHAR},
    Keyword{"LONGTEXT", SQL_LONGVARCHAR},
    Keyword{"CLOB", SQL_LONGVARCHAR},
    Keyword{"JSON", SQL_LONGVARCHAR},
    Keyword{"JSONB", SQL_LONGVARBINARY},  // SQLite's jsonb() makes a BLOB
    Keyword{"XML", SQL_LONGVARCHAR},
    Keyword{"BLOB", SQL_LONGVARBINARY},
    Keyword{"BYTEA", SQL_LONGVARBINARY},
    Keyword{"IMAGE", SQL_LONGVARBINARY},
    Keyword{"LONG VARBINARY", SQL_LONGVARBINARY},
    Keyword{"BINARY VARYING", SQL_VARBINARY},
    Keyword{"VARBINARY", SQL_VARBINARY},
    Keyword{"BINARY", SQL_BINARY},
    Keyword{"UUID", SQL_GUID},
    Keyword{"GUID", SQL_GUID},
    Keyword{"UNIQUEIDENTIFIER", SQL_GUID},
};

// https://www.sqlite.org/datatype3.html#determination_of_column_affinity, in the order SQLite asks. A word that none
// knows ("MONEY", "STRING") has NUMERIC affinity and may hold anything: long text loses nothing.
struct AffinityRule {
  std::string_view word;
  Affinity affinity;
  SQLSMALLINT sql_type;
};

// clang-format off
constexpr std::array affinities = {
    AffinityRule{"INT",  Affinity::Integer, SQL_BIGINT},
    AffinityRule{"CHAR", Affinity::Text,    SQL_VARCHAR},
    AffinityRule{"CLOB", Affinity::Text,    SQL_LONGVARCHAR},
    AffinityRule{"TEXT", Affinity::Text,    SQL_LONGVARCHAR},
    AffinityRule{"BLOB", Affinity::Blob,    SQL_LONGVARBINARY},
    AffinityRule{"REAL", Affinity::Real,    SQL_DOUBLE},
    AffinityRule{"FLOA", Affinity::Real,    SQL_DOUBLE},
    AffinityRule{"DOUB", Affinity::Real,    SQL_DOUBLE},
};
// clang-format on

struct Declaration {
  std::string name;                             // words in upper case, one space between them
  std::array<std::uint32_t, 2> arguments = {};  // held within 32 bits; negative ones are 0
  std::size_t argument_count = 0;
};

constexpr bool is_space(char c) noexcept { return c == ' ' || (c >= '\t' && c <= '\r'); }
constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
constexpr char upper(char c) noexcept { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

/// The number at the start of `text` (spaces and a sign before it allowed), or false.
bool read_number(std::string_view text, std::uint32_t& number) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text.empty() || !is_digit(text.front())) return false;
  std::uint64_t value = 0;
  for (const char c : text) {
    if (!is_digit(c)) break;
    value = std::min<std::uint64_t>(value * 10 + static_cast<std::uint64_t>(c - '0'),
                                    std::numeric_limits<std::int32_t>::max());
  }
  number = negative ? 0 : static_cast<std::uint32_t>(value);
  return true;
}

/// Numbers between the parentheses, up to two; reading stops at the first that is none ("MAX").
void read_arguments(std::string_view inside, Declaration& declaration) {
  while (declaration.argument_count < declaration.arguments.size() &&
         read_number(inside, declaration.arguments[declaration.argument_count])) {
    ++declaration.argument_count;
    const std::size_t comma = inside.find(',');
    if (comma == std::string_view::npos) return;
    inside.remove_prefix(comma + 1);
  }
}

void append_words(std::string_view text, std::string& name) {
  bool between = !name.empty();
  for (const char c : text) {
    if (is_space(c)) {
      between = !name.empty();
      continue;
    }
    if (between) name += ' ';
    between = false;
    name += upper(c);
  }
}

/// Cuts at a whole UTF-8 character.
void cut(std::string& text, std::size_t limit) {
  if (text.size() <= limit) return;
  while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0U) == 0x80U) --limit;
  text.resize(limit);
}

Declaration read_declaration(std::string_view declared) {
  declared = declared.substr(0, longest_declaration);
  Declaration declaration;
  const std::size_t open = declared.find('(');
  append_words(declared.substr(0, open), declaration.name);
  if (open == std::string_view::npos) return declaration;
  const std::size_t close = declared.find(')', open);
  read_arguments(declared.substr(open + 1, close == std::string_view::npos ? close : close - open - 1), declaration);
  if (close != std::string_view::npos) append_words(declared.substr(close + 1), declaration.name);
  return declaration;
}

const Keyword* find_keyword(std::string_view words) noexcept {
  const auto* const row = std::ranges::find(keywords, words, &Keyword::words);
  return row == keywords.end() ? nullptr : row;
}

/// The first single word of `name` that the table knows ("BIGINT UNSIGNED", "TIMESTAMP WITH TIME ZONE").
const Keyword* find_word(std::string_view name) noexcept {
  while (!name.empty()) {
    const std::size_t end = std::min(name.find(' '), name.size());
    if (const Keyword* const found = find_keyword(name.substr(0, end))) return found;
    name.remove_prefix(std::min(end + 1, name.size()));
  }
  return nullptr;
}

SQLSMALLINT type_by_affinity(std::string_view name) noexcept {
  for (const AffinityRule& rule : affinities) {
    if (name.find(rule.word) != std::string_view::npos) return rule.sql_type;
  }
  return SQL_UNKNOWN_TYPE;
}

SQLSMALLINT type_by_name(std::string_view name) noexcept {
  const Keyword* found = find_keyword(name);
  if (found == nullptr) found = find_word(name);
  const SQLSMALLINT sql_type = found != nullptr ? found->sql_type : type_by_affinity(name);
  const bool smaller_integer = sql_type == SQL_INTEGER || sql_type == SQL_SMALLINT || sql_type == SQL_TINYINT;
  // The upper half of an unsigned range fits no signed type of the same size.
  return smaller_integer && name.find("UNSIGNED") != std::string_view::npos ? SQLSMALLINT{SQL_BIGINT} : sql_type;
}

struct Lengths {
  SQLSMALLINT bounded;
  SQLSMALLINT unbounded;
};

/// The types with and without a declared length that belong to a character or binary type.
Lengths lengths_of(SQLSMALLINT sql_type, bool wide) noexcept {
  if (is_binary(sql_type)) {
    return {.bounded = sql_type == SQL_BINARY ? SQLSMALLINT{SQL_BINARY} : SQLSMALLINT{SQL_VARBINARY},
            .unbounded = SQL_LONGVARBINARY};
  }
  const bool fixed = sql_type == SQL_CHAR;
  if (wide)
    return {.bounded = fixed ? SQLSMALLINT{SQL_WCHAR} : SQLSMALLINT{SQL_WVARCHAR}, .unbounded = SQL_WLONGVARCHAR};
  return {.bounded = fixed ? SQLSMALLINT{SQL_CHAR} : SQLSMALLINT{SQL_VARCHAR}, .unbounded = SQL_LONGVARCHAR};
}

ColumnType with_length(SQLSMALLINT sql_type, const Declaration& declaration, const TypeOptions& options) {
  const Lengths lengths = lengths_of(sql_type, options.wide);
  const std::uint32_t length = declaration.arguments[0];
  const bool bounded = length > 0 && length <= std::max(longest_bounded, options.long_size);
  ColumnType type = default_type(bounded ? lengths.bounded : lengths.unbounded, options);
  if (bounded) type.size = length;
  return type;
}

/// Without a precision a DECIMAL may hold any fraction, which a scale of 0 would let programs cut: it is a double then.
ColumnType with_precision(SQLSMALLINT sql_type, const Declaration& declaration, const TypeOptions& options) {
  const std::uint32_t precision = std::min(declaration.arguments[0], most_digits);
  if (precision == 0) return default_type(SQL_DOUBLE, options);
  ColumnType type = default_type(sql_type, options);
  type.size = precision;
  type.digits = static_cast<SQLSMALLINT>(std::min(declaration.arguments[1], precision));
  return type;
}

ColumnType with_fraction(SQLSMALLINT sql_type, const Declaration& declaration, const TypeOptions& options) {
  ColumnType type = default_type(sql_type, options);
  if (declaration.argument_count == 0) return type;
  const std::uint32_t digits = std::min(declaration.arguments[0], most_fraction_digits);
  const SQLULEN whole_seconds = sql_type == SQL_TYPE_TIME ? 8 : 19;
  type.digits = static_cast<SQLSMALLINT>(digits);
  type.size = digits == 0 ? whole_seconds : whole_seconds + 1 + digits;  // the point and the digits
  return type;
}

ColumnType with_arguments(SQLSMALLINT sql_type, const Declaration& declaration, const TypeOptions& options) {
  if (is_character(sql_type) || is_binary(sql_type)) return with_length(sql_type, declaration, options);
  if (sql_type == SQL_DECIMAL || sql_type == SQL_NUMERIC) return with_precision(sql_type, declaration, options);
  if (sql_type == SQL_TYPE_TIME || sql_type == SQL_TYPE_TIMESTAMP) return with_fraction(sql_type, declaration, options);
  if (sql_type == SQL_UNKNOWN_TYPE) return unknown_type(options);  // the arguments of "MONEY(10,2)" are no length
  return default_type(sql_type, options);
}

}  // namespace

Affinity affinity_of(std::string_view declared) {
  if (declared.empty()) return Affinity::Blob;
  std::string name(declared);  // with its parentheses: SQLite looks there too
  std::ranges::transform(name, name.begin(), upper);
  const auto rule = std::ranges::find_if(
      affinities, [&](const AffinityRule& each) { return name.find(each.word) != std::string::npos; });
  return rule == affinities.end() ? Affinity::Numeric : rule->affinity;
}

bool has_real_affinity(std::string_view declared) { return affinity_of(declared) == Affinity::Real; }

ColumnType type_of_declaration(std::string_view declared, const TypeOptions& options) {
  Declaration declaration = read_declaration(declared);
  if (declaration.name.empty()) return unknown_type(options);
  ColumnType type = with_arguments(type_by_name(declaration.name), declaration, options);
  cut(declaration.name, longest_name);
  type.name = std::move(declaration.name);
  return type;
}

}  // namespace d1odbc
