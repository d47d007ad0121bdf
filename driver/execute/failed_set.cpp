// Owns: the dry runs and what their errors tell. Never: writes: each dry run fails.
#include "execute/failed_set.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>
#include <utility>
#include <vector>

#include "execute/array_plan.h"
#include "execute/bound_statement.h"
#include "execute/failing_expression.h"

namespace d1odbc {

namespace {

constexpr std::string_view end_mark = "d1odbc: the end";
constexpr std::string_view set_mark = "d1odbc: set ";

/// Always fails, the second should an engine ever take the first. A batch with them is undone.
std::vector<D1Statement> failing_end() {
  return {{fmt::format("SELECT {}", failing_expression(fmt::format("'{}'", end_mark))), {}},
          {"SELECT abs(-9223372036854775808)", {}}};
}

/// Fails when the statement before it has not changed `rows` rows; the text names `set`.
D1Statement check_of_changes(std::size_t rows, std::size_t set) {
  const std::string failing = failing_expression(fmt::format("'{}{} '||changes()", set_mark, set));
  return {fmt::format("SELECT CASE WHEN changes()<>{} THEN {} END", rows, failing), {}};
}

/// How a dry run failed.
struct DryRun {
  bool reached_end = false;
  std::optional<std::size_t> set;       // that a check named
  std::optional<OdbcError> error = {};  // of a statement of the user's
};

std::optional<std::size_t> named_set(std::string_view text) {
  const std::size_t mark = text.find(set_mark);
  if (mark == std::string_view::npos) return std::nullopt;
  const std::string_view digits = text.substr(mark + set_mark.size());
  std::size_t set = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), set);
  return read.ec == std::errc() ? std::optional(set) : std::nullopt;
}

/// Whether SQLite itself refused something, and not for want of room or time.
bool is_refused_by_sqlite(std::string_view text) {
  constexpr std::array others{"SQLITE_FULL", "SQLITE_NOMEM", "SQLITE_IOERR", "SQLITE_BUSY", "SQLITE_INTERRUPT"};
  return text.find("SQLITE_") != std::string_view::npos &&
         std::ranges::none_of(others, [&](std::string_view each) { return text.find(each) != std::string_view::npos; });
}

/// Whether D1's error may come from the values of one set: constraints, conversions, RAISE() of a trigger.
bool is_about_values(const OdbcError& error) {
  if (error.state() != State::IntegrityConstraint && !is_refused_by_sqlite(error.text())) return false;
  constexpr std::array states{State::IntegrityConstraint, State::InvalidCharacterValue, State::NumericOutOfRange,
                              State::StringTooLong, State::GeneralError};
  return error.native_code() != 0 && !error.text().ends_with(outcome_unknown_text) &&
         std::ranges::find(states, error.state()) != states.end();
}

/// Whether OR IGNORE leaves out a row for it.
bool can_be_ignored(const OdbcError& error) {
  return error.state() == State::IntegrityConstraint && error.text().find("FOREIGN KEY") == std::string::npos;
}

class Search {
 public:
  Search(const Session& session, const StatementsToSend& request, const Countdown& countdown, CancelToken& cancel)
      : session_(session), request_(request), sets_(request.sets), countdown_(countdown), cancel_(cancel) {}

  std::optional<FailedSet> by_ignoring(const OdbcError& error) {
    std::size_t begin = 0;
    std::size_t end = sets_.size();
    while (end - begin > 1) {
      const std::size_t step = end - begin > most_parts ? largest_step(end - begin) : 1;
      const std::optional<std::size_t> found = first_with_ignored(begin, end, step);
      if (!found || *found < begin || *found >= end) return std::nullopt;
      begin = *found;
      end = std::min(end, begin + step);
    }
    return FailedSet{begin, error};
  }

  std::optional<FailedSet> by_halving(const OdbcError& first_error) {
    std::size_t good = 0;  // as many sets run
    std::size_t bad = sets_.size();
    OdbcError error = first_error;
    bool end_was_seen = false;
    while (bad - good > 1 || !end_was_seen) {
      const std::size_t tried = bad - good > 1 ? good + (bad - good) / 2 : good;
      DryRun run = run_first(tried);
      end_was_seen = end_was_seen || run.reached_end;
      if (run.reached_end) {
        good = tried;
      } else if (run.error && is_about_values(*run.error) && tried > good) {
        bad = tried;
        error = std::move(*run.error);
      } else {
        return std::nullopt;
      }
    }
    return FailedSet{good, error};
  }

 private:
  static constexpr std::size_t most_parts = 200;  // of one request, with a check behind each

  static std::size_t largest_step(std::size_t sets) {
    return static_cast<std::size_t>(std::ceil(std::sqrt(static_cast<double>(sets))));
  }

  /// Of the first `count` sets.
  std::vector<D1Statement> packed_statements(std::size_t count) {
    std::vector<D1Statement> items;
    for (ArrayPlan::Part& part : request_.array->parts(sets_.first(count))) items.push_back(std::move(part.statement));
    return items;
  }

  /// Runs the first `count` sets.
  DryRun run_first(std::size_t count) {
    std::vector<D1Statement> items;
    if (request_.array != nullptr) {
      items = packed_statements(count);
    } else {
      for (const std::vector<Value>& set : sets_.first(count)) {
        for (const StatementText& statement : request_.statements) items.push_back(bound_statement(statement, set));
      }
    }
    return run(std::move(items));
  }

  /// The first set of the part that holds an ignored one, between `begin` and `end`.
  std::optional<std::size_t> first_with_ignored(std::size_t begin, std::size_t end, std::size_t step) {
    std::vector<D1Statement> items;
    if (begin > 0) items = packed_statements(begin);
    for (std::size_t set = begin; set < end; set += step) {
      std::vector<ArrayPlan::Part> parts = request_.array->ignoring(sets_.subspan(set, std::min(step, end - set)));
      if (parts.size() != 1) return std::nullopt;
      items.push_back(std::move(parts.front().statement));
      items.push_back(check_of_changes(parts.front().sets, set));
    }
    return run(std::move(items)).set;
  }

  DryRun run(std::vector<D1Statement> items) {
    if (countdown_.left() && countdown_.left()->count() == 0) return {};
    for (D1Statement& each : failing_end()) items.push_back(std::move(each));
    try {
      (void)session_.client().run(items, Effect::Writes, countdown_.for_next_request(), cancel_);
    } catch (const OdbcError& error) {
      DryRun run{.reached_end = error.text().find(end_mark) != std::string::npos, .set = named_set(error.text())};
      if (!run.reached_end && !run.set) run.error = error;
      return run;
    }
    throw OdbcError(State::CommunicationLinkFailure,
                    "D1 ran a batch that had to fail, while the driver looked for the set it refused. {}",
                    outcome_unknown_text);
  }

  const Session& session_;
  const StatementsToSend& request_;
  ParameterSets sets_;
  const Countdown& countdown_;
  CancelToken& cancel_;
};

}  // namespace

std::optional<FailedSet> find_failed_set(const Session& session, const StatementsToSend& request,
                                         const OdbcError& error, const Countdown& countdown, CancelToken& cancel) {
  if (!is_about_values(error)) return std::nullopt;
  Search search(session, request, countdown, cancel);
  if (request.array != nullptr && can_be_ignored(error)) {
    if (std::optional<FailedSet> found = search.by_ignoring(error)) return found;
  }
  return search.by_halving(error);
}

}  // namespace d1odbc
