#!/usr/bin/python3
"""Owns: what a Python program sees through pyodbc, unixODBC and the driver, over the real engine.
Never: starts a server or writes ODBC configuration (tests/run does). Needs D1_TEST_DSN and the lines of --env-out."""
import datetime
import decimal
import os
import sys
import unittest

import pyodbc

import counting_runner

DSN = os.environ["D1_TEST_DSN"]
WIDE_INTEGERS = [9007199254740993, -9007199254740993, 9223372036854775807, -9223372036854775808, 2**53, 0, -1]
TEXTS = ["", "a", "Zürich", "東京", "😀 emoji 👩‍👩‍👧", "two\0parts", "line\r\nbreak", "'\"`;--?{", " spaces ", "ﬁ\u202e"]
FLOATS = [0.0, 0.1, -1.5, 1e300, 5e-324, 1.7976931348623157e308, 1 / 3, 123456789.123456789]


def connection_string(**changes):
    """A string that names everything; a change of None leaves a keyword out."""
    values = {
        "Driver": "{Cloudflare D1}",
        "Account": os.environ["CF_ACCOUNT_ID"],
        "Token": os.environ["CF_API_TOKEN"],
        "Endpoint": os.environ["CF_D1_BASE_URL"],
        "CAFile": os.environ["D1_TEST_CA"],
        "Database": os.environ["CF_DATABASE_ID"],
        **changes,
    }
    return ";".join(f"{name}={value}" for name, value in values.items() if value is not None)


class Case(unittest.TestCase):
    """A test with a connection in autocommit mode and a cursor."""

    def setUp(self):
        self.connect()

    def connect(self):
        """A new connection: it reads the schema again."""
        self.connection = pyodbc.connect(f"DSN={DSN}", autocommit=True)
        self.addCleanup(self.connection.close)
        self.cursor = self.connection.cursor()

    def table(self, columns, name="py_table"):
        """Makes a new table, connects again and returns the table's name."""
        self.cursor.execute(f"DROP TABLE IF EXISTS {name}")
        self.cursor.execute(f"CREATE TABLE {name} ({columns})")
        self.connect()
        return name

    def value(self, sql, *parameters):
        """The only value of the only row."""
        rows = self.cursor.execute(sql, *parameters).fetchall()
        self.assertEqual((len(rows), len(rows[0])), (1, 1))
        return rows[0][0]

    def assert_state(self, state, error, action, *arguments):
        """`action` fails with exactly that pyodbc class and SQLSTATE."""
        with self.assertRaises(pyodbc.Error) as caught:
            action(*arguments)
        self.assertEqual((type(caught.exception), caught.exception.args[0]), (error, state), caught.exception.args)
        self.assertNotIn(os.environ["CF_API_TOKEN"], str(caught.exception))


class Connecting(Case):
    def test_a_data_source_connects(self):
        self.assertEqual(self.value("SELECT 40 + 2"), 42)

    def test_a_connection_string_connects(self):
        with pyodbc.connect(connection_string(), autocommit=True) as connection:
            self.assertEqual(connection.execute("SELECT 'here'").fetchval(), "here")

    def test_a_database_is_found_by_its_name(self):
        with pyodbc.connect(connection_string(Database="main"), autocommit=True) as connection:
            self.assertEqual(connection.execute("SELECT 1").fetchval(), 1)

    def test_a_wrong_token_is_28000(self):
        self.assert_state("28000", pyodbc.InterfaceError, pyodbc.connect, connection_string(Token="wrong-token"))

    def test_a_token_of_the_string_is_not_sent_to_the_endpoint_of_the_environment(self):
        self.assert_state("28000", pyodbc.InterfaceError, pyodbc.connect, connection_string(Endpoint=None))

    def test_a_server_that_no_known_authority_signed_is_refused(self):
        with self.assertRaises(pyodbc.OperationalError) as caught:
            pyodbc.connect(connection_string(CAFile=None))
        self.assertEqual(caught.exception.args[0], "08001")

    def test_an_unknown_database_is_refused(self):
        with self.assertRaises(pyodbc.Error):
            pyodbc.connect(connection_string(Database="no-such-database"))

    def test_an_unknown_data_source_is_IM002(self):
        self.assert_state("IM002", pyodbc.InterfaceError, pyodbc.connect, "DSN=no-such-data-source")

    def test_the_driver_says_what_it_is(self):
        self.assertEqual(self.connection.getinfo(pyodbc.SQL_DBMS_NAME), "SQLite")
        self.assertEqual(self.connection.getinfo(pyodbc.SQL_TXN_CAPABLE), 0)
        self.assertEqual(self.connection.getinfo(pyodbc.SQL_IDENTIFIER_QUOTE_CHAR), '"')


