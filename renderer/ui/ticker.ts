export interface Ticker {
  readonly subscribe: (listener: () => void) => () => void;
  readonly read: () => number;
}

export interface TickerPorts {
  /** UTC ms. */
  readonly now: () => number;
  /** Calls back whenever the machine may have slept; answers how to stop. */
  readonly onWake: (wake: () => void) => () => void;
}

/** No timer is longer: timers stand while a machine sleeps, so that the time would be old for as long after it woke. */
const longestMs = 10_000;

/**
 * One timer for all who watch, running only while somebody does. The value changes at the tick, or when the machine wakes to another time; never
 * between.
 */
export function createTicker(stepMs: number, { now, onWake }: TickerPorts): Ticker {
  const listeners = new Set<() => void>();
  let value = now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopListening: (() => void) | undefined;
  const update = (): void => {
    const nowMs = now();
    if (Math.floor(nowMs / stepMs) === Math.floor(value / stepMs)) return;
    value = nowMs;
    for (const listener of listeners) listener();
  };
  const schedule = (): void => {
    timer = setTimeout(
      () => {
        update();
        schedule();
      },
      Math.min(stepMs - (now() % stepMs), longestMs),
    );
  };
  return {
    read: () => value,
    subscribe: (listener) => {
      if (listeners.size === 0) {
        value = now();
        schedule();
        stopListening = onWake(update);
      }
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearTimeout(timer);
        stopListening?.();
      };
    },
  };
}
