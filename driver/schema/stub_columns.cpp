// Owns: which columns the tables of a module have, from the module's arguments. Never: SQLite's module interface.
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "schema/stub_modules.h"

namespace d1odbc {

namespace {

enum class Columns : std::uint8_t {
  Fts,         // each argument a column unless it is `option = value`; hidden: the table's name and rank
  Reals,       // rtree: an id, then REAL coordinates; `+name type` further columns
  Integers,    // rtree_i32: the same with INT coordinates
  Vocabulary,  // fts5vocab: fixed by the last argument
  Declared,    // unknown: `name type` each, hidden columns as Fts
};

struct ModuleColumns {
  std::string_view module;
  Columns columns;
};
constexpr std::array module_columns{
    ModuleColumns{"fts5", Columns::Fts},           ModuleColumns{"fts3", Columns::Fts},
    ModuleColumns{"fts4", Columns::Fts},           ModuleColumns{"rtree", Columns::Reals},
    ModuleColumns{"rtree_i32", Columns::Integers}, ModuleColumns{"fts5vocab", Columns::Vocabulary},
};

struct Vocabulary {
  std::string_view kind;
  std::string_view columns;
};
constexpr std::array vocabularies{
    Vocabulary{"row", "term, doc, cnt"},
    Vocabulary{"col", "term, col, doc, cnt"},
    Vocabulary{"instance", "term, doc, col, offset"},
};

struct Argument {
  std::string name;       // quotes taken off
  std::string_view rest;  // what follows the name
};

bool is_blank(char c) noexcept { return c == ' ' || (c >= '\t' && c <= '\r'); }

std::string_view trim(std::string_view text) noexcept {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

char closing_quote(char opening) noexcept {
  switch (opening) {
    case '"':
    case '\'':
    case '`':
      return opening;
    case '[':
      return ']';
    default:
      return 0;
  }
}

Argument read_quoted(std::string_view text, char close) {
  Argument argument;
  std::size_t at = 1;
  for (; at < text.size(); ++at) {
    if (text[at] == close) {
      const bool doubled = close != ']' && at + 1 < text.size() && text[at + 1] == close;
      if (!doubled) break;
      ++at;
    }
    argument.name += text[at];
  }
  argument.rest = trim(text.substr(std::min(at + 1, text.size())));
  return argument;
}

Argument read_argument(std::string_view text) {
  text = trim(text);
  if (text.empty()) return {};
  if (const char close = closing_quote(text.front()); close != 0) return read_quoted(text, close);
  const auto end = std::find_if(text.begin(), text.end(), [](char c) { return is_blank(c) || c == '=' || c == '('; });
  const auto length = static_cast<std::size_t>(end - text.begin());
  return {std::string(text.substr(0, length)), trim(text.substr(length))};
}

bool same_name(std::string_view left, std::string_view right) noexcept {
  return left.size() == right.size() && sqlite3_strnicmp(left.data(), right.data(), static_cast<int>(left.size())) == 0;
}

std::string quote(std::string_view name) {
  std::string quoted = "\"";
  for (const char c : name) {
    quoted += c;
    if (c == '"') quoted += c;
  }
  return quoted + '"';
}

// A type is quoted too: it comes from the server and must not end the declaration.
std::string column(std::string_view name, std::string_view type) {
  return quote(name) + (type.empty() ? "" : " " + quote(type));
}

Columns columns_of(std::string_view module) noexcept {
  for (const ModuleColumns& row : module_columns) {
    if (same_name(row.module, module)) return row.columns;
  }
  return Columns::Declared;
}

std::string join(const std::vector<std::string>& columns) {
  std::string joined;
  for (const std::string& one : columns) joined += (joined.empty() ? "" : ", ") + one;
  return joined;
}

std::string named_columns(const std::vector<std::string_view>& arguments, std::string_view table, bool with_types) {
  std::vector<std::string> columns;
  for (const std::string_view text : arguments) {
    const Argument argument = read_argument(text);
    if (argument.name.empty() || argument.rest.starts_with('=')) continue;
    columns.push_back(column(argument.name, with_types ? argument.rest : ""));
  }
  columns.push_back(quote(table) + " HIDDEN");
  columns.emplace_back("rank HIDDEN");
  return join(columns);
}

std::string coordinate_columns(const std::vector<std::string_view>& arguments, std::string_view type) {
  std::vector<std::string> columns;
  for (std::string_view text : arguments) {
    text = trim(text);
    const bool further = text.starts_with('+');
    const Argument argument = read_argument(further ? text.substr(1) : text);
    columns.push_back(column(argument.name, further ? argument.rest : columns.empty() ? "INT" : type));
  }
  return join(columns);
}

std::string vocabulary_columns(const std::vector<std::string_view>& arguments) {
  const std::string kind = arguments.empty() ? "" : read_argument(arguments.back()).name;
  for (const Vocabulary& row : vocabularies) {
    if (same_name(row.kind, kind)) return std::string(row.columns);
  }
  return std::string(vocabularies.front().columns);
}

std::string columns_text(std::string_view module, std::string_view table,
                         const std::vector<std::string_view>& arguments) {
  switch (columns_of(module)) {
    case Columns::Fts:
      return named_columns(arguments, table, false);
    case Columns::Reals:
      return coordinate_columns(arguments, "REAL");
    case Columns::Integers:
      return coordinate_columns(arguments, "INT");
    case Columns::Vocabulary:
      return vocabulary_columns(arguments);
    case Columns::Declared:
      break;
  }
  return named_columns(arguments, table, true);
}

}  // namespace

std::string declare_stub_table(std::string_view module, std::string_view table,
                               const std::vector<std::string_view>& arguments) {
  return "CREATE TABLE x(" + columns_text(module, table, arguments) + ")";
}

}  // namespace d1odbc
