// Owns: what is known of every way an answer of D1 can fail: SQLSTATE, whether it may go again, a hint. Never: acts on
// it.
#include "d1/failure_facts.h"

#include <algorithm>
#include <array>
#include <optional>

#include "d1/sql_error_table.h"

namespace d1odbc {

namespace {

constexpr std::string_view check_token_hint = "Check Token: that it is complete, not expired, and has D1 rights.";
constexpr std::string_view check_account_hint =
    "Check Account, and that the token has D1 rights for it; a new token may need some seconds.";
constexpr std::string_view check_database_hint = "Check Database, and that Account is the account it belongs to.";
constexpr std::string_view check_endpoint_hint = "Check Endpoint: it ends with /client/v4 at Cloudflare.";
constexpr std::string_view rate_limit_hint =
    "This is the rate limit of Cloudflare's API (1,200 requests in 5 minutes for a token): wait, or send fewer, larger "
    "requests.";
constexpr std::string_view overload_hint = "The database has more work than it can do: send less at a time.";
constexpr std::string_view long_query_hint =
    "The statement did too much at once: use an index, or change fewer rows with each statement.";

struct ServiceText {
  std::string_view part;
  FailureFacts facts;
};

// Texts that Cloudflare documents for its service (d1-api 5), in any code and status.
constexpr std::array service_texts{
    ServiceText{"D1 DB reset because its code was updated", {State::CommunicationLinkFailure, Trouble::Transient}},
    ServiceText{"Internal error while starting up D1 DB storage",
                {State::CommunicationLinkFailure, Trouble::Transient}},
    ServiceText{"Network connection lost", {State::CommunicationLinkFailure, Trouble::Transient}},
    ServiceText{"Internal error in D1 DB storage", {State::CommunicationLinkFailure, Trouble::Transient}},
    ServiceText{"Cannot resolve D1 DB due to transient issue", {State::CommunicationLinkFailure, Trouble::Transient}},
    ServiceText{"Replica disconnected from primary", {State::CommunicationLinkFailure, Trouble::Transient}},
    ServiceText{"internal error; reference", {State::CommunicationLinkFailure, Trouble::Transient}},
    ServiceText{"Can't read from request stream because client", {State::CommunicationLinkFailure, Trouble::Transient}},
    ServiceText{"D1 DB is overloaded", {State::Timeout, Trouble::Throttled, overload_hint}},
    ServiceText{"generating too much load on D1 DBs", {State::Timeout, Trouble::Throttled, overload_hint}},
    ServiceText{"D1 DB storage operation exceeded timeout", {State::Timeout, Trouble::Unclear, long_query_hint}},
    ServiceText{"isolate exceeded its memory limit", {State::GeneralError, Trouble::Unclear, long_query_hint}},
    ServiceText{"D1 DB exceeded its CPU time limit", {State::Timeout, Trouble::Unclear, long_query_hint}},
    ServiceText{"Exceeded maximum DB size",
                {State::GeneralError, Trouble::Final,
                 "The database has reached D1's size limit: delete data or use another database."}},
    ServiceText{"Currently processing a long-running export",
                {State::GeneralError, Trouble::Final, "Try again when the export is done."}},
    ServiceText{"exceeded D1's free tier",
                {State::GeneralError, Trouble::Final, "The limits of the free plan start again at 00:00 UTC."}},
    ServiceText{"databaseId => Invalid uuid", {State::ServerRejectedConnection, Trouble::Final, check_database_hint}},
    ServiceText{"params with multiple statements",
                {State::SyntaxOrAccess, Trouble::Final, "Send the statements one by one, or without parameters."}},
};

struct CodeRow {
  std::int32_t code;
  FailureFacts facts;
};

// Cloudflare's error codes that mean the same in every status. 7500 is absent: there only the text decides.
constexpr std::array codes{
    CodeRow{971, {State::Timeout, Trouble::Throttled, rate_limit_hint, std::chrono::seconds{300}}},
    CodeRow{7429, {State::Timeout, Trouble::Throttled, overload_hint}},
    CodeRow{6003, {State::InvalidAuthorization, Trouble::Final, check_token_hint}},
    CodeRow{6103, {State::InvalidAuthorization, Trouble::Final, check_token_hint}},
    CodeRow{6111, {State::InvalidAuthorization, Trouble::Final, check_token_hint}},
    CodeRow{7001, {State::UnableToConnect, Trouble::Final, check_endpoint_hint}},
    CodeRow{7003,
            {State::ServerRejectedConnection, Trouble::Final,
             "Check Account: it is the account's id, 32 hexadecimal digits, and Database."}},
    CodeRow{7400, {State::GeneralError, Trouble::Final}},
    CodeRow{7403, {State::InvalidAuthorization, Trouble::Final, check_account_hint}},
    CodeRow{7404, {State::ServerRejectedConnection, Trouble::Final, check_database_hint}},
    CodeRow{7406, {State::GeneralError, Trouble::Final}},
    CodeRow{7502, {State::GeneralError, Trouble::Final}},
    CodeRow{9109, {State::InvalidAuthorization, Trouble::Final, check_token_hint}},
    CodeRow{10000, {State::InvalidAuthorization, Trouble::Final, check_token_hint}},
};

struct StatusRow {
  unsigned from, to;
  FailureFacts facts;
};

// The first row that holds the status counts.
constexpr std::array statuses{
    StatusRow{
        300, 399, {State::UnableToConnect, Trouble::Final, "Redirects are not followed: check Endpoint and Proxy."}},
    StatusRow{401, 401, {State::InvalidAuthorization, Trouble::Final, check_token_hint}},
    StatusRow{403, 403, {State::InvalidAuthorization, Trouble::Final, check_account_hint}},
    StatusRow{404, 404, {State::ServerRejectedConnection, Trouble::Final, check_database_hint}},
    StatusRow{405, 405, {State::UnableToConnect, Trouble::Final, check_endpoint_hint}},
    StatusRow{408, 408, {State::CommunicationLinkFailure, Trouble::Transient}},
    StatusRow{413,
              413,
              {State::GeneralError, Trouble::Final,
               "The request is too large for D1: send fewer or smaller values at a time."}},
    StatusRow{429, 429, {State::Timeout, Trouble::Throttled, rate_limit_hint}},
    StatusRow{500, 599, {State::CommunicationLinkFailure, Trouble::Transient}},
};

constexpr unsigned refused_for_load = 429;  // HTTP
constexpr std::string_view sqlite_code_mark = ": SQLITE_";
constexpr std::string_view trigger_code = "SQLITE_CONSTRAINT_TRIGGER";
constexpr unsigned first_client_error = 400;
constexpr unsigned first_server_error = 500;
constexpr FailureFacts unknown_sql_error{State::GeneralError, Trouble::Final};

// `CONSTRAINT` of `…: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_UNIQUE)`; empty where the text has no code.
std::string_view sqlite_code(std::string_view message) {
  const std::size_t at = message.rfind(sqlite_code_mark);
  // The extended code has the mark too, so the plain one stands before the bracket.
  const std::size_t bracket = message.rfind(" (extended: SQLITE_");
  const std::size_t plain = bracket == std::string_view::npos ? at : message.rfind(sqlite_code_mark, bracket);
  if (plain == std::string_view::npos) return {};
  const std::string_view code = message.substr(plain + sqlite_code_mark.size());
  return code.substr(0, code.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789"));
}

bool fits_code(const SqlErrorRow& row, std::string_view code) {
  return code.empty() || row.code.empty() || row.code == code;
}

// `start` then `rest`, from the first character of the text or anywhere in it.
bool fits_text(const SqlErrorRow& row, std::string_view message, bool from_first_character) {
  const std::size_t at =
      from_first_character ? (message.starts_with(row.start) ? 0 : std::string_view::npos) : message.find(row.start);
  return at != std::string_view::npos && message.find(row.rest, at + row.start.size()) != std::string_view::npos;
}

template <class Row, class Fits>
const FailureFacts* find_facts(std::span<const Row> rows, const Fits& fits) {
  const auto found = std::find_if(rows.begin(), rows.end(), fits);
  return found == rows.end() ? nullptr : &found->facts;
}

const FailureFacts* facts_of_service_text(std::string_view message) {
  return find_facts(std::span<const ServiceText>(service_texts),
                    [&](const ServiceText& row) { return message.find(row.part) != std::string_view::npos; });
}

const FailureFacts* facts_of_code(std::int32_t code) {
  return find_facts(std::span<const CodeRow>(codes), [&](const CodeRow& row) { return row.code == code; });
}

const FailureFacts* facts_of_status(unsigned status) {
  return find_facts(std::span<const StatusRow>(statuses),
                    [&](const StatusRow& row) { return status >= row.from && status <= row.to; });
}

// What the text of one error says; nullptr when it says nothing that is known.
const FailureFacts* facts_of_text(std::string_view message) {
  const FailureFacts* sql = facts_of_sql_error(message);
  if (!sqlite_code(message).empty()) return sql != nullptr ? sql : &unknown_sql_error;
  const FailureFacts* service = facts_of_service_text(message);
  return service != nullptr ? service : sql;
}

// The facts of the first error that SQLite ended; nullptr: none.
const FailureFacts* facts_of_refusal(std::span<const AnswerError> errors) {
  for (const AnswerError& error : errors) {
    if (!sqlite_code(error.message).empty()) return facts_of_text(error.message);
  }
  return nullptr;
}

FailureFacts known_facts(unsigned http_status, std::span<const AnswerError> errors) {
  for (const AnswerError& error : errors) {
    if (const FailureFacts* facts = facts_of_text(error.message)) return *facts;
  }
  // With 5xx something on the way gave up: what code it wrote does not say what D1 did.
  if (http_status < first_server_error) {
    for (const AnswerError& error : errors) {
      if (const FailureFacts* facts = facts_of_code(error.code)) return *facts;
    }
  }
  const FailureFacts* facts = facts_of_status(http_status);
  return facts != nullptr ? *facts : FailureFacts{};
}

bool are_from_json(std::span<const AnswerError> errors) {
  return std::any_of(errors.begin(), errors.end(), [](const AnswerError& error) { return !error.is_page; });
}

// `told` where the status and the source of the errors bear it out, else the best that they do.
Trouble proven(Trouble told, unsigned http_status, bool from_json) {
  if (told == Trouble::Throttled && !(http_status == refused_for_load && from_json)) return Trouble::Transient;
  const bool proves_nothing = http_status >= first_server_error || (http_status >= first_client_error && !from_json);
  return told == Trouble::Final && proves_nothing ? Trouble::Unclear : told;
}

}  // namespace

const FailureFacts* facts_of_sql_error(std::string_view message) {
  const std::string_view code = sqlite_code(message);
  const bool raised = message.find(trigger_code) != std::string_view::npos;
  for (const bool from_first_character : {true, false}) {
    // Without SQLite's code it may be another service's sentence ("… is not authorized to access …").
    if (!from_first_character && code.empty()) break;
    for (const SqlErrorRow& row : sql_error_table()) {
      if (raised && !row.may_come_from_trigger) continue;
      if (from_first_character && row.start.empty()) continue;
      if (fits_code(row, code) && fits_text(row, message, from_first_character)) return &row.facts;
    }
  }
  return nullptr;
}

FailureFacts facts_of_answer(unsigned http_status, std::span<const AnswerError> errors) {
  if (const FailureFacts* refusal = facts_of_refusal(errors)) return *refusal;
  FailureFacts facts = known_facts(http_status, errors);
  facts.trouble = proven(facts.trouble, http_status, are_from_json(errors));
  return facts;
}

}  // namespace d1odbc
