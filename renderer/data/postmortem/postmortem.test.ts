import { expect, test } from "vitest";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { postmortemFault } from "../../../shared/domain/postmortem/postmortem-fault.ts";
import type { Postmortem } from "../../../shared/domain/postmortem/postmortem.ts";
import { publishedTexts } from "../../../shared/domain/postmortem/publish-texts.ts";
import { fakeStore } from "../../../test/support/fake-store.ts";
import { sampleAccount, sampleIncident, sampleTask, sampleUser } from "../../../test/support/sample-records.ts";
import type { Edit } from "../data-client.ts";
import { postmortemWork } from "../queries/postmortem-work.ts";
import { preventionItems } from "../queries/prevention-items.ts";
import { addPrevention, askReview, beginPostmortem, changePostmortem, publishPostmortem, writeSection } from "./postmortem-edits.ts";

const nowMs = Date.parse("2026-11-21T08:00:00.000Z");
const record: RecordOf<"postmortem"> = {
  id: "pmo_1",
  rev: 3,
  accountId: "acc-1",
  incidentId: "inc_1",
  state: "draft",
  locale: "en",
  cause: "release",
  summary: "About {{ impact_users }} user visits.",
  rootCause: "A check was lost.",
  impactText: "Joins failed.",
  impact: { users: 120, minutes: 38, metric: "join_5s_rate", worst: 0.5, normal: 0.97, asOf: "2026-10-29T00:00:00.000Z", rows: 2 },
  timeline: [{ at: "2026-10-28T12:00:00.000Z", text: "Reported.", eventId: null }],
  workaround: "Spare route.",
  longTermFix: "Rolled back.",
  regressionCheck: "Two weeks.",
  authorId: "user-1",
  reviewerId: null,
  createdAt: "2026-10-29T00:00:00.000Z",
  publishedAt: null,
  outreachId: null,
  articleKey: null,
};
const bound = [{ token: "impact_users", text: "120", value: 120, unit: "users", sources: [] }];

function after(before: Postmortem, edits: readonly Edit[]): Postmortem {
  return edits.reduce<Postmortem>(
    (doc, edit) => (edit.op === "patch" && edit.kind === "postmortem" ? { ...doc, ...edit.fields } : doc),
    before,
  );
}

test("what is published has its numbers, and the backend takes it; what takes it back is none", () => {
  const out = after(record, publishPostmortem(record, publishedTexts(record, bound), nowMs, "out_1"));
  expect(postmortemFault(record, out)).toBeNull();
  expect([out.state, out.publishedAt, out.outreachId, out.summary]).toEqual([
    "published",
    "2026-11-21T08:00:00.000Z",
    "out_1",
    "About 120 user visits.",
  ]);
});

test("a review is asked for and taken back whole: state, reviewer and task", () => {
  const { edits, inverses } = askReview(record, "user-2", { id: "tsk_r", title: "Read it", dueOn: "2026-11-23" });
  const asked = after(record, edits);
  expect(postmortemFault(record, asked)).toBeNull();
  expect([asked.state, asked.reviewerId]).toEqual(["review", "user-2"]);
  expect(edits.at(-1)).toMatchObject({ op: "create", kind: "task", id: "tsk_r", fields: { ownerId: "user-2", state: "open" } });
  expect(after(asked, inverses)).toEqual(record);
  expect(inverses.at(-1)).toEqual({ op: "delete", kind: "task", id: "tsk_r" });
});

test("a section says what its author had before him, so that a colleague's words are merged", () => {
  expect(writeSection("pmo_1", "rootCause", "A check was lost.", "A check was lost in 4.9.")).toEqual({
    op: "patch",
    kind: "postmortem",
    id: "pmo_1",
    fields: { rootCause: "A check was lost in 4.9." },
    seen: { rootCause: "A check was lost." },
  });
});

test("a draft is begun and given up; another cause is taken back", () => {
  expect(beginPostmortem(record).inverses).toEqual([{ op: "delete", kind: "postmortem", id: "pmo_1" }]);
  const { edits, inverses } = changePostmortem(record, { cause: "carrier" });
  expect(after(after(record, edits), inverses)).toEqual(record);
  expect(addPrevention("tsk_1", record, { title: "Stage it", ownerId: "user-1", dueOn: null }).edits).toMatchObject([
    { op: "create", kind: "task", fields: { accountId: "acc-1", postmortemId: "pmo_1", state: "open" } },
  ]);
});

const promised = (id: string, fields: Partial<RecordOf<"task">>) =>
  sampleTask({ id, accountId: "acc-1", ownerId: "user-1", postmortemId: "pmo_1", state: "open", doneOn: null, ...fields });
const store = fakeStore({
  userId: "user-1",
  records: [
    sampleUser({ id: "user-1", name: "Lin" }),
    sampleAccount({ id: "acc-1", name: "Nova", aliases: ["NV"] }),
    sampleAccount({ id: "acc-2", name: "Other", aliases: ["OT"] }),
    sampleIncident({ id: "inc_1", number: "INC-1", accountId: "acc-1", resolvedAt: "2026-10-28T14:00:00.000Z" }),
    ["postmortem", record],
    promised("t-open", { dueOn: "2026-12-01" }),
    promised("t-late", { dueOn: "2026-11-20" }),
    promised("t-done", { dueOn: "2026-11-01", state: "done", doneOn: "2026-11-01" }),
    sampleTask({ id: "t-else", accountId: "acc-1" }),
  ],
});

test("what was promised is counted by state in the period of its incident, overdue first", async () => {
  const all = { accountId: "acc-1", fromDay: null, toDay: null, timeZone: "Asia/Shanghai" };
  const { items, tally } = await preventionItems.run(store, all, nowMs);
  expect(items.map(({ task, state, incidentNumber, ownerName }) => [task.id, state, incidentNumber, ownerName])).toEqual([
    ["t-late", "overdue", "INC-1", "Lin"],
    ["t-open", "open", "INC-1", "Lin"],
    ["t-done", "done", "INC-1", "Lin"],
  ]);
  expect(tally).toEqual({ open: 1, overdue: 1, done: 1, dropped: 0 });
  const quarter = { ...all, accountId: null, fromDay: "2026-07-01", toDay: "2026-09-30" };
  expect((await preventionItems.run(store, quarter, nowMs)).items).toEqual([]);
});

test("who writes has the tasks of this postmortem by day, and the names that must not be read", async () => {
  const work = await postmortemWork.run(store, { incidentId: "inc_1" }, nowMs);
  expect(work?.tasks.map(({ id }) => id)).toEqual(["t-done", "t-late", "t-open"]);
  expect(work?.otherCustomers).toEqual(["Other", "OT"]);
  expect(await postmortemWork.run(store, { incidentId: "inc_9" }, nowMs)).toBeNull();
});
