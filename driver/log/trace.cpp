// Owns: one line's way into the trace file. Never: shows a secret, throws out of write.
#include "log/trace.h"

#include <chrono>
#include <memory>
#include <mutex>

#include "log/redaction.h"
#include "log/trace_file.h"
#include "log/trace_line.h"

namespace d1odbc {

/// What all copies of a trace share. The redaction is replaced, never changed, so that writers hold the lock only while
/// they copy a pointer.
class Trace::Sink {
 public:
  explicit Sink(TraceFile file) : file_(std::move(file)) {}

  void hide(std::string_view secret) {
    const std::lock_guard lock(mutex_);
    auto changed = std::make_shared<Redaction>(*redaction_);
    changed->hide(secret);
    redaction_ = std::move(changed);
  }

  void write(std::string_view text) const {
    const Origin origin{
        .time = std::chrono::system_clock::now(), .process = current_process(), .thread = current_thread()};
    file_.append(trace_line(origin, redaction()->apply(text)));
  }

 private:
  [[nodiscard]] std::shared_ptr<const Redaction> redaction() const {
    const std::lock_guard lock(mutex_);
    return redaction_;
  }

  TraceFile file_;
  mutable std::mutex mutex_;
  std::shared_ptr<const Redaction> redaction_ = std::make_shared<Redaction>();
};

Trace Trace::open(const std::string& path) {
  Trace trace;
  trace.sink_ = std::make_shared<Sink>(TraceFile::open(path));
  return trace;
}

void Trace::hide(std::string_view secret) {
  if (is_on() && !secret.empty()) sink_->hide(secret);
}

void Trace::write_line(std::string_view text) const { sink_->write(text); }

}  // namespace d1odbc
