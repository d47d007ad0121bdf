// Owns: that SQLDescribeParam tells the types of parameters, over a table of statements and what each marker is. Never:
// binds or runs them.
#include <map>
#include <string>
#include <vector>

#include "test_servers.h"

using application::Statement;
using servers::Connected;

namespace {

/// One statement and what its parameters are, in the order of their numbers: `table.column` as SQLDescribeCol tells
/// that column, or a word below.
struct Row {
  std::string sql;
  std::vector<std::string> expected;
};

struct Told {
  SQLSMALLINT type = 0;
  SQLULEN size = 0;
  SQLSMALLINT digits = 0;
};

const std::map<std::string, Told> words = {
    {"integer", {SQL_BIGINT, 19, 0}},        {"real", {SQL_DOUBLE, 15, 0}},
    {"number", {SQL_DOUBLE, 15, 0}},         {"text", {SQL_LONGVARCHAR, 65535, 0}},
    {"blob", {SQL_LONGVARBINARY, 65535, 0}}, {"unknown", {SQL_LONGVARCHAR, 65535, 0}},
    {"varchar(7)", {SQL_VARCHAR, 7, 0}}};

const std::vector<std::string> schema = {
    "DROP VIEW IF EXISTS rich",
    "DROP TABLE IF EXISTS person",
    "DROP TABLE IF EXISTS line",
    "DROP TABLE IF EXISTS computed",
    "DROP TABLE IF EXISTS counted",
    "DROP TABLE IF EXISTS firm",
    "CREATE TABLE firm (id INTEGER PRIMARY KEY, city VARCHAR(30), founded SMALLINT, worth DOUBLE)",
    "CREATE TABLE person (id INTEGER PRIMARY KEY, name VARCHAR(40) NOT NULL, email VARCHAR(120) UNIQUE, born DATE,"
    " balance DECIMAL(10,2), active BOOLEAN, photo BLOB, note TEXT, score REAL, \"last seen\" DATETIME, firm INT)",
    "CREATE TABLE counted (id INTEGER PRIMARY KEY AUTOINCREMENT, name VARCHAR(9) UNIQUE COLLATE NOCASE, born DATE)",
    "CREATE INDEX person_name ON person (lower(name))",
    "CREATE INDEX person_firm ON person (firm, born)",
    "CREATE TABLE line (sale INT, line SMALLINT, sku CHAR(12), price NUMERIC(9,3), qty TINYINT, PRIMARY KEY (sale, "
    "line))"
    " WITHOUT ROWID",
    "CREATE TABLE computed (id INTEGER PRIMARY KEY, base VARCHAR(20), twice INTEGER GENERATED ALWAYS AS (id * 2) "
    "STORED,"
    " shown VARCHAR(60) GENERATED ALWAYS AS (base || '!') VIRTUAL, last VARCHAR(8))",
    "CREATE VIEW rich AS SELECT p.name AS who, p.balance AS money, p.balance * 2 AS twice, f.city FROM person p"
    " LEFT JOIN firm f ON f.id = p.firm"};

const std::vector<Row> rows = {
    // INSERT
    {"INSERT INTO person VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
     {"person.id", "person.name", "person.email", "person.born", "person.balance", "person.active", "person.photo",
      "person.note", "person.score", "person.last seen", "person.firm"}},
    {"INSERT INTO person (name, balance) VALUES (?, ?)", {"person.name", "person.balance"}},
    {"INSERT INTO person (\"last seen\", [name], `born`) VALUES (?, ?, ?)",
     {"person.last seen", "person.name", "person.born"}},
    {"INSERT INTO person (name, born) VALUES (?, ?), (?, ?)",
     {"person.name", "person.born", "person.name", "person.born"}},
    {"INSERT INTO person (name, balance) VALUES (upper(?), ? + 1)", {"text", "person.balance"}},
    {"INSERT INTO person (name, balance) VALUES (coalesce(?, 'x'), abs(?))", {"person.name", "number"}},
    {"INSERT OR REPLACE INTO main.person (id, name) VALUES (?, ?)", {"person.id", "person.name"}},
    {"REPLACE INTO line VALUES (?, ?, ?, ?, ?)", {"line.sale", "line.line", "line.sku", "line.price", "line.qty"}},
    {"INSERT INTO computed VALUES (?, ?, ?)", {"computed.id", "computed.base", "computed.last"}},
    {"INSERT INTO person (rowid, name) VALUES (?, ?)", {"integer", "person.name"}},
    {"INSERT INTO person (name, firm) SELECT ?, id FROM firm WHERE city = ?", {"person.name", "firm.city"}},
    {"INSERT INTO person (name, score) SELECT city, worth * ? FROM firm LIMIT ?", {"firm.worth", "integer"}},
    {"WITH c(x) AS (SELECT id FROM firm WHERE founded > ?) INSERT INTO line (sale, line) SELECT x, ? FROM c",
     {"firm.founded", "line.line"}},
    {"INSERT INTO person (id, name) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET name = ?, score = score + ?",
     {"person.id", "person.name", "person.name", "person.score"}},
    {"INSERT INTO person (id, name) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name WHERE born < ?",
     {"person.id", "person.name", "person.born"}},
    {"INSERT INTO person (id, balance) VALUES (?, ?) ON CONFLICT DO UPDATE SET balance = excluded.balance + ?",
     {"person.id", "person.balance", "person.balance"}},
    {"INSERT INTO person (name) VALUES (?) RETURNING id, score * ?", {"person.name", "person.score"}},
    {"INSERT INTO firm DEFAULT VALUES RETURNING id = ?", {"firm.id"}},
    {"INSERT INTO person (name, firm) VALUES (?, (SELECT id FROM firm WHERE city = ?))", {"person.name", "firm.city"}},
    {"INSERT INTO person AS p (name) VALUES (?) ON CONFLICT (email) DO UPDATE SET note = p.note || ?",
     {"person.name", "text"}},
    {"INSERT INTO person (name, note) VALUES (CAST(? AS TEXT), CAST(? AS VARCHAR(7)))", {"text", "varchar(7)"}},
    // a cursor of its program is used for two tables
    {"INSERT INTO counted (name) VALUES (?) ON CONFLICT (name) DO UPDATE SET name = ? WHERE counted.born < ?",
     {"counted.name", "counted.name", "counted.born"}},
    // UPDATE
    {"UPDATE person SET name = ? WHERE id = ?", {"person.name", "person.id"}},
    {"UPDATE person SET balance = balance - ?, born = ?", {"person.balance", "person.born"}},
    {"UPDATE person SET (name, email) = (?, ?) WHERE email = ?", {"person.name", "person.email", "person.email"}},
    {"UPDATE person SET active = ?, photo = ? WHERE name LIKE ?", {"person.active", "person.photo", "text"}},
    {"UPDATE OR IGNORE line SET qty = qty * ? WHERE sale = ? AND line BETWEEN ? AND ?",
     {"integer", "line.sale", "line.line", "line.line"}},  // a tiny number times something greater
    {"UPDATE person SET firm = f.id FROM firm f WHERE f.city = ? AND person.born > ?", {"firm.city", "person.born"}},
    {"UPDATE person AS p SET score = ? WHERE p.firm IN (SELECT id FROM firm WHERE worth > ?)",
     {"person.score", "firm.worth"}},
    {"UPDATE person SET name = CASE WHEN id = ? THEN ? ELSE name END", {"person.id", "person.name"}},
    {"UPDATE person SET score = CASE ? WHEN 1 THEN ? ELSE 0.5 END", {"integer", "person.score"}},
    {"UPDATE person SET balance = round(?, ?) WHERE \"last seen\" >= ?", {"number", "integer", "person.last seen"}},
    {"UPDATE person SET note = ? RETURNING name = ?", {"person.note", "person.name"}},
    {"UPDATE person SET balance = ? * 2", {"person.balance"}},
    {"UPDATE person SET born = nullif(?, '')", {"text"}},
    {"UPDATE person SET firm = (SELECT max(id) FROM firm WHERE founded = ?) WHERE id = ?",
     {"firm.founded", "person.id"}},
    {"UPDATE person SET (name, firm) = (SELECT ?, id FROM firm WHERE city = ?) WHERE id = ?",
     {"person.name", "firm.city", "person.id"}},
    // DELETE
    {"DELETE FROM person WHERE id = ?", {"person.id"}},
    {"DELETE FROM line WHERE (sale, line) = (?, ?)", {"line.sale", "line.line"}},
    {"DELETE FROM line WHERE (sale, line) IN (VALUES (?, ?), (?, ?))",
     {"line.sale", "line.line", "line.sale", "line.line"}},
    {"DELETE FROM person WHERE name IN (?, ?, ?)", {"person.name", "person.name", "person.name"}},
    {"DELETE FROM person WHERE EXISTS (SELECT 1 FROM firm WHERE firm.id = person.firm AND city = ?) RETURNING ? < born",
     {"firm.city", "person.born"}},
    {"DELETE FROM person WHERE rowid = ?", {"person.id"}},
    // comparisons
    {"SELECT * FROM person WHERE ? = name", {"person.name"}},
    {"SELECT * FROM person WHERE name <> ? AND balance >= ? OR NOT active = ?",
     {"person.name", "person.balance", "person.active"}},
    {"SELECT * FROM person WHERE name IS ? AND email IS NOT ?", {"person.name", "person.email"}},
    {"SELECT * FROM person WHERE name IS NOT DISTINCT FROM ?", {"person.name"}},
    {"SELECT * FROM person WHERE (? IS NULL OR name = ?1)", {"person.name"}},
    {"SELECT * FROM person WHERE name = :name OR email = :mail OR note = :name", {"text", "person.email"}},
    {"SELECT * FROM person WHERE born BETWEEN ? AND ?", {"person.born", "person.born"}},
    {"SELECT * FROM person WHERE ? BETWEEN balance AND score", {"person.balance"}},
    {"SELECT * FROM person WHERE born NOT BETWEEN date(?) AND ?", {"text", "person.born"}},
    {"SELECT * FROM person WHERE id IN (?, 5, ?)", {"person.id", "person.id"}},
    {"SELECT * FROM person WHERE ? IN (SELECT city FROM firm)", {"firm.city"}},
    {"SELECT * FROM person WHERE ? IN (1, 2)", {"integer"}},
    {"SELECT * FROM person WHERE ? NOT IN ('a', 'b')", {"text"}},
    {"SELECT * FROM person WHERE name = ? COLLATE NOCASE", {"person.name"}},
    {"SELECT * FROM person WHERE name COLLATE NOCASE = ?", {"person.name"}},
    {"SELECT * FROM person WHERE ((name)) = ((?))", {"person.name"}},
    {"SELECT * FROM person WHERE lower(name) = ?", {"text"}},
    {"SELECT * FROM person WHERE lower(name) = lower(?)", {"text"}},
    {"SELECT * FROM person WHERE length(name) > ?", {"integer"}},
    {"SELECT * FROM person WHERE date(\"last seen\") = ?", {"text"}},
    {"SELECT * FROM person WHERE -balance < ?", {"number"}},
    {"SELECT * FROM person WHERE +name = ?", {"person.name"}},
    {"SELECT * FROM person WHERE ? = ?", {"unknown", "unknown"}},
    {"SELECT * FROM person WHERE ? = 2.5", {"real"}},
    {"SELECT * FROM person WHERE photo = ?", {"person.photo"}},
    {"SELECT * FROM person WHERE name > ? ORDER BY name LIMIT ? OFFSET ?", {"person.name", "integer", "integer"}},
    {"SELECT * FROM person LIMIT ?, ?", {"integer", "integer"}},
    {"SELECT * FROM person WHERE name LIKE ? ESCAPE ?", {"text", "text"}},
    {"SELECT * FROM person WHERE name GLOB ? AND ? LIKE note", {"text", "text"}},
    {"SELECT * FROM person WHERE name LIKE '%' || ? || '%'", {"text"}},
    {"SELECT * FROM person WHERE (name, born) > (?, ?)", {"person.name", "person.born"}},
    {"SELECT * FROM person WHERE CASE WHEN active THEN name ELSE email END = ?", {"text"}},
    {"SELECT * FROM person WHERE CASE name WHEN ? THEN 1 WHEN ? THEN 2 END = ?",
     {"person.name", "person.name", "integer"}},
    {"SELECT * FROM person WHERE id & ? = ?", {"integer", "integer"}},
    {"SELECT * FROM person WHERE (name, born) IN (SELECT ?, ?)", {"person.name", "person.born"}},
    {"SELECT * FROM person WHERE name = ?1 OR email = ?1", {"person.email"}},
    {"SELECT * FROM person WHERE id = ?1 OR name = ?1", {"unknown"}},
    {"SELECT * FROM person WHERE firm = ?1 OR score > ?1", {"real"}},
    // joins, subqueries, views, compounds
    {"SELECT p.name FROM person p JOIN firm f ON f.id = p.firm WHERE f.city = ? AND p.born > ?",
     {"firm.city", "person.born"}},
    {"SELECT p.name FROM person p LEFT JOIN firm f ON f.id = p.firm AND f.founded = ? WHERE f.worth < ?",
     {"firm.founded", "firm.worth"}},
    {"SELECT 1 FROM line l, person p WHERE l.sale = p.id AND l.price > ? AND l.sku = ?", {"line.price", "line.sku"}},
    {"SELECT 1 FROM person NATURAL JOIN line USING_ WHERE USING_.qty = ?", {"line.qty"}},
    {"SELECT * FROM rich WHERE who = ? AND money > ? AND city = ?", {"person.name", "person.balance", "firm.city"}},
    {"SELECT * FROM rich WHERE twice > ?", {"number"}},
    {"SELECT * FROM (SELECT name AS n, born FROM person ORDER BY born LIMIT 5) WHERE n = ? AND born = ?",
     {"person.name", "person.born"}},
    {"WITH c AS (SELECT city AS k, count(*) AS n FROM firm GROUP BY city) SELECT * FROM c WHERE k = ? AND n > ?",
     {"firm.city", "integer"}},
    {"WITH RECURSIVE n(i) AS (SELECT ? UNION ALL SELECT i + 1 FROM n WHERE i < ?) SELECT i FROM n",
     {"unknown", "unknown"}},
    {"SELECT name FROM person WHERE born = ? UNION SELECT city FROM firm WHERE founded = ?",
     {"person.born", "firm.founded"}},
    {"SELECT (SELECT city FROM firm WHERE id = p.firm AND worth > ?) FROM person p WHERE p.score < ?",
     {"firm.worth", "person.score"}},
    {"SELECT * FROM person WHERE firm = (SELECT id FROM firm WHERE city = ? LIMIT ?)", {"firm.city", "integer"}},
    {"SELECT * FROM person WHERE ? < (SELECT max(worth) FROM firm)", {"firm.worth"}},
    {"SELECT * FROM person WHERE name = (SELECT ?)", {"person.name"}},
    {"SELECT * FROM person p WHERE EXISTS (SELECT 1 FROM line WHERE sale = p.id AND sku = ?)", {"line.sku"}},
    {"SELECT * FROM computed WHERE twice = ? AND base = ? AND last = ?",
     {"computed.twice", "computed.base", "computed.last"}},
    // groups, windows, functions
    {"SELECT firm, sum(balance) FROM person WHERE born > ? GROUP BY firm HAVING count(*) > ? AND max(name) < ?",
     {"person.born", "integer", "person.name"}},
    {"SELECT sum(score) FILTER (WHERE name = ?) FROM person", {"person.name"}},
    {"SELECT lag(name, ?) OVER (PARTITION BY firm ORDER BY born ROWS BETWEEN ? PRECEDING AND CURRENT ROW) FROM person",
     {"integer", "integer"}},
    {"SELECT substr(name, ?, ?), instr(name, ?), replace(?, 'a', 'b'), round(score, ?) FROM person",
     {"integer", "integer", "text", "text", "integer"}},
    {"SELECT coalesce(name, ?), ifnull(?, born), iif(active, ?, balance) FROM person",
     {"person.name", "person.born", "person.balance"}},
    {"SELECT max(born, ?), nullif(email, ?), min(?, 5) FROM person", {"person.born", "person.email", "integer"}},
    {"SELECT strftime(?, born), printf(?, ?), char(?), sqrt(?) FROM person",
     {"text", "text", "unknown", "integer", "real"}},
    {"SELECT score + ?, ? * balance, firm - ?, ? / 2 FROM person",
     {"person.score", "person.balance", "person.firm", "integer"}},
    {"SELECT json_extract(note, ?), note -> ?, ? || name FROM person", {"text", "text", "text"}},
    {"SELECT value FROM json_each(?) WHERE key = ?", {"text", "unknown"}},
    {"SELECT CAST(? AS INTEGER), CAST(? AS DECIMAL(10,2)), CAST(? AS BLOB), ~?",
     {"integer", "person.balance", "blob", "integer"}},
    {"SELECT ?, ? AS x, (?)", {"unknown", "unknown", "unknown"}},
    {"VALUES (?, ?)", {"unknown", "unknown"}},
    {"SELECT {fn UCASE(?)}, {fn ABS(?)} FROM person WHERE born = {d '2020-01-01'} AND name = ?",
     {"text", "number", "person.name"}},
    {"SELECT {fn SUBSTRING(name, ?, ?)} FROM person", {"integer", "integer"}},
    {"SELECT * FROM person ORDER BY name = ?, id", {"person.name"}},
    {"EXPLAIN QUERY PLAN SELECT * FROM person WHERE name = ?", {"person.name"}},
    {"INSERT INTO firm (city, worth) WITH c(x, y) AS (SELECT name, score FROM person WHERE born = ?)"
     " SELECT ?, y * ? FROM c UNION ALL SELECT ?, ?",
     {"person.born", "firm.city", "person.score", "firm.city", "firm.worth"}},
    {"INSERT INTO firm SELECT line.*, ? FROM line", {"unknown"}},
    {"INSERT INTO firm WITH c(x, y) AS (SELECT 1, 2) SELECT ?, ?, ?, ? FROM c",
     {"firm.id", "firm.city", "firm.founded", "firm.worth"}},
    // several statements
    {"UPDATE person SET name = ? WHERE id = ?; DELETE FROM firm WHERE city = ?",
     {"person.name", "person.id", "firm.city"}},
    // not in the schema: the text alone
    {"SELECT * FROM nowhere WHERE a = ? AND b LIKE ? LIMIT ?", {"unknown", "text", "integer"}},
};

Told column_of(Statement& statement, const std::string& name) {
  const std::size_t dot = name.find('.');
  REQUIRE_SUCCESS(statement, statement.prepare("SELECT \"" + name.substr(dot + 1) + "\" FROM " + name.substr(0, dot)));
  Told told;
  SQLSMALLINT nullable = 0;
  REQUIRE_SUCCESS(statement,
                  SQLDescribeCol(statement, 1, nullptr, 0, nullptr, &told.type, &told.size, &told.digits, &nullable));
  return told;
}

Told expected_of(Statement& statement, const std::string& name) {
  const auto word = words.find(name);
  return word != words.end() ? word->second : column_of(statement, name);
}

Told told_of(const Statement& statement, std::size_t number) {
  Told told;
  SQLSMALLINT nullable = -7;
  REQUIRE_SUCCESS(statement, SQLDescribeParam(statement, static_cast<SQLUSMALLINT>(number), &told.type, &told.size,
                                              &told.digits, &nullable));
  return told;
}

/// Wide and narrow names of a type are the same for this table: which it is depends on how the program connected.
Told narrowed(Told told) {
  static const std::map<SQLSMALLINT, SQLSMALLINT> narrow = {
      {SQL_WCHAR, SQL_CHAR}, {SQL_WVARCHAR, SQL_VARCHAR}, {SQL_WLONGVARCHAR, SQL_LONGVARCHAR}};
  if (narrow.contains(told.type)) told.type = narrow.at(told.type);
  return told;
}

struct Described : Connected {
  Described() {
    for (const std::string& sql : schema) statement.run(sql);
  }
};

}  // namespace

