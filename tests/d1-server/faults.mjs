// Owns: the fault server: connections, turns of the script, records. Never: what a step sends (fault-steps.mjs).
import net from "node:net";
import path from "node:path";
import tls from "node:tls";
import { parseArgs } from "node:util";
import { startControl } from "./control.mjs";
import { checkedStep, emptyScriptStep, playStep } from "./fault-steps.mjs";
import { announce, openFolder, runMain, stopWhenTold } from "./lifecycle.mjs";
import { listenOnLoopback } from "./loopback.mjs";
import { makeCertificate } from "./tls.mjs";
import { RequestReader } from "./wire.mjs";

const bodyBytesKept = 100 * 1024;
const requestsKept = 1000;
const acceptModes = ["normal", "silent", "close", "reset"];
const options = {
  "port": { type: "string", default: "0" },
  "http": { type: "boolean", default: false },
  "state": { type: "string" },
  "cert": { type: "string", default: "good" },
  "tls-max": { type: "string" },
  "stay-with-parent": { type: "boolean", default: false },
};

/** The script and the records, shared by all connections. */
class Play {
  accept = "normal";
  #steps;
  #otherwise;
  #requests;
  #counts;
  #release;
  released;

  constructor() {
    this.reset();
  }

  /** Forgets script, records and counts; new connections are accepted as normal; what is held goes on. */
  reset() {
    this.#release?.();
    this.accept = "normal";
    this.#steps = [];
    this.#otherwise = emptyScriptStep;
    this.#requests = [];
    this.#counts = { connections: 0, handshakes: 0, failed_handshakes: 0, open: this.#counts?.open ?? 0 };
    this.#holdFromNowOn();
  }

  /** Takes a script: a list of steps, or { steps, default, accept }. */
  load(text) {
    const script = JSON.parse(text);
    const {
      steps = [],
      default: otherwise = emptyScriptStep,
      accept = "normal",
    } = Array.isArray(script) ? { steps: script } : script;
    if (!acceptModes.includes(accept)) throw new Error(`"accept" must be one of ${acceptModes.join(", ")}.`);
    this.#steps = steps.map(checkedStep);
    this.#otherwise = checkedStep(otherwise);
    this.accept = accept;
  }

  /** Lets the answers of `hold` steps go; later ones wait for the next release. */
  release() {
    this.#release();
    this.#holdFromNowOn();
  }

  /** Records a request and returns the step that answers it. */
  stepFor({ method, path: target, headers, body }) {
    const kept = body.subarray(0, bodyBytesKept).toString("utf8");
    this.#requests.push({ method, path: target, headers, body_length: body.length, body: kept });
    this.#requests.splice(0, this.#requests.length - requestsKept);
    return this.#steps.shift() ?? this.#otherwise;
  }

  /** Adds `by` to a count. */
  count(name, by = 1) {
    this.#counts[name] += by;
  }

  /** Everything received, oldest first. */
  requests() {
    return this.#requests;
  }

  /** The counts and how many steps are left. */
  report() {
    return { ...this.#counts, steps_left: this.#steps.length };
  }

  #holdFromNowOn() {
    this.released = new Promise((resolve) => {
      this.#release = resolve;
    });
  }
}

runMain("faults", async () => {
  const { values } = parseArgs({ options });
  const folder = await openFolder(values.state, "d1-faults");
  const certificate = values.http ? undefined : await makeCertificate(path.join(folder, "tls"), values.cert);
  const secureContext =
    certificate && tls.createSecureContext({ ...certificate, ca: undefined, ...oldTls(values["tls-max"]) });
  const play = new Play();
  const newServer = () => net.createServer({ noDelay: true }, (socket) => accept(socket, secureContext, play));
  const front = await listenOnLoopback([newServer(), newServer()], Number(values.port));
  const control = await startControl({
    "POST /__script": ({ body }) => play.load(body),
    "POST /__release": () => play.release(),
    "POST /__reset": () => play.reset(),
    "GET /__requests": () => play.requests(),
    "GET /__counters": () => play.report(),
  });
  stopWhenTold(async () => {
    await Promise.all([front.close(), control.close()]);
  }, values["stay-with-parent"]);
  const scheme = values.http ? "http" : "https";
  const endpoint = `${scheme}://localhost:${front.port}/client/v4`;
  await announce(
    { endpoint, ca: certificate?.ca, control: control.url, pid: process.pid },
    path.join(folder, "faults.json"),
  );
});

// OpenSSL 3 offers TLS 1.1 only at security level 0.
function oldTls(newest) {
  if (newest === undefined) return {};
  return { minVersion: "TLSv1", maxVersion: `TLSv${newest}`, ciphers: "DEFAULT@SECLEVEL=0" };
}

function accept(socket, secureContext, play) {
  play.count("connections");
  play.count("open");
  socket.on("close", () => play.count("open", -1)).on("error", () => {});
  if (play.accept === "silent") return;
  if (play.accept === "close") return socket.destroy();
  if (play.accept === "reset") return socket.resetAndDestroy();
  if (secureContext === undefined) return converse(socket, socket, play);
  const secured = new tls.TLSSocket(socket, { isServer: true, secureContext });
  let finished = false;
  secured.on("secure", () => {
    finished = true;
    play.count("handshakes");
  });
  secured.on("close", () => finished || play.count("failed_handshakes"));
  converse(secured, socket, play);
}

// Reads from and writes to `stream`; closing and resetting is done to the TCP `socket` below it, so that a cut answer
// has no TLS farewell, as when a machine on the way dies.
function converse(stream, socket, play) {
  const reader = new RequestReader();
  const link = {
    write: (bytes) => new Promise((resolve) => stream.write(bytes, () => resolve())),
    close: () => socket.destroy(),
    reset: () => socket.resetAndDestroy(),
    isOpen: () => !stream.destroyed,
  };
  let turn = Promise.resolve();
  stream.on("error", () => socket.destroy());
  stream.on("data", (bytes) => {
    for (const request of requestsIn(reader, bytes, socket)) {
      const step = play.stepFor(request);
      turn = turn.then(() => playStep(step, link, play.released));
    }
  });
}

function requestsIn(reader, bytes, socket) {
  try {
    return reader.push(bytes);
  } catch (error) {
    process.stderr.write(`faults: ${error.message}\n`);
    socket.destroy();
    return [];
  }
}
