import { expect, test } from "vitest";
import { fakeStore } from "../../../test/support/fake-store.ts";
import { accountAnswers } from "./account-answers.ts";

const answer = (id: string, accountId: string, at: string, contactId: string | null) =>
  ["surveyAnswer", { id, accountId, at, instrument: "nps", score: 9, contactId, comment: "", rev: 1 }] as const;

test("answers are the account's own, newest first; a contact who is gone is not known", async () => {
  const store = fakeStore({
    records: [
      answer("old", "acc-1", "2026-02-01T00:00:00.000Z", null),
      answer("new", "acc-1", "2026-08-01T00:00:00.000Z", "gone"),
      answer("other", "acc-2", "2026-09-01T00:00:00.000Z", null),
    ],
    pending: ["new"],
  });
  const found = await accountAnswers.run(store, { accountId: "acc-1" }, 0);
  expect(found.map(({ record, pending, contactName }) => [record.id, pending, contactName])).toEqual([
    ["new", true, null],
    ["old", false, null],
  ]);
});
