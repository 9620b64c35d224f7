import { expect, test } from "vitest";
import { fillReplica, ReplicaDisk } from "../../test/support/open-replica.ts";
import { sampleAccount } from "../../test/support/sample-book.ts";

test("the store's parts are added up to the byte; only quality of other customers goes, and only from the disk", async () => {
  const { replica, db, fence } = await fillReplica(new ReplicaDisk());
  await replica.addChanges(fence, {
    changes: [{ op: "put", seq: 11, kind: "account", id: "acc_1", doc: { ...sampleAccount("acc_1", { ownerId: "user_1" }), rev: 11 } }],
    seq: 11,
    scopeVersion: 1,
    lastMutationId: 0,
    caughtUp: true,
  });
  const pack = (group: "usage" | "quality" | "detail", accountId: string, bytes: number) => ({
    group,
    accountId,
    asOf: 1,
    sealed: new Uint8Array(bytes),
  });
  await db.packs.bulkPut([
    pack("usage", "acc_1", 100),
    pack("usage", "acc_2", 200),
    pack("quality", "acc_1", 1_000),
    pack("quality", "acc_2", 2_000),
    pack("detail", "acc_3", 4_000),
  ]);
  const before = await replica.storeUse();
  const of = (part: string): unknown => before.parts.find((one) => one.part === part);
  expect([of("usage"), of("quality"), of("outbox")]).toEqual([
    { part: "usage", rows: 2, bytes: 300 },
    { part: "quality", rows: 3, bytes: 7_000 },
    { part: "outbox", rows: 0, bytes: 0 },
  ]);
  const pages = await db.pages.toArray();
  expect(of("copy")).toEqual({
    part: "copy",
    rows: pages.length,
    bytes: pages.reduce((sum, { sealed }) => sum + sealed.byteLength, 0),
  });
  expect(before.othersPacks).toEqual({ packs: 2, bytes: 6_000 });
  expect(await replica.dropPacks()).toBe(2);
  const after = await replica.storeUse();
  expect(after.parts.find(({ part }) => part === "quality")).toEqual({ part: "quality", rows: 1, bytes: 1_000 });
  expect(after.othersPacks).toEqual({ packs: 0, bytes: 0 });
  expect(await replica.dropPacks()).toBe(0);
});
