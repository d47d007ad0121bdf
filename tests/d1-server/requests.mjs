// Owns: reading the body of /query and /raw: its checks and the list of statements in it. Never: runs anything.
import { malformed, sqlError } from "./answers.mjs";
import { splitStatements } from "./splitter.mjs";

/**
 * The statements [{sql, params}] of a body `{sql, params}` or `{batch: […]}`, already split at semicolons. Throws an
 * ApiError: 7400 for what is not such a body, 7500 for text without a statement. Unknown fields are ignored.
 */
export function readStatements(text) {
  const body = parseObject(text);
  const items = body.batch === undefined ? [readItem(body, "")] : readBatch(body.batch);
  const statements = items.flatMap(splitItem);
  if (statements.length === 0) throw sqlError("No SQL statements detected.");
  return statements;
}

/** The JSON object in `text`; ApiError 7400 when it is anything else. */
export function parseObject(text) {
  let body;
  try {
    body = JSON.parse(text);
  } catch (error) {
    throw malformed(`The request is malformed: ${error.message}`);
  }
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw malformed(`Expected object, received ${typeName(body)}`);
  }
  return body;
}

function readBatch(batch) {
  if (!Array.isArray(batch)) throw malformed(`Invalid property: batch => Expected array, received ${typeName(batch)}`);
  return batch.map((item, index) => {
    if (typeName(item) === "object") return readItem(item, `batch.${index}.`);
    throw malformed(`Invalid property: batch.${index} => Expected object, received ${typeName(item)}`);
  });
}

function readItem({ sql, params }, prefix) {
  if (sql === undefined) throw malformed(`Invalid property: ${prefix}sql => Required`);
  if (typeof sql !== "string") {
    throw malformed(`Invalid property: ${prefix}sql => Expected string, received ${typeName(sql)}`);
  }
  if (params !== undefined && params !== null && !Array.isArray(params)) {
    throw malformed(`Invalid property: ${prefix}params => Expected array, received ${typeName(params)}`);
  }
  return { sql, params: (params ?? []).map((value, index) => boundValue(value, `${prefix}params.${index}`)) };
}

// Over REST a boolean was reported to bind as the text 'true' or 'false' (d1-api.md, section 7).
function boundValue(value, name) {
  if (typeof value === "boolean") return String(value);
  if (value === null || typeof value === "number" || typeof value === "string" || isBytes(value)) return value;
  throw malformed(`Invalid property: ${name} => Invalid input`);
}

function isBytes(value) {
  return Array.isArray(value) && value.every((byte) => Number.isInteger(byte) && byte >= 0 && byte <= 255);
}

function splitItem({ sql, params }) {
  const pieces = splitStatements(sql);
  if (sql !== "" && (pieces.length === 0 || pieces.some((piece) => piece.empty))) {
    throw sqlError("SQL code did not contain a statement.");
  }
  if (pieces.length > 1 && params.length > 0) {
    throw malformed("The request is malformed: params with multiple statements is not supported");
  }
  // A single statement goes as it was sent: the engine's "at offset N" counts from the start of the caller's text.
  if (pieces.length === 1) return [{ sql, params }];
  return pieces.map((piece) => ({ sql: piece.text, params: [] }));
}

function typeName(value) {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
