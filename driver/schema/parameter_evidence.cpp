// Owns: the questions to the mirror about the places of markers. Never: reads the text around them (parameter_uses).
#include "schema/parameter_evidence.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "config/ascii.h"
#include "error/odbc_error.h"
#include "schema/program_types.h"
#include "schema/rowid_name.h"
#include "schema/table_columns.h"
#include "sql/parameter_uses.h"
#include "sql/token_reader.h"
#include "sql/written_table.h"

namespace d1odbc {

namespace {

using Source = ParameterEvidence::Source;

// A statement of D1 has at most 100 parameters; what asks more is described by its text alone.
constexpr std::size_t most_questions = 400;
constexpr std::size_t longest_watching_text = 500'000;
// Asked one by one, each may cost some 60 ms at worst.
constexpr std::size_t most_single_questions = 8;

/// An expression of the text whose type is asked for.
struct Question {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t marker = 0;  // the use where it is asked
};

struct TableColumn {
  std::string name;
  std::string declared_type;
  bool refuses_null = false;
  bool is_generated = false;
};

ParameterEvidence demand(ClassSet classes) { return {.source = Source::Demand, .type = ExpressionType::of(classes)}; }

/// The text between two offsets, each marker written with its number: a copy of one elsewhere stays the same parameter.
void append_with_numbers(std::string& text, const StatementText& statement, std::size_t begin, std::size_t end) {
  auto marker = std::ranges::lower_bound(statement.markers, begin, {}, &ParameterMarker::offset);
  for (; marker != statement.markers.end() && marker->offset < end; ++marker) {
    text.append(statement.sql, begin, marker->offset - begin);
    text += fmt::format("?{}", marker->number);
    begin = marker->offset + marker->length;
  }
  text.append(statement.sql, begin, end - begin);
}

/// Behind `EXPLAIN [QUERY PLAN]`: a program is listed of the statement itself.
std::size_t start_of(const StatementText& statement) {
  const std::vector<Token> tokens = tokenize(statement.sql);
  TokenReader reader(statement.sql, tokens, {0, tokens.size()});
  if (reader.take("EXPLAIN") && reader.take("QUERY")) reader.take("PLAN");
  return reader.at_end() ? statement.sql.size() : tokens[reader.position()].offset;
}

/// The statement with calls in place of markers: each is given, where the marker stood, the expressions in question.
std::string watching_text(const StatementText& statement, const std::vector<Question>& questions) {
  std::string text;
  std::size_t done = start_of(statement);
  for (std::size_t index = 0; index < questions.size();) {
    const std::size_t marker = questions[index].marker;
    const ParameterMarker& place = statement.markers[marker];
    append_with_numbers(text, statement, done, place.offset);
    done = place.offset + place.length;
    // coalesce() takes two and more; a NULL behind all of them adds nothing.
    text += "coalesce(";
    for (; index < questions.size() && questions[index].marker == marker; ++index) {
      text += watching_function(index) + "(";
      append_with_numbers(text, statement, questions[index].begin, questions[index].end);
      text += "\n),";
    }
    text += "NULL)";
  }
  append_with_numbers(text, statement, done, statement.sql.size());
  return text;
}

/// Gathers what is known, marker by marker.
class Inquiry {
 public:
  Inquiry(const Mirror* mirror, const StatementText& statement)
      : mirror_(mirror), statement_(statement), uses_(read_parameter_uses(statement)) {}

  std::vector<MarkerEvidence> answer() {
    if (mirror_ != nullptr) {
      read_columns();
      ask();
    }
    std::vector<MarkerEvidence> answers;
    for (std::size_t index = 0; index < uses_.uses.size(); ++index) answers.push_back(evidence_of(index));
    return answers;
  }

 private:
  void read_columns() {
    const std::optional<WrittenTable> written = read_written_table(statement_);
    if (!written) return;
    try {
      mirror_->query(table_columns_query, {ValueView::text(written->table)}, [&](const std::vector<ValueView>& cells) {
        const auto cell = [&](TableColumnsCell which) { return cells[static_cast<std::size_t>(which)]; };
        const bool is_rowid = cell(TableColumnsCell::RowidAlias).integer != 0;
        columns_.push_back({.name = std::string(cell(TableColumnsCell::Name).bytes),
                            .declared_type = std::string(cell(TableColumnsCell::Type).bytes),
                            .refuses_null = !is_rowid && cell(TableColumnsCell::NotNull).integer != 0,
                            .is_generated = cell(TableColumnsCell::Generated).integer != 0});
      });
    } catch (const OdbcError& error) {  // a view that SQLite cannot read
      if (error.state() != State::GeneralError) throw;
      columns_.clear();
    }
  }

  /// Each expression once: of the markers that it decides for, the first one stands where the others do.
  void collect_questions() {
    for (std::size_t marker = 0; marker < uses_.uses.size(); ++marker) {
      for (const TypeHint& hint : uses_.uses[marker].hints) {
        if (hint.kind != TypeHint::Kind::Expression) continue;
        const bool is_new = question_at_.emplace(std::pair(hint.begin, hint.end), questions_.size()).second;
        if (is_new) questions_.push_back({.begin = hint.begin, .end = hint.end, .marker = marker});
      }
    }
  }

