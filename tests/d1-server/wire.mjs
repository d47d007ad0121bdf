// Owns: HTTP/1.1 as bytes: cutting requests out of a stream, writing a head. Never: sockets, what is answered.

const mostHeadBytes = 64 * 1024;
const mostBodyBytes = 256 * 1024 * 1024;

/** Cuts whole requests out of the bytes given to `push`. Knows Content-Length bodies and chunked ones. */
export class RequestReader {
  #waiting = Buffer.alloc(0);

  /** Takes more bytes; returns the requests { method, path, headers, body: Buffer } that are whole now. */
  push(bytes) {
    this.#waiting = Buffer.concat([this.#waiting, bytes]);
    const requests = [];
    for (let found = this.#next(); found !== undefined; found = this.#next()) requests.push(found);
    return requests;
  }

  #next() {
    const headEnd = this.#waiting.indexOf("\r\n\r\n");
    if (headEnd < 0 && this.#waiting.length > mostHeadBytes) throw new Error("The request's head is too long.");
    if (headEnd < 0) return undefined;
    const head = readHead(this.#waiting.subarray(0, headEnd).toString("latin1"));
    const found = readBody(head.headers, this.#waiting.subarray(headEnd + 4));
    if (found === undefined) return undefined;
    this.#waiting = this.#waiting.subarray(headEnd + 4 + found.used);
    return { ...head, body: found.body };
  }
}

/** The bytes of a status line and header fields, empty line included. A field's value may be a list of values. */
export function writeHead(status, reason, headers) {
  const fields = Object.entries(headers).flatMap(([name, value]) => [value].flat().map((one) => `${name}: ${one}\r\n`));
  return Buffer.from(`HTTP/1.1 ${status} ${reason}\r\n${fields.join("")}\r\n`, "latin1");
}

function readHead(text) {
  const [requestLine, ...fields] = text.split("\r\n");
  const [method, path] = requestLine.split(" ");
  const headers = {};
  for (const field of fields) {
    const colon = field.indexOf(":");
    headers[field.slice(0, colon).toLowerCase()] = field.slice(colon + 1).trim();
  }
  return { method, path, headers };
}

function readBody(headers, bytes) {
  if (/chunked/i.test(headers["transfer-encoding"] ?? "")) return readChunks(bytes);
  const length = Number(headers["content-length"] ?? 0);
  if (!(length <= mostBodyBytes)) throw new Error(`A request body of ${length} bytes is not taken.`);
  return bytes.length < length ? undefined : { body: Buffer.from(bytes.subarray(0, length)), used: length };
}

function readChunks(bytes) {
  const chunks = [];
  for (let at = 0; at < bytes.length;) {
    const lineEnd = bytes.indexOf("\r\n", at);
    if (lineEnd < 0) return undefined;
    const size = parseInt(bytes.subarray(at, lineEnd).toString("latin1"), 16);
    const end = lineEnd + 2 + size + 2;
    if (!(end <= bytes.length)) return undefined;
    if (size === 0) return { body: Buffer.concat(chunks), used: end };
    chunks.push(bytes.subarray(lineEnd + 2, end - 2));
    at = end;
  }
  return undefined;
}
