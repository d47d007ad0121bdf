# Owns: the figures of inserting 10,000 rows: requests, wall time with and without delay. Never: goals.
import json
from statistics import median

from .processes import bench, slow_link

ROWS = 10_000
SINGLES = 200
RUNS = 5
DELAY_MS = 50
KINDS = "itrit"
PREPARE = "DROP TABLE IF EXISTS written|CREATE TABLE written (a INTEGER, b TEXT, c REAL, d INTEGER, e TEXT)"
INSERT = "INSERT INTO written (a, b, c, d, e) VALUES (?, ?, ?, ?, ?)"
SELECT = "SELECT a, b, c, d, e FROM written"
# The statement that the goal names: one bound value for all rows.
JSON_INSERT = ("INSERT INTO written (a, b, c, d, e) SELECT value->>0, value->>1, value->>2, value->>3, value->>4 "
               "FROM json_each(?) WHERE true")


def insert(string, rows, array, **more):
    """Inserts through ODBC into a new table; the Cost and what SQLRowCount told."""
    run = bench("writing", connection=string, prepare=PREPARE, insert=INSERT, kinds=KINDS, rows=rows, array=array, **more)
    if run["row_count"] != rows:
        raise RuntimeError(f"SQLRowCount told {run['row_count']} of {rows} rows")
    return run["cost"]


def add(string, rows):
    """Adds rows through a cursor on a new table, in one call of SQLBulkOperations; its Cost."""
    run = bench("adding", connection=string, prepare=PREPARE, select=SELECT, kinds=KINDS, rows=rows, array=ROWS)
    if run["added"] != rows:
        raise RuntimeError(f"{run['added']} of {rows} rows were added")
    return run["cost"]


def values(number):
    """The row that the program binds for this number."""
    plain = [number + 1_000_000 * salt for salt in range(5)]
    return [plain[0], f"text of row {plain[1]}", plain[2] / 7, plain[3], f"text of row {plain[4]}"]


def measure(d1):
    direct = d1.place(d1.engine)
    link = slow_link(d1.engine, delay_ms=DELAY_MS)
    far = d1.place(d1.engine, link=link)
    text = direct.connection_string()
    result = {"rows": ROWS, "requests": requests(d1, lambda rows: insert(text, rows, ROWS)),
              "added": {"requests": requests(d1, lambda rows: add(text, rows))}}
    result["far_array_ms"] = median(insert(far.connection_string(), ROWS, ROWS)["wall_ms"] for _ in range(RUNS))
    result["far_single_ms"] = insert(far.connection_string(), SINGLES, 1)["wall_ms"] / SINGLES
    link.stop()
    result.update(without_delay(direct))
    result["added"].update(adding_without_delay(text))
    return result


def requests(d1, write):
    """Requests of the 10,000 rows alone; `write` writes as many rows as it is told."""
    counts = []
    for rows in (0, ROWS):
        d1.engine.control("/__test/reset", "POST")
        write(rows)
        counts.append(d1.engine.control("/__test/counters")["requests"])
    return counts[1] - counts[0]


def without_delay(place):
    """The array through ODBC and the engine's own statement, in turns."""
    data = json.dumps([values(number) for number in range(ROWS)], separators=(",", ":"))
    through_odbc, by_engine = [], []
    for _ in range(RUNS):
        through_odbc.append(insert(place.connection_string(), ROWS, ROWS))
        for sql in PREPARE.split("|"):
            place.ask(sql)
        by_engine.append(place.ask(JSON_INSERT, [data])[1])
    return {"array_ms": median(cost["wall_ms"] for cost in through_odbc),
            "array_cpu_ms": median(cost["cpu_ms"] for cost in through_odbc), "engine_ms": median(by_engine)}


def adding_without_delay(string):
    """The same rows through SQLBulkOperations."""
    costs = [add(string, ROWS) for _ in range(RUNS)]
    return {"wall_ms": median(cost["wall_ms"] for cost in costs), "cpu_ms": median(cost["cpu_ms"] for cost in costs)}
