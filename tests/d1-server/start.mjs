// Owns: starting one of the servers here as a child and waiting for its ready line, for tests. Never: what they serve.
import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import readline from "node:readline";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));

/**
 * Starts `script` ("server.mjs", …) with `parameters`; it ends with this process. Returns { info: the ready line,
 * child, stop: ends it and gives its exit code }. Throws with its exit code when it ends before it is ready.
 */
export async function start(script, ...parameters) {
  const child = spawn(process.execPath, [path.join(here, script), ...parameters, "--stay-with-parent"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  const ended = exited.then(([code]) => {
    throw new Error(`${script} ended with ${code} before it was ready.`);
  });
  const [line] = await Promise.race([once(readline.createInterface({ input: child.stdout }), "line"), ended]);
  ended.catch(() => {});
  const stop = async () => {
    child.kill("SIGTERM");
    return (await exited)[0];
  };
  return { info: JSON.parse(line), child, stop };
}
