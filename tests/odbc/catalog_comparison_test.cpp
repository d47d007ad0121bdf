// Owns: the catalog functions compared, cell by cell, with what local SQLite's pragmas say of the same generated
// schemas; and what a walk over many tables costs. Never: the form of the results (a topic for each function).
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "generated_schema.h"
#include "sqlite_model.h"
#include "test_servers.h"

using application::narrow;

namespace {

/// Rows in any order, as one text.
using Rows = std::string;

/// Cells of a row in one text.
std::string joined(const std::vector<std::string>& cells) {
  std::string text;
  for (const std::string& cell : cells) text += "[" + cell + "]";
  return text;
}

Rows in_lines(const std::multiset<std::string>& rows) {
  Rows text;
  for (const std::string& row : rows) text += row + "\n";
  return text;
}

std::ptrdiff_t lines(const Rows& rows) { return std::count(rows.begin(), rows.end(), '\n'); }

Rows rows_of(const model::Answer& answer) {
  INFO(answer.error);
  REQUIRE_FALSE(answer.refused);
  std::multiset<std::string> rows;
  for (const std::vector<std::string>& row : answer.rows) rows.insert(joined(row));
  return in_lines(rows);
}

/// A connection to a database that holds nothing but the schema of the test.
struct Compared {
  application::Environment environment;
  application::Connection connection{environment};
  application::Statement statement{connected()};
  model::Sqlite model;

  const application::Connection& connected() {
    REQUIRE_SUCCESS(connection, connection.connect(servers::connection_string_to("other")));
    return connection;
  }

  /// Empties D1's database and makes the schema in both.
  void create(const generated::Schema& schema) {
    empty_database();
    std::string all;
    for (const std::string& text : schema.texts) {
      (void)model.run(text);
      all += text + ";";
    }
    statement.run(all);
  }

  void empty_database() {
    REQUIRE_SUCCESS(statement, statement.execute("SELECT type, name FROM sqlite_master WHERE type IN ('table', 'view')"
                                                 " AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_cf%' ESCAPE '\\'"
                                                 " ORDER BY type DESC, rowid DESC"));
    std::string drops = "PRAGMA defer_foreign_keys = on;";
    while (SQLFetch(statement) == SQL_SUCCESS) {
      drops += "DROP " + statement.text_at(1).value() + " " + generated::quoted(statement.text_at(2).value()) + ";";
    }
    statement.close();
    statement.run(drops);
  }

  /// These columns of all rows of the result that is open, which is closed then; `keep` says which rows count.
  template <class Keep>
  Rows rows(std::initializer_list<SQLUSMALLINT> columns, Keep keep) {
    std::multiset<std::string> found;
    SQLRETURN code = SQL_SUCCESS;
    while ((code = SQLFetch(statement)) == SQL_SUCCESS) {
      std::vector<std::string> cells;
      for (const SQLUSMALLINT column : columns) cells.push_back(statement.text_at(column).value_or("NULL"));
      if (keep(cells)) found.insert(joined(cells));
    }
    EXPECT("NO_DATA", statement, code);
    statement.close();
    return in_lines(found);
  }
  Rows rows(std::initializer_list<SQLUSMALLINT> columns) {
    return rows(columns, [](const std::vector<std::string>&) { return true; });
  }

  model::Answer ask(const std::string& sql, const std::string& table) { return model.ask(sql, {table}); }

  void compare_tables() {
    REQUIRE_SUCCESS(statement, SQLTables(statement, nullptr, 0, nullptr, 0, nullptr, 0, narrow("TABLE,VIEW"), SQL_NTS));
    CHECK(rows({4, 3}) == rows_of(model.ask("SELECT upper(type), name FROM sqlite_schema WHERE type IN ('table', "
                                            "'view') AND name NOT LIKE 'sqlite%'")));
  }

