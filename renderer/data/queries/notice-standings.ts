import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { type NoticeProgress, noticeProgress } from "../../../shared/domain/notice/notice-progress.ts";
import type { LocalStore } from "../local-store.ts";
import type { Dependency } from "../query.ts";

/** How far one account is with one notice. */
export interface NoticeStanding {
  readonly account: RecordOf<"account">;
  readonly progress: NoticeProgress;
  /** Messages about the notice, newest first. */
  readonly messages: readonly RecordOf<"outreach">[];
}

export const standingKinds = ["notice", "noticeStep", "account", "sdkUse", "outreach"] as const satisfies readonly Dependency[];

function lastOf(message: RecordOf<"outreach">): string {
  return message.answeredAt ?? message.sentAt ?? message.queuedAt ?? "";
}

/** Every account of the book that a notice concerns, or did, in the order of the accounts' names. */
export function noticeStandings(store: LocalStore, notice: RecordOf<"notice">, nowMs: number): readonly NoticeStanding[] {
  const messages = Map.groupBy(
    store.all("outreach").filter((one) => one.noticeId === notice.id),
    ({ accountId }) => accountId,
  );
  const steps = Map.groupBy(
    store.all("noticeStep").filter((one) => one.noticeId === notice.id),
    ({ accountId }) => accountId,
  );
  return store
    .all("account")
    .flatMap((account) => {
      const own = messages.get(account.id) ?? [];
      const facts = { uses: store.ofAccount("sdkUse", account.id), messages: own, steps: steps.get(account.id) ?? [] };
      const progress = noticeProgress(notice, account, facts, nowMs);
      if (progress === null) return [];
      return [{ account, progress, messages: own.toSorted((a, b) => (lastOf(a) < lastOf(b) ? 1 : -1)) }];
    })
    .toSorted((a, b) => a.account.name.localeCompare(b.account.name, "zh-CN"));
}
