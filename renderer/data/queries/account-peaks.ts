import type { AccountOutlook, RadarRow } from "../../../shared/domain/peak/radar.ts";
import { defineQuery } from "../query.ts";
import { peakRows } from "./peak-rows.ts";

export interface AccountPeaks {
  /** In the order of their rank. */
  readonly rows: readonly RadarRow[];
  /** What is known of each region, whether or not it has a peak. */
  readonly regions: AccountOutlook["regions"];
  readonly refused: AccountOutlook["refused"];
  readonly madeMs: number;
  readonly asOfMs: number;
}

/** Every peak ahead of one account; null = not worked out yet, or the account is not here. */
export const accountPeaks = defineQuery<{ readonly accountId: string }, AccountPeaks | null>({
  dependsOn: ["account", "plannedEvent", "outreach", "capacityRequest", "regionLeadTime", "peaks", "clock"],
  run: (store, { accountId }, nowMs) => {
    const account = store.get("account", accountId);
    const outlook = store.outlook(accountId);
    if (account === undefined || outlook === undefined) return null;
    const { regions, refused, madeMs, asOfMs } = outlook;
    return { rows: peakRows(store, account, outlook, nowMs), regions, refused, madeMs, asOfMs };
  },
});
