// Owns: sockets of the servers here: loopback only, both families on one port, ended at once on close. Never: HTTP.
import net from "node:net";

/**
 * Lets `servers` ([one, another] of the same kind) listen on 127.0.0.1 and, where there is IPv6, on ::1 with the same
 * port; `port` 0 picks one. Returns { port, close }; close also ends every open connection.
 */
export async function listenOnLoopback([first, second], port = 0) {
  const sockets = new Set();
  for (const server of [first, second]) {
    server.on("connection", (socket) => {
      sockets.add(socket);
      socket.once("close", () => sockets.delete(socket));
    });
  }
  await listen(first, "127.0.0.1", port);
  const chosen = first.address().port;
  const both = await listen(second, "::1", chosen).then(() => true, () => false);
  const close = async () => {
    for (const socket of sockets) socket.destroy();
    await Promise.all([ended(first), both ? ended(second) : undefined]);
  };
  return { port: chosen, close };
}

/** True for the loopback addresses; forwarding anywhere else is refused by its callers. */
export function isLoopback(host) {
  return host === "localhost" || host === "::1" || (net.isIPv4(host) && host.startsWith("127."));
}

function listen(server, host, port) {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port }, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function ended(server) {
  return new Promise((resolve) => server.close(resolve));
}