  void compare_columns(const std::string& table) {
    // A rowid's column is never NULL, whatever the pragma says.
    const model::Answer expected =
        ask("SELECT c.name, iif(c.type = '', 'TEXT', upper(substr(c.type, 1, instr(c.type || '(', '(') - 1))), "
            "c.dflt_value, row_number() OVER (ORDER BY c.cid),"
            " CASE WHEN c.\"notnull\" OR (upper(c.type) = 'INTEGER' AND c.pk = 1 AND NOT l.wr AND"
            "  (SELECT count(*) FROM pragma_table_xinfo(?1) WHERE pk > 0) = 1) THEN 'NO' ELSE 'YES' END"
            " FROM pragma_table_xinfo(?1) c, pragma_table_list(?1) l WHERE c.hidden <> 1",
            table);
    REQUIRE_SUCCESS(statement, SQLColumns(statement, nullptr, 0, nullptr, 0, narrow(generated::as_pattern(table)),
                                          SQL_NTS, nullptr, 0));
    CHECK(rows({4, 6, 13, 17, 18}) == rows_of(expected));
  }

  /// A view's columns are as a query of it has them; the pragma knows their names, order and declared types.
  void compare_view(const std::string& view) {
    const std::string pattern = generated::as_pattern(view);
    REQUIRE_SUCCESS(statement, SQLColumns(statement, nullptr, 0, nullptr, 0, narrow(pattern), SQL_NTS, nullptr, 0));
    CHECK(rows({4, 6, 13, 17}) ==
          rows_of(ask("SELECT name, iif(type = '', 'TEXT', upper(substr(type, 1, instr(type || '(', '(') - 1))), NULL,"
                      " cid + 1 FROM pragma_table_xinfo(?1)",
                      view)));
    application::Statement query(connection);
    REQUIRE_SUCCESS(query, query.prepare("SELECT * FROM " + generated::quoted(view)));
    std::multiset<std::string> described;
    SQLSMALLINT count = 0;
    REQUIRE_SUCCESS(query, SQLNumResultCols(query, &count));
    for (SQLSMALLINT column = 1; column <= count; ++column) {
      SQLSMALLINT type = 0;
      SQLULEN size = 0;
      SQLSMALLINT nullable = 0;
      REQUIRE_SUCCESS(query, SQLDescribeCol(query, static_cast<SQLUSMALLINT>(column), nullptr, 0, nullptr, &type, &size,
                                            nullptr, &nullable));
      described.insert(
          joined({std::to_string(column), std::to_string(type), std::to_string(size), std::to_string(nullable)}));
    }
    REQUIRE_SUCCESS(statement, SQLColumns(statement, nullptr, 0, nullptr, 0, narrow(pattern), SQL_NTS, nullptr, 0));
    CHECK(rows({17, 5, 7, 11}) == in_lines(described));
  }

  void compare_primary_key(const std::string& table) {
    REQUIRE_SUCCESS(statement, SQLPrimaryKeys(statement, nullptr, 0, nullptr, 0, narrow(table), SQL_NTS));
    CHECK(rows({3, 4, 5}) == rows_of(ask("SELECT ?1, name, pk FROM pragma_table_xinfo(?1) WHERE pk > 0", table)));
  }

  void compare_foreign_keys(const std::string& table) {
    const model::Answer expected =
        ask("SELECT f.\"table\", coalesce(f.\"to\", (SELECT p.name FROM pragma_table_xinfo(f.\"table\") p WHERE p.pk = "
            "f.seq + 1)), ?1, f.\"from\", f.seq + 1, r.code, d.code FROM pragma_foreign_key_list(?1) f,"
            " (SELECT 0 AS code, 'CASCADE' AS word UNION ALL SELECT 3, 'RESTRICT' UNION ALL SELECT 2, 'SET NULL'"
            "  UNION ALL SELECT 3, 'NO ACTION' UNION ALL SELECT 4, 'SET DEFAULT') r,"
            " (SELECT 0 AS code, 'CASCADE' AS word UNION ALL SELECT 3, 'RESTRICT' UNION ALL SELECT 2, 'SET NULL'"
            "  UNION ALL SELECT 3, 'NO ACTION' UNION ALL SELECT 4, 'SET DEFAULT') d"
            " WHERE r.word = f.on_update AND d.word = f.on_delete",
            table);
    REQUIRE_SUCCESS(statement, SQLForeignKeys(statement, nullptr, 0, nullptr, 0, nullptr, 0, nullptr, 0, nullptr, 0,
                                              narrow(table), SQL_NTS));
    CHECK(rows({3, 4, 7, 8, 9, 10, 11}) == rows_of(expected));
  }

