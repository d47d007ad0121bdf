// Owns: the order of the items. Never: the forms of values (bound_statement, array_plan).
#include "execute/bound_request.h"

#include <string>
#include <utility>

#include "d1/limits.h"
#include "execute/array_plan.h"
#include "execute/bound_statement.h"

namespace d1odbc {

namespace {

Place add(std::vector<D1Statement>& items, std::optional<D1Statement> item) {
  if (!item) return std::nullopt;
  items.push_back(std::move(*item));
  return items.size() - 1;
}

void bind_statement(BoundRequest& bound, const StatementText& statement, const std::optional<StatementText>& rewritten,
                    const std::vector<Value>& values) {
  std::optional<D1Statement> lossless;
  if (rewritten) lossless = bound_statement(*rewritten, values);
  if (lossless && lossless->sql.size() > d1_limits::statement_bytes) lossless.reset();
  bound.is_lossless.push_back(lossless.has_value());
  bound.places.push_back(bound.items.size());
  bound.items.push_back(lossless ? std::move(*lossless) : bound_statement(statement, values));
}

/// All sets but the last: that goes by itself, so that what is asked behind it is about it alone, as ever.
void bind_packed(BoundRequest& bound, const StatementsToSend& request, const WriteQuestions& questions) {
  bound.before.push_back(add(bound.items, questions.before()));
  for (ArrayPlan::Part& part : request.array->parts(request.sets.first(request.sets.size() - 1))) {
    bound.is_lossless.push_back(false);
    bound.places.push_back(bound.items.size());
    bound.items.push_back(std::move(part.statement));
    bound.behind.push_back(add(bound.items, questions.behind(false)));
  }
}

}  // namespace

BoundRequest bind_request(const StatementsToSend& request, const std::vector<WriteQuestions>& questions,
                          const RewrittenTexts& texts) {
  BoundRequest bound;
  const std::size_t packed = request.array == nullptr ? 0 : request.sets.size() - 1;
  if (packed > 0) bind_packed(bound, request, questions.front());
  for (std::size_t set = packed; set < request.sets.size(); ++set) {
    const bool is_last = set + 1 == request.sets.size();
    for (std::size_t index = 0; index < request.statements.size(); ++index) {
      if (set == 0) bound.before.push_back(add(bound.items, questions[index].before()));
      bind_statement(bound, request.statements[index], texts[index], request.sets[set]);
      bound.behind.push_back(add(bound.items, questions[index].behind(is_last)));
    }
  }
  if (request.brings_schema) bound.items.push_back({std::string(schema_query), {}});
  return bound;
}

}  // namespace d1odbc
