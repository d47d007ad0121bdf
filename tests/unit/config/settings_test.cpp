// Owns: the claims about merging settings. Never: design D11 (trust_test), the grammar of connection strings.
#include "config/settings.h"

#include <doctest/doctest.h>

#include "given_surroundings.h"

namespace d1odbc {
namespace {

const Table no_table;

struct Merged {
  Settings settings;
  std::vector<std::string> warnings;
};

Merged merged(const std::string& text, const Table& section = no_table, const Table& variables = no_table) {
  Diagnostics diagnostics;
  Merged result{
      Settings::merge(parse_connection_string(text), given_surroundings("x", section, variables), diagnostics), {}};
  for (const DiagnosticRecord& record : diagnostics.records()) {
    CHECK(record.state == State::InvalidConnectionStringAttribute);
    result.warnings.push_back(record.text);
  }
  return result;
}

TEST_CASE("without any source every keyword has its documented default") {
  const Settings settings = merged("").settings;
  const std::vector<std::pair<Keyword, std::string>> rows = {
      {Keyword::Account, ""},
      {Keyword::Token, ""},
      {Keyword::Database, ""},
      {Keyword::Endpoint, "https://api.cloudflare.com/client/v4"},
      {Keyword::LoginTimeout, "15"},
      {Keyword::Timeout, "60"},
      {Keyword::ReadOnly, "no"},
      {Keyword::Transactions, "immediate"},
      {Keyword::CaFile, ""},
      {Keyword::Proxy, ""},
      {Keyword::Compression, "yes"},
      {Keyword::Retries, "2"},
      {Keyword::MaxConnections, "8"},
      {Keyword::LongSize, "65535"},
      {Keyword::LosslessIntegers, "auto"},
      {Keyword::WideTypes, "auto"},
      {Keyword::IntegerType, "bigint"},
      {Keyword::SchemaCacheSeconds, "60"},
      {Keyword::DbmsName, "SQLite"},
      {Keyword::DbmsVersion, "03.47.0000"},
      {Keyword::Trace, "no"},
      {Keyword::TraceFile, ""},
  };
  for (const auto& [keyword, value] : rows) {
    CAPTURE(facts_of(keyword).name);
    CHECK(settings.text(keyword) == value);
    CHECK(Settings().text(keyword) == value);
    CHECK(settings.source(keyword) == Source::Default);
  }
  CHECK(settings.number(Keyword::LoginTimeout) == 15);
  CHECK(settings.number(Keyword::LongSize) == 65'535);
  CHECK(settings.flag(Keyword::Compression));
  CHECK_FALSE(settings.flag(Keyword::ReadOnly));
}

TEST_CASE("the connection string wins over the DSN, the DSN over the environment") {
  const Table section = {{"Account", "from dsn"}, {"Database", "from dsn"}};
  const Table variables = {{"CF_ACCOUNT_ID", "from env"}, {"CF_DATABASE_ID", "from env"}, {"CF_API_TOKEN", "from env"}};
  const Settings settings = merged("DSN=x;Account=from string", section, variables).settings;
  CHECK(settings.text(Keyword::Account) == "from string");
  CHECK(settings.source(Keyword::Account) == Source::ConnectionString);
  CHECK(settings.text(Keyword::Database) == "from dsn");
  CHECK(settings.source(Keyword::Database) == Source::Dsn);
  CHECK(settings.text(Keyword::Token) == "from env");
  CHECK(settings.source(Keyword::Token) == Source::Environment);
}

TEST_CASE("an empty value counts as unset, as isql sends them") {
  const Table section = {{"UID", "account"}, {"Token", "token"}, {"Database", "db"}};
  const Merged result = merged("DSN=x;UID=;PWD={};Database=", section);
  CHECK(result.settings.text(Keyword::Account) == "account");
  CHECK(result.settings.text(Keyword::Token) == "token");
  CHECK(result.settings.text(Keyword::Database) == "db");
  CHECK(result.warnings.empty());
  CHECK(merged("UID=;Account=a").settings.text(Keyword::Account) == "a");
}

TEST_CASE("of a keyword and its alias the first in the string counts") {
  CHECK(merged("UID=first;Account=second").settings.text(Keyword::Account) == "first");
  CHECK(merged("token=first;PWD=second").settings.text(Keyword::Token) == "first");
}

TEST_CASE("each variable of the environment is a fallback, the CF_ name first") {
  struct Row {
    const char* variable;
    Keyword keyword;
  };
  for (const Row& row : {Row{"CF_ACCOUNT_ID", Keyword::Account}, Row{"CLOUDFLARE_ACCOUNT_ID", Keyword::Account},
                         Row{"CF_API_TOKEN", Keyword::Token}, Row{"CLOUDFLARE_API_TOKEN", Keyword::Token},
                         Row{"CF_DATABASE_ID", Keyword::Database}, Row{"CF_D1_BASE_URL", Keyword::Endpoint}}) {
    CAPTURE(row.variable);
    const Settings settings = merged("", {}, {{row.variable, " value\n"}}).settings;
    CHECK(settings.text(row.keyword) == "value");
    CHECK(settings.source(row.keyword) == Source::Environment);
  }
  const Table both = {{"CF_API_TOKEN", "short"}, {"CLOUDFLARE_API_TOKEN", "long"}};
  CHECK(merged("", {}, both).settings.text(Keyword::Token) == "short");
  const Table empty_first = {{"CF_API_TOKEN", ""}, {"CLOUDFLARE_API_TOKEN", "long"}};
  CHECK(merged("", {}, empty_first).settings.text(Keyword::Token) == "long");
}

TEST_CASE("of DSN and DRIVER the first one counts") {
  const Table section = {{"Account", "dsn account"}};
  const Settings dsn_first = merged("DSN=x;DRIVER={Cloudflare D1}", section).settings;
  CHECK(dsn_first.text(Keyword::Account) == "dsn account");
  CHECK(dsn_first.text(Keyword::Dsn) == "x");
  CHECK(dsn_first.text(Keyword::Driver).empty());

  const Settings driver_first = merged("DRIVER={Cloudflare D1};DSN=x", section).settings;
  CHECK(driver_first.text(Keyword::Account).empty());
  CHECK(driver_first.text(Keyword::Dsn).empty());
  CHECK(driver_first.text(Keyword::Driver) == "Cloudflare D1");
}

TEST_CASE("a string with neither DSN nor DRIVER reads the data source DEFAULT") {
  Diagnostics diagnostics;
  const SettingSources surroundings = given_surroundings("DEFAULT", {{"Account", "a"}}, {});
  const Settings settings = Settings::merge({{"Database", "d"}}, surroundings, diagnostics);
  CHECK(settings.text(Keyword::Account) == "a");
  CHECK(settings.text(Keyword::Dsn).empty());
}

TEST_CASE("a data source name that no section can have is not looked up") {
  for (const std::string& name : {std::string(129, 'x'), std::string("a]b"), std::string("a\nb")}) {
    CAPTURE(name);
    Diagnostics diagnostics;
    const SettingSources surroundings{.dsn_value = [](auto, auto) -> std::string { throw 1; },
                                      .environment = [](const char*) { return std::nullopt; }};
    CHECK_NOTHROW((void)Settings::merge({{"DSN", name}}, surroundings, diagnostics));
    CHECK(diagnostics.size() >= 1);
  }
}

TEST_CASE("an unknown keyword is 01S00, names itself and changes nothing else") {
  const Merged result = merged("Acount=typo;Account=a");
  CHECK(result.warnings == std::vector<std::string>{"The keyword 'Acount' is not known and was ignored."});
  CHECK(result.settings.text(Keyword::Account) == "a");
}

TEST_CASE("an unknown keyword with odd bytes cannot act on a terminal or fill the message") {
  const Merged result = merged("\x1B[31m\xFF=1;" + std::string(500, 'k') + "=2");
  REQUIRE(result.warnings.size() == 2);
  CHECK(result.warnings[0] == "The keyword '?[31m?' is not known and was ignored.");
  CHECK(result.warnings[1] == "The keyword '" + std::string(64, 'k') + "...' is not known and was ignored.");
}

TEST_CASE("a part without a keyword is 01S00 and is not shown, since it may be half a token") {
  const Merged result = merged("Token=abc;SECRETTAIL");
  REQUIRE(result.warnings.size() == 1);
  CHECK(result.warnings[0].find("SECRETTAIL") == std::string::npos);
  CHECK(result.settings.completed_string().find("SECRETTAIL") == std::string::npos);
}

TEST_CASE("the driver manager's own keywords never warn") {
  for (const std::string name : {"DSN",           "Driver",
                                 "FILEDSN",       "SaveFile",
                                 "Description",   "Driver64",
                                 "Setup",         "Setup64",
                                 "UsageCount",    "Threading",
                                 "CPTimeout",     "CPReuse",
                                 "CPTimeToLive",  "DontDLClose",
                                 "FileUsage",     "DMEnvAttr",
                                 "DMConnAttr",    "DMStmtAttr",
                                 "Trace",         "FakeUnicode",
                                 "IconvEncoding", "DisableGetFunctions",
                                 "dmenvattr"}) {
    CAPTURE(name);
    const std::string value = name == "Trace" ? "no" : "1";
    CHECK(merged(name + "=" + value).warnings.empty());
  }
}

TEST_CASE("a value that does not fit is 01S00 and the next source's value is used") {
  struct Row {
    std::string text;
    std::string warning;
  };
  const std::vector<Row> rows = {
      {"ReadOnly=maybe", "ReadOnly was ignored: 'maybe' is not yes or no."},
      {"Timeout=0", "Timeout was ignored: '0' is not 1 to 86400 seconds."},
      {"Timeout=abc", "Timeout was ignored: 'abc' is not 1 to 86400 seconds."},
      {"Timeout=-1", "Timeout was ignored: '-1' is not 1 to 86400 seconds."},
      {"Timeout=30s", "Timeout was ignored: '30s' is not 1 to 86400 seconds."},
      {"Timeout=99999999999999999999", "Timeout was ignored: '99999999999999999999' is not 1 to 86400 seconds."},
      {"Retries=6", "Retries was ignored: '6' is not a number from 0 to 5."},
      {"Transactions=later", "Transactions was ignored: 'later' is not immediate."},
      {"LosslessIntegers=yes", "LosslessIntegers was ignored: 'yes' is not auto, always or off."},
      {"Token={a\nb}", "Token was ignored: the value holds a control character."},
      {"Database={a\x01}", "Database was ignored: the value holds a control character."},
  };
  const Table section = {{"Timeout", "30"}, {"Token", "dsn token"}};
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const Merged result = merged("DSN=x;" + row.text, section);
    CHECK(result.warnings == std::vector<std::string>{row.warning});
    CHECK(result.settings.number(Keyword::Timeout) == 30);
    CHECK(result.settings.text(Keyword::Token) == "dsn token");
    CHECK(result.settings.number(Keyword::Retries) == 2);
  }
}

TEST_CASE("values come out in one spelling") {
  struct Row {
    std::string text;
    Keyword keyword;
    std::string value;
  };
  const std::vector<Row> rows = {
      {"ReadOnly=YES", Keyword::ReadOnly, "yes"},
      {"ReadOnly=true", Keyword::ReadOnly, "yes"},
      {"ReadOnly=1", Keyword::ReadOnly, "yes"},
      {"ReadOnly=On", Keyword::ReadOnly, "yes"},
      {"Compression=No", Keyword::Compression, "no"},
      {"Compression=FALSE", Keyword::Compression, "no"},
      {"Compression=0", Keyword::Compression, "no"},
      {"Compression=off", Keyword::Compression, "no"},
      {"Transactions=Immediate", Keyword::Transactions, "immediate"},
      {"Timeout={ 007 }", Keyword::Timeout, "7"},
      {"Retries=0", Keyword::Retries, "0"},
      {"SchemaCacheSeconds=0", Keyword::SchemaCacheSeconds, "0"},
      {"Token={ a;b }", Keyword::Token, " a;b "},
      {"Database=Naïve", Keyword::Database, "Naïve"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(merged(row.text).settings.text(row.keyword) == row.value);
    CHECK(merged(row.text).warnings.empty());
  }
}

TEST_CASE("missing names the required keywords without a value") {
  using Names = std::vector<std::string_view>;
  CHECK(merged("").settings.missing() == Names{"Account", "Token", "Database"});
  CHECK(merged("UID=a;Database=d").settings.missing() == Names{"Token"});
  CHECK(merged("UID=a;PWD=t;Database=d").settings.missing().empty());
}

TEST_CASE("the completed string is the caller's, then what the DSN filled in, never the DSN's token") {
  const Table section = {{"Account", "acc"},      {"Token", "dsn-secret"},
                         {"Database", "d;b"},     {"Endpoint", "http://[::1]:8"},
                         {"Proxy", "http://p:1"}, {"Timeout", "5"}};
  const std::string completed =
      merged("DSN=x;UID=;ReadOnly=1", section, {{"CF_DATABASE_ID", "env"}}).settings.completed_string();
  CHECK(completed == "DSN=x;UID=;ReadOnly=1;Account=acc;Database={d;b};Timeout=5;");
}

TEST_CASE("the completed string holds the token when the caller's string had it") {
  const Settings settings = merged("DRIVER={Cloudflare D1};UID=a;PWD=mine;Database=d").settings;
  CHECK(settings.completed_string() == "DRIVER={Cloudflare D1};UID=a;PWD=mine;Database=d;");
}

TEST_CASE("connecting again with the completed string gives the same settings") {
  const Table section = {
      {"Account", "acc"},    {"Token", "t"},        {"Database", "d"}, {"Endpoint", "http://[::1]:8"},
      {"CAFile", "/ca.pem"}, {"Proxy", "http://p"}, {"Trace", "yes"},  {"TraceFile", "/t"},
      {"LongSize", "10"}};
  for (const std::string text : {"DSN=x", "DSN=x;ReadOnly=yes;Bad", "DSN=x;Timeout=bad;PWD="}) {
    CAPTURE(text);
    const Settings first = merged(text, section).settings;
    const Settings again = merged(first.completed_string(), section).settings;
    for (const KeywordFacts& facts : all_keywords()) {
      CAPTURE(facts.name);
      CHECK(again.text(facts.keyword) == first.text(facts.keyword));
    }
  }
}

}  // namespace
}  // namespace d1odbc
