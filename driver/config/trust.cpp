// Owns: design D11 for settings: which token may go to which endpoint, what a connection string may ask for.
// Never: opens connections, reads settings from outside.
#include "config/trust.h"

#include <array>
#include <string>

#include "config/ascii.h"
#include "error/odbc_error.h"

namespace d1odbc {
namespace {

constexpr std::string_view cloudflare_host = "https://api.cloudflare.com";
constexpr std::array<std::string_view, 4> source_names = {"the driver's defaults", "the environment", "the data source",
                                                          "the connection string"};

std::string_view name_of(Source source) { return source_names[static_cast<std::size_t>(source)]; }

/// The endpoint for a message; a name and password in front of the host are left out.
std::string shown_endpoint(std::string_view endpoint) {
  const std::size_t at = endpoint.rfind('@');
  return at == std::string_view::npos ? shown(endpoint) : "***" + shown(endpoint.substr(at));
}

void require_endpoint_of_token(const Settings& settings, const KeywordFacts& endpoint) {
  const Source from = settings.source(endpoint.keyword);
  const Source token_from = settings.source(Keyword::Token);
  const bool has_token = token_from != Source::Default;
  if (!has_token || from == token_from || is_cloudflare_endpoint(settings.text(endpoint.keyword))) return;
  throw OdbcError(State::InvalidAuthorization,
                  "The token comes from {}, but {} '{}' comes from {}: a token is sent only to an endpoint from the "
                  "same place or to {}. Give both in {}, or leave {} out.",
                  name_of(token_from), endpoint.name, shown_endpoint(settings.text(endpoint.keyword)), name_of(from),
                  cloudflare_host, name_of(token_from), endpoint.name);
}

void require_own_token(const Settings& settings, const KeywordFacts& facts) {
  if (settings.source(facts.keyword) != Source::ConnectionString) return;
  if (settings.source(Keyword::Token) == Source::ConnectionString) return;
  if (settings.text(facts.keyword) == facts.default_value) return;
  throw OdbcError(State::InvalidAuthorization,
                  "{} stands in a connection string without a token: it is honoured there only together with {} in the "
                  "same string. Set {} in the data source, or give the token in the string too.",
                  facts.name, facts_of(Keyword::Token).name, facts.name);
}

}  // namespace

bool is_cloudflare_endpoint(std::string_view endpoint) noexcept {
  if (!equal_folded(endpoint.substr(0, cloudflare_host.size()), cloudflare_host)) return false;
  const std::string_view rest = endpoint.substr(cloudflare_host.size());
  return rest.empty() || rest.front() == '/';
}

void require_trust(const Settings& settings) {
  for (const KeywordFacts& facts : all_keywords()) {
    switch (facts.trust) {
      case Trust::Anywhere:
        break;
      case Trust::SameSourceAsToken:
        require_endpoint_of_token(settings, facts);
        break;
      case Trust::WithOwnToken:
        require_own_token(settings, facts);
        break;
    }
  }
}

}  // namespace d1odbc
