import { expect, test } from "vitest";
import type { EditRow, OutboxRow } from "./database.ts";
import { OutboxMirror } from "./outbox-mirror.ts";
import type { AskDesktop } from "./worker-messages.ts";

function row(mutationId: number, changes: Partial<EditRow> = {}): EditRow {
  return {
    edit: `edit_${mutationId}`,
    clientId: "client_1",
    userId: "user_1",
    mutationId,
    kind: "account",
    recordId: "acc_1",
    op: "patch",
    baseRev: 1,
    status: { state: "pending" },
    sealed: Uint8Array.of(1, 2, mutationId),
    ...changes,
  };
}

/** A desktop with a file, which fails when told so. */
function desktop() {
  const state = { lines: [] as string[], broken: false, reported: [] as unknown[], states: 0 };
  const ask: AskDesktop = async (request) => {
    if (state.broken) throw new Error("the disk is full");
    if (request.op === "append") state.lines.push(...request.lines);
    return request.op === "read" ? { lines: state.lines } : {};
  };
  const mirror = new OutboxMirror({ ask, report: (error) => state.reported.push(error), onState: () => (state.states += 1) });
  return { state, mirror };
}

test("what was appended is read back as it was, the last text of an edit alone", async () => {
  const { mirror } = desktop();
  expect(await mirror.append([row(1), row(2, { replayed: true })])).toBe(true);
  // Numbered anew after the backend was restored.
  const renumbered = row(1, { clientId: "client_2", replayed: true });
  await mirror.append([renumbered]);
  expect(await mirror.read()).toEqual([row(2, { replayed: true }), renumbered]);
});

test("a mirror that fails is reported and stops nothing; its edits go there with the next one", async () => {
  const { mirror, state } = desktop();
  state.broken = true;
  expect(await mirror.append([row(1)])).toBe(false);
  expect([mirror.failing, state.reported.length]).toEqual([true, 1]);
  state.broken = false;
  expect(await mirror.append([row(2)])).toBe(true);
  expect([mirror.failing, await mirror.read()]).toEqual([false, [row(1), row(2)]]);
});

test("what the mirror did not take and nobody needs any more is not tried again", async () => {
  const { mirror, state } = desktop();
  state.broken = true;
  await mirror.append([row(1), row(2)]);
  mirror.trim([{ clientId: "client_1", mutationId: 2 } as OutboxRow]);
  state.broken = false;
  await mirror.append([]);
  expect(await mirror.read()).toEqual([row(2)]);
});

test("a mirror that cannot be read says so", async () => {
  const { mirror, state } = desktop();
  state.broken = true;
  await expect(mirror.read()).rejects.toThrow("the disk is full");
});

test("a line that is no edit is passed over", async () => {
  const { mirror, state } = desktop();
  state.lines.push("{}", "rubbish", JSON.stringify({ clientId: "client_1", mutationId: 9, sealed: "%%" }));
  await mirror.append([row(1)]);
  expect(await mirror.read()).toEqual([row(1)]);
});
