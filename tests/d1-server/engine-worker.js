// Owns: what runs inside workerd: one Durable Object per database id, each being miniflare's own D1 object.
// Never: REST envelopes, tokens, SQL of its own.
import { D1DatabaseObject } from "./database.worker.js";

/** Miniflare's D1 database, plus the one thing it lacks: being deleted. */
export class Database extends D1DatabaseObject {
  /** Answers POST /query as D1 does; DELETE drops every row and table of this database. */
  async fetch(request) {
    if (request.method !== "DELETE") return super.fetch(request);
    await this.state.storage.deleteAll();
    return new Response(null, { status: 204 });
  }
}

export default {
  /** Forwards /{database id}/query?resultsFormat=… to the object of that id. */
  async fetch(request, env) {
    const url = new URL(request.url);
    const [, id, action] = url.pathname.split("/");
    const object = env.DATABASES.get(env.DATABASES.idFromName(id));
    return object.fetch(`http://d1/${action}${url.search}`, {
      method: request.method,
      body: request.body,
      cf: { miniflare: { name: id } },
    });
  },
};
