// Owns: arrays of parameter sets: what is written, processed and reported. Never: single values.
#include <array>

#include "test_servers.h"

using servers::Connected;

namespace {

struct Array : Connected {
  std::array<SQLINTEGER, 3> ids{1, 2, 3};
  std::array<std::array<char, 6>, 3> names{{{"one"}, {"two"}, {"three"}}};
  std::array<SQLLEN, 3> lengths{SQL_NTS, SQL_NULL_DATA, SQL_NTS};
  std::array<SQLUSMALLINT, 3> status{99, 99, 99};
  SQLULEN processed = 99;

  Array() {
    statement.run("DROP TABLE IF EXISTS array_rows");
    statement.run("CREATE TABLE array_rows (id INTEGER PRIMARY KEY, name TEXT)");
    statement.set(SQL_ATTR_PARAMSET_SIZE, ids.size());
    statement.set_place(SQL_ATTR_PARAMS_PROCESSED_PTR, &processed);
    statement.set_place(SQL_ATTR_PARAM_STATUS_PTR, status.data());
    REQUIRE_SUCCESS(statement, SQLBindParameter(statement, 1, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 10, 0,
                                                ids.data(), 0, nullptr));
    REQUIRE_SUCCESS(statement, SQLBindParameter(statement, 2, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 5, 0,
                                                names.data(), 6, lengths.data()));
  }

  std::string stored() {
    application::Statement asked(connection);
    return asked.value_of("SELECT group_concat(id || '=' || coalesce(name, 'NULL'), ' ') FROM array_rows");
  }
};

}  // namespace

TEST_CASE_FIXTURE(Array, "every set of an array is written, by column") {
  EXPECT("SUCCESS", statement, statement.execute("INSERT INTO array_rows VALUES (?, ?)"));
  CHECK(processed == 3);
  CHECK(status == std::array<SQLUSMALLINT, 3>{SQL_PARAM_SUCCESS, SQL_PARAM_SUCCESS, SQL_PARAM_SUCCESS});
  CHECK(statement.row_count() == 3);
  CHECK(stored() == "1=one 2=NULL 3=three");
}

TEST_CASE_FIXTURE(Array, "a set that breaks a key leaves nothing of the array behind") {
  ids = {1, 2, 1};
  EXPECT("ERROR 23000", statement, statement.execute("INSERT INTO array_rows VALUES (?, ?)"));
  for (const SQLUSMALLINT each : status) CHECK(each != SQL_PARAM_SUCCESS);
  CHECK(stored() == "NULL");
}

TEST_CASE_FIXTURE(Array, "sets that are to be ignored are not written") {
  std::array<SQLUSMALLINT, 3> operation{SQL_PARAM_PROCEED, SQL_PARAM_IGNORE, SQL_PARAM_PROCEED};
  statement.set_place(SQL_ATTR_PARAM_OPERATION_PTR, operation.data());
  EXPECT("SUCCESS", statement, statement.execute("INSERT INTO array_rows VALUES (?, ?)"));
  CHECK(processed == 3);
  CHECK(status == std::array<SQLUSMALLINT, 3>{SQL_PARAM_SUCCESS, SQL_PARAM_UNUSED, SQL_PARAM_SUCCESS});
  CHECK(statement.row_count() == 2);
  CHECK(stored() == "1=one 3=three");
}

TEST_CASE_FIXTURE(Array, "sets lie in rows when they are bound so") {
  struct Set {
    SQLINTEGER id;
    std::array<char, 4> name;
    SQLLEN length;
  };
  std::array<Set, 3> sets{{{7, {"x"}, SQL_NTS}, {8, {"yy"}, 1}, {9, {""}, SQL_NTS}}};
  statement.set(SQL_ATTR_PARAM_BIND_TYPE, sizeof(Set));
  REQUIRE_SUCCESS(statement, SQLBindParameter(statement, 1, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 10, 0,
                                              &sets[0].id, 0, nullptr));
  REQUIRE_SUCCESS(statement, SQLBindParameter(statement, 2, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 5, 0,
                                              sets[0].name.data(), 4, &sets[0].length));
  EXPECT("SUCCESS", statement, statement.execute("INSERT INTO array_rows VALUES (?, ?)"));
  CHECK(stored() == "7=x 8=y 9=");
}

TEST_CASE_FIXTURE(Array, "an update runs once for each set and counts all rows") {
  statement.run("INSERT INTO array_rows VALUES (?, ?)");
  REQUIRE_SUCCESS(statement, SQLFreeStmt(statement, SQL_RESET_PARAMS));
  REQUIRE_SUCCESS(statement, SQLBindParameter(statement, 1, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 5, 0,
                                              names.data(), 6, lengths.data()));
  REQUIRE_SUCCESS(statement, SQLBindParameter(statement, 2, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 10, 0,
                                              ids.data(), 0, nullptr));
  ids = {3, 1, 2};
  EXPECT("SUCCESS", statement, statement.execute("UPDATE array_rows SET name = ? WHERE id = ?"));
  CHECK(statement.row_count() == 3);
  CHECK(stored() == "1=NULL 2=three 3=one");
}
