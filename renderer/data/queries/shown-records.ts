import { type Kind, kindNames } from "../../../shared/domain/kinds.ts";
import type { JsonObject } from "../../../shared/kernel/json.ts";
import { defineQuery } from "../query.ts";

/** Records as they are shown now, edits of this laptop included, by `kind id`; null = not here. */
export const shownRecords = defineQuery<
  { readonly records: readonly { readonly kind: Kind; readonly id: string }[] },
  Readonly<Record<string, JsonObject | null>>
>({
  dependsOn: kindNames,
  run: (store, { records }) =>
    Object.fromEntries(records.map(({ kind, id }) => [`${kind} ${id}`, (store.get(kind, id) as JsonObject | undefined) ?? null])),
});
