// Owns: many threads on many handles, and on one. Built without a driver manager, so that a race detector sees the
// driver alone. Never: what a single thread would see.
#include <array>
#include <atomic>
#include <thread>

#include "test_servers.h"

using application::Connection;
using application::Environment;
using application::Statement;
using servers::Connected;

namespace {

constexpr int threads = 8;
constexpr int queries = 50;

/// Asks for a number of its own, `queries` times; returns how often the answer was right. Checks nothing itself: an
/// assertion that ends a thread would end the program.
int ask(Statement& statement, int thread) {
  int right = 0;
  for (int query = 0; query < queries; ++query) {
    const SQLBIGINT wanted = thread * 1000 + query;
    SQLBIGINT got = -1;
    SQLLEN length = 0;
    const bool ran = statement.execute("SELECT " + std::to_string(wanted)) == SQL_SUCCESS &&
                     SQLFetch(statement) == SQL_SUCCESS &&
                     SQLGetData(statement, 1, SQL_C_SBIGINT, &got, sizeof got, &length) == SQL_SUCCESS;
    statement.close();
    if (ran && got == wanted) ++right;
  }
  return right;
}

/// Runs `work(thread)` in every thread and adds up what it returns.
template <class Work>
int sum_of(Work work) {
  std::atomic<int> sum = 0;
  std::vector<std::thread> running;
  for (int thread = 0; thread < threads; ++thread) running.emplace_back([&sum, work, thread] { sum += work(thread); });
  for (std::thread& each : running) each.join();
  return sum;
}

const std::string many_rows =
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) SELECT i FROM n";

}  // namespace

TEST_CASE("threads with a connection each get their own answers") {
  const Environment environment;
  const auto work = [&environment](int thread) {
    Connection connection(environment);
    if (connection.connect(servers::connection_string()) != SQL_SUCCESS) return 0;
    Statement statement(connection);
    return ask(statement, thread);
  };
  CHECK(sum_of(work) == threads * queries);
}

TEST_CASE_FIXTURE(Connected, "threads with a statement each on one connection get their own answers") {
  const auto work = [this](int thread) {
    Statement own(connection);
    return ask(own, thread);
  };
  CHECK(sum_of(work) == threads * queries);
}

TEST_CASE("MaxConnections bounds the requests that all threads have under way") {
  const Environment environment;
  Connection connection(environment);
  REQUIRE_SUCCESS(connection, connection.connect(servers::connection_string(";MaxConnections=2")));
  servers::reset_counts();
  const auto work = [&connection](int thread) {
    Statement own(connection);
    return ask(own, thread);
  };
  CHECK(sum_of(work) == threads * queries);
  const servers::Counts counts = servers::counts();
  CHECK(counts.requests == threads * queries);
  CHECK(counts.most_at_once <= 2);
}

TEST_CASE_FIXTURE(Connected, "calls of several threads on one statement take turns") {
  REQUIRE_SUCCESS(statement, statement.execute(many_rows));
  const auto work = [this](int) {
    int rows = 0;
    while (SQLFetch(statement) == SQL_SUCCESS) ++rows;
    return rows;
  };
  CHECK(sum_of(work) == 500);
}

TEST_CASE_FIXTURE(Connected, "freeing a statement while another thread fetches is safe") {
  for (int round = 0; round < 20; ++round) {
    CAPTURE(round);
    Statement raced(connection);
    REQUIRE_SUCCESS(raced, raced.execute(many_rows));
    const SQLHANDLE handle = raced;
    std::atomic<int> rows = 0;
    SQLRETURN last = SQL_SUCCESS;
    std::thread fetcher([&] {
      while ((last = SQLFetch(handle)) == SQL_SUCCESS) ++rows;
    });
    while (rows < round) std::this_thread::yield();
    CHECK(raced.free() == SQL_SUCCESS);
    fetcher.join();
    CHECK((last == SQL_INVALID_HANDLE || last == SQL_NO_DATA));
    CHECK(SQLFetch(handle) == SQL_INVALID_HANDLE);
  }
}

TEST_CASE_FIXTURE(Connected, "diagnostics are read while the statement runs") {
  std::atomic<bool> done = false;
  std::thread reader([&] {
    while (!done) (void)application::diagnostics(SQL_HANDLE_STMT, statement);
  });
  int failed = 0;
  for (int query = 0; query < queries; ++query) {
    if (statement.execute("SELECT 1 FROM nowhere") == SQL_ERROR) ++failed;
  }
  done = true;
  reader.join();
  CHECK(failed == queries);
  EXPECT("ERROR 42S02", statement, statement.execute("SELECT 1 FROM nowhere"));
}

TEST_CASE_FIXTURE(Connected, "cancelling while statements run breaks nothing") {
  std::atomic<bool> done = false;
  std::thread canceller([&] {
    while (!done) {
      SQLCancel(statement);
      std::this_thread::yield();
    }
  });
  int as_expected = 0;
  for (int query = 0; query < queries; ++query) {
    const SQLRETURN code = statement.execute("SELECT 1");
    const std::vector<application::Diagnostic> records = statement.diagnostics();
    if (code == SQL_SUCCESS || (!records.empty() && records[0].state == "HY008")) ++as_expected;
    statement.close();
  }
  done = true;
  canceller.join();
  CHECK(as_expected == queries);
  CHECK(statement.value_of("SELECT 1") == "1");
}

