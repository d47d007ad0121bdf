// Owns: the conversation of SQLBrowseConnect: what was given, what is missing and how it is asked for. Never: sends
// requests, opens connections.
// https://learn.microsoft.com/sql/odbc/reference/syntax/sqlbrowseconnect-function
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "config/settings.h"
#include "d1/client.h"

namespace d1odbc {

/// One conversation, told what the application gave and what D1 said. Not synchronised. It is asked in two levels:
/// token and account, then the database out of a list.
class ConnectionBrowse {
 public:
  enum class Step {
    Ask,            // the application: `result` says for what
    ListDatabases,  // ask D1, then call `set_databases`
    Connect,        // with `settings`
  };

  /// `sources` must outlive it. `database`: what to use when the application names none in the conversation
  /// (SQL_ATTR_CURRENT_CATALOG); "" for none.
  explicit ConnectionBrowse(const SettingSources& sources, std::string database = {});

  /// Takes the pairs of one browse request. 01S00 into `diagnostics` for an unknown keyword, a value that does not fit
  /// and another value for a keyword that was settled before ("an attribute keyword that does not apply to the current
  /// connection level"): those are ignored.
  void take(const std::vector<Attribute>& request, Diagnostics& diagnostics);

  /// What has to happen now. Throws 28000 when design D11 forbids to send the token where it would go.
  [[nodiscard]] Step next(Diagnostics& diagnostics);

  /// What was given, merged with the data source and the environment; as of the last `next`.
  [[nodiscard]] const Settings& settings() const noexcept { return settings_; }

  /// D1's answer to Step::ListDatabases. Names that the result string cannot hold, and what is beyond its longest
  /// length, are left out (01000 into `diagnostics` when the list is not whole): any name may be given all the same.
  void set_databases(const DatabaseListing& listing, Diagnostics& diagnostics);

  /// D1 refused. True when the conversation goes on because the application can mend what it gave in its last request
  /// ("recoverable, nonfatal errors; for example, an invalid password"): token and account for 28000, the database for
  /// 08004; that is forgotten and asked for again.
  [[nodiscard]] bool goes_on_after(State refusal);

  /// The browse result string: `Token:API token=?;Account:Account ID=?` or `Database:Database={one,two}`.
  [[nodiscard]] std::string result() const;

 private:
  [[nodiscard]] bool was_given(Keyword keyword) const;
  [[nodiscard]] bool lacks(Keyword keyword) const;
  [[nodiscard]] Settings merged(Diagnostics& diagnostics) const;
  void ask_again(Keyword keyword);

  const SettingSources& sources_;
  std::string database_;
  std::vector<Attribute> given_;
  std::set<Keyword> given_last_;
  std::set<Keyword> refused_;  // must be given again: what the data source or the environment has instead is not tried
  Settings settings_;
  std::optional<std::string> list_;  // names with commas between them, once D1 was asked
  bool warned_ = false;              // of what is wrong in the data source
};

}  // namespace d1odbc