class Transactions(Case):
    def setUp(self):
        super().setUp()
        self.name = self.table("a INTEGER")
        self.connection.autocommit = False

    def test_commit_keeps_what_was_written(self):
        self.cursor.execute(f"INSERT INTO {self.name} VALUES (1)")
        self.connection.commit()
        self.assertEqual(self.value(f"SELECT count(*) FROM {self.name}"), 1)
        self.connection.rollback()

    def test_rollback_after_a_write_is_HYC00_and_the_row_stays(self):
        self.cursor.execute(f"INSERT INTO {self.name} VALUES (1)")
        with self.assertRaises(pyodbc.Error) as caught:
            self.connection.rollback()
        self.assertEqual(caught.exception.args[0], "HYC00")
        self.assertEqual(self.value(f"SELECT count(*) FROM {self.name}"), 1)
        self.connection.commit()

    def test_rollback_after_reads_succeeds(self):
        self.value(f"SELECT count(*) FROM {self.name}")
        self.connection.rollback()

    def test_with_autocommit_on_commit_and_rollback_succeed(self):
        self.connection.autocommit = True
        self.cursor.execute(f"INSERT INTO {self.name} VALUES (1)")
        self.connection.rollback()
        self.connection.commit()
        self.assertEqual(self.value(f"SELECT count(*) FROM {self.name}"), 1)


