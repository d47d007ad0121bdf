# Owns: the goals, and the document that sets them beside what was measured. Never: measures.
from . import plot


class Goal:
    """One figure: what is wanted, how it is read from the results of its topic, when it is met."""

    def __init__(self, topic, text, wanted, value, shown, at_most=None, at_least=None):
        self.topic, self.text, self.wanted = topic, text, wanted
        self._value, self._shown, self._at_most, self._at_least = value, shown, at_most, at_least

    def row(self, results):
        value = self._value(results[self.topic])
        return f"| {self.text} | {self.wanted} | {self._shown.format(value)} | {self._verdict(value)} |"

    def _verdict(self, value):
        if self._at_most is not None:
            return "met" if value <= self._at_most else f"missed: {value / self._at_most:.2f} times the goal"
        return "met" if value >= self._at_least else f"missed: {value / self._at_least:.2f} of the goal"


def memory_ratio(part, key):
    def value(reading):
        found = next(one for one in reading["memory"] if one["part"] == part)
        return found[key] / found["body_bytes"]
    return value


def growth(lines, y):
    """The largest y divided by the smallest."""
    values = [line[y] for line in lines]
    return max(values) / min(values)


def processor_ratio(client):
    return lambda reading: reading["processor"][client]["cpu_ms"] / reading["processor"]["libsqliteodbc"]["cpu_ms"]


GOALS = [
    Goal("reading", "processor time, 100,000 rows × 8 columns, ÷ libsqliteodbc on a local file", "< 0.6",
         processor_ratio("d1"), "{:.2f}", at_most=0.6),
    Goal("reading", "the same with `Compression=no`", "< 0.6", processor_ratio("d1 plain"), "{:.2f}", at_most=0.6),
    Goal("reading", "wall time over 200 Mbit/s, uncompressed, ÷ curl", "< 1.15",
         lambda r: r["link"]["d1 plain"] / r["link"]["curl plain"], "{:.2f}", at_most=1.15),
    Goal("reading", "the same, both with gzip (curl does not inflate)", "< 1.15",
         lambda r: r["link"]["d1 gzip"] / r["link"]["curl gzip"], "{:.2f}", at_most=1.15),
    Goal("reading", "memory at most ÷ JSON body, numbers", "≤ 1.3", memory_ratio("numbers", "peak_bytes"), "{:.2f}", at_most=1.3),
    Goal("reading", "memory at most ÷ JSON body, texts", "≤ 1.3", memory_ratio("texts", "peak_bytes"), "{:.2f}", at_most=1.3),
    Goal("reading", "memory at most ÷ JSON body, all columns", "≤ 1.3", memory_ratio("all columns", "peak_bytes"), "{:.2f}",
         at_most=1.3),
    Goal("reading", "memory kept after close ÷ JSON body, all columns", "given back (≤ 0.1)",
         memory_ratio("all columns", "kept_bytes"), "{:.2f}", at_most=0.1),
    Goal("writing", "requests for 10,000 rows × 5 columns", "≤ 3", lambda w: w["requests"], "{}", at_most=3),
    Goal("writing", "one array ÷ 10,000 single rows, 50 ms away", "≥ 500 × faster",
         lambda w: w["far_single_ms"] * w["rows"] / w["far_array_ms"], "{:.0f} ×", at_least=500),
    Goal("writing", "one array ÷ the engine's own time for its `json_each` statement, no delay", "< 2",
         lambda w: w["array_ms"] / w["engine_ms"], "{:.2f}", at_most=2),
    Goal("writing", "requests to add 10,000 rows with SQLBulkOperations", "≤ 3", lambda w: w["added"]["requests"], "{}",
         at_most=3),
    Goal("small", "requests to connect and disconnect", "1", lambda s: s["connect_requests"], "{:g}", at_most=1),
    Goal("small", "requests of an execution", "1", lambda s: s["execute_requests"], "{:g}", at_most=1),
    Goal("small", "handshakes of a further connection", "0", lambda s: s["reconnect_handshakes"], "{:g}", at_most=0),
    Goal("small", "processor time of `SELECT ?+1` beyond the bare HTTPS exchange", "< 60 µs", lambda s: s["over_us"],
         "{:.0f} µs", at_most=60),
    Goal("many", "throughput of 8 threads ÷ one, one connection, 50 ms away", "≥ 5",
         lambda m: m["shared"]["per_second"] / m["one"]["per_second"], "{:.1f}", at_least=5),
    Goal("many", "the same with a connection each", "≥ 5", lambda m: m["own"]["per_second"] / m["one"]["per_second"], "{:.1f}",
         at_least=5),
    Goal("scale", "processor time of a row, largest ÷ smallest, 1,000 to 1,000,000 rows", "constant (≤ 1.5)",
         lambda s: growth(s["rows"], "cpu_us"), "{:.2f}", at_most=1.5),
    Goal("scale", "connecting and SQLColumns of all tables, cost of a table at 4,000 tables ÷ at 1,000", "linear (≤ 1.5)",
         lambda s: table_growth(s["tables"], lambda one: (one["connect_ms"] + one["columns_ms"]) / one["tables"], 1_000),
         "{:.2f}", at_most=1.5),
    Goal("scale", "six catalog functions for each table, cost of a table at 4,000 tables ÷ at 1,000", "linear (≤ 1.5)",
         lambda s: table_growth(s["tables"], lambda one: one["walk_ms"] / one["tables"], 1_000), "{:.2f}", at_most=1.5),
    Goal("scale", "SQLPrimaryKeys of one table, at 4,000 tables ÷ at 100", "constant (≤ 1.5)",
         lambda s: table_growth(s["tables"], lambda one: one["keys_ms"], 100), "{:.1f}", at_most=1.5),
]


