import { expect, test } from "vitest";
import { sampleIncident, sampleTask } from "../../test/support/sample-records.ts";
import { kinds } from "../../shared/domain/kinds.ts";
import type { TodayItem } from "../../shared/domain/today/today-item.ts";
import type { TodayMark } from "../../shared/domain/today/today-mark.ts";
import type { Edit } from "./data-client.ts";
import type { Decider } from "./signal-edits.ts";
import { bringBack, delegateItem, seeItem, snoozeItem } from "./today-edits.ts";

const atMs = Date.parse("2026-11-20T12:00:00.000Z");
const untilMs = Date.parse("2026-11-23T01:00:00.000Z");

function decider(): Decider {
  let count = 0;
  return { user: { id: "user_1", name: "He" }, atMs, newId: (prefix) => `${prefix}_${(count += 1)}` };
}

const item: TodayItem = {
  id: "incident:inc_1",
  kind: "incident",
  state: "risk",
  accountId: "acc_1",
  tier: "basic",
  severity: "P1",
  message: { key: "promise", title: "freezes", clock: "next_update" },
  detail: null,
  dueMs: untilMs,
  dueIsDay: false,
  sinceMs: null,
  undated: "hour",
  action: { key: "tellCustomer", target: { to: "incident", incidentId: "inc_1" } },
  records: [{ kind: "incident", id: "inc_1" }],
};
const earlier: TodayMark = {
  id: "mark_0",
  userId: "user_1",
  itemKey: item.id,
  action: "seen",
  at: "2026-11-19T12:00:00.000Z",
  until: null,
  standing: { message: "promise", state: "watch", severity: "P1", dueAt: null, likelihood: null, over: null, scoreMilli: null },
  toUserId: null,
  taskId: null,
};
const short = (edits: readonly Edit[]): readonly string[] => edits.map(({ op, kind, id }) => `${op} ${kind} ${id}`);

test("a snooze keeps what the item was like, in the place of the mark before; undo brings that one back", () => {
  const { edits, inverses } = snoozeItem(item, untilMs, earlier, decider());
  expect(short(edits)).toEqual(["delete todayMark mark_0", "create todayMark mark_1"]);
  const [, made] = edits;
  const doc = { id: "mark_1", ...(made?.op === "create" ? made.fields : {}) };
  expect(kinds.todayMark.schema.parse(doc)).toEqual({
    id: "mark_1",
    userId: "user_1",
    itemKey: "incident:inc_1",
    action: "snoozed",
    at: "2026-11-20T12:00:00.000Z",
    until: "2026-11-23T01:00:00.000Z",
    standing: {
      message: "promise",
      state: "risk",
      severity: "P1",
      dueAt: "2026-11-23T01:00:00.000Z",
      likelihood: null,
      over: null,
      scoreMilli: null,
    },
    toUserId: null,
    taskId: null,
  });
  const { id, ...fields } = earlier;
  expect(inverses).toEqual([
    { op: "delete", kind: "todayMark", id: "mark_1" },
    { op: "create", kind: "todayMark", id, fields, resurrect: true },
  ]);
  expect(bringBack(earlier)).toEqual({
    edits: [{ op: "delete", kind: "todayMark", id }],
    inverses: [{ op: "create", kind: "todayMark", id, fields, resurrect: true }],
  });
});

test("what was only seen has no time, a follow-up has one", () => {
  const until = (ms: number | null) => {
    const [edit] = seeItem(item, ms, null, decider()).edits;
    return edit?.op === "create" ? edit.fields["until"] : undefined;
  };
  expect([until(null), until(untilMs)]).toEqual([null, "2026-11-23T01:00:00.000Z"]);
});

const to = { toUserId: "user_2", dueOn: "2026-11-22", untilMs, title: "INC-1 freezes", task: null, incident: null };

test("an incident goes as a task, with a place among those who are told; everything is taken back together", () => {
  const [, incident] = sampleIncident({ id: "inc_1", watcherIds: ["user_9"] });
  const { edits, inverses } = delegateItem(item, { ...to, incident }, null, decider());
  expect(edits).toMatchObject([
    {
      op: "create",
      kind: "task",
      id: "task_1",
      fields: { accountId: "acc_1", title: "INC-1 freezes", ownerId: "user_2", dueOn: "2026-11-22", state: "open" },
    },
    { op: "patch", kind: "incident", id: "inc_1", fields: { watcherIds: ["user_9", "user_2"] }, seen: { watcherIds: ["user_9"] } },
    { op: "create", kind: "todayMark", id: "mark_2", fields: { action: "delegated", toUserId: "user_2", taskId: "task_1" } },
  ]);
  expect(short(inverses)).toEqual(["delete todayMark mark_2", "patch incident inc_1", "delete task task_1"]);
  const [made] = edits;
  expect(kinds.task.schema.safeParse({ id: "task_1", ...(made?.op === "create" ? made.fields : {}) }).success).toBe(true);
  const [, watched] = sampleIncident({ id: "inc_1", watcherIds: ["user_2"] });
  expect(short(delegateItem(item, { ...to, incident: watched }, null, decider()).edits)).toEqual([
    "create task task_1",
    "create todayMark mark_2",
  ]);
});

test("a task changes hands, and leads back by its own fields where it came of a peak or a review", () => {
  const [, task] = sampleTask({ id: "task_7", ownerId: "user_1", dueOn: "2026-11-20" });
  const { edits, inverses } = delegateItem({ ...item, id: "task:task_7" }, { ...to, task }, null, decider());
  expect(edits).toMatchObject([
    { op: "patch", kind: "task", id: "task_7", fields: { ownerId: "user_2", dueOn: "2026-11-22" } },
    { op: "create", kind: "todayMark", fields: { itemKey: "task:task_7", taskId: "task_7" } },
  ]);
  expect(inverses).toContainEqual({ op: "patch", kind: "task", id: "task_7", fields: { ownerId: "user_1", dueOn: "2026-11-20" } });
  const made = (target: TodayItem["action"]["target"]) =>
    delegateItem({ ...item, action: { key: "write", target } }, to, null, decider()).edits[0];
  expect(made({ to: "peak", peakId: "p-1" })).toMatchObject({ fields: { peakId: "p-1" } });
  expect(made({ to: "review", reviewId: "rev_1" })).toMatchObject({ fields: { reviewId: "rev_1" } });
});
