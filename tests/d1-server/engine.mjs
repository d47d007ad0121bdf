// Owns: the real D1 engine: a workerd process with miniflare's D1 object, any number of databases, asked over HTTP.
// Never: REST paths, tokens, database names.
import { File } from "node:buffer";
import { readFile } from "node:fs/promises";
import http from "node:http";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const here = path.dirname(fileURLToPath(import.meta.url));
const engines = ["new", "bundled"];

// Miniflare compiles its D1 object against internal module names that only its own services may import;
// these public ones hold the same code, so the object's source itself stays untouched.
const publicModules = [
  ["miniflare:shared", "./shared.js"],
  ["miniflare:zod", "./zod.js"],
  ["node-internal:internal_assert", "node:assert"],
  ["node-internal:internal_buffer", "node:buffer"],
];

/**
 * Starts the engine. `state`: the folder of the databases' files; `build`: "new" (the pinned workerd) or "bundled"
 * (the older one that came with miniflare). Returns { query, drop, close }.
 */
export async function startEngine({ state, build = "new" }) {
  if (!engines.includes(build)) throw new Error(`--engine ${build}: choose one of ${engines.join(", ")}.`);
  if (build === "new") process.env.MINIFLARE_WORKERD_PATH = newWorkerd();
  else delete process.env.MINIFLARE_WORKERD_PATH;
  globalThis.File ??= File; // Miniflare expects it to be there; Node 18 does not have it as a global.
  const { Miniflare } = await import("miniflare");
  const miniflare = new Miniflare({
    durableObjectsPersist: path.join(state, "d1"),
    workers: [
      {
        name: "d1",
        compatibilityDate: "2023-07-24",
        compatibilityFlags: ["nodejs_compat", "experimental"],
        modules: await workerModules(),
        durableObjects: { DATABASES: { className: "Database", useSQLite: true } },
        unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
      },
    ],
  });
  await miniflare.ready;
  const base = await miniflare.unsafeGetDirectURL("d1");
  const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
  return {
    /** Runs [{sql, params}] as one transaction; gives the engine's JSON text. Throws when it does not answer. */
    query: async (id, statements, format) => {
      const url = new URL(`/${id}/query?resultsFormat=${format}`, base);
      const answer = await exchange(agent, "POST", url, JSON.stringify(statements));
      if (answer.status !== 200) throw new Error(`The engine answered ${answer.status}: ${answer.text.slice(0, 500)}`);
      return answer.text;
    },
    /** Removes everything in the database. */
    drop: (id) => exchange(agent, "DELETE", new URL(`/${id}/drop`, base), ""),
    /** Ends the workerd process. */
    close: async () => {
      agent.destroy();
      await miniflare.dispose();
    },
  };
}

function newWorkerd() {
  const name = `@cloudflare/workerd-${process.platform}-${process.arch === "x64" ? "64" : process.arch}`;
  try {
    return require.resolve(`${name}/bin/workerd`);
  } catch {
    throw new Error(`The package ${name} is not installed: run npm ci here, or start with --engine bundled.`);
  }
}

async function workerModules() {
  const workers = path.join(path.dirname(require.resolve("miniflare")), "workers");
  const files = [
    ["engine-worker.js", path.join(here, "engine-worker.js")],
    ["database.worker.js", path.join(workers, "d1", "database.worker.js")],
    ["shared.js", path.join(workers, "shared", "index.worker.js")],
    ["zod.js", path.join(workers, "shared", "zod.worker.js")],
  ];
  return Promise.all(
    files.map(async ([name, file]) => ({
      type: "ESModule",
      path: name,
      contents: withPublicModules(await readFile(file, "utf8")),
    })),
  );
}

function withPublicModules(source) {
  return publicModules.reduce((text, [from, to]) => text.replaceAll(`from "${from}"`, `from "${to}"`), source);
}

function exchange(agent, method, url, body) {
  return new Promise((resolve, reject) => {
    const request = http.request(url, { agent, method, headers: { "content-length": Buffer.byteLength(body) } });
    request.on("error", reject);
    request.on("response", (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => resolve({ status: response.statusCode, text: Buffer.concat(chunks).toString("utf8") }));
    });
    request.end(body);
  });
}
