// Owns: tests of execute/describe. Never: the mirror's own answers (schema's tests have them).
#include "execute/describe.h"

#include <doctest/doctest.h>

#include "error/state_code.h"
#include "execute/scripted_session.h"

using namespace d1odbc;
using namespace d1odbc::testing;

namespace {

ResultSet rows_of(std::vector<std::string> names, const std::vector<ValueView>& cells) {
  ResultSet rows(std::move(names));
  for (const ValueView& cell : cells) rows.append(cell);
  return rows;
}

Column table_column(std::string name) {
  Column column;
  column.name = name;
  column.is_column = true;
  column.base_table = "t";
  column.base_column = std::move(name);
  column.has_declared_type = true;
  column.type = type_of_declaration("VARCHAR(20)", {});
  return column;
}

StatementText statement_of(std::string_view sql) { return prepare_text(sql, {}).statements.front(); }

/// A session with table t in its mirror.
struct Described {
  ScriptedD1 d1;
  Session session{Client(d1.settings()), std::chrono::seconds(60), {}, Lossless::Auto, Trace()};
  CancelToken cancel;

  Described() {
    d1.answers.push_back(answer_of(schema_item(table_t)));
    session.mirror.load({}, cancel);
    d1.bodies.clear();
  }
};

}  // namespace

TEST_CASE("the values of a column decide its type when nothing else does") {
  const ValueView null = ValueView::null();
  const ValueView integer = ValueView::of(std::int64_t{1});
  const ValueView real = ValueView::of(1.5);
  const ValueView text = ValueView::text("x");
  const ValueView blob = ValueView::blob("x");
  struct Row {
    std::vector<ValueView> cells;
    SQLSMALLINT sql_type;
  };
  const Row rows[] = {
      {{}, SQL_LONGVARCHAR},
      {{null}, SQL_LONGVARCHAR},
      {{integer, null}, SQL_BIGINT},
      {{integer, real}, SQL_DOUBLE},
      {{real}, SQL_DOUBLE},
      {{text}, SQL_LONGVARCHAR},
      {{integer, text}, SQL_LONGVARCHAR},
      {{blob, null}, SQL_LONGVARBINARY},
      {{blob, text}, SQL_LONGVARCHAR},
      {{blob, integer}, SQL_LONGVARCHAR},
  };
  for (std::size_t index = 0; index < std::size(rows); ++index) {
    CAPTURE(index);
    const auto columns = describe_values(rows_of({"v"}, rows[index].cells), {});
    REQUIRE(columns.size() == 1);
    CHECK(columns[0].name == "v");
    CHECK(columns[0].type.sql_type == rows[index].sql_type);
    CHECK(columns[0].nullable == SQL_NULLABLE_UNKNOWN);
  }
  CHECK(describe_values(rows_of({"v"}, {}), {.wide = true})[0].type.sql_type == SQL_WLONGVARCHAR);
}

TEST_CASE("columns of the mirror are used where they agree with the answer") {
  bool contradicts = true;
  const ResultSet rows = rows_of({"a", "b"}, {ValueView::of(std::int64_t{1}), ValueView::text("x")});
  const std::vector<Column> local{table_column("a"), table_column("b")};
  const auto columns = describe_answer(local, rows, {}, false, contradicts);
  CHECK_FALSE(contradicts);
  CHECK(columns[0].type.sql_type == SQL_VARCHAR);
  CHECK(columns[0].base_table == "t");
}

TEST_CASE("an answer with another number of columns, or other names of table columns, contradicts the mirror") {
  const std::vector<Column> local{table_column("a"), table_column("b")};
  bool contradicts = false;
  const auto fewer = describe_answer(local, rows_of({"a"}, {}), {}, false, contradicts);
  CHECK(contradicts);
  CHECK(fewer.size() == 1);
  contradicts = false;
  // The table was made anew with its columns the other way round: values under the mirror's names would be swapped.
  const auto swapped = describe_answer(local, rows_of({"b", "a"}, {}), {}, false, contradicts);
  CHECK(contradicts);
  CHECK(swapped[0].name == "b");
  CHECK(swapped[1].name == "a");
}

TEST_CASE("an expression's type comes from the values unless it was told before") {
  Column expression;
  expression.name = "1";
  expression.type = unknown_type({});
  const std::vector<Column> local{expression};
  const ResultSet rows = rows_of({"1"}, {ValueView::of(std::int64_t{1})});
  bool contradicts = false;
  CHECK(describe_answer(local, rows, {}, false, contradicts)[0].type.sql_type == SQL_BIGINT);
  CHECK(describe_answer(local, rows, {}, true, contradicts)[0].type.sql_type == SQL_LONGVARCHAR);
  CHECK_FALSE(contradicts);
  CHECK(describe_answer(std::nullopt, rows, {}, false, contradicts)[0].type.sql_type == SQL_BIGINT);
  CHECK_FALSE(contradicts);
}

