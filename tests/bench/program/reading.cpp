// Owns: the cost of reading a result in blocks of rows, bound by column. Never: which driver.
// Arguments: connection, sql, kinds (columns.h), block (rows of one fetch), times (executions after the first one),
// verify (1: executes once more, for the checksum), warm (1: a small statement before the first one). Prints connect:
// Cost; first: Cost of the first execution with its fetches; executions: [Cost]; rows and checksum; peak_bytes and
// kept_bytes: what the first execution added to the process's memory at most, and what of it was still there after the
// cursor was closed.
#include <fmt/core.h>
#include <fmt/ranges.h>

#include <cstdio>

#include "arguments.h"
#include "columns.h"
#include "cost.h"

namespace bench {
namespace {

class Reader {
 public:
  Reader(const Connection& connection, const Arguments& arguments)
      : statement_(connection),
        sql_(arguments.text("sql")),
        columns_(make_columns(arguments.text("kinds"), arguments.number("block", 1000))) {
    statement_.set(SQL_ATTR_ROW_ARRAY_SIZE, columns_.front().lengths.size());
    statement_.set_pointer(SQL_ATTR_ROWS_FETCHED_PTR, &fetched_);
    bind_result(statement_, columns_);
  }

  /// Executes and fetches everything; tells `seen` how many rows each fetch brought. The cursor stays open.
  template <typename Seen>
  void read(Seen seen) {
    statement_.run(sql_);
    while (statement_.fetch()) seen(fetched_);
  }

  void close() { statement_.close(); }
  [[nodiscard]] std::uint64_t checksum_of(std::size_t rows) const { return checksum(columns_, rows); }

 private:
  Statement statement_;
  std::string sql_;
  std::vector<ColumnBuffer> columns_;
  SQLULEN fetched_ = 0;
};

struct FirstReading {
  Cost cost;
  long peak_bytes = 0;
  long kept_bytes = 0;
};

FirstReading read_first(Reader& reader) {
  forget_peak_memory();
  const long before = memory().now;
  const Stopwatch watch;
  reader.read([](SQLULEN) {});
  FirstReading result{.cost = watch.elapsed()};
  result.peak_bytes = memory().peak - before;
  reader.close();
  result.kept_bytes = memory().now - before;
  return result;
}

Cost read_again(Reader& reader) {
  const Stopwatch watch;
  reader.read([](SQLULEN) {});
  reader.close();
  return watch.elapsed();
}

}  // namespace

void measure_reading(const Arguments& arguments) {
  const Environment environment;
  const Stopwatch connecting;
  const Connection connection(environment, arguments.text("connection"));
  const Cost connect = connecting.elapsed();
  // What only the first statement of a process costs is not the result's.
  if (arguments.number("warm", 0) != 0) Statement(connection).run("SELECT 1");
  Reader reader(connection, arguments);
  const FirstReading first = read_first(reader);
  std::vector<std::string> executions;
  for (std::size_t left = arguments.number("times", 5); left > 0; --left)
    executions.push_back(json_of(read_again(reader)));
  std::uint64_t sum = 0;
  std::size_t rows = 0;
  if (arguments.number("verify", 1) != 0) {
    reader.read([&](SQLULEN count) {
      rows += count;
      sum = sum * 31 + reader.checksum_of(count);
    });
  }
  fmt::print(
      R"({{"connect":{},"first":{},"executions":[{}],"rows":{},"checksum":"{:x}","peak_bytes":{},"kept_bytes":{}}})"
      "\n",
      json_of(connect), json_of(first.cost), fmt::join(executions, ","), rows, sum, first.peak_bytes, first.kept_bytes);
}

}  // namespace bench
