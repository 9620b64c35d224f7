import { useSyncExternalStore } from "react";
import { createTicker } from "./ticker.ts";

/** What a window hears when somebody comes back to it, or the machine to its network. */
function onWake(wake: () => void): () => void {
  const events = ["focus", "pageshow", "online"] as const;
  for (const event of events) window.addEventListener(event, wake);
  document.addEventListener("visibilitychange", wake);
  return () => {
    for (const event of events) window.removeEventListener(event, wake);
    document.removeEventListener("visibilitychange", wake);
  };
}

const ports = { now: () => Date.now(), onWake };
const tickers = { second: createTicker(1000, ports), minute: createTicker(60_000, ports) };

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
