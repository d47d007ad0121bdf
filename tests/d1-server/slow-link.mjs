// Owns: one direction of a slow network link: delay and rate, order kept. Never: opens sockets.

const mostQueuedBytes = 4 * 1024 * 1024;

/**
 * Copies `from` to `to`, each piece `delayMs` later and no faster than `kilobits` per second (undefined: as it comes).
 * The end and a failure of one side reach the other, the end as late as the last byte.
 */
export function copySlowly(from, to, { delayMs = 0, kilobits } = {}) {
  let freeAt = 0;
  let queued = 0;
  let timer;
  const waiting = []; // { due, action }, in order: one timer for all, since timers of their own can overtake each other
  const run = () => {
    timer = undefined;
    while (waiting.length > 0 && waiting[0].due <= performance.now()) waiting.shift().action();
    if (waiting.length > 0) timer ??= setTimeout(run, waiting[0].due - performance.now());
  };
  const later = (bytes, action) => {
    const spent = kilobits === undefined ? 0 : (bytes * 8) / kilobits;
    freeAt = Math.max(freeAt, performance.now()) + spent;
    waiting.push({ due: freeAt + delayMs, action });
    if (timer === undefined) run();
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
