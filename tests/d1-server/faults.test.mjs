// Owns: the claims about the fault server and the proxy. Never: D1's rules.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import net from "node:net";
import { PassThrough } from "node:stream";
import { after, before, test } from "node:test";
import { setImmediate } from "node:timers/promises";
import tls from "node:tls";
import { get, post, send } from "./client.mjs";
import { copySlowly } from "./slow-link.mjs";
import { start } from "./start.mjs";

const started = [];
let faults;
let ca;

async function startOne(...parameters) {
  const server = await start(...parameters);
  started.push(server);
  return server;
}

before(async () => {
  faults = await startOne("faults.mjs");
  ca = readFileSync(faults.info.ca);
});

after(() => Promise.all(started.map((server) => server.stop())));

const script = (steps) => post(`${faults.info.control}/__script`, steps);
const ask = (settings) => send(faults.info.endpoint, { ca, ...settings });
const counters = () => get(`${faults.info.control}/__counters`);

/** Asks again until `holds` is true; a claim that never holds fails by its number of tries. */
async function until(holds) {
  for (let tries = 0; tries < 5000; tries++) if (await holds()) return;
  assert.fail("What was waited for did not happen.");
}

/** Sends a request and gives the bytes that came until the peer ended the connection, or until `enough` of them. */
function rawAnswer(enough = Infinity) {
  const port = Number(new URL(faults.info.endpoint).port);
  return new Promise((resolve) => {
    let text = "";
    let code;
    const socket = tls.connect({ port, host: "127.0.0.1", servername: "localhost", ca });
    const end = () => {
      socket.destroy();
      resolve({ text, code });
    };
    socket.on("data", (bytes) => {
      text += bytes.toString("latin1");
      if (text.length >= enough) end();
    });
    socket.on("error", (error) => {
      code = error.code;
    });
    socket.on("close", end);
    socket.write("GET / HTTP/1.1\r\nhost: x\r\n\r\n");
  });
}

test("ordinary answers: status, fields, JSON and text bodies, gzip, chunks, redirect, presets", async () => {
  await script([
    { status: 201, headers: { "x-a": "b" }, body: { a: 1 } },
    { body: "é text", gzip: true },
    { body: "in chunks", chunked: true },
    { redirect: "https://elsewhere.invalid/" },
    { preset: "throttled" },
    { preset: "problem_json", headers: { "content-type": "application/problem+json" } },
    { preset: "html_502" },
    { huge_header: 9000 },
    { body: "drop by drop", drip_ms: 1 },
  ]);
  const large = { maxHeaderSize: 16000 };
  const got = [];
  for (let i = 0; i < 10; i++) got.push(await ask(large));
  assert.deepEqual(
    got.map(({ status }) => status),
    [201, 200, 200, 302, 429, 503, 502, 200, 200, 500],
  );
  assert.deepEqual([got[0].headers["x-a"], got[0].json], ["b", { a: 1 }]);
  assert.deepEqual([got[1].text, got[1].gzipped], ["é text", true]);
  assert.deepEqual([got[2].text, got[2].headers["transfer-encoding"]], ["in chunks", "chunked"]);
  assert.equal(got[3].headers.location, "https://elsewhere.invalid/");
  assert.deepEqual([got[4].headers["retry-after"], got[4].json.errors[0].code], ["1", 971]);
  assert.equal(got[5].json.status, 503);
  assert.match(got[6].text, /<html>/);
  assert.equal(got[7].headers["x-huge"].length, 9000);
  assert.equal(got[8].text, "drop by drop");
  assert.match(got[9].json.errors[0].message, /script is empty/);
});

test("broken answers: cut, reset, bad chunk, garbage, nothing at all", async () => {
  await script([
    { body: "hello", cut_after: 2 },
    { body: "hello", cut_after: 2, reset: true },
    { body: "abcdef", bad_chunk: "zz" },
    { garbage: Buffer.from("no HTTP").toString("base64"), close_after: true },
    { close_before_answer: true },
    { body: "bye", close_after: true },
  ]);
  assert.match((await rawAnswer()).text, /\r\n\r\nhe$/);
  assert.match((await rawAnswer()).text, /\r\n\r\nhe$/); // libuv tells a reset right behind data as an end
  await assert.rejects(ask(), { code: "HPE_INVALID_CHUNK_SIZE" });
  assert.deepEqual((await rawAnswer()).text, "no HTTP");
  assert.deepEqual((await rawAnswer()).text, "");
  assert.match((await rawAnswer()).text, /\r\n\r\nbye$/);
});

test("plain HTTP is served too, and a reset is a reset", async () => {
  const { info } = await startOne("faults.mjs", "--http");
  await post(`${info.control}/__script`, [{ close_before_answer: true, reset: true }, { body: "plain" }]);
  await assert.rejects(send(info.endpoint), { code: "ECONNRESET", syscall: "read" });
  assert.equal((await send(info.endpoint)).text, "plain");
});

test("a stalled answer stays open and silent until the client goes away", async () => {
  await post(`${faults.info.control}/__reset`);
  await script([{ stall: "mid_head", body: "hello" }, { stall: "mid_body", body: "hello" }, { stall: "before_head" }]);
  const whole = "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello";
  const head = whole.length - 5;
  assert.equal((await rawAnswer(head / 2)).text, whole.slice(0, head / 2));
  assert.equal((await rawAnswer(head + 2)).text, whole.slice(0, head + 2));
  const silent = new AbortController();
  const answer = ask({ signal: silent.signal });
  await until(async () => (await counters()).steps_left === 0);
  assert.equal((await counters()).open, 1);
  silent.abort();
  await assert.rejects(answer, { name: "AbortError" });
  await until(async () => (await counters()).open === 0);
});

