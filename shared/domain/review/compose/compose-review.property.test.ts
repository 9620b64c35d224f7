import fc from "fast-check";
import { expect, test } from "vitest";
import { typedNumbers } from "../check/typed-numbers.ts";
import { type Evidence, evidenceTableIds, evidenceTables, type EvidenceTableId } from "../evidence/evidence-tables.ts";
import { september, starisle, type SyntheticShape, syntheticSnapshot } from "../evidence/synthetic-snapshot.ts";
import { type ReviewKind, sectionsOf } from "../model/review-sections.ts";
import type { ReviewSnapshot } from "../model/review-snapshot.ts";
import { composeReview } from "./compose-review.ts";
import { documentKeys } from "./document-keys.ts";
import type { ComposedSection, ReviewDocument, ReviewLocale, Run } from "./review-document.ts";
import { noData } from "./value-text.ts";

const locales = ["en", "zh-CN"] as const satisfies readonly ReviewLocale[];

const share = fc.oneof(fc.constantFrom(0, 1e-6, 0.001, 0.1, 0.5, 0.999, 1), fc.double({ min: 0, max: 1, noNaN: true }));
const shapes: fc.Arbitrary<SyntheticShape> = fc.record({
  users: fc.oneof(fc.constantFrom(0, 1, 7, 118_000, 90_000_000), fc.integer({ min: 0, max: 2_000_000 })),
  // Falls to a tenth, stays, or grows a hundredfold.
  growth: fc.oneof(fc.constantFrom(-0.9, -0.2, 0, 0.004, 0.12, 99), fc.double({ min: -0.9, max: 3, noNaN: true })),
  freeze: share,
  drift: fc.constantFrom(-0.9, -0.3, 0, 0.05, 0.6, 20),
  sessions: fc.constantFrom(0, 1, 40, 9200, 4_000_000),
  incidents: fc.integer({ min: 0, max: 40 }),
  kept: share,
  use: fc.constantFrom(0, 0.3, 0.84, 0.85, 0.93, 1, 1.7),
  behind: share,
  vulnerable: fc.boolean(),
  messages: fc.integer({ min: 0, max: 8 }),
  answered: fc.integer({ min: 0, max: 8 }),
  commitments: fc.integer({ min: 0, max: 14 }),
  regions: fc.integer({ min: 1, max: 6 }),
  history: fc.boolean(),
});

/** What a record does not have: tables that were never delivered, all but each so-manieth row of the others, and cells that nobody filled in. */
interface Gaps {
  readonly never: readonly EvidenceTableId[];
  readonly each: number;
  readonly empty: readonly string[];
}

const gaps: fc.Arbitrary<Gaps> = fc.record({
  never: fc.oneof(fc.constant([]), fc.subarray([...evidenceTableIds])),
  each: fc.constantFrom(1, 1, 2, 7, 1000),
  empty: fc.subarray(["resolveMs", "acknowledgeMs", "cause", "region", "capacityPcu", "p50", "owner", "dueOn", "answeredPcu", "latest"]),
});

function snapshotOf(kind: ReviewKind, shape: SyntheticShape, { never, each, empty }: Gaps): ReviewSnapshot {
  const whole = syntheticSnapshot({ ...shape, answered: Math.min(shape.answered, shape.messages) }, kind === "letter" ? september : {});
  const evidence = Object.fromEntries(
    evidenceTableIds.map((id) => {
      const table = whole.evidence[id];
      if (never.includes(id)) return [id, { ...table, rows: [], sourceRows: 0, fromMs: null, asOfMs: null }];
      const columns = Object.keys(evidenceTables[id]);
      const nullable: readonly string[] =
        id === "incidents" || !["usageDays", "quality", "qualityParts", "peaks", "capacity"].includes(id)
          ? empty
          : empty.filter((column) => column !== "region");
      const rows = table.rows
        .filter((_, i) => i % each === 0)
        .map((row) => row.map((cell, i) => (nullable.includes(columns[i] ?? "") ? null : cell)));
      return [id, { ...table, rows }];
    }),
  ) as unknown as Evidence;
  return { ...whole, evidence };
}

function composed(snapshot: ReviewSnapshot, locale: ReviewLocale): ReviewDocument {
  return composeReview(snapshot, { locale, audience: "internal", review: { kind: snapshot.kind, order: [], hidden: [] }, sections: [] });
}

