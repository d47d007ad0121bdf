// Owns: tests of which SELECTs are plain ones of one table. Never: the schema.
#include "sql/single_table_select.h"

#include <doctest/doctest.h>

#include <string>

namespace d1odbc {

namespace {

struct Plain {
  std::string_view sql;
  std::string_view table;
  std::string_view alias;
  std::string_view list;       // the text before FROM
  std::string_view behind_it;  // the text behind the table and its alias
};

struct Refused {
  std::string_view sql;
  std::string_view reason;  // a part of it
};

}  // namespace

TEST_CASE("a plain SELECT of one table is read with its table, alias and places") {
  const Plain rows[]{
      {"SELECT a FROM t", "t", "", "SELECT a ", ""},
      {"select all a,b from t;", "t", "", "select all a,b ", ";"},
      {"SELECT*FROM t", "t", "", "SELECT*", ""},
      {"SELECT t.* FROM t ; ;", "t", "", "SELECT t.* ", " ; ;"},
      {"SELECT a FROM main.t", "t", "", "SELECT a ", ""},
      {"SELECT a FROM \"MAIN\" . [t 1]", "t 1", "", "SELECT a ", ""},
      {"SELECT a FROM \"a\"\"b\" AS \"x y\" WHERE 1", "a\"b", "x y", "SELECT a ", " WHERE 1"},
      {"SELECT a FROM `t` x", "t", "x", "SELECT a ", ""},
      {"SELECT a FROM 't' 'x' LIMIT 1", "t", "x", "SELECT a ", " LIMIT 1"},
      {"SELECT a FROM t AS left_one", "t", "left_one", "SELECT a ", ""},
      {"SELECT a FROM t /* c */ -- d\n", "t", "", "SELECT a ", " /* c */ -- d\n"},
      {"/* c */ SELECT a -- FROM x\nFROM t", "t", "", "/* c */ SELECT a -- FROM x\n", ""},
      {"SELECT a FROM t INDEXED BY i WHERE a = 1", "t", "", "SELECT a ", " INDEXED BY i WHERE a = 1"},
      {"SELECT a FROM t x NOT INDEXED ORDER BY a", "t", "x", "SELECT a ", " NOT INDEXED ORDER BY a"},
      {"SELECT a FROM t WHERE a = (SELECT max(a) FROM u GROUP BY b) ORDER BY b DESC LIMIT 5 OFFSET 1", "t", "",
       "SELECT a ", " WHERE a = (SELECT max(a) FROM u GROUP BY b) ORDER BY b DESC LIMIT 5 OFFSET 1"},
      {"SELECT a FROM t WHERE a IN (SELECT b FROM u UNION SELECT 1)", "t", "", "SELECT a ",
       " WHERE a IN (SELECT b FROM u UNION SELECT 1)"},
      {"SELECT a IS DISTINCT FROM b, a IS NOT DISTINCT FROM b FROM t", "t", "",
       "SELECT a IS DISTINCT FROM b, a IS NOT DISTINCT FROM b ", ""},
      {"SELECT 'x FROM y', \"from\", [from] FROM t", "t", "", "SELECT 'x FROM y', \"from\", [from] ", ""},
      {"SELECT max(a, b), min(a, max(b, 1)), count AS \"count(\" FROM t", "t", "",
       "SELECT max(a, b), min(a, max(b, 1)), count AS \"count(\" ", ""},
      {"SELECT ?, a FROM t WHERE a = :x", "t", "", "SELECT ?, a ", " WHERE a = :x"},
      {"SELECT a FROM t ORDER BY max(a, b)", "t", "", "SELECT a ", " ORDER BY max(a, b)"},
  };
  for (const Plain& row : rows) {
    CAPTURE(row.sql);
    const auto reading = read_single_table_select(row.sql);
    const auto* const select = std::get_if<SingleTableSelect>(&reading);
    if (select == nullptr) {
      FAIL_CHECK(std::get<NotUpdatable>(reading).reason);
      continue;
    }
    CHECK(select->from.table == row.table);
    CHECK(select->from.alias == row.alias);
    CHECK(select->from.qualifier() == (row.alias.empty() ? row.table : row.alias));
    CHECK(row.sql.substr(0, select->list_end) == row.list);
    CHECK(row.sql.substr(select->table_end) == row.behind_it);
  }
}

TEST_CASE("every other text is refused with its reason") {
  constexpr std::string_view joins = "joins tables";
  constexpr std::string_view aggregate = "calls aggregate";
  constexpr std::string_view compound = "UNION, INTERSECT or EXCEPT";
  constexpr std::string_view not_plain = "not a plain SELECT";
  const Refused rows[]{
      {"", "not a SELECT"},
      {"UPDATE t SET a = 1", "not a SELECT"},
      {"INSERT INTO t SELECT a FROM u", "not a SELECT"},
      {"WITH x AS (SELECT 1) SELECT a FROM t", "begins with WITH"},
      {"VALUES (1)", "VALUES"},
      {"SELECT (SELECT b FROM u), a FROM t", "subquery in its list"},
      {"EXPLAIN SELECT a FROM t", "EXPLAIN"},
      {"SELECT 1", "reads no table"},
      {"SELECT a IS DISTINCT FROM t", "reads no table"},
      {"SELECT DISTINCT a FROM t", "DISTINCT"},
      {"SELECT a FROM t GROUP BY a", "GROUP BY"},
      {"SELECT a FROM t WHERE b GROUP BY a", "GROUP BY"},
      {"SELECT a FROM t HAVING a > 1", "HAVING"},
      {"SELECT a FROM t UNION SELECT 1", compound},
      {"SELECT a FROM t WHERE b UNION ALL SELECT 1", compound},
      {"SELECT 1 INTERSECT SELECT a FROM t", compound},
      {"SELECT a FROM t EXCEPT SELECT 1", compound},
      {"SELECT a FROM t, u", joins},
      {"SELECT a FROM t x, u y", joins},
      {"SELECT a FROM t JOIN u ON 1", joins},
      {"SELECT a FROM t x JOIN u", joins},
      {"SELECT a FROM t NATURAL JOIN u", joins},
      {"SELECT a FROM t LEFT JOIN u USING (a)", joins},
      {"SELECT a FROM t AS x CROSS JOIN u", joins},
      {"SELECT a FROM t FULL OUTER JOIN u USING (a)", joins},
      {"SELECT a FROM t INDEXED BY i JOIN u", joins},
      {"SELECT a FROM t NOT INDEXED, u", joins},
      {"SELECT a FROM (SELECT a FROM t)", "subquery"},
      {"SELECT a FROM (t)", "subquery"},
      {"SELECT value FROM json_each('[]')", "calls a function"},
      {"SELECT name FROM pragma_table_info('t') x", "calls a function"},
      {"SELECT a FROM temp.t", "table of the database"},
      {"SELECT a FROM", "table of the database"},
      {"SELECT a FROM ?", "table of the database"},
      {"SELECT count(*) FROM t", aggregate},
      {"SELECT Count (a) FROM t", aggregate},
      {"SELECT \"count\"(*) FROM t", aggregate},
      {"SELECT sum(a), total(a) FROM t", aggregate},
      {"SELECT 1 + avg(a) FROM t", aggregate},
      {"SELECT coalesce(max(a), 0) FROM t", aggregate},
      {"SELECT min (a) FROM t", aggregate},
      {"SELECT max(a || coalesce(b, c)) FROM t", aggregate},
      {"SELECT group_concat(a, ',') FROM t", aggregate},
      {"SELECT string_agg(a, ',') FROM t", aggregate},
      {"SELECT json_group_array(a) FROM t", aggregate},
      {"SELECT jsonb_group_object(a, b) FROM t", aggregate},
      {"SELECT (SELECT sum(t.a) FROM u) FROM t", aggregate},
      {"SELECT f(DISTINCT a) FROM t", aggregate},
      {"SELECT f(a) FILTER (WHERE b) FROM t", aggregate},
      {"SELECT row_number() OVER (ORDER BY a) FROM t", aggregate},
      {"SELECT lag(a) OVER w FROM t WINDOW w AS (ORDER BY a)", aggregate},
      {"SELECT a FROM t WINDOW w AS (ORDER BY a)", "window"},
      {"SELECT a FROM t ORDER BY count(*)", aggregate},
      {"SELECT a FROM t WHERE b ORDER BY max(a) LIMIT 1", aggregate},
      {"SELECT a FROM t ORDER BY row_number() OVER ()", aggregate},
      {"SELECT a FROM t; SELECT b FROM t", "several statements"},
      {"SELECT 1; SELECT b FROM t", not_plain},
      {"SELECT a FROM t x y", not_plain},
      {"SELECT a) FROM t", not_plain},
      {"SELECT (a FROM t", not_plain},
      {"SELECT a FROM t WHERE (b", not_plain},
      {"SELECT a FROM t WHERE b)", not_plain},
      {"SELECT a FROM t WHERE b = 'x", not_plain},
      {"SELECT {d '2020-01-01'} FROM t", not_plain},
      {"SELECT a FROM t FOR UPDATE", not_plain},
  };
  for (const Refused& row : rows) {
    CAPTURE(row.sql);
    const auto reading = read_single_table_select(row.sql);
    const auto* const refusal = std::get_if<NotUpdatable>(&reading);
    if (refusal == nullptr) {
      FAIL_CHECK("taken for a plain SELECT");
      continue;
    }
    INFO(refusal->reason);
    CHECK(refusal->reason.find(row.reason) != std::string::npos);
  }
}

TEST_CASE("a text of a hundred thousand open calls is read in linear time") {
  std::string sql = "SELECT ";
  for (int call = 0; call < 100'000; ++call) sql += "max(";
  CHECK(std::holds_alternative<NotUpdatable>(read_single_table_select(sql + "a FROM t")));
  CHECK(std::holds_alternative<NotUpdatable>(
      read_single_table_select(sql + "a" + std::string(100'000, ')') + " FROM t")));
}

}  // namespace d1odbc
