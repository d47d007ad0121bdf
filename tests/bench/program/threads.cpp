// Owns: how many small statements a second threads get through. Never: which driver.
// Arguments: connection, threads, shared (1: one connection for all threads, 0: one each), times (statements of a
// thread). Prints the Cost of all statements, connecting left out, and their number.
#include <fmt/core.h>

#include <barrier>
#include <cstdio>
#include <exception>
#include <memory>
#include <thread>
#include <vector>

#include "arguments.h"
#include "columns.h"
#include "cost.h"

namespace bench {
namespace {

void run_statements(const Statement& statement, std::size_t times) {
  std::vector<ColumnBuffer> parameter = make_columns("i", 1);
  std::vector<ColumnBuffer> result = make_columns("i", 1);
  statement.prepare("SELECT ?+1");
  bind_parameters(statement, parameter);
  bind_result(statement, result);
  for (; times > 0; --times) {
    statement.execute();
    if (!statement.fetch()) throw std::runtime_error("SELECT ?+1 gave no row.");
    statement.close();
  }
}

}  // namespace

void measure_threads(const Arguments& arguments) {
  const std::size_t count = arguments.number("threads");
  const std::size_t times = arguments.number("times");
  const bool shared = arguments.number("shared") != 0;
  const Environment environment;
  std::vector<std::unique_ptr<Connection>> connections;
  for (std::size_t index = 0; index < (shared ? 1 : count); ++index)
    connections.push_back(std::make_unique<Connection>(environment, arguments.text("connection")));
  // One statement each before the clock starts, at the same time: the pool has its sockets then.
  std::barrier ready(static_cast<std::ptrdiff_t>(count) + 1);
  std::vector<std::exception_ptr> problems(count);
  std::vector<std::jthread> threads;
  for (std::size_t index = 0; index < count; ++index) {
    threads.emplace_back([&, index] {
      const Statement statement(*connections[shared ? 0 : index]);
      const auto guarded = [&](std::size_t runs) {
        try {
          run_statements(statement, runs);
        } catch (...) {
          problems[index] = std::current_exception();
        }
      };
      guarded(2);
      ready.arrive_and_wait();
      guarded(times);
    });
  }
  ready.arrive_and_wait();
  const Stopwatch watch;
  threads.clear();
  const Cost cost = watch.elapsed();
  for (const std::exception_ptr& problem : problems)
    if (problem) std::rethrow_exception(problem);
  fmt::print(R"({{"cost":{},"statements":{}}})"
             "\n",
             json_of(cost), count * times);
}

}  // namespace bench
