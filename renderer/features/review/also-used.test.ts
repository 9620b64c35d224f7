import { expect, test } from "vitest";
import type { ComposedSection, ReviewDocument, Run } from "../../../shared/domain/review/compose/review-document.ts";
import { usesOf, valuesOf } from "./also-used.ts";

const run = (key: string | null): Run => ({ text: key ?? "words", key, bold: false, italic: false });
const section = (id: string, number: number, more: Partial<ComposedSection>): ComposedSection => ({
  id,
  number,
  name: id,
  layout: "text",
  title: [run(null)],
  blocks: [],
  source: [],
  notes: [],
  audience: "customer",
  edited: false,
  ...more,
});
const document: ReviewDocument = {
  kind: "quarterly",
  locale: "en",
  audience: "internal",
  accountName: "Starisle",
  accountCode: "A-1",
  periodName: "Q3 2026",
  snapshotId: "S-1",
  digest: "",
  takenMs: 0,
  title: "",
  author: "",
  footer: "",
  pageWords: "",
  contentsName: "",
  notesName: "",
  sections: [
    section("summary", 1, { title: [run("a#q")], notes: [{ type: "text", runs: [run("b#q"), run("a#q")] }] }),
    section("sla", 2, { blocks: [{ type: "text", paragraphs: [{ type: "item", runs: [run("a#q"), run("a#q")] }] }] }),
  ],
};

test("a number is found everywhere that the review says it, also beside the slide", () => {
  expect(usesOf(document, "a#q")).toEqual([
    { section: "summary", number: 1, place: "title", count: 1 },
    { section: "summary", number: 1, place: "notes", count: 1 },
    { section: "sla", number: 2, place: "text", count: 2 },
  ]);
  expect(usesOf(document, "c#q")).toEqual([]);
});

test("a section's values are told once each", () => {
  expect([valuesOf(document, "summary"), valuesOf(document, "nowhere")]).toEqual([["a#q", "b#q"], []]);
});