def table_growth(tables, cost, from_count):
    """The cost with the most tables, divided by the cost with `from_count`."""
    by_count = {one["tables"]: cost(one) for one in tables}
    return by_count[max(by_count)] / by_count[from_count]


def markdown(results):
    """The document; a topic that was not measured is left out."""
    rows = [goal.row(results) for goal in GOALS if goal.topic in results]
    sections = [render(results) for name, render in SECTIONS.items() if name in results]
    return "\n".join([HEAD.format(**results["machine"]), "| Figure | Goal | Measured | |", "|---|---|---|---|", *rows, "",
                      *sections])


HEAD = """# How fast it is

Written by `tests/bench/run`, which measures everything here again: {date}, {processor}, {processors} processors, {system},
driver of commit {commit}. Load average at the end: {load} (what else runs on the machine disturbs wall times most).

Every figure is a ratio of things measured in the same run, and says nothing about another machine. The clients are processes of
their own, and processor time is theirs alone (getrusage, user and system). D1 is the real engine on loopback; where only
reading is measured, a small HTTPS server replays the engine's answers byte by byte, so that it takes no time of its own.
Delay and rate come from a proxy on loopback; 50 ms is the way there and back.

## Goals
"""


def reading_section(results):
    reading = results["reading"]
    lines = [f"## Reading\n\n{reading['rows']:,} rows, {reading['body_bytes']['plain'] / 1e6:.1f} MB of JSON, "
             f"{reading['body_bytes']['gzip'] / 1e6:.1f} MB with gzip; blocks of 1,000 rows, bound by column.\n",
             "| Client | processor time | wall time |", "|---|---|---|"]
    lines += [f"| {name} | {cost['cpu_ms']:.0f} ms | {cost['wall_ms']:.0f} ms |" for name, cost in reading["processor"].items()]
    lines += ["", "| Over 200 Mbit/s, connecting included | wall time |", "|---|---|"]
    lines += [f"| {name} | {time:.0f} ms |" for name, time in reading["link"].items()]
    lines += ["", "| Memory | JSON body | at most | after close |", "|---|---|---|---|"]
    lines += [f"| {one['part']} | {one['body_bytes'] / 1e6:.1f} MB | {one['peak_bytes'] / 1e6:.1f} MB | "
              f"{one['kept_bytes'] / 1e6:.1f} MB |" for one in reading["memory"]]
    return "\n".join([*lines, ""])


def writing_section(results):
    writing = results["writing"]
    return f"""## Writing

{writing['rows']:,} rows × 5 columns (2 integers, 1 real, 2 texts) into an empty table.

| | |
|---|---|
| one array of parameters, no delay | {writing['array_ms']:.0f} ms, {writing['array_cpu_ms']:.0f} ms of the client's processor |
| SQLBulkOperations(SQL_ADD) of one rowset, no delay | {writing['added']['wall_ms']:.0f} ms, {writing['added']['cpu_ms']:.0f} ms of the client's processor |
| the same rows in one `json_each` statement, sent by hand | {writing['engine_ms']:.0f} ms |
| one array of parameters, 50 ms away | {writing['far_array_ms']:.0f} ms |
| one row with one execution, 50 ms away | {writing['far_single_ms']:.1f} ms |
"""


