import type { Tier } from "../../../shared/domain/account/account.ts";
import { oneRowAWorry } from "../../../shared/domain/peak/one-row-a-worry.ts";
import { byRank } from "../../../shared/domain/peak/rank-peaks.ts";
import type { PeakLevel, RadarRow } from "../../../shared/domain/peak/radar.ts";
import { defineQuery } from "../query.ts";
import { peakRows } from "./peak-rows.ts";

/** An empty list restricts nothing. */
export interface PeakRadarArgs {
  readonly regions: readonly string[];
  readonly tiers: readonly Tier[];
  /** Ids of users; `""` = accounts that nobody owns. */
  readonly owners: readonly string[];
  readonly levels: readonly PeakLevel[];
}

export interface PeakRadarResult {
  /** Greatest rank first. */
  readonly rows: readonly RadarRow[];
  /** Peaks by level, all of them, whatever levels were asked for. */
  readonly totals: Readonly<Record<PeakLevel, number>>;
  readonly accounts: {
    /** Accounts that pass, paused and ended ones left out. */
    readonly all: number;
    /** With a forecast of a region at least. */
    readonly forecast: number;
    /** Not worked out yet. */
    readonly toCome: number;
    /** No region of theirs can be forecast. */
    readonly refused: number;
  };
  /** When the oldest and the newest of the forecasts were made; null = none is there. */
  readonly madeMs: { readonly oldest: number; readonly newest: number } | null;
  /** Last hour of usage that any of them rests on; null = none. */
  readonly asOfMs: number | null;
  /** The signed-in user, so that "mine" can be told. */
  readonly userId: string | null;
  readonly nowMs: number;
}

/** Every peak ahead of the book by rank, with what was asked and answered. */
export const peakRadar = defineQuery<PeakRadarArgs, PeakRadarResult>({
  dependsOn: ["account", "plannedEvent", "outreach", "capacityRequest", "regionLeadTime", "peaks", "clock"],
  run: (store, { regions, tiers, owners, levels }, nowMs) => {
    const passes = <T>(chosen: readonly T[], value: T): boolean => chosen.length === 0 || chosen.includes(value);
    const accounts = store
      .all("account")
      .filter((account) => account.lifecycle === "active" || account.lifecycle === "onboarding")
      .filter((account) => passes(tiers, account.tier) && passes(owners, account.ownerId ?? ""));
    const totals: Record<PeakLevel, number> = { critical: 0, risk: 0, watch: 0, unknown: 0, good: 0 };
    const rows: RadarRow[] = [];
    const made: number[] = [];
    let [refused, toCome, asOfMs] = [0, 0, 0];
    for (const account of accounts) {
      const outlook = store.outlook(account.id);
      if (outlook === undefined) {
        toCome += 1;
        continue;
      }
      if (outlook.regions.length === 0) {
        refused += 1;
        continue;
      }
      made.push(outlook.madeMs);
      asOfMs = Math.max(asOfMs, outlook.asOfMs);
      for (const row of oneRowAWorry(peakRows(store, account, outlook, nowMs))) {
        const { region, level } = row.peak;
        if (!passes(regions, region)) continue;
        totals[level] += 1;
        if (!passes(levels, level)) continue;
        rows.push(row);
      }
    }
    return {
      rows: rows.sort((a, b) => byRank(a.peak, b.peak)),
      totals,
      accounts: { all: accounts.length, forecast: made.length, toCome, refused },
      madeMs: made.length === 0 ? null : { oldest: Math.min(...made), newest: Math.max(...made) },
      asOfMs: made.length === 0 ? null : asOfMs,
      userId: store.userId() ?? null,
      nowMs,
    };
  },
});
