// Owns: the file behind a trace: its rights, its opening, appending to it. Never: what a line says.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace d1odbc {

/// The first line of every trace file.
inline constexpr std::string_view trace_file_heading = "# d1odbc trace\n";

/// An open trace file; closes it at the end of its life. Appending from several threads and processes is safe.
class TraceFile {
 public:
  /// As `Trace::open` says; throws OdbcError HY000 with the path and the reason.
  [[nodiscard]] static TraceFile open(const std::string& path);

  TraceFile(TraceFile&& other) noexcept;
  TraceFile& operator=(TraceFile&& other) noexcept;
  TraceFile(const TraceFile&) = delete;
  TraceFile& operator=(const TraceFile&) = delete;
  ~TraceFile();

  /// Appends the line in one system call. Failures are not reported: nobody could be told.
  void append(std::string_view line) const noexcept;

 private:
  static constexpr int none = -1;
  explicit TraceFile(int descriptor) noexcept : descriptor_(descriptor) {}
  int descriptor_ = none;
};

/// The process that asks, asked anew each time: a child after fork has its own number.
[[nodiscard]] std::int64_t current_process() noexcept;

/// A number of the calling thread, as system tools show it where there is one.
[[nodiscard]] std::int64_t current_thread() noexcept;

}  // namespace d1odbc
