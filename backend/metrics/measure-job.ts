import type { Clock } from "../../shared/kernel/clock.ts";
import type { BackendMetrics, JobName } from "./backend-metrics.ts";

/** One kind of the backend's own work, counted round by round. */
export interface JobMeter {
  /** A part of the round under way failed and was reported; the round goes on, and has failed. */
  failed(): void;
  /** Runs and counts a round; what it throws is thrown on. */
  round<T>(work: () => Promise<T>): Promise<T>;
}

/** `monotonicMs` measures how long a round takes; `clock` says when it ended. */
export function measureJob(
  metrics: Pick<BackendMetrics, "jobBegan" | "jobEnded">,
  job: JobName,
  clock: Clock,
  monotonicMs: () => number = () => performance.now(),
): JobMeter {
  let failed = false;
  let rounds = 0;
  return {
    failed: () => {
      failed = true;
    },
    round: async (work) => {
      const beganMs = monotonicMs();
      if (rounds === 0) failed = false;
      rounds += 1;
      metrics.jobBegan(job);
      try {
        return await work();
      } catch (error) {
        failed = true;
        throw error;
      } finally {
        rounds -= 1;
        metrics.jobEnded(job, { seconds: (monotonicMs() - beganMs) / 1000, failed, nowMs: clock.now() });
      }
    },
  };
}
