import type { PlanWork } from "../plan/plan-facts.ts";
import { planWork } from "../plan/plan-facts.ts";
import { defineQuery } from "../query.ts";

/** What rules ask for at the reader's own accounts that is not there yet: playbooks to begin, and days that have moved. */
export const planDue = defineQuery<undefined, PlanWork>({
  dependsOn: ["account", "playbook", "playbookRun", "task", "contract", "incident", "healthMonth", "peaks", "calendarEntry", "clock"],
  run: (store, _args, nowMs) => {
    const userId = store.userId();
    if (userId === undefined) return { begin: [], move: [] };
    const work = store
      .all("account")
      .filter(({ ownerId }) => ownerId === userId)
      .map((account) => planWork(store, account, userId, nowMs));
    return { begin: work.flatMap(({ begin }) => begin), move: work.flatMap(({ move }) => move) };
  },
});
