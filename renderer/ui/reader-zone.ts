import { useSyncExternalStore } from "react";

export interface ZoneWatch {
  readonly read: () => string;
  readonly subscribe: (listener: () => void) => () => void;
}

const lookMs = 15_000;

/** The system's zone, looked up now and then while somebody shows times: who travels does not restart the console. Making a format costs 50 µs, so that it is not asked at each drawing. */
export function createZoneWatch(systemZone: () => string): ZoneWatch {
  const listeners = new Set<() => void>();
  let zone = systemZone();
  let timer: ReturnType<typeof setInterval> | undefined;
  const look = (): void => {
    const found = systemZone();
    if (found === zone) return;
    zone = found;
    for (const listener of listeners) listener();
  };
  return {
    read: () => zone,
    subscribe: (listener) => {
      if (listeners.size === 0) {
        zone = systemZone();
        timer = setInterval(look, lookMs);
      }
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) clearInterval(timer);
      };
    },
  };
}

const watch = createZoneWatch(() => Intl.DateTimeFormat().resolvedOptions().timeZone);

/** The reader's IANA zone, as the system has it. */
export function useReaderZone(): string {
  return useSyncExternalStore(watch.subscribe, watch.read);
}
