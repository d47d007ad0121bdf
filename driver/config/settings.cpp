// Owns: which source's value of each keyword counts, and the completed string. Never: reads files or the environment
// itself, decides on trust.
#include "config/settings.h"

#include <fmt/core.h>

#include <array>
#include <charconv>

#include "config/ascii.h"
#include "config/setting_value.h"
#include "config/trust.h"

namespace d1odbc {
namespace {

constexpr std::array required_keywords = {Keyword::Account, Keyword::Token, Keyword::Database};
constexpr std::size_t longest_dsn = 128;  // bytes: SQL_MAX_DSN_LENGTH (32) characters of four bytes

void warn(Diagnostics& diagnostics, std::string text) {
  diagnostics.add(State::InvalidConnectionStringAttribute, std::move(text));
}

void warn_of_unknown(const std::vector<Attribute>& attributes, Diagnostics& diagnostics) {
  for (const auto& [name, value] : attributes) {
    if (name.empty()) {
      warn(diagnostics,
           "A part of the connection string without a keyword was ignored; a value with a semicolon needs braces.");
    } else if (find_keyword(name) == nullptr && !is_driver_manager_keyword(name)) {
      warn(diagnostics, fmt::format("The keyword '{}' is not known and was ignored.", shown(name)));
    }
  }
}

/// The first value of the keyword, under either of its names, that is not empty.
std::string_view value_in(const std::vector<Attribute>& attributes, Keyword keyword) {
  for (const auto& [name, value] : attributes) {
    const KeywordFacts* facts = value.empty() ? nullptr : find_keyword(name);
    if (facts != nullptr && facts->keyword == keyword) return value;
  }
  return {};
}

/// "If the DSN and DRIVER keywords are included in the same connection string, the Driver Manager and the driver use
/// whichever keyword appears first" (SQLDriverConnect): the other one is dropped.
enum class Origin : std::uint8_t { Dsn, Driver, Neither };

Origin origin_of(const std::vector<Attribute>& attributes) {
  for (const auto& [name, value] : attributes) {
    const KeywordFacts* facts = value.empty() ? nullptr : find_keyword(name);
    if (facts == nullptr) continue;
    if (facts->keyword == Keyword::Dsn) return Origin::Dsn;
    if (facts->keyword == Keyword::Driver) return Origin::Driver;
  }
  return Origin::Neither;
}

bool is_readable_dsn(std::string_view name) {
  return name.size() <= longest_dsn && !has_control_character(name) && name.find_first_of("[]") == std::string::npos;
}

/// The section of odbc.ini to read, "" for none.
std::string section_to_read(const std::vector<Attribute>& attributes, Origin origin, Diagnostics& diagnostics) {
  if (origin == Origin::Driver) return {};
  if (origin == Origin::Neither) return "DEFAULT";  // SQLDriverConnect, "Driver Guidelines"
  const std::string_view name = value_in(attributes, Keyword::Dsn);
  if (is_readable_dsn(name)) return std::string(name);
  warn(diagnostics, fmt::format("'{}' is not a name of a data source; nothing was read from it.", shown(name)));
  return {};
}

/// Finds the first value of a keyword that fits, from the strongest source to the weakest.
class Chooser {
 public:
  Chooser(const std::vector<Attribute>& attributes, std::string section, const SettingSources& sources,
          Diagnostics& diagnostics)
      : attributes_(attributes), section_(std::move(section)), sources_(sources), diagnostics_(diagnostics) {}

  [[nodiscard]] Setting choose(const KeywordFacts& facts) {
    for (const Source source : {Source::ConnectionString, Source::Dsn, Source::Environment}) {
      const std::string value = read(facts, source);
      if (value.empty()) continue;
      if (std::optional<std::string> fitting = canonical_value(facts, value)) return {*std::move(fitting), source};
      warn(diagnostics_, fmt::format("{} was ignored: {}.", facts.name, why_unfit(facts, value)));
    }
    return {std::string(facts.default_value), Source::Default};
  }

 private:
  [[nodiscard]] std::string read(const KeywordFacts& facts, Source source) const {
    switch (source) {
      case Source::ConnectionString:
        return std::string(value_in(attributes_, facts.keyword));
      case Source::Dsn:
        return from_section(facts);
      case Source::Environment:
        return from_environment(facts);
      case Source::Default:
        break;
    }
    return {};
  }

  [[nodiscard]] std::string from_section(const KeywordFacts& facts) const {
    if (section_.empty() || facts.kind == KeywordKind::Ignored) return {};
    for (const std::string_view name : {facts.name, facts.alias}) {
      if (name.empty()) continue;
      const std::string value = sources_.dsn_value(section_, name);
      if (!trimmed(value).empty()) return std::string(trimmed(value));
    }
    return {};
  }

  [[nodiscard]] std::string from_environment(const KeywordFacts& facts) const {
    std::string_view names = facts.environment;
    while (!names.empty()) {
      const std::string name(take_choice(names));
      const std::string value = sources_.environment(name.c_str()).value_or("");
      // A variable that was filled from a file often ends in a line end.
      if (!trimmed(value).empty()) return std::string(trimmed(value));
    }
    return {};
  }

  const std::vector<Attribute>& attributes_;
  std::string section_;
  const SettingSources& sources_;
  Diagnostics& diagnostics_;
};

/// Whether a completed string may carry the keyword (`merge` would refuse it otherwise, see `require_trust`).
bool may_be_completed(const Settings& settings, const KeywordFacts& facts) {
  if (facts.kind == KeywordKind::Secret || settings.source(facts.keyword) != Source::Dsn) return false;
  if (facts.keyword == Keyword::Proxy) return false;  // it may hold a password
  return facts.trust == Trust::Anywhere || settings.source(Keyword::Token) == Source::ConnectionString;
}

}  // namespace

Settings::Settings() {
  for (const KeywordFacts& facts : all_keywords()) settings_.push_back({std::string(facts.default_value)});
}

Settings Settings::merge(const std::vector<Attribute>& attributes, const SettingSources& sources,
                         Diagnostics& diagnostics) {
  Settings settings;
  settings.attributes_ = attributes;
  warn_of_unknown(attributes, diagnostics);
  const Origin origin = origin_of(attributes);
  Chooser chooser(attributes, section_to_read(attributes, origin, diagnostics), sources, diagnostics);
  for (const KeywordFacts& facts : all_keywords()) {
    const bool is_dropped = (facts.keyword == Keyword::Dsn && origin == Origin::Driver) ||
                            (facts.keyword == Keyword::Driver && origin == Origin::Dsn);
    if (!is_dropped) settings.settings_[static_cast<std::size_t>(facts.keyword)] = chooser.choose(facts);
  }
  require_trust(settings);
  return settings;
}

const Setting& Settings::of(Keyword keyword) const { return settings_[static_cast<std::size_t>(keyword)]; }

std::uint32_t Settings::number(Keyword keyword) const {
  const std::string& digits = text(keyword);
  std::uint32_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);  // canonical_value left nothing else
  return value;
}

bool Settings::flag(Keyword keyword) const { return text(keyword) == "yes"; }

std::vector<std::string_view> Settings::missing() const {
  std::vector<std::string_view> names;
  for (const Keyword keyword : required_keywords) {
    if (text(keyword).empty()) names.push_back(facts_of(keyword).name);
  }
  return names;
}

std::string Settings::completed_string() const {
  std::vector<Attribute> completed = attributes_;
  for (const KeywordFacts& facts : all_keywords()) {
    if (may_be_completed(*this, facts)) completed.emplace_back(facts.name, text(facts.keyword));
  }
  return write_connection_string(completed);
}

}  // namespace d1odbc
