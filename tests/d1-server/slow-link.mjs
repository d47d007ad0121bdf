// Owns: one direction of a slow network link: delay and rate, order kept. Never: opens sockets.

const mostQueuedBytes = 4 * 1024 * 1024;

/**
 * Copies `from` to `to`, each piece `delayMs` later and no faster than `kilobits` per second (undefined: as it comes).
 * The end and a failure of one side reach the other, the end as late as the last byte.
 */
export function copySlowly(from, to, { delayMs = 0, kilobits } = {}) {
  let freeAt = 0;
  let queued = 0;
  const later = (bytes, action) => {
    const spent = kilobits === undefined ? 0 : (bytes * 8) / kilobits;
    freeAt = Math.max(freeAt, performance.now()) + spent;
    const wait = freeAt + delayMs - performance.now();
    if (wait <= 0) action();
    else setTimeout(action, wait);
  };
  from.on("data", (piece) => {
    queued += piece.length;
    if (queued > mostQueuedBytes) from.pause();
    later(piece.length, () => {
      queued -= piece.length;
      if (queued <= mostQueuedBytes) from.resume();
      if (!to.destroyed) to.write(piece);
    });
  });
  from.on("end", () => later(0, () => to.end()));
  from.on("error", () => to.destroy());
  from.on("close", () => later(0, () => to.destroySoon()));
}
