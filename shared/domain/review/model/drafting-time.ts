import { localDay } from "../../contract/days-left.ts";
import { lastEndedPeriod, periodOfDay, periodStart } from "./review-period.ts";

/** Days of a new quarter on which reviews of the one that ended are drafted unasked; who has none later has chosen so. */
const draftingDays = 14;

/** The laptop is as fresh as a draft needs when it was equal to the backend at most so long ago, ms. */
export const freshEnoughMs = 15 * 60_000;

const dayMs = 86_400_000;

/** The quarter that ended last, during the first days of the next one as the zone counts them; null = it is later than that. */
export function quarterToDraft(nowMs: number, timeZone: string): string | null {
  const day = localDay(nowMs, timeZone);
  const begunMs = Date.parse(periodStart(periodOfDay("quarterly", day)));
  return Date.parse(day) - begunMs < draftingDays * dayMs ? lastEndedPeriod("quarterly", day) : null;
}

/**
 * Whether drafts may be made unasked. Times are UTC ms: `lastSyncMs` by the server's clock, `nowMs` by the laptop's, which is `clockSkewMs` ahead of it
 * (null = unknown). `leader`: this window leads the synchronisation, so that two do not draft the same. `whole`: the first copy is complete.
 */
export function mayDraftUnasked(now: {
  readonly on: boolean;
  readonly leader: boolean;
  readonly whole: boolean;
  readonly lastSyncMs: number | null;
  readonly clockSkewMs: number | null;
  readonly nowMs: number;
}): boolean {
  if (!now.on || !now.leader || !now.whole || now.lastSyncMs === null) return false;
  return now.nowMs - (now.clockSkewMs ?? 0) - now.lastSyncMs <= freshEnoughMs;
}
