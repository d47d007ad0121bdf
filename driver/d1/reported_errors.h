// Owns: the errors that an answer reports, from every member that holds one. Never: what they mean (error_map), rows.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "d1/answer.h"
#include "value/value.h"

namespace d1odbc {

/// Collects the errors of one envelope: those of the envelope itself stand before those of its items. Of more than a
/// hundred in either the first hundred are kept, and each text is cut (kept_text).
class ReportedErrors {
 public:
  /// What follows belongs to an item of the answer, or to the envelope.
  void set_in_item(bool in_item) noexcept { in_item_ = in_item; }

  /// An error that is nothing but a text; another value is passed over.
  void add_text(const ValueView& value);

  /// An error as an object, and the members of it and of its `error_chain`, the last of which is the cause.
  void begin();
  void add_member(std::string_view key, const ValueView& value);
  void add_cause(std::string_view key, const ValueView& value);
  void end();

  /// A member of RFC 9457 problem JSON, which stands where an envelope's members do; another member is passed over.
  void add_problem(std::string_view key, const ValueView& value);

  /// All errors; the problem if there is no other.
  [[nodiscard]] std::vector<AnswerError> take();

 private:
  struct Problem {
    std::string title;
    std::string detail;
    std::int32_t status = 0;
    std::int32_t error_code = 0;
  };

  void add(AnswerError error);

  AnswerError error_;
  std::string cause_;
  Problem problem_;
  std::vector<AnswerError> of_envelope_;
  std::vector<AnswerError> of_items_;
  bool in_item_ = false;
};

}  // namespace d1odbc
