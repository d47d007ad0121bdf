# Owns: the figures of reading 100,000 rows: processor time, wall time through a limited link, memory. Never: goals.
from statistics import median

from . import rows
from .processes import bench, slow_link

ROWS = 100_000
RUNS = 5
LINK_KILOBITS = 200_000
# name     columns                             kinds
PARTS = [("numbers", ["id", "quantity", "sold_at", "price", "ratio"], "iiirr"),
         ("texts", ["customer", "city", "note"], "ttt"),
         ("all columns", None, rows.KINDS)]


def measure(d1, sqlite_string):
    """Everything of this topic; `d1` holds the rows already."""
    result = {"rows": ROWS, "body_bytes": body_bytes(d1, rows.select(ROWS))}
    result["processor"] = processor_times(d1, sqlite_string)
    result["link"] = link_times(d1)
    result["memory"] = [memory(d1, *part) for part in PARTS]
    return result


def body_bytes(d1, sql):
    """Length of the uncompressed answer to `sql`."""
    place = d1.place(d1.replay)
    d1.replay.control("/forget", "POST")
    place.curl(sql, compressed=True)
    return d1.replay.control("/sizes")[0]


def processor_times(d1, sqlite_string):
    """Milliseconds of processor time per execution, median; the clients take turns."""
    place = d1.place(d1.replay)
    clients = {"d1": place.connection_string(), "d1 plain": place.connection_string("Compression=no"),
               "libsqliteodbc": sqlite_string, "libsqliteodbc StepAPI": sqlite_string + "StepAPI=1;"}
    seen = {name: [] for name in clients}
    checksums = {}
    for _ in range(RUNS):
        for name, string in clients.items():
            run = bench("reading", connection=string, sql=rows.select(ROWS), kinds=rows.KINDS, times=2)
            seen[name] += run["executions"]
            checksums[name] = run["checksum"]
    if checksums["d1"] != checksums["d1 plain"]:
        raise RuntimeError(f"The rows depend on the compression: {checksums}")
    return {name: {**{key: median(one[key] for one in runs) for key in ("cpu_ms", "wall_ms")}, "checksum": checksums[name]}
            for name, runs in seen.items()}


def link_times(d1):
    """Milliseconds from connecting to the last row, and curl's for the same body, median of alternating runs."""
    link = slow_link(d1.replay, kilobits=LINK_KILOBITS)
    place = d1.place(d1.replay, link=link)
    seen = {}
    for compressed in (False, True):
        string = place.connection_string(f"Compression={'yes' if compressed else 'no'}")
        for _ in range(RUNS):
            run = bench("reading", connection=string, sql=rows.select(ROWS), kinds=rows.KINDS, times=0, verify=0)
            name = "gzip" if compressed else "plain"
            seen.setdefault(f"d1 {name}", []).append(run["connect"]["wall_ms"] + run["first"]["wall_ms"])
            seen.setdefault(f"curl {name}", []).append(place.curl(rows.select(ROWS), compressed) * 1000)
    link.stop()
    return {name: median(times) for name, times in seen.items()}


def memory(d1, name, columns, kinds):
    """Bytes that a result adds at most and that stay when it is closed, beside the length of its JSON."""
    sql = rows.select(ROWS, columns)
    body = body_bytes(d1, sql)["plain"]
    run = bench("reading", connection=d1.place(d1.replay).connection_string(), sql=sql, kinds=kinds, times=0, verify=0,
                warm=1)
    return {"part": name, "body_bytes": body, "peak_bytes": run["peak_bytes"], "kept_bytes": run["kept_bytes"]}
