// Owns: a CONNECT proxy and a TCP forwarder, both to loopback only, counting tunnels. Never: reads the traffic.
import http from "node:http";
import net from "node:net";
import { parseArgs } from "node:util";
import { startControl } from "./control.mjs";
import { announce, runMain, stopWhenTold } from "./lifecycle.mjs";
import { isLoopback, listenOnLoopback } from "./loopback.mjs";
import { copySlowly } from "./slow-link.mjs";

const options = {
  "port": { type: "string", default: "0" },
  "user": { type: "string" },
  "password": { type: "string", default: "" },
  "forward": { type: "string" },
  "delay-ms": { type: "string", default: "0" },
  "rate-kbit": { type: "string" },
  "stay-with-parent": { type: "boolean", default: false },
};
const zero = () => ({ connections: 0, tunnels: 0, refused_credentials: 0, refused_targets: 0, last_targets: [] });

runMain("proxy", async () => {
  const { values } = parseArgs({ options });
  const link = { delayMs: readNumber(values, "delay-ms"), kilobits: readNumber(values, "rate-kbit") };
  let counts = zero();
  const count = (name) => counts[name]++;
  const remember = (target) => counts.last_targets.push(target) > 50 && counts.last_targets.shift();
  const newServer =
    values.forward === undefined
      ? () => connectProxy({ credentials: wantedCredentials(values), link, count, remember })
      : () => forwarder({ target: readTarget(values.forward), link, count });

  const front = await listenOnLoopback([newServer(), newServer()], Number(values.port));
  const control = await startControl({
    "GET /__counters": () => counts,
    "POST /__reset": () => {
      counts = zero();
    },
  });
  stopWhenTold(() => Promise.all([front.close(), control.close()]), values["stay-with-parent"]);
  await announce({ port: front.port, proxy: `http://localhost:${front.port}`, control: control.url, pid: process.pid });
});

function connectProxy({ credentials, link, count, remember }) {
  const server = http.createServer((request, response) => response.writeHead(405).end("Only CONNECT is served.\n"));
  server.on("connection", () => count("connections"));
  server.on("connect", (request, client, head) => {
    client.on("error", () => client.destroy());
    remember(request.url);
    if (credentials !== undefined && request.headers["proxy-authorization"] !== credentials) {
      count("refused_credentials");
      return refuse(client, "407 Proxy Authentication Required", 'Proxy-Authenticate: Basic realm="test"\r\n');
    }
    const target = readTarget(request.url);
    if (target === undefined) {
      count("refused_targets");
      return refuse(client, "403 Forbidden", "");
    }
    const upstream = net.connect(target, () => {
      count("tunnels");
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      if (head.length > 0) upstream.write(head);
      join(client, upstream, link);
    });
    upstream.on("error", () => refuse(client, "502 Bad Gateway", ""));
  });
  return server;
}

function forwarder({ target, link, count }) {
  if (target === undefined) throw new Error("--forward needs a loopback host:port.");
  return net.createServer({ noDelay: true, allowHalfOpen: true }, (client) => {
    count("connections");
    const upstream = net.connect({ ...target, allowHalfOpen: true }, () => count("tunnels"));
    join(client, upstream, link);
  });
}

function join(client, upstream, link) {
  client.setNoDelay(true);
  upstream.setNoDelay(true);
  copySlowly(client, upstream, link);
  copySlowly(upstream, client, link);
}

function refuse(client, status, fields) {
  if (client.writable) client.end(`HTTP/1.1 ${status}\r\n${fields}Content-Length: 0\r\nConnection: close\r\n\r\n`);
}

function wantedCredentials({ user, password }) {
  return user === undefined ? undefined : `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
}

// "host:port" or "[::1]:port" of this machine; undefined for any other place.
function readTarget(text) {
  const [, host, port] = /^(?:\[?([^\[\]]+)\]?):(\d+)$/.exec(text) ?? [];
  return host !== undefined && isLoopback(host) ? { host, port: Number(port) } : undefined;
}

function readNumber(values, name) {
  if (values[name] === undefined) return undefined;
  const number = Number(values[name]);
  if (number >= 0) return number;
  throw new Error(`--${name} ${values[name]}: a number of at least 0 is needed.`);
}
