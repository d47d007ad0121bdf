# Owns: the curves: cost of a row by the number of rows, cost of a table by the number of tables. Never: draws them.
from statistics import median

from . import rows
from .processes import bench

ROW_COUNTS = [1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000]
TABLE_COUNTS = [10, 30, 100, 300, 1_000, 2_000, 4_000]
TABLES_IN_A_BATCH = 100
TABLE = ("CREATE TABLE bench_{0:05} (id INTEGER PRIMARY KEY, name VARCHAR(40) NOT NULL, amount DECIMAL(10,2), added DATE, "
         "parent INTEGER REFERENCES bench_{0:05}(id), note TEXT)")
INDEX = "CREATE INDEX bench_{0:05}_by_name ON bench_{0:05}(name)"


def measure(d1, sqlite_string):
    string = d1.place(d1.replay).connection_string()
    return {"rows": [row_cost(string, count) for count in ROW_COUNTS],
            "sqlite_rows": [row_cost(sqlite_string, count) for count in ROW_COUNTS],
            "tables": table_costs(d1)}


def row_cost(string, count):
    """Processor and wall microseconds a row, median of some executions after the first."""
    times = max(3, min(100, ROW_COUNTS[-1] // count))
    run = bench("reading", connection=string, sql=rows.select(count), kinds=rows.KINDS, times=times, verify=0, warm=1)
    return {"rows": count, "cpu_us": median(one["cpu_ms"] for one in run["executions"]) * 1000 / count,
            "wall_us": median(one["wall_ms"] for one in run["executions"]) * 1000 / count,
            "peak_bytes": run["peak_bytes"], "kept_bytes": run["kept_bytes"]}


def table_costs(d1):
    """Processor milliseconds of connecting and of listing everything, with more and more tables."""
    place = d1.place(d1.engine, database="catalog")
    made, costs = 0, []
    for count in TABLE_COUNTS:
        while made < count:
            upto = min(count, made + TABLES_IN_A_BATCH)
            place.ask([text.format(number) for number in range(made, upto) for text in (TABLE, INDEX)])
            made = upto
        run = bench("catalog", connection=place.connection_string(), table="bench_00003", prefix="bench_", tables=count, times=3)
        listed = {name: run[name]["cost"]["cpu_ms"] for name in ("tables", "columns", "walk", "keys")}
        if run["columns"]["rows"] != count * 6:
            raise RuntimeError(f"SQLColumns gave {run['columns']['rows']} rows for {count} tables of 6 columns")
        costs.append({"tables": count, "connect_ms": run["connect"]["cpu_ms"], **{f"{k}_ms": v for k, v in listed.items()}})
    return costs
