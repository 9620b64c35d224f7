import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { type LeadTime, leadTimeOf } from "../../../shared/domain/peak/lead-time.ts";
import { knownRegions } from "../../../shared/domain/regions.ts";
import { defineQuery } from "../query.ts";
import { deadlineAt } from "./peak-rows.ts";

/** The notice of one region, and what it means now. */
export interface RegionNotice extends LeadTime {
  /** The company's own; null = the product's table holds. */
  readonly record: RecordOf<"regionLeadTime"> | null;
  /** Peaks ahead that may not fit, and how many of them are too late to ask for. */
  readonly peaks: number;
  readonly passed: number;
}

export interface NoticeRules {
  /** Regions of the book first, the busiest on top, then the other known ones. */
  readonly regions: readonly RegionNotice[];
  /** By date. */
  readonly days: readonly { readonly entry: RecordOf<"calendarEntry">; readonly accountName: string | null }[];
  readonly countries: readonly string[];
  /** Notices are a lead's to change. */
  readonly mayEditNotice: boolean;
  readonly mayEditDays: boolean;
}

/** Who lives by no country of the table: only said of a region that nobody knows. */
const nowhere = { country: "CN", timeZone: "UTC" } as const;

/** How much notice capacity needs in each region, and the days that the company has put right in its calendars. */
export const noticeRules = defineQuery<undefined, NoticeRules>({
  dependsOn: ["account", "calendarEntry", "regionLeadTime", "user", "peaks", "clock"],
  run: (store, _args, nowMs) => {
    const records = store.all("regionLeadTime");
    const accounts = store.all("account");
    const counts = new Map<string, { peaks: number; passed: number }>();
    for (const account of accounts) {
      for (const region of account.regions) if (!counts.has(region)) counts.set(region, { peaks: 0, passed: 0 });
      for (const { region, deadline, level, endMs } of store.outlook(account.id)?.peaks ?? []) {
        const count = counts.get(region) ?? { peaks: 0, passed: 0 };
        counts.set(region, count);
        if (level === "good" || endMs <= nowMs) continue;
        count.peaks += 1;
        if (deadlineAt(deadline, leadTimeOf(region, records, account).timeZone, nowMs).state === "passed") count.passed += 1;
      }
    }
    const used = [...counts].toSorted(([a, one], [b, other]) => other.peaks - one.peaks || (a < b ? -1 : 1)).map(([region]) => region);
    const regions = [...new Set([...used, ...knownRegions.map(({ id }) => id)])];
    const userId = store.userId();
    const role = userId === undefined ? undefined : store.get("user", userId)?.role;
    return {
      regions: regions.map((region) => ({
        ...leadTimeOf(region, records, nowhere),
        record: records.find((record) => record.region === region) ?? null,
        ...(counts.get(region) ?? { peaks: 0, passed: 0 }),
      })),
      days: store
        .all("calendarEntry")
        .toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.id < b.id ? -1 : 1))
        .map((entry) => ({ entry, accountName: entry.accountId === null ? null : (store.get("account", entry.accountId)?.name ?? null) })),
      countries: [...new Set([...knownRegions.map(({ country }) => country), ...accounts.map(({ country }) => country)])].toSorted(),
      mayEditNotice: role === "lead" || role === "admin",
      mayEditDays: role !== undefined && role !== "viewer",
    };
  },
});
