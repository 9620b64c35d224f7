import { expect, test } from "vitest";
import { watchEdits } from "./watch-edits.ts";

const rows = [
  { id: "inc_1", watcherIds: ["u2"] },
  { id: "inc_2", watcherIds: ["u1", "u2"] },
];

test("watching adds the reader where he is not yet, and can be taken back", () => {
  const { edits, inverses } = watchEdits(rows, "u1", true);
  expect(edits).toEqual([
    { op: "patch", kind: "incident", id: "inc_1", fields: { watcherIds: ["u2", "u1"] }, seen: { watcherIds: ["u2"] } },
  ]);
  expect(inverses).toEqual([
    { op: "patch", kind: "incident", id: "inc_1", fields: { watcherIds: ["u2"] }, seen: { watcherIds: ["u2", "u1"] } },
  ]);
});

test("to stop takes out the reader alone", () => {
  expect(watchEdits(rows, "u1", false).edits).toEqual([
    { op: "patch", kind: "incident", id: "inc_2", fields: { watcherIds: ["u2"] }, seen: { watcherIds: ["u1", "u2"] } },
  ]);
});
