# Owns: a small client that works as the Python dialect sqlalchemy-cloudflare-d1 does (httpx, one POST a statement, the
# `json` module, each row a dict, executemany one request a row), to compare with. Never: imported; a program of its own.
# Arguments: url token ca read SQL | write DROP|CREATE INSERT ROWS. Prints wall_ms and cpu_ms, importing left out.
import json
import resource
import sys
import time

import httpx


class Cursor:
    """The parts of the dialect's DBAPI cursor that are measured."""

    def __init__(self, url, token, ca):
        self._url = url
        self._client = httpx.Client(verify=ca, timeout=300.0, headers={
            "Authorization": f"Bearer {token}", "Content-Type": "application/json"})

    def execute(self, sql, parameters=None):
        payload = {"sql": sql}
        if parameters:
            payload["params"] = list(parameters)
        response = self._client.post(self._url, json=payload)
        response.raise_for_status()
        answer = response.json()
        if not answer["success"]:
            raise RuntimeError(answer["errors"])
        results = answer["result"][0]["results"]
        self._names = results["columns"]
        self._rows = [dict(zip(self._names, row)) for row in results["rows"]]
        self._at = 0

    def executemany(self, sql, sets):
        for parameters in sets:
            self.execute(sql, parameters)

    def fetchone(self):
        if self._at >= len(self._rows):
            return None
        row = self._rows[self._at]
        self._at += 1
        return tuple(row.get(name) for name in self._names)

    def fetchall(self):
        return list(iter(self.fetchone, None))


def processor_ms():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return (usage.ru_utime + usage.ru_stime) * 1000


def values(number):
    plain = [number + 1_000_000 * salt for salt in range(5)]
    return [plain[0], f"text of row {plain[1]}", plain[2] / 7, plain[3], f"text of row {plain[4]}"]


def main(url, token, ca, action, *rest):
    cursor = Cursor(url, token, ca)
    if action == "write":
        for sql in rest[0].split("|"):
            cursor.execute(sql)
    wall, cpu = time.perf_counter(), processor_ms()
    if action == "read":
        cursor.execute(rest[0])
        rows = len(cursor.fetchall())
    else:
        rows = int(rest[2])
        cursor.executemany(rest[1], [values(number) for number in range(rows)])
    print(json.dumps({"wall_ms": (time.perf_counter() - wall) * 1000, "cpu_ms": processor_ms() - cpu, "rows": rows}))


main(*sys.argv[1:])
