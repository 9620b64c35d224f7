import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { localDayOf } from "../../../shared/domain/calendar/local-time.ts";
import { leadTimeOf } from "../../../shared/domain/peak/lead-time.ts";
import type { AccountOutlook, PeakDeadline, RadarPeak, RadarRow } from "../../../shared/domain/peak/radar.ts";
import type { LocalStore } from "../local-store.ts";
import { peakContact } from "./peak-contact.ts";

/** The peaks of an account that are not over, as the radar's rows, in the order of their rank. */
export function peakRows(store: LocalStore, account: RecordOf<"account">, outlook: AccountOutlook, nowMs: number): readonly RadarRow[] {
  const outreaches = store.ofAccount("outreach", account.id);
  const requests = store.ofAccount("capacityRequest", account.id);
  const leadTimes = store.all("regionLeadTime");
  const regions = new Map(outlook.regions.map((region) => [region.region, region]));
  const names = new Set(outlook.peaks.map((peak) => peak.peakId));
  return outlook.peaks.flatMap((kept): readonly RadarRow[] => {
    const region = regions.get(kept.region);
    if (region === undefined || kept.endMs <= nowMs) return [];
    const peak = { ...kept, deadline: deadlineAt(kept.deadline, leadTimeOf(kept.region, leadTimes, account).timeZone, nowMs) };
    return [
      {
        peak,
        contact: peakContact(peak, outreaches, requests, names, nowMs),
        accountName: account.name,
        tier: account.tier,
        scenario: account.scenario,
        ownerId: account.ownerId,
        occasion: occasionOf(store, peak),
        alike: 0,
        outlook: region,
        notes: region.quality.notes,
      },
    ];
  });
}

/** The deadline was worked out when the forecast was made: whether it has passed is told by the clock. */
export function deadlineAt(deadline: PeakDeadline, timeZone: string, nowMs: number): PeakDeadline {
  const state = nowMs > deadline.askByMs ? "passed" : localDayOf(nowMs, timeZone) === deadline.askByDay ? "today" : "ahead";
  return state === deadline.state ? deadline : { ...deadline, state };
}

/** The event with the greatest uplift that was told; null = no event is known. Holidays are named by the screen, in its language. */
function occasionOf(store: LocalStore, { eventIds }: RadarPeak): string | null {
  const [first] = eventIds
    .flatMap((id) => store.get("plannedEvent", id) ?? [])
    .toSorted((a, b) => (b.upliftFactor ?? 0) - (a.upliftFactor ?? 0) || (a.id < b.id ? -1 : 1));
  return first?.name ?? null;
}
