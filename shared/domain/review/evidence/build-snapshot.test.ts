import { expect, test } from "vitest";
import { emptySnapshot, sampleReviewSources, sampleRequest, sampleSnapshot } from "../../../../test/support/sample-snapshot.ts";
import { buildSnapshot } from "./build-snapshot.ts";
import { evidenceTableIds } from "./evidence-tables.ts";

test("every table of a full record has rows, and says from what and as of when", () => {
  const { evidence } = sampleSnapshot();
  expect(evidenceTableIds.filter((table) => evidence[table].rows.length === 0)).toEqual([]);
  expect(evidenceTableIds.filter((table) => evidence[table].asOfMs === null)).toEqual([]);
});

test("of an account without a record nothing is known, and nothing is zero", () => {
  const snapshot = emptySnapshot();
  const filled = evidenceTableIds.filter((table) => snapshot.evidence[table].rows.length > 0);
  expect([filled, snapshot.dataAsOfMs, snapshot.evidence.incidents.fromMs]).toEqual([["targets"], null, null]);
});

test("the same record taken at the same instant has one name", () => {
  const again = buildSnapshot(sampleReviewSources(), sampleRequest);
  expect(again).toEqual(sampleSnapshot());
  expect(again.id).toBe(`S-${again.digest.slice(0, 8).toUpperCase()}`);
});

test("our own tasks stay with us: what was agreed on or promised after an incident is told, nothing besides", () => {
  const { evidence } = sampleSnapshot();
  expect(evidence.actions.rows.map(([id, title, , , from]) => [id, title, from])).toEqual([
    ["task_prevent", "运营商链路告警", "prevention"],
    ["task_overdue", "雅加达压测", "review"],
    ["task_now", "国庆前扩容", "review"],
  ]);
  expect(evidence.actions.sourceRows).toBe(6);
  expect(JSON.stringify(sampleSnapshot())).not.toContain("Call the CTO");
});
