import { expect, test } from "vitest";
import { sampleRequest, sampleReviewRecords, sampleReviewSources, sampleSnapshot } from "../../../../test/support/sample-snapshot.ts";
import { buildSnapshot } from "../evidence/build-snapshot.ts";
import { shownKeys, staleness } from "./staleness.ts";

const frozen = sampleSnapshot();
const records = sampleReviewRecords();
const later = { ...sampleRequest, takenMs: sampleRequest.takenMs + 3_600_000 };

test("a record that did not change makes nothing stale, an hour later", () => {
  expect(staleness(frozen, buildSnapshot(sampleReviewSources(records, later), later))).toEqual([]);
});

test("a survey that came late makes the sections stale that tell of it, with what it was and its row", () => {
  const answer = {
    id: "sur_late",
    accountId: frozen.account.id,
    at: "2026-09-29T03:00:00.000Z",
    instrument: "csat",
    score: 2,
    contactId: null,
    comment: "",
  };
  const changed = { ...records, surveyAnswers: [...records.surveyAnswers, { ...answer, instrument: "csat" as const, rev: 1 }] };
  const fresh = buildSnapshot(sampleReviewSources(changed, later), later);
  const found = staleness(frozen, fresh);
  expect(found.map(({ section }) => section)).toEqual(["scorecard"]);
  const csat = found[0]?.values.find(({ key }) => key === "surveys.csat#q");
  expect([csat?.from.value, csat?.to.value, csat?.added.map((row) => fresh.evidence.surveys.rows[row]?.[0]), csat?.removed]).toEqual([
    4,
    3,
    ["sur_late"],
    [],
  ]);
});

test("only what is shown counts, when it is told what is shown", () => {
  const changed = { ...records, surveyAnswers: [] };
  const fresh = buildSnapshot(sampleReviewSources(changed, later), later);
  const shown = [
    { section: "scorecard", keys: ["usage.peak#q", "surveys.csat#q"] },
    { section: "free-1", keys: ["usage.peak#q", "surveys.nps#q~difference:p"] },
  ];
  expect(staleness(frozen, fresh, shown).map(({ section, values }) => [section, values.map(({ key, to }) => [key, to.value])])).toEqual([
    ["scorecard", [["surveys.csat#q", null]]],
  ]);
});

test("what a document shows is found wherever it stands", () => {
  const run = (key: string) => ({ text: "1", key, bold: false, italic: false });
  const section = {
    id: "sla",
    number: 1,
    name: "",
    layout: "text" as const,
    title: [run("a#q")],
    source: [run("b#q")],
    notes: [{ type: "text" as const, runs: [run("c#q"), run("a#q")] }],
    audience: "customer" as const,
    edited: false,
    blocks: [
      { type: "text" as const, paragraphs: [{ type: "item" as const, runs: [run("d#q")] }] },
      { type: "figures" as const, figures: [{ label: "", value: run("e#q"), note: [run("f#q")], verdict: null }] },
      { type: "nothing" as const, text: "no data" },
    ],
  };
  expect(shownKeys({ sections: [section] })).toEqual([{ section: "sla", keys: ["a#q", "b#q", "c#q", "d#q", "e#q", "f#q"] }]);
});
