// Owns: what SQLGetInfo claims of cursors, bookmarks and SQLGetData, each bit compared with a call that uses it. Never:
// the arithmetic of scrolling or what a change writes (other files have that).
#include <array>
#include <functional>

#include "test_servers.h"

using servers::Connected;

namespace {

constexpr std::size_t rows_in_rowset = 2;

/// A static cursor over four rows with keys 1 to 4, on the first rowset of two.
struct Cursor {
  application::Statement statement;
  std::array<std::array<unsigned char, 64>, rows_in_rowset> bookmarks{};
  std::array<SQLLEN, rows_in_rowset> bookmark_lengths{};
  std::array<SQLINTEGER, rows_in_rowset> ids{};
  std::array<SQLLEN, rows_in_rowset> id_lengths{};
  std::array<SQLINTEGER, rows_in_rowset> values{};
  std::array<SQLLEN, rows_in_rowset> value_lengths{};
  std::array<SQLUSMALLINT, rows_in_rowset> status{};

  explicit Cursor(const application::Connection& connection) : statement(connection) {
    statement.run("DROP TABLE IF EXISTS claimed_rows");
    statement.run("CREATE TABLE claimed_rows (id INTEGER PRIMARY KEY, x INTEGER)");
    statement.run("INSERT INTO claimed_rows VALUES (1, 10), (2, 20), (3, 30), (4, 40)");
    statement.set(SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_STATIC);
    statement.set(SQL_ATTR_CONCURRENCY, SQL_CONCUR_VALUES);
    statement.set(SQL_ATTR_USE_BOOKMARKS, SQL_UB_VARIABLE);
    statement.set(SQL_ATTR_ROW_ARRAY_SIZE, rows_in_rowset);
    statement.set_place(SQL_ATTR_ROW_STATUS_PTR, status.data());
    REQUIRE_SUCCESS(statement, SQLBindCol(statement, 0, SQL_C_VARBOOKMARK, bookmarks.data(), sizeof bookmarks[0],
                                          bookmark_lengths.data()));
    REQUIRE_SUCCESS(statement, SQLBindCol(statement, 1, SQL_C_SLONG, ids.data(), 0, id_lengths.data()));
    REQUIRE_SUCCESS(statement, SQLBindCol(statement, 2, SQL_C_SLONG, values.data(), 0, value_lengths.data()));
    REQUIRE_SUCCESS(statement, SQLSetCursorName(statement, application::narrow("claimed"), SQL_NTS));
    REQUIRE_SUCCESS(statement, statement.execute("SELECT id, x FROM claimed_rows ORDER BY id"));
    REQUIRE_SUCCESS(statement, SQLFetchScroll(statement, SQL_FETCH_FIRST, 0));
  }

  bool fetch(SQLSMALLINT orientation, SQLLEN offset = 0) {
    return SQL_SUCCEEDED(SQLFetchScroll(statement, orientation, offset));
  }
  bool set_position(SQLSETPOSIROW row, SQLUSMALLINT operation, SQLUSMALLINT lock = SQL_LOCK_NO_CHANGE) {
    return SQL_SUCCEEDED(SQLSetPos(statement, row, operation, lock));
  }
  bool bulk(SQLSMALLINT operation) { return SQL_SUCCEEDED(SQLBulkOperations(statement, operation)); }

  /// Fetches the rowset that begins at a row marked before.
  bool fetch_marked(std::array<unsigned char, 64> bookmark) {
    statement.set_place(SQL_ATTR_FETCH_BOOKMARK_PTR, bookmark.data());
    return fetch(SQL_FETCH_BOOKMARK, 0);
  }

  /// Runs a positioned statement on another handle.
  bool positioned(const application::Connection& connection, const std::string& sql) {
    application::Statement other(connection);
    return SQL_SUCCEEDED(other.execute(sql));
  }

