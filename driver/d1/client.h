// Owns: requests to one D1 account: running statements, looking up databases, retries. Never: ODBC handles, SQL
// rewriting.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "d1/answer.h"
#include "d1/effect.h"
#include "d1/request_body.h"
#include "d1/surroundings.h"
#include "d1/traffic.h"
#include "http/cancel.h"
#include "http/exchange.h"

namespace d1odbc {

/// How the text of an error ends after which nobody knows whether the statements took effect (design D5). Callers that
/// must give 08007 or 25S01 instead of 08S01 recognise such errors by it.
inline constexpr std::string_view outcome_unknown_text =
    "Outcome unknown: the statement may or may not have run; look before it is sent again.";

struct DatabasePage;

/// Whom requests are made for and how.
struct ClientSettings {
  Route route;
  std::string account;      // 32 hex digits in practice; percent-encoded into the path
  std::string token;        // a secret
  std::string database_id;  // UUID; may be empty until looked up
  std::string user_agent;
  bool compression = true;
  unsigned retries = 2;                             // further tries where a retry is safe
  unsigned most_requests = 8;                       // of this token under way at once; others wait
  Traffic* traffic = &Traffic::of_process();        // never null; outlives the client
  Surroundings surroundings = real_surroundings();  // tests put plain functions here
};

/// Databases of an account. `complete`: there are no more than these.
struct DatabaseListing {
  std::vector<DatabaseEntry> databases;
  bool complete = true;
};

/// What one run brought, and what it took.
struct RunReport {
  std::vector<AnswerItem> items;  // one for each statement
  unsigned attempts = 1;          // requests sent by the driver
};

/// Not synchronised beyond what `exchange` gives: const after construction, so any thread may call.
class Client {
 public:
  /// Throws OdbcError 28000 for a token that no header can carry (control characters, blanks, nothing), without it.
  explicit Client(ClientSettings settings);

  /// Sends the statements as one request (one transaction) and reads the whole answer: an item for each statement;
  /// empty ones for questions (D1Statement::is_question) when the answer has none for them. Retries as the table in
  /// retry.h says, waiting within the deadline and cancellable. Throws OdbcError: the table in error_map.h for D1's own
  /// errors (native code = D1's), 08S01 for a lost connection or an answer that is not D1's, HYT00 timeout (connecting
  /// too) and rate limit, HY008 cancelled, 08001 could not connect, 28000 / 08004 for authorisation and unknown
  /// databases, HY001 when the memory does not hold the answer. Whenever a write may have run, the text ends with
  /// `outcome_unknown_text`, and the state is 08S01 if not HYT00, HY008 or HY001.
  [[nodiscard]] RunReport run(std::span<const D1Statement> statements, Effect effect, const Deadlines& deadlines,
                              CancelToken& cancel) const;

  /// The UUID of the database with exactly this name (case matters); reads the pages of the list until it is found.
  /// `deadlines` cover all pages together. Throws 08004 when there is none, else as `run`.
  [[nodiscard]] std::string find_database(std::string_view name, const Deadlines& deadlines, CancelToken& cancel) const;

  /// The account's databases in D1's order, from at most `most_pages` pages of 100 (one request each, `deadlines` cover
  /// them together). Throws as `run`.
  [[nodiscard]] DatabaseListing list_databases(unsigned most_pages, const Deadlines& deadlines,
                                               CancelToken& cancel) const;

  [[nodiscard]] const ClientSettings& settings() const noexcept { return settings_; }

  /// The same client for another database of the account.
  [[nodiscard]] Client with_database(std::string database_id) const;

 private:
  /// Takes a page of the list; says whether another one is wanted.
  using PageTaker = std::function<bool(const DatabasePage& page)>;

  /// Reads the list page by page (all databases, or those whose name holds `name`) until `take` has enough. False when
  /// there may be more pages.
  bool each_page(std::string_view name, unsigned most_pages, const Deadlines& deadlines, CancelToken& cancel,
                 const PageTaker& take) const;

  ClientSettings settings_;
};

}  // namespace d1odbc
