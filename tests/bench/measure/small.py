# Owns: the figures of small statements: requests, handshakes, processor time beside the bare exchange. Never: goals.
import base64

from .processes import BUILD, bench

TIMES = 3000
CONNECTIONS = 20


def measure(d1):
    place = d1.place(d1.replay)
    string = place.connection_string()
    result = counts(d1.replay, string)
    request = BUILD / "small-request"
    bench("small", connection=string, times=0)
    request.write_bytes(base64.b64decode(d1.replay.control("/last_request")["base64"]))
    run = bench("small", connection=string, times=TIMES, request=request, port=place.port, ca=place.ca)
    for name in ("statements", "exchanges"):
        for kind in ("cpu_ms", "wall_ms"):
            result[f"{name}_{kind[:-3]}_us"] = run[name][kind] * 1000 / run["times"]
    result["over_us"] = result["statements_cpu_us"] - result["exchanges_cpu_us"]
    return result


def counts(server, string):
    """Requests and handshakes by the server's own counters; a first statement stands in every run."""
    one = counted(server, string, times=0)
    more = counted(server, string, times=10)
    again = counted(server, string, times=0, connections=CONNECTIONS)
    return {"connect_requests": one["requests"] - 1,
            "execute_requests": (more["requests"] - one["requests"]) / 10,
            "reconnect_requests": (again["requests"] - one["requests"]) / CONNECTIONS,
            "reconnect_handshakes": (again["handshakes"] - one["handshakes"]) / CONNECTIONS}


def counted(server, string, **arguments):
    before = server.control("/counters")
    bench("small", connection=string, **arguments)
    after = server.control("/counters")
    return {name: after[name] - before[name] for name in before}
