import type { HealthSummary } from "../../../shared/domain/health/health-result.ts";
import { defineQuery } from "../query.ts";

/** What is known of the health of every account that is here, by account id; accounts that nobody has judged yet are not in it. */
export const healthBook = defineQuery<undefined, readonly HealthSummary[]>({
  dependsOn: ["account", "health"],
  run: (store) =>
    store
      .all("account")
      .flatMap((account) => store.health(account.id) ?? [])
      .toSorted((a, b) => (a.accountId < b.accountId ? -1 : 1)),
});