TEST_CASE_FIXTURE(Described, "each parameter has the type of what it is stored in, compared or combined with") {
  Statement column(connection);
  for (const Row& row : rows) {
    CAPTURE(row.sql);
    REQUIRE_SUCCESS(statement, statement.prepare(row.sql));
    SQLSMALLINT count = 0;
    REQUIRE_SUCCESS(statement, SQLNumParams(statement, &count));
    REQUIRE(static_cast<std::size_t>(count) == row.expected.size());
    for (std::size_t number = 1; number <= row.expected.size(); ++number) {
      const std::string& expected = row.expected[number - 1];
      CAPTURE(number);
      CAPTURE(expected);
      const Told told = narrowed(told_of(statement, number));
      const Told wanted = narrowed(expected_of(column, expected));
      CHECK(told.type == wanted.type);
      CHECK(told.size == wanted.size);
      CHECK(told.digits == wanted.digits);
    }
  }
}

TEST_CASE_FIXTURE(Described, "SQLDescribeParam asks nobody, and the statement may run afterwards") {
  REQUIRE_SUCCESS(statement, statement.prepare("INSERT INTO firm (city) VALUES (?)"));
  servers::reset_counts();
  CHECK(narrowed(told_of(statement, 1)).type == SQL_VARCHAR);
  CHECK(servers::counts().requests == 0);
  char city[] = "Graz";
  REQUIRE_SUCCESS(statement, SQLBindParameter(statement, 1, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 30, 0, city,
                                              sizeof city, nullptr));
  REQUIRE_SUCCESS(statement, SQLExecute(statement));
  CHECK(narrowed(told_of(statement, 1)).type == SQL_VARCHAR);
}

