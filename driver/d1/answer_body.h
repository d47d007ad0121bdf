// Owns: whether the body of an answer is D1's JSON, an error's JSON or something else. Never: retries, SQLSTATEs.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "d1/answer.h"
#include "d1/answer_receiver.h"
#include "d1/response_reader.h"
#include "http/exchange.h"
#include "log/redaction.h"

namespace d1odbc {

/// The most bytes of one answer's body, inflated: far more than D1 sends, and less than a hostile one could.
inline constexpr std::uint64_t most_answer_bytes = std::uint64_t{1} << 30U;

/// Takes the body of one answer in pieces and hands it on by status and content type: JSON of a good status to the
/// receiver, JSON of a bad one to its own reader of errors; of anything else the first 2 KB are kept for a text.
/// A gateway may echo the request: what is told of its page holds no secret of `redaction`. D1's errors stay as they
/// are, to be looked up; error_of_answer hides what must not be shown.
class AnswerBody {
 public:
  /// Both must outlive it.
  AnswerBody(AnswerReceiver& receiver, const Redaction& redaction) : receiver_(receiver), redaction_(redaction) {}

  /// Throws MalformedAnswer when the receiver does, and for a body of more than `most_answer_bytes`; never for what is
  /// in the body of an error.
  void take(const HttpResponse& response, std::string_view piece);

  /// After the last piece. Throws MalformedAnswer for a good status without D1's JSON. For a bad status the errors are
  /// those of the body, or one that says what came instead ("HTTP 502 with text/html: …").
  [[nodiscard]] AnswerReceiver::Verdict finish(const HttpResponse& response);

 private:
  void count(std::string_view piece);
  void keep_start(std::string_view piece);
  [[nodiscard]] std::vector<AnswerError> read_errors(const HttpResponse& response);
  [[nodiscard]] std::string describe_other_body(const HttpResponse& response) const;

  AnswerReceiver& receiver_;
  const Redaction& redaction_;
  std::uint64_t bytes_ = 0;
  ResponseReader error_reader_;
  bool error_is_unreadable_ = false;
  std::string start_;  // of a body that is not JSON; as the server sent it
};

/// Whether a content type (lower case, without parameters) is JSON.
[[nodiscard]] bool is_json(std::string_view content_type) noexcept;

/// HTML without tags, scripts, styles and runs of blanks, at most 200 bytes, on one line.
[[nodiscard]] std::string text_of_page(std::string_view html);

}  // namespace d1odbc