  /// All questions at once; where such a text does not compile, marker by marker.
  void ask() {
    collect_questions();
    answers_.resize(questions_.size());
    if (questions_.empty() || questions_.size() > most_questions || ask(0, questions_.size())) return;
    std::size_t asked = 0;
    for (std::size_t first = 0; first < questions_.size() && asked < most_single_questions; ++asked) {
      std::size_t end = first + 1;
      while (end < questions_.size() && questions_[end].marker == questions_[first].marker) ++end;
      static_cast<void>(ask(first, end));
      first = end;
    }
  }

  [[nodiscard]] bool ask(std::size_t first, std::size_t end) {
    const std::vector<Question> asked(questions_.begin() + static_cast<std::ptrdiff_t>(first),
                                      questions_.begin() + static_cast<std::ptrdiff_t>(end));
    std::size_t size = statement_.sql.size();
    for (const Question& each : asked) size += each.end - each.begin;
    if (size > longest_watching_text) return false;
    const std::string text = watching_text(statement_, asked);
    const std::optional<std::vector<WatchedExpression>> watched = mirror_->watch(text, asked.size());
    if (!watched) return false;
    std::ranges::copy(*watched, answers_.begin() + static_cast<std::ptrdiff_t>(first));
    return true;
  }

  [[nodiscard]] const TableColumn* column_named(const std::string& name) const {
    const auto found =
        std::ranges::find_if(columns_, [&](const TableColumn& each) { return equal_folded(each.name, name); });
    return found == columns_.end() ? nullptr : &*found;
  }

  /// An INSERT without a list of columns fills those that are not generated.
  [[nodiscard]] const TableColumn* column_at(std::size_t place) const {
    if (!uses_.written_columns.empty())
      return place < uses_.written_columns.size() ? column_named(uses_.written_columns[place]) : nullptr;
    for (const TableColumn& column : columns_) {
      if (!column.is_generated && place-- == 0) return &column;
    }
    return nullptr;
  }

  [[nodiscard]] bool is_rowid(const TypeHint& hint) const {
    const std::string* name = &hint.name;
    if (hint.kind == TypeHint::Kind::Place) {
      if (hint.place >= uses_.written_columns.size()) return false;
      name = &uses_.written_columns[hint.place];
    }
    return is_rowid_name(*name);
  }

  void add_column(const TypeHint& hint, MarkerEvidence& found) const {
    const TableColumn* const column =
        hint.kind == TypeHint::Kind::Place ? column_at(hint.place) : column_named(hint.name);
    if (column == nullptr) {
      if (is_rowid(hint)) found.evidence.push_back({.source = Source::Column, .declared_type = "INTEGER"});
      return;
    }
    if (found.evidence.empty()) found.stored_not_null = column->refuses_null;
    found.evidence.push_back({.source = Source::Column, .declared_type = column->declared_type});
  }

  void add_expression(const TypeHint& hint, MarkerEvidence& found) const {
    const auto question = question_at_.find({hint.begin, hint.end});
    if (question == question_at_.end()) return;
    const WatchedExpression& answer = answers_[question->second];
    if (answer.is_column) {
      found.evidence.push_back({.source = Source::Column, .declared_type = answer.declared_type});
    } else {
      found.evidence.push_back({.source = Source::Expression, .type = answer.type});
    }
  }

  [[nodiscard]] MarkerEvidence evidence_of(std::size_t index) const {
    const ParameterUse& use = uses_.uses[index];
    MarkerEvidence found{.number = use.number, .is_operand = use.is_operand};
    for (const TypeHint& hint : use.hints) {
      switch (hint.kind) {
        case TypeHint::Kind::Expression:
          add_expression(hint, found);
          break;
        case TypeHint::Kind::Column:
        case TypeHint::Kind::Place:
          add_column(hint, found);
          break;
        case TypeHint::Kind::Declared:
          found.evidence.push_back({.source = Source::Declared, .declared_type = hint.name});
          break;
        case TypeHint::Kind::Text:
          found.evidence.push_back(demand(ClassSet::text()));
          break;
        case TypeHint::Kind::Integer:
          found.evidence.push_back(demand(ClassSet::integer()));
          break;
        case TypeHint::Kind::Real:
          found.evidence.push_back(demand(ClassSet::real()));
          break;
        case TypeHint::Kind::Number:
          found.evidence.push_back(demand(ClassSet::number()));
          break;
      }
    }
    if (!use.is_stored) found.stored_not_null.reset();
    return found;
  }

  const Mirror* mirror_;
  const StatementText& statement_;
  ParameterUses uses_;
  std::vector<TableColumn> columns_;  // of the table that the statement writes
  std::vector<Question> questions_;
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> question_at_;  // by where the expression stands
  std::vector<WatchedExpression> answers_;                                  // one for each question
};

}  // namespace

std::vector<MarkerEvidence> parameter_evidence(const Mirror& mirror, const StatementText& statement) {
  return Inquiry(&mirror, statement).answer();
}

std::vector<MarkerEvidence> parameter_evidence(const StatementText& statement) {
  return Inquiry(nullptr, statement).answer();
}

}  // namespace d1odbc