TEST_CASE("a connection is closed while its statements are used") {
  const Environment environment;
  for (int round = 0; round < 5; ++round) {
    Connection connection(environment);
    REQUIRE_SUCCESS(connection, connection.connect(servers::connection_string()));
    Statement statement(connection);
    std::atomic<int> ran = 0;
    SQLRETURN last = SQL_SUCCESS;
    std::thread runner([&] {
      do {
        last = statement.execute("SELECT 1");
        SQLFreeStmt(statement, SQL_CLOSE);
        ++ran;
      } while (last == SQL_SUCCESS);
    });
    while (ran == 0) std::this_thread::yield();
    CHECK(SQLDisconnect(connection) == SQL_SUCCESS);
    runner.join();
    CHECK((last == SQL_INVALID_HANDLE || last == SQL_ERROR));
  }
}

TEST_CASE_FIXTURE(Connected, "a shared descriptor is changed, and freed, while statements fetch through it") {
  SQLHDESC shared = SQL_NULL_HDESC;
  REQUIRE_SUCCESS(connection, SQLAllocHandle(SQL_HANDLE_DESC, connection, &shared));
  std::atomic<bool> stop = false;
  std::thread changer([&] {
    for (SQLULEN size = 1; !stop; size = size % 4 + 1) {
      SQLSetDescField(shared, 0, SQL_DESC_ARRAY_SIZE, reinterpret_cast<SQLPOINTER>(size), 0);
      SQLSMALLINT count = 0;
      SQLGetDescField(shared, 0, SQL_DESC_COUNT, &count, 0, nullptr);
    }
    SQLFreeHandle(SQL_HANDLE_DESC, shared);
  });
  const auto work = [&](int) {
    Statement own(connection);
    SQLSetStmtAttr(own, SQL_ATTR_APP_ROW_DESC, shared, 0);
    int ended = 0;
    for (int query = 0; query < 5; ++query) {
      if (own.execute(many_rows) != SQL_SUCCESS) continue;
      while (SQL_SUCCEEDED(SQLFetch(own))) continue;
      own.close();
      ++ended;
    }
    return ended;
  };
  const int ended = sum_of(work);
  stop = true;
  changer.join();
  CHECK(ended == threads * 5);
}

TEST_CASE_FIXTURE(Connected, "positioned statements and their cursor run on different threads") {
  statement.run("DROP TABLE IF EXISTS raced; CREATE TABLE raced (id INTEGER PRIMARY KEY, n INTEGER)");
  statement.run(
      "WITH RECURSIVE i(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM i WHERE i < 60) INSERT INTO raced SELECT i, 0 FROM "
      "i");
  statement.set(SQL_ATTR_CONCURRENCY, SQL_CONCUR_VALUES);
  REQUIRE_SUCCESS(statement, SQLSetCursorName(statement, application::narrow("raced"), SQL_NTS));
  REQUIRE_SUCCESS(statement, statement.execute("SELECT id, n FROM raced"));
  std::atomic<bool> stop = false;
  std::atomic<int> changed = 0;
  std::thread changer([&] {
    Statement other(connection);
    while (!stop) {
      if (other.execute("UPDATE raced SET n = n + 1 WHERE CURRENT OF raced") == SQL_SUCCESS) ++changed;
    }
  });
  int rows = 0;
  while (SQL_SUCCEEDED(SQLFetch(statement))) {
    SQLBIGINT n = 0;
    SQLGetData(statement, 2, SQL_C_SBIGINT, &n, 0, nullptr);
    ++rows;
  }
  stop = true;
  changer.join();
  CHECK(rows == 60);
  Statement asking(connection);
  CHECK(asking.value_of("SELECT sum(n) FROM raced") == std::to_string(changed));
}

TEST_CASE_FIXTURE(Connected, "cancelling while another thread sends data at execution ends in one of the two") {
  statement.run("DROP TABLE IF EXISTS sent; CREATE TABLE sent (t)");
  SQLLEN at_execution = SQL_DATA_AT_EXEC;
  REQUIRE_SUCCESS(statement, SQLBindParameter(statement, 1, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 0, 0,
                                              &at_execution, 0, &at_execution));
  REQUIRE_SUCCESS(statement, statement.prepare("INSERT INTO sent VALUES (?)"));
  std::atomic<bool> stop = false;
  std::thread canceller([&] {
    while (!stop) SQLCancel(statement);
  });
  int inserted = 0;
  for (int run = 0; run < 20; ++run) {
    if (SQLExecute(statement) != SQL_NEED_DATA) continue;
    SQLPOINTER token = nullptr;
    char text[] = "data";
    if (SQLParamData(statement, &token) != SQL_NEED_DATA) continue;
    for (int piece = 0; piece < 5; ++piece) SQLPutData(statement, text, 4);
    if (SQL_SUCCEEDED(SQLParamData(statement, &token))) ++inserted;
  }
  stop = true;
  canceller.join();
  SQLCancel(statement);
  // What was cancelled after it was sent may have been written all the same.
  CHECK(std::stoi(statement.value_of("SELECT count(*) FROM sent")) >= inserted);
}
