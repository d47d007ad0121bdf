// Owns: the conversation of SQLBrowseConnect. Never: sends requests, opens connections.
#include "handle/connection_browse.h"

#include <fmt/core.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "config/ascii.h"
#include "config/setting_value.h"

namespace d1odbc {

namespace {

// SQLBrowseConnect tells lengths in 16 bits; what is longer could never be read.
constexpr std::size_t longest_list = 32'000;
// "Keywords, localized identifiers, and attribute values that contain the characters []{}(),;?*=!@ should be avoided";
// a colon would begin a localized name.
constexpr std::string_view unwritable = "[]{}(),;?*=!@:\\";

void warn(Diagnostics& diagnostics, std::string text) {
  diagnostics.add(State::InvalidConnectionStringAttribute, std::move(text));
}

bool is_writable(std::string_view name) {
  return name.find_first_of(unwritable) == std::string_view::npos && !has_control_character(name);
}

/// Sources in which no token is found.
SettingSources without_token(const SettingSources& sources) {
  const KeywordFacts& token = facts_of(Keyword::Token);
  const auto names_token = [&token](std::string_view name) {
    return equal_folded(name, token.name) || equal_folded(name, token.alias);
  };
  return {.dsn_value = [&sources, names_token](std::string_view dsn, std::string_view keyword) -> std::string {
            return names_token(keyword) ? std::string() : sources.dsn_value(dsn, keyword);
          },
          .environment = [&sources, &token](const char* name) -> std::optional<std::string> {
            if (token.environment.find(name) != std::string_view::npos) return std::nullopt;
            return sources.environment(name);
          }};
}

bool is_trusted_anywhere(const Attribute& attribute) {
  const KeywordFacts* facts = find_keyword(attribute.first);
  return facts == nullptr || facts->trust == Trust::Anywhere;
}

/// The row of a keyword that may be taken; nullptr, with a warning where one is due, for one that is ignored.
const KeywordFacts* fitting_keyword(const Attribute& attribute, Diagnostics& diagnostics) {
  const auto& [name, value] = attribute;
  const KeywordFacts* facts = find_keyword(name);
  if (name.empty()) {
    warn(diagnostics,
         "A part of the browse request without a keyword was ignored; a value with a semicolon needs "
         "braces.");
  } else if (facts == nullptr && !is_driver_manager_keyword(name)) {
    warn(diagnostics, fmt::format("The keyword '{}' is not known and was ignored.", shown(name)));
  } else if (facts != nullptr && !value.empty() && !canonical_value(*facts, value)) {
    warn(diagnostics, fmt::format("{} was ignored: {}.", facts->name, why_unfit(*facts, value)));
    return nullptr;
  }
  return value.empty() ? nullptr : facts;
}

}  // namespace

ConnectionBrowse::ConnectionBrowse(const SettingSources& sources, std::string database)
    : sources_(sources), database_(std::move(database)) {}

bool ConnectionBrowse::was_given(Keyword keyword) const {
  return std::ranges::any_of(given_, [&](const Attribute& each) {
    const KeywordFacts* facts = find_keyword(each.first);
    return facts != nullptr && facts->keyword == keyword;
  });
}

bool ConnectionBrowse::lacks(Keyword keyword) const {
  return settings_.text(keyword).empty() || (refused_.contains(keyword) && !was_given(keyword));
}

void ConnectionBrowse::ask_again(Keyword keyword) {
  if (was_given(keyword)) refused_.insert(keyword);
  std::erase_if(given_, [&](const Attribute& each) {
    const KeywordFacts* facts = find_keyword(each.first);
    return facts != nullptr && facts->keyword == keyword;
  });
}

void ConnectionBrowse::take(const std::vector<Attribute>& request, Diagnostics& diagnostics) {
  given_last_.clear();
  for (const Attribute& attribute : request) {
    const KeywordFacts* facts = fitting_keyword(attribute, diagnostics);
    if (facts == nullptr) continue;
    const bool first_of_request = !given_last_.contains(facts->keyword);  // "the first occurrence" counts
    const bool is_settled = was_given(facts->keyword);
    if (first_of_request && !is_settled) {
      given_.push_back(attribute);
      given_last_.insert(facts->keyword);
    } else if (first_of_request && std::ranges::find(given_, attribute) == given_.end()) {
      warn(diagnostics, fmt::format("{} was settled by an earlier request and was ignored; SQLDisconnect begins again.",
                                    facts->name));
    }
  }
}

Settings ConnectionBrowse::merged(Diagnostics& diagnostics) const {
  std::vector<Attribute> attributes = given_;
  if (!database_.empty() && !was_given(Keyword::Database))
    attributes.emplace_back(facts_of(Keyword::Database).name, database_);
  try {
    return Settings::merge(attributes, sources_, diagnostics);
  } catch (const OdbcError& error) {
    // An endpoint, say, whose own token is still to come: until then no other token is used, and it is asked for.
    const bool token_may_come = !was_given(Keyword::Token) && !std::ranges::all_of(attributes, is_trusted_anywhere);
    if (error.state() != State::InvalidAuthorization || !token_may_come) throw;
  }
  std::erase_if(attributes, [](const Attribute& each) { return !is_trusted_anywhere(each); });
  return Settings::merge(attributes, without_token(sources_), diagnostics);
}

ConnectionBrowse::Step ConnectionBrowse::next(Diagnostics& diagnostics) {
  Diagnostics known;
  settings_ = merged(warned_ ? known : diagnostics);
  warned_ = true;
  if (lacks(Keyword::Token) || lacks(Keyword::Account)) return Step::Ask;
  if (!lacks(Keyword::Database)) return Step::Connect;
  return list_ ? Step::Ask : Step::ListDatabases;
}

void ConnectionBrowse::set_databases(const DatabaseListing& listing, Diagnostics& diagnostics) {
  std::string list;
  bool complete = listing.complete;
  for (const DatabaseEntry& database : listing.databases) {
    if (!is_writable(database.name) || list.size() + database.name.size() >= longest_list) {
      complete = false;
      continue;
    }
    list.append(list.empty() ? "" : ",").append(database.name);
  }
  if (!complete) {
    diagnostics.add(State::GeneralWarning,
                    "The account has more databases than the list shows; Database takes any name or UUID.");
  }
  list_ = std::move(list);
}

bool ConnectionBrowse::goes_on_after(State refusal) {
  if (refusal == State::ServerRejectedConnection && given_last_.contains(Keyword::Database)) {
    ask_again(Keyword::Database);
    return true;
  }
  const bool gave_credentials = given_last_.contains(Keyword::Token) || given_last_.contains(Keyword::Account);
  if (refusal != State::InvalidAuthorization || !gave_credentials) return false;
  // Which of the two is wrong D1 does not say.
  ask_again(Keyword::Token);
  ask_again(Keyword::Account);
  list_.reset();
  return true;
}

std::string ConnectionBrowse::result() const {
  std::vector<std::string> asked;
  if (lacks(Keyword::Token)) asked.emplace_back("Token:API token=?");
  if (lacks(Keyword::Account)) asked.emplace_back("Account:Account ID=?");
  if (asked.empty()) {
    const bool has_names = list_ && !list_->empty();
    asked.push_back("Database:Database=" + (has_names ? "{" + *list_ + "}" : std::string("?")));
  }
  std::string text;
  for (const std::string& each : asked) text.append(text.empty() ? "" : ";").append(each);
  return text;
}

}  // namespace d1odbc
