import { customerNamesIn, type NameFound } from "../../../shared/domain/knowledge/customer-names.ts";
import { defineQuery } from "../query.ts";

/** Customers of this book whom a text names. */
export const customerNames = defineQuery<{ readonly text: string }, readonly NameFound[]>({
  dependsOn: ["account"],
  run: (store, { text }) => (text.trim() === "" ? [] : customerNamesIn(text, store.all("account"))),
});
