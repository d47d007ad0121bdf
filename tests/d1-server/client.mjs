// Owns: the small HTTP client of the self tests. Never: anything a driver would do (retries, pools).
import http from "node:http";
import https from "node:https";
import zlib from "node:zlib";

/** Sends one request; gives { status, headers, text, json, gzipped }. `settings` go to node's request as they are. */
export function send(url, { method = "GET", headers = {}, body = "", ...settings } = {}) {
  return new Promise((resolve, reject) => {
    const { request } = url.startsWith("https:") ? https : http;
    const outgoing = request(url, { method, headers, agent: false, ...settings });
    outgoing.on("error", reject);
    outgoing.on("response", (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => resolve(answer(response, Buffer.concat(chunks))));
    });
    outgoing.end(body);
  });
}

/** GET of a control path. */
export async function get(url) {
  return (await send(url)).json;
}

/** POST to a control path; throws what it refused. */
export async function post(url, value) {
  const { status, json } = await send(url, { method: "POST", body: value === undefined ? "" : JSON.stringify(value) });
  if (status !== 200) throw new Error(json.error);
  return json;
}

function answer(response, bytes) {
  const gzipped = response.headers["content-encoding"] === "gzip";
  const text = (gzipped ? zlib.gunzipSync(bytes) : bytes).toString("utf8");
  const isJson = /json/.test(response.headers["content-type"] ?? "");
  return {
    status: response.statusCode,
    headers: response.headers,
    text,
    json: isJson ? JSON.parse(text) : undefined,
    gzipped,
  };
}
