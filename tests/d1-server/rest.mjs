// Owns: the routes of the D1 REST API: authentication, paths, what each endpoint answers. Never: sockets, gzip, TLS.
import { ApiError, failure, malformed, sqlError, success, successText } from "./answers.mjs";
import { parseObject, readStatements } from "./requests.mjs";

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const namePattern = /^[a-zA-Z0-9][a-zA-Z0-9_-]*$/;
const pathPattern = /^\/client\/v4\/accounts\/([^/]+)\/d1\/database(?:\/([^/]+))?(?:\/([^/]+))?$/;
const largestPage = 10000;
const defaultPage = 1000;
const tableCount = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf\\_%' ESCAPE '\\'";

// The engine writes "meta" after the rows. This text cannot be met inside a value: quotes in strings are escaped.
const metaStart = /"meta":\{"served_by":"miniflare\.db","duration":([0-9.e+-]+),/g;
const servedBy =
  '"meta":{"served_by":"v3-prod","served_by_region":"WEUR","served_by_colo":"AMS","served_by_primary":true,' +
  '"timings":{"sql_duration_ms":$1},"total_attempts":1,"duration":$1,';

/** The D1 REST API over an engine (engine.mjs) and a registry (registry.mjs), for one account and one token. */
export class RestApi {
  #engine;
  #registry;
  #account;
  #token;
  #routes = {
    "GET": (call) => this.#list(call),
    "POST": (call) => this.#create(call),
    "GET id": (call) => this.#get(call),
    "DELETE id": (call) => this.#delete(call),
    "POST id query": (call) => this.#run(call, "ARRAY_OF_OBJECTS"),
    "POST id raw": (call) => this.#run(call, "ROWS_AND_COLUMNS"),
  };

  constructor({ engine, registry, account, token }) {
    this.#engine = engine;
    this.#registry = registry;
    this.#account = account;
    this.#token = token;
  }

  /**
   * Answers one request { method, url, authorization, body } with { status, text }; never throws.
   * `observe(kind, statements)` is told when it is a list ("list") or a query ("query") that was understood.
   */
  async answer({ method, url, authorization, body, observe }) {
    try {
      this.#authenticate(authorization);
      const { pathname, searchParams } = new URL(url, "http://localhost");
      const { route, id, action } = this.#find(method, pathname);
      return await route({ id, action, searchParams, body, observe });
    } catch (error) {
      if (error instanceof ApiError) return failure(error);
      process.stderr.write(`d1-server: ${error.stack}\n`);
      return failure(new ApiError(500, 7500, `internal error; reference = ${error.message}`));
    }
  }

  #authenticate(authorization) {
    if (authorization !== undefined && !/^Bearer [\w.~+/=-]+$/.test(authorization)) {
      const chain = [{ code: 6111, message: "Invalid format for Authorization header" }];
      throw new ApiError(400, 6003, "Invalid request headers", chain);
    }
    if (authorization !== `Bearer ${this.#token}`) throw new ApiError(401, 10000, "Authentication error");
  }

  #find(method, pathname) {
    const [, account, id, action] = pathPattern.exec(pathname) ?? [];
    const route = this.#routes[[method, id && "id", action].filter(Boolean).join(" ")];
    if (account === undefined || route === undefined) {
      throw new ApiError(405, 7001, `${method} not supported for requested URI.`);
    }
    if (account !== this.#account) {
      throw new ApiError(403, 7403, "The given account is not valid or is not authorized to access this service");
    }
    if (id !== undefined && !uuidPattern.test(id)) throw malformed("Invalid property: databaseId => Invalid uuid");
    return { route, id: id?.toLowerCase(), action };
  }

  #list({ searchParams, observe }) {
    observe("list", []);
    const page = wholeNumber(searchParams, "page", 1, Number.MAX_SAFE_INTEGER);
    const perPage = wholeNumber(searchParams, "per_page", defaultPage, largestPage);
    const part = searchParams.get("name") ?? "";
    const found = this.#registry.all().filter(({ name }) => name.includes(part));
    const shown = found.slice((page - 1) * perPage, page * perPage);
    return success(shown, { page, per_page: perPage, count: shown.length, total_count: found.length });
  }

  async #create({ body }) {
    const { name, jurisdiction } = parseObject(body);
    if (name === undefined) throw malformed("Invalid property: name => Required");
    if (typeof name !== "string" || !namePattern.test(name)) throw malformed("Invalid property: name => Invalid");
    return success(await this.#described(await this.#registry.create(name, jurisdiction)));
  }

  async #get({ id }) {
    return success({ ...(await this.#described(this.#registry.get(id))), running_in_region: "WEUR" });
  }

  async #delete({ id }) {
    await this.#registry.remove(id);
    await this.#engine.drop(id);
    return success(null);
  }

  async #described(database) {
    const text = await this.#engine.query(database.uuid, [{ sql: tableCount, params: [] }], "ROWS_AND_COLUMNS");
    const [{ results, meta }] = JSON.parse(text);
    const read_replication = { mode: "disabled" };
    return { ...database, num_tables: results.rows[0][0], file_size: meta.size_after, read_replication };
  }

  async #run({ id, action, body, observe }, format) {
    this.#registry.get(id);
    const statements = readStatements(body);
    observe(
      "query",
      statements.map((statement) => ({ ...statement, database: id, endpoint: action })),
    );
    const text = await this.#engine.query(id, statements, format);
    if (!text.startsWith("[")) throw sqlError(JSON.parse(text).error);
    return successText(text.replace(metaStart, servedBy));
  }
}

function wholeNumber(searchParams, name, otherwise, largest) {
  const text = searchParams.get(name);
  if (text === null) return otherwise;
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= largest) return number;
  throw malformed(`Invalid property: ${name} => Expected a number from 1 to ${largest}, received ${text}`);
}
