// Owns: a session whose D1 is a script, for the tests of execute. Never: a network.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "d1/client.h"
#include "execute/session.h"
#include "schema/mirror.h"

namespace d1odbc::testing {

/// Answers in turn what it was given and keeps the bodies that were sent.
struct ScriptedD1 {
  std::deque<std::string> answers = {};
  std::vector<std::string> bodies = {};

  ClientSettings settings() {
    ClientSettings settings;
    settings.account = "account";
    settings.token = "token-of-a-test";
    settings.database_id = "database";
    settings.retries = 0;
    settings.surroundings.exchange = [this](const Route&, const HttpRequest& request, const Deadlines&, CancelToken&,
                                            const BodySink& sink) {
      bodies.emplace_back(request.body);
      if (answers.empty()) throw HttpFailure(HttpFailure::Kind::Lost, true, "the script has ended");
      const std::string body = answers.front();
      answers.pop_front();
      const bool failed = body.find("\"success\":false") != std::string::npos;
      const HttpResponse response{.status = failed ? 400U : 200U,
                                  .content_type = "application/json",
                                  .headers = {},
                                  .wire_body_bytes = body.size()};
      sink(response, body);
      return response;
    };
    settings.surroundings.pause = [](std::chrono::milliseconds, CancelToken&) { return true; };
    settings.surroundings.now = [] { return std::chrono::steady_clock::time_point{}; };
    settings.surroundings.jitter = [] { return 0.0; };
    return settings;
  }
};

inline std::string answer_of(const std::string& items) {
  return R"({"success":true,"errors":[],"result":[)" + items + "]}";
}

/// One item: `columns` and `rows` as JSON, `changes` in its meta.
inline std::string item_of(const std::string& columns, const std::string& rows, int changes = 0) {
  return R"({"results":{"columns":)" + columns + R"(,"rows":)" + rows + R"(},"success":true,"meta":{"changes":)" +
         std::to_string(changes) + "}}";
}

inline std::string written_item(int changes) { return item_of("[]", "[]", changes); }

/// The answer to what is asked behind an INSERT: changes() and last_insert_rowid(), as text.
inline std::string counts_item(std::string changes, std::string rowid) {
  return item_of(R"(["c","r"])", "[[\"" + std::move(changes) + "\",\"" + std::move(rowid) + "\"]]");
}

/// An item that holds a schema, as the schema query brings it.
inline std::string schema_item(const std::string& rows) { return item_of(R"(["type","name","tbl_name","sql"])", rows); }

/// A table of two columns, as rows of the schema.
inline const std::string table_t =
    R"json([["table","t","t","CREATE TABLE t (a INTEGER PRIMARY KEY, b VARCHAR(20) NOT NULL, c)"]])json";

}  // namespace d1odbc::testing
