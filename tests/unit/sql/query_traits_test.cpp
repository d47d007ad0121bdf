// Owns: tests of sql/query_traits. Never: SQLite.
#include "sql/query_traits.h"

#include <doctest/doctest.h>

#include <string>

using namespace d1odbc;

TEST_CASE("a query's text says whether columns are combined or may get NULL on their way") {
  constexpr QueryTraits plain{};
  constexpr QueryTraits adds_nulls{.combines = false, .adds_nulls = true};
  constexpr QueryTraits combines{.combines = true, .adds_nulls = true};
  struct Row {
    std::string sql;
    QueryTraits traits;
  };
  const Row rows[] = {
      {"", plain},
      {"SELECT a, b FROM t JOIN u USING (a) WHERE a = ? ORDER BY b", plain},
      {"SELECT 'LEFT', \"UNION\", [FULL] /* OUTER */ FROM t -- EXCEPT", plain},
      {"SELECT a FROM (SELECT a FROM t)", plain},
      {"SELECT a FROM t JOIN (SELECT b FROM u) ON b = a", plain},
      {"WITH c AS NOT MATERIALIZED (SELECT a FROM t) SELECT a FROM c", plain},
      {"SELECT a FROM t left outer JOIN u", adds_nulls},
      {"SELECT a FROM t NATURAL FULL JOIN u", adds_nulls},
      {"SELECT a FROM (t RIGHT JOIN u)", adds_nulls},
      {"SELECT a FROM (SELECT a FROM t LEFT JOIN u)", adds_nulls},
      {"WITH c AS (SELECT a FROM t LEFT JOIN u) SELECT a FROM c", adds_nulls},
      {"SELECT a FROM t UNION SELECT b FROM u", combines},
      {"SELECT a FROM (SELECT a FROM t EXCEPT SELECT b FROM u)", combines},
      {"WITH c AS (SELECT a FROM t INTERSECT SELECT b FROM u) SELECT a FROM c", combines},
      {"SELECT x, (SELECT a FROM t UNION SELECT b FROM u) FROM v", combines},
      // Subqueries as values.
      {"SELECT (SELECT a FROM t)", adds_nulls},
      {"SELECT DISTINCT (SELECT a FROM t)", adds_nulls},
      {"SELECT x, (SELECT a FROM t) FROM u", adds_nulls},
      {"SELECT ((SELECT a FROM t))", adds_nulls},
      {"SELECT a FROM t WHERE a IN (SELECT b FROM u UNION SELECT c FROM v)", plain},
      {"SELECT a FROM t WHERE EXISTS (SELECT 1 FROM u LEFT JOIN v)", plain},
      {"SELECT a FROM t WHERE a = (SELECT b FROM u)", plain},
      {"SELECT a FROM t WHERE a = (SELECT b FROM (SELECT b FROM u UNION SELECT c FROM v))", plain},
      {"SELECT a FROM t WHERE a IN (SELECT (SELECT b) FROM u) UNION SELECT 1", combines},
      // Aggregates.
      {"SELECT a, count(*) FROM t", adds_nulls},
      {"SELECT a FROM t HAVING max(b) > 1", adds_nulls},
      {"SELECT a, count(*) FROM t GROUP BY a", plain},
      {"SELECT a, max(b, c) FROM t", plain},
      {"SELECT a, count(*) FROM (SELECT a FROM t GROUP BY a)", adds_nulls},
      // Of a write only what RETURNING gives.
      {"INSERT INTO t SELECT a FROM u UNION SELECT b FROM v RETURNING a", plain},
      {"INSERT INTO t SELECT count(*) FROM u RETURNING a", plain},
      {"UPDATE t SET a = 1 FROM u LEFT JOIN v RETURNING a, (SELECT b FROM u)", adds_nulls},
      // The text of a view.
      {"CREATE VIEW w AS SELECT a FROM t LEFT JOIN u", adds_nulls},
      {"CREATE VIEW w (x) AS SELECT a FROM t UNION ALL SELECT b FROM u", combines},
      {"CREATE VIEW w AS WITH c AS (SELECT a FROM t) SELECT a FROM c", plain},
      // Texts that are none.
      {"SELECT ) ) ( UNION", combines},
      {"((((((((", plain},
      {"RETURNING", plain},
  };
  for (const Row& row : rows) {
    CAPTURE(row.sql);
    const QueryTraits found = query_traits(row.sql);
    CHECK(found.combines == row.traits.combines);
    CHECK(found.adds_nulls == row.traits.adds_nulls);
  }
}
