// Owns: SQLProcedures and SQLProcedureColumns. Never: calls of procedures.
#include "catalog_rows.h"
#include "test_servers.h"

using application::narrow;
using application::wide;
using servers::Connected;

TEST_CASE_FIXTURE(Connected, "SQLProcedures is empty, rightly shaped and costs no request") {
  servers::reset_counts();
  REQUIRE_SUCCESS(statement, SQLProcedures(statement, nullptr, 0, nullptr, 0, nullptr, 0));
  CHECK(catalog::column_names(statement) ==
        "PROCEDURE_CAT,PROCEDURE_SCHEM,PROCEDURE_NAME,NUM_INPUT_PARAMS,NUM_OUTPUT_PARAMS,NUM_RESULT_SETS,REMARKS,"
        "PROCEDURE_TYPE");
  CHECK(catalog::rows_of(statement, {3}) == "");
  REQUIRE_SUCCESS(statement, SQLProceduresW(statement, nullptr, 0, nullptr, 0, wide(u"%"), SQL_NTS));
  CHECK(catalog::rows_of(statement, {3}) == "");
  CHECK(servers::counts().requests == 0);
}

TEST_CASE_FIXTURE(Connected, "SQLProcedureColumns is empty and rightly shaped") {
  REQUIRE_SUCCESS(statement, SQLProcedureColumns(statement, nullptr, 0, nullptr, 0, nullptr, 0, nullptr, 0));
  CHECK(catalog::column_names(statement) ==
        "PROCEDURE_CAT,PROCEDURE_SCHEM,PROCEDURE_NAME,COLUMN_NAME,COLUMN_TYPE,DATA_TYPE,TYPE_NAME,COLUMN_SIZE,"
        "BUFFER_LENGTH,DECIMAL_DIGITS,NUM_PREC_RADIX,NULLABLE,REMARKS,COLUMN_DEF,SQL_DATA_TYPE,SQL_DATETIME_SUB,"
        "CHAR_OCTET_LENGTH,ORDINAL_POSITION,IS_NULLABLE");
  CHECK(catalog::rows_of(statement, {3}) == "");
  REQUIRE_SUCCESS(statement, SQLProcedureColumnsW(statement, nullptr, 0, nullptr, 0, wide(u"%"), SQL_NTS, nullptr, 0));
  CHECK(catalog::rows_of(statement, {3}) == "");
}

TEST_CASE_FIXTURE(Connected, "SQLProcedures and SQLProcedureColumns refuse wrong arguments") {
  const std::string name = "p";
  const auto procedures = [&](SQLSMALLINT length) {
    return SQLProcedures(statement, nullptr, 0, nullptr, 0, narrow(name), length);
  };
  const auto columns = [&](SQLSMALLINT length) {
    return SQLProcedureColumns(statement, nullptr, 0, nullptr, 0, nullptr, 0, narrow(name), length);
  };
  EXPECT("ERROR HY090", statement, procedures(-4));
  EXPECT("ERROR HY090", statement, columns(-4));
  REQUIRE_SUCCESS(statement, procedures(SQL_NTS));
  EXPECT("ERROR 24000", statement, procedures(SQL_NTS));
  statement.close();
  REQUIRE_SUCCESS(statement, columns(1));
  EXPECT("ERROR 24000", statement, columns(1));
  statement.close();
  statement.set(SQL_ATTR_METADATA_ID, SQL_TRUE);
  const std::string nothing;
  EXPECT("ERROR HY009", statement, SQLProcedures(statement, narrow(nothing), 0, narrow(nothing), 0, nullptr, 0));
  EXPECT("ERROR HY009", statement,
         SQLProcedureColumns(statement, narrow(nothing), 0, narrow(nothing), 0, narrow(name), 1, nullptr, 0));
}

TEST_CASE("SQLProcedures has the old names for an application of ODBC 2") {
  const catalog::Odbc2 old(servers::connection_string());
  application::Statement asked(old.connection);
  REQUIRE_SUCCESS(asked, SQLProcedures(asked, nullptr, 0, nullptr, 0, nullptr, 0));
  CHECK(catalog::column_names(asked).find("PROCEDURE_QUALIFIER,PROCEDURE_OWNER,PROCEDURE_NAME") == 0);
}
