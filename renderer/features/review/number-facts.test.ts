import { expect, test } from "vitest";
import { handSnapshot } from "../../../shared/domain/review/evidence/hand-snapshot.ts";
import { numberFacts } from "./number-facts.ts";

const at = (day: string): number => Date.parse(`${day}T12:00:00+08:00`);
const freeze = { metric: "video_freeze_600_rate", region: "cn-south", hours: "evening" };
const rows = {
  quality: [
    { ...freeze, at: at("2026-08-03"), value: 0.03, sessions: 100 },
    { ...freeze, at: at("2026-09-21"), value: 0.05, sessions: 300 },
    { ...freeze, at: at("2026-05-04"), value: 0.017, sessions: 200 },
  ],
  targets: [{ measure: "video_freeze_600_rate", value: 0.02, source: "health model v3", at: at("2026-10-28") }],
};
const key = "quality.video_freeze_600_rate?hours=evening&region=cn-south#q";
const previous = (value: number, version: number) => ({
  reviewId: "rev_a_2026-q2",
  snapshotId: "S-00000001",
  period: "2026-Q2",
  said: [{ key, version, value }],
});

test("a number stands beside its target, the quarter before and the year before", () => {
  const facts = numberFacts(handSnapshot(rows), key);
  expect([facts?.value.value, facts?.value.n, facts?.value.rows]).toEqual([0.045, 400, [0, 1]]);
  expect([facts?.target?.value, facts?.before?.value, facts?.yearBefore?.value]).toEqual([0.02, 0.017, null]);
  expect(facts?.restated).toBeNull();
});

test("what the last review said otherwise is restated; the same value is not, unless its definition changed", () => {
  const of = (value: number, version: number) =>
    numberFacts(handSnapshot(rows, { previous: previous(value, version) }), key)?.restated ?? null;
  expect([of(0.016, 1)?.said.value, of(0.016, 1)?.now?.value, of(0.016, 1)?.state]).toEqual([0.016, 0.017, "changed"]);
  expect(of(0.017 + 1e-15, 1)?.state).toBe("same");
  expect(of(0.017, 2)?.state).toBe("redefined");
});

test("a comparison and a key by hand have nothing beside them", () => {
  const compared = numberFacts(handSnapshot(rows), `${key}~difference:p`);
  expect([compared?.target, compared?.before, compared?.restated]).toEqual([null, null, null]);
  expect([numberFacts(handSnapshot(rows), "quality.video_freeze_600_rate?nothing=1#q"), numberFacts(handSnapshot(rows), "no key")]).toEqual(
    [null, null],
  );
});
