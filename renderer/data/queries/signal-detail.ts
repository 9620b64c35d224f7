import { hourMs } from "../../../shared/domain/metrics/series.ts";
import { qualityBand } from "../../../shared/domain/signal/quality-band.ts";
import type { Signal } from "../../../shared/domain/signal/signal.ts";
import type { BandMetric } from "../../../shared/domain/signal/signal-thresholds.ts";
import type { LocalStore } from "../local-store.ts";
import { defineQuery } from "../query.ts";

export interface SignalDetailArgs {
  readonly accountId: string;
  readonly signalKey: string;
}

/** A signal and its series with the band, from a week before its first hour on; values in the metric's unit, an hour each, NaN = not known. */
export interface SignalDetail {
  readonly signal: Signal;
  readonly band: {
    readonly metric: BandMetric;
    readonly timeZone: string;
    readonly fromMs: number;
    /** Exclusive. */
    readonly toMs: number;
    readonly values: Float64Array;
    readonly low: Float64Array;
    readonly high: Float64Array;
    /** Stretches of hours outside the band. */
    readonly outside: readonly { readonly fromMs: number; readonly toMs: number }[];
    /** Last hour with a value. */
    readonly asOfMs: number;
  } | null;
}

const shownBeforeMs = 7 * 24 * hourMs;
const shownAfterMs = 24 * hourMs;

/** null = no such signal is known here. */
export const signalDetail = defineQuery<SignalDetailArgs, SignalDetail | null>({
  dependsOn: ["signals", "metrics", "incident", "account"],
  run: async (store, { accountId, signalKey }) => {
    const signal = store.signals(accountId)?.find((one) => one.key === signalKey);
    return signal === undefined ? null : { signal, band: await bandOf(store, signal) };
  },
});

async function bandOf(store: LocalStore, signal: Signal): Promise<SignalDetail["band"]> {
  const { accountId, metric, slice } = signal;
  const series = await store.series(accountId, "quality");
  const band = qualityBand(series, metric, slice, {
    timeZone: store.get("account", accountId)?.timeZone ?? "UTC",
    incidents: store.ofAccount("incident", accountId),
  });
  if (band === null) return null;
  const endMs = band.startMs + band.values.length * hourMs;
  const fromMs = Math.max(band.startMs, signal.sinceMs - shownBeforeMs);
  const toMs = Math.min(endMs, signal.lastMs + hourMs + shownAfterMs);
  const [from, to] = [(fromMs - band.startMs) / hourMs, (toMs - band.startMs) / hourMs];
  const last = band.values.findLastIndex((value) => !Number.isNaN(value));
  return {
    metric,
    timeZone: band.timeZone,
    fromMs,
    toMs,
    values: band.values.slice(from, to),
    low: band.low.slice(from, to),
    high: band.high.slice(from, to),
    outside: stretches(
      band.outside.map((hour) => band.startMs + hour.t * hourMs).filter((ms) => ms >= signal.sinceMs && ms <= signal.lastMs),
    ),
    asOfMs: band.startMs + last * hourMs,
  };
}

/** Hours that follow each other as one. */
function stretches(hours: readonly number[]): readonly { readonly fromMs: number; readonly toMs: number }[] {
  const found: { readonly fromMs: number; toMs: number }[] = [];
  for (const ms of hours.toSorted((a, b) => a - b)) {
    const last = found.at(-1);
    if (last !== undefined && last.toMs === ms) last.toMs = ms + hourMs;
    else found.push({ fromMs: ms, toMs: ms + hourMs });
  }
  return found;
}