class Values(Case):
    def test_integers_arrive_exactly(self):
        name = self.table("a INTEGER")
        for value in WIDE_INTEGERS:
            with self.subTest(value=value):
                self.cursor.execute(f"DELETE FROM {name}")
                self.cursor.execute(f"INSERT INTO {name} VALUES (?)", value)
                text = self.value(f"SELECT typeof(a) || ' ' || CAST(a AS TEXT) FROM {name}")
                self.assertEqual(text, f"integer {value}")

    def test_integers_of_all_64_bits_come_back_exactly(self):
        name = self.table("a BIGINT")
        for value in WIDE_INTEGERS:
            self.cursor.execute(f"DELETE FROM {name}")
            self.cursor.execute(f"INSERT INTO {name} VALUES ({value})")
            self.assertEqual(self.value(f"SELECT a FROM {name}"), value)

    def test_an_integer_parameter_divides_as_an_integer(self):
        self.assertEqual(self.value("SELECT ? / 2", 5), 2)
        self.assertEqual(self.value("SELECT typeof(?)", 5), "integer")

    def test_booleans_are_one_and_zero(self):
        self.assertEqual(self.value("SELECT typeof(?)", True), "integer")
        name = self.table("a INTEGER, b BIT")
        self.cursor.execute(f"INSERT INTO {name} VALUES (?, ?)", True, False)
        self.assertEqual(tuple(self.cursor.execute(f"SELECT * FROM {name}").fetchone()), (1, False))

    def test_texts_come_back_as_they_went(self):
        name = self.table("a TEXT")
        for value in TEXTS:
            with self.subTest(value=value):
                self.cursor.execute(f"DELETE FROM {name}")
                self.cursor.execute(f"INSERT INTO {name} VALUES (?)", value)
                self.assertEqual(self.value(f"SELECT a FROM {name}"), value)
                self.assertEqual(self.value(f"SELECT hex(a) FROM {name}"), value.encode().hex().upper())
                self.assertEqual(self.value(f"SELECT count(*) FROM {name} WHERE a = ?", value), 1)

    def test_texts_in_the_statement_arrive(self):
        for value in TEXTS:
            if "\0" in value or "'" in value:
                continue
            with self.subTest(value=value):
                self.assertEqual(self.value(f"SELECT '{value}'"), value)

    def test_a_text_longer_than_its_declared_length_comes_whole(self):
        name = self.table("a VARCHAR(3)")
        self.cursor.execute(f"INSERT INTO {name} VALUES ('longer than three')")
        self.assertEqual(self.value(f"SELECT a FROM {name}"), "longer than three")

    def test_a_text_of_300000_characters_comes_whole(self):
        # Out only: as a parameter pyodbc gives such a text with SQLPutData, which is not built yet.
        self.assertEqual(self.value("SELECT replace(hex(zeroblob(50000)), '0', 'né東')"), "né東" * 100000)

    def test_long_parameters_arrive_whole(self):
        # One more character or byte, and pyodbc gives the value with SQLPutData, which is not built yet.
        self.assertEqual(self.value("SELECT ?", "né東x" * 8191), "né東x" * 8191)
        # Another text: a described type stays until the next prepare, and pyodbc keeps what it prepared.
        self.assertEqual(self.value("SELECT ? AS bytes", bytes(range(255)) * 257), bytes(range(255)) * 257)

    def test_bytes_of_every_value_come_back(self):
        name = self.table("a BLOB")
        for value in [b"", b"\0", bytes(range(256)), bytearray(b"\xff\0\xff")]:
            with self.subTest(value=value):
                self.cursor.execute(f"DELETE FROM {name}")
                self.cursor.execute(f"INSERT INTO {name} VALUES (?)", value)
                self.assertEqual(self.value(f"SELECT a FROM {name}"), bytes(value))
                self.assertEqual(self.value(f"SELECT typeof(a) || length(a) FROM {name}"), f"blob{len(value)}")

    def test_null_goes_and_comes(self):
        name = self.table("a INTEGER, b TEXT, c BLOB, d DOUBLE")
        self.cursor.execute(f"INSERT INTO {name} VALUES (?, ?, ?, ?)", None, None, None, None)
        self.assertEqual(tuple(self.cursor.execute(f"SELECT * FROM {name}").fetchone()), (None,) * 4)
        self.assertEqual(self.value("SELECT ? IS NULL", None), 1)

    def test_floats_come_back_bit_by_bit(self):
        name = self.table("a DOUBLE")
        for value in FLOATS:
            with self.subTest(value=value):
                self.cursor.execute(f"DELETE FROM {name}")
                self.cursor.execute(f"INSERT INTO {name} VALUES (?)", value)
                self.assertEqual(self.value(f"SELECT a FROM {name}").hex(), value.hex())
                self.assertEqual(self.value(f"SELECT typeof(a) FROM {name}"), "real")

    def test_decimals_go_in(self):
        name = self.table("a DECIMAL(10, 2)")
        self.cursor.execute(f"INSERT INTO {name} VALUES (?)", decimal.Decimal("12.50"))
        self.assertEqual(decimal.Decimal(self.value(f"SELECT a FROM {name}")), decimal.Decimal("12.5"))

    def test_dates_and_times_come_back(self):
        name = self.table("a DATE, b TIME, c DATETIME")
        row = (datetime.date(2024, 2, 29), datetime.time(23, 59, 58), datetime.datetime(1999, 12, 31, 1, 2, 3, 456000))
        self.cursor.execute(f"INSERT INTO {name} VALUES (?, ?, ?)", row)
        self.assertEqual(tuple(self.cursor.execute(f"SELECT a, b, c FROM {name}").fetchone()), row)
        texts = self.cursor.execute(f"SELECT CAST(a AS TEXT), CAST(b AS TEXT), CAST(c AS TEXT) FROM {name}").fetchone()
        self.assertEqual(tuple(texts), ("2024-02-29", "23:59:58", "1999-12-31 01:02:03.456"))


