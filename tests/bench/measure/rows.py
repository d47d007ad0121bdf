# Owns: the rows that are read, the same in D1, in a SQLite file and in PostgreSQL. Never: measures.
import csv
import os
import shutil
import socket
import sqlite3
import subprocess
import tempfile
import time
from pathlib import Path

COLUMNS = [("id", "INTEGER PRIMARY KEY"), ("quantity", "INTEGER"), ("sold_at", "INTEGER"), ("price", "REAL"),
           ("ratio", "REAL"), ("customer", "TEXT"), ("city", "TEXT"), ("note", "TEXT")]
KINDS = "iiirrttt"
POSTGRES_TYPES = {"INTEGER PRIMARY KEY": "bigint PRIMARY KEY", "INTEGER": "bigint", "REAL": "double precision",
                  "TEXT": "varchar(63)"}
CREATE = "CREATE TABLE sales ({})".format(", ".join(f"{name} {kind}" for name, kind in COLUMNS))
LARGEST = 1_000_000

# Values that depend on n only: small and large integers, prices with cents, a real of 16 digits, texts that repeat and
# texts that do not, some with characters beyond ASCII and some with quotes.
FILL = """INSERT INTO sales
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {rows})
SELECT n, n * 7919 % 1000, 1700000000 + n * 61, n * 104729 % 1000000 / 100.0, n * 2654435761 % 4294967296 / 4294967291.0,
  printf('customer %06d', n * 31 % 1000003),
  CASE n % 4 WHEN 0 THEN 'Amsterdam' WHEN 1 THEN 'São Paulo' WHEN 2 THEN 'Lisbon' ELSE 'Nairobi' END,
  CASE WHEN n % 50 = 0 THEN printf('the customer said "later", %d', n) ELSE printf('order number %d of this week', n % 9973) END
FROM numbers"""


def select(rows, columns=None):
    """The query that gives the first `rows` rows."""
    return f"SELECT {', '.join(columns or [name for name, _ in COLUMNS])} FROM sales WHERE id <= {rows}"


def fill_d1(place, rows):
    place.ask("DROP TABLE IF EXISTS sales")
    place.ask(CREATE)
    place.ask(FILL.format(rows=rows))


def sqlite_file(path, rows):
    """A SQLite database with the rows; returns its connection string for libsqliteodbc."""
    Path(path).unlink(missing_ok=True)
    with sqlite3.connect(path) as connection:
        connection.execute(CREATE)
        connection.execute(FILL.format(rows=rows))
    connection.close()
    return sqlite_string(path)


def sqlite_string(path):
    # BigInt: 64-bit integers as such; without it the driver calls them 32-bit ones.
    return f"Driver=libsqlite3odbc.so;Database={path};BigInt=1;"


class Postgres:
    """A private PostgreSQL server on loopback with the rows of a SQLite file; it ends with `stop`."""

    def __init__(self, sqlite_path):
        self.folder = Path(tempfile.mkdtemp(prefix="d1-bench-postgres-"))
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        self._tool("initdb", "-D", self.folder / "data", "-U", "bench", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1"
        self._tool("pg_ctl", "-D", self.folder / "data", "-l", self.folder / "log", "-w", "-o", options, "start")
        self._load(sqlite_path)

    def _tool(self, name, *parameters):
        tool = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))[-1]
        user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        subprocess.run([*user, tool, *map(str, parameters)], check=True, stdout=subprocess.DEVNULL, cwd=self.folder)

    def _sql(self, sql):
        subprocess.run(["psql", "-q", "-h", "127.0.0.1", "-p", str(self.port), "-U", "bench", "-d", "postgres", "-c", sql],
                       check=True)

    def _load(self, sqlite_path):
        columns = ", ".join(f"{name} {POSTGRES_TYPES[kind]}" for name, kind in COLUMNS)
        self._sql(f"CREATE TABLE sales ({columns})")
        rows = self.folder / "rows.csv"
        with sqlite3.connect(sqlite_path) as connection, open(rows, "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(connection.execute("SELECT * FROM sales"))
        self._sql(f"\\copy sales FROM '{rows}' CSV")
        self._sql("ANALYZE sales")
        rows.unlink()

    def connection_string(self):
        # UseDeclareFetch=0, its default: the whole result is fetched at once, as by the others here.
        return f"Driver=psqlodbcw.so;Server=127.0.0.1;Port={self.port};Database=postgres;UID=bench;"

    def stop(self):
        self._tool("pg_ctl", "-D", self.folder / "data", "-m", "fast", "-w", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)
