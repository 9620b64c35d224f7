import { useSyncExternalStore } from "react";

interface Ticker {
  readonly subscribe: (listener: () => void) => () => void;
  readonly read: () => number;
}

/** One timer for all who watch, running only while somebody does. The value changes at the tick, never between. */
function createTicker(stepMs: number): Ticker {
  const listeners = new Set<() => void>();
  let now = Date.now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const schedule = (): void => {
    timer = setTimeout(
      () => {
        now = Date.now();
        for (const listener of listeners) listener();
        schedule();
      },
      stepMs - (Date.now() % stepMs),
    );
  };
  return {
    read: () => now,
    subscribe: (listener) => {
      if (listeners.size === 0) {
        now = Date.now();
        schedule();
      }
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) clearTimeout(timer);
      };
    },
  };
}

const tickers = { second: createTicker(1000), minute: createTicker(60_000) };

/** The laptop's time, ms, brought up to date every second or minute. For clocks and ages on the screen; records get their time elsewhere. */
export function useNow(every: "second" | "minute"): number {
  const ticker = tickers[every];
  return useSyncExternalStore(ticker.subscribe, ticker.read);
}

/** What `read` makes of the laptop's time, every second: the component draws again only when that differs, e.g. once a minute for `3 h 20 min`. */
export function useNowAs<T extends string | number | boolean>(read: (nowMs: number) => T): T {
  const ticker = tickers.second;
  return useSyncExternalStore(ticker.subscribe, () => read(ticker.read()));
}
