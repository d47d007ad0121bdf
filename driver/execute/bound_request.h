// Owns: the statements of one request as D1 gets them, with the questions beside them, and which item is whose. Never:
// writes texts anew, sends, reads answers.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

#include "d1/request_body.h"
#include "execute/exact_answer.h"
#include "execute/last_write.h"
#include "sql/statement_text.h"

namespace d1odbc {

/// One text for each statement of a request; nothing for those that go as they are.
using RewrittenTexts = std::vector<std::optional<StatementText>>;

using Place = std::optional<std::size_t>;  // of an item in the request

/// What is sent of a request (StatementsToSend). The lists of places and marks go by set, then by statement.
struct BoundRequest {
  std::vector<D1Statement> items;
  std::vector<std::size_t> places;  // of the statements' own items
  std::vector<Place> behind;        // of the question behind each
  std::vector<Place> before;        // by statement: of the question before its first set
  std::vector<bool> is_lossless;    // whether the item's cells come back marked

  [[nodiscard]] bool has_lossless() const { return std::ranges::find(is_lossless, true) != is_lossless.end(); }
};

/// Binds each set of the request to its statements, with the schema's query last if it is asked for. `questions` and
/// `texts` are as long as its statements. A rewritten text that is too long for D1 goes as it was given.
[[nodiscard]] BoundRequest bind_request(const StatementsToSend& request, const std::vector<WriteQuestions>& questions,
                                        const RewrittenTexts& texts);

}  // namespace d1odbc
