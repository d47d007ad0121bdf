// Owns: what an answer's JSON is handed to: an interface. Never: status, content type, retries.
#pragma once

#include <string_view>
#include <vector>

#include "d1/answer.h"

namespace d1odbc {

/// What reads the JSON of an answer whose HTTP status is no error.
class AnswerReceiver {
 public:
  struct Verdict {
    bool success = false;
    std::vector<AnswerError> errors;
  };

  AnswerReceiver() = default;
  AnswerReceiver(const AnswerReceiver&) = delete;
  AnswerReceiver& operator=(const AnswerReceiver&) = delete;
  virtual ~AnswerReceiver() = default;

  /// A new answer begins; what came before is forgotten (an earlier attempt).
  virtual void begin() = 0;
  /// The next bytes. Throws MalformedAnswer.
  virtual void take(std::string_view bytes) = 0;
  /// After the last byte. Throws MalformedAnswer for an answer that is incomplete or does not fit what was asked.
  [[nodiscard]] virtual Verdict finish() = 0;
};

}  // namespace d1odbc
