// Owns: sending one request until it is answered or must be given up: retries, waiting, errors. Never: what is asked.
#include "d1/conversation.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <exception>
#include <new>
#include <optional>
#include <string>
#include <utility>

#include "d1/answer_body.h"
#include "d1/error_map.h"
#include "d1/failure_facts.h"
#include "d1/response_reader.h"
#include "d1/retry.h"
#include "d1/traffic.h"
#include "d1/transport_failure.h"
#include "log/redaction.h"

namespace d1odbc {

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

struct Failure {
  OdbcError error;
  Trouble trouble;
  std::optional<milliseconds> retry_after;
};

// Seconds only: the other form, a date, would need a clock that agrees with the server's.
std::optional<milliseconds> retry_after(const HttpResponse& response, const FailureFacts& facts) {
  constexpr int longest = 24 * 60 * 60;
  const std::string_view text = response.header("retry-after");
  int wanted = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), wanted);
  const bool is_number = !text.empty() && read.ptr == text.data() + text.size() && wanted >= 0;
  if (is_number) return seconds{read.ec == std::errc{} ? std::min(wanted, longest) : longest};
  if (facts.usual_wait > seconds{0}) return facts.usual_wait;
  return std::nullopt;
}

Failure failure_of_answer(const HttpResponse& response, const std::vector<AnswerError>& errors,
                          const Redaction& redaction) {
  const FailureFacts facts = facts_of_answer(response.status, errors);
  return {error_of_answer(response.status, errors, redaction), facts.trouble, retry_after(response, facts)};
}

OdbcError with_text_added(const OdbcError& error, std::string_view sentence) {
  const bool ended = error.text().ends_with('.');
  return OdbcError::from_source(error.state(), error.native_code(),
                                fmt::format("{}{} {}", error.text(), ended ? "" : ".", sentence));
}

Redaction hiding(std::string_view secret) {
  Redaction redaction;
  redaction.hide(secret);
  return redaction;
}

Failure unclear(State state, std::string text) {
  return {OdbcError::from_source(state, 0, std::move(text)), Trouble::Unclear, std::nullopt};
}

// A server or proxy that echoes the request must not bring the token into a diagnostic.
Failure failure_of_exchange(const HttpFailure& failure, const Redaction& redaction) {
  const HttpFailure shown(failure.kind(), failure.request_left(), redaction.apply(failure.text()));
  return {error_of_exchange(shown), trouble_of_exchange(shown), std::nullopt};
}

// One request and its answer; empty when the receiver has a successful one. Throws OdbcError for a request that cannot
// be sent.
std::optional<Failure> attempt(const ClientSettings& settings, const HttpRequest& request, const Deadlines& deadlines,
                               CancelToken& cancel, AnswerReceiver& receiver) {
  receiver.begin();
  const Redaction redaction = hiding(settings.token);
  AnswerBody body(receiver, redaction);
  const BodySink sink = [&](const HttpResponse& response, std::string_view piece) { body.take(response, piece); };
  try {
    const HttpResponse response = settings.surroundings.exchange(settings.route, request, deadlines, cancel, sink);
    const AnswerReceiver::Verdict verdict = body.finish(response);
    if (verdict.success) return std::nullopt;
    return failure_of_answer(response, verdict.errors, redaction);
  } catch (const HttpFailure& failure) {
    return failure_of_exchange(failure, redaction);
  } catch (const MalformedAnswer& malformed) {
    return unclear(State::CommunicationLinkFailure, malformed.what());
  } catch (const OdbcError&) {
    throw;
  } catch (const std::bad_alloc&) {
    // Nothing says how far the exchange had come.
    return unclear(State::MemoryAllocation, "There is not enough memory for the answer.");
  } catch (const std::exception& other) {
    return unclear(State::GeneralError, redaction.apply(other.what()));
  }
}

// The attempt, begun when this token's other requests leave room for it.
std::optional<Failure> attempt_in_turn(const ClientSettings& settings, const HttpRequest& request,
                                       const Countdown& countdown, CancelToken& cancel, AnswerReceiver& receiver) {
  const Url& endpoint = settings.route.endpoint;
  const Traffic::Key key = Traffic::key_of(fmt::format("{}:{}", endpoint.host, endpoint.port), settings.token);
  const Traffic::Terms terms{.most = settings.most_requests, .waits_for_pause = settings.retries > 0};
  const auto permit = settings.traffic->enter(key, terms, countdown, cancel, settings.surroundings);
  std::optional<Failure> failure = attempt(settings, request, countdown.for_next_request(), cancel, receiver);
  if (!failure) {
    permit->succeeded();
  } else if (failure->trouble == Trouble::Throttled) {
    const milliseconds asked = std::min(failure->retry_after.value_or(milliseconds{0}), longest_asked_wait);
    permit->throttled(settings.surroundings.now() + asked);
  }
  return failure;
}

// The states that say more of an exchange whose end is not known than 08S01 does; any other would say that D1 refused.
State state_of_unknown_outcome(State state) {
  constexpr std::array telling{State::Timeout, State::OperationCanceled, State::MemoryAllocation};
  const bool tells = std::find(telling.begin(), telling.end(), state) != telling.end();
  return tells ? state : State::CommunicationLinkFailure;
}

OdbcError unknown_outcome(const OdbcError& error) {
  const OdbcError told = with_text_added(error, outcome_unknown_text);
  return OdbcError::from_source(state_of_unknown_outcome(error.state()), told.native_code(), told.text());
}

OdbcError final_error(const Next& next, const OdbcError& error) {
  if (next.kind == Next::Kind::OutcomeUnknown) return unknown_outcome(error);
  if (next.kind != Next::Kind::RateLimited) return error;
  const auto wait = std::chrono::ceil<seconds>(next.wait);
  return with_text_added(error,
                         fmt::format("D1 has to be left alone for {} s, longer than there is time.", wait.count()));
}

}  // namespace

unsigned Conversation::send(const HttpRequest& request, Effect effect, AnswerReceiver& receiver) const {
  for (unsigned number = 1;; ++number) {
    const auto failure = attempt_in_turn(settings_, request, countdown_, cancel_, receiver);
    if (!failure) return number;
    const Next next = next_after({.trouble = failure->trouble,
                                  .effect = effect,
                                  .number = number,
                                  .retries = settings_.retries,
                                  .retry_after = failure->retry_after,
                                  .left = countdown_.left(),
                                  .jitter = settings_.surroundings.jitter()});
    if (next.kind != Next::Kind::Again) throw final_error(next, failure->error);
    if (!settings_.surroundings.pause(next.wait, cancel_)) {
      throw OdbcError{State::OperationCanceled,
                      "The statement was cancelled while the driver waited to send it again."};
    }
  }
}

}  // namespace d1odbc
