import type { HandoverFacts } from "../../../shared/domain/handover/handover.ts";
import { addWorkingDays } from "../../../shared/domain/calendar/working-days.ts";
import { localDayOf } from "../../../shared/domain/calendar/local-time.ts";
import { calendarOf } from "../plan/plan-facts.ts";
import { handoverFactsOf } from "../plan/handover-rows.ts";
import { defineQuery } from "../query.ts";

export interface AccountFacts {
  readonly accountId: string;
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  readonly facts: HandoverFacts;
  /** Two working days of the account from now: by then the brief is to be read. */
  readonly readBy: string;
}

/** What briefs of these accounts say as things stand. */
export const handoverFacts = defineQuery<{ readonly accountIds: readonly string[] }, readonly AccountFacts[]>({
  dependsOn: [
    "account",
    "contract",
    "contact",
    "incident",
    "incidentEvent",
    "postmortem",
    "article",
    "articleUse",
    "outreach",
    "capacityRequest",
    "task",
    "playbookRun",
    "goal",
    "user",
    "health",
    "peaks",
    "slaPolicy",
    "calendarEntry",
    "clock",
  ],
  run: async (store, { accountIds }, nowMs) => {
    const found: AccountFacts[] = [];
    for (const accountId of accountIds) {
      const account = store.get("account", accountId);
      if (account === undefined) continue;
      found.push({
        accountId,
        ownerId: account.ownerId,
        ownerName: account.ownerId === null ? null : (store.get("user", account.ownerId)?.name ?? null),
        facts: await handoverFactsOf(store, account, nowMs),
        readBy: addWorkingDays(calendarOf(store, account), localDayOf(nowMs, account.timeZone), 2),
      });
    }
    return found;
  },
});
