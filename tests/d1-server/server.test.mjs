// Owns: the claims about the D1 server over the real engine. Never: faults and proxies (faults.test.mjs).
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { readFileSync } from "node:fs";
import https from "node:https";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { get, post, send } from "./client.mjs";
import { start } from "./start.mjs";

const unknownId = "00000000-0000-4000-8000-000000000000";

for (const engine of ["new", "bundled"]) {
  let server;
  let databases;
  let one;
  let ca;
  let folder;

  const claim = (name, body) => test(`${name} [${engine}]`, body);
  const bearer = () => ({ authorization: `Bearer ${server.info.token}` });
  const call = (url, settings = {}) => send(url, { ca, headers: bearer(), ...settings });
  const postTo = (url, body) => call(url, { method: "POST", body: JSON.stringify(body) });
  const run = async (body, action = "raw") => (await postTo(`${one}/${action}`, body)).json;
  const rowsOf = async (sql, params) => (await run({ sql, params })).result[0].results.rows;
  const errorOf = ({ status, json }) => [status, json.errors[0].code, json.errors[0].message, json.success];
  const refusal = async (body) => errorOf(await postTo(`${one}/raw`, body));

  async function open() {
    server = await start("server.mjs", "--state", folder, "--database", "main", "--engine", engine);
    const { endpoint, account, ca: file, databases: known } = server.info;
    ca = readFileSync(file);
    databases = `${endpoint}/accounts/${account}/d1/database`;
    one = `${databases}/${known.main}`;
  }

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "d1-selftest-"));
    await open();
  });

  after(async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  });

  claim("values come and go as D1 binds and shows them", async () => {
    const sql = "SELECT typeof(?1), ?1, typeof(?2), ?2, typeof(?3), ?3, typeof(?4), ?4, typeof(?5), ?5";
    const [row] = await rowsOf(sql, [1, "é\u0000😀", null, [0, 255], true]);
    assert.deepEqual(row, ["real", 1, "text", "é\u0000😀", "null", null, "blob", [0, 255], "text", "true"]);
    assert.deepEqual(await rowsOf("SELECT 9007199254740993, 1e999, 1.0, X''"), [[9007199254740992, null, 1, []]]);
    assert.deepEqual(await rowsOf("SELECT CAST(CAST(? AS INTEGER) AS TEXT)", ["9223372036854775807"]), [
      ["9223372036854775807"],
    ]);
  });

  claim("/raw keeps duplicate names and the columns of an empty result, /query does not", async () => {
    const sql = "SELECT 1 AS a, 2 AS a WHERE ? = 1";
    assert.deepEqual((await run({ sql, params: [1] })).result[0].results, { columns: ["a", "a"], rows: [[1, 2]] });
    assert.deepEqual((await run({ sql, params: [0] })).result[0].results, { columns: ["a", "a"], rows: [] });
    assert.deepEqual((await run({ sql, params: [1] }, "query")).result[0].results, [{ a: 2 }]);
  });

  claim("writes tell changes and last_row_id; RETURNING gives rows, other writes no columns", async () => {
    const made = await run({ sql: "CREATE TABLE w(id INTEGER PRIMARY KEY, t TEXT)" });
    assert.deepEqual(made.result[0].results, { columns: [], rows: [] });
    const { results, meta } = (await run({ sql: "INSERT INTO w(t) VALUES ('x'),('y') RETURNING id, id", params: [] }))
      .result[0];
    assert.deepEqual(results, {
      columns: ["id", "id"],
      rows: [
        [1, 1],
        [2, 2],
      ],
    });
    assert.deepEqual([meta.changes, meta.last_row_id, meta.changed_db, meta.rows_written], [2, 2, true, 2]);
    assert.deepEqual([meta.served_by, meta.served_by_primary, meta.total_attempts], ["v3-prod", true, 1]);
    assert.equal(typeof meta.timings.sql_duration_ms, "number");
    assert.ok(meta.size_after >= 8192);
  });

  claim("a batch is all or nothing, and so is a text of several statements", async () => {
    await run({ sql: "CREATE TABLE b(k PRIMARY KEY)" });
    const insert = { sql: "INSERT INTO b VALUES (?)", params: ["1"] };
    const text = "UNIQUE constraint failed: b.k: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_PRIMARYKEY)";
    assert.deepEqual(await refusal({ batch: [insert, insert] }), [400, 7500, text, false]);
    assert.deepEqual(await refusal({ sql: "INSERT INTO b VALUES (1); INSERT INTO b VALUES (1)" }), [
      400,
      7500,
      text,
      false,
    ]);
    assert.deepEqual(await rowsOf("SELECT count(*) FROM b"), [[0]]);
    assert.equal((await run({ batch: [insert, { sql: "SELECT 1; SELECT changes()" }] })).result.length, 3);
    assert.deepEqual(await rowsOf("SELECT k FROM b"), [["1"]]);
  });

  claim("refused bodies and SQL have D1's status, code and text", async () => {
    const tooMany = Array.from({ length: 101 }, () => 1);
    const refused = [
      [{ sql: "SELECT nope" }, 7500, "no such column: nope at offset 7: SQLITE_ERROR"],
      [{ sql: "  SELEC" }, 7500, 'near "SELEC": syntax error at offset 2: SQLITE_ERROR'],
      [{ sql: "SELECT ?", params: [] }, 7500, "Wrong number of parameter bindings for SQL query."],
      [
        { sql: "SELECT 1; SELECT ?", params: [1] },
        7400,
        "The request is malformed: params with multiple statements is not supported",
      ],
      [{ sql: "-- nothing" }, 7500, "SQL code did not contain a statement."],
      [{ sql: "" }, 7500, "No SQL statements detected."],
      [{ batch: [] }, 7500, "No SQL statements detected."],
      [{}, 7400, "Invalid property: sql => Required"],
      [[{ sql: "SELECT 1" }], 7400, "Expected object, received array"],
      [{ sql: `SELECT '${"x".repeat(99_992)}'` }, 7500, "statement too long: SQLITE_TOOBIG"],
      [{ sql: "ATTACH 'x' AS y" }, 7500, "not authorized: SQLITE_AUTH"],
      [{ sql: `SELECT ${tooMany.map(() => "?")}`, params: tooMany }, 7500, /^too many SQL variables/],
      [{ sql: "BEGIN" }, 7500, /^To execute a transaction, please use the state\.storage\.transaction\(\)/],
    ];
    for (const [body, code, text] of refused) {
      const [status, gotCode, gotText, success] = await refusal(body);
      assert.deepEqual([status, gotCode, success], [400, code, false], JSON.stringify(body).slice(0, 80));
      if (text instanceof RegExp) assert.match(gotText, text);
      else assert.equal(gotText, text);
    }
  });

  claim("wrong tokens, accounts, ids and paths are refused as the API does", async () => {
    const asked = async (url, authorization = bearer().authorization) =>
      errorOf(await call(url, { headers: authorization === null ? {} : { authorization } })).slice(0, 3);
    assert.deepEqual(await asked(databases, "Bearer wrong"), [401, 10000, "Authentication error"]);
    assert.deepEqual(await asked(databases, null), [401, 10000, "Authentication error"]);
    assert.deepEqual(await asked(databases, "test-token"), [400, 6003, "Invalid request headers"]);
    const otherAccount = databases.replace(server.info.account, "f".repeat(32));
    assert.deepEqual((await asked(otherAccount)).slice(0, 2), [403, 7403]);
    assert.deepEqual(await asked(`${databases}/main`), [400, 7400, "Invalid property: databaseId => Invalid uuid"]);
    assert.deepEqual(await asked(`${databases}/${unknownId}`), [
      404,
      7404,
      `The database ${unknownId} could not be found`,
    ]);
    assert.deepEqual(await asked(`${databases}/${unknownId}/raw`), [405, 7001, "GET not supported for requested URI."]);
  });

  claim("databases are made, listed by pages and name, and deleted with their rows", async () => {
    const made = (await postTo(databases, { name: "second" })).json.result;
    assert.equal(made.num_tables, 0);
    await postTo(`${databases}/${made.uuid}/query`, { sql: "CREATE TABLE only_here(a)" });
    assert.equal((await call(`${databases}/${made.uuid}`)).json.result.num_tables, 1);
    assert.deepEqual(errorOf(await postTo(databases, { name: "second" })).slice(0, 3), [
      400,
      7502,
      "Database with name: 'second' already exists",
    ]);
    const page = (await call(`${databases}?per_page=1&page=2`)).json;
    assert.deepEqual(
      page.result.map(({ name }) => name),
      ["second"],
    );
    assert.deepEqual(page.result_info, { page: 2, per_page: 1, count: 1, total_count: 2 });
    assert.deepEqual(
      (await call(`${databases}?name=eco`)).json.result.map(({ uuid }) => uuid),
      [made.uuid],
    );
    assert.equal((await call(`${databases}/${made.uuid}`, { method: "DELETE" })).json.result, null);
    assert.equal((await call(`${databases}/${made.uuid}`, { method: "DELETE" })).status, 404);
  });

  claim("answers are compressed when asked for, and carry their length otherwise", async () => {
    const settings = { method: "POST", body: JSON.stringify({ sql: "SELECT 1" }) };
    const packed = await call(`${one}/raw`, { ...settings, headers: { ...bearer(), "accept-encoding": "gzip" } });
    assert.deepEqual([packed.gzipped, packed.headers["transfer-encoding"]], [true, "chunked"]);
    const plain = await call(`${one}/raw`, settings);
    assert.deepEqual([plain.gzipped, Number(plain.headers["content-length"])], [false, plain.text.length]);
    assert.deepEqual(packed.json.result[0].results, plain.json.result[0].results);
  });

  claim(
    "counters tell requests, statements, connections and resumed handshakes; SQL is recorded on demand",
    async () => {
      const { control } = server.info;
      const agent = new https.Agent({ keepAlive: true, maxSockets: 1 });
      await post(`${control}/__test/reset`);
      await post(`${control}/__test/recent_sql?on=1`);
      const body = JSON.stringify({ batch: [{ sql: "SELECT ?", params: [7] }, { sql: "SELECT 2" }] });
      for (let i = 0; i < 2; i++) await call(`${one}/raw`, { method: "POST", body, agent });
      await call(databases, { agent });
      agent.destroy();
      await call(databases, { agent }); // a new connection of the same agent offers the session it has kept
      agent.destroy();
      const { last_requests, ...counts } = await get(`${control}/__test/counters`);
      assert.deepEqual(counts, {
        requests: 4,
        query_requests: 2,
        list_requests: 2,
        connections: 2,
        handshakes: 2,
        resumed_handshakes: 1,
        statements: 4,
        largest_body: body.length,
        most_at_once: 1,
      });
      assert.deepEqual(last_requests[0], {
        method: "POST",
        path: new URL(`${one}/raw`).pathname,
        statements: 2,
        bytes: body.length,
      });
      const [first] = await get(`${control}/__test/recent_sql`);
      assert.deepEqual(first, { sql: "SELECT ?", params: [7], database: server.info.databases.main, endpoint: "raw" });
      await post(`${control}/__test/recent_sql?on=0`);
    },
  );

  claim("only a client that knows the CA is served", async () => {
    await assert.rejects(send(databases, { headers: bearer() }), { code: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" });
    assert.equal((await call(databases.replace("localhost", "127.0.0.1"))).status, 200);
  });

  claim("a large result and a large value pass whole", async () => {
    const series =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) " +
      "SELECT i, hex(zeroblob(50)) FROM n";
    const rows = await rowsOf(series);
    assert.deepEqual([rows.length, rows[19999][0]], [20000, 20000]);
    assert.deepEqual(await rowsOf("SELECT length(?)", ["x".repeat(1_900_000)]), [[1900000]]);
  });

  claim("after a stop and a start on the same folder everything is there, certificate authority included", async () => {
    await run({ sql: "CREATE TABLE kept(a)" });
    await run({ sql: "INSERT INTO kept VALUES (?)", params: ["still here"] });
    const { databases: earlier } = server.info;
    const oldCa = ca;
    assert.equal(await server.stop(), 0);
    await open();
    assert.deepEqual(server.info.databases, earlier);
    ca = oldCa;
    assert.deepEqual(await rowsOf("SELECT a FROM kept"), [["still here"]]);
  });
}
