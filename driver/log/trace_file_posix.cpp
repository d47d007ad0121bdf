// Owns: the trace file on POSIX systems. Never: what a line says.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/syscall.h>
#endif

#include <array>
#include <cerrno>
#include <functional>
#include <system_error>
#include <thread>
#include <utility>

#include "error/odbc_error.h"
#include "log/trace_file.h"

namespace d1odbc {
namespace {

constexpr mode_t owner_only = S_IRUSR | S_IWUSR;

[[noreturn]] void refuse(const std::string& path, std::string_view reason) {
  throw OdbcError(State::GeneralError, "The trace file '{}' was not opened: {}.", path, reason);
}

[[noreturn]] void refuse_by_errno(const std::string& path) {
  const int code = errno;
  // O_NOFOLLOW fails with ELOOP, whose own text ("Too many levels of symbolic links") misleads here.
  if (code == ELOOP) refuse(path, "it is a symbolic link; name the file itself");
  refuse(path, std::generic_category().message(code));
}

/// Reading is needed to look at the heading; O_NONBLOCK keeps a pipe that stands under this name from blocking us.
int open_descriptor(const std::string& path) {
  constexpr int flags = O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;
  int descriptor = -1;
  do {
    descriptor = ::open(path.c_str(), flags, owner_only);  // NOLINT(cppcoreguidelines-pro-type-vararg)
  } while (descriptor < 0 && errno == EINTR);
  if (descriptor < 0) refuse_by_errno(path);
  return descriptor;
}

bool begins_with_heading(int descriptor) {
  std::array<char, trace_file_heading.size()> start{};
  const ssize_t length = ::pread(descriptor, start.data(), start.size(), 0);
  return length == static_cast<ssize_t>(start.size()) &&
         std::string_view(start.data(), start.size()) == trace_file_heading;
}

/// Throws unless the open file is ours to append to; leaves it readable by its owner only.
void require_own_trace_file(int descriptor, const std::string& path) {
  struct stat facts {};
  if (::fstat(descriptor, &facts) != 0) refuse_by_errno(path);
  if (!S_ISREG(facts.st_mode)) refuse(path, "it is not a regular file");
  if (facts.st_uid != ::geteuid()) refuse(path, "it belongs to another user");
  if (facts.st_nlink > 1) refuse(path, "it has more than one name (hard links)");
  if (facts.st_size > 0 && !begins_with_heading(descriptor)) {
    refuse(path, "it holds something else than a trace; name a new file");
  }
  const bool is_open_to_others = (facts.st_mode & (S_IRWXG | S_IRWXO)) != 0;
  if (is_open_to_others && ::fchmod(descriptor, owner_only) != 0) refuse_by_errno(path);
}

bool is_empty(int descriptor) {
  struct stat facts {};
  return ::fstat(descriptor, &facts) == 0 && facts.st_size == 0;
}

}  // namespace

TraceFile TraceFile::open(const std::string& path) {
  if (path.empty()) refuse(path, "the name is empty");
  if (path.find('\0') != std::string::npos) refuse(path.substr(0, path.find('\0')), "the name holds a zero byte");
  TraceFile file(open_descriptor(path));
  require_own_trace_file(file.descriptor_, path);
  // Two processes may both find it empty: a second heading does no harm.
  if (is_empty(file.descriptor_)) file.append(trace_file_heading);
  return file;
}

TraceFile::TraceFile(TraceFile&& other) noexcept : descriptor_(std::exchange(other.descriptor_, none)) {}

TraceFile& TraceFile::operator=(TraceFile&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

TraceFile::~TraceFile() {
  if (descriptor_ != none) ::close(descriptor_);
}

void TraceFile::append(std::string_view line) const noexcept {
  const int before = errno;  // the traced code may still look at it
  ssize_t written = 0;
  do {
    written = ::write(descriptor_, line.data(), line.size());
  } while (written < 0 && errno == EINTR);
  errno = before;
}

std::int64_t current_process() noexcept { return ::getpid(); }

std::int64_t current_thread() noexcept {
#ifdef __linux__
  return ::syscall(SYS_gettid);  // NOLINT(cppcoreguidelines-pro-type-vararg)
#else
  return static_cast<std::int64_t>(std::hash<std::thread::id>{}(std::this_thread::get_id()));
#endif
}

}  // namespace d1odbc
