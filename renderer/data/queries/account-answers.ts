import { defineQuery } from "../query.ts";
import type { Held, OfAccount } from "./account-records.ts";

/** An answer with who gave it. */
export interface HeldAnswer extends Held<"surveyAnswer"> {
  /** null = not known. */
  readonly contactName: string | null;
}

/** What the customer answered, newest first. */
export const accountAnswers = defineQuery<OfAccount, readonly HeldAnswer[]>({
  dependsOn: ["surveyAnswer", "contact"],
  run: (store, { accountId }) =>
    store
      .ofAccount("surveyAnswer", accountId)
      .toSorted((a, b) => (a.at === b.at ? a.id.localeCompare(b.id) : a.at < b.at ? 1 : -1))
      .map((record) => ({
        record,
        pending: store.isPending("surveyAnswer", record.id),
        contactName: record.contactId === null ? null : (store.get("contact", record.contactId)?.name ?? null),
      })),
});
