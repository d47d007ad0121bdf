// Owns: an HTTPS server that asks the D1 server once for each request and answers from memory afterwards, so that what a
// client is measured with costs the server next to nothing. Never: understands SQL; writes must not go through it.
import https from "node:https";
import path from "node:path";
import { readFileSync } from "node:fs";
import { parseArgs, promisify } from "node:util";
import zlib from "node:zlib";
import { startControl, readBody } from "../d1-server/control.mjs";
import { announce, openFolder, runMain, stopWhenTold } from "../d1-server/lifecycle.mjs";
import { listenOnLoopback } from "../d1-server/loopback.mjs";
import { makeCertificate } from "../d1-server/tls.mjs";

const gzip = promisify(zlib.gzip);
const options = {
  "upstream": { type: "string" }, // the endpoint of server.mjs
  "upstream-ca": { type: "string" },
  "state": { type: "string" },
};
const hopByHop = ["host", "connection", "accept-encoding", "content-length", "transfer-encoding"];

runMain("replay", async () => {
  const { values } = parseArgs({ options });
  const upstream = { url: new URL(values.upstream), ca: readFileSync(values["upstream-ca"]) };
  const folder = await openFolder(values.state, "replay");
  const certificate = await makeCertificate(path.join(folder, "tls"));
  const seen = { requests: 0, handshakes: 0, resumed: 0, connections: 0, last: Buffer.alloc(0) };
  const answers = new Map();
  const handler = (request, response) => serve({ request, response, upstream, answers, seen });
  const newServer = () => {
    const server = https.createServer({ ...certificate, ca: undefined, keepAliveTimeout: 0, requestTimeout: 0 }, handler);
    server.on("connection", () => seen.connections++);
    server.on("secureConnection", (socket) => {
      seen.handshakes++;
      if (socket.isSessionReused()) seen.resumed++;
    });
    return server;
  };
  const front = await listenOnLoopback([newServer(), newServer()]);
  const control = await startControl({
    "GET /counters": () => ({ ...seen, last: undefined }),
    "GET /last_request": () => ({ base64: seen.last.toString("base64") }),
    "GET /sizes": () => [...answers.values()].map(({ plain, packed }) => ({ plain: plain.length, gzip: packed?.length })),
    "POST /forget": () => answers.clear(),
  });
  stopWhenTold(() => Promise.all([front.close(), control.close()]), false);
  const endpoint = `https://localhost:${front.port}${upstream.url.pathname}`;
  await announce({ endpoint, port: front.port, ca: certificate.ca, control: control.url, pid: process.pid });
});

async function serve({ request, response, upstream, answers, seen }) {
  const body = await readBody(request).catch(() => undefined);
  if (body === undefined) return;
  seen.requests++;
  seen.last = wholeRequest(request, body);
  const key = `${request.method} ${request.url}\n${body.toString("latin1")}`;
  if (!answers.has(key)) answers.set(key, await ask(upstream, request, body));
  const answer = answers.get(key);
  const compressed = /\bgzip\b/.test(request.headers["accept-encoding"] ?? "");
  if (compressed) answer.packed ??= await gzip(answer.plain, { level: 4 });
  send(response, answer, compressed);
}

// As tests/d1-server answers, and the service: compressed in chunks, else with a length.
function send(response, { status, plain, packed }, compressed) {
  const headers = { "content-type": "application/json; charset=UTF-8", "vary": "Accept-Encoding" };
  if (compressed) {
    response.writeHead(status, { ...headers, "content-encoding": "gzip" });
    response.write(packed);
    response.end();
  } else {
    response.writeHead(status, { ...headers, "content-length": plain.length }).end(plain);
  }
}

function ask({ url, ca }, request, body) {
  const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !hopByHop.includes(name)));
  const settings = { method: request.method, ca, headers: { ...headers, "content-length": body.length } };
  return new Promise((resolve, reject) => {
    const outgoing = https.request(new URL(request.url, url), settings, async (incoming) => {
      resolve({ status: incoming.statusCode, plain: await readBody(incoming) });
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

// The bytes of the request as a client sent them, up to the spelling of its header fields.
function wholeRequest({ method, url, rawHeaders }, body) {
  const lines = [`${method} ${url} HTTP/1.1`];
  for (let at = 0; at < rawHeaders.length; at += 2) lines.push(`${rawHeaders[at]}: ${rawHeaders[at + 1]}`);
  return Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1"), body]);
}
