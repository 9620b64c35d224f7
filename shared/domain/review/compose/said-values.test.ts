import { expect, test } from "vitest";
import { z } from "zod";
import { restated } from "../compare/restated.ts";
import { handSnapshot } from "../evidence/hand-snapshot.ts";
import { starisle, syntheticSnapshot } from "../evidence/synthetic-snapshot.ts";
import { reviewKey } from "../model/review-question.ts";
import { type ReviewSnapshot, saidValue } from "../model/review-snapshot.ts";
import { composeReview } from "./compose-review.ts";
import { documentKeys } from "./document-keys.ts";
import type { ReviewDocument, ReviewLocale } from "./review-document.ts";
import { saidValues } from "./said-values.ts";

const snapshot = syntheticSnapshot(starisle);

function documentOf(of: ReviewSnapshot, locale: ReviewLocale = "en", hidden: readonly string[] = []): ReviewDocument {
  return composeReview(of, { locale, audience: "customer", review: { kind: of.kind, order: [], hidden: [...hidden] }, sections: [] });
}

test("everything that a review says of its own period is kept as a record holds it, titles first", () => {
  const said = saidValues(documentOf(snapshot), snapshot);
  expect(z.array(saidValue).max(400).parse(said)).toEqual(said);
  expect(said[0]).toEqual({ key: "sdk.vulnerable_share#q", version: 1, value: 0.34 });
  expect(said).toContainEqual({ key: "sla.attainment#q", version: 1, value: expect.closeTo(16 / 18) });
  expect(said).toContainEqual({ key: "target.share?measure=sla_attainment#q", version: 1, value: 0.95 });
  const keys = said.map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys).toEqual(documentKeys(documentOf(snapshot)).filter((key) => keys.includes(key)));
  expect(keys.filter((key) => /#[py](?:~|$)|^(?:source_)?rows\.|\.title/.test(key))).toEqual([]);
});

test("both languages keep the same, and what a review hides it has not said", () => {
  const keys = (document: ReviewDocument): readonly string[] =>
    saidValues(document, snapshot)
      .map(({ key }) => key)
      .toSorted();
  expect(keys(documentOf(snapshot, "zh-CN"))).toEqual(keys(documentOf(snapshot)));
  expect(keys(documentOf(snapshot, "en", ["sla", "scorecard", "summary"]))).not.toContain("sla.attainment#q");
});

test("none is a value, and no data is kept as none known", () => {
  const opened = { key: reviewKey({ metric: "incidents.opened", filter: {}, period: "q", compare: null }), version: 1 };
  const quiet = syntheticSnapshot({ ...starisle, incidents: 2 });
  const none: ReviewSnapshot = { ...quiet, evidence: { ...quiet.evidence, incidents: { ...quiet.evidence.incidents, rows: [] } } };
  expect(saidValues(documentOf(none), none)).toContainEqual({ ...opened, value: 0 });
  expect(saidValues(documentOf(handSnapshot({})), handSnapshot({})).every(({ value }) => value === null)).toBe(true);
});

test("more than a record holds is left out from the end", () => {
  const all = saidValues(documentOf(snapshot), snapshot);
  expect(saidValues(documentOf(snapshot), snapshot, 5)).toEqual(all.slice(0, 5));
});

test("held against the same rows, nothing that was said is restated", () => {
  const said = saidValues(documentOf(snapshot), snapshot);
  const next: ReviewSnapshot = { ...snapshot, previous: { reviewId: "rev_1", snapshotId: snapshot.id, period: snapshot.period, said } };
  expect(restated(next).filter(({ state }) => state !== "same" && state !== "not_kept")).toEqual([]);
  expect(restated(next).filter(({ state }) => state === "same").length).toBeGreaterThan(150);
});
