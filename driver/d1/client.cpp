// Owns: requests to one D1 account: running statements, looking up databases. Never: ODBC handles, SQL rewriting.
#include "d1/client.h"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "d1/conversation.h"
#include "d1/countdown.h"
#include "d1/database_list.h"
#include "d1/paths.h"
#include "d1/response_reader.h"
#include "error/odbc_error.h"

namespace d1odbc {

namespace {

constexpr unsigned databases_per_page = 100;
constexpr unsigned most_pages_of_a_search = 10'000;           // an account has at most 1,000,000 databases
constexpr std::size_t longest_list = std::size_t{16} << 20U;  // bytes of one page; 100 entries take about 20 KB

// Reads the answer of /raw straight into result sets.
class RawReceiver final : public AnswerReceiver {
 public:
  explicit RawReceiver(std::span<const D1Statement> statements) : statements_(statements) {}

  void begin() override { reader_ = {}; }
  void take(std::string_view bytes) override { reader_.feed(bytes); }
  Verdict finish() override {
    Envelope envelope = reader_.finish();
    if (!envelope.success) throw MalformedAnswer("The answer is not D1's: it has no member `success`.");
    if (!*envelope.success) return {.success = false, .errors = std::move(envelope.errors)};
    items_ = with_unanswered_questions(std::move(envelope.items));
    return {.success = true, .errors = {}};
  }

  [[nodiscard]] std::vector<AnswerItem> take_items() { return std::move(items_); }

 private:
  /// One item for each statement. Where an answer has the user's statements only, the driver's questions beside them
  /// get empty items: that they stay open must not make a write look failed.
  [[nodiscard]] std::vector<AnswerItem> with_unanswered_questions(std::vector<AnswerItem> items) const {
    if (items.size() == statements_.size()) return items;
    const auto questions = std::ranges::count_if(statements_, &D1Statement::is_question);
    if (items.size() + static_cast<std::size_t>(questions) != statements_.size()) {
      throw MalformedAnswer(
          fmt::format("D1 answered {} statements where {} were sent.", items.size(), statements_.size()));
    }
    std::vector<AnswerItem> whole;
    auto next = items.begin();
    for (const D1Statement& statement : statements_)
      whole.push_back(statement.is_question ? AnswerItem{} : std::move(*next++));
    return whole;
  }

  std::span<const D1Statement> statements_;
  ResponseReader reader_;
  std::vector<AnswerItem> items_;
};

// Keeps one page of the list of databases, then reads it.
class ListReceiver final : public AnswerReceiver {
 public:
  void begin() override { text_.clear(); }
  void take(std::string_view bytes) override {
    if (bytes.size() > longest_list - text_.size())
      throw MalformedAnswer("The list of databases is longer than 16 MB.");
    text_ += bytes;
  }
  Verdict finish() override {
    page_ = read_database_page(text_);
    return {.success = page_.success, .errors = page_.errors};
  }

  [[nodiscard]] DatabasePage take_page() { return std::move(page_); }

 private:
  std::string text_;
  DatabasePage page_;
};

HttpRequest basic_request(const ClientSettings& settings, std::string method, std::string target) {
  return {.method = std::move(method),
          .target = std::move(target),
          .headers = {{"Authorization", "Bearer " + settings.token},
                      {"User-Agent", settings.user_agent},
                      {"Accept", "application/json"}},
          .content_type = {},
          .body = {},
          .accept_gzip = settings.compression};
}

HttpRequest raw_request(const ClientSettings& settings, std::span<const D1Statement> statements) {
  HttpRequest request = basic_request(settings, "POST", raw_path(settings.account, settings.database_id));
  request.content_type = "application/json";
  request.body = write_request_body(statements);
  return request;
}

bool is_visible(char c) { return c > ' ' && c <= '~'; }

const DatabaseEntry* find_name(const std::vector<DatabaseEntry>& databases, std::string_view name) {
  const auto found =
      std::find_if(databases.begin(), databases.end(), [&](const auto& entry) { return entry.name == name; });
  return found == databases.end() ? nullptr : &*found;
}

// A page that is not full. (One that is the page before again comes from a server that ignores `page`.)
bool is_last_page(const DatabasePage& page) {
  if (page.databases.empty()) return true;
  const std::int64_t full = page.per_page > 0 ? page.per_page : databases_per_page;
  return std::cmp_less(page.databases.size(), full);
}

}  // namespace

Client::Client(ClientSettings settings) : settings_(std::move(settings)) {
  const std::string& token = settings_.token;
  if (token.empty()) throw OdbcError{State::InvalidAuthorization, "There is no API token: set Token, or CF_API_TOKEN."};
  if (!std::all_of(token.begin(), token.end(), is_visible)) {
    throw OdbcError{
        State::InvalidAuthorization,
        "The API token holds a blank, a line end or a character outside ASCII: no token does. Set it again."};
  }
}

RunReport Client::run(std::span<const D1Statement> statements, Effect effect, const Deadlines& deadlines,
                      CancelToken& cancel) const {
  const Countdown countdown(deadlines, settings_.surroundings.now);
  RawReceiver receiver(statements);
  const unsigned attempts =
      Conversation(settings_, countdown, cancel).send(raw_request(settings_, statements), effect, receiver);
  return {.items = receiver.take_items(), .attempts = attempts};
}

bool Client::each_page(std::string_view name, unsigned most_pages, const Deadlines& deadlines, CancelToken& cancel,
                       const PageTaker& take) const {
  const Countdown countdown(deadlines, settings_.surroundings.now);
  const Conversation conversation(settings_, countdown, cancel);
  std::string first_of_page_before;
  for (unsigned number = 1; number <= most_pages; ++number) {
    ListReceiver receiver;
    const std::string path = list_path(settings_.account, name, number, databases_per_page);
    conversation.send(basic_request(settings_, "GET", path), Effect::Reads, receiver);
    const DatabasePage page = receiver.take_page();
    const bool repeated = !page.databases.empty() && page.databases.front().uuid == first_of_page_before;
    if (repeated || !take(page) || is_last_page(page)) return true;
    first_of_page_before = page.databases.front().uuid;
  }
  return false;
}

std::string Client::find_database(std::string_view name, const Deadlines& deadlines, CancelToken& cancel) const {
  std::string uuid;
  each_page(name, most_pages_of_a_search, deadlines, cancel, [&](const DatabasePage& page) {
    const DatabaseEntry* found = find_name(page.databases, name);
    if (found != nullptr) uuid = found->uuid;
    return found == nullptr;
  });
  if (!uuid.empty()) return uuid;
  throw OdbcError{State::ServerRejectedConnection,
                  "The account has no D1 database named '{}'. Check Database (its name, case matters, or its UUID) and "
                  "Account.",
                  name};
}

DatabaseListing Client::list_databases(unsigned most_pages, const Deadlines& deadlines, CancelToken& cancel) const {
  DatabaseListing listing;
  listing.complete = each_page("", most_pages, deadlines, cancel, [&](const DatabasePage& page) {
    listing.databases.insert(listing.databases.end(), page.databases.begin(), page.databases.end());
    return true;
  });
  return listing;
}

Client Client::with_database(std::string database_id) const {
  Client other = *this;
  other.settings_.database_id = std::move(database_id);
  return other;
}

}  // namespace d1odbc
