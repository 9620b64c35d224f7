import type { Timers } from "../sync/timers.ts";

const frameMs = 16;

/**
 * Runs jobs soon, one after the other with a frame of 16 ms between them: more could not be drawn. After a frame without any it runs at once.
 * Each stream of results has one of its own, so that none waits for another's.
 */
export function onceAFrame(timers: Timers, now: () => number): (run: () => void) => void {
  let lastMs = Number.NEGATIVE_INFINITY;
  return (run) => {
    // A clock that was set back holds nothing up for longer than a frame.
    const waitMs = Math.min(frameMs, Math.max(0, lastMs + frameMs - now()));
    timers.after(waitMs, () => {
      lastMs = now();
      run();
    });
  };
}