def small_section(results):
    small = results["small"]
    return f"""## Small statements

| | processor time | wall time |
|---|---|---|
| `SELECT ?+1`, prepared once: execute, fetch, close | {small['statements_cpu_us']:.0f} µs | {small['statements_wall_us']:.0f} µs |
| the same bytes over a bare TLS socket | {small['exchanges_cpu_us']:.0f} µs | {small['exchanges_wall_us']:.0f} µs |

A further connection of the process costs {small['reconnect_requests']:g} requests and {small['reconnect_handshakes']:g} handshakes.
"""


def many_section(results):
    names = {"one": "1 thread", "shared": "8 threads, one connection", "own": "8 threads, a connection each"}
    lines = ["## Many at once\n", "`SELECT ?+1`, 50 ms away.\n", "| | statements a second | TLS handshakes, resumed ones |",
             "|---|---|---|"]
    lines += [f"| {text} | {results['many'][name]['per_second']:.0f} | {results['many'][name]['handshakes']}, "
              f"{results['many'][name]['resumed']} |" for name, text in names.items()]
    return "\n".join([*lines, ""])


def scale_section(results):
    scale = results["scale"]
    lines = ["## Scale\n", "![Cost of a row and of a table](scale.svg)\n",
             "| Rows | processor time of a row | wall time of a row | memory at most | after close | libsqliteodbc, processor time |",
             "|---|---|---|---|---|---|"]
    lines += [f"| {one['rows']:,} | {one['cpu_us']:.2f} µs | {one['wall_us']:.2f} µs | {one['peak_bytes'] / 1e6:.1f} MB | "
              f"{one['kept_bytes'] / 1e6:.1f} MB | {other['cpu_us']:.2f} µs |" for one, other in zip(scale["rows"], scale["sqlite_rows"])]
    lines += ["", "Processor time of the catalog, tables of 6 columns with an index:\n",
              "| Tables | connecting | SQLTables, all | SQLColumns, all | six functions for each table | SQLPrimaryKeys of one table |",
              "|---|---|---|---|---|---|"]
    lines += [f"| {one['tables']:,} | {one['connect_ms']:.1f} ms | {one['tables_ms']:.1f} ms | {one['columns_ms']:.1f} ms | "
              f"{one['walk_ms']:.1f} ms | {one['keys_ms']:.2f} ms |" for one in scale["tables"]]
    return "\n".join([*lines, ""])


def others_section(results):
    own = results["others"][0]["checksum"]
    lines = ["## Beside others\n",
             "100,000 rows × 8 columns read (execute and fetch), 10,000 rows × 5 columns inserted. The Python client works as the\n"
             "dialect sqlalchemy-cloudflare-d1 does, one request a row when it inserts (extrapolated); httpx sends head and body of a\n"
             "request apart (Debian 12: 0.23), and the server's delayed acknowledgement costs it 40 ms. The local databases insert arrays of\n"
             "1,000 rows in one transaction. Same values: every bit of every cell; libsqliteodbc rounds reals of more than 15 digits.\n",
             "| Client | read, wall | read, processor | same values | insert, wall | insert, processor |",
             "|---|---|---|---|---|---|"]
    for one in results["others"]:
        same = {own: "yes", None: ""}.get(one["checksum"], "no")
        lines.append(f"| {one['client']} | {one['read_wall_ms']:,.0f} ms | {one['read_cpu_ms']:.0f} ms | {same} | "
                     f"{one['write_wall_ms']:,.0f} ms | {one['write_cpu_ms']:,.0f} ms |")
    return "\n".join([*lines, ""])


SECTIONS = {"reading": reading_section, "writing": writing_section, "small": small_section, "many": many_section,
            "scale": scale_section, "others": others_section}


def scale_svg(scale):
    """The plot of the curves."""
    def line(name, costs, x, y):
        return name, [(one[x], one[y]) for one in costs]
    per_table = [{"tables": one["tables"], "connect": one["connect_ms"] * 1000 / one["tables"],
                  "columns": one["columns_ms"] * 1000 / one["tables"]} for one in scale["tables"]]
    return plot.draw([
        {"title": "Reading: processor time of a row", "x": "rows of the result", "y": "µs a row",
         "lines": [line("d1odbc", scale["rows"], "rows", "cpu_us"),
                   line("libsqliteodbc", scale["sqlite_rows"], "rows", "cpu_us")]},
        {"title": "Catalog: processor time of a table", "x": "tables of the database", "y": "µs a table",
         "lines": [line("connecting", per_table, "tables", "connect"), line("SQLColumns", per_table, "tables", "columns")]}])