TEST_CASE_FIXTURE(Described, "a parameter that is stored tells whether NULL is refused, others do not know") {
  const auto nullable = [&](const std::string& sql) {
    CAPTURE(sql);
    REQUIRE_SUCCESS(statement, statement.prepare(sql));
    SQLSMALLINT told = -7;
    REQUIRE_SUCCESS(statement, SQLDescribeParam(statement, 1, nullptr, nullptr, nullptr, &told));
    return told;
  };
  CHECK(nullable("INSERT INTO person (name) VALUES (?)") == SQL_NO_NULLS);
  CHECK(nullable("INSERT INTO person (email) VALUES (?)") == SQL_NULLABLE);
  CHECK(nullable("INSERT INTO person (id) VALUES (?)") == SQL_NULLABLE);  // NULL stands for the next number
  CHECK(nullable("UPDATE person SET name = ?") == SQL_NO_NULLS);
  CHECK(nullable("UPDATE person SET name = coalesce(?, '')") == SQL_NULLABLE_UNKNOWN);
  CHECK(nullable("SELECT 1 FROM person WHERE name = ?") == SQL_NULLABLE_UNKNOWN);
}

TEST_CASE_FIXTURE(Described, "a parameter of an UPDATE at a cursor's row is described too") {
  REQUIRE_SUCCESS(statement, statement.prepare("UPDATE person SET born = ?, name = ? WHERE CURRENT OF some_cursor"));
  CHECK(told_of(statement, 1).type == SQL_TYPE_DATE);
  CHECK(narrowed(told_of(statement, 2)).type == SQL_VARCHAR);
}

