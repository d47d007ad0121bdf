// Owns: the claims on where statements end.
#include "sql/statement_border.h"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <vector>

#include "sql/statement_text.h"

using namespace d1odbc;

namespace {

struct Row {
  std::string sql;
  std::vector<std::string> statements;
};

std::vector<std::string> statements_of(std::string_view sql) {
  std::vector<std::string> statements;
  for (const StatementText& statement : prepare_text(sql, {}).statements) statements.push_back(statement.sql);
  return statements;
}

const std::string trigger = "CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE a SET x = 1; DELETE FROM b; END";

}  // namespace

TEST_CASE("statements end at ';' and lose what has no meaning behind them") {
  const std::vector<Row> rows = {
      {"", {}},
      {" \n-- nothing\n/* here */", {}},
      {";;  ; -- x\n;", {}},
      {"SELECT 1", {"SELECT 1"}},
      {"  SELECT 1 ; ", {"SELECT 1"}},
      {"SELECT 1;SELECT 2", {"SELECT 1", "SELECT 2"}},
      {"SELECT 1; -- the end", {"SELECT 1"}},
      {"SELECT 1 -- the end\n;", {"SELECT 1"}},
      {"SELECT 1 /* not closed", {"SELECT 1"}},
      {"/* a */ SELECT /* b */ 1 /* c */", {"/* a */ SELECT /* b */ 1"}},
      {"SELECT ';', \";\", [;], `;` /* ; */; -- ;\nSELECT 2", {"SELECT ';', \";\", [;], `;`", "-- ;\nSELECT 2"}},
      {"SELECT 'open; SELECT 2", {"SELECT 'open; SELECT 2"}},
      {"BEGIN; SELECT 1; END;", {"BEGIN", "SELECT 1", "END"}},
      {"CREATE TABLE trigger_log(a); SELECT 1", {"CREATE TABLE trigger_log(a)", "SELECT 1"}},
      {"CREATE TABLE a(b) /* TRIGGER */; SELECT 1", {"CREATE TABLE a(b)", "SELECT 1"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.sql);
    CHECK(statements_of(row.sql) == row.statements);
  }
}

TEST_CASE("a trigger is one statement, however it is written") {
  const std::vector<Row> rows = {
      {trigger, {trigger}},
      {trigger + "; SELECT 1", {trigger, "SELECT 1"}},
      {trigger + " /* c */ ; SELECT 1", {trigger, "SELECT 1"}},
      {"create temp trigger t after insert on a begin select 1; end; select 2",
       {"create temp trigger t after insert on a begin select 1; end", "select 2"}},
      {"CREATE TEMPORARY TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; END;",
       {"CREATE TEMPORARY TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; END"}},
      {"EXPLAIN QUERY PLAN " + trigger + ";SELECT 1", {"EXPLAIN QUERY PLAN " + trigger, "SELECT 1"}},
      {"CREATE /* c */ TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; /* c */ END; SELECT 2",
       {"CREATE /* c */ TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; /* c */ END", "SELECT 2"}},
      {"CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT CASE 1 WHEN 1 THEN 2 END; SELECT 3; END; SELECT 4",
       {"CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT CASE 1 WHEN 1 THEN 2 END; SELECT 3; END", "SELECT 4"}},
      {"CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT CASE 1 WHEN 1 THEN 2\nEND\n; END; SELECT 4",
       {"CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT CASE 1 WHEN 1 THEN 2\nEND\n; END", "SELECT 4"}},
      {"CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT ';END;'; END",
       {"CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT ';END;'; END"}},
      {"CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; SELECT 2",
       {"CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; SELECT 2"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.sql);
    CHECK(statements_of(row.sql) == row.statements);
  }
}

TEST_CASE("line ends of definitions become LF, but not inside of texts and names") {
  CHECK(statements_of("CREATE TABLE a(\r\n  b, -- c\r\n  d DEFAULT '\r\n', \"\r\n\")\r\n") ==
        std::vector<std::string>{"CREATE TABLE a(\n  b, -- c\n  d DEFAULT '\r\n', \"\r\n\")"});
  CHECK(statements_of("ALTER TABLE a\r\nADD b /* \r\n */ INT") ==
        std::vector<std::string>{"ALTER TABLE a\nADD b /* \n */ INT"});
  CHECK(statements_of("CREATE\r TABLE a(b)") == std::vector<std::string>{"CREATE\r TABLE a(b)"});
  CHECK(statements_of("SELECT\r\n1") == std::vector<std::string>{"SELECT\r\n1"});
}