class Statements(Case):
    def test_rowcount_counts_what_was_written(self):
        name = self.table("a INTEGER")
        self.assertEqual(self.cursor.execute(f"INSERT INTO {name} VALUES (1), (2), (3)").rowcount, 3)
        self.assertEqual(self.cursor.execute(f"UPDATE {name} SET a = a + 1 WHERE a > ?", 1).rowcount, 2)
        self.assertEqual(self.cursor.execute(f"DELETE FROM {name} WHERE a = 77").rowcount, 0)

    def test_description_tells_names_and_types(self):
        name = self.table("id INTEGER PRIMARY KEY, t VARCHAR(20) NOT NULL, d DOUBLE, b BLOB")
        described = self.cursor.execute(f"SELECT id, t AS 'Übrig', d, b FROM {name}").description
        self.assertEqual([column[0] for column in described], ["id", "Übrig", "d", "b"])
        self.assertEqual([column[1] for column in described[:3]], [int, str, float])
        self.assertIn(described[3][1], (bytes, bytearray))
        self.assertEqual(described[1][3], 20)
        self.assertIs(described[1][6], False)

    def test_fetching_in_parts_gives_every_row_once(self):
        self.cursor.execute("WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 10) SELECT i FROM n")
        got = [self.cursor.fetchone()[0]]
        got += [row[0] for row in self.cursor.fetchmany(4)]
        got += [row[0] for row in self.cursor.fetchmany(100)]
        self.assertEqual(got, list(range(1, 11)))
        self.assertIsNone(self.cursor.fetchone())

    def test_executemany_writes_every_row(self):
        name = self.table("a INTEGER, b TEXT")
        rows = [(number, f"row {number} 東") for number in range(200)]
        for fast in (False, True):
            with self.subTest(fast_executemany=fast):
                self.cursor.execute(f"DELETE FROM {name}")
                self.cursor.fast_executemany = fast
                self.cursor.executemany(f"INSERT INTO {name} VALUES (?, ?)", rows)
                got = self.cursor.execute(f"SELECT a, b FROM {name} ORDER BY a").fetchall()
                self.assertEqual([tuple(row) for row in got], rows)

    def test_several_statements_give_several_results(self):
        name = self.table("a INTEGER")
        self.cursor.execute(f"SELECT 1; INSERT INTO {name} VALUES (5), (6); SELECT a FROM {name} ORDER BY a")
        self.assertEqual(self.cursor.fetchval(), 1)
        self.assertTrue(self.cursor.nextset())
        self.assertEqual((self.cursor.description, self.cursor.rowcount), (None, 2))
        self.assertTrue(self.cursor.nextset())
        self.assertEqual([row[0] for row in self.cursor.fetchall()], [5, 6])
        self.assertFalse(self.cursor.nextset())

    def test_returning_is_a_result(self):
        name = self.table("id INTEGER PRIMARY KEY, a TEXT")
        row = self.cursor.execute(f"INSERT INTO {name} (id, a) VALUES (?, ?) RETURNING id, a", 2**53 - 1, "x").fetchone()
        self.assertEqual(tuple(row), (2**53 - 1, "x"))

    def test_integers_of_returning_are_exact_beyond_2_53(self):
        name = self.table("id INTEGER PRIMARY KEY, x")
        row = self.cursor.execute(f"INSERT INTO {name} (id, x) VALUES (?, ?) RETURNING id, x + 0", 2**53 + 1, 2**62 + 1).fetchone()
        self.assertEqual(tuple(row), (2**53 + 1, 2**62 + 1))
        self.assertEqual(self.value(f"SELECT id FROM {name}"), 2**53 + 1)

    def test_the_identity_is_that_of_the_last_insert(self):
        name = self.table("id INTEGER PRIMARY KEY, x TEXT")
        self.cursor.execute(f"INSERT INTO {name} (id, x) VALUES (?, ?)", 2**53 + 1, "x")
        self.assertEqual(self.cursor.rowcount, 1)
        self.assertEqual(self.value("SELECT @@IDENTITY"), 2**53 + 1)
        self.assertEqual(self.value("SELECT last_insert_rowid()"), 2**53 + 1)

    def test_a_question_mark_in_a_string_or_comment_is_no_parameter(self):
        self.assertEqual(self.value("SELECT '?' || ? -- ?\n", "!"), "?!")

    def test_escapes_are_translated(self):
        self.assertEqual(self.value("SELECT {fn UCASE('abc')}"), "ABC")
        self.assertEqual(self.value("SELECT {d '2024-02-29'}"), "2024-02-29")

    def test_a_table_made_anew_with_other_types_is_read_with_these(self):
        self.table("a BIGINT")
        self.cursor.execute("DROP TABLE py_table")
        self.cursor.execute("CREATE TABLE py_table (a VARCHAR(10), b DATE)")
        self.cursor.execute("INSERT INTO py_table VALUES ('text', '2024-02-29')")
        row = self.cursor.execute("SELECT a, b FROM py_table").fetchone()
        self.assertEqual(tuple(row), ("text", datetime.date(2024, 2, 29)))

    def test_two_cursors_read_side_by_side(self):
        other = self.connection.cursor()
        self.cursor.execute("VALUES (1), (2)")
        other.execute("VALUES (10), (20)")
        self.assertEqual([self.cursor.fetchval(), other.fetchval(), self.cursor.fetchval(), other.fetchval()], [1, 10, 2, 20])

    def test_a_cursor_is_used_again_after_an_error(self):
        with self.assertRaises(pyodbc.Error):
            self.cursor.execute("SELECT * FROM no_such_table")
        self.assertEqual(self.value("SELECT 5"), 5)


