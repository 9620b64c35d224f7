import { startOfDayMs } from "../../../../shared/i18n/format-time.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const steps = [5, 15, 30, 60, 120, 180, 360, 720].map((minutes) => minutes * minuteMs);
const daySteps = [1, 2, 7, 14, 30, 90, 180, 365, 730, 1460].map((days) => days * dayMs);
const mostTicks = 8;

export interface AxisTick {
  readonly atMs: number;
  /** Said by its day, not by its time. */
  readonly days: boolean;
}

/** At most nine instants at round times of the zone's clock. */
export function axisTicks(startMs: number, endMs: number, zone: string): readonly AxisTick[] {
  const fine = steps.find((step) => (endMs - startMs) / step <= mostTicks);
  const step = fine ?? daySteps.find((candidate) => (endMs - startMs) / candidate <= mostTicks) ?? daySteps.at(-1) ?? dayMs;
  const ticks: AxisTick[] = [];
  for (let atMs = startOfDayMs(startMs, zone); atMs <= endMs; atMs += step)
    if (atMs >= startMs) ticks.push({ atMs, days: fine === undefined });
  return ticks;
}
