// Owns: what a client needs of the world (network, time, chance), as functions. Never: decides anything.
#pragma once

#include <chrono>
#include <functional>

#include "http/cancel.h"
#include "http/exchange.h"

namespace d1odbc {

/// Tests replace these by plain functions, so that no test needs a network or waits.
struct Surroundings {
  /// As d1odbc::exchange.
  std::function<HttpResponse(const Route&, const HttpRequest&, const Deadlines&, CancelToken&, const BodySink&)>
      exchange;
  /// Waits; returns false when the token was cancelled before the time was over.
  std::function<bool(std::chrono::milliseconds, CancelToken&)> pause;
  std::function<std::chrono::steady_clock::time_point()> now;
  /// A number from 0 to 1 by chance.
  std::function<double()> jitter;
};

/// The real network, clock and chance.
[[nodiscard]] Surroundings real_surroundings();

}  // namespace d1odbc