class Errors(Case):
    def test_a_broken_constraint_is_23000(self):
        name = self.table("a INTEGER UNIQUE NOT NULL")
        insert = f"INSERT INTO {name} VALUES (?)"
        self.cursor.execute(insert, 1)
        self.assert_state("23000", pyodbc.IntegrityError, self.cursor.execute, insert, 1)
        self.assert_state("23000", pyodbc.IntegrityError, self.cursor.execute, insert, None)

    def test_bad_syntax_is_42000(self):
        self.assert_state("42000", pyodbc.ProgrammingError, self.cursor.execute, "SELEC 1")

    def test_a_missing_table_is_42S02(self):
        self.assert_state("42S02", pyodbc.ProgrammingError, self.cursor.execute, "SELECT * FROM no_such_table")

    def test_a_table_that_is_there_already_is_42S01(self):
        name = self.table("a")
        self.assert_state("42S01", pyodbc.ProgrammingError, self.cursor.execute, f"CREATE TABLE {name} (a)")

    def test_a_missing_column_is_42S22(self):
        name = self.table("a")
        self.assert_state("42S22", pyodbc.ProgrammingError, self.cursor.execute, f"SELECT nope FROM {name}")

    def test_the_text_of_an_error_names_the_driver_and_what_was_wrong(self):
        with self.assertRaises(pyodbc.Error) as caught:
            self.cursor.execute("SELECT * FROM no_such_täble")
        self.assertIn("[Cloudflare D1 driver]", caught.exception.args[1])
        self.assertIn("no_such_täble", caught.exception.args[1])

    def test_too_few_parameters_are_refused(self):
        with self.assertRaises(pyodbc.ProgrammingError):
            self.cursor.execute("SELECT ?, ?", 1)


class Catalog(Case):
    def setUp(self):
        super().setUp()
        self.name = self.table("id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL, price DECIMAL(8, 2) DEFAULT 1", "py_goods")
        self.cursor.execute("DROP VIEW IF EXISTS py_goods_view")
        self.cursor.execute("CREATE VIEW py_goods_view AS SELECT name FROM py_goods")

    def test_tables_lists_tables_and_views(self):
        rows = self.cursor.tables(table="py_goods%").fetchall()
        found = [(row.table_cat, row.table_schem, row.table_name, row.table_type) for row in rows]
        self.assertEqual(found, [(None, None, "py_goods", "TABLE"), (None, None, "py_goods_view", "VIEW")])

    def test_tables_can_ask_for_one_type(self):
        rows = self.cursor.tables(table="py_goods%", tableType="VIEW").fetchall()
        self.assertEqual([row.table_name for row in rows], ["py_goods_view"])

    def test_columns_tells_each_column(self):
        rows = self.cursor.columns(table="py_goods").fetchall()
        found = [(row.column_name, row.data_type, row.column_size, row.ordinal_position, row.is_nullable) for row in rows]
        self.assertEqual([row[0] for row in found], ["id", "name", "price"])
        self.assertEqual([row[3] for row in found], [1, 2, 3])
        self.assertEqual(found[1][1:3] + found[1][4:], (pyodbc.SQL_WVARCHAR, 20, "NO"))
        self.assertEqual(found[2][1:3], (pyodbc.SQL_DECIMAL, 8))

    def test_type_info_lists_types_with_their_names(self):
        rows = self.cursor.getTypeInfo().fetchall()
        types = {row.data_type for row in rows}
        self.assertTrue({pyodbc.SQL_BIGINT, pyodbc.SQL_DOUBLE, pyodbc.SQL_LONGVARBINARY} <= types, types)
        one = self.cursor.getTypeInfo(pyodbc.SQL_BIGINT).fetchall()
        self.assertEqual({row.data_type for row in one}, {pyodbc.SQL_BIGINT})


if __name__ == "__main__":
    sys.exit(counting_runner.main())
