// Owns: the choices a seed makes. Never: says what a catalog should tell of them.
#include "generated_schema.h"

#include <array>
#include <random>

namespace generated {

namespace {

constexpr std::array table_names{"orders",    "With Space", "dot.ted", "per%cent",    "under_score", "quo\"te",
                                 "back`tick", "Größe",      "select",  "[bracketed]", "it's",        "x"};
constexpr std::array column_names{"id",         "Name",  "a b",   "c.d",   "e%", "f_g",
                                  "say \"hi\"", "größe", "order", "group", "k",  "l"};
constexpr std::array loose_types{"INTEGER",          "INT",  "VARCHAR(20)", "DECIMAL(10,2)", "TEXT",     "BLOB",
                                 "DOUBLE PRECISION", "DATE", "DATETIME",    "BOOLEAN",       "NCHAR(5)", ""};
constexpr std::array strict_types{"INTEGER", "INT", "REAL", "TEXT", "BLOB", "ANY"};
constexpr std::array defaults{"0", "-1.5", "'text'", "'it''s'", "CURRENT_TIMESTAMP", "(1 + 2)", "x'0A'", "TRUE"};
constexpr std::array actions{"CASCADE", "RESTRICT", "SET NULL", "NO ACTION", "SET DEFAULT"};

struct Table {
  std::string name;
  std::vector<std::string> columns;      // ordinary ones
  std::vector<std::string> primary_key;  // empty: none
};

class Maker {
 public:
  explicit Maker(unsigned seed) : random_(seed) {}

  Schema make() {
    const unsigned count = 2 + below(3);
    for (unsigned table = 0; table < count; ++table) add_table(table);
    for (const Table& table : tables_) add_indexes(table);
    add_view();
    return std::move(schema_);
  }

 private:
  unsigned below(unsigned limit) { return static_cast<unsigned>(random_() % limit); }
  bool one_in(unsigned count) { return below(count) == 0; }

  template <class List>
  std::string choice(const List& list) {
    return list[below(static_cast<unsigned>(list.size()))];
  }

  void add_table(unsigned number) {
    Table table;
    table.name = table_names[(below(3) + number * 3) % table_names.size()];
    const bool is_strict = one_in(4);
    const unsigned columns = 2 + below(5);
    const unsigned first = below(column_names.size());
    for (unsigned column = 0; column < columns; ++column)
      table.columns.emplace_back(column_names[(first + column) % column_names.size()]);

    std::string body;
    const unsigned key_form = below(4);  // none, INTEGER PRIMARY KEY, one column, several columns
    for (unsigned column = 0; column < columns; ++column) {
      const bool is_rowid = key_form == 1 && column == 0;
      body += (body.empty() ? "" : ", ") + column_text(table.columns[column], is_strict, is_rowid);
    }
    body += primary_key(table, key_form);
    if (one_in(3)) body += ", UNIQUE (" + quoted(table.columns.back()) + ")";
    body += foreign_key(table);
    if (one_in(3)) body = "virtual_one " + std::string(is_strict ? "TEXT" : "") + " AS (1), " + body;
    schema_.texts.push_back("CREATE TABLE " + quoted(table.name) + " (" + body + ")" +
                            options(key_form >= 2 && one_in(2), is_strict));
    schema_.tables.push_back(table.name);
    tables_.push_back(std::move(table));
  }

  std::string column_text(const std::string& name, bool is_strict, bool is_rowid) {
    if (is_rowid) return quoted(name) + " INTEGER PRIMARY KEY" + (one_in(2) ? " AUTOINCREMENT" : "");
    const std::string type = is_strict ? choice(strict_types) : choice(loose_types);
    return quoted(name) + " " + type + (one_in(3) ? " NOT NULL" : "") +
           (one_in(3) ? " DEFAULT " + choice(defaults) : "") + (one_in(5) ? " COLLATE NOCASE" : "");
  }

  static std::string primary_key(Table& table, unsigned form) {
    if (form == 0) return "";
    table.primary_key = {table.columns.front()};
    if (form == 1) return "";
    // The key's order is not the table's.
    if (form == 3) table.primary_key.insert(table.primary_key.begin(), table.columns[1]);
    return ", PRIMARY KEY (" + list_of(table.primary_key) + ")";
  }

  std::string foreign_key(const Table& table) {
    std::vector<const Table*> parents;
    for (const Table& each : tables_) parents.push_back(&each);
    if (one_in(3)) parents = {&table};
    if (parents.empty() || one_in(3)) return "";
    const Table& parent = *parents[below(static_cast<unsigned>(parents.size()))];
    const std::size_t width = parent.primary_key.size();
    if (width == 0 || width > table.columns.size()) return "";
    const std::vector<std::string> from(table.columns.end() - static_cast<std::ptrdiff_t>(width), table.columns.end());
    return ", FOREIGN KEY (" + list_of(from) + ") REFERENCES " + quoted(parent.name) +
           (one_in(2) ? "" : " (" + list_of(parent.primary_key) + ")") +
           (one_in(2) ? "" : " ON DELETE " + choice(actions)) + (one_in(2) ? "" : " ON UPDATE " + choice(actions)) +
           (one_in(3) ? " DEFERRABLE INITIALLY DEFERRED" : "");
  }

  static std::string options(bool without_rowid, bool is_strict) {
    if (without_rowid) return is_strict ? " STRICT, WITHOUT ROWID" : " WITHOUT ROWID";
    return is_strict ? " STRICT" : "";
  }

  void add_indexes(const Table& table) {
    for (unsigned index = 0; index < below(3); ++index) {
      const std::string name = "ix " + table.name + " " + std::to_string(index);
      std::string terms = quoted(table.columns[below(static_cast<unsigned>(table.columns.size()))]);
      if (one_in(2)) terms += " DESC";
      if (one_in(3)) terms += ", lower(" + quoted(table.columns.front()) + ")";
      schema_.texts.push_back(std::string(one_in(3) ? "CREATE UNIQUE INDEX " : "CREATE INDEX ") + quoted(name) +
                              " ON " + quoted(table.name) + " (" + terms + ")" +
                              (one_in(3) ? " WHERE " + quoted(table.columns.back()) + " IS NOT NULL" : ""));
    }
  }

  void add_view() {
    const Table& table = tables_.front();
    schema_.views.emplace_back("view of all");
    schema_.texts.push_back("CREATE VIEW \"view of all\" AS SELECT " + quoted(table.columns.front()) + ", " +
                            quoted(table.columns.back()) + " AS \"last one\" FROM " + quoted(table.name));
  }

  static std::string list_of(const std::vector<std::string>& names) {
    std::string list;
    for (const std::string& name : names) list += (list.empty() ? "" : ", ") + quoted(name);
    return list;
  }

  std::mt19937 random_;
  std::vector<Table> tables_;
  Schema schema_;
};

}  // namespace

Schema schema(unsigned seed) { return Maker(seed).make(); }

std::string quoted(const std::string& name) {
  std::string text = "\"";
  for (const char c : name) text += c == '"' ? std::string("\"\"") : std::string(1, c);
  return text + "\"";
}

std::string as_pattern(const std::string& name) {
  std::string pattern;
  for (const char c : name) {
    if (c == '_' || c == '%' || c == '\\') pattern += '\\';
    pattern += c;
  }
  return pattern;
}

}  // namespace generated
