// Owns: tests of d1/error_map with the tables behind it. Never: HTTP.
#include "d1/error_map.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "d1/failure_facts.h"
#include "d1/sql_error_table.h"

using namespace d1odbc;

namespace {

struct Row {
  std::string text;
  const char* state;
};

std::string_view code_of(State state) { return facts_of(state).code; }

OdbcError error_for(unsigned status, std::int32_t code, std::string message) {
  const std::vector<AnswerError> errors{{code, std::move(message)}};
  return error_of_answer(status, errors);
}

Trouble trouble_for(unsigned status, std::int32_t code, std::string message) {
  const std::vector<AnswerError> errors{{code, std::move(message)}};
  return facts_of_answer(status, errors).trouble;
}

}  // namespace

TEST_CASE("Every documented SQL error text has its SQLSTATE") {
  const Row rows[] = {
      {"no such table: nope: SQLITE_ERROR", "42S02"},
      {"no such table: main.nope at offset 14: SQLITE_ERROR", "42S02"},
      {"no such column: nope at offset 7: SQLITE_ERROR", "42S22"},
      {"no such column: nope: SQLITE_ERROR", "42S22"},
      {"table p has no column named nope at offset 14: SQLITE_ERROR", "42S22"},
      {"near \"SELEC\": syntax error at offset 0: SQLITE_ERROR", "42000"},
      {"incomplete input: SQLITE_ERROR", "42000"},
      {"unrecognized token: \"'abc\" at offset 7: SQLITE_ERROR", "42000"},
      {"table p already exists at offset 13: SQLITE_ERROR", "42S01"},
      {"view p already exists at offset 13: SQLITE_ERROR", "42S01"},
      {"there is already a table named p: SQLITE_ERROR", "42S01"},
      {"index ix already exists: SQLITE_ERROR", "42S11"},
      {"no such index: x: SQLITE_ERROR", "42S12"},
      {"no such view: x: SQLITE_ERROR", "42S02"},
      {"no such trigger: x: SQLITE_ERROR", "42S02"},
      {"duplicate column name: name: SQLITE_ERROR", "42S21"},
      {"UNIQUE constraint failed: p.name: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_UNIQUE)", "23000"},
      {"UNIQUE constraint failed: kine.name, kine.prev_revision: SQLITE_CONSTRAINT", "23000"},
      {"UNIQUE constraint failed: index 'ux': SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_UNIQUE)", "23000"},
      {"UNIQUE constraint failed: p.id: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_PRIMARYKEY)", "23000"},
      {"NOT NULL constraint failed: p.name: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_NOTNULL)", "23000"},
      {"CHECK constraint failed: age > 0: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_CHECK)", "23000"},
      {"FOREIGN KEY constraint failed: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_FOREIGNKEY)", "23000"},
      {"FOREIGN KEY constraint failed: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_TRIGGER)", "23000"},
      {"The transaction was rolled back since a deferred FOREIGN KEY constraint failed: SQLITE_CONSTRAINT (extended: "
       "SQLITE_CONSTRAINT_FOREIGNKEY)",
       "23000"},
      {"too old: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_TRIGGER)", "HY000"},
      {"no such table: x: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_TRIGGER)", "HY000"},
      {"UNIQUE constraint failed: by hand: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_TRIGGER)", "HY000"},
      {"at most 3 values for a group: SQLITE_CONSTRAINT", "HY000"},
      {"cannot store TEXT value in INTEGER column st.i: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_DATATYPE)",
       "22018"},
      {"datatype mismatch: SQLITE_MISMATCH", "22018"},
      {"unknown datatype for x5.a: \"VARCHAR(10)\": SQLITE_ERROR", "42000"},
      {"Wrong number of parameter bindings for SQL query.", "07002"},
      {"table p has 3 columns but 1 values were supplied: SQLITE_ERROR", "21S01"},
      {"2 values for 1 columns: SQLITE_ERROR", "21S01"},
      {"ambiguous column name: id at offset 7: SQLITE_ERROR", "42000"},
      {"no such function: nofunc at offset 7: SQLITE_ERROR", "42000"},
      {"wrong number of arguments to function abs() at offset 7: SQLITE_ERROR", "42000"},
      {"not authorized to use function: sqlite_version at offset 7: SQLITE_ERROR", "42000"},
      {"not authorized: SQLITE_AUTH", "42000"},
      {"not authorized: SQLITE_ERROR", "42000"},
      {"access to _cf_METADATA.key is prohibited: SQLITE_AUTH", "42000"},
      {"string or blob too big: SQLITE_TOOBIG", "22001"},
      {"statement too long: SQLITE_TOOBIG", "42000"},
      {"integer overflow: SQLITE_ERROR", "22003"},
      {"malformed JSON: SQLITE_ERROR", "HY000"},
      {"bad JSON path: 'x': SQLITE_ERROR", "HY000"},
      {"Cannot add a NOT NULL column with default value NULL: SQLITE_ERROR", "42000"},
      {"Cannot add a column with non-constant default: SQLITE_ERROR", "42000"},
      {"cannot INSERT into generated column \"b\": SQLITE_ERROR", "42000"},
      {"cannot modify vv because it is a view: SQLITE_ERROR", "42000"},
      {"use DROP VIEW to delete view vv: SQLITE_ERROR", "42000"},
      {"To execute a transaction, please use the state.storage.transaction() or ...", "HYC00"},
      {"too many SQL variables at offset 310: SQLITE_ERROR", "42000"},
      {"variable number must be between ?1 and ?100 at offset 7: SQLITE_ERROR", "42000"},
      {"too many columns in result set: SQLITE_ERROR", "42000"},
      {"LIKE or GLOB pattern too complex: SQLITE_ERROR", "42000"},
      {"too many terms in compound SELECT: SQLITE_ERROR", "42000"},
      {"Expression tree is too large (maximum depth 100): SQLITE_ERROR", "42000"},
      {"SQL code did not contain a statement.", "42000"},
      {"No SQL statements detected.", "42000"},
      {"D1_ERROR: no such table: nope: SQLITE_ERROR", "42S02"},
      {"D1_ERROR: near \"x\": syntax error at offset 0: SQLITE_ERROR", "42000"},
      {"something new: SQLITE_ERROR", "HY000"},
      {"", "HY000"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(code_of(state_of_sql_error(row.text)) == row.state);
    CHECK(code_of(error_for(400, 7500, row.text).state()) == row.state);
  }
}

TEST_CASE("Names in a text do not decide what it is") {
  const Row rows[] = {
      {"no such column: syntax error: SQLITE_ERROR", "42S22"},
      {"near \"no such table: \": syntax error at offset 3: SQLITE_ERROR", "42000"},
      {"no such table: 2 values for 1: SQLITE_ERROR", "42S02"},
      {"no such table: D1 DB is overloaded: SQLITE_ERROR", "42S02"},
      {"no such table: x (extended: SQLITE_AUTH: SQLITE_ERROR", "42S02"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(code_of(error_for(400, 7500, row.text).state()) == row.state);
    CHECK(trouble_for(400, 7500, row.text) == Trouble::Final);
  }
}

TEST_CASE("The text and the code stay D1's, with a hint behind") {
  const OdbcError plain = error_for(400, 7500, "no such table: nope: SQLITE_ERROR");
  CHECK(plain.text() == "no such table: nope: SQLITE_ERROR");
  CHECK(plain.native_code() == 7500);
  const OdbcError hinted = error_for(400, 7500, "too many columns in result set: SQLITE_ERROR");
  CHECK(hinted.text() == "too many columns in result set: SQLITE_ERROR. D1 returns at most 100 columns: select fewer.");
  const OdbcError sentence = error_for(400, 7500, "SQL code did not contain a statement.");
  CHECK(sentence.text() == "SQL code did not contain a statement. The text holds nothing but blanks and comments.");
  const OdbcError transaction =
      error_for(400, 7500, "To execute a transaction, please use the state.storage.transaction()");
  CHECK(transaction.text().find("Transactions=deferred") != std::string::npos);
}

TEST_CASE("Codes, documented texts and statuses have their SQLSTATE and their trouble") {
  struct Answer {
    unsigned status;
    std::int32_t code;
    std::string message;
    const char* state;
    Trouble trouble;
  };
  const Answer rows[] = {
      {400, 7400, "Invalid property: databaseId => Invalid uuid", "08004", Trouble::Final},
      {400, 7400, "Invalid property: name => Required", "HY000", Trouble::Final},
      {400, 7400, "The request is malformed: params with multiple statements is not supported", "42000",
       Trouble::Final},
      {400, 6003, "Invalid request headers", "28000", Trouble::Final},
      {401, 10000, "Authentication error", "28000", Trouble::Final},
      {403, 10000, "Forbidden", "28000", Trouble::Final},
      {403, 7403, "The given account is not valid or is not authorized to access this service", "28000",
       Trouble::Final},
      {403, 9109, "Unauthorized to access requested resource", "28000", Trouble::Final},
      {401, 9109, "Invalid access token", "28000", Trouble::Final},
      {401, 10001, "Unable to authenticate request", "28000", Trouble::Final},
      {404, 7404, "The database 00000000 could not be found", "08004", Trouble::Final},
      {400, 7003, "Could not route to /accounts/x", "08004", Trouble::Final},
      {405, 7001, "POST not supported for requested URI.", "08001", Trouble::Final},
      {429, 7429, "D1 DB is overloaded. Requests queued for too long.", "HYT00", Trouble::Throttled},
      {429, 7429, "Your account is generating too much load on D1 DBs. Please back off and try again later.", "HYT00",
       Trouble::Throttled},
      {429, 7429, "D1 DB storage operation exceeded timeout which caused object to be reset.", "HYT00",
       Trouble::Unclear},
      {429, 7429, "D1 DB exceeded its CPU time limit and was reset.", "HYT00", Trouble::Unclear},
      {429, 7429, "D1 DB's isolate exceeded its memory limit and was reset.", "HY000", Trouble::Unclear},
      {500, 7500, "D1 DB is overloaded. Requests queued for too long.", "HYT00", Trouble::Transient},
      {429, 971, "Please wait and consider throttling your request speed", "HYT00", Trouble::Throttled},
      {429, 0, "", "HYT00", Trouble::Throttled},
      {500, 7500, "internal error; reference = abc", "08S01", Trouble::Transient},
      {400, 7500, "Network connection lost.", "08S01", Trouble::Transient},
      {500, 7500, "D1 DB reset because its code was updated.", "08S01", Trouble::Transient},
      {500, 7500, "Internal error while starting up D1 DB storage caused object to be reset.", "08S01",
       Trouble::Transient},
      {500, 7500, "Internal error in D1 DB storage caused object to be reset.", "08S01", Trouble::Transient},
      {500, 7500, "Cannot resolve D1 DB due to transient issue on remote node.", "08S01", Trouble::Transient},
      {500, 7500, "Replica disconnected from primary.", "08S01", Trouble::Transient},
      {500, 7500, "Can't read from request stream because client disconnected.", "08S01", Trouble::Transient},
      {429, 7500, "Your account has exceeded D1's free tier daily row read limit. Upgrade", "HY000", Trouble::Final},
      {400, 7500, "Exceeded maximum DB size", "HY000", Trouble::Final},
      {400, 7500, "Currently processing a long-running export", "HY000", Trouble::Final},
      {500, 10001, "no such table: x: SQLITE_ERROR", "42S02", Trouble::Final},
      {500, 7500, "brand new: SQLITE_ERROR", "HY000", Trouble::Final},
      {502, 0, "HTTP 502 with text/html", "08S01", Trouble::Transient},
      {522, 522, "Connection timed out", "08S01", Trouble::Transient},
      {408, 0, "", "08S01", Trouble::Transient},
      {302, 0, "", "08001", Trouble::Final},
      {413, 0, "", "HY000", Trouble::Final},
      {418, 0, "", "HY000", Trouble::Unclear},
      {400, 7500, "storage lost its leadership", "HY000", Trouble::Unclear},
      {200, 7500, "storage lost its leadership", "HY000", Trouble::Unclear},
      {400, 7500, "brand new: SQLITE_BUSY", "HY000", Trouble::Final},
      {400, 7500, "Wrong number of parameter bindings for SQL query.", "07002", Trouble::Final},
      {500, 7500, "Wrong number of parameter bindings for SQL query.", "07002", Trouble::Unclear},
      {500, 7500, "Exceeded maximum DB size", "HY000", Trouble::Unclear},
      {502, 10000, "Authentication error", "08S01", Trouble::Transient},
      {503, 7429, "", "08S01", Trouble::Transient},
      {504, 7400, "upstream timed out", "08S01", Trouble::Transient},
      {403, 0, "HTTP 403 with text/html", "28000", Trouble::Final},
  };
  for (const Answer& row : rows) {
    CAPTURE(row.status);
    CAPTURE(row.code);
    CAPTURE(row.message);
    const OdbcError error = error_for(row.status, row.code, row.message);
    CHECK(code_of(error.state()) == row.state);
    CHECK(error.native_code() == row.code);
    CHECK(trouble_for(row.status, row.code, row.message) == row.trouble);
  }
}

TEST_CASE("A gateway's page, or an error that says nothing, proves nothing of what D1 did") {
  struct Row {
    unsigned status;
    Trouble trouble;
  };
  const Row rows[] = {
      {302, Trouble::Final},     {400, Trouble::Unclear},   {401, Trouble::Unclear},   {403, Trouble::Unclear},
      {404, Trouble::Unclear},   {405, Trouble::Unclear},   {413, Trouble::Unclear},   {499, Trouble::Unclear},
      {429, Trouble::Transient}, {408, Trouble::Transient}, {502, Trouble::Transient},
  };
  const std::vector<AnswerError> page{{0, "HTTP with text/html: no", true}};
  for (const Row& row : rows) {
    CAPTURE(row.status);
    CHECK(facts_of_answer(row.status, page).trouble == row.trouble);
    CHECK(facts_of_answer(row.status, {}).trouble == row.trouble);
  }
}

TEST_CASE("A text with SQLite's code counts before any other error, with any status") {
  const std::vector<AnswerError> errors{{10000, "Network connection lost."}, {7500, "no such table: t: SQLITE_ERROR"}};
  for (const unsigned status : {200U, 400U, 502U}) {
    CAPTURE(status);
    CHECK(facts_of_answer(status, errors).trouble == Trouble::Final);
    CHECK(code_of(facts_of_answer(status, errors).state) == "42S02");
  }
}

TEST_CASE("Error 971 means five minutes unless D1 says otherwise") {
  const std::vector<AnswerError> errors{{971, "Please wait"}};
  CHECK(facts_of_answer(429, errors).usual_wait == std::chrono::seconds{300});
}

TEST_CASE("An answer without errors is named by its status") {
  CHECK(error_of_answer(418, {}).text() == "D1 answered HTTP 418 without saying why.");
  CHECK(error_for(418, 7, "").text() == "D1 answered HTTP 418 with error 7.");
}

TEST_CASE("The first error with a text is the one that is told") {
  const std::vector<AnswerError> errors{{5, ""}, {7500, "no such table: t: SQLITE_ERROR"}};
  const OdbcError error = error_of_answer(400, errors);
  CHECK(error.text() == "no such table: t: SQLITE_ERROR");
  CHECK(error.native_code() == 7500);
  CHECK(code_of(error.state()) == "42S02");
}

TEST_CASE("No row of the table is hidden by an earlier one") {
  for (const SqlErrorRow& row : sql_error_table()) {
    const std::string code = row.code.empty() ? "" : ": SQLITE_" + std::string(row.code);
    const std::string text = std::string(row.start) + "7" + std::string(row.rest) + code;
    CAPTURE(text);
    CHECK(facts_of_sql_error(text) == &row.facts);
  }
}
