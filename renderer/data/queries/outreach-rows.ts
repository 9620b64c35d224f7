import type { Tier } from "../../../shared/domain/account/account.ts";
import { type OutreachGroup, outreachGroup, outreachGroups } from "../../../shared/domain/outreach/outreach-group.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { audienceTimeZone } from "../../../shared/domain/regions.ts";
import { defineQuery } from "../query.ts";

/** A message in the list. Instants are UTC ms; null = not known. */
export interface OutreachRow {
  readonly record: RecordOf<"outreach">;
  readonly group: OutreachGroup;
  readonly accountName: string;
  readonly tier: Tier;
  /** Clock of the peak's audience. */
  readonly timeZone: string;
  readonly mine: boolean;
  readonly contactName: string | null;
  readonly authorName: string | null;
  /** When it last changed hands: answered, sent, queued; null = a draft. */
  readonly lastMs: number | null;
  readonly peakMs: number | null;
  /** Asking again is due. */
  readonly due: boolean;
}

/** Messages of the book: what waits or needs somebody, and the answered of the last `days` days. */
export const outreachRows = defineQuery<{ readonly days: number }, readonly OutreachRow[]>({
  dependsOn: ["outreach", "account", "contact", "user", "clock"],
  run: (store, { days }, nowMs) => {
    const userId = store.userId();
    const accounts = new Map(store.all("account").map((account) => [account.id, account]));
    return store
      .all("outreach")
      .flatMap((record): readonly OutreachRow[] => {
        const account = accounts.get(record.accountId);
        if (account === undefined) return [];
        const last = record.answeredAt ?? record.sentAt ?? record.queuedAt ?? null;
        const lastMs = last === null ? null : Date.parse(last);
        const peakMs = record.peakAt === null ? null : Date.parse(record.peakAt);
        const group = outreachGroup(record, nowMs);
        if (group === null || (group === "ended" && (lastMs ?? 0) < nowMs - days * 86_400_000)) return [];
        return [
          {
            record,
            group,
            accountName: account.name,
            tier: account.tier,
            timeZone:
              record.region === null || peakMs === null ? account.timeZone : audienceTimeZone(record.region, account.timeZone, peakMs),
            mine: userId !== undefined && (record.authorId === userId || account.ownerId === userId),
            contactName: record.contactId === null ? null : (store.get("contact", record.contactId)?.name ?? null),
            authorName: record.authorId == null ? null : (store.get("user", record.authorId)?.name ?? null),
            lastMs,
            peakMs,
            due: group === "waiting" && record.remindAt != null && Date.parse(record.remindAt) <= nowMs,
          },
        ];
      })
      .toSorted(compare);
  },
});

/** By group; in it what needs an answer soonest first, and the newest of what has ended. */
function compare(a: OutreachRow, b: OutreachRow): number {
  const groups = outreachGroups.indexOf(a.group) - outreachGroups.indexOf(b.group);
  if (groups !== 0) return groups;
  if (a.group === "ended") return (b.lastMs ?? 0) - (a.lastMs ?? 0) || (a.record.id < b.record.id ? -1 : 1);
  return (a.peakMs ?? Number.MAX_SAFE_INTEGER) - (b.peakMs ?? Number.MAX_SAFE_INTEGER) || (a.record.id < b.record.id ? -1 : 1);
}
