// Owns: the plain-HTTP control port that tests talk to beside the server under test. Never: touches what it controls.
import http from "node:http";
import { listenOnLoopback } from "./loopback.mjs";

/**
 * Serves `routes` { "GET /path": ({ query, body }) => JSON value } on a free loopback port; undefined becomes
 * {"ok":true}, a throw 400 {"error":text}. Returns { url, close }.
 */
export async function startControl(routes) {
  const handler = async (request, response) => {
    const url = new URL(request.url, "http://localhost");
    const route = routes[`${request.method} ${url.pathname}`];
    const { status, value } = await outcome(route, url.searchParams, await readBody(request));
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
  };
  const { port, close } = await listenOnLoopback([http.createServer(handler), http.createServer(handler)]);
  return { url: `http://127.0.0.1:${port}`, close };
}

/** The whole body of an incoming message as a Buffer; throws when the client goes away. */
export async function readBody(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function outcome(route, query, body) {
  if (route === undefined) return { status: 404, value: { error: "No such control path." } };
  try {
    return { status: 200, value: await route({ query, body: body.toString("utf8") }) ?? { ok: true } };
  } catch (error) {
    return { status: 400, value: { error: error.message } };
  }
}
