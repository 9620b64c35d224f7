import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { type NoticeTally, tallyOf } from "../../../shared/domain/notice/notice-progress.ts";
import { defineQuery } from "../query.ts";
import { noticeStandings, standingKinds } from "./notice-standings.ts";

/** A notice in the list. Instants are UTC ms. */
export interface NoticeRow {
  readonly notice: RecordOf<"notice">;
  /** Over all accounts of this book that it concerns. */
  readonly tally: NoticeTally;
  /** The reader's own accounts that nobody has written to. */
  readonly mineToTell: number;
  readonly publishedMs: number;
  /** When it takes place; null = not at a time. */
  readonly startsMs: number | null;
}

export interface NoticeList {
  /** Drafts and open ones by severity and nearness, then closed ones, the newest first. */
  readonly rows: readonly NoticeRow[];
  /** Leads write notices. */
  readonly mayWrite: boolean;
}

const severityOrder = ["critical", "high", "medium", "low"] as const;
const stateOrder = ["open", "draft", "closed"] as const;

/** Every notice with how far the book is with it. A draft is seen by those who write notices. */
export const noticeList = defineQuery<undefined, NoticeList>({
  dependsOn: [...standingKinds, "user"],
  run: (store, _args, nowMs) => {
    const userId = store.userId();
    const role = userId === undefined ? null : (store.get("user", userId)?.role ?? null);
    const mayWrite = role === "lead" || role === "admin";
    const rows = store
      .all("notice")
      .filter(({ state }) => state !== "draft" || mayWrite)
      .map((notice): NoticeRow => {
        const standings = noticeStandings(store, notice, nowMs);
        return {
          notice,
          tally: tallyOf(standings.map(({ progress }) => progress)),
          mineToTell: standings.filter(({ account, progress }) => account.ownerId === userId && progress.state === "exposed").length,
          publishedMs: Date.parse(notice.publishedAt),
          startsMs: notice.startsAt === null ? null : Date.parse(notice.startsAt),
        };
      })
      .toSorted(
        (a, b) =>
          stateOrder.indexOf(a.notice.state) - stateOrder.indexOf(b.notice.state) ||
          (a.notice.state === "closed" ? 0 : severityOrder.indexOf(a.notice.severity) - severityOrder.indexOf(b.notice.severity)) ||
          b.publishedMs - a.publishedMs,
      );
    return { rows, mayWrite };
  },
});
