// Owns: the cost of inserting rows from bound arrays. Never: which driver.
// Arguments: connection, prepare (statements that make the empty table, separated by '|'), insert (with one marker for
// each letter of kinds), kinds, rows, array (rows of one execution), transaction (1: autocommit off, one commit).
// Prints the Cost of preparing, executing and committing, and the rows that SQLRowCount told.
#include <fmt/core.h>

#include <algorithm>
#include <cstdio>

#include "arguments.h"
#include "columns.h"
#include "cost.h"

namespace bench {
namespace {

void set_autocommit(const Connection& connection, SQLULEN value) {
  connection.check("SQLSetConnectAttr",
                   SQLSetConnectAttr(connection, SQL_ATTR_AUTOCOMMIT, reinterpret_cast<SQLPOINTER>(value), 0));
}

// Inserts the rows from `first` on, as many as the columns hold; returns what SQLRowCount tells.
SQLLEN insert_block(const Statement& statement, std::vector<ColumnBuffer>& columns, std::size_t first) {
  for (std::size_t row = 0; row < columns.front().lengths.size(); ++row)
    fill(columns, row, static_cast<std::int64_t>(first + row));
  statement.execute();
  SQLLEN count = 0;
  statement.check("SQLRowCount", SQLRowCount(statement, &count));
  return count;
}

}  // namespace

void measure_writing(const Arguments& arguments) {
  const Environment environment;
  const Connection connection(environment, arguments.text("connection"));
  connection.run_all(arguments.text("prepare"));
  const std::size_t rows = arguments.number("rows");
  const std::size_t array = arguments.number("array");
  const bool in_transaction = arguments.number("transaction", 0) != 0;
  std::vector<ColumnBuffer> columns = make_columns(arguments.text("kinds"), array);
  if (in_transaction) set_autocommit(connection, SQL_AUTOCOMMIT_OFF);

  const Stopwatch watch;
  const Statement statement(connection);
  statement.prepare(arguments.text("insert"));
  statement.set(SQL_ATTR_PARAMSET_SIZE, array);
  bind_parameters(statement, columns);
  SQLLEN counted = 0;
  for (std::size_t first = 0; first < rows; first += array) counted += insert_block(statement, columns, first);
  if (in_transaction) connection.check("SQLEndTran", SQLEndTran(SQL_HANDLE_DBC, connection, SQL_COMMIT));
  const Cost cost = watch.elapsed();
  fmt::print(R"({{"cost":{},"rows":{},"row_count":{}}})"
             "\n",
             json_of(cost), rows, counted);
  if (in_transaction) set_autocommit(connection, SQL_AUTOCOMMIT_ON);
}

}  // namespace bench
