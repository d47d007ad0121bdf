// Owns: what triggers and foreign keys of a schema say of its tables. Never: single keys.
#include "schema/table_relations.h"

#include <doctest/doctest.h>

#include "schema/schema_rows.h"

using namespace d1odbc;

TEST_CASE("triggers and foreign keys are found by the names of both tables, in any case of letters") {
  const std::shared_ptr<Mirror> mirror = testing::mirror_of(
      "CREATE TABLE Parent (a PRIMARY KEY, b REFERENCES parent);"
      "CREATE TABLE z (a REFERENCES PARENT ON DELETE CASCADE, b REFERENCES parent);"
      "CREATE TABLE b (a, b, FOREIGN KEY (a, b) REFERENCES calm);"
      "CREATE TABLE calm (a, b, PRIMARY KEY (a, b)); CREATE TABLE \"it's\" (a REFERENCES \"odd \"\" name\");"
      "CREATE TRIGGER g AFTER INSERT ON Calm BEGIN DELETE FROM z; END");
  const TableRelations& relations = mirror->relations();
  using Names = std::vector<std::string>;
  CHECK(relations.children_of("parent") == Names{"Parent", "z"});
  CHECK(relations.children_of("CALM") == Names{"b"});
  CHECK(relations.children_of("odd \" name") == Names{"it's"});
  CHECK(relations.children_of("z").empty());
  CHECK(relations.has_foreign_keys("Z"));
  CHECK_FALSE(relations.has_foreign_keys("calm"));
  CHECK(relations.acts_on_children("parent"));
  CHECK_FALSE(relations.acts_on_children("calm"));
  CHECK(relations.has_triggers("calm"));
  CHECK_FALSE(relations.has_triggers("z"));
  CHECK_FALSE(relations.a_trigger_asks_changes());
  CHECK(&mirror->relations() == &relations);
}

TEST_CASE("what SQLite refuses once is not asked again") {
  TableRelationsCache cache;
  int asked = 0;
  const MirrorQuery query = [&](std::string_view, std::initializer_list<ValueView>, const MirrorRow&) {
    ++asked;
    throw OdbcError(State::GeneralError, "interrupted");
  };
  for (int time = 0; time < 3; ++time) CHECK_THROWS_AS(static_cast<void>(cache.read(query)), OdbcError);
  CHECK(asked == 1);
}
