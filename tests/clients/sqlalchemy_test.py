#!/usr/bin/python3
"""Owns: what SQLAlchemy's sqlite dialect reads of a schema with its own SQL through pyodbc and the driver, compared with
the same dialect on a local SQLite file of the same DDL. Never: starts a server or writes ODBC configuration (tests/run
does). Needs D1_TEST_DSN."""
import datetime
import decimal
import os
import sqlite3
import sys
import unittest
import warnings

import pyodbc
import sqlalchemy
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.sqlite.base import SQLiteDialect
from sqlalchemy.pool import StaticPool

import counting_runner

DSN = os.environ["D1_TEST_DSN"]
TABLES = 200
REFLECTED = 50
FIRST_NAMES = ["sa_0", 'sa "quoted" 1', "sa größe 東 2", "sa_select"]


class PyodbcOfSqlite:
    """The module pyodbc, as the sqlite dialect wants a DBAPI: with SQLite's version, which D1 does not tell."""
    sqlite_version_info = sqlite3.sqlite_version_info
    sqlite_version = sqlite3.sqlite_version

    def __getattr__(self, name):
        return getattr(pyodbc, name)


def as_pyodbc_gives_it(kind):
    """A type of the dialect without its conversion from text: pyodbc has dates and times."""
    return type(kind.__name__, (kind,), {"bind_processor": lambda *_: None, "result_processor": lambda *_: None})


class D1Dialect(SQLiteDialect):
    """The sqlite dialect over pyodbc."""
    colspecs = {
        **SQLiteDialect.colspecs,
        sqlalchemy.types.Date: as_pyodbc_gives_it(sqlite.DATE),
        sqlalchemy.types.DateTime: as_pyodbc_gives_it(sqlite.DATETIME),
    }
    driver = "pyodbc"
    default_paramstyle = "qmark"
    supports_statement_cache = True

    @classmethod
    def dbapi(cls):
        return PyodbcOfSqlite()

    import_dbapi = dbapi

    def _get_server_version_info(self, connection):
        return sqlite3.sqlite_version_info

    def get_isolation_level(self, dbapi_connection):
        return "SERIALIZABLE"  # PRAGMA read_uncommitted is not allowed in D1

    def on_connect(self):
        return None

    def is_disconnect(self, e, connection, cursor):
        return isinstance(e, pyodbc.Error) and e.args[0] in ("08S01", "08003")


sqlalchemy.dialects.registry.register("sqlite.d1test", __name__, "D1Dialect")


def name_of(number):
    return FIRST_NAMES[number] if number < len(FIRST_NAMES) else f"sa_{number}"


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


