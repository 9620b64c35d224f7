import { expect, it } from "vitest";
import type { RecordOf } from "../../shared/domain/kinds.ts";
import { defaultEdits } from "./use-saved-views.ts";

const view = (id: string, isDefault?: boolean): RecordOf<"savedView"> => ({
  id,
  rev: 1,
  userId: "user-1",
  screen: "notices",
  name: id,
  definition: {},
  order: 1,
  ...(isDefault === undefined ? {} : { isDefault }),
});

it("one view at most opens a screen, and the change is taken back as one", () => {
  const patch = (id: string, before: boolean | null, isDefault: boolean) => ({
    edit: { op: "patch", kind: "savedView", id, fields: { isDefault }, seen: before === null ? {} : { isDefault: before } },
    inverse: { op: "patch", kind: "savedView", id, fields: { isDefault: before } },
  });
  const [a, b] = [patch("a", true, false), patch("b", false, true)];
  expect(defaultEdits([view("a", true), view("b", false), view("c")], "b")).toEqual({
    edits: [a.edit, b.edit],
    inverses: [a.inverse, b.inverse],
  });
  expect(defaultEdits([view("b", true)], null).edits).toEqual([patch("b", true, false).edit]);
});