TEST_CASE_FIXTURE(Described, "hostile texts are described in bounded work") {
  std::string chain = "SELECT 1 WHERE 1 = ?";
  for (int index = 0; index < 5000; ++index) chain += " AND 1 = 1";
  std::string sum = "SELECT ?";
  for (int index = 0; index < 5000; ++index) sum += " + 1";
  std::string branches = "SELECT CASE";
  for (int index = 0; index < 3000; ++index) branches += " WHEN 1 THEN 2";
  std::string minuses = "SELECT";
  for (int index = 0; index < 3000; ++index) minuses += " -";
  for (const std::string& sql :
       {chain, sum, branches + " ELSE ? END", std::string(3000, '(') + "?" + std::string(3000, ')'), minuses + "?",
        std::string("SELECT ? BETWEEN"), std::string("INSERT INTO"), std::string("SELECT CAST(? AS"),
        std::string("SELECT CASE ? WHEN"), std::string("UPDATE person SET (name = ?"), std::string("SELECT ? IN"),
        std::string("))) ? ((("), std::string("SELECT f(?) OVER (")}) {
    CAPTURE(sql.substr(0, 60));
    REQUIRE_SUCCESS(statement, statement.prepare(sql));
    SQLSMALLINT count = 0;
    REQUIRE_SUCCESS(statement, SQLNumParams(statement, &count));
    for (SQLSMALLINT number = 1; number <= count; ++number)
      CHECK(told_of(statement, static_cast<std::size_t>(number)).type != 0);
  }
}
