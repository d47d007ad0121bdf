// Owns: the cost of adding rows through a cursor, by SQLBulkOperations. Never: which driver.
// Arguments: connection, prepare (statements that make the empty table, separated by '|'), select (of the table's
// columns, one for each letter of kinds), kinds, rows, array (rows of one call).
// Prints the Cost of the calls, with the open cursor there already, and the rows that they said they have added.
#include <fmt/core.h>

#include <cstdio>

#include "arguments.h"
#include "columns.h"
#include "cost.h"

namespace bench {

void measure_adding(const Arguments& arguments) {
  const Environment environment;
  const Connection connection(environment, arguments.text("connection"));
  connection.run_all(arguments.text("prepare"));
  const std::size_t rows = arguments.number("rows");
  const std::size_t array = arguments.number("array");
  std::vector<ColumnBuffer> columns = make_columns(arguments.text("kinds"), array);
  SQLULEN added = 0;

  const Statement statement(connection);
  statement.set(SQL_ATTR_CONCURRENCY, SQL_CONCUR_VALUES);
  statement.set(SQL_ATTR_ROW_ARRAY_SIZE, array);
  statement.set_pointer(SQL_ATTR_ROWS_FETCHED_PTR, &added);
  bind_result(statement, columns);
  statement.run(arguments.text("select"));

  const Stopwatch watch;
  std::size_t counted = 0;
  for (std::size_t first = 0; first < rows; first += array) {
    for (std::size_t row = 0; row < array; ++row) fill(columns, row, static_cast<std::int64_t>(first + row));
    statement.check("SQLBulkOperations", SQLBulkOperations(statement, SQL_ADD));
    counted += added;
  }
  fmt::print(R"({{"cost":{},"rows":{},"added":{}}})"
             "\n",
             json_of(watch.elapsed()), rows, counted);
}

}  // namespace bench
