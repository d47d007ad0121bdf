// Owns: tests of d1/surrogate_filter. Never: JSON as a whole.
#include "d1/surrogate_filter.h"

#include <doctest/doctest.h>

#include <string>

using namespace d1odbc;

namespace {

struct Row {
  std::string in;
  const char* out;
};

const Row rows[] = {
    {R"("plain")", R"("plain")"},
    {R"("\ud83d\ude00")", R"("\ud83d\ude00")"},
    {R"("\uD83D\uDE00")", R"("\uD83D\uDE00")"},
    {R"("\ud83d")", R"("\ufffd")"},
    {R"("\ude00")", R"("\ufffd")"},
    {R"("\ude00\ud83d")", R"("\ufffd\ufffd")"},
    {R"("\ud83dx")", R"("\ufffdx")"},
    {R"("\ud83d\n")", R"("\ufffd\n")"},
    {R"("\ud83d\u0041")", R"("\ufffd\u0041")"},
    {R"("\ud83d\ud83d\ude00")", R"("\ufffd\ud83d\ude00")"},
    {R"("\\ud83d")", R"("\\ud83d")"},
    {R"("\\\ud83d")", R"("\\\ufffd")"},
    {R"("\"\\\/\b\f\n\r\t\u0000")", R"("\"\\\/\b\f\n\r\t\u0000")"},
    {R"("\uzzzz")", R"("\uzzzz")"},
    {R"("\ud83d\uzzzz")", R"("\ufffd\uzzzz")"},
    {R"("\ud8)", R"("\ud8)"},
    {R"(\)", R"(\)"},
};

}  // namespace

TEST_CASE("Lone surrogates become U+FFFD and nothing else changes, wherever the text is cut") {
  for (const Row& row : rows) {
    const std::string& in = row.in;
    for (std::size_t cut = 0; cut <= in.size(); ++cut) {
      CAPTURE(in);
      CAPTURE(cut);
      std::string out;
      const SurrogateFilter::Emit emit = [&](std::string_view piece) { out += piece; };
      SurrogateFilter filter;
      filter.feed(std::string_view(in).substr(0, cut), emit);
      filter.feed(std::string_view(in).substr(cut), emit);
      filter.finish(emit);
      CHECK(out == row.out);
    }
  }
}

TEST_CASE("Text without lone surrogates is passed on in one piece") {
  int pieces = 0;
  SurrogateFilter filter;
  filter.feed(R"({"a":"x\n\"y\" \ud83d\ude00"})", [&](std::string_view) { ++pieces; });
  CHECK(pieces == 1);
}

TEST_CASE("Bytes fed one by one come out whole") {
  for (const Row& row : rows) {
    CAPTURE(row.in);
    std::string out;
    const SurrogateFilter::Emit emit = [&](std::string_view piece) { out += piece; };
    SurrogateFilter filter;
    for (const char c : row.in) filter.feed({&c, 1}, emit);
    filter.finish(emit);
    CHECK(out == row.out);
  }
}
