// Owns: the command line: `d1_bench TOPIC NAME=VALUE…`. Never: measures. tests/bench/run starts it.
#include <fmt/core.h>

#include <cstdio>
#include <exception>
#include <string_view>

#include "arguments.h"

namespace {

struct Topic {
  std::string_view name;
  void (*measure)(const bench::Arguments&);
};
constexpr Topic topics[] = {
    {"reading", bench::measure_reading}, {"writing", bench::measure_writing}, {"adding", bench::measure_adding},
    {"small", bench::measure_small},     {"threads", bench::measure_threads}, {"catalog", bench::measure_catalog},
};

bench::Arguments read_arguments(int count, char** texts) {
  std::map<std::string, std::string> values;
  for (int index = 2; index < count; ++index) {
    const std::string_view text = texts[index];
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos) throw std::runtime_error(fmt::format("'{}' is not NAME=VALUE.", text));
    values.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  return bench::Arguments(std::move(values));
}

void measure(int count, char** texts) {
  for (const Topic& topic : topics) {
    if (count > 1 && topic.name == texts[1]) return topic.measure(read_arguments(count, texts));
  }
  throw std::runtime_error("The first argument must be one of: reading writing adding small threads catalog.");
}

}  // namespace

int main(int count, char** texts) {
  try {
    measure(count, texts);
    return 0;
  } catch (const std::exception& problem) {
    fmt::print(stderr, "d1_bench: {}\n", problem.what());
    return 1;
  }
}
