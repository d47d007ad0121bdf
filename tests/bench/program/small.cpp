// Owns: the cost of a small statement, and of the bare HTTPS exchange with the same bytes. Never: which driver.
// Arguments: connection, times; with request (a file with the bytes of the driver's request), port and ca also the bare
// exchange; connections (opened and closed one after the other at the end). Prints connect: Cost; statements: Cost of
// all; exchanges: Cost of all (rounds of both alternate); reconnect: Cost of all.
#include <fmt/core.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <optional>

#include "arguments.h"
#include "bare_https.h"
#include "columns.h"
#include "cost.h"

namespace bench {
namespace {

constexpr int rounds = 10;

std::string file_contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error(path + " cannot be read.");
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void add(Cost& sum, const Cost& more) {
  sum.wall += more.wall;
  sum.cpu += more.cpu;
}

// SELECT ?+1 with a bound parameter and a bound column, prepared once.
class SmallStatement {
 public:
  explicit SmallStatement(const Connection& connection) : statement_(connection) {
    statement_.prepare("SELECT ?+1");
    fill(parameter_, 0, 41);
    bind_parameters(statement_, parameter_);
    bind_result(statement_, result_);
  }

  Cost run(std::size_t times) {
    const Stopwatch watch;
    for (; times > 0; --times) {
      statement_.execute();
      if (!statement_.fetch() || result_.front().integers.front() != 42)
        throw std::runtime_error("SELECT ?+1 did not give 42.");
      statement_.close();
    }
    return watch.elapsed();
  }

 private:
  Statement statement_;
  std::vector<ColumnBuffer> parameter_ = make_columns("i", 1);
  std::vector<ColumnBuffer> result_ = make_columns("i", 1);
};

Cost exchange(BareHttps& bare, const std::string& request, std::size_t times) {
  const Stopwatch watch;
  for (; times > 0; --times) bare.exchange(request);
  return watch.elapsed();
}

}  // namespace

void measure_small(const Arguments& arguments) {
  const std::size_t times = arguments.number("times");
  const Environment environment;
  const Stopwatch connecting;
  const Connection connection(environment, arguments.text("connection"));
  const Cost connect = connecting.elapsed();
  SmallStatement statement(connection);
  statement.run(1);
  std::optional<BareHttps> bare;
  std::string request;
  if (!arguments.text("request", "").empty()) {
    request = file_contents(arguments.text("request"));
    bare.emplace(arguments.text("port"), arguments.text("ca"));
    bare->exchange(request);
  }
  Cost statements;
  Cost exchanges;
  for (int round = 0; round < rounds; ++round) {
    add(statements, statement.run(times / rounds));
    if (bare) add(exchanges, exchange(*bare, request, times / rounds));
  }
  const Stopwatch reconnecting;
  for (std::size_t left = arguments.number("connections", 0); left > 0; --left)
    const Connection again(environment, arguments.text("connection"));
  const Cost reconnect = reconnecting.elapsed();
  fmt::print(R"({{"connect":{},"statements":{},"exchanges":{},"times":{},"reconnect":{}}})"
             "\n",
             json_of(connect), json_of(statements), json_of(exchanges), times / rounds * rounds, json_of(reconnect));
}

}  // namespace bench
