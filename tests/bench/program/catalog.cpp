// Owns: the cost of the catalog functions over all tables. Never: which driver.
// Arguments: connection, times. Prints connect: Cost; tables, columns, keys: the smallest Cost of SQLTables (all),
// SQLColumns (all tables) and SQLPrimaryKeys (of one table), and how many rows they gave.
#include <fmt/core.h>

#include <cstdio>
#include <functional>

#include "arguments.h"
#include "cost.h"
#include "odbc.h"

namespace bench {
namespace {

struct Listing {
  Cost cost;
  std::size_t rows = 0;
};

Listing list_once(const Statement& statement, const std::function<void()>& call) {
  const Stopwatch watch;
  call();
  Listing listing;
  while (statement.fetch()) ++listing.rows;
  statement.close();
  listing.cost = watch.elapsed();
  return listing;
}

Listing cheapest(std::size_t times, const Statement& statement, const std::function<void()>& call) {
  Listing best = list_once(statement, call);
  for (; times > 1; --times) {
    const Listing listing = list_once(statement, call);
    if (listing.cost.cpu < best.cost.cpu) best = listing;
  }
  return best;
}

std::string json_of_listing(const Listing& listing) {
  return fmt::format(R"({{"cost":{},"rows":{}}})", json_of(listing.cost), listing.rows);
}

SQLCHAR* any() {
  static SQLCHAR text[] = "%";
  return text;
}

}  // namespace

void measure_catalog(const Arguments& arguments) {
  const std::size_t times = arguments.number("times", 5);
  const Environment environment;
  const Stopwatch connecting;
  const Connection connection(environment, arguments.text("connection"));
  const Cost connect = connecting.elapsed();
  const Statement statement(connection);
  std::string table = arguments.text("table");
  auto* name = reinterpret_cast<SQLCHAR*>(table.data());
  const Listing tables = cheapest(times, statement, [&] {
    statement.check("SQLTables", SQLTables(statement, nullptr, 0, nullptr, 0, any(), SQL_NTS, nullptr, 0));
  });
  const Listing columns = cheapest(times, statement, [&] {
    statement.check("SQLColumns", SQLColumns(statement, nullptr, 0, nullptr, 0, any(), SQL_NTS, any(), SQL_NTS));
  });
  const Listing keys = cheapest(times, statement, [&] {
    statement.check("SQLPrimaryKeys", SQLPrimaryKeys(statement, nullptr, 0, nullptr, 0, name, SQL_NTS));
  });
  fmt::print(R"({{"connect":{},"tables":{},"columns":{},"keys":{}}})"
             "\n",
             json_of(connect), json_of_listing(tables), json_of_listing(columns), json_of_listing(keys));
}

}  // namespace bench
