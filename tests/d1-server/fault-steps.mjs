// Owns: what one step of a fault script means: the bytes it sends and how the connection ends. Never: whose turn it is.
import { STATUS_CODES } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import zlib from "node:zlib";
import { writeHead } from "./wire.mjs";

const envelope = (code, message) => ({ result: [], success: false, errors: [{ code, message }], messages: [] });
const json = { "content-type": "application/json" };
const stalls = ["before_head", "mid_head", "mid_body"];

/** What is answered when the script is empty and no default step was given. */
export const emptyScriptStep = {
  status: 500,
  body: envelope(7500, "internal error; reference = the fault script is empty"),
};

// {"preset": name} stands for one of these; the step's own fields win over them.
const presets = {
  "throttled": {
    status: 429,
    headers: { ...json, "retry-after": "1" },
    body: envelope(971, "Please wait and consider throttling your request speed"),
  },
  "overloaded": {
    status: 429,
    headers: json,
    body: envelope(7429, "D1 DB is overloaded. Requests queued for too long."),
  },
  "html_502": {
    status: 502,
    headers: { "content-type": "text/html" },
    body: "<html><head><title>502 Bad Gateway</title></head><body>cloudflare</body></html>",
  },
  "problem_json": {
    status: 503,
    headers: { "content-type": "application/problem+json", "retry-after": "1" },
    body: { type: "about:blank", title: "Service Unavailable", status: 503, detail: "No origin.", retryable: true },
  },
};

// field      the JSON types it may have
const fields = {
  preset: ["string"], status: ["number"], headers: ["object"], body: ["string", "object"], gzip: ["boolean"],
  chunked: ["boolean"], bad_chunk: ["string"], huge_header: ["number"], content_length: ["number"],
  redirect: ["string"], garbage: ["string"], cut_after: ["number"], reset: ["boolean"], stall: ["string"],
  close_before_answer: ["boolean"], close_after: ["boolean"], drip_ms: ["number"], hold: ["boolean"],
};

/** The step as it will be played. Throws an Error that names the field which is unknown or wrong. */
export function checkedStep(step) {
  for (const [name, value] of Object.entries(step)) {
    const types = fields[name];
    if (types === undefined) throw new Error(`No field "${name}" in a step; known: ${Object.keys(fields).join(", ")}.`);
    if (!types.includes(typeof value)) throw new Error(`"${name}" must be a ${types.join(" or ")}.`);
  }
  if (step.preset !== undefined && !(step.preset in presets)) throw new Error(`No preset "${step.preset}".`);
  if (step.stall !== undefined && !stalls.includes(step.stall)) throw new Error(`No stall "${step.stall}".`);
  return { ...presets[step.preset], ...step };
}

/**
 * Plays `step` on `link` { write(bytes): promise, close(): FIN without a TLS farewell, reset(): RST, isOpen() }.
 * `released` is the promise a step with `hold` waits for. Done when everything was sent;
 * a stalled connection stays open and silent.
 */
export async function playStep(step, link, released) {
  if (step.hold) await released;
  if (step.close_before_answer) return hangUp(step, link);
  if (step.stall === "before_head") return undefined;
  const { head, body } = answerBytes(step);
  if (step.stall === "mid_head") return link.write(head.subarray(0, head.length / 2));
  if (step.stall === "mid_body") return link.write(Buffer.concat([head, body.subarray(0, body.length / 2)]));
  if (step.cut_after !== undefined) {
    await link.write(Buffer.concat([head, body.subarray(0, step.cut_after)]));
    return hangUp(step, link);
  }
  const bytes = step.garbage === undefined ? Buffer.concat([head, body]) : Buffer.from(step.garbage, "base64");
  await writePaced(bytes, step.drip_ms, link);
  return step.close_after ? hangUp(step, link) : undefined;
}

function answerBytes(step) {
  const status = step.status ?? (step.redirect === undefined ? 200 : 302);
  const content = contentBytes(step);
  const body = framed(step, content);
  const headers = {
    ...(typeof step.body === "object" ? json : {}),
    ...(step.gzip ? { "content-encoding": "gzip" } : {}),
    ...(step.redirect === undefined ? {} : { location: step.redirect }),
    ...(step.huge_header === undefined ? {} : { "x-huge": "h".repeat(step.huge_header) }),
    ...lengthField(step, body),
    ...step.headers,
  };
  return { head: writeHead(status, STATUS_CODES[status] ?? "Unknown", headers), body };
}

function lengthField(step, body) {
  if (isChunked(step)) return { "transfer-encoding": "chunked" };
  return { "content-length": step.content_length ?? body.length };
}

function contentBytes({ body = "", gzip }) {
  const bytes = Buffer.from(typeof body === "string" ? body : JSON.stringify(body), "utf8");
  return gzip ? zlib.gzipSync(bytes) : bytes;
}

function isChunked(step) {
  return step.chunked === true || step.bad_chunk !== undefined;
}

// Two chunks, so that a reader must join them; a bad size stands where the second one's would.
function framed(step, content) {
  if (!isChunked(step)) return content;
  const middle = Math.ceil(content.length / 2);
  const parts = [content.subarray(0, middle), content.subarray(middle)].filter((part) => part.length > 0);
  const sizes = parts.map((part, index) => (index === 1 && step.bad_chunk) || part.length.toString(16));
  const chunks = parts.flatMap((part, index) => [Buffer.from(`${sizes[index]}\r\n`), part, Buffer.from("\r\n")]);
  return Buffer.concat([...chunks, Buffer.from("0\r\n\r\n")]);
}

async function writePaced(bytes, milliseconds, link) {
  if (milliseconds === undefined) return link.write(bytes);
  for (let at = 0; at < bytes.length && link.isOpen(); at++) {
    await link.write(bytes.subarray(at, at + 1));
    await sleep(milliseconds);
  }
  return undefined;
}

function hangUp({ reset }, link) {
  return reset ? link.reset() : link.close();
}
