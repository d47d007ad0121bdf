// Owns: the rows of the keyword table and the search in them. Never: values of one connection.
#include "config/keywords.h"

#include <algorithm>
#include <array>

#include "config/ascii.h"

namespace d1odbc {
namespace {

using enum KeywordKind;
using enum Trust;

constexpr std::uint32_t one_day = 86'400;              // seconds
constexpr std::uint32_t largest_size = 1'073'741'823;  // characters: twice as many bytes still fit into SQLINTEGER

// clang-format off
constexpr std::array table = {
  // keyword, name, alias, kind, trust, default, choices, minimum, maximum, environment, meaning
  KeywordFacts{Keyword::Dsn, "DSN", "", Ignored, Anywhere, "", "", 0, 0, "",
               "Name of the data source whose settings are used; when DRIVER comes first in the string, DSN is ignored."},
  KeywordFacts{Keyword::Driver, "DRIVER", "", Ignored, Anywhere, "", "", 0, 0, "",
               "Name of the driver, for a connection without a data source; when DSN comes first in the string, DRIVER is ignored."},
  KeywordFacts{Keyword::FileDsn, "FILEDSN", "", Ignored, Anywhere, "", "", 0, 0, "",
               "A .dsn file; read by the driver manager, ignored by the driver."},
  KeywordFacts{Keyword::SaveFile, "SAVEFILE", "", Ignored, Anywhere, "", "", 0, 0, "",
               "A .dsn file to save the settings to; written by the driver manager, ignored by the driver."},
  KeywordFacts{Keyword::Description, "Description", "", Ignored, Anywhere, "", "", 0, 0, "",
               "Free text about the data source; ignored by the driver."},
  KeywordFacts{Keyword::Account, "Account", "UID", Text, Anywhere, "", "", 0, 0, "CF_ACCOUNT_ID|CLOUDFLARE_ACCOUNT_ID",
               "Cloudflare account id (32 hexadecimal digits); required."},
  KeywordFacts{Keyword::Token, "Token", "PWD", Secret, Anywhere, "", "", 0, 0, "CF_API_TOKEN|CLOUDFLARE_API_TOKEN",
               "API token with the permission D1 Read or D1 Edit; required; sent only to an endpoint from the same source or to Cloudflare."},
  KeywordFacts{Keyword::Database, "Database", "", Text, Anywhere, "", "", 0, 0, "CF_DATABASE_ID",
               "Name or UUID of the D1 database; required; a name costs one more request at connect."},
  KeywordFacts{Keyword::Endpoint, "Endpoint", "", Text, SameSourceAsToken, "https://api.cloudflare.com/client/v4", "", 0, 0, "CF_D1_BASE_URL",
               "Base URL of the API; one that is not Cloudflare's must come from the same source as the token."},
  KeywordFacts{Keyword::LoginTimeout, "LoginTimeout", "", Seconds, Anywhere, "15", "", 1, one_day, "",
               "Longest time for connecting."},
  KeywordFacts{Keyword::Timeout, "Timeout", "", Seconds, Anywhere, "60", "", 1, one_day, "",
               "Longest time for one request when the application sets no query timeout."},
  KeywordFacts{Keyword::ReadOnly, "ReadOnly", "", Boolean, Anywhere, "no", "", 0, 0, "",
               "Refuse every statement that is not known to read only."},
  KeywordFacts{Keyword::Transactions, "Transactions", "", Choice, Anywhere, "immediate", "immediate", 0, 0, "",
               "What autocommit off means: immediate commits each statement by itself all the same, since D1 has no transactions over several requests."},
  KeywordFacts{Keyword::CaFile, "CAFile", "", Text, WithOwnToken, "", "", 0, 0, "",
               "PEM file with the certificate authorities to trust; empty: those of the system."},
  KeywordFacts{Keyword::Proxy, "Proxy", "", Text, WithOwnToken, "", "", 0, 0, "",
               "URL of an HTTP proxy; empty: the environment's HTTPS_PROXY and NO_PROXY count."},
  KeywordFacts{Keyword::Compression, "Compression", "", Boolean, Anywhere, "yes", "", 0, 0, "",
               "Ask for compressed answers."},
  KeywordFacts{Keyword::Retries, "Retries", "", Number, Anywhere, "2", "", 0, 5, "",
               "How often a request that D1 certainly did not run, or that only reads, is sent again."},
  KeywordFacts{Keyword::MaxConnections, "MaxConnections", "", Number, Anywhere, "8", "", 1, 64, "",
               "How many requests of one token this process has under way at once; others wait for their turn."},
  KeywordFacts{Keyword::LosslessIntegers, "LosslessIntegers", "", Choice, Anywhere, "auto", "auto|always|off", 0, 0, "",
               "Integers beyond 2^53, which D1 rounds in its answers: auto reads a result that holds one again, exactly; always asks for exact values with each query, REAL apart from INTEGER and infinities too; off accepts rounding."},
  KeywordFacts{Keyword::LongSize, "LongSize", "", Number, Anywhere, "65535", "", 1, largest_size, "",
               "Size that is told for columns without a declared length; longer values still arrive whole."},
  KeywordFacts{Keyword::SchemaCacheSeconds, "SchemaCacheSeconds", "", Seconds, Anywhere, "60", "", 0, one_day, "",
               "How long the schema that was read counts as fresh; 0: ask before each use."},
  KeywordFacts{Keyword::WideTypes, "WideTypes", "", Choice, Anywhere, "auto", "auto|yes|no", 0, 0, "",
               "Describe text columns as wide types (SQL_WVARCHAR): auto decides by the functions that the application calls."},
  KeywordFacts{Keyword::IntegerType, "IntegerType", "", Choice, Anywhere, "bigint", "bigint|integer", 0, 0, "",
               "How columns of 64-bit integers are described: bigint (SQL_BIGINT), or integer (SQL_INTEGER) for programs that know no SQL_BIGINT."},
  KeywordFacts{Keyword::DbmsName, "DbmsName", "", Text, Anywhere, "SQLite", "", 0, 0, "",
               "What SQLGetInfo tells for SQL_DBMS_NAME."},
  KeywordFacts{Keyword::DbmsVersion, "DbmsVersion", "", Text, Anywhere, "03.47.0000", "", 0, 0, "",
               "What SQLGetInfo tells for SQL_DBMS_VER, in the form ##.##.####."},
  KeywordFacts{Keyword::Trace, "Trace", "", Boolean, WithOwnToken, "no", "", 0, 0, "",
               "Write calls and requests to TraceFile; without a TraceFile nothing is written."},
  KeywordFacts{Keyword::TraceFile, "TraceFile", "", Text, WithOwnToken, "", "", 0, 0, "",
               "File that trace lines are appended to, readable by its owner only; tokens and bound values are never in it."},
};

// Read by unixODBC 2.3 and iODBC 3.52 themselves; a file DSN or a merged section carries them into connection strings.
constexpr std::array<std::string_view, 22> driver_manager_keys = {
  "CPProbe", "CPReuse", "CPTimeout", "CPTimeToLive", "DisableGetFunctions", "DMConnAttr", "DMEnvAttr", "DMStmtAttr",
  "DontDLClose", "Driver64", "DriverODBCVer", "FakeUnicode", "FileUsage", "IconvEncoding", "Pooling", "PoolMaxSize",
  "PoolWaitTimeout", "Setup", "Setup64", "Threading", "ThreadManager", "UsageCount",
};
// clang-format on

constexpr bool rows_stand_in_the_order_of_the_enum() {
  for (std::size_t row = 0; row < table.size(); ++row) {
    if (static_cast<std::size_t>(table[row].keyword) != row) return false;
  }
  return table.back().keyword == Keyword::TraceFile;
}
static_assert(rows_stand_in_the_order_of_the_enum());

}  // namespace

std::span<const KeywordFacts> all_keywords() noexcept { return table; }

const KeywordFacts* find_keyword(std::string_view name) noexcept {
  const auto row = std::ranges::find_if(table, [&](const KeywordFacts& facts) {
    return equal_folded(facts.name, name) || (!facts.alias.empty() && equal_folded(facts.alias, name));
  });
  return row == table.end() ? nullptr : &*row;
}

const KeywordFacts& facts_of(Keyword keyword) noexcept { return table[static_cast<std::size_t>(keyword)]; }

bool is_driver_manager_keyword(std::string_view name) noexcept {
  return std::ranges::any_of(driver_manager_keys, [&](std::string_view key) { return equal_folded(key, name); });
}

}  // namespace d1odbc
