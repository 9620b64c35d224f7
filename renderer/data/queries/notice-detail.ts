import type { Tier } from "../../../shared/domain/account/account.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { type NoticeProgress, type NoticeTally, tallyOf } from "../../../shared/domain/notice/notice-progress.ts";
import { defineQuery } from "../query.ts";
import { noticeStandings, standingKinds } from "./notice-standings.ts";

export interface NoticeAccountRow {
  readonly accountId: string;
  readonly name: string;
  readonly tier: Tier;
  readonly mine: boolean;
  readonly ownerName: string | null;
  readonly progress: NoticeProgress;
  /** The newest message about the notice that was not given up; null = none. */
  readonly message: RecordOf<"outreach"> | null;
  readonly contactName: string | null;
  /** Newest last. */
  readonly steps: readonly RecordOf<"noticeStep">[];
}

export interface NoticeDetail {
  readonly notice: RecordOf<"notice">;
  readonly release: RecordOf<"sdkRelease"> | null;
  readonly authorName: string | null;
  readonly tally: NoticeTally;
  /** Those who wait come first, by share of their users. */
  readonly rows: readonly NoticeAccountRow[];
  readonly mayWrite: boolean;
}

function shareOf({ exposure }: NoticeProgress): number {
  return exposure.state === "exposed" ? (exposure.share ?? 0) : exposure.state === "unknown" ? -1 : -2;
}

/** A notice with every account that it concerns. null = it is not here. */
export const noticeDetail = defineQuery<{ readonly noticeId: string }, NoticeDetail | null>({
  dependsOn: [...standingKinds, "user", "contact", "sdkRelease"],
  run: (store, { noticeId }, nowMs) => {
    const notice = store.get("notice", noticeId);
    if (notice === undefined) return null;
    const userId = store.userId();
    const role = userId === undefined ? null : (store.get("user", userId)?.role ?? null);
    const nameOf = (id: string | null): string | null => (id === null ? null : (store.get("user", id)?.name ?? null));
    const standings = noticeStandings(store, notice, nowMs);
    const rows = standings
      .map(({ account, progress, messages }): NoticeAccountRow => {
        const message = messages.find(({ state }) => state !== "cancelled") ?? null;
        return {
          accountId: account.id,
          name: account.name,
          tier: account.tier,
          mine: account.ownerId === userId,
          ownerName: nameOf(account.ownerId),
          progress,
          message,
          contactName: message?.contactId == null ? null : (store.get("contact", message.contactId)?.name ?? null),
          steps: store
            .ofAccount("noticeStep", account.id)
            .filter((step) => step.noticeId === noticeId)
            .toSorted((a, b) => (a.at < b.at ? -1 : 1)),
        };
      })
      .toSorted((a, b) => Number(a.progress.done) - Number(b.progress.done) || shareOf(b.progress) - shareOf(a.progress));
    return {
      notice,
      release: notice.releaseId === null ? null : (store.get("sdkRelease", notice.releaseId) ?? null),
      authorName: nameOf(notice.authorId),
      tally: tallyOf(standings.map(({ progress }) => progress)),
      rows,
      mayWrite: role === "lead" || role === "admin",
    };
  },
});
