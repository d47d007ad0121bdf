// Owns: tests of SQLTablePrivileges, SQLColumnPrivileges, SQLProcedures and SQLProcedureColumns. Never: other catalogs.
#include <doctest/doctest.h>

#include <string>

#include "catalog_text.h"
#include "schema_rows.h"

namespace d1odbc {

using testing::named;
using testing::text_of;

namespace {

const Grantee writer{.name = "account", .read_only = false};
const Grantee reader{.name = "account", .read_only = true};

const Mirror& tables() {
  static const auto mirror = testing::mirror_of(
      "CREATE TABLE beta(z, a, g AS (a + 1), p_q); CREATE TABLE alpha(x); CREATE VIEW seen AS SELECT x FROM alpha;"
      "CREATE VIEW broken AS SELECT nowhere FROM alpha; CREATE VIRTUAL TABLE docs USING fts5(t)");
  return *mirror;
}

std::string of_tables(const TableArguments& table, const Grantee& grantee = writer) {
  return text_of(list_table_privileges(tables(), table, grantee, {}), {3, 6});
}

std::string of_columns(const std::string& table, const CatalogArgument& column, const Grantee& grantee = writer) {
  return text_of(list_column_privileges(tables(), named(table), column, grantee, {}), {4, 7});
}

}  // namespace

TEST_CASE("SQLTablePrivileges lists what the connection allows, by table and privilege") {
  const std::string alpha = "alpha DELETE|alpha INSERT|alpha REFERENCES|alpha SELECT|alpha UPDATE";
  CHECK(of_tables(named("alpha")) == alpha);
  CHECK(of_tables(named("ALPHA"), reader) == "alpha SELECT");
  CHECK(of_tables(named("%_ha")) + "|" + of_tables(named("b_ta")) ==
        alpha + "|beta DELETE|beta INSERT|beta REFERENCES|beta SELECT|beta UPDATE");
  CHECK(of_tables(named("seen")) == "seen SELECT");
  CHECK(of_tables(named("docs")) == "docs DELETE|docs INSERT|docs SELECT|docs UPDATE");
  CHECK(of_tables({{}, {"%", false}, {"alpha", false}}) == alpha);
  CHECK(of_tables({{"main", false}, {}, {"alpha", false}}) == "");
  CHECK(of_tables({{}, {"main", false}, {"alpha", false}}) == "");
  CHECK(of_tables({{}, {}, {"alph_", true}}) == "");
  CHECK(of_tables({}, reader).find("beta SELECT|broken SELECT|docs SELECT") != std::string::npos);
}

TEST_CASE("a privilege is held by the account and cannot be handed on") {
  CHECK(text_of(list_table_privileges(tables(), named("seen"), writer, {}), {1, 2, 3, 4, 5, 6, 7}) ==
        "NULL NULL seen NULL account SELECT NO");
  CHECK(text_of(list_column_privileges(tables(), named("seen"), {}, writer, {}), {1, 2, 3, 4, 5, 6, 7, 8}) ==
        "NULL NULL seen x NULL account SELECT NO");
}

TEST_CASE("SQLColumnPrivileges lists the columns of one table by name, generated ones as not to be written") {
  CHECK(of_columns("beta", {}, reader) == "a SELECT|g SELECT|p_q SELECT|z SELECT");
  CHECK(of_columns("beta", {"a", false}) == "a INSERT|a REFERENCES|a SELECT|a UPDATE");
  CHECK(of_columns("beta", {"G", false}) == "g REFERENCES|g SELECT");
  CHECK(of_columns("beta", {"_", false}, reader) == "a SELECT|g SELECT|z SELECT");
  CHECK(of_columns("beta", {"p\\_q", false}, reader) == "p_q SELECT");
  CHECK(of_columns("beta", {"\"P_Q\"", true}, reader) == "p_q SELECT");
  CHECK(of_columns("b%", {}) == "");
  CHECK(of_columns("broken", {}) == "");
  CHECK(of_columns("nowhere", {}) == "");
}

TEST_CASE("SQLTablePrivileges and SQLColumnPrivileges describe their columns as the reference does") {
  CHECK(testing::wrong_columns(list_table_privileges(tables(), {}, writer, {}),
                               list_table_privileges(tables(), {}, writer, testing::odbc2_options()),
                               {{"TABLE_CAT", "TABLE_QUALIFIER", SQL_VARCHAR, SQL_NULLABLE},
                                {"TABLE_SCHEM", "TABLE_OWNER", SQL_VARCHAR, SQL_NULLABLE},
                                {"TABLE_NAME", "", SQL_VARCHAR, SQL_NO_NULLS},
                                {"GRANTOR", "", SQL_VARCHAR, SQL_NULLABLE},
                                {"GRANTEE", "", SQL_VARCHAR, SQL_NO_NULLS},
                                {"PRIVILEGE", "", SQL_VARCHAR, SQL_NO_NULLS},
                                {"IS_GRANTABLE", "", SQL_VARCHAR, SQL_NULLABLE}}) == "");
  CHECK(testing::wrong_columns(list_column_privileges(tables(), named("x"), {}, writer, {}),
                               list_column_privileges(tables(), named("x"), {}, writer, testing::odbc2_options()),
                               {{"TABLE_CAT", "TABLE_QUALIFIER", SQL_VARCHAR, SQL_NULLABLE},
                                {"TABLE_SCHEM", "TABLE_OWNER", SQL_VARCHAR, SQL_NULLABLE},
                                {"TABLE_NAME", "", SQL_VARCHAR, SQL_NO_NULLS},
                                {"COLUMN_NAME", "", SQL_VARCHAR, SQL_NO_NULLS},
                                {"GRANTOR", "", SQL_VARCHAR, SQL_NULLABLE},
                                {"GRANTEE", "", SQL_VARCHAR, SQL_NO_NULLS},
                                {"PRIVILEGE", "", SQL_VARCHAR, SQL_NO_NULLS},
                                {"IS_GRANTABLE", "", SQL_VARCHAR, SQL_NULLABLE}}) == "");
}

TEST_CASE("SQLProcedures and SQLProcedureColumns are empty and shaped as the reference says") {
  CHECK(list_procedures({}).rows.rows() == 0);
  CHECK(list_procedure_columns({}).rows.rows() == 0);
  CHECK(testing::wrong_columns(list_procedures({}), list_procedures(testing::odbc2_options()),
                               {{"PROCEDURE_CAT", "PROCEDURE_QUALIFIER", SQL_VARCHAR, SQL_NULLABLE},
                                {"PROCEDURE_SCHEM", "PROCEDURE_OWNER", SQL_VARCHAR, SQL_NULLABLE},
                                {"PROCEDURE_NAME", "", SQL_VARCHAR, SQL_NO_NULLS},
                                {"NUM_INPUT_PARAMS", "", SQL_INTEGER, SQL_NULLABLE},
                                {"NUM_OUTPUT_PARAMS", "", SQL_INTEGER, SQL_NULLABLE},
                                {"NUM_RESULT_SETS", "", SQL_INTEGER, SQL_NULLABLE},
                                {"REMARKS", "", SQL_VARCHAR, SQL_NULLABLE},
                                {"PROCEDURE_TYPE", "", SQL_SMALLINT, SQL_NULLABLE}}) == "");
  CHECK(testing::wrong_columns(list_procedure_columns({}), list_procedure_columns(testing::odbc2_options()),
                               {{"PROCEDURE_CAT", "PROCEDURE_QUALIFIER", SQL_VARCHAR, SQL_NULLABLE},
                                {"PROCEDURE_SCHEM", "PROCEDURE_OWNER", SQL_VARCHAR, SQL_NULLABLE},
                                {"PROCEDURE_NAME", "", SQL_VARCHAR, SQL_NO_NULLS},
                                {"COLUMN_NAME", "", SQL_VARCHAR, SQL_NO_NULLS},
                                {"COLUMN_TYPE", "", SQL_SMALLINT, SQL_NO_NULLS},
                                {"DATA_TYPE", "", SQL_SMALLINT, SQL_NO_NULLS},
                                {"TYPE_NAME", "", SQL_VARCHAR, SQL_NO_NULLS},
                                {"COLUMN_SIZE", "PRECISION", SQL_INTEGER, SQL_NULLABLE},
                                {"BUFFER_LENGTH", "LENGTH", SQL_INTEGER, SQL_NULLABLE},
                                {"DECIMAL_DIGITS", "SCALE", SQL_SMALLINT, SQL_NULLABLE},
                                {"NUM_PREC_RADIX", "RADIX", SQL_SMALLINT, SQL_NULLABLE},
                                {"NULLABLE", "", SQL_SMALLINT, SQL_NO_NULLS},
                                {"REMARKS", "", SQL_VARCHAR, SQL_NULLABLE},
                                {"COLUMN_DEF", "", SQL_VARCHAR, SQL_NULLABLE},
                                {"SQL_DATA_TYPE", "", SQL_SMALLINT, SQL_NO_NULLS},
                                {"SQL_DATETIME_SUB", "", SQL_SMALLINT, SQL_NULLABLE},
                                {"CHAR_OCTET_LENGTH", "", SQL_INTEGER, SQL_NULLABLE},
                                {"ORDINAL_POSITION", "", SQL_INTEGER, SQL_NO_NULLS},
                                {"IS_NULLABLE", "", SQL_VARCHAR, SQL_NULLABLE}}) == "");
}

}  // namespace d1odbc
