import { expect, it } from "vitest";
import type { Conflict } from "../../../shared/domain/conflict/conflict.ts";
import { fakeStore } from "../../../test/support/fake-store.ts";
import { sampleAccount, sampleContact, sampleEntry, sampleTask, sampleUser } from "../../../test/support/sample-records.ts";
import { conflicts } from "./conflicts.ts";
import { copyContents } from "./copy-contents.ts";
import { recordTitles } from "./record-titles.ts";

const nowMs = Date.parse("2026-10-29T02:42:00.000Z");
const base: Conflict = {
  id: "conf_1",
  accountId: "acc-1",
  targetKind: "contact",
  targetId: "con-1",
  field: "title",
  kept: "CTO",
  keptBy: "user-1",
  keptAt: "2026-10-29T02:40:00.000Z",
  lost: "Head of platform",
  lostBy: "user-2",
  lostAt: "2026-10-29T02:39:00.000Z",
  state: "open",
};
const records = [
  sampleUser({ id: "user-1", name: "Lin" }),
  sampleAccount({ id: "acc-1", name: "Kopi Live" }),
  sampleContact({ id: "con-1", accountId: "acc-1", name: "Mo" }),
  sampleTask({ id: "task-1", accountId: "acc-1", title: "Ask them" }),
  sampleEntry({ id: "note-1", accountId: "acc-1" }),
];

it("names the record of a conflict, newest first, and says which value has no place to go back to", async () => {
  const store = fakeStore({
    records: [
      ...records,
      ["conflict", { ...base, rev: 1 }],
      ["conflict", { ...base, id: "conf_2", targetId: "con-gone", lostAt: "2026-10-29T02:40:00.000Z", rev: 2 }],
      ["conflict", { ...base, id: "conf_3", targetId: "con-gone", field: "*", lostAt: "2026-10-29T02:41:00.000Z", rev: 3 }],
      ["conflict", { ...base, id: "conf_4", state: "dismissed", rev: 4 }],
    ],
  });
  const items = await conflicts.run(store, {}, nowMs);
  expect(items.map(({ conflict, ...item }) => [conflict.id, item])).toEqual([
    ["conf_3", { recordName: "con-gone", accountName: "Kopi Live", keptByName: "Lin", lostByName: null, homeless: false }],
    ["conf_2", { recordName: "con-gone", accountName: "Kopi Live", keptByName: "Lin", lostByName: null, homeless: true }],
    ["conf_1", { recordName: "Mo", accountName: "Kopi Live", keptByName: "Lin", lostByName: null, homeless: false }],
  ]);
});

it("gives records the names that people call them by", async () => {
  const asked = [
    { kind: "account", id: "acc-1" },
    { kind: "contact", id: "con-1" },
    { kind: "task", id: "task-1" },
    { kind: "timeline", id: "note-1" },
    { kind: "task", id: "gone" },
  ] as const;
  expect(await recordTitles.run(fakeStore({ records }), { records: asked }, nowMs)).toEqual({
    "account acc-1": { name: "Kopi Live", accountName: null, isHere: true },
    "contact con-1": { name: "Mo", accountName: "Kopi Live", isHere: true },
    "task task-1": { name: "Ask them", accountName: "Kopi Live", isHere: true },
    "timeline note-1": { name: null, accountName: "Kopi Live", isHere: true },
    "task gone": { name: null, accountName: null, isHere: false },
  });
});

it("counts what is on this laptop, and says how far its usage reaches", async () => {
  const counts = (usage: unknown) => ({
    counts: [
      { kind: "account", count: 1 },
      { kind: "contact", count: 1 },
      { kind: "contract", count: 0 },
      { kind: "incident", count: 0 },
      { kind: "task", count: 1 },
      { kind: "plannedEvent", count: 0 },
    ],
    usage,
  });
  expect(await copyContents.run(fakeStore({ records }), {}, nowMs)).toEqual(counts(null));
  const rollups = [{ accountId: "acc-1", lastHourMs: nowMs - 3_600_000, regions: [] }];
  expect(await copyContents.run(fakeStore({ records, rollups }), {}, nowMs)).toEqual(
    counts({ accounts: 1, lastHourMs: nowMs - 3_600_000 }),
  );
});
