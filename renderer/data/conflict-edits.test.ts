import { expect, it } from "vitest";
import type { Conflict } from "../../shared/domain/conflict/conflict.ts";
import { conflictEdits } from "./conflict-edits.ts";

const conflict: Conflict = {
  id: "conf_1",
  accountId: "acc_1",
  targetKind: "contact",
  targetId: "con_1",
  field: "title",
  kept: "CTO",
  keptBy: "usr_1",
  keptAt: "2026-10-29T02:42:00.000Z",
  lost: "Head of platform",
  lostBy: "usr_2",
  lostAt: "2026-10-29T02:41:00.000Z",
  state: "open",
};

it("puts the lost value back and can take that back", () => {
  expect(conflictEdits(conflict, "restored")).toEqual({
    edits: [
      { op: "patch", kind: "contact", id: "con_1", fields: { title: "Head of platform" } },
      { op: "patch", kind: "conflict", id: "conf_1", fields: { state: "restored" } },
    ],
    inverses: [
      { op: "patch", kind: "contact", id: "con_1", fields: { title: "CTO" } },
      { op: "patch", kind: "conflict", id: "conf_1", fields: { state: "open" } },
    ],
  });
});

it("only closes the conflict when the standing value is right, or the record is of an unknown kind", () => {
  const closed = (state: string): unknown => [{ op: "patch", kind: "conflict", id: "conf_1", fields: { state } }];
  expect(conflictEdits(conflict, "dismissed").edits).toEqual(closed("dismissed"));
  expect(conflictEdits({ ...conflict, targetKind: "invoice" }, "restored").edits).toEqual(closed("restored"));
});

it("puts every field of a coupled group back", () => {
  const dates = (startsOn: string, renewsOn: string) => ({ startsOn, renewsOn });
  const coupled: Conflict = {
    ...conflict,
    targetKind: "contract",
    targetId: "con_1",
    field: "startsOn+renewsOn",
    kept: dates("2026-01-01", "2026-12-31"),
    lost: dates("2026-02-01", "2027-01-31"),
  };
  const { edits, inverses } = conflictEdits(coupled, "restored");
  expect([edits[0], inverses[0]]).toEqual([
    { op: "patch", kind: "contract", id: "con_1", fields: dates("2026-02-01", "2027-01-31") },
    { op: "patch", kind: "contract", id: "con_1", fields: dates("2026-01-01", "2026-12-31") },
  ]);
});

it("brings back whole what somebody deleted, and can delete it again", () => {
  const deleted: Conflict = { ...conflict, field: "*", kept: null, lost: { id: "con_1", name: "Lin", title: "CTO" } };
  const { edits, inverses } = conflictEdits(deleted, "restored");
  expect([edits[0], inverses[0]]).toEqual([
    { op: "create", kind: "contact", id: "con_1", fields: { name: "Lin", title: "CTO" }, resurrect: true },
    { op: "delete", kind: "contact", id: "con_1" },
  ]);
});
