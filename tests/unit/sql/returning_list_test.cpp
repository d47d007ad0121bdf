// Owns: tests of where the items of RETURNING stand. Never: what they return.
#include "sql/returning_list.h"

#include <doctest/doctest.h>

#include <string>

namespace d1odbc {

namespace {

/// Each item in brackets, "n" before those that are names and the name's end marked with "^".
std::string items_of(std::string_view sql) {
  const std::optional<ReturningList> list = read_returning(sql);
  if (!list) return "none";
  std::string text;
  for (const ReturningItem& item : list->items) {
    const std::string whole(sql.substr(item.begin, item.end - item.begin));
    switch (item.kind) {
      case ReturningItem::Kind::AllColumns:
        text += "*[" + whole + "]";
        break;
      case ReturningItem::Kind::Name:
        text += "n[" + std::string(whole).insert(item.name_end - item.begin, "^") + "]";
        break;
      case ReturningItem::Kind::Expression:
        text += "e[" + whole + "]";
        break;
    }
  }
  return text;
}

struct Row {
  std::string_view sql;
  std::string_view items;
};

}  // namespace

TEST_CASE("the items of a RETURNING list are told apart") {
  const Row rows[]{
      {"DELETE FROM t RETURNING a", "n[a^]"},
      {"delete from t returning A, \"b c\",[d],`e`", "n[A^]n[\"b c\"^]n[[d]^]n[`e`^]"},
      {"DELETE FROM t RETURNING *", "*[*]"},
      {"DELETE FROM t RETURNING *, a", "*[*]n[a^]"},
      {"DELETE FROM t RETURNING t.a, main . b", "n[t.a^]n[main . b^]"},
      {"DELETE FROM t RETURNING t.*", "e[t.*]"},
      {"DELETE FROM t RETURNING a AS b, t.a as 'x, y'", "n[a^ AS b]n[t.a^ as 'x, y']"},
      {"DELETE FROM t RETURNING a b", "e[a b]"},
      {"DELETE FROM t RETURNING NOT a", "e[NOT a]"},
      {"DELETE FROM t RETURNING a+1, 2*a c, 'x', ?1", "e[a+1]e[2*a c]e['x']e[?1]"},
      {"DELETE FROM t RETURNING max(a, b), (SELECT 1, 2), a", "e[max(a, b)]e[(SELECT 1, 2)]n[a^]"},
      {"DELETE FROM t RETURNING /* , */ a -- , b\n , 'x,''y' /* z */", "n[a^]e['x,''y']"},
      {"DELETE FROM t RETURNING a COLLATE NOCASE", "e[a COLLATE NOCASE]"},
      {"DELETE FROM t RETURNING main.t.a", "e[main.t.a]"},
      {"DELETE FROM t WHERE a IN (SELECT 1) RETURNING a ORDER BY b, c LIMIT 1", "n[a^]"},
      {"UPDATE t SET a = 1 RETURNING a+b LIMIT 1", "e[a+b]"},
      {"INSERT INTO t SELECT \"RETURNING\", 'RETURNING x' FROM u ON CONFLICT DO UPDATE SET a = 1 RETURNING rowid",
       "n[rowid^]"},
      {"WITH x AS (SELECT 1) INSERT INTO t SELECT * FROM x RETURNING a", "n[a^]"},
      {"DELETE FROM t RETURNING CURRENT_TIMESTAMP, NULL", "n[CURRENT_TIMESTAMP^]n[NULL^]"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.sql);
    CHECK(items_of(row.sql) == row.items);
  }
}

TEST_CASE("what is no list is not read as one") {
  for (const std::string_view sql :
       {"DELETE FROM t", "", "RETURNING", "DELETE FROM t RETURNING", "DELETE FROM t RETURNING a,",
        "DELETE FROM t RETURNING ,a", "DELETE FROM t RETURNING (a", "DELETE FROM t RETURNING a)",
        "DELETE FROM t RETURNING 'a", "DELETE FROM t (RETURNING a)", "DELETE FROM t RETURNING a; SELECT 1",
        "DELETE FROM t RETURNING ORDER BY a"}) {
    CAPTURE(sql);
    CHECK(items_of(sql) == "none");
  }
}

}  // namespace d1odbc
