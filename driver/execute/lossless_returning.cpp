// Owns: writing the list anew. Never: the form of a cell (marked_cell), the grammar of lists (sql).
#include "execute/lossless_returning.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "execute/free_name.h"
#include "execute/marked_cell.h"
#include "sql/identifier.h"
#include "sql/returning_list.h"

namespace d1odbc {

namespace {

using Kind = ReturningItem::Kind;

/// Writes a statement again, with parts of its text left out and others put in; markers move along.
class Rewriting {
 public:
  explicit Rewriting(const StatementText& from) : from_(from), to_(from) {
    to_.sql.clear();
    to_.markers.clear();
  }

  void add(std::string_view text) { to_.sql += text; }

  void copy_to(std::size_t end) {
    for (const ParameterMarker& marker : from_.markers) {
      if (marker.offset < at_ || marker.offset >= end) continue;
      to_.markers.push_back({marker.offset - at_ + to_.sql.size(), marker.length, marker.number});
    }
    to_.sql.append(from_.sql, at_, end - at_);
    at_ = end;
  }

  /// Precondition: no marker stands there.
  void skip_to(std::size_t end) { at_ = end; }

  [[nodiscard]] StatementText finish() {
    copy_to(from_.sql.size());
    return std::move(to_);
  }

 private:
  const StatementText& from_;
  StatementText to_;
  std::size_t at_ = 0;
};

/// The columns that `*` stands for: those of the statement with nothing else in its list.
std::vector<std::string> all_columns(const Mirror& mirror, const StatementText& statement, const ReturningList& list) {
  return mirror.column_names(statement.sql.substr(0, list.begin) + '*' + statement.sql.substr(list.end));
}

/// One expression, evaluated once for each row: LIMIT and WHERE keep SQLite from copying it (see lossless.cpp), the
/// table's column beside it from evaluating it once for all rows. An alias does no harm inside, since the columns have
/// names of their own.
void write_expression(Rewriting& text, const ReturningItem& item, const std::string& name, const std::string& column) {
  text.add(fmt::format("(WITH {0}({0}c,{0}r) AS (SELECT ", name));
  text.copy_to(item.end);
  text.add(fmt::format(",{} LIMIT -1) SELECT {} FROM {} WHERE 1)", column, marked_cell(name + 'c'), name));
}

void write_all(Rewriting& text, std::span<const std::string> columns) {
  std::string_view before;
  for (const std::string& column : columns) {
    text.add(before);
    text.add(marked_cell(certain_name(column)));
    before = ",";
  }
}

}  // namespace

std::optional<StatementText> lossless_returning(const Mirror& mirror, const StatementText& statement,
                                                std::size_t columns) {
  const std::optional<ReturningList> list = read_returning(statement.sql);
  if (!list) return std::nullopt;
  const auto is_name = [](const ReturningItem& item) { return item.kind == Kind::Name; };
  std::vector<std::string> all;
  if (!std::ranges::all_of(list->items, is_name)) {
    all = all_columns(mirror, statement, *list);
    if (all.empty()) return std::nullopt;
  }
  const std::string name = free_name(statement.sql, "d1odbc_q");

  Rewriting text(statement);
  for (const ReturningItem& item : list->items) {
    text.copy_to(item.begin);
    switch (item.kind) {
      case Kind::AllColumns:
        write_all(text, all);
        break;
      case Kind::Name:
        text.add(marked_cell(std::string_view(statement.sql).substr(item.begin, item.name_end - item.begin)));
        break;
      case Kind::Expression:
        write_expression(text, item, name, certain_name(all.front()));
        break;
    }
    text.skip_to(item.end);
  }
  StatementText made = text.finish();
  if (mirror.column_names(made.sql).size() != columns) return std::nullopt;
  return made;
}

}  // namespace d1odbc
