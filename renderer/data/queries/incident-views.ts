import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { defineQuery } from "../query.ts";

/** The reader's saved views of the incident list, in their order. */
export const incidentViews = defineQuery<undefined, readonly RecordOf<"savedView">[]>({
  dependsOn: ["savedView", "user"],
  run: (store) =>
    store
      .all("savedView")
      .filter((view) => view.screen === "incidents" && view.userId === store.userId())
      .toSorted((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1)),
});
