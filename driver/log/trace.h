// Owns: the trace file of a connection. Never: a token, a bound value, a file another user can read.
#pragma once

#include <fmt/core.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace d1odbc {

/// A shared, thread-safe trace. A default-made one is off and costs one test of a pointer.
class Trace {
 public:
  Trace() = default;

  /// Opens (appends to) a file. A new one is created with mode 0600 and begins with `trace_file_heading`. Only a
  /// regular file of this user that is empty or begins so is appended to, and links are not followed: whoever may name
  /// a trace file cannot make the driver write into a shell profile. Throws OdbcError HY000 saying why not.
  [[nodiscard]] static Trace open(const std::string& path);

  [[nodiscard]] bool is_on() const noexcept { return sink_ != nullptr; }

  /// From now on this text, in any encoding the driver sends it in (plain, percent, base64, JSON), is written as `***`
  /// by every copy of this trace. Nothing happens for an empty text and on a trace that is off. May throw bad_alloc.
  void hide(std::string_view secret);

  /// One line: time (UTC), process and thread, then the text with control characters escaped and secrets hidden, in one
  /// write(2). Never throws: a trace that cannot be written (full disk, no memory) must not fail the traced call.
  template <class... Arguments>
  void write(fmt::format_string<Arguments...> text, Arguments&&... arguments) const noexcept {
    if (!is_on()) return;
    try {
      write_line(fmt::format(text, std::forward<Arguments>(arguments)...));
    } catch (...) {  // NOLINT(bugprone-empty-catch): see above
    }
  }

 private:
  class Sink;
  void write_line(std::string_view text) const;
  std::shared_ptr<Sink> sink_;
};

}  // namespace d1odbc