  void fill_new_rows() {
    ids = {50, 60};
    values = {500, 600};
    id_lengths.fill(0);
    value_lengths.fill(0);
  }
};

struct Claims : Connected {
  SQLUINTEGER mask(SQLUSMALLINT type) const {
    SQLUINTEGER bits = 0;
    REQUIRE_SUCCESS(connection, SQLGetInfo(connection, type, &bits, sizeof bits, nullptr));
    return bits;
  }
};

/// A bit, and whether what it stands for works with a fresh cursor.
struct Claim {
  const char* name;
  SQLUINTEGER bit;
  std::function<bool(Cursor&)> works;
};

#define CLAIM(bit, ...) \
  Claim { #bit, bit, __VA_ARGS__ }

void check(const Claims& d1, SQLUSMALLINT type, std::initializer_list<Claim> claims) {
  const SQLUINTEGER claimed = d1.mask(type);
  for (const Claim& claim : claims) {
    CAPTURE(claim.name);
    Cursor cursor(d1.connection);
    const bool works = claim.works(cursor);
    INFO(application::all_texts(cursor.statement));
    CHECK(works == ((claimed & claim.bit) != 0));
  }
}

}  // namespace

TEST_CASE_FIXTURE(Claims, "a static cursor does what SQL_STATIC_CURSOR_ATTRIBUTES1 says, and no more") {
  check(
      *this, SQL_STATIC_CURSOR_ATTRIBUTES1,
      {
          CLAIM(SQL_CA1_NEXT, [](Cursor& c) { return c.fetch(SQL_FETCH_NEXT) && c.ids[0] == 3; }),
          CLAIM(SQL_CA1_ABSOLUTE,
                [](Cursor& c) {
                  return c.fetch(SQL_FETCH_ABSOLUTE, 2) && c.ids[0] == 2 && c.fetch(SQL_FETCH_LAST) && c.ids[1] == 4;
                }),
          CLAIM(SQL_CA1_RELATIVE,
                [](Cursor& c) {
                  return c.fetch(SQL_FETCH_RELATIVE, 1) && c.ids[0] == 2 && c.fetch(SQL_FETCH_LAST) &&
                         c.fetch(SQL_FETCH_PRIOR) && c.ids[0] == 1;
                }),
          CLAIM(SQL_CA1_BOOKMARK,
                [](Cursor& c) {
                  const auto second = c.bookmarks[1];
                  return c.fetch(SQL_FETCH_LAST) && c.fetch_marked(second) && c.ids[0] == 2;
                }),
          CLAIM(SQL_CA1_LOCK_NO_CHANGE, [](Cursor& c) { return c.set_position(1, SQL_POSITION, SQL_LOCK_NO_CHANGE); }),
          CLAIM(SQL_CA1_LOCK_EXCLUSIVE, [](Cursor& c) { return c.set_position(1, SQL_POSITION, SQL_LOCK_EXCLUSIVE); }),
          CLAIM(SQL_CA1_LOCK_UNLOCK, [](Cursor& c) { return c.set_position(1, SQL_POSITION, SQL_LOCK_UNLOCK); }),
          CLAIM(SQL_CA1_POS_POSITION, [](Cursor& c) { return c.set_position(2, SQL_POSITION); }),
          CLAIM(SQL_CA1_POS_REFRESH, [](Cursor& c) { return c.set_position(1, SQL_REFRESH); }),
          CLAIM(SQL_CA1_POS_UPDATE,
                [](Cursor& c) {
                  c.values[0] = 11;
                  return c.set_position(1, SQL_UPDATE);
                }),
          CLAIM(SQL_CA1_POS_DELETE, [](Cursor& c) { return c.set_position(1, SQL_DELETE); }),
          CLAIM(SQL_CA1_POSITIONED_UPDATE,
                [this](Cursor& c) {
                  return c.set_position(1, SQL_POSITION) &&
                         c.positioned(connection, "UPDATE claimed_rows SET x = 11 WHERE CURRENT OF claimed");
                }),
          CLAIM(SQL_CA1_POSITIONED_DELETE,
                [this](Cursor& c) {
                  return c.set_position(1, SQL_POSITION) &&
                         c.positioned(connection, "DELETE FROM claimed_rows WHERE CURRENT OF claimed");
                }),
          CLAIM(SQL_CA1_SELECT_FOR_UPDATE,
                [this](Cursor& c) { return c.positioned(connection, "SELECT id FROM claimed_rows FOR UPDATE OF x"); }),
          CLAIM(SQL_CA1_BULK_ADD,
                [](Cursor& c) {
                  c.fill_new_rows();
                  return c.bulk(SQL_ADD);
                }),
          CLAIM(SQL_CA1_BULK_UPDATE_BY_BOOKMARK,
                [](Cursor& c) {
                  c.values = {11, 21};
                  return c.bulk(SQL_UPDATE_BY_BOOKMARK);
                }),
          CLAIM(SQL_CA1_BULK_DELETE_BY_BOOKMARK, [](Cursor& c) { return c.bulk(SQL_DELETE_BY_BOOKMARK); }),
          CLAIM(SQL_CA1_BULK_FETCH_BY_BOOKMARK,
                [](Cursor& c) {
                  c.ids = {0, 0};
                  return c.bulk(SQL_FETCH_BY_BOOKMARK) && c.ids[1] == 2;
                }),
      });
}

TEST_CASE_FIXTURE(Claims, "ODBC 2's SQLSetPos does what SQL_POS_OPERATIONS says") {
  check(*this, SQL_POS_OPERATIONS,
        {
            CLAIM(SQL_POS_POSITION, [](Cursor& c) { return c.set_position(1, SQL_POSITION); }),
            CLAIM(SQL_POS_REFRESH, [](Cursor& c) { return c.set_position(0, SQL_REFRESH); }),
            CLAIM(SQL_POS_UPDATE, [](Cursor& c) { return c.set_position(0, SQL_UPDATE); }),
            CLAIM(SQL_POS_DELETE, [](Cursor& c) { return c.set_position(0, SQL_DELETE); }),
            CLAIM(SQL_POS_ADD,
                  [](Cursor& c) {
                    c.fill_new_rows();
                    return c.set_position(1, SQL_ADD);
                  }),
        });
}

TEST_CASE_FIXTURE(Claims, "a static cursor sees what SQL_STATIC_CURSOR_ATTRIBUTES2 says, of its own changes") {
  const auto takes = [](SQLULEN concurrency) {
    return [concurrency](Cursor& c) {
      c.statement.close();
      return SQLSetStmtAttr(c.statement, SQL_ATTR_CONCURRENCY, reinterpret_cast<SQLPOINTER>(concurrency), 0) ==
             SQL_SUCCESS;
    };
  };
  check(*this, SQL_STATIC_CURSOR_ATTRIBUTES2,
        {
            CLAIM(SQL_CA2_READ_ONLY_CONCURRENCY, takes(SQL_CONCUR_READ_ONLY)),
            CLAIM(SQL_CA2_LOCK_CONCURRENCY, takes(SQL_CONCUR_LOCK)),
            CLAIM(SQL_CA2_OPT_ROWVER_CONCURRENCY, takes(SQL_CONCUR_ROWVER)),
            CLAIM(SQL_CA2_OPT_VALUES_CONCURRENCY, takes(SQL_CONCUR_VALUES)),
            CLAIM(SQL_CA2_SENSITIVITY_ADDITIONS,
                  [](Cursor& c) {
                    c.fill_new_rows();
                    return c.bulk(SQL_ADD) && c.fetch(SQL_FETCH_LAST) && c.ids[1] == 60 && c.values[1] == 600;
                  }),
            CLAIM(SQL_CA2_SENSITIVITY_DELETIONS,  // "and do not leave a hole"
                  [](Cursor& c) {
                    return c.set_position(1, SQL_DELETE) && c.fetch(SQL_FETCH_FIRST) && c.status[0] != SQL_ROW_DELETED;
                  }),
            CLAIM(SQL_CA2_SENSITIVITY_UPDATES,
                  [](Cursor& c) {
                    c.values[0] = 11;
                    return c.set_position(1, SQL_UPDATE) && c.fetch(SQL_FETCH_LAST) && c.fetch(SQL_FETCH_FIRST) &&
                           c.values[0] == 11;
                  }),
            CLAIM(SQL_CA2_MAX_ROWS_SELECT,
                  [](Cursor& c) {
                    c.statement.close();
                    c.statement.set(SQL_ATTR_MAX_ROWS, 3);
                    REQUIRE_SUCCESS(c.statement, c.statement.execute("SELECT id, x FROM claimed_rows"));
                    return c.statement.row_count() == 3;
                  }),
            CLAIM(SQL_CA2_CRC_EXACT,
                  [](Cursor& c) {
                    c.statement.close();
                    REQUIRE_SUCCESS(c.statement, c.statement.execute("SELECT id, x FROM claimed_rows"));
                    SQLLEN count = -7;
                    return SQLGetDiagField(SQL_HANDLE_STMT, c.statement, 0, SQL_DIAG_CURSOR_ROW_COUNT, &count, 0,
                                           nullptr) == SQL_SUCCESS &&
                           count == 4;
                  }),
        });
}

TEST_CASE_FIXTURE(Claims, "bookmarks outlive what SQL_BOOKMARK_PERSISTENCE says") {
  check(*this, SQL_BOOKMARK_PERSISTENCE,
        {
            CLAIM(SQL_BP_SCROLL,
                  [](Cursor& c) {
                    const auto first = c.bookmarks[0];
                    return c.fetch(SQL_FETCH_LAST) && c.fetch_marked(first) && c.ids[0] == 1;
                  }),
            CLAIM(SQL_BP_UPDATE,
                  [](Cursor& c) {
                    const auto first = c.bookmarks[0];
                    c.ids[0] = 100;  // the key too
                    return c.set_position(1, SQL_UPDATE) && c.fetch(SQL_FETCH_LAST) && c.fetch_marked(first) &&
                           c.ids[0] == 100;
                  }),
            CLAIM(SQL_BP_DELETE,
                  [](Cursor& c) {
                    const auto first = c.bookmarks[0];
                    return c.set_position(1, SQL_DELETE) && c.fetch(SQL_FETCH_LAST) && c.fetch_marked(first) &&
                           c.status[0] == SQL_ROW_DELETED;
                  }),
            CLAIM(SQL_BP_TRANSACTION,
                  [this](Cursor& c) {
                    const auto second = c.bookmarks[1];
                    return SQLEndTran(SQL_HANDLE_DBC, connection, SQL_COMMIT) == SQL_SUCCESS &&
                           c.fetch_marked(second) && c.ids[0] == 2;
                  }),
        });
}

TEST_CASE_FIXTURE(Claims, "SQLGetData reads what SQL_GETDATA_EXTENSIONS says") {
  const auto number_at = [](Cursor& c, SQLUSMALLINT column) {
    SQLINTEGER value = -7;
    SQLLEN length = 0;
    const SQLRETURN code = SQLGetData(c.statement, column, SQL_C_SLONG, &value, 0, &length);
    return code == SQL_SUCCESS ? value : -1;
  };
  check(*this, SQL_GETDATA_EXTENSIONS,
        {
            CLAIM(SQL_GD_ANY_COLUMN,  // before the last bound column
                  [&](Cursor& c) {
                    REQUIRE_SUCCESS(c.statement, SQLBindCol(c.statement, 1, SQL_C_SLONG, nullptr, 0, nullptr));
                    return c.set_position(1, SQL_POSITION) && number_at(c, 1) == 1;
                  }),
            CLAIM(SQL_GD_ANY_ORDER,
                  [&](Cursor& c) {
                    REQUIRE_SUCCESS(c.statement, SQLFreeStmt(c.statement, SQL_UNBIND));
                    return c.set_position(1, SQL_POSITION) && number_at(c, 2) == 10 && number_at(c, 1) == 1;
                  }),
            CLAIM(SQL_GD_BLOCK, [&](Cursor& c) { return c.set_position(2, SQL_POSITION) && number_at(c, 1) == 2; }),
            CLAIM(SQL_GD_BOUND, [&](Cursor& c) { return c.set_position(1, SQL_POSITION) && number_at(c, 2) == 10; }),
        });
}

TEST_CASE_FIXTURE(Claims, "a forward-only cursor fetches forward, counts its rows, and does not scroll") {
  CHECK(mask(SQL_FORWARD_ONLY_CURSOR_ATTRIBUTES1) == SQL_CA1_NEXT);
  REQUIRE_SUCCESS(statement, statement.execute("SELECT 1 UNION ALL SELECT 2"));
  REQUIRE_SUCCESS(statement, SQLFetchScroll(statement, SQL_FETCH_NEXT, 0));
  EXPECT("ERROR HY106", statement, SQLFetchScroll(statement, SQL_FETCH_FIRST, 0));
  statement.close();
  REQUIRE_SUCCESS(statement, statement.execute("SELECT 1 UNION ALL SELECT 2"));
  SQLLEN count = -7;
  REQUIRE(SQLGetDiagField(SQL_HANDLE_STMT, statement, 0, SQL_DIAG_CURSOR_ROW_COUNT, &count, 0, nullptr) == SQL_SUCCESS);
  CHECK((mask(SQL_FORWARD_ONLY_CURSOR_ATTRIBUTES2) & SQL_CA2_CRC_EXACT) != 0);
  CHECK(count == 2);
}

TEST_CASE_FIXTURE(Claims, "cursors that are not claimed become static ones, with 01S02") {
  for (const SQLULEN type : {SQLULEN{SQL_CURSOR_KEYSET_DRIVEN}, SQLULEN{SQL_CURSOR_DYNAMIC}}) {
    CAPTURE(type);
    EXPECT("SUCCESS_WITH_INFO 01S02", statement,
           SQLSetStmtAttr(statement, SQL_ATTR_CURSOR_TYPE, reinterpret_cast<SQLPOINTER>(type), 0));
    SQLULEN used = 77;
    REQUIRE_SUCCESS(statement, SQLGetStmtAttr(statement, SQL_ATTR_CURSOR_TYPE, &used, 0, nullptr));
    CHECK(used == SQL_CURSOR_STATIC);
  }
  CHECK(mask(SQL_KEYSET_CURSOR_ATTRIBUTES1) == 0);
  CHECK(mask(SQL_DYNAMIC_CURSOR_ATTRIBUTES1) == 0);
  CHECK(mask(SQL_SCROLL_OPTIONS) == (SQL_SO_FORWARD_ONLY | SQL_SO_STATIC));
}
