import { expect, test } from "vitest";
import type { ReviewFinding } from "../../../shared/domain/review/check/check-review.ts";
import { findingsOf, nextFinding } from "./findings.ts";

const finding = (id: string, section: string, kind: ReviewFinding["kind"]): ReviewFinding => ({
  id,
  section,
  kind,
  place: "body",
  locale: "en",
  text: "3",
  key: null,
});
const all = [finding("b", "sla", "literal_number"), finding("a", "summary", "contradiction"), finding("c", "sla", "no_data_value")];

test("findings stand in the order of the sections; what was let stand blocks no more", () => {
  const findings = findingsOf(all, [{ section: "sla", acknowledged: ["c"] }], ["cover", "summary", "sla"]);
  expect([findings.open.map(({ id }) => id), findings.acknowledged.map(({ id }) => id)]).toEqual([["a", "b"], ["c"]]);
  expect(["summary", "sla", "cover"].map((section) => findings.stateOf(section))).toEqual(["conflict", "blocked", null]);
});

test("a key goes from one to the next and begins anew", () => {
  expect([null, "b", "c"].map((last) => nextFinding(all, last)?.id)).toEqual(["b", "a", "b"]);
  expect(nextFinding([], "a")).toBeNull();
});
