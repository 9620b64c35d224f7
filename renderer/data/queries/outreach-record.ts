import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { defineQuery } from "../query.ts";

/** A message by its id, whatever became of it; null = it is not here. */
export const outreachRecord = defineQuery<{ readonly id: string }, RecordOf<"outreach"> | null>({
  dependsOn: ["outreach"],
  run: (store, { id }) => store.get("outreach", id) ?? null,
});
