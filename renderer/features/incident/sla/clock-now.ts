import type { SlaClock, SlaReading } from "../../../../shared/domain/sla/sla-reading.ts";

/** A clock as it stands a while after it was read: what runs has run on, what is paused has been paused on. */
export interface ClockNow {
  readonly elapsedMs: number;
  /** Target less elapsed; negative past due. */
  readonly remainingMs: number;
  readonly pausedMs: number;
  /** Of the target; more than 1 past due. */
  readonly usedShare: number;
  /** It counts at this moment: not stopped, not paused, within its hours. */
  readonly counts: boolean;
}

/**
 * `nowMs` lies between the reading and `changesMs` of it: until then no clock changes what it does, so that the last span goes on as it is.
 */
export function clockNow(clock: SlaClock, readMs: number, nowMs: number): ClockNow {
  const sinceMs = Math.max(0, nowMs - readMs);
  const doing = clock.stoppedMs === null ? (clock.spans.at(-1)?.kind ?? (clock.state === "paused" ? "paused" : "running")) : null;
  const elapsedMs = clock.elapsedMs + (doing === "running" ? sinceMs : 0);
  return {
    elapsedMs,
    remainingMs: clock.targetMs - elapsedMs,
    pausedMs: clock.pausedMs + (doing === "paused" ? sinceMs : 0),
    usedShare: elapsedMs / clock.targetMs,
    counts: doing === "running",
  };
}

/** A reading is made anew this often even if nothing changes by itself: figures that do not tick (hand-offs) grow with it. */
const oldMs = 60_000;

/** Whether what was read is to be read anew: something changes by itself, it is old, or the laptop's clock was set back. */
export function isStale({ atMs, changesMs }: Pick<SlaReading, "atMs" | "changesMs">, nowMs: number): boolean {
  return nowMs < atMs || nowMs - atMs >= oldMs || (changesMs !== null && nowMs >= changesMs);
}
