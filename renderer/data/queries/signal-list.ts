import type { RecordOf } from "../../../shared/domain/kinds.ts";
import type { SignalGroup } from "../../../shared/domain/signal/account-groups.ts";
import { defineQuery } from "../query.ts";
import { signalGroups } from "./signal-groups.ts";

export interface SignalListArgs {
  /** null = every account whose quality is here. */
  readonly accountId: string | null;
}

export interface SignalRow extends SignalGroup {
  readonly accountName: string;
  readonly incident: Pick<RecordOf<"incident">, "id" | "number"> | null;
}

/** Signals by account and cause with what was decided: what lasts first, gravest first. null = no quality of the account has been looked at. */
export const signalList = defineQuery<SignalListArgs, readonly SignalRow[] | null>({
  dependsOn: ["signals", "signalDecision", "account", "incident", "clock"],
  run: (store, { accountId }, nowMs) => {
    if (accountId !== null && store.signals(accountId) === undefined) return null;
    return signalGroups(store, nowMs)
      .filter(({ group }) => accountId === null || group.accountId === accountId)
      .map(({ group, incident }) => ({
        ...group,
        accountName: store.get("account", group.accountId)?.name ?? group.accountId,
        incident: incident === null ? null : { id: incident.id, number: incident.number },
      }));
  },
});
