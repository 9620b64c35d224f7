import { expect, test } from "vitest";
import { fakeStore } from "../../../test/support/fake-store.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { savedViews } from "./saved-views.ts";

const view = (id: string, fields: Partial<RecordOf<"savedView">>): readonly ["savedView", RecordOf<"savedView">] => [
  "savedView",
  { id, rev: 1, userId: "user-1", screen: "peaks", name: id, definition: {}, order: 1, ...fields },
];

test("a screen's views are the reader's own, in their order", async () => {
  const store = fakeStore({
    userId: "user-1",
    records: [
      view("b", {}),
      view("a", {}),
      view("first", { order: 0 }),
      view("other-screen", { screen: "accounts" }),
      view("colleague", { userId: "user-2" }),
    ],
  });
  const views = await savedViews.run(store, { screen: "peaks" }, 0);
  expect(views.map(({ id }) => id)).toEqual(["first", "a", "b"]);
});