TEST_CASE("the mirror describes a text without a request") {
  const Described described;
  const auto columns = describe_locally(described.session, statement_of("SELECT a, b AS other, c, a + 1 FROM t"));
  REQUIRE(columns.has_value());
  REQUIRE(columns->size() == 4);
  CHECK((*columns)[0].auto_unique);
  CHECK((*columns)[0].nullable == SQL_NO_NULLS);
  CHECK((*columns)[1].name == "other");
  CHECK((*columns)[1].base_column == "b");
  CHECK((*columns)[1].type.sql_type == SQL_VARCHAR);
  CHECK((*columns)[1].type.size == 20);
  CHECK_FALSE((*columns)[2].has_declared_type);
  CHECK((*columns)[2].nullable == SQL_NULLABLE);
  CHECK((*columns)[3].base_table.empty());
  CHECK((*columns)[3].nullable == SQL_NULLABLE_UNKNOWN);
  CHECK(describe_locally(described.session, statement_of("INSERT INTO t VALUES (1, 'b', 3)"))->empty());
  CHECK_FALSE(describe_locally(described.session, statement_of("SELECT * FROM other_table")).has_value());
  CHECK(described.d1.bodies.empty());
}

TEST_CASE("a NOT NULL column beyond an outer join may be NULL all the same") {
  const Described described;
  const auto columns =
      describe_locally(described.session, statement_of("SELECT other.b FROM t LEFT JOIN t AS other ON other.a = t.c"));
  REQUIRE(columns.has_value());
  CHECK(columns->at(0).nullable != SQL_NO_NULLS);
}

TEST_CASE("without a mirror nothing is described locally") {
  ScriptedD1 d1;
  const Session session(Client(d1.settings()), std::chrono::seconds(60), {}, Lossless::Auto, Trace());
  CHECK_FALSE(describe_locally(session, statement_of("SELECT 1")).has_value());
}

TEST_CASE("a reading text that the mirror does not know is described by one request without rows") {
  Described described;
  described.d1.answers.push_back(answer_of(item_of(R"(["x","y"])", "[]") + "," + schema_item(table_t)));
  const auto columns =
      describe_remotely(described.session, statement_of("SELECT x, y FROM u WHERE z = ? -- end"), {}, described.cancel);
  REQUIRE(columns.size() == 2);
  CHECK(columns[1].name == "y");
  CHECK(columns[1].type.sql_type == SQL_LONGVARCHAR);
  REQUIRE(described.d1.bodies.size() == 1);
  CHECK(described.d1.bodies[0].find("SELECT * FROM (SELECT x, y FROM u WHERE z = ?") != std::string::npos);
  CHECK(described.d1.bodies[0].find("LIMIT 0") != std::string::npos);
  CHECK(described.d1.bodies[0].find("\"params\":[null]") != std::string::npos);
}

TEST_CASE("the request that describes a text brings the schema, and with it the columns' types") {
  Described described;
  const std::string table_u = R"json([["table","u","u","CREATE TABLE u (x INTEGER PRIMARY KEY, y DATE)"]])json";
  described.d1.answers.push_back(answer_of(item_of(R"(["x","y"])", "[]") + "," + schema_item(table_u)));
  const auto columns = describe_remotely(described.session, statement_of("SELECT x, y FROM u"), {}, described.cancel);
  REQUIRE(columns.size() == 2);
  CHECK(columns[0].type.sql_type == SQL_BIGINT);
  CHECK(columns[1].type.sql_type == SQL_TYPE_DATE);
}

TEST_CASE("a write is never sent to be described, and D1's word on a text is passed on") {
  Described described;
  const std::string only_schema = answer_of(schema_item(table_t));
  described.d1.answers = {only_schema, only_schema};
  CHECK(thrown_by([&] {
          return describe_remotely(described.session, statement_of("INSERT INTO u VALUES (1) RETURNING x"), {},
                                   described.cancel);
        }) == "HY000");
  CHECK(describe_remotely(described.session, statement_of("PRAGMA user_version = 1"), {}, described.cancel).empty());
  REQUIRE(described.d1.bodies.size() == 2);
  for (const std::string& body : described.d1.bodies) {
    CHECK(body.find("INSERT") == std::string::npos);
    CHECK(body.find("user_version") == std::string::npos);
  }
  described.d1.answers.push_back(
      R"({"success":false,"result":[],"errors":[{"code":7500,"message":"no such table: u: SQLITE_ERROR"}]})");
  CHECK(thrown_by([&] {
          return describe_remotely(described.session, statement_of("SELECT * FROM u"), {}, described.cancel);
        }) == "42S02");
}
