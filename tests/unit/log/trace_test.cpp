// Owns: the claims about trace files. Never: the form of a line, how secrets are found.
#include "log/trace.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include "error/odbc_error.h"
#include "log/trace_file.h"

namespace d1odbc {
namespace {

namespace fs = std::filesystem;

class OwnFolder {
 public:
  OwnFolder() { REQUIRE(::mkdtemp(path_.data()) != nullptr); }
  ~OwnFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  OwnFolder(const OwnFolder&) = delete;
  OwnFolder& operator=(const OwnFolder&) = delete;
  [[nodiscard]] std::string file(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_ = "/tmp/d1odbc-trace-XXXXXX";
};

std::string content(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> lines(const std::string& path) {
  std::vector<std::string> result;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) result.push_back(line);
  return result;
}

unsigned rights(const std::string& path) { return static_cast<unsigned>(fs::status(path).permissions()) & 0777U; }

std::string refusal(const std::string& path) {
  try {
    (void)Trace::open(path);
  } catch (const OdbcError& error) {
    CHECK(error.state() == State::GeneralError);
    return error.text();
  }
  return {};
}

TEST_CASE("a default-made trace is off and takes everything") {
  Trace trace;
  CHECK_FALSE(trace.is_on());
  trace.hide("secret");
  trace.write("{}", 1);
}

TEST_CASE("a new trace file is readable by its owner only, whatever the umask, and begins with the heading") {
  const OwnFolder folder;
  const mode_t before = ::umask(0);
  const Trace trace = Trace::open(folder.file("t"));
  ::umask(before);
  CHECK(rights(folder.file("t")) == 0600);
  CHECK(content(folder.file("t")) == trace_file_heading);
}

TEST_CASE("lines are appended with the process number, and a second opening goes on") {
  const OwnFolder folder;
  const std::string path = folder.file("t");
  Trace::open(path).write("first {}", 1);
  Trace::open(path).write("second\nline");
  const std::vector<std::string> all = lines(path);
  REQUIRE(all.size() == 3);
  CHECK(all[0] + "\n" == trace_file_heading);
  CHECK(all[1].find(" " + std::to_string(::getpid()) + "/") != std::string::npos);
  CHECK(all[1].ends_with(" first 1"));
  CHECK(all[2].ends_with(" second\\nline"));
}

TEST_CASE("a secret is hidden in every copy of the trace from the moment it is named") {
  const OwnFolder folder;
  const std::string path = folder.file("t");
  Trace trace = Trace::open(path);
  const Trace copy = trace;
  trace.hide("tok/en");
  copy.write("Bearer {} {}", "tok/en", "tok%2Fen");
  CHECK(lines(path).at(1).ends_with(" Bearer *** ***"));
}

TEST_CASE("a file that is not an own trace is refused and stays as it was") {
  const OwnFolder folder;
  std::ofstream(folder.file("profile")) << "alias a=b\n";
  fs::create_symlink(folder.file("nowhere"), folder.file("link"));
  fs::create_directory(folder.file("directory"));
  REQUIRE(::mkfifo(folder.file("pipe").c_str(), 0600) == 0);
  std::ofstream(folder.file("one name")) << trace_file_heading;
  fs::create_hard_link(folder.file("one name"), folder.file("other name"));

  CHECK(refusal(folder.file("profile")).ends_with("it holds something else than a trace; name a new file."));
  CHECK(refusal(folder.file("link")).ends_with("it is a symbolic link; name the file itself."));
  CHECK(refusal(folder.file("pipe")).ends_with("it is not a regular file."));
  CHECK(refusal(folder.file("other name")).ends_with("it has more than one name (hard links)."));
  CHECK(refusal(folder.file("directory")) ==
        "The trace file '" + folder.file("directory") + "' was not opened: Is a directory.");
  CHECK(refusal("/dev/null").ends_with("it is not a regular file."));
  CHECK(refusal(folder.file("no/such/folder")).ends_with("No such file or directory."));
  CHECK(refusal("").ends_with("the name is empty."));
  CHECK(refusal(folder.file("zero") + std::string(1, '\0')).ends_with("the name holds a zero byte."));

  CHECK(content(folder.file("profile")) == "alias a=b\n");
  CHECK_FALSE(fs::exists(folder.file("nowhere")));
  CHECK_FALSE(fs::exists(folder.file("zero")));
}

TEST_CASE("a file of another user is refused") {
  if (::geteuid() != 0) return;  // only root can make one
  const OwnFolder folder;
  std::ofstream(folder.file("t")) << trace_file_heading;
  REQUIRE(::chown(folder.file("t").c_str(), 1, 1) == 0);
  CHECK(refusal(folder.file("t")).ends_with("it belongs to another user."));
}

TEST_CASE("an own empty or old trace file that others may read is closed to them") {
  const OwnFolder folder;
  std::ofstream(folder.file("t")).flush();
  fs::permissions(folder.file("t"), fs::perms(0644));
  const Trace trace = Trace::open(folder.file("t"));
  CHECK(rights(folder.file("t")) == 0600);
}

TEST_CASE("after fork the child's lines carry the child's process number") {
  const OwnFolder folder;
  const std::string path = folder.file("t");
  const Trace trace = Trace::open(path);
  const pid_t child = ::fork();
  if (child == 0) {
    trace.write("child");
    ::_exit(0);
  }
  REQUIRE(child > 0);
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  trace.write("parent");
  const std::vector<std::string> all = lines(path);
  REQUIRE(all.size() == 3);
  CHECK(all[1].find(" " + std::to_string(child) + "/") != std::string::npos);
  CHECK(all[2].find(" " + std::to_string(::getpid()) + "/") != std::string::npos);
}

TEST_CASE("the trace file is not handed to programs that the application starts") {
  const OwnFolder folder;
  const Trace trace = Trace::open(folder.file("t"));
  bool was_found = false;
  for (int descriptor = 0; descriptor < 256; ++descriptor) {
    struct stat open_file {};
    struct stat named {};
    if (::fstat(descriptor, &open_file) != 0) continue;
    REQUIRE(::stat(folder.file("t").c_str(), &named) == 0);
    if (open_file.st_ino != named.st_ino || open_file.st_dev != named.st_dev) continue;
    was_found = true;
    CHECK((::fcntl(descriptor, F_GETFD) & FD_CLOEXEC) != 0);
  }
  CHECK(was_found);
}

TEST_CASE("threads write whole lines while secrets are named") {
  const OwnFolder folder;
  const std::string path = folder.file("t");
  Trace trace = Trace::open(path);
  trace.hide("secret");
  const std::string filling(200, 'x');
  {
    std::vector<std::jthread> writers;
    for (int writer = 0; writer < 4; ++writer) {
      writers.emplace_back([&] {
        for (int line = 0; line < 100; ++line) trace.write("secret {}", filling);
      });
    }
    for (int number = 0; number < 20; ++number) trace.hide("other " + std::to_string(number));
  }
  const std::vector<std::string> all = lines(path);
  CHECK(all.size() == 401);
  CHECK(std::ranges::count_if(all, [&](const auto& line) { return line.ends_with(" *** " + filling); }) == 400);
}

struct Unprintable {};

}  // namespace
}  // namespace d1odbc

template <>
struct fmt::formatter<d1odbc::Unprintable> {
  constexpr auto parse(format_parse_context& context) { return context.begin(); }
  auto format(const d1odbc::Unprintable&, format_context& context) const -> decltype(context.out()) { throw 1; }
};

namespace d1odbc {
namespace {

TEST_CASE("writing never throws, not even when an argument cannot be printed") {
  const OwnFolder folder;
  const Trace trace = Trace::open(folder.file("t"));
  CHECK_NOTHROW(trace.write("{}", Unprintable{}));
  CHECK(content(folder.file("t")) == trace_file_heading);
}

}  // namespace
}  // namespace d1odbc