test("a held answer comes when it is released", async () => {
  await script([{ hold: true, body: "at last" }]);
  const answer = ask();
  await until(async () => (await counters()).steps_left === 0);
  await post(`${faults.info.control}/__release`);
  assert.equal((await answer).text, "at last");
});

test("requests are recorded with method, path, fields and body; counts follow", async () => {
  await post(`${faults.info.control}/__reset`);
  await script({ steps: [], default: { body: "ok" } });
  await ask({ method: "POST", body: "x".repeat(200_000), headers: { "x-mark": "1" } });
  const [request] = await get(`${faults.info.control}/__requests`);
  assert.deepEqual([request.method, request.path, request.headers["x-mark"]], ["POST", "/client/v4", "1"]);
  assert.deepEqual([request.body_length, request.body.length], [200_000, 100 * 1024]);
  const { connections, handshakes, failed_handshakes } = await counters();
  assert.deepEqual([connections, handshakes, failed_handshakes], [1, 1, 0]);
});

test("a step with an unknown field or preset is refused by name", async () => {
  await assert.rejects(script([{ colour: 1 }]), /No field "colour"/);
  await assert.rejects(script([{ preset: "x" }]), /No preset "x"/);
  await assert.rejects(script([{ status: "200" }]), /"status" must be a number/);
});

test("bad certificates and old TLS are what they claim to be", async () => {
  const kinds = {
    "expired": "CERT_HAS_EXPIRED",
    "wrong-host": "ERR_TLS_CERT_ALTNAME_INVALID",
    "self-signed": "DEPTH_ZERO_SELF_SIGNED_CERT",
  };
  for (const [kind, code] of Object.entries(kinds)) {
    const { info } = await startOne("faults.mjs", "--cert", kind);
    await assert.rejects(send(info.endpoint, { ca: readFileSync(info.ca) }), { code }, kind);
  }
  const { info } = await startOne("faults.mjs", "--tls-max", "1.1");
  const authority = readFileSync(info.ca);
  await assert.rejects(send(info.endpoint, { ca: authority, minVersion: "TLSv1.2" }), { code: "EPROTO" });
  const old = { ca: authority, minVersion: "TLSv1.1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" };
  assert.equal((await send(info.endpoint, old)).status, 500);
});

test("connections can be refused before the handshake", async () => {
  await script({ accept: "reset" });
  await assert.rejects(ask(), { code: "ECONNRESET" });
  await script({ accept: "close" });
  await assert.rejects(ask(), { code: "ECONNRESET" });
  await script([]);
  assert.equal((await ask()).status, 500);
});

test("the proxy wants its credentials, tunnels to loopback only and counts", async () => {
  const proxy = await startOne("proxy.mjs", "--user", "u", "--password", "p:w");
  const authorization = `Basic ${Buffer.from("u:p:w").toString("base64")}`;
  const target = new URL(faults.info.endpoint).host;
  assert.match(await connectLine(proxy, target), /^HTTP\/1\.1 407 /);
  assert.match(await connectLine(proxy, target, "Basic eDp5"), /^HTTP\/1\.1 407 /);
  assert.match(await connectLine(proxy, "192.0.2.1:443", authorization), /^HTTP\/1\.1 403 /);
  assert.match(await connectLine(proxy, target, authorization), /^HTTP\/1\.1 200 /);
  const { last_targets, ...counts } = await get(`${proxy.info.control}/__counters`);
  assert.deepEqual(counts, { connections: 4, tunnels: 1, refused_credentials: 2, refused_targets: 1 });
  assert.deepEqual(last_targets, [target, target, "192.0.2.1:443", target]);
});

test("the forwarder passes bytes through its delay and rate unchanged", async () => {
  const { port } = new URL(faults.info.endpoint);
  const forward = await startOne(
    "proxy.mjs",
    "--forward",
    `localhost:${port}`,
    "--delay-ms",
    "20",
    "--rate-kbit",
    "80000",
  );
  const text = "0123456789".repeat(20_000);
  await script([{ body: text }]);
  const begin = performance.now();
  const answer = await send(`https://localhost:${forward.info.port}/`, { ca, method: "POST", body: text });
  assert.equal(answer.text, text);
  assert.ok(performance.now() - begin >= 80); // never early: two round trips of 40 ms
});

test("pieces of different sizes do not overtake each other on a slow link", async () => {
  const from = new PassThrough();
  const to = Object.assign(new PassThrough(), { destroySoon() {} });
  copySlowly(from, to, { delayMs: 1, kilobits: 200_000 });
  const received = to.toArray();
  const pieces = Array.from({ length: 3000 }, (_, number) => `${number}${",".repeat((number * 7919) % 9000)}`);
  for (const piece of pieces) {
    from.write(piece);
    await setImmediate();
  }
  from.end();
  assert.ok(Buffer.concat(await received).toString() === pieces.join(""));
});

/** The status line of a CONNECT to `target` through the proxy. */
function connectLine(proxy, target, authorization) {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ port: proxy.info.port, host: "127.0.0.1" });
    socket.on("error", reject);
    socket.once("data", (bytes) => {
      socket.destroy();
      resolve(bytes.toString("latin1"));
    });
    const field = authorization === undefined ? "" : `Proxy-Authorization: ${authorization}\r\n`;
    socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n${field}\r\n`);
  });
}
