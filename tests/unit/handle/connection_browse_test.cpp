// Owns: tests of handle/connection_browse: what is asked for after what was given. Never: the network, a handle.
#include "handle/connection_browse.h"

#include <doctest/doctest.h>

#include <string>

#include "config/given_surroundings.h"
#include "error/state_code.h"

using namespace d1odbc;
using d1odbc::testing::thrown_by;
using Step = ConnectionBrowse::Step;

namespace {

/// A conversation with the diagnostics of the last request.
struct Talk {
  SettingSources sources;
  ConnectionBrowse browse;
  Diagnostics told;

  explicit Talk(SettingSources given = given_surroundings("", {}, {}), const std::string& database = "")
      : sources(std::move(given)), browse(sources, database) {}

  Step say(const std::string& request) {
    told.clear();
    browse.take(parse_connection_string(request), told);
    return browse.next(told);
  }

  std::string states() const {
    std::string all;
    for (const DiagnosticRecord& record : told.records())
      all.append(all.empty() ? "" : " ").append(facts_of(record.state).code);
    return all;
  }
};

DatabaseListing listing(std::initializer_list<const char*> names, bool complete = true) {
  DatabaseListing all{{}, complete};
  for (const char* name : names) all.databases.push_back({"uuid-of-" + std::string(name), name});
  return all;
}

}  // namespace

TEST_CASE("browsing asks for token and account, then for a database of the list, then connects") {
  Talk talk;
  CHECK(talk.say("DRIVER={Cloudflare D1}") == Step::Ask);
  CHECK(talk.browse.result() == "Token:API token=?;Account:Account ID=?");
  CHECK(talk.say("Token=t0ken") == Step::Ask);
  CHECK(talk.browse.result() == "Account:Account ID=?");
  CHECK(talk.say("Account=abc") == Step::ListDatabases);
  talk.browse.set_databases(listing({"one", "two-2"}), talk.told);
  CHECK(talk.browse.next(talk.told) == Step::Ask);
  CHECK(talk.browse.result() == "Database:Database={one,two-2}");
  CHECK(talk.say("Database=two-2") == Step::Connect);
  CHECK(talk.told.empty());
  CHECK(talk.browse.settings().text(Keyword::Database) == "two-2");
  CHECK(talk.browse.settings().completed_string() == "DRIVER={Cloudflare D1};Token=t0ken;Account=abc;Database=two-2;");
}

TEST_CASE("the pieces may come in any order, by their ODBC names and all at once") {
  Talk order;
  CHECK(order.say("DRIVER=x;Database=one;Timeout=5") == Step::Ask);
  CHECK(order.say("PWD=t") == Step::Ask);
  CHECK(order.say("uid=a") == Step::Connect);
  CHECK(order.browse.settings().number(Keyword::Timeout) == 5);
  Talk once;
  CHECK(once.say("DRIVER=x;Token=t;Account=a;Database=one") == Step::Connect);
}

TEST_CASE("what the data source or the environment has is not asked for, and no token of theirs is in the string") {
  Talk talk(given_surroundings("shop", {{"Account", "a"}, {"Token", "s3cret"}}, {}));
  CHECK(talk.say("DSN=shop") == Step::ListDatabases);
  talk.browse.set_databases(listing({"one"}), talk.told);
  CHECK(talk.browse.result().find("s3cret") == std::string::npos);
  CHECK(talk.say("Database=one") == Step::Connect);
  CHECK(talk.browse.settings().text(Keyword::Token) == "s3cret");
  CHECK(talk.browse.settings().completed_string() == "DSN=shop;Database=one;Account=a;");
  Talk variables(given_surroundings("", {}, {{"CF_ACCOUNT_ID", "a"}, {"CF_API_TOKEN", "t"}, {"CF_DATABASE_ID", "d"}}));
  CHECK(variables.say("DRIVER=x") == Step::Connect);
}

TEST_CASE("an endpoint waits for a token of its own: no other token is used with it") {
  Talk talk(given_surroundings("", {}, {{"CF_API_TOKEN", "environment-token"}, {"CF_ACCOUNT_ID", "a"}}));
  CHECK(talk.say("DRIVER=x;Endpoint=https://localhost/v4;CAFile=/ca.pem") == Step::Ask);
  CHECK(talk.browse.result() == "Token:API token=?");
  CHECK(talk.say("Token=mine;Database=d") == Step::Connect);
  CHECK(talk.browse.settings().text(Keyword::Token) == "mine");
  CHECK(talk.browse.settings().text(Keyword::Endpoint) == "https://localhost/v4");
  CHECK(talk.browse.settings().text(Keyword::CaFile) == "/ca.pem");
}

TEST_CASE("a token that may not go where the data source says is 28000") {
  Talk talk(given_surroundings("shop", {{"Endpoint", "https://elsewhere/v4"}}, {}));
  talk.browse.take(parse_connection_string("DSN=shop;Token=mine;Account=a"), talk.told);
  CHECK(thrown_by([&] { return talk.browse.next(talk.told); }) == "28000");
}

