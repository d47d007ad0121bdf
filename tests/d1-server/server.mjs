// Owns: the D1 server's command line and its HTTP(S) front. Never: D1's rules (rest.mjs) or SQL (engine.mjs).
import { writeFile } from "node:fs/promises";
import http from "node:http";
import https from "node:https";
import path from "node:path";
import { parseArgs, promisify } from "node:util";
import zlib from "node:zlib";
import { startControl, readBody } from "./control.mjs";
import { Counters } from "./counters.mjs";
import { startEngine } from "./engine.mjs";
import { announce, openFolder, runMain, stopWhenTold } from "./lifecycle.mjs";
import { listenOnLoopback } from "./loopback.mjs";
import { Registry } from "./registry.mjs";
import { RestApi } from "./rest.mjs";
import { makeCertificate } from "./tls.mjs";

const gzip = promisify(zlib.gzip);
const idleMilliseconds = 15 * 60 * 1000;
const options = {
  "port": { type: "string", default: "0" },
  "http": { type: "boolean", default: false },
  "state": { type: "string" },
  "database": { type: "string", multiple: true, default: [] },
  "token": { type: "string", default: "test-token" },
  "account": { type: "string", default: "0123456789abcdef0123456789abcdef" },
  "engine": { type: "string", default: "new" },
  "env-out": { type: "string" },
  "stay-with-parent": { type: "boolean", default: false },
};

runMain("d1-server", async () => {
  const { values } = parseArgs({ options });
  const { account, token } = values;
  const folder = await openFolder(values.state, "d1-server");
  const engine = await startEngine({ state: folder, build: values.engine });
  const registry = await Registry.open(folder);
  for (const name of values.database) if (registry.named(name) === undefined) await registry.create(name);

  const counters = new Counters();
  const api = new RestApi({ engine, registry, account, token });
  const certificate = values.http ? undefined : await makeCertificate(path.join(folder, "tls"));
  const front = await startFront({ api, counters, certificate, port: Number(values.port) });
  const control = await startControl(controlRoutes(counters));
  stopWhenTold(async () => {
    await Promise.all([front.close(), control.close()]);
    await engine.close();
  }, values["stay-with-parent"]);

  const info = {
    endpoint: `${values.http ? "http" : "https"}://localhost:${front.port}/client/v4`,
    account,
    token,
    ca: certificate?.ca,
    databases: Object.fromEntries(registry.all().map(({ name, uuid }) => [name, uuid])),
    control: control.url,
    pid: process.pid,
  };
  if (values["env-out"] !== undefined) await writeFile(values["env-out"], environmentLines(info));
  await announce(info, path.join(folder, "server.json"));
});

async function startFront({ api, counters, certificate, port }) {
  const handler = (request, response) => serve(request, response, api, counters);
  const settings = { keepAliveTimeout: idleMilliseconds, requestTimeout: 0, headersTimeout: 0 };
  const newServer = () => {
    const server =
      certificate === undefined
        ? http.createServer(settings, handler)
        : https.createServer({ ...settings, key: certificate.key, cert: certificate.cert }, handler);
    server.on("connection", () => counters.connected());
    server.on("secureConnection", (socket) => counters.shookHands(socket.isSessionReused()));
    return server;
  };
  return listenOnLoopback([newServer(), newServer()], port);
}

async function serve(request, response, api, counters) {
  const body = await readBody(request).catch(() => undefined);
  if (body === undefined) return;
  const { method, url, headers } = request;
  const record = counters.received(method, url, body.length);
  const answer = await api.answer({
    method,
    url,
    authorization: headers.authorization,
    body: body.toString("utf8"),
    observe: (kind, statements) => counters.understood(record, kind, statements),
  });
  counters.answered();
  await send(response, answer, /\bgzip\b/.test(headers["accept-encoding"] ?? ""));
}

// Compressed answers go out chunked, as the edge sends them; plain ones carry their length.
async function send(response, { status, text }, compressed) {
  const headers = { "content-type": "application/json; charset=UTF-8", "vary": "Accept-Encoding" };
  if (compressed) {
    response.writeHead(status, { ...headers, "content-encoding": "gzip" });
    response.write(await gzip(text, { level: 4 }));
    response.end();
  } else {
    const body = Buffer.from(text, "utf8");
    response.writeHead(status, { ...headers, "content-length": body.length }).end(body);
  }
}

function controlRoutes(counters) {
  return {
    "GET /__test/counters": () => counters.report(),
    "POST /__test/reset": () => counters.reset(),
    "POST /__test/recent_sql": ({ query }) => counters.record(query.get("on") !== "0"),
    "GET /__test/recent_sql": () => counters.recentSql(),
  };
}

function environmentLines({ endpoint, account, token, ca, databases, control, pid }) {
  const lines = {
    CF_D1_BASE_URL: endpoint,
    CF_ACCOUNT_ID: account,
    CF_API_TOKEN: token,
    CF_DATABASE_ID: Object.values(databases)[0],
    D1_TEST_CA: ca,
    D1_TEST_CONTROL: control,
    D1_TEST_PID: pid,
  };
  const known = Object.entries(lines).filter(([, value]) => value !== undefined);
  return known.map(([name, value]) => `export ${name}='${value}'\n`).join("");
}
