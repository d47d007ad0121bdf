// Owns: what an exchange says of a connection's link. Never: sends a request to find out.
#include "handle/connection_link.h"

#include <utility>

namespace d1odbc {

namespace {

bool says_dead(HttpFailure::Kind kind) noexcept {
  switch (kind) {
    case HttpFailure::Kind::Resolve:
    case HttpFailure::Kind::Connect:
    case HttpFailure::Kind::ConnectTimeout:
    case HttpFailure::Kind::Tls:
    case HttpFailure::Kind::Certificate:
    case HttpFailure::Kind::Proxy:
    case HttpFailure::Kind::NotLoopback:
    case HttpFailure::Kind::Lost:
      return true;
    case HttpFailure::Kind::Timeout:
    case HttpFailure::Kind::Cancelled:
      return false;
  }
  return false;
}

}  // namespace

Surroundings ConnectionLink::watched(Surroundings surroundings, std::shared_ptr<ConnectionLink> link) {
  surroundings.exchange = [exchange = std::move(surroundings.exchange), link = std::move(link)](
                              const Route& route, const HttpRequest& request, const Deadlines& deadlines,
                              CancelToken& cancel, const BodySink& sink) {
    try {
      HttpResponse response = exchange(route, request, deadlines, cancel, sink);
      link->dead_ = false;
      return response;
    } catch (const HttpFailure& failure) {
      if (says_dead(failure.kind())) link->dead_ = true;
      throw;
    }
  };
  return surroundings;
}

}  // namespace d1odbc