TEST_CASE("keywords that are unknown, do not fit or were settled before are 01S00 and ignored") {
  struct Row {
    const char *request, *states;
  };
  for (const Row& row :
       {Row{"Nonsense=1", "01S00"}, Row{"Timeout=soon", "01S00"}, Row{"Account=other", "01S00"},
        Row{"UID=other", "01S00"}, Row{"just words", "01S00"}, Row{"Account=a", ""}, Row{"", ""}, Row{"Account=", ""},
        Row{"CPTimeout=5", ""}, Row{"Timeout=5;Timeout=6", ""}, Row{"Nonsense=1;Account=other", "01S00 01S00"}}) {
    CAPTURE(row.request);
    Talk talk;
    CHECK(talk.say("DRIVER=x;Account=a") == Step::Ask);
    CHECK(talk.told.empty());
    CHECK(talk.say(row.request) == Step::Ask);
    CHECK(talk.states() == row.states);
    CHECK(talk.browse.result() == "Token:API token=?");
    CHECK(talk.say("Token=t;Database=d") == Step::Connect);
    CHECK(talk.told.empty());
    CHECK(talk.browse.settings().text(Keyword::Account) == "a");
  }
}

TEST_CASE("a warning about the data source comes once") {
  Talk talk(given_surroundings("shop", {{"Timeout", "soon"}}, {}));
  CHECK(talk.say("DSN=shop") == Step::Ask);
  CHECK(talk.states() == "01S00");
  CHECK(talk.say("Token=t") == Step::Ask);
  CHECK(talk.told.empty());
}

TEST_CASE("a refused token is asked for again, with the account, and what the data source has is not tried instead") {
  Talk talk(given_surroundings("shop", {{"Token", "other"}}, {}));
  CHECK(talk.say("DSN=shop;Token=wrong;Account=a;Database=d") == Step::Connect);
  CHECK(talk.browse.goes_on_after(State::InvalidAuthorization));
  CHECK(talk.browse.next(talk.told) == Step::Ask);
  CHECK(talk.browse.result() == "Token:API token=?;Account:Account ID=?");
  CHECK(talk.say("Token=right;Account=b") == Step::Connect);
  CHECK(talk.told.empty());
  CHECK(talk.browse.settings().text(Keyword::Token) == "right");
  CHECK(talk.browse.settings().text(Keyword::Account) == "b");
  CHECK(talk.browse.settings().text(Keyword::Database) == "d");
}

TEST_CASE("a refused database is asked for again out of the list") {
  Talk talk;
  CHECK(talk.say("DRIVER=x;Token=t;Account=a;Database=wrong") == Step::Connect);
  CHECK(talk.browse.goes_on_after(State::ServerRejectedConnection));
  CHECK(talk.browse.next(talk.told) == Step::ListDatabases);
  talk.browse.set_databases(listing({"one"}), talk.told);
  CHECK(talk.browse.next(talk.told) == Step::Ask);
  CHECK(talk.browse.result() == "Database:Database={one}");
  CHECK(talk.say("Database=one") == Step::Connect);
}

TEST_CASE("a failure that is not about what the last request gave ends the conversation") {
  Talk talk;
  CHECK(talk.say("DRIVER=x;Token=t;Account=a") == Step::ListDatabases);
  for (const State state : {State::UnableToConnect, State::CommunicationLinkFailure, State::Timeout,
                            State::ServerRejectedConnection, State::InvalidAttributeValue}) {
    CAPTURE(facts_of(state).code);
    CHECK_FALSE(talk.browse.goes_on_after(state));
  }
  talk.browse.set_databases(listing({"one"}), talk.told);
  CHECK(talk.say("Database=one") == Step::Connect);
  CHECK_FALSE(talk.browse.goes_on_after(State::InvalidAuthorization));
}

TEST_CASE("the list holds what the result string can hold, and says when that is not all") {
  Talk talk;
  CHECK(talk.say("DRIVER=x;Token=t;Account=a") == Step::ListDatabases);
  SUBCASE("no database") {
    talk.browse.set_databases(listing({}), talk.told);
    CHECK(talk.browse.result() == "Database:Database=?");
    CHECK(talk.told.empty());
  }
  SUBCASE("names that would break the string") {
    talk.browse.set_databases(listing({"a,b", "x}y", "semi;colon", "fine", "co:lon", "line\nend"}), talk.told);
    CHECK(talk.browse.result() == "Database:Database={fine}");
    CHECK(talk.states() == "01000");
  }
  SUBCASE("more databases than pages were read") {
    talk.browse.set_databases(listing({"one"}, false), talk.told);
    CHECK(talk.browse.result() == "Database:Database={one}");
    CHECK(talk.states() == "01000");
  }
  SUBCASE("a list longer than a length of 16 bits can tell") {
    DatabaseListing long_one;
    for (int number = 0; number < 2000; ++number)
      long_one.databases.push_back({"u", "database-with-a-long-name-" + std::to_string(number)});
    talk.browse.set_databases(long_one, talk.told);
    CHECK(talk.browse.result().size() < 32767);
    CHECK(talk.browse.result().size() > 31000);
    CHECK(talk.states() == "01000");
  }
}

TEST_CASE("the current catalog is the database when the application names none") {
  Talk without(given_surroundings("shop", {{"Database", "of-the-dsn"}, {"Token", "t"}, {"Account", "a"}}, {}),
               "wanted");
  CHECK(without.say("DSN=shop") == Step::Connect);
  CHECK(without.browse.settings().text(Keyword::Database) == "wanted");
  Talk with(given_surroundings("", {}, {}), "wanted");
  CHECK(with.say("DRIVER=x;Token=t;Account=a;Database=named") == Step::Connect);
  CHECK(with.browse.settings().text(Keyword::Database) == "named");
  CHECK(with.told.empty());
}