def ddl():
    """Statements for 200 tables: keys of one and two columns, rowid and WITHOUT ROWID, STRICT, foreign keys of every
    rule, unique and check constraints, defaults, generated columns, indexes; and views."""
    for number in range(TABLES):
        name = name_of(number)
        earlier = quoted(name_of(number * number // 3 % (number - 1))) if number > 8 else None
        key = ["id INTEGER PRIMARY KEY", "id INTEGER PRIMARY KEY AUTOINCREMENT", "id VARCHAR(20) NOT NULL PRIMARY KEY"][number % 3]
        columns = [key, "name VARCHAR(30) NOT NULL DEFAULT 'it''s'", "price DECIMAL(10, 2) DEFAULT 1.5", "made DATETIME DEFAULT CURRENT_TIMESTAMP",
                   "day DATE", "data BLOB", "real DOUBLE", "flag BOOLEAN", "big BIGINT", "\"odd \"\"name\" BIGINT", "free"]
        if number % 5 == 1:
            columns += ["twice INTEGER GENERATED ALWAYS AS (price * 2) VIRTUAL", "thrice INTEGER AS (price * 3) STORED"]
        if number % 4 == 1:
            columns.append(f"CONSTRAINT uq_{number} UNIQUE (name, day)")
        if number % 4 == 2:
            columns.append(f"CONSTRAINT ck_{number} CHECK (price > 0)")
        if number % 6 == 4:
            columns.append("UNIQUE (flag)")
        if earlier and number % 3 != 2:
            rule = ["", " ON DELETE CASCADE", " ON UPDATE SET NULL ON DELETE RESTRICT", " DEFERRABLE INITIALLY DEFERRED"][number % 4]
            columns.append(f"CONSTRAINT fk_{number} FOREIGN KEY (big) REFERENCES {earlier} (id){rule}")
        suffix = " WITHOUT ROWID" if number % 3 == 2 else ""
        yield f"CREATE TABLE {quoted(name)} ({', '.join(columns)}){suffix}"
        if number % 2:
            yield f"CREATE INDEX sa_ix_{number} ON {quoted(name)} (name, price)"
        if number % 7 == 3:
            yield f"CREATE UNIQUE INDEX sa_ux_{number} ON {quoted(name)} (day) WHERE day IS NOT NULL"
    yield "CREATE TABLE sa_pair (a INTEGER NOT NULL, b VARCHAR(5) NOT NULL, c, PRIMARY KEY (b, a))"
    yield "CREATE TABLE sa_of_pair (x VARCHAR(5), y INTEGER, FOREIGN KEY (x, y) REFERENCES sa_pair (b, a))"
    yield "CREATE TABLE sa_strict (id INTEGER PRIMARY KEY, t TEXT NOT NULL, r REAL, b BLOB, a ANY) STRICT"
    yield "CREATE VIEW sa_view AS SELECT id, name AS \"the name\", price * 2 FROM sa_0"


def tables_reflected():
    return [name_of(number) for number in range(REFLECTED - 3)] + ["sa_pair", "sa_of_pair", "sa_strict"]


def told(inspector, name):
    """Everything the inspector says of one table, in a form that compares."""
    def comparable(rows):
        return sorted(repr(dict(sorted(row.items()))) for row in rows)

    def conditions(index):
        return {**index, "dialect_options": {key: str(value) for key, value in index.get("dialect_options", {}).items()}}

    return {
        "columns": [repr(column) for column in inspector.get_columns(name)],
        "primary key": inspector.get_pk_constraint(name),
        "foreign keys": comparable(inspector.get_foreign_keys(name)),
        "indexes": comparable(map(conditions, inspector.get_indexes(name))),
        "unique constraints": comparable(inspector.get_unique_constraints(name)),
        "check constraints": comparable(inspector.get_check_constraints(name)),
    }


class Reflection(unittest.TestCase):
    maxDiff = 2000

    def setUp(self):
        # Of Decimals as floats, which the dialect says of any SQLite, and of what SQLAlchemy 2 will leave out.
        warnings.simplefilter("ignore", sqlalchemy.exc.SADeprecationWarning)
        warnings.simplefilter("ignore", sqlalchemy.exc.SAWarning)

    @classmethod
    def setUpClass(cls):
        cls.connection = pyodbc.connect(f"DSN={DSN}", autocommit=True)
        cls.tearDownTables()
        statements = list(ddl())
        cls.connection.execute(";".join(statements))
        local = sqlite3.connect(":memory:")
        local.executescript(";".join(statements))
        cls.d1 = sqlalchemy.create_engine("sqlite+d1test://", creator=lambda: cls.connection, poolclass=StaticPool)
        cls.local = sqlalchemy.create_engine("sqlite://", creator=lambda: local, poolclass=StaticPool)

    @classmethod
    def tearDownTables(cls):
        rows = cls.connection.execute("SELECT type, name FROM sqlite_master WHERE name LIKE 'sa\\_%' ESCAPE '\\' OR name LIKE 'sa %'"
                                      " AND type IN ('table', 'view') ORDER BY rowid DESC").fetchall()
        drops = [f"DROP {kind} {quoted(name)}" for kind, name in rows if kind in ("table", "view")]
        if drops:
            cls.connection.execute(";".join(drops))

    @classmethod
    def tearDownClass(cls):
        cls.tearDownTables()
        cls.connection.close()

    def test_tables_and_views_are_those_of_a_local_sqlite(self):
        d1, local = sqlalchemy.inspect(self.d1), sqlalchemy.inspect(self.local)
        ours = [name for name in d1.get_table_names() if name.startswith("sa")]
        self.assertEqual(ours, [name for name in local.get_table_names() if name.startswith("sa")])
        self.assertGreater(len(ours), TABLES)
        self.assertIn("sa_view", d1.get_view_names())
        self.assertEqual(d1.get_view_definition("sa_view"), local.get_view_definition("sa_view"))
        self.assertTrue(d1.has_table("sa_0"))

    def test_each_table_is_reflected_as_from_a_local_sqlite(self):
        d1, local = sqlalchemy.inspect(self.d1), sqlalchemy.inspect(self.local)
        for name in tables_reflected():
            with self.subTest(table=name):
                self.assertEqual(told(d1, name), told(local, name))
        self.assertEqual(told(d1, "sa_view")["columns"], told(local, "sa_view")["columns"])

    def test_a_reflected_table_writes_and_reads_values(self):
        table = sqlalchemy.Table("sa_0", sqlalchemy.MetaData(), autoload_with=self.d1)
        row = {"id": 2**53 + 1, "name": "東京", "price": decimal.Decimal("12.25"), "made": datetime.datetime(2024, 2, 29, 12, 30, 1, 250000),
               "day": datetime.date(2024, 2, 29), "data": b"\0\xff", "real": 0.1, "flag": True, "big": -2**62 - 1,
               'odd "name': None, "free": None}
        with self.d1.connect() as connection:
            connection.execute(table.insert().values(**row))
            got = connection.execute(sqlalchemy.select(table).where(table.c.name == "東京")).one()
            self.assertEqual(dict(got._mapping), row)
            self.assertEqual(connection.execute(table.update().values(name="Zürich")).rowcount, 1)
            self.assertEqual(connection.execute(table.delete()).rowcount, 1)


if __name__ == "__main__":
    sys.exit(counting_runner.main())
