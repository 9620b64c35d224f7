import { beforeEach, expect, test } from "vitest";
import { fillReplica, openReplica, type OpenedReplica, ReplicaDisk, sampleRing } from "../../test/support/open-replica.ts";
import { hoursInMonth } from "../../shared/domain/metrics/series.ts";
import { packValues } from "../../shared/sync/chunks.ts";
import type { Database } from "./database.ts";
import type { AskDesktop } from "./worker-messages.ts";

let disk: ReplicaDisk;
let retired: (readonly string[])[];
beforeEach(() => {
  disk = new ReplicaDisk();
  retired = [];
});

const ask: AskDesktop = async (request) => {
  if (request.op === "rotate") {
    disk.copyKeys = ["c1", "c2"];
    disk.editKeys = ["e1", "e2"];
    return { keys: { copy: sampleRing(disk.copyKeys), edits: sampleRing(disk.editKeys, 100) } };
  }
  if (request.op === "retire") retired.push(request.keep);
  return {};
};

async function keyNames(db: Database): Promise<readonly string[]> {
  const names = new Set<string>();
  for (const table of db.dexie.tables) {
    await table.each((row: object) => {
      for (const value of Object.values(row)) {
        if (value instanceof Uint8Array) names.add(new TextDecoder().decode(value.subarray(2, 2 + (value[1] ?? 0))));
      }
    });
  }
  return [...names].toSorted();
}

/** A store with something in every table. */
async function stocked(): Promise<OpenedReplica & { readonly fence: number }> {
  const opened = await fillReplica(disk, { ask });
  const { replica, fence } = opened;
  const packed = packValues(new Float64Array(hoursInMonth("2026-10")).fill(7));
  const chunk = {
    accountId: "acc_1",
    metric: "pcu" as const,
    region: "CN",
    carrier: null,
    sdk: null,
    platform: null,
    month: "2026-10",
    rev: 1,
    ...packed,
  };
  await replica.addUsage(fence, [chunk], { epoch: "e1", seq: 12, round: null });
  await replica.tidy(fence);
  for (const id of ["acc_1", "acc_2"]) await replica.edit([{ op: "patch", kind: "account", id, fields: { name: `typed ${id}` } }]);
  const refusal = { status: "refused" as const, code: "invalid" as const, message: "why", server: null };
  await replica.addResults(fence, replica.view().clientId, [{ mutationId: 1, ...refusal }]);
  return opened;
}

function seen({ replica }: OpenedReplica): unknown {
  return {
    names: replica.engine.all("account").map((account) => account.name),
    attention: replica.outbox.attention(),
    push: replica.nextPush("user_1"),
    session: replica.session,
    rollups: replica.engine.rollups().length,
  };
}

test("new keys seal at once, everything old is sealed anew, and old keys go when two passes found nothing under them", async () => {
  const opened = await stocked();
  const { replica, db, mirrored } = opened;
  const before = seen(opened);
  await replica.rotation.rotate();
  expect([replica.rotation.underWay, opened.news.at(-1)]).toEqual([true, "keys"]);
  mirrored.length = 0;
  for (let steps = 0; steps < 100; steps += 1) await replica.rotation.step();
  expect(await keyNames(db)).toEqual(["c2", "e2"]);
  expect(retired).toEqual([]);
  disk.nowMs += 61_000;
  for (let steps = 0; steps < 100; steps += 1) await replica.rotation.step();
  expect([retired, replica.rotation.underWay]).toEqual([[["c2", "e2"]], false]);
  // The mirror has the edits under the new key before the old one goes.
  expect(mirrored.map(({ mutationId, sealed }) => [mutationId, new TextDecoder().decode(sealed.subarray(2, 4))])).toEqual([
    [1, "e2"],
    [2, "e2"],
  ]);
  db.dexie.close();
  const after = await openReplica(disk, { ring: sampleRing(["c1", "c2"]).slice(1), editRing: sampleRing(["e1", "e2"], 100).slice(1) });
  expect(seen(after)).toEqual(before);
});

test("killed after any step the next start goes on, and nothing is ever unreadable", async () => {
  const first = await stocked();
  const before = seen(first);
  await first.replica.rotation.rotate();
  await first.replica.rotation.step();
  first.db.dexie.close();
  for (let starts = 0; starts < 30; starts += 1) {
    const opened = await openReplica(disk, { ask });
    expect([seen(opened), opened.reports]).toEqual([before, []]);
    expect(opened.replica.rotation.underWay).toBe(true);
    for (let steps = 0; steps <= starts; steps += 1) await opened.replica.rotation.step();
    const names = await keyNames(opened.db);
    opened.db.dexie.close();
    if (names.length === 2) return;
  }
  throw new Error("the rotation did not come to an end");
});

test("an edit that is answered while it is sealed anew keeps its answer", async () => {
  const { replica, db, fence } = await stocked();
  await replica.rotation.rotate();
  const { clientId } = replica.view();
  await Promise.all([replica.rotation.step(), replica.addResults(fence, clientId, [{ mutationId: 2, status: "applied", rev: 20 }])]);
  for (let steps = 0; steps < 50; steps += 1) await replica.rotation.step();
  expect((await db.outbox.toArray()).map((row) => row.status.state)).toEqual(["attention", "applied"]);
  expect(await keyNames(db)).toEqual(["c2", "e2"]);
});
