import { expect, it } from "vitest";
import { err, ok, type Result } from "../../shared/kernel/result.ts";
import type { Edit, EditError } from "./data-client.ts";
import { type EditOutcome, type Undo, UndoableEdits } from "./undoable-edits.ts";

const rename: Edit = { op: "patch", kind: "contact", id: "con_1", fields: { name: "Mo" } };
const nameBefore: Edit = { op: "patch", kind: "contact", id: "con_1", fields: { name: "" } };
const remove: Edit = { op: "delete", kind: "contact", id: "con_1" };
const bringBack: Edit = { op: "create", kind: "contact", id: "con_1", fields: { name: "Mo" }, resurrect: true };

/** A laptop whose edits are durable when the test says so, and what its screens are told. */
function laptop() {
  const made: (readonly Edit[])[] = [];
  const answers: ((answer: Result<undefined, EditError>) => void)[] = [];
  const undoable = new UndoableEdits((edits) => {
    made.push(edits);
    return new Promise((resolve) => answers.push(resolve));
  });
  const told: EditOutcome[] = [];
  const report = (outcome: EditOutcome): void => void told.push(outcome);
  const lastUndo = (): Undo => {
    const last = told.at(-1);
    if (last?.ok !== true) throw new Error("nothing to undo");
    return last.undo;
  };
  const durable = (): void => answers.shift()?.(ok(undefined));
  const refused = (): void => answers.shift()?.(err({ code: "disk-full", message: "full" }));
  return { undoable, made, told, report, lastUndo, durable, refused };
}

it("an undo is withdrawn when a later edit begins, before that is durable", async () => {
  const { undoable, made, report, lastUndo, durable } = laptop();
  const renamed = undoable.edit([rename], [nameBefore], report);
  durable();
  await renamed;
  const undoRename = lastUndo();
  expect(undoRename.until.aborted).toBe(false);

  const removed = undoable.edit([remove], [bringBack], report);
  expect(undoRename.until.aborted).toBe(true);
  undoRename.take();
  expect(made).toEqual([[rename], [remove]]);
  durable();
  await removed;
  lastUndo().take();
  expect(made).toEqual([[rename], [remove], [bringBack]]);
});

it("an edit that was overtaken while it became durable is not offered back", async () => {
  const { undoable, made, report, told, durable } = laptop();
  const renamed = undoable.edit([rename], [nameBefore], report);
  const removed = undoable.edit([remove], [bringBack], report);
  durable();
  durable();
  await Promise.all([renamed, removed]);
  expect(told.map((outcome) => outcome.ok && outcome.undo.until.aborted)).toEqual([true, false]);
  expect(made).toEqual([[rename], [remove]]);
});

it("an undo is taken once, with inverses of the moment, and says when it was refused", async () => {
  const { undoable, made, report, told, lastUndo, durable, refused } = laptop();
  let asked = 0;
  const inverses = (): readonly Edit[] => {
    asked += 1;
    return [bringBack];
  };
  const removed = undoable.edit([remove], inverses, report);
  durable();
  expect([await removed, asked]).toEqual([true, 0]);
  const undo = lastUndo();
  undo.take();
  undo.take();
  expect([undo.until.aborted, asked, made]).toEqual([true, 1, [[remove], [bringBack]]]);
  refused();
  await Promise.resolve().then(() => undefined);
  expect(told.at(-1)).toEqual({ ok: false, error: { code: "disk-full", message: "full" } });
});

it("an edit that was refused offers no undo, nor does the one before it", async () => {
  const { undoable, report, told, lastUndo, durable, refused } = laptop();
  const renamed = undoable.edit([rename], [nameBefore], report);
  durable();
  await renamed;
  const undoRename = lastUndo();
  const removed = undoable.edit([remove], [bringBack], report);
  refused();
  expect([await removed, told.at(-1), undoRename.until.aborted]).toEqual([
    false,
    { ok: false, error: { code: "disk-full", message: "full" } },
    true,
  ]);
});
