import { expect, test } from "vitest";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { fakeStore } from "../../../test/support/fake-store.ts";
import { brandTemplates } from "./brand-templates.ts";

const facts = (id: string, at: string, authorId: string) => ({
  id,
  accountId: null,
  name: id,
  at,
  authorId,
  fonts: { latin: "Georgia", eastAsian: null },
  colours: ["112233"],
});
const template = (id: string, at: string, authorId: string): readonly ["brandTemplate", RecordOf<"brandTemplate">] => [
  "brandTemplate",
  { ...facts(id, at, authorId), rev: 1, packed: "UEsDBA==" },
];

test("templates are newest first, without their files; an author who is not known has no name", async () => {
  const answer = await brandTemplates.run(
    fakeStore({
      userId: "user-1",
      records: [template("older", "2026-10-01T00:00:00.000Z", "user-9"), template("newer", "2026-10-02T00:00:00.000Z", "user-9")],
    }),
    undefined,
    0,
  );
  expect(answer).toEqual({
    lines: [
      { template: facts("newer", "2026-10-02T00:00:00.000Z", "user-9"), accountName: null, authorName: null },
      { template: facts("older", "2026-10-01T00:00:00.000Z", "user-9"), accountName: null, authorName: null },
    ],
    mayShare: false,
  });
});
