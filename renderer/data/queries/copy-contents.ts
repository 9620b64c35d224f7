import type { Kind } from "../../../shared/domain/kinds.ts";
import { defineQuery } from "../query.ts";

const countedKinds = ["account", "contact", "contract", "incident", "task", "plannedEvent"] as const satisfies readonly Kind[];

export interface CopyContents {
  readonly counts: readonly { readonly kind: (typeof countedKinds)[number]; readonly count: number }[];
  /** Accounts with usage on this laptop, and the last hour that any of them has (ms); null = none. */
  readonly usage: { readonly accounts: number; readonly lastHourMs: number } | null;
}

/** What of the book is on this laptop. */
export const copyContents = defineQuery({
  dependsOn: [...countedKinds, "metrics"],
  run: (store, _args: Record<string, never>): CopyContents => {
    const hours = store.all("account").flatMap(({ id }) => store.usageRollup(id)?.lastHourMs ?? []);
    return {
      counts: countedKinds.map((kind) => ({ kind, count: store.all(kind).length })),
      usage: hours.length === 0 ? null : { accounts: hours.length, lastHourMs: hours.reduce((a, b) => Math.max(a, b)) },
    };
  },
});
