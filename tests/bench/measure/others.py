# Owns: the same work by other clients: 100,000 rows read, 10,000 rows inserted. Never: goals.
import json
import subprocess
from statistics import median

from . import rows, writing
from .processes import BENCH, bench, slow_link

READ = 100_000
RUNS = 3
DELAY_MS = 50
KILOBITS = 200_000
LOCAL_ARRAY = 1000  # rows of one execution for the local databases, all in one transaction
FAR_SINGLES = 100  # rows that the client without arrays inserts; the rest is extrapolated
NEAR_SINGLES = 1000


def measure(d1, sqlite_string, postgres_string):
    far_replay = slow_link(d1.replay, delay_ms=DELAY_MS, kilobits=KILOBITS)
    far_engine = slow_link(d1.engine, delay_ms=DELAY_MS, kilobits=KILOBITS)
    clients = [
        D1Odbc("d1odbc, 50 ms away, 200 Mbit/s", d1.place(d1.replay, link=far_replay), d1.place(d1.engine, link=far_engine)),
        D1Odbc("d1odbc, on loopback", d1.place(d1.replay), d1.place(d1.engine)),
        Httpx("httpx as sqlalchemy-cloudflare-d1, 50 ms away, 200 Mbit/s", d1.place(d1.replay, link=far_replay),
              d1.place(d1.engine, link=far_engine), FAR_SINGLES),
        Httpx("httpx as sqlalchemy-cloudflare-d1, on loopback", d1.place(d1.replay), d1.place(d1.engine), NEAR_SINGLES),
        Local("libsqliteodbc, local file", sqlite_string),
        Local("psqlodbc, PostgreSQL on loopback", postgres_string)]
    read = {client.name: [] for client in clients}
    written = {client.name: [] for client in clients}
    for _ in range(RUNS):
        for client in clients:
            read[client.name].append(client.read())
            written[client.name].append(client.write())
    for link in (far_replay, far_engine):
        link.stop()
    return [{"client": name, **summary("read", read[name]), **summary("write", written[name])} for name in read]


def summary(action, costs):
    return {f"{action}_{kind}": median(cost[kind] for cost in costs) for kind in ("wall_ms", "cpu_ms")}


class D1Odbc:
    def __init__(self, name, reading, writing_place):
        self.name = name
        self._read, self._write = reading.connection_string(), writing_place.connection_string()

    def read(self):
        return last_execution(self._read)

    def write(self):
        return writing.insert(self._write, writing.ROWS, writing.ROWS)


class Local:
    def __init__(self, name, string):
        self.name = name
        self._string = string

    def read(self):
        return last_execution(self._string)

    def write(self):
        prepare = writing.PREPARE.replace("c REAL", "c DOUBLE PRECISION")
        if "sqlite" not in self._string:
            prepare = prepare.replace("INTEGER", "BIGINT")
        return bench("writing", connection=self._string, prepare=prepare, insert=writing.INSERT, kinds=writing.KINDS,
                     rows=writing.ROWS, array=LOCAL_ARRAY, transaction=1)["cost"]


class Httpx:
    def __init__(self, name, reading, writing_place, singles):
        self.name = name
        self._reading, self._writing, self._singles = reading, writing_place, singles

    def _run(self, place, *parameters):
        done = subprocess.run(["/usr/bin/python3", BENCH / "measure" / "httpx_client.py", place.url(), place.token, place.ca,
                               *parameters], capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"{self.name}: {done.stderr[-500:]}")
        return json.loads(done.stdout)

    def read(self):
        return self._run(self._reading, "read", rows.select(READ))

    def write(self):
        cost = self._run(self._writing, "write", writing.PREPARE, writing.INSERT, str(self._singles))
        return {kind: cost[kind] * writing.ROWS / self._singles for kind in ("wall_ms", "cpu_ms")}


def last_execution(string):
    """The Cost of executing and fetching on a connection that was used before."""
    return bench("reading", connection=string, sql=rows.select(READ), kinds=rows.KINDS, times=1, verify=0)["executions"][0]
