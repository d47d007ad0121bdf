// Owns: the settings of one connection, merged and checked. Never: opens files or sockets, shows dialogs.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/keywords.h"
#include "error/diagnostics.h"

namespace d1odbc {

/// Where a value came from; a token goes only to an endpoint from the same source (design D11).
enum class Source : std::uint8_t { Default, Environment, Dsn, ConnectionString };

struct Setting {
  std::string value;
  Source source = Source::Default;
};

/// One `keyword=value` pair of a connection string, as written (braces taken off the value).
using Attribute = std::pair<std::string, std::string>;

/// Reads `A=1;B={x;y};…` (SQLDriverConnect's grammar: keywords case-insensitive, `{…}` with `}}` for a brace, the first
/// of two equal keywords wins, blanks around keywords and around values without braces ignored, empty parts skipped).
/// A part without a keyword (`;abc;`, `;=abc;`) becomes a pair of two empty texts, of which `merge` warns. Throws
/// OdbcError HY000 for an unclosed brace, for text after a closing brace, above 65,536 bytes and above 1,000 pairs.
[[nodiscard]] std::vector<Attribute> parse_connection_string(std::string_view text);

/// Writes pairs back as `A=1;B={x;y};`, braces where the value needs them and around every DRIVER. Reading the text
/// gives the same pairs; pairs whose keyword is empty or holds `=` or `;` cannot be written and are left out.
[[nodiscard]] std::string write_connection_string(const std::vector<Attribute>& attributes);

/// How settings are read from outside; tests give their own.
struct SettingSources {
  /// The value of a keyword in a DSN's section of odbc.ini, "" when absent (SQLGetPrivateProfileString).
  std::function<std::string(std::string_view dsn, std::string_view keyword)> dsn_value;
  /// An environment variable, empty when unset.
  std::function<std::optional<std::string>(const char* name)> environment;
};

/// The real odbc.ini and environment.
[[nodiscard]] const SettingSources& real_setting_sources();

/// Merged settings: connection string over DSN over environment over default. An empty value counts as unset, so
/// `UID=;PWD=;` (as isql sends them) hides nothing. Values are in the spelling of `canonical_value`. Not synchronised.
class Settings {
 public:
  /// Every keyword at its default.
  Settings();

  /// Merges the pairs of a connection string (for SQLConnect: DSN, UID, PWD) with the DSN that they name, or the DSN
  /// "DEFAULT" when they name neither DSN nor DRIVER, with the environment and with the defaults. Of DSN and DRIVER
  /// the first counts. 01S00 into `diagnostics` for unknown keywords of the string and for values that do not fit
  /// (then the next source's value is used); the driver manager's own keywords never warn.
  /// Throws 28000 when design D11 forbids to send the token to the endpoint that was named, and when a keyword of
  /// Trust::WithOwnToken stands in a string without a token of its own (unless its value is the default).
  [[nodiscard]] static Settings merge(const std::vector<Attribute>& attributes, const SettingSources& sources,
                                      Diagnostics& diagnostics);

  /// The value of any keyword, "" when there is none. Dsn: the data source in use, "" after DRIVER.
  [[nodiscard]] const std::string& text(Keyword keyword) const { return of(keyword).value; }

  /// A keyword of kind Seconds (in seconds) or Number; inside the table's range.
  [[nodiscard]] std::uint32_t number(Keyword keyword) const;

  /// A keyword of kind Boolean.
  [[nodiscard]] bool flag(Keyword keyword) const;

  /// Where the value came from; an absent one has Source::Default.
  [[nodiscard]] Source source(Keyword keyword) const { return of(keyword).source; }

  /// Names of required keywords (Account, Token, Database) that have no value.
  [[nodiscard]] std::vector<std::string_view> missing() const;

  /// The completed string of SQLDriverConnect: the caller's own pairs, then what was filled in from the DSN. The token
  /// is in it only if the caller's string had it. Keywords that a string without its own token may not carry (D11) are
  /// not filled in either: the string keeps its DSN, and connecting again with it gives the same settings.
  [[nodiscard]] std::string completed_string() const;

 private:
  [[nodiscard]] const Setting& of(Keyword keyword) const;
  std::vector<Setting> settings_;      // by Keyword
  std::vector<Attribute> attributes_;  // the caller's, as given
};

}  // namespace d1odbc
