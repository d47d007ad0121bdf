// Owns: which databases exist: name, id, time of creation, kept in a file of the state folder. Never: their rows.
import { randomUUID } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { ApiError } from "./answers.mjs";

/** The list of databases in `state`/databases.json. Changes are on disk when the returned promises are done. */
export class Registry {
  #file;
  #databases;
  #saving = Promise.resolve();

  constructor(file, databases) {
    this.#file = file;
    this.#databases = databases;
  }

  /** Opens the list in folder `state`; a missing file is an empty list. */
  static async open(state) {
    const file = path.join(state, "databases.json");
    const text = await readFile(file, "utf8").catch((error) => {
      if (error.code === "ENOENT") return "[]";
      throw error;
    });
    return new Registry(file, JSON.parse(text));
  }

  /** Every database {uuid, name, version, created_at, jurisdiction}, oldest first. */
  all() {
    return this.#databases;
  }

  /** The database of that id; 404 / 7404 when there is none. */
  get(uuid) {
    const found = this.#databases.find((database) => database.uuid === uuid);
    if (found === undefined) throw new ApiError(404, 7404, `The database ${uuid} could not be found`);
    return found;
  }

  /** The database of exactly that name, or undefined. */
  named(name) {
    return this.#databases.find((database) => database.name === name);
  }

  /** Adds a database; 400 / 7502 when the name is taken. */
  async create(name, jurisdiction = null) {
    if (this.named(name) !== undefined) throw new ApiError(400, 7502, `Database with name: '${name}' already exists`);
    const created_at = new Date().toISOString();
    const database = { uuid: randomUUID(), name, version: "production", created_at, jurisdiction };
    this.#databases.push(database);
    await this.#save();
    return database;
  }

  /** Takes the database off the list; 404 / 7404 when there is none. */
  async remove(uuid) {
    this.#databases.splice(this.#databases.indexOf(this.get(uuid)), 1);
    await this.#save();
  }

  // One write after another, each whole: a killed server never leaves half a list.
  #save() {
    this.#saving = this.#saving.then(async () => {
      await writeFile(`${this.#file}.new`, JSON.stringify(this.#databases, null, 1));
      await rename(`${this.#file}.new`, this.#file);
    });
    return this.#saving;
  }
}
