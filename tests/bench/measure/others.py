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
NEAR_SINGLES = 200


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
    result = [{"client": client.name, "checksum": client.checksum(), **summary("read", read[client.name]),
               **summary("write", written[client.name])} for client in clients]
    for link in (far_replay, far_engine):
        link.stop()
    return result


def summary(action, costs):
    return {f"{action}_{kind}": median(cost[kind] for cost in costs) for kind in ("wall_ms", "cpu_ms")}


class Odbc:
    """A client that reads through the benchmark program."""

    def __init__(self, name, reading_string):
        self.name = name
        self._reading = reading_string

    def read(self):
        return self._run(times=1, verify=0)["executions"][0]  # on a connection that was used before

    def checksum(self):
        return self._run(times=0)["checksum"]

    def _run(self, **more):
        return bench("reading", connection=self._reading, sql=rows.select(READ), kinds=rows.KINDS, **more)


class D1Odbc(Odbc):
    def __init__(self, name, reading, writing_place):
        super().__init__(name, reading.connection_string())
        self._writing = writing_place.connection_string()

    def write(self):
        return writing.insert(self._writing, writing.ROWS, writing.ROWS)


class Local(Odbc):
    def write(self):
        prepare = writing.PREPARE.replace("c REAL", "c DOUBLE PRECISION")
        if "sqlite" not in self._reading:
            prepare = prepare.replace("INTEGER", "BIGINT")
        return bench("writing", connection=self._reading, prepare=prepare, insert=writing.INSERT, kinds=writing.KINDS,
                     rows=writing.ROWS, array=LOCAL_ARRAY, transaction=1)["cost"]


class Httpx:
    def __init__(self, name, reading, writing_place, singles):
        self.name = name
        self._reading, self._writing, self._singles = reading, writing_place, singles

    def checksum(self):
        return None  # its rows are Python's

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

