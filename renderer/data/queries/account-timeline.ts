import type { RecordOf } from "../../../shared/domain/kinds.ts";
import type { TimelineType } from "../../../shared/domain/timeline/timeline-entry.ts";
import { defineQuery } from "../query.ts";

export interface AccountTimelineArgs {
  readonly accountId: string;
  /** null = every type. */
  readonly types: readonly TimelineType[] | null;
  /** At most this many, newest first. */
  readonly limit: number;
}

export interface TimelineRow {
  readonly entry: RecordOf<"timeline">;
  readonly authorName: string | null;
  /** Number of the incident the entry speaks of. */
  readonly incidentNumber: string | null;
  /** Written here and not yet acknowledged by the backend. */
  readonly pending: boolean;
}

export interface AccountTimeline {
  readonly rows: readonly TimelineRow[];
  /** Entries that pass the filter, also those beyond the limit. */
  readonly total: number;
  readonly byType: Readonly<Partial<Record<TimelineType, number>>>;
  /** Zone of the day groups: the customer's. */
  readonly timeZone: string;
}

export const accountTimeline = defineQuery<AccountTimelineArgs, AccountTimeline>({
  dependsOn: ["timeline", "user", "incident", "account"],
  run: (store, { accountId, types, limit }) => {
    const all = store.ofAccount("timeline", accountId);
    const byType: Partial<Record<TimelineType, number>> = {};
    for (const entry of all) byType[entry.type] = (byType[entry.type] ?? 0) + 1;
    const shown = all
      .filter((entry) => types === null || types.includes(entry.type))
      .toSorted((a, b) => b.at.localeCompare(a.at) || b.id.localeCompare(a.id));
    return {
      rows: shown.slice(0, limit).map((entry) => ({
        entry,
        authorName: entry.authorId === null ? null : (store.get("user", entry.authorId)?.name ?? null),
        incidentNumber: entry.refKind === "incident" && entry.refId !== null ? (store.get("incident", entry.refId)?.number ?? null) : null,
        pending: store.isPending("timeline", entry.id),
      })),
      total: shown.length,
      byType,
      timeZone: store.get("account", accountId)?.timeZone ?? "UTC",
    };
  },
});
