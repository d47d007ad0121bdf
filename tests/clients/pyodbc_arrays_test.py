#!/usr/bin/python3
"""Owns: pyodbc's executemany, with fast_executemany on and off: what each kind of value becomes in the database.
Never: starts a server or writes ODBC configuration (tests/run does). Needs D1_TEST_DSN and the lines of --env-out."""
import datetime
import decimal
import sys

import pyodbc

import counting_runner
from pyodbc_test import DSN, FLOATS, TEXTS, WIDE_INTEGERS, Case

# declared type, the values of one column, what typeof() says of each that is not None
KINDS = {
    "integers": ("INTEGER", [*WIDE_INTEGERS, None], "integer"),
    "small integers": ("SMALLINT", [0, 1, -1, None, 32767, -32768], "integer"),
    "reals": ("DOUBLE", [*FLOATS, None], "real"),
    "texts": ("TEXT", [*TEXTS, None], "text"),
    "texts of a declared length": ("VARCHAR(20)", ["", "twenty characters   ", None, "東" * 20], "text"),
    "long texts": ("TEXT", ["x" * 65_535, "short", None, "東" * 60_000, "😀" * 30_000], "text"),
    "bytes": ("BLOB", [b"", b"\0\xff", None, bytes(range(255)) * 257], "blob"),
    "dates": ("DATE", [datetime.date(2024, 2, 29), None, datetime.date(1, 1, 1), datetime.date(9999, 12, 31)], "text"),
    "times": ("TIME", [datetime.time(23, 59, 58), None, datetime.time(0, 0)], "text"),
    "date-times": ("DATETIME", [datetime.datetime(1999, 12, 31, 1, 2, 3, 456000), None, datetime.datetime(2024, 1, 1)], "text"),
    "truths": ("BOOLEAN", [True, False, None], "integer"),
    "decimals": ("DECIMAL(12, 4)", [decimal.Decimal("12.5"), None, decimal.Decimal("-99999999.9999"), decimal.Decimal("0.25")], "real"),
}


class Arrays(Case):
    def written(self, name, rows, fast):
        """Writes (number, value) rows, and returns the values with their storage classes in the order of the numbers."""
        self.cursor.execute(f"DELETE FROM {name}")
        self.cursor.fast_executemany = fast
        self.cursor.executemany(f"INSERT INTO {name} (n, v) VALUES (?, ?)", list(enumerate(rows)))
        got = self.cursor.execute(f"SELECT v, typeof(v) FROM {name} ORDER BY n").fetchall()
        return [row[0] for row in got], [row[1] for row in got]

    def test_every_kind_of_value_comes_back(self):
        for kind, (declared, values, storage) in KINDS.items():
            name = self.table(f"n INTEGER PRIMARY KEY, v {declared}")
            for fast in (False, True):
                with self.subTest(kind=kind, fast_executemany=fast):
                    got, classes = self.written(name, values, fast)
                    self.assertEqual(got, values)
                    self.assertEqual(classes, ["null" if value is None else storage for value in values])

    def test_the_first_row_may_be_null(self):
        for declared, value in [("INTEGER", 2**53 + 1), ("DOUBLE", 0.1), ("TEXT", "東" * 300), ("BLOB", b"\0" * 300),
                                ("DATE", datetime.date(2024, 2, 29)), ("DATETIME", datetime.datetime(2024, 2, 29, 1, 2, 3))]:
            name = self.table(f"n INTEGER PRIMARY KEY, v {declared}")
            for fast in (False, True):
                with self.subTest(declared=declared, fast_executemany=fast):
                    self.assertEqual(self.written(name, [None, value, None], fast)[0], [None, value, None])

    def test_what_is_longer_than_its_parameter_was_described_is_refused_whole_and_LongSize_makes_room(self):
        for declared, values in [("VARCHAR(20)", ["short", "x" * 21]), ("TEXT", ["short", "東" * 70_000]), ("BLOB", [b"short", bytes(70_000)])]:
            name = self.table(f"n INTEGER PRIMARY KEY, v {declared}")
            with self.subTest(declared=declared):
                self.assertEqual(self.written(name, values, False)[0], values)
                with self.assertRaisesRegex(pyodbc.ProgrammingError, "right truncation"):
                    self.written(name, values, True)
                self.assertEqual(self.value(f"SELECT count(*) FROM {name}"), 0)
        with pyodbc.connect(f"DSN={DSN};LongSize=100000", autocommit=True) as connection:
            self.cursor = connection.cursor()
            self.assertEqual(self.written(name, values, True)[0], values)

    def test_a_column_without_a_type_takes_another_type_in_each_row(self):
        name = self.table("n INTEGER PRIMARY KEY, v")
        rows = [2**53 + 1, "text", None, 0.1, -7, "東京", ""]
        self.written(name, rows, False)
        stored = self.cursor.execute(f"SELECT typeof(v) FROM {name} ORDER BY n").fetchall()
        self.assertEqual([row[0] for row in stored], ["integer", "text", "null", "real", "integer", "text", "text"])
        # fast_executemany takes the described type of the column for all rows, and that is text.
        got, classes = self.written(name, rows, True)
        self.assertEqual(got, [None if value is None else str(value) for value in rows])
        self.assertEqual(set(classes), {"text", "null"})

    def test_an_update_and_a_delete_take_arrays(self):
        name = self.table("n INTEGER PRIMARY KEY, v TEXT")
        for fast in (False, True):
            with self.subTest(fast_executemany=fast):
                self.written(name, ["a", "b", "c", "d"], fast)
                self.cursor.executemany(f"UPDATE {name} SET v = ? WHERE n = ?", [("A", 0), ("C", 2)])
                self.cursor.executemany(f"DELETE FROM {name} WHERE n = ?", [(1,), (3,)])
                self.assertEqual([tuple(row) for row in self.cursor.execute(f"SELECT * FROM {name} ORDER BY n")], [(0, "A"), (2, "C")])

    def test_a_row_that_breaks_a_constraint_is_23000_and_with_arrays_nothing_is_written(self):
        name = self.table("n INTEGER PRIMARY KEY, v TEXT NOT NULL")
        self.cursor.fast_executemany = True
        rows = [(1, "a"), (2, None), (3, "c")]
        self.assert_state("23000", pyodbc.IntegrityError, self.cursor.executemany, f"INSERT INTO {name} VALUES (?, ?)", rows)
        self.assertEqual(self.value(f"SELECT count(*) FROM {name}"), 0)

    def test_many_rows_are_all_there(self):
        name = self.table("n INTEGER PRIMARY KEY, v DOUBLE, t VARCHAR(40), d DATE, b BLOB")
        rows = [(number, number / 7, f"row {number}", datetime.date(2000, 1, 1) + datetime.timedelta(number), bytes([number % 256] * 3)) for number in range(2000)]
        self.cursor.fast_executemany = True
        self.cursor.executemany(f"INSERT INTO {name} VALUES (?, ?, ?, ?, ?)", rows)
        self.assertEqual([tuple(row) for row in self.cursor.execute(f"SELECT * FROM {name} ORDER BY n")], rows)


if __name__ == "__main__":
    sys.exit(counting_runner.main())
