import { noticeProgress } from "../../../shared/domain/notice/notice-progress.ts";
import type { LocalStore } from "../local-store.ts";
import { defineQuery } from "../query.ts";
import { standingKinds } from "./notice-standings.ts";

/**
 * The reader's own customers whom an open notice concerns and nobody has told, counted once a notice. Asked on every screen: only his own accounts are
 * looked at, by their index.
 */
export const noticesToTell = defineQuery<undefined, number>({
  dependsOn: standingKinds,
  run: (store, _args, nowMs) => untoldCustomers(store, nowMs),
});

export function untoldCustomers(store: LocalStore, nowMs: number): number {
  const userId = store.userId();
  const open = store.all("notice").filter(({ state }) => state === "open");
  if (userId === undefined || open.length === 0) return 0;
  let count = 0;
  for (const account of store.all("account")) {
    if (account.ownerId !== userId) continue;
    const uses = store.ofAccount("sdkUse", account.id);
    const messages = store.ofAccount("outreach", account.id);
    const steps = store.ofAccount("noticeStep", account.id);
    for (const notice of open) {
      const facts = {
        uses,
        messages: messages.filter(({ noticeId }) => noticeId === notice.id),
        steps: steps.filter(({ noticeId }) => noticeId === notice.id),
      };
      if (noticeProgress(notice, account, facts, nowMs)?.state === "exposed") count += 1;
    }
  }
  return count;
}
