// Owns: the life of a server process: its folder, its ready line, its end. Never: what it serves.
import { rmSync } from "node:fs";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

/** The state folder: `given` (made when missing, kept) or a temporary one, removed when the process exits. */
export async function openFolder(given, name) {
  if (given === undefined) {
    const folder = await mkdtemp(path.join(tmpdir(), `${name}-`));
    process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
    return folder;
  }
  const folder = path.resolve(given);
  await mkdir(folder, { recursive: true });
  return folder;
}

/** Prints `info` as one line of JSON and writes it to `file` too, when one is given. */
export async function announce(info, file) {
  const line = JSON.stringify(info);
  if (file !== undefined) await writeFile(file, `${line}\n`);
  process.stdout.write(`${line}\n`);
}

/** Calls `stop` once on SIGTERM, SIGINT or, `withParent`, when stdin closes; then the process exits with 0. */
export function stopWhenTold(stop, withParent) {
  let stopping = false;
  const end = async () => {
    if (stopping) return;
    stopping = true;
    await stop();
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"]) {
    process.removeAllListeners(signal); // Miniflare's own listener exits at once, before anything is closed.
    process.on(signal, end);
  }
  if (withParent) process.stdin.on("end", end).on("close", end).on("error", end).resume();
}

/** Runs `main`; a failure is one line on stderr and exit code 1. */
export function runMain(name, main) {
  main().catch((error) => {
    process.stderr.write(`${name}: ${error.message}\n`);
    process.exit(1);
  });
}