/** Every text of a section, each as it stands together: a title, a paragraph, a cell, a label. */
function textsOf({ title, blocks, source, notes, name }: ComposedSection): readonly (readonly Run[])[] {
  const word = (text: string): readonly Run[] => [{ text, key: null, bold: false, italic: false }];
  return [
    word(name),
    title,
    source,
    ...notes.map(({ runs }) => runs),
    ...blocks.flatMap((block): readonly (readonly Run[])[] => {
      switch (block.type) {
        case "text":
          return block.paragraphs.map(({ runs }) => runs);
        case "points":
          return block.points.flatMap(({ heading, paragraphs }) => [word(heading), ...paragraphs.map(({ runs }) => runs)]);
        case "figures":
          return block.figures.flatMap(({ label, value, note }) => [word(label), [value], note]);
        case "chart": {
          const { chart } = block;
          return [
            chart.title,
            ...[chart.unitLabel, ...chart.categories, ...chart.series.map((one) => one.name), ...chart.marks.map((one) => one.label)].map(
              word,
            ),
          ];
        }
        case "table":
          return [
            block.table.caption,
            ...block.table.columns.flatMap(({ label, unit }) => [word(label), word(unit)]),
            ...block.table.rows.flatMap(({ cells }) => cells.map(({ runs }) => runs)),
            ...(block.table.more === null ? [] : [word(block.table.more)]),
          ];
        case "nothing":
          return [word(block.text)];
      }
    }),
  ];
}

function joined(runs: readonly Run[]): string {
  return runs.map(({ text }) => text).join("");
}

const broken = /‹|›|\{\w+\}|NaN|undefined|Infinity|null| {2}| [,.;:，。；：、]|[。.]{2}|，，|，。|。，|^\s|\s$/u;

/** Digits that are a definition's and no value's. */
const definitions = /UTC[+−]\d+|20–23 (?:h|点)|CSAT[^\d]*1–5|0–100|0–10(?!\d)|within 5 s|5 秒进房率|(?:200|400|600) ms/gu;

/** The appendix says how the numbers are made: what its definitions say is no value. */
function unbound(section: ComposedSection): readonly string[] {
  if (section.id === "appendix") return [];
  return textsOf(section).flatMap((runs) => {
    const typed = runs.map(({ text, key }) => (key === null ? text : "\u0001")).join("");
    return typedNumbers(typed.replaceAll(definitions, "")).map(({ text }) => `${section.id}: ${text} in ${joined(runs)}`);
  });
}

function prose({ title, blocks, source, notes }: ComposedSection): readonly (readonly Run[])[] {
  const paragraphs = blocks.flatMap((block) =>
    block.type === "text" ? block.paragraphs : block.type === "points" ? block.points.flatMap((point) => point.paragraphs) : [],
  );
  return [title, source, ...[...paragraphs, ...notes].map(({ runs }) => runs)];
}

function wrongIn(document: ReviewDocument): readonly string[] {
  return document.sections.flatMap((section) => [
    ...textsOf(section)
      .map(joined)
      .filter((text) => broken.test(text))
      .map((text) => `${section.id}: ${text}`),
    ...[section.title].map(joined).filter((title) => title === "" || title.length >= 220),
    ...(section.notes.length === 0 ? [`${section.id} has no notes`] : []),
    ...section.blocks.flatMap((block) =>
      block.type === "chart" && broken.test(block.chart.alt) ? [`${section.id}: ${block.chart.alt}`] : [],
    ),
    // A sentence that had nothing to say is left out; only cells and figures say that there is no data.
    ...prose(section)
      .filter((runs) => runs.some(({ text, key }) => key !== null && text === noData[document.locale]))
      .map((runs) => `${section.id}: ${joined(runs)}`),
    ...(document.kind === "letter"
      ? textsOf(section)
          .map(joined)
          .filter((text) => /quarter|季/iu.test(text))
      : []),
    ...unbound(section),
  ]);
}

test.each(["quarterly", "letter"] as const)(
  "whatever the rows of a %s are, its words are whole and its numbers bound",
  (kind) => {
    fc.assert(
      fc.property(shapes, gaps, (shape, missing) => {
        const snapshot = snapshotOf(kind, shape, missing);
        const documents = locales.map((locale) => composed(snapshot, locale));
        expect(documents.map((document) => document.sections.map(({ id }) => id))).toEqual([sectionsOf(kind), sectionsOf(kind)]);
        expect(documents.flatMap(wrongIn)).toEqual([]);
        const [en, zh] = documents.map((document) =>
          document.sections.map((section) => [section.id, documentKeys({ sections: [section] }).toSorted()]),
        );
        expect(en).toEqual(zh);
        expect(composed(snapshotOf(kind, shape, missing), "en")).toEqual(documents[0]);
      }),
      { numRuns: 8, seed: 20_260_930, examples: [[starisle, { never: [], each: 1, empty: [] }]] },
    );
  },
  60_000,
);
