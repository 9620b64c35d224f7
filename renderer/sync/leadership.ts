/** Who synchronises a profile: one window at a time. */
export interface Leadership {
  /** Waits until this window leads, then runs `lead` and leads until its promise settles. Ends early, without leading, when `signal` aborts. */
  hold(lead: () => Promise<void>, signal: AbortSignal): Promise<void>;
}

/** Leadership by Web Lock: the browser hands it on when a window is gone. A frozen window that wakes up is stopped by the fence in the database. */
export function webLockLeadership(locks: LockManager, profile: string): Leadership {
  return {
    hold: async (lead, signal) => {
      try {
        await locks.request(`headroom-sync-${profile}`, { signal }, lead);
      } catch (error) {
        if (!signal.aborted) throw error;
      }
    },
  };
}
