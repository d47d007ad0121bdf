// Owns: the cost of the catalog functions over all tables. Never: which driver.
// Arguments: connection, times, table (one of them), prefix and tables (names of all). Prints connect: Cost; the
// smallest Cost of tables: SQLTables (all); columns: SQLColumns (all tables in one call); walk: six functions for each
// table, one after the other; keys: SQLPrimaryKeys (of one table); and how many rows they gave.
#include <fmt/core.h>

#include <cstdio>
#include <functional>
#include <string>
#include <vector>

#include "arguments.h"
#include "cost.h"
#include "odbc.h"

namespace bench {
namespace {

struct Listing {
  Cost cost;
  std::size_t rows = 0;
};

std::size_t rows_of(const Statement& statement) {
  std::size_t rows = 0;
  while (statement.fetch()) ++rows;
  statement.close();
  return rows;
}

Listing measured(const std::function<std::size_t()>& list) {
  const Stopwatch watch;
  Listing listing;
  listing.rows = list();
  listing.cost = watch.elapsed();
  return listing;
}

Listing cheapest(std::size_t times, const std::function<std::size_t()>& list) {
  Listing best = measured(list);
  for (; times > 1; --times) {
    const Listing listing = measured(list);
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

std::size_t list_tables(const Statement& statement) {
  statement.check("SQLTables", SQLTables(statement, nullptr, 0, nullptr, 0, any(), SQL_NTS, nullptr, 0));
  return rows_of(statement);
}

std::size_t list_columns(const Statement& statement, SQLCHAR* table) {
  statement.check("SQLColumns", SQLColumns(statement, nullptr, 0, nullptr, 0, table, SQL_NTS, any(), SQL_NTS));
  return rows_of(statement);
}

std::size_t list_primary_keys(const Statement& statement, SQLCHAR* table) {
  statement.check("SQLPrimaryKeys", SQLPrimaryKeys(statement, nullptr, 0, nullptr, 0, table, SQL_NTS));
  return rows_of(statement);
}

std::size_t list_foreign_keys(const Statement& statement, SQLCHAR* parent, SQLCHAR* child) {
  statement.check("SQLForeignKeys", SQLForeignKeys(statement, nullptr, 0, nullptr, 0, parent, SQL_NTS, nullptr, 0,
                                                   nullptr, 0, child, SQL_NTS));
  return rows_of(statement);
}

std::size_t list_statistics(const Statement& statement, SQLCHAR* table) {
  statement.check("SQLStatistics", SQLStatistics(statement, nullptr, 0, nullptr, 0, table, SQL_NTS, SQL_INDEX_ALL, 0));
  return rows_of(statement);
}

std::size_t list_special_columns(const Statement& statement, SQLCHAR* table) {
  statement.check("SQLSpecialColumns", SQLSpecialColumns(statement, SQL_BEST_ROWID, nullptr, 0, nullptr, 0, table,
                                                         SQL_NTS, SQL_SCOPE_CURROW, SQL_NULLABLE));
  return rows_of(statement);
}

// What programs that read a whole schema do.
std::size_t walk(const Statement& statement, std::vector<std::string>& names) {
  std::size_t rows = 0;
  for (std::string& name : names) {
    auto* const table = reinterpret_cast<SQLCHAR*>(name.data());
    rows += list_columns(statement, table) + list_primary_keys(statement, table);
    rows += list_foreign_keys(statement, table, nullptr) + list_foreign_keys(statement, nullptr, table);
    rows += list_statistics(statement, table) + list_special_columns(statement, table);
  }
  return rows;
}

std::vector<std::string> table_names(const std::string& prefix, std::size_t count) {
  std::vector<std::string> names;
  for (std::size_t number = 0; number < count; ++number) names.push_back(fmt::format("{}{:05}", prefix, number));
  return names;
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
  const Listing tables = cheapest(times, [&] { return list_tables(statement); });
  const Listing columns = cheapest(times, [&] { return list_columns(statement, any()); });
  std::vector<std::string> names = table_names(arguments.text("prefix"), arguments.number("tables"));
  const Listing walked = measured([&] { return walk(statement, names); });
  const Listing keys = cheapest(times, [&] { return list_primary_keys(statement, name); });
  fmt::print(R"({{"connect":{},"tables":{},"columns":{},"walk":{},"keys":{}}})"
             "\n",
             json_of(connect), json_of_listing(tables), json_of_listing(columns), json_of_listing(walked),
             json_of_listing(keys));
}

}  // namespace bench
