import type { Account } from "../../shared/domain/account/account.ts";
import type { TimelineEntry } from "../../shared/domain/timeline/timeline-entry.ts";

/** A sound account with the given fields over it. */
export function sampleAccount(id: string, over: Partial<Account> = {}): Account {
  return {
    id,
    code: id.toUpperCase(),
    name: id,
    aliases: [],
    country: "CN",
    timeZone: "Asia/Shanghai",
    locale: "zh-CN",
    regions: ["cn-east"],
    scenario: "show_live",
    tier: "standard",
    ownerId: null,
    lifecycle: "active",
    tags: [],
    summary: "",
    ...over,
  };
}

/** The fields of a note, without its id. */
export function sampleNote(accountId: string, text: string): Omit<TimelineEntry, "id"> {
  return { accountId, at: "2026-10-29T08:00:00.000Z", type: "note", text, authorId: "user_1", refKind: null, refId: null };
}
