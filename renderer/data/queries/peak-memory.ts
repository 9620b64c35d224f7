import type { Tier } from "../../../shared/domain/account/account.ts";
import type { ForecastMemory } from "../../../shared/domain/forecast/forecast-memory.ts";
import { forecastBias, type KnownBias, type LeadRecord, recordByLead, toldBias } from "../../../shared/domain/forecast/track-record.ts";
import { defineQuery } from "../query.ts";

/** An empty list restricts nothing. */
export interface PeakMemoryArgs {
  readonly regions: readonly string[];
  readonly tiers: readonly Tier[];
  /** Ids of users; `""` = accounts that nobody owns. */
  readonly owners: readonly string[];
}

/** What forecasts and tellings of an account's region came out as. */
export interface MemoryRow {
  readonly accountId: string;
  readonly accountName: string;
  readonly tier: Tier;
  readonly ownerId: string | null;
  readonly region: string;
  /** log(actual / forecast), a week ahead: what the next forecast is corrected by. */
  readonly forecast: KnownBias;
  /** log(actual / told). */
  readonly told: KnownBias;
  readonly byLead: readonly LeadRecord[];
}

/** A peak that was forecast, with what was told and what came. */
export type PastPeak = ForecastMemory["peaks"][number] & {
  readonly memoryId: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly region: string;
};

export interface PeakMemory {
  /** By account and region; the greatest correction first. */
  readonly rows: readonly MemoryRow[];
  /** Of all of them together. */
  readonly byLead: readonly LeadRecord[];
  /** Newest first; those that have not come yet are left out. */
  readonly peaks: readonly PastPeak[];
  /** Last instant at which something was kept; null = nothing is. */
  readonly keptMs: number | null;
}

/** What was forecast, what was told and what came, over the book. */
export const peakMemory = defineQuery<PeakMemoryArgs, PeakMemory>({
  dependsOn: ["account", "forecastMemory", "clock"],
  run: (store, { regions, tiers, owners }, nowMs) => {
    const passes = <T>(chosen: readonly T[], value: T): boolean => chosen.length === 0 || chosen.includes(value);
    const memories = store.all("forecastMemory").flatMap((memory) => {
      const account = store.get("account", memory.accountId);
      if (account === undefined || !passes(regions, memory.region)) return [];
      return passes(tiers, account.tier) && passes(owners, account.ownerId ?? "") ? [{ memory, account }] : [];
    });
    const byRegion = Map.groupBy(memories, ({ memory }) => `${memory.accountId} ${memory.region}`);
    const rows = [...byRegion.values()].flatMap((group): readonly MemoryRow[] => {
      const [first] = group;
      if (first === undefined) return [];
      const own = group.map(({ memory }) => memory);
      const { account, memory } = first;
      return [
        {
          accountId: account.id,
          accountName: account.name,
          tier: account.tier,
          ownerId: account.ownerId,
          region: memory.region,
          forecast: forecastBias(own),
          told: toldBias(own),
          byLead: recordByLead(own),
        },
      ];
    });
    const peaks = memories.flatMap(({ memory, account }) =>
      memory.peaks
        .filter((peak) => Date.parse(peak.endsAt) <= nowMs)
        .map((peak) => ({ ...peak, memoryId: memory.id, accountId: account.id, accountName: account.name, region: memory.region })),
    );
    const kept = memories.flatMap(({ memory }) => [...memory.weeks, ...memory.peaks].flatMap((one) => one.made.map((made) => made.at)));
    const newest = kept.reduce((last, at) => (at > last ? at : last), "");
    return {
      rows: rows.toSorted(
        (a, b) =>
          Math.abs(b.forecast.logBias) - Math.abs(a.forecast.logBias) ||
          compare(a.accountName, b.accountName) ||
          compare(a.accountId, b.accountId) ||
          compare(a.region, b.region),
      ),
      byLead: recordByLead(memories.map(({ memory }) => memory)),
      peaks: peaks.toSorted((a, b) => compare(b.startsAt, a.startsAt) || compare(a.peakId, b.peakId)),
      keptMs: newest === "" ? null : Date.parse(newest),
    };
  },
});

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
