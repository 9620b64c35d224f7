import type { RecordOf } from "../../../shared/domain/kinds.ts";
import type { ViewScreen } from "../../../shared/domain/view/saved-view.ts";
import { defineQuery } from "../query.ts";

/** The reader's saved views of a screen, in their order. */
export const savedViews = defineQuery<{ readonly screen: ViewScreen }, readonly RecordOf<"savedView">[]>({
  dependsOn: ["savedView", "user"],
  run: (store, { screen }) =>
    store
      .all("savedView")
      .filter((view) => view.screen === screen && view.userId === store.userId())
      .toSorted((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1)),
});
