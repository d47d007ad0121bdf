// Owns: the claims about the form of a trace line. Never: files, clocks.
#include "log/trace_line.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

namespace d1odbc {
namespace {

const Origin origin{.time = std::chrono::system_clock::time_point(std::chrono::microseconds(1'769'903'999'000'001)),
                    .process = 12,
                    .thread = 34};
const std::string start = "2026-01-31T23:59:59.000001Z 12/34 ";

TEST_CASE("a line has time, process, thread, text and one line end") {
  CHECK(trace_line(origin, "SQLConnect") == start + "SQLConnect\n");
  CHECK(trace_line(origin, "") == start + "\n");
}

TEST_CASE("nothing in the text acts on a terminal or begins a second line") {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"a\nb\r\tc", "a\\nb\\r\\tc"},
      {"\x1B[31m\x7F", "\\x1b[31m\\x7f"},
      {std::string("a\0b", 3), "a\\x00b"},
      {"\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80", "\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80"},
      {"\xC2\x9B"
       "31m",
       "\\xc2\\x9b31m"},
      {"\xC2\xA0", "\xC2\xA0"},
      {"\x9B"
       "31m",
       "\\x9b31m"},
      {"\xC3", "\\xc3"},
      {"\xE2\x82", "\\xe2\\x82"},
      {"\xE2\x28\xAC", "\\xe2(\\xac"},
      {"\xC0\xAF\xFF", "\\xc0\\xaf\\xff"},
      {R"(C:\temp "x")", R"(C:\temp "x")"},
  };
  for (const auto& [text, escaped] : rows) {
    CAPTURE(escaped);
    CHECK(trace_line(origin, text) == start + escaped + "\n");
  }
}

TEST_CASE("a text of more than 64 KiB is cut and the line says so") {
  CHECK(trace_line(origin, std::string(65'536, 'x')) == start + std::string(65'536, 'x') + "\n");
  CHECK(trace_line(origin, std::string(65'546, 'x')) == start + std::string(65'536, 'x') + " ... 10 bytes more\n");
}

}  // namespace
}  // namespace d1odbc
