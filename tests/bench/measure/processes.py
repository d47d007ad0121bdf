# Owns: starting the servers and programs that measurements need, and ending them. Never: measures.
import atexit
import http.client
import json
import os
import shutil
import signal
import ssl
import subprocess
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[3]
BUILD = ROOT / "build" / "bench"
BENCH = ROOT / "tests" / "bench"
D1_SERVER = ROOT / "tests" / "d1-server"
PROGRAM = BUILD / "tests" / "bench" / "d1_bench"
DRIVER = BUILD / "driver" / "libd1odbc.so"


class Server:
    """A node program that prints one line of JSON when it is ready: `info`. It ends with this process."""

    def __init__(self, script, *parameters):
        self.process = subprocess.Popen(
            ["node", str(script), *map(str, parameters)], stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True)
        atexit.register(self.stop)
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"{script} did not start")
        self.info = json.loads(line)

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait()

    def control(self, path, method="GET"):
        """The JSON answer of a control path."""
        request = urllib.request.Request(self.info["control"] + path, method=method)
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)


class D1:
    """The real engine behind the D1 REST API, and a server that replays its answers (reads only)."""

    def __init__(self, folder):
        shutil.rmtree(folder, ignore_errors=True)
        self.engine = Server(D1_SERVER / "server.mjs", "--state", folder / "d1", "--database", "main",
                             "--database", "catalog")
        info = self.engine.info
        self.replay = Server(BENCH / "replay.mjs", "--state", folder / "replay", "--upstream", info["endpoint"],
                             "--upstream-ca", info["ca"])

    def place(self, server, database="main", link=None):
        """Where a client finds a database behind `server`, or behind a link (see `slow_link`) to it."""
        info = self.engine.info
        port = int(server.info["endpoint"].split(":")[2].split("/")[0]) if link is None else link.info["port"]
        return Place(endpoint=f"https://localhost:{port}/client/v4", port=port, ca=server.info["ca"],
                     account=info["account"], token=info["token"], database=info["databases"][database])


class Place:
    """Endpoint, credentials and database of a D1."""

    def __init__(self, **facts):
        self.__dict__.update(facts)
        self.kept = None

    def connection_string(self, extra=""):
        return (f"Driver={DRIVER};Account={self.account};Token={self.token};Endpoint={self.endpoint};"
                f"CAFile={self.ca};Database={self.database};{extra}")

    def url(self):
        return f"{self.endpoint}/accounts/{self.account}/d1/database/{self.database}/raw"

    def ask(self, sql, params=None):
        """Sends a statement, or with a list as `sql` a batch, on a connection that is kept; returns (the first item's
        answer, wall milliseconds of the exchange)."""
        body = {"batch": [{"sql": text} for text in sql]} if isinstance(sql, list) else {"sql": sql, "params": params or []}
        data = json.dumps(body).encode()
        if self.kept is None:
            self.kept = http.client.HTTPSConnection("localhost", self.port,
                                                    context=ssl.create_default_context(cafile=self.ca))
            self.kept.connect()
        began = time.perf_counter()
        self.kept.request("POST", urlsplit(self.url()).path, data, {
            "Authorization": f"Bearer {self.token}", "Content-Type": "application/json"})
        text = self.kept.getresponse().read()
        spent = (time.perf_counter() - began) * 1000
        answer = json.loads(text)
        if not answer["success"]:
            raise RuntimeError(f"{body['sql'][:200] if 'sql' in body else 'batch'}: {answer['errors']}")
        return answer["result"][0], spent

    def curl(self, sql, compressed):
        """Seconds that curl needs to fetch the answer to /dev/null, connecting included."""
        encoding = ["-H", "Accept-Encoding: gzip"] if compressed else []
        done = subprocess.run(
            ["curl", "-sS", "-o", "/dev/null", "--cacert", self.ca, "-H", f"Authorization: Bearer {self.token}", "-H",
             "Content-Type: application/json", *encoding, "--data-binary", json.dumps({"sql": sql}), "-w",
             "%{http_code} %{time_total}", self.url()], capture_output=True, text=True, check=True)
        status, seconds = done.stdout.split()
        if status != "200":
            raise RuntimeError(f"curl: HTTP {status}")
        return float(seconds)


def slow_link(server, delay_ms=0, kilobits=None):
    """A link to a server with a delay of `delay_ms` there and back together, and a rate. Returns its Server."""
    port = server.info["endpoint"].split(":")[2].split("/")[0]
    rate = [] if kilobits is None else ["--rate-kbit", kilobits]
    return Server(D1_SERVER / "proxy.mjs", "--forward", f"localhost:{port}", "--delay-ms", delay_ms / 2, *rate)


def bench(topic, **arguments):
    """Runs the benchmark program; returns what it printed."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("CF_", "CLOUDFLARE_"))}
    done = subprocess.run([PROGRAM, topic, *(f"{name}={value}" for name, value in arguments.items())],
                          capture_output=True, text=True, env=environment)
    if done.returncode != 0:
        raise RuntimeError(f"d1_bench {topic}: {done.stderr.strip()}")
    return json.loads(done.stdout)