  void compare_indexes(const std::string& table) {
    // The name of an expression is its text, of which pragmas say nothing; the rowid's own index no pragma lists.
    const model::Answer expected = ask(
        "SELECT NOT i.\"unique\", i.name, x.seqno + 1, coalesce(x.name, 'expression'), iif(x.\"desc\", 'D', 'A'),"
        " iif(i.partial, 'filtered', 'NULL') FROM pragma_index_list(?1) i, pragma_index_xinfo(i.name) x WHERE x.key",
        table);
    const std::string own = "sqlite_autoindex_" + table + "_0";
    REQUIRE_SUCCESS(statement,
                    SQLStatistics(statement, nullptr, 0, nullptr, 0, narrow(table), SQL_NTS, SQL_INDEX_ALL, SQL_QUICK));
    const Rows found = rows({4, 6, 8, 9, 10, 13}, [&](std::vector<std::string>& cells) {
      if (cells[3].find('(') != std::string::npos) cells[3] = "expression";
      if (cells[5] != "NULL") cells[5] = "filtered";
      return cells[1] != "NULL" && cells[1] != own;
    });
    CHECK(found == rows_of(expected));
  }

  void compare_all(const generated::Schema& schema) {
    compare_tables();
    for (const std::string& table : schema.tables) {
      CAPTURE(table);
      compare_columns(table);
      compare_primary_key(table);
      compare_foreign_keys(table);
      compare_indexes(table);
    }
    for (const std::string& view : schema.views) {
      CAPTURE(view);
      compare_view(view);
    }
  }
};

}  // namespace

TEST_CASE("the catalog of 50 generated schemas is what SQLite's pragmas say of them") {
  for (unsigned seed = 1; seed <= 50; ++seed) {
    const generated::Schema schema = generated::schema(seed);
    CAPTURE(seed);
    CAPTURE(schema.texts);
    Compared compared;
    compared.create(schema);
    servers::reset_counts();
    compared.compare_all(schema);
    CHECK(servers::counts().requests <= 1);
  }
}

TEST_CASE("a walk over 200 tables costs at most one request after connecting") {
  Compared compared;
  compared.empty_database();
  std::string texts;
  for (int table = 0; table < 200; ++table) {
    const std::string name = "walked_" + std::to_string(table);
    texts += "CREATE TABLE " + name + " (id INTEGER PRIMARY KEY, a TEXT UNIQUE, b INTEGER REFERENCES walked_0(id));";
  }
  compared.statement.run(texts);
  Compared walking;
  servers::reset_counts();
  REQUIRE_SUCCESS(walking.statement, SQLTables(walking.statement, nullptr, 0, nullptr, 0, narrow("walked%"), SQL_NTS,
                                               narrow("TABLE"), SQL_NTS));
  CHECK(lines(walking.rows({3})) == 200);
  for (int table = 0; table < 200; ++table) {
    const std::string name = "walked_" + std::to_string(table);
    CAPTURE(name);
    REQUIRE_SUCCESS(walking.statement, SQLColumns(walking.statement, nullptr, 0, nullptr, 0,
                                                  narrow(generated::as_pattern(name)), SQL_NTS, nullptr, 0));
    CHECK(lines(walking.rows({4})) == 3);
    REQUIRE_SUCCESS(walking.statement,
                    SQLPrimaryKeys(walking.statement, nullptr, 0, nullptr, 0, narrow(name), SQL_NTS));
    CHECK(lines(walking.rows({4})) == 1);
    REQUIRE_SUCCESS(walking.statement, SQLForeignKeys(walking.statement, nullptr, 0, nullptr, 0, nullptr, 0, nullptr, 0,
                                                      nullptr, 0, narrow(name), SQL_NTS));
    CHECK(lines(walking.rows({8})) == 1);
    REQUIRE_SUCCESS(walking.statement, SQLStatistics(walking.statement, nullptr, 0, nullptr, 0, narrow(name), SQL_NTS,
                                                     SQL_INDEX_ALL, SQL_QUICK));
    CHECK(lines(walking.rows({6})) == 3);  // the table, the rowid, the unique column
  }
  CHECK(servers::counts().requests <= 1);
  compared.empty_database();
}
