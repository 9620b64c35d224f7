export interface IdleLockOptions {
  /** Seconds since anybody touched the machine. */
  readonly idleSeconds: () => number;
  /** Minutes after which to lock; null = nothing to lock. */
  readonly limitMinutes: () => Promise<number | null>;
  readonly lock: () => Promise<unknown>;
  /** The job lives as long as the app. */
  readonly every: (ms: number, job: () => void) => void;
  readonly onFault: (where: string, error: unknown) => void;
}

const lookEveryMs = 10_000;

/** Locks when nobody has touched the machine for long enough. `check` looks at once, e.g. after the machine woke up. */
export function watchIdle(options: IdleLockOptions): { readonly check: () => void } {
  const look = async (): Promise<void> => {
    const limit = await options.limitMinutes();
    if (limit !== null && options.idleSeconds() >= limit * 60) await options.lock();
  };
  const check = (): void => {
    look().catch((error: unknown) => options.onFault("locking after idleness", error));
  };
  options.every(lookEveryMs, check);
  return { check };
}
