import type { RadarPeak } from "../../../shared/domain/peak/radar.ts";
import { defineQuery } from "../query.ts";
import { regionForecast } from "./region-forecast.ts";

export interface PeakWhatIfArgs {
  readonly accountId: string;
  readonly region: string;
  /** From now on; null = as provisioned. */
  readonly capacityPcu: number | null;
  /** Peak against an ordinary hour, by event ahead; an event that is not named stays as forecast. */
  readonly factors: Readonly<Record<string, number>>;
}

export interface PeakWhatIf {
  readonly startMs: number;
  /** An hour a value from `startMs` on. */
  readonly p50: Float64Array;
  readonly p90: Float64Array;
  readonly p95: Float64Array;
  /** By time; what is a peak as things are is among them under its name, even if it fits now. */
  readonly peaks: readonly RadarPeak[];
  /** What the events ahead were taken for: factor, and what it rests on. */
  readonly events: readonly {
    readonly id: string;
    readonly factor: number;
    readonly basis: "pcu" | "told" | "learned" | "both" | "generic";
    readonly occurrences: number;
  }[];
}

/** The radar of one region if capacity or events were different; null = the region has no forecast. */
export const peakWhatIf = defineQuery<PeakWhatIfArgs, PeakWhatIf | null>({
  dependsOn: [
    "account",
    "capacity",
    "plannedEvent",
    "incident",
    "outreach",
    "capacityRequest",
    "calendarEntry",
    "regionLeadTime",
    "metrics",
    "peaks",
  ],
  run: async (store, { accountId, region, capacityPcu, factors }, nowMs) => {
    const made = await regionForecast(store, accountId, region, nowMs);
    if (!made.ok) return null;
    const { supposedRegion } = await import("../../../shared/domain/peak/account-outlook.ts");
    const { p50, p90, p95, radar } = supposedRegion(made.value, { capacityPcu, factors }, nowMs);
    const { startMs, events } = made.value.forecast;
    return {
      startMs,
      p50,
      p90,
      p95,
      peaks: radar,
      events: events.map(({ id, factor, basis, occurrences }) => ({ id, factor, basis, occurrences })),
    };
  },
});
