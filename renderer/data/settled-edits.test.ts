import { beforeEach, expect, test } from "vitest";
import { fillReplica, openReplica, type OpenedReplica, ReplicaDisk } from "../../test/support/open-replica.ts";
import { settledSurplus } from "./outbox.ts";

const dayMs = 86_400_000;

let disk: ReplicaDisk;
beforeEach(() => {
  disk = new ReplicaDisk();
});

type Led = OpenedReplica & { readonly fence: number };

let seq = 10;

/** So many edits that the backend acknowledges and a pull brings. */
async function settle({ replica, fence }: Led, edits: number): Promise<void> {
  const from = replica.view().nextMutationId;
  const contact = { kind: "account", op: "patch", id: "acc_1" } as const;
  await replica.edit(Array.from({ length: edits }, (_, i) => ({ ...contact, fields: { summary: `text ${from + i}` } })));
  const ids = Array.from({ length: edits }, (_, i) => from + i);
  seq += edits;
  await replica.addResults(
    fence,
    replica.view().clientId,
    ids.map((mutationId) => ({ mutationId, status: "applied", rev: seq })),
  );
  await replica.addChanges(fence, { changes: [], seq, scopeVersion: 1, lastMutationId: from + edits - 1, caughtUp: true });
}

/** Texts of what is sent, in the order in which it is sent. */
async function sent({ replica, fence }: Led): Promise<readonly unknown[]> {
  const texts: unknown[] = [];
  for (let batch = replica.nextPush("user_1"); batch !== null; batch = replica.nextPush("user_1")) {
    texts.push(...batch.mutations.map((mutation) => mutation.fields["summary"]?.new));
    await replica.addResults(
      fence,
      batch.clientId,
      batch.mutations.map(({ mutationId }) => ({ mutationId, status: "applied", rev: seq })),
    );
  }
  return texts;
}

const texts = (from: number, to: number): readonly string[] => Array.from({ length: to - from + 1 }, (_, i) => `text ${from + i}`);

test("what the backend lost is sent again in its order, and before what is new", async () => {
  const laptop = await fillReplica(disk);
  for (let round = 0; round < 3; round += 1) {
    await settle(laptop, 5);
    disk.nowMs += 40 * dayMs;
  }
  await laptop.replica.edit([{ op: "patch", kind: "account", id: "acc_1", fields: { summary: "new" } }]);
  expect([await laptop.db.outbox.count(), await laptop.db.settled.count()]).toEqual([1, 15]);
  laptop.db.dexie.close();

  const again = await openReplica(disk);
  const fence = await again.replica.takeLead();
  // The backup holds the first four.
  await again.replica.renumber(fence, 10_000, 4);
  expect(again.replica.view()).toMatchObject({ pendingEdits: 12, nextMutationId: 13 });
  expect([await again.db.outbox.count(), await again.db.settled.count()]).toEqual([12, 4]);
  expect(await sent({ ...again, fence })).toEqual([...texts(5, 15), "new"]);
});

test.each([
  ["few are kept for ever", 500, 500, 0],
  ["many are kept for thirty days", 19_000, 0, 0],
  ["of many, those that are older go", 800, 200, 200],
  ["of many that all are older, the newest five hundred stay", 800, 800, 300],
  ["there is an end to how many are kept", 20_700, 0, 700],
])("%s", (_rule, held, old, gone) => {
  expect(settledSurplus(held, old)).toBe(gone);
});

test("edits that an earlier version kept among those that wait are put aside, and are still sent again", async () => {
  const laptop = await fillReplica(disk);
  await settle(laptop, 3);
  // As the earlier version had them.
  const rows = await laptop.db.settled.toArray();
  await laptop.db.settled.clear();
  await laptop.db.outbox.bulkPut(rows.map(({ settledAtMs: _then, ...row }) => row));
  laptop.db.dexie.close();

  const again = await openReplica(disk);
  const fence = await again.replica.takeLead();
  expect(again.replica.view().pendingEdits).toBe(0);
  await settle({ ...again, fence }, 1);
  expect([await again.db.outbox.count(), await again.db.settled.count()]).toEqual([0, 4]);
  await again.replica.renumber(fence, 0, 0);
  expect(await sent({ ...again, fence })).toEqual(texts(1, 4));
});

test("an edit that the backend has does not come back from a mirror that was not trimmed", async () => {
  const laptop = await fillReplica(disk);
  await settle(laptop, 3);
  expect(await laptop.replica.restoreEdits(laptop.mirrored)).toBe(0);
  expect([laptop.replica.view().pendingEdits, await laptop.db.settled.count()]).toEqual([0, 3]);
});
