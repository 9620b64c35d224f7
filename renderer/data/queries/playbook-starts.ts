import { localDayOf } from "../../../shared/domain/calendar/local-time.ts";
import { playbooksInForce } from "../../../shared/domain/playbook/playbook-in-force.ts";
import { startByHand, type StartByHand } from "../plan/plan-facts.ts";
import { defineQuery } from "../query.ts";

export interface PlaybookStartArgs {
  readonly accountIds: readonly string[];
  readonly playbookKey: string;
  /** Day of each account from which the steps are counted; null = what the playbook's rule is about, else today. */
  readonly day: string | null;
}

/** A playbook as it would be started by hand at several accounts, with the account's today. */
export const playbookStarts = defineQuery<
  PlaybookStartArgs,
  readonly (StartByHand & { readonly accountName: string; readonly today: string })[]
>({
  dependsOn: [
    "account",
    "playbook",
    "playbookRun",
    "task",
    "contract",
    "incident",
    "healthMonth",
    "peaks",
    "calendarEntry",
    "user",
    "clock",
  ],
  run: (store, { accountIds, playbookKey, day }, nowMs) => {
    const userId = store.userId();
    const playbook = playbooksInForce(store.all("playbook")).find(({ key }) => key === playbookKey);
    if (userId === undefined || playbook === undefined) return [];
    return accountIds.flatMap((id) => {
      const account = store.get("account", id);
      return account === undefined
        ? []
        : [
            {
              ...startByHand(store, account, playbook, day, userId, nowMs),
              accountName: account.name,
              today: localDayOf(nowMs, account.timeZone),
            },
          ];
    });
  },
});
