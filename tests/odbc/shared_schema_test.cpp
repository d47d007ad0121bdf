// Owns: what connections of one process to one database know of its schema together, and what that costs in requests.
// Never: the catalog functions' rows.
#include "test_servers.h"

using servers::Connected;

namespace {

SQLRETURN columns_of(const application::Statement& statement, const std::string& table) {
  return SQLColumns(statement, nullptr, 0, nullptr, 0, application::narrow(table), SQL_NTS, nullptr, 0);
}

std::string first_column(application::Statement& statement, const std::string& table) {
  REQUIRE_SUCCESS(statement, columns_of(statement, table));
  std::string name = "none";
  if (SQLFetch(statement) == SQL_SUCCESS) name = statement.text_at(4).value_or("NULL");
  statement.close();
  return name;
}

struct TwoConnections : Connected {
  application::Connection second{environment};

  TwoConnections() { REQUIRE_SUCCESS(second, second.connect(servers::connection_string())); }
};

}  // namespace

TEST_CASE_FIXTURE(TwoConnections, "what one connection changes in the schema, the other one knows without a request") {
  application::Statement other(second);
  statement.run("DROP TABLE IF EXISTS shared; CREATE TABLE shared (first_name)");
  servers::reset_counts();
  CHECK(first_column(other, "shared") == "first_name");
  CHECK(servers::counts().requests == 0);
  statement.run("ALTER TABLE shared RENAME COLUMN first_name TO second_name");
  servers::reset_counts();
  CHECK(first_column(other, "shared") == "second_name");
  REQUIRE_SUCCESS(other, other.prepare("SELECT * FROM shared"));
  SQLSMALLINT columns = 0;
  REQUIRE_SUCCESS(other, SQLNumResultCols(other, &columns));
  CHECK(columns == 1);
  CHECK(servers::counts().requests == 0);
  statement.run("DROP TABLE shared");
}

TEST_CASE_FIXTURE(TwoConnections, "each connection asks once when it connects, and proves its own token by it") {
  servers::reset_counts();
  application::Connection third(environment);
  REQUIRE_SUCCESS(third, third.connect(servers::connection_string()));
  CHECK(servers::counts().requests == 1);
  application::Connection stranger(environment);
  EXPECT("ERROR 28000", stranger, stranger.connect("Token=wrong-token;" + servers::connection_string()));
}

TEST_CASE("the connection that is left keeps the schema of one that has gone") {
  application::Environment environment;
  application::Connection left(environment);
  REQUIRE_SUCCESS(left, left.connect(servers::connection_string()));
  {
    application::Connection gone(environment);
    REQUIRE_SUCCESS(gone, gone.connect(servers::connection_string()));
    application::Statement(gone).run("DROP TABLE IF EXISTS shared; CREATE TABLE shared (kept)");
    REQUIRE_SUCCESS(gone, SQLDisconnect(gone));
  }
  application::Statement statement(left);
  servers::reset_counts();
  CHECK(first_column(statement, "shared") == "kept");
  CHECK(servers::counts().requests == 0);
  statement.run("DROP TABLE shared");
}
