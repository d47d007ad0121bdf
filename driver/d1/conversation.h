// Owns: sending one request until it is answered or must be given up: retries, waiting, errors. Never: what is asked.
#pragma once

#include "d1/answer_receiver.h"
#include "d1/client.h"
#include "d1/countdown.h"
#include "http/exchange.h"

namespace d1odbc {

/// One call's exchange with D1. `settings`, `countdown` and `cancel` must outlive it.
class Conversation {
 public:
  Conversation(const ClientSettings& settings, const Countdown& countdown, CancelToken& cancel)
      : settings_(settings), countdown_(countdown), cancel_(cancel) {}

  /// Sends `request`, again where retry.h allows, until `receiver` has a successful answer. Returns the requests sent.
  /// Throws OdbcError as Client::run says; the token is in no text.
  unsigned send(const HttpRequest& request, Effect effect, AnswerReceiver& receiver) const;

 private:
  const ClientSettings& settings_;
  const Countdown& countdown_;
  CancelToken& cancel_;
};

}  // namespace d1odbc
