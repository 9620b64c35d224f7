import type { CustomerNames } from "../../../shared/domain/review/check/foreign-names.ts";
import { defineQuery } from "../query.ts";

/** Whose review it is, and everybody whom it must not name; null = there is no such account. */
export const allCustomerNames = defineQuery<{ readonly accountId: string }, CustomerNames | null>({
  dependsOn: ["account"],
  run: (store, { accountId }) => {
    const named = ({ id, name, aliases, code }: CustomerNames["own"]): CustomerNames["own"] => ({ id, name, aliases, code });
    const own = store.get("account", accountId);
    return own === undefined ? null : { own: named(own), all: store.all("account").map(named) };
  },
});
