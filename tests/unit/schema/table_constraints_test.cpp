// Owns: tests of what a CREATE TABLE's text says of its keys. Never: the mirror.
#include "schema/table_constraints.h"

#include <doctest/doctest.h>

#include <string>

namespace d1odbc {

namespace {

// "primary key's name: name/deferral, …"
std::string told(std::string_view sql) {
  const TableConstraints found = read_constraints(sql);
  std::string text = found.primary_key + ":";
  for (const ForeignKeyText& key : found.foreign_keys) {
    const char* const deferrals[]{"never", "now", "later"};
    text += " " + key.name + "/" + deferrals[static_cast<std::size_t>(key.deferral)];
  }
  return text;
}

}  // namespace

TEST_CASE("the names and deferrals of keys are read from the text") {
  struct Row {
    std::string sql;
    std::string expected;
  };
  for (const Row& row : {
           Row{"CREATE TABLE t(a)", ":"},
           Row{"CREATE TABLE t(a CONSTRAINT k PRIMARY KEY)", "k:"},
           Row{"CREATE TABLE t(a CONSTRAINT n NOT NULL PRIMARY KEY)", ":"},
           Row{"CREATE TABLE t(a CONSTRAINT n CHECK (a) CONSTRAINT k PRIMARY KEY)", "k:"},
           Row{"CREATE TABLE t(a CONSTRAINT n, PRIMARY KEY(a))", ":"},
           Row{"CREATE TABLE t(a, CONSTRAINT 'k' PRIMARY KEY(a))", "k:"},
           Row{"create table t(a references p(x) /* , */ , b references p)", ": /never /never"},
           Row{"CREATE TABLE t(a REFERENCES p NOT NULL DEFERRABLE INITIALLY DEFERRED)", ": /later"},
           Row{"CREATE TABLE t(a REFERENCES p NOT DEFERRABLE INITIALLY DEFERRED)", ": /never"},
           Row{"CREATE TABLE t(a REFERENCES p DEFERRABLE INITIALLY IMMEDIATE)", ": /now"},
           Row{"CREATE TABLE t(a REFERENCES p DEFERRABLE, b REFERENCES q)", ": /now /never"},
           Row{"CREATE TABLE t(a, CONSTRAINT f FOREIGN KEY(a) REFERENCES p ON DELETE SET NULL ON UPDATE SET DEFAULT"
               " MATCH FULL DEFERRABLE INITIALLY DEFERRED, CONSTRAINT g FOREIGN KEY(a) REFERENCES q)",
               ": f/later g/never"},
           Row{"CREATE TABLE \"t(\"(\"references\" TEXT DEFAULT 'REFERENCES', b CHECK (b <> ' REFERENCES p'))", ":"},
           Row{"CREATE TABLE t(a CONSTRAINT \"references\" REFERENCES references_)", ": references/never"},
           Row{"CREATE TABLE t(a, b AS (CASE WHEN a THEN 1 END) CONSTRAINT f REFERENCES p)", ": f/never"},
           Row{"", ":"},
           Row{"CREATE TABLE t", ":"},
           Row{"CREATE TABLE t(a REFERENCES", ": /never"},
           Row{"CREATE TABLE t(a DEFERRABLE (((", ":"},
       }) {
    CAPTURE(row.sql);
    CHECK(told(row.sql) == row.expected);
  }
}

}  // namespace d1odbc
