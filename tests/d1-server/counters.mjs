// Owns: what the server saw, for tests: requests, connections, handshakes, the last SQL texts. Never: decides anything.

const requestsKept = 50;
const statementsKept = 100;
const zero = () => ({
  requests: 0,
  query_requests: 0,
  list_requests: 0,
  connections: 0,
  handshakes: 0,
  resumed_handshakes: 0,
  statements: 0,
  largest_body: 0, // bytes
  most_at_once: 0, // requests between their last byte and their answer
});

/** Counts since the start or the last reset. */
export class Counters {
  #counts = zero();
  #requests = [];
  #sql = [];
  #recording = false;
  #underWay = 0;

  /** A TCP connection was accepted. */
  connected() {
    this.#counts.connections++;
  }

  /** A TLS handshake finished; `resumed` when it used an earlier session. */
  shookHands(resumed) {
    this.#counts.handshakes++;
    if (resumed) this.#counts.resumed_handshakes++;
  }

  /** A request was read whole; `bytes` is its body's length. Returns the record that `understood` completes. */
  received(method, path, bytes) {
    this.#counts.requests++;
    this.#counts.largest_body = Math.max(this.#counts.largest_body, bytes);
    this.#counts.most_at_once = Math.max(this.#counts.most_at_once, ++this.#underWay);
    const record = { method, path, statements: 0, bytes };
    keepLast(this.#requests, [record], requestsKept);
    return record;
  }

  /** The answer to a request that was received is about to be sent. */
  answered() {
    this.#underWay--;
  }

  /** The request of `record` is a "list" or a "query" with these statements. */
  understood(record, kind, statements) {
    this.#counts[`${kind}_requests`]++;
    this.#counts.statements += statements.length;
    record.statements = statements.length;
    if (this.#recording) keepLast(this.#sql, statements, statementsKept);
  }

  /** All counts and the last requests. */
  report() {
    return { ...this.#counts, last_requests: this.#requests };
  }

  /** Zeroes the counts and forgets the requests and the SQL. */
  reset() {
    this.#counts = zero();
    this.#requests = [];
    this.#sql = [];
  }

  /** Begins or ends keeping SQL texts and parameters. */
  record(on) {
    this.#recording = on;
  }

  /** The last statements { sql, params, database, endpoint }, oldest first. */
  recentSql() {
    return this.#sql;
  }
}

function keepLast(list, added, most) {
  list.push(...added.slice(-most));
  list.splice(0, list.length - most);
}
