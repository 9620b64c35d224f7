/** Time passing, handed in: the simulation owns it. */
export interface Timers {
  /** Runs once after `ms`. Returns the function that forgets it. */
  after(ms: number, run: () => void): () => void;
}

export const systemTimers: Timers = {
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
