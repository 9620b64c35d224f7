import type { Forecast, ForecastPeak } from "../../../shared/domain/forecast/forecast.ts";
import type { CapacityStep } from "../../../shared/domain/headroom/headroom.ts";
import { forecastFrame, whatIf, type ForecastFrame, type Outcome } from "../../../shared/domain/peak/what-if.ts";

/** What a what-if is worked out from: the answer of `peakForecast` fits. */
export interface SupposeData {
  readonly timeZone: string;
  readonly forecast: Pick<Forecast, "startMs" | "p50" | "p75" | "p90" | "p95" | "days"> | null;
  readonly capacity: readonly CapacityStep[];
  readonly events: readonly {
    readonly id: string;
    readonly startMs: number;
    readonly endMs: number;
    readonly upliftFactor: number | null;
  }[];
}

export interface Supposition {
  /** From `capacityFromMs` on; null = as provisioned. */
  readonly capacityPcu: number | null;
  readonly capacityFromMs: number;
  /** An event with another factor, told as its own is. */
  readonly event: { readonly id: string; readonly factor: number } | null;
}

export interface Supposed extends Outcome {
  /** The peak of the same hours; null = it would be none any more. */
  readonly peak: ForecastPeak | null;
}

const frames = new WeakMap<object, ForecastFrame>();

/** What would be if the capacity or an event's factor were another, for the peak of these hours. null = there is no forecast. Takes some ms at most. */
export function suppose(
  data: SupposeData,
  hours: { readonly startMs: number; readonly endMs: number },
  what: Supposition,
): Supposed | null {
  if (data.forecast === null) return null;
  let frame = frames.get(data.forecast);
  if (frame === undefined) {
    frame = forecastFrame(data.forecast, data.timeZone);
    frames.set(data.forecast, frame);
  }
  const capacity = what.capacityPcu === null ? data.capacity : withCapacity(data.capacity, what.capacityFromMs, what.capacityPcu);
  const events = data.events.map(({ id, startMs, endMs, upliftFactor }) => ({
    id,
    startMs,
    endMs,
    factor: what.event?.id === id ? what.event.factor / (upliftFactor ?? 1) : 1,
  }));
  const outcome = whatIf(frame, { capacity, events, kept: [{ ...hours, anchored: true }] });
  const touching = outcome.peaks.filter((peak) => peak.startMs < hours.endMs && peak.endMs > hours.startMs);
  const peak = touching.toSorted((a, b) => b.p50 - a.p50)[0] ?? null;
  return { ...outcome, peak };
}

/** Steps with another value from an instant on, as far as steps are known; beyond the last one to the end of time. */
function withCapacity(steps: readonly CapacityStep[], fromMs: number, pcu: number): readonly CapacityStep[] {
  const before = steps.filter((step) => step.fromMs < fromMs).map((step) => ({ ...step, toMs: Math.min(step.toMs, fromMs) }));
  return [...before, { fromMs, toMs: Number.MAX_SAFE_INTEGER, pcu }];
}

/** A step of a capacity stepper: about a twentieth, at 1, 2 or 5 times a power of ten. */
export function capacityStep(pcu: number): number {
  const rough = Math.max(1, pcu / 20);
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 5, 10].findLast((factor) => factor * power <= rough) ?? 1) * power;
}
