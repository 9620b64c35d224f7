export interface OnlineMonitorOptions {
  readonly isOnline: () => boolean;
  readonly onChange: (online: boolean) => void;
  /** Called every few seconds; returns nothing to call off, the monitor lives as long as the app. */
  readonly every: (ms: number, job: () => void) => void;
}

const lookEveryMs = 5_000;

/** Tells when the machine gains or loses its network. A hint for the window, never a proof: only an answer proves a connection. */
export function watchOnline(options: OnlineMonitorOptions): { readonly check: () => void } {
  let last = options.isOnline();
  const check = (): void => {
    const online = options.isOnline();
    if (online === last) return;
    last = online;
    options.onChange(online);
  };
  options.every(lookEveryMs, check);
  return { check };
}
