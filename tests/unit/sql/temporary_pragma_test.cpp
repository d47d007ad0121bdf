// Owns: tests of the PRAGMAs that list what is temporary. Never: other PRAGMAs.
#include "sql/temporary_pragma.h"

#include <doctest/doctest.h>

#include "sql/statement_text.h"

using namespace d1odbc;

TEST_CASE("a PRAGMA that lists temporary objects becomes a query of the same columns without rows") {
  for (const char* sql : {
           "PRAGMA temp.foreign_key_list(\"a \"\"b\"\" (\")",
           "pragma Temp . \"Foreign_Key_List\" ( t ) ; ",
           "-- before\nPRAGMA [temp].foreign_key_list = 't' /* behind */",
           "PRAGMA TEMP.foreign_key_list",
       }) {
    CAPTURE(sql);
    CHECK(without_temporary_pragma(sql) == "SELECT * FROM pragma_foreign_key_list('') WHERE 0");
  }
  CHECK(native_sql("PRAGMA temp.table_xinfo('x')") == "SELECT * FROM pragma_table_xinfo('') WHERE 0");
}

TEST_CASE("any other text stays as it is") {
  for (const char* sql : {
           "PRAGMA main.foreign_key_list('temp.x')",
           "PRAGMA foreign_key_list(temp)",
           "PRAGMA temp.journal_mode",
           "PRAGMA temp.table_info('x'); SELECT 1",
           "PRAGMA temp.table_info('x'",
           "PRAGMA temp.table_info =",
           "PRAGMA temp.table_info 'x'",
           "PRAGMA temp",
           "EXPLAIN PRAGMA temp.table_info('x')",
           "SELECT * FROM temp.table_info",
           "SELECT 'PRAGMA temp.table_info'",
           "",
       }) {
    CAPTURE(sql);
    CHECK(without_temporary_pragma(sql) == sql);
  }
}
