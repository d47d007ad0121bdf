# Owns: the figures of many statements at once. Never: goals.
from .processes import bench, slow_link

DELAY_MS = 50
THREADS = 8
TIMES = 40


def measure(d1):
    """Statements a second over a link with delay, and the handshakes of each run."""
    link = slow_link(d1.replay, delay_ms=DELAY_MS)
    string = d1.place(d1.replay, link=link).connection_string()
    result = {name: throughput(d1, string, threads=threads, shared=shared)
              for name, threads, shared in (("one", 1, 1), ("shared", THREADS, 1), ("own", THREADS, 0))}
    link.stop()
    return result


def throughput(d1, string, **arguments):
    before = d1.replay.control("/counters")
    run = bench("threads", connection=string, times=TIMES, **arguments)
    after = d1.replay.control("/counters")
    return {"per_second": run["statements"] / run["cost"]["wall_ms"] * 1000,
            "handshakes": after["handshakes"] - before["handshakes"], "resumed": after["resumed"] - before["resumed"]}
