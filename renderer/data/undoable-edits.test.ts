import { expect, it } from "vitest";
import type { JsonObject } from "../../shared/kernel/json.ts";
import { err, ok, type Result } from "../../shared/kernel/result.ts";
import type { Edit, EditError } from "./data-client.ts";
import { type EditOutcome, type Undo, UndoableEdits } from "./undoable-edits.ts";

const rename: Edit = { op: "patch", kind: "contact", id: "con_1", fields: { name: "Mo" } };
const nameBefore: Edit = { op: "patch", kind: "contact", id: "con_1", fields: { name: "" } };
const remove: Edit = { op: "delete", kind: "contact", id: "con_1" };
const bringBack: Edit = { op: "create", kind: "contact", id: "con_1", fields: { name: "Mo" }, resurrect: true };

/** A laptop that shows one contact, whose edits are durable when the test says so, and what its screens are told. */
function laptop(contact: JsonObject | null = { name: "Mo" }) {
  const made: (readonly Edit[])[] = [];
  const answers: ((answer: Result<undefined, EditError>) => void)[] = [];
  const shown = { contact };
  let atOnce = false;
  const undoable = new UndoableEdits({
    edit: (edits) => {
      made.push(edits);
      return atOnce ? Promise.resolve(ok(undefined)) : new Promise((resolve) => answers.push(resolve));
    },
    shown: async () => ({ "contact con_1": shown.contact }),
    nowMs: () => 1000,
    place: () => "/accounts/acc_1/contacts",
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
  const answerAtOnce = (): void => {
    atOnce = true;
  };
  /** Resolves when everything that was begun has been answered. */
  const rest = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };
  return { undoable, made, told, report, lastUndo, durable, refused, shown, answerAtOnce, rest };
}

it("an undo is withdrawn when a later edit begins, before that is durable", async () => {
  const { undoable, made, report, lastUndo, durable, shown, rest } = laptop();
  const renamed = undoable.edit([rename], [nameBefore], report);
  durable();
  await renamed;
  const undoRename = lastUndo();
  expect(undoRename.until.aborted).toBe(false);

  const removed = undoable.edit([remove], [bringBack], report);
  shown.contact = null;
  expect(undoRename.until.aborted).toBe(true);
  undoRename.take();
  await rest();
  expect(made).toEqual([[rename], [remove]]);
  durable();
  await removed;
  lastUndo().take();
  await rest();
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
  const { undoable, made, report, told, lastUndo, durable, refused, rest } = laptop(null);
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
  await rest();
  expect([undo.until.aborted, asked, made]).toEqual([true, 1, [[remove], [bringBack]]]);
  refused();
  await rest();
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

it("what was offered stands in the history with its words and its place, is undone from anywhere, and done again", async () => {
  const { undoable, made, report, lastUndo, answerAtOnce, shown } = laptop();
  answerAtOnce();
  await undoable.edit([rename], [nameBefore], report);
  lastUndo().offered("Mo saved");
  const done = { id: 1, what: "Mo saved", place: "/accounts/acc_1/contacts", atMs: 1000, state: "done", canRedo: true };
  expect(undoable.history()).toEqual([done]);

  expect(await undoable.undo()).toEqual({ state: "undone", done: { ...done, state: "undone" }, kept: [] });
  shown.contact = { name: "" };
  expect(await undoable.undo()).toEqual({ state: "nothing" });
  expect(await undoable.redo()).toEqual({ state: "redone", done, kept: [] });
  expect(made).toEqual([[rename], [{ ...nameBefore, seen: { name: "Mo" } }], [{ ...rename, seen: { name: "" } }]]);
});

it("what was not offered is no history, and a new edit ends what could be done again", async () => {
  const { undoable, report, lastUndo, answerAtOnce } = laptop();
  answerAtOnce();
  await undoable.edit([rename], [nameBefore], report);
  expect(undoable.history()).toEqual([]);
  lastUndo().offered("Mo saved");
  await undoable.undo();
  await undoable.edit([rename], [nameBefore], report);
  expect(await undoable.redo()).toEqual({ state: "nothing" });
});

it("an edit that a colleague has overwritten is left as it is, and says so", async () => {
  const { undoable, made, report, told, lastUndo, answerAtOnce, shown, rest } = laptop();
  answerAtOnce();
  await undoable.edit([rename], [nameBefore], report);
  lastUndo().offered("Mo saved");
  shown.contact = { name: "Momo" };
  lastUndo().take();
  await rest();
  expect(told.at(-1)).toEqual({ ok: false, error: { code: "overwritten", message: "changed since" } });
  expect([made, undoable.history().map(({ state }) => state)]).toEqual([[[rename]], ["overwritten"]]);
});

it("keeps the last twenty", async () => {
  const { undoable, report, lastUndo, answerAtOnce } = laptop();
  answerAtOnce();
  for (let i = 1; i <= 25; i += 1) {
    await undoable.edit([rename], [nameBefore], report);
    lastUndo().offered(String(i));
  }
  expect(undoable.history().map(({ what }) => what)).toEqual(Array.from({ length: 20 }, (_, i) => String(i + 6)));
});
