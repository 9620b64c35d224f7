import { defineQuery } from "../query.ts";

export interface AccountChoice {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string | null;
}

/** Accounts that a task can be of, the reader's own first, then by name. */
export const accountChoices = defineQuery<undefined, readonly AccountChoice[]>({
  dependsOn: ["account"],
  run: (store) => {
    const userId = store.userId();
    return store
      .all("account")
      .map(({ id, name, ownerId }) => ({ id, name, ownerId }))
      .toSorted(
        (a, b) =>
          Number(b.ownerId === userId) - Number(a.ownerId === userId) ||
          a.name.localeCompare(b.name, "zh-Hans-CN") ||
          (a.id < b.id ? -1 : 1),
      );
  },
});
