// Owns: one HTTPS request and its answer over a pooled connection. Never: knows D1, retries after the request left.
#include "http/exchange.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "http/answer_reader.h"
#include "http/ascii.h"
#include "http/connection.h"
#include "http/inflate.h"
#include "http/pool.h"
#include "http/request_head.h"

namespace d1odbc {
namespace {

using Kind = HttpFailure::Kind;

constexpr std::size_t first_write_size = 64 * 1024;
constexpr std::size_t read_size = 64 * 1024;
constexpr std::size_t buffer_size = AnswerReader::header_limit + read_size;

// One exchange over one connection after the other, under one set of deadlines.
class Exchange {
 public:
  Exchange(const Route& route, const HttpRequest& request, const Deadlines& deadlines, CancelToken& cancel,
           const BodySink& sink)
      : route_(route),
        request_(request),
        cancel_(cancel),
        sink_(sink),
        head_(request_head(route.endpoint, request)),
        patience_(deadlines, Patience::Clock::now()) {}

  HttpResponse run() {
    // A route keeps a bounded number of idle connections; one more than these all being dead is another's doing.
    for (std::size_t kept = 0; kept < Pool::most_idle_per_route; ++kept) {
      auto connection = Pool::of_process().take_idle(route_, Pool::Clock::now());
      if (!connection) break;
      if (!connection->is_quiet()) continue;
      if (auto response = over_kept(std::move(connection))) return std::move(*response);
    }
    return over_new();
  }

 private:
  // Nothing when the connection turned out to be closed before the network took one byte.
  std::optional<HttpResponse> over_kept(std::unique_ptr<HttpConnection> connection) {
    try {
      const auto attended = connection->attend(patience_, cancel_);
      send_and_receive(*connection);
    } catch (const HttpFailure& failure) {
      if (failure.kind() != Kind::Lost || failure.request_left()) throw;
      return std::nullopt;
    }
    return finish(std::move(connection));
  }

  HttpResponse over_new() {
    auto connection = std::make_unique<HttpConnection>(route_);
    {
      const auto attended = connection->attend(patience_, cancel_);
      connection->open(Pool::of_process().tls_for(route_), patience_);
      send_and_receive(*connection);
    }
    return finish(std::move(connection));
  }

  HttpResponse finish(std::unique_ptr<HttpConnection> connection) {
    Pool::of_process().keep_session(route_, connection->take_session());
    if (reusable_) Pool::of_process().give_back(route_, std::move(connection), Pool::Clock::now());
    return std::move(response_);
  }

  void send_and_receive(HttpConnection& connection) {
    taken_ = 0;
    try {
      const std::optional<HttpFailure> unsent = send(connection);
      try {
        receive(connection);
      } catch (const HttpFailure& failure) {
        throw unsent && failure.kind() == Kind::Lost ? *unsent : failure;
      }
      if (unsent) reusable_ = false;
    } catch (const HttpFailure& failure) {
      throw HttpFailure(failure.kind(), taken_ > 0, failure.text());
    }
  }

  // A server may answer (413, say) and close before it has read the whole request: then the answer is still looked
  // for, and the failure to send is given back.
  std::optional<HttpFailure> send(HttpConnection& connection) {
    patience_.now_doing("sending the request to " + route_.endpoint.host);
    try {
      const std::string_view body = request_.body;
      const std::string first = head_ + std::string(body.substr(0, first_write_size));
      connection.write(first, taken_);
      connection.write(body.substr(std::min(body.size(), first_write_size)), taken_);
    } catch (const HttpFailure& failure) {
      if (failure.kind() != Kind::Lost || taken_ == 0) throw;
      return failure;
    }
    return std::nullopt;
  }

  void receive(HttpConnection& connection) {
    patience_.now_doing("waiting for the answer of " + route_.endpoint.host);
    std::optional<Inflater> inflater;
    const HttpResponse* head = nullptr;
    AnswerReader reader(
        request_.method == "HEAD" ? AnswerReader::Body::None : AnswerReader::Body::Expected,
        [&](const HttpResponse& response) {
          head = &response;
          inflater.emplace(ascii_lower(response.header("content-encoding")));
        },
        [&](std::string_view wire) { inflater->write(wire, [&](std::string_view piece) { sink_(*head, piece); }); });
    const std::size_t left_over = read_answer(connection, reader);
    inflater->finish();
    reusable_ = reader.keep_alive() && left_over == 0;
    response_ = std::move(reader.response());
  }

  // Reads until the answer is complete; returns how many bytes came after its end.
  static std::size_t read_answer(HttpConnection& connection, AnswerReader& reader) {
    const auto buffer = std::make_unique_for_overwrite<char[]>(buffer_size);
    std::size_t filled = 0;
    while (!reader.done()) {
      if (filled == buffer_size) throw HttpFailure(Kind::Lost, true, "The answer has a line that does not end.");
      const std::size_t count = connection.read({buffer.get() + filled, std::min(read_size, buffer_size - filled)});
      if (count == 0) {
        reader.end_of_stream();
        break;
      }
      filled += count;
      const std::size_t used = reader.feed({buffer.get(), filled});
      std::copy(buffer.get() + used, buffer.get() + filled, buffer.get());
      filled -= used;
    }
    return filled;
  }

  const Route& route_;
  const HttpRequest& request_;
  CancelToken& cancel_;
  const BodySink& sink_;
  std::string head_;
  Patience patience_;
  std::size_t taken_ = 0;
  bool reusable_ = false;
  HttpResponse response_;
};

}  // namespace

std::string_view HttpResponse::header(std::string_view name) const noexcept {
  const auto found = std::ranges::find(headers, name, &Header::name);
  return found != headers.end() ? std::string_view(found->value) : std::string_view();
}

HttpResponse exchange(const Route& route, const HttpRequest& request, const Deadlines& deadlines, CancelToken& cancel,
                      const BodySink& sink) {
  return Exchange(route, request, deadlines, cancel, sink).run();
}

void close_idle_connections() noexcept { Pool::of_process().close_idle(); }

}  // namespace d1odbc
