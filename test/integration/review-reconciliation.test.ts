import { readXlsx } from "hucre/xlsx";
import { describe, expect, test } from "vitest";
import { composeReview } from "../../shared/domain/review/compose/compose-review.ts";
import type { ComposedSection, ReviewDocument, ReviewLocale } from "../../shared/domain/review/compose/review-document.ts";
import { valueText } from "../../shared/domain/review/compose/value-text.ts";
import { boundNumbers } from "../../shared/domain/review/export/bound-numbers.ts";
import { makeReviewFiles } from "../../shared/domain/review/export/make-files.ts";
import { docxOf } from "../../shared/domain/review/export/docx/docx-of.ts";
import { htmlOf } from "../../shared/domain/review/export/html/html-of.ts";
import { pptxOf } from "../../shared/domain/review/export/pptx/pptx-of.ts";
import { xlsxOf } from "../../shared/domain/review/export/xlsx/xlsx-of.ts";
import { layoutReview } from "../../shared/domain/review/layout/layout-review.ts";
import { answerKey } from "../../shared/domain/review/metrics/answer-question.ts";
import type { ReviewKind } from "../../shared/domain/review/model/review-sections.ts";
import type { ReviewSnapshot } from "../../shared/domain/review/model/review-snapshot.ts";
import { demoCustomers, demoSnapshot } from "../support/review/demo-review.ts";
import { packageParts, paragraphsOf, unescaped } from "../support/review/package-text.ts";
import { chartsOf, numbersIn, stretchesOf } from "../support/review/review-texts.ts";

const reviews: readonly {
  readonly of: string;
  readonly customer: number;
  readonly kind: ReviewKind;
  readonly period: string;
  readonly blank?: boolean;
}[] = [
  { of: "a customer's quarter", customer: 0, kind: "quarterly", period: "2026-Q3" },
  { of: "another customer's quarter", customer: 7, kind: "quarterly", period: "2026-Q3" },
  { of: "a customer's month", customer: 3, kind: "letter", period: "2026-09" },
  { of: "a customer without any history", customer: 5, kind: "quarterly", period: "2026-Q3", blank: true },
];

for (const { of, customer, kind, period, blank } of reviews) {
  describe.each(["zh-CN", "en"] as const)(`${of} in %s`, (locale) => {
    const snapshot = demoSnapshot(customer, kind, period, blank);
    const document = composed(snapshot, kind, locale);

    test("every bound value is what its question answers from the snapshot, as it is written in this language", () => {
      for (const { place, written, key } of boundNumbers(document)) {
        const answer = answerKey(snapshot, key);
        if (answer === null) throw new Error(`nothing answers ${key}`);
        if (place !== "chart") expect({ key, written }).toEqual({ key, written: valueText(answer, locale, snapshot.timeZone) });
      }
      for (const { keys, values } of document.sections.flatMap(chartsOf).flatMap(({ series }) => series)) {
        for (const [i, key] of keys.entries()) {
          if (key !== null) expect({ key, value: values[i] }).toEqual({ key, value: answerKey(snapshot, key)?.value });
        }
      }
    });

    test("no number stands unbound in what was composed, but for times, names of the record and thresholds of definitions", () => {
      const names = namesOfTheRecord(snapshot);
      const typed = document.sections.flatMap((section) =>
        stretchesOf(section).flatMap(({ runs }) =>
          runs.flatMap(({ key, text }) => (key === null && /\d/.test(without(text, names)) ? [`${section.id}: ${text}`] : [])),
        ),
      );
      expect(typed).toEqual([]);
    });

    test("Word says every stretch and every point of a chart, and no number besides", async () => {
      const parts = packageParts(await docxOf(document));
      const paragraphs = paragraphsOf(parts.get("word/document.xml") ?? "").map((text) => text.replace(/^[●◆▲■] /, ""));
      for (const section of document.sections) for (const { text } of stretchesOf(section)) expect(paragraphs, section.id).toContain(text);
      expect(strange(paragraphs, document, pages(40))).toEqual([]);
      expectCharts(parts, "word/charts/", document);
    });

    test("PowerPoint says every bound value and every point of a chart on its section's slides, and no number besides", async () => {
      const slides = layoutReview(document);
      const parts = packageParts(await pptxOf(document, slides, null));
      for (const section of document.sections) {
        const own = slides.flatMap(({ sectionId }, i) => (sectionId === section.id ? [i + 1] : []));
        const said = own
          .flatMap((n) => [`ppt/slides/slide${n}.xml`, `ppt/notesSlides/notesSlide${n}.xml`])
          .flatMap((path) => paragraphsOf(parts.get(path) ?? "", "a:p", "a:t"))
          .join("\n");
        expectValues(section, said);
      }
      const paragraphs = [...parts]
        .filter(([path]) => /^ppt\/slides\/slide\d+\.xml$/.test(path))
        .flatMap(([, xml]) => paragraphsOf(xml, "a:p", "a:t"));
      expect(strange(paragraphs, document, pages(slides.length))).toEqual([]);
      expectCharts(parts, "ppt/charts/", document);
    });

    test("the page says every bound value in its section, and no number besides", () => {
      const slides = layoutReview(document);
      const html = htmlOf(document, slides);
      const sections = html.split("<section ").slice(1);
      expect(sections).toHaveLength(document.sections.length);
      for (const [i, section] of document.sections.entries()) expectValues(section, textOfHtml(sections[i] ?? ""));
      const drawn = /<svg.*?<\/svg>/gs;
      const lines = textOfHtml(html.replaceAll(drawn, "").replace(/<style>.*?<\/style>/s, "")).split("\n");
      expect(strange(lines, document, [...pages(slides.length), ...pointsAsText(document, snapshot)])).toEqual([]);
    });

    test("no other customer is named in any format, and the bytes are the same wherever the machine stands", async () => {
      const own = demoCustomers[customer];
      if (own === undefined) throw new RangeError(`no customer ${customer}`);
      const job = {
        document,
        snapshot,
        slides: layoutReview(document),
        formats: ["pptx", "docx", "xlsx", "html"],
        names: { own, all: demoCustomers },
      } as const;
      const digests = async (): Promise<readonly string[]> => {
        const made = await makeReviewFiles(job, { print: null, onProgress: () => undefined });
        if (!made.ok) throw new Error(JSON.stringify(made.error));
        return made.value.map(({ name, sha256 }) => `${name} ${sha256}`);
      };
      const here = await digests();
      const zone = process.env["TZ"];
      process.env["TZ"] = "Pacific/Kiritimati";
      try {
        expect(await digests()).toEqual(here);
      } finally {
        if (zone === undefined) delete process.env["TZ"];
        else process.env["TZ"] = zone;
      }
    });

    test("the evidence lists every bound value with its exact answer, and the rows behind", async () => {
      const book = await readXlsx(await xlsxOf(document, snapshot));
      const rows = (book.sheets[0]?.rows ?? []).slice(3);
      const listed = new Map(rows.map((row) => [`${String(row[1])}\n${String(row[10])}`, row]));
      for (const { section, key } of boundNumbers(document)) {
        const row = listed.get(`${section.number}\n${key}`);
        const answer = answerKey(snapshot, key);
        if (row === undefined || answer === null) throw new Error(`${section.id} ${key} is not listed`);
        if (typeof answer.value === "number" && answer.unit !== "instant") expect([key, row[5]]).toEqual([key, answer.value]);
        expect([key, row[9], row[11]]).toEqual([key, answer.version, answer.n]);
      }
    });
  });
}

function composed(snapshot: ReviewSnapshot, kind: ReviewKind, locale: ReviewLocale): ReviewDocument {
  return composeReview(snapshot, { locale, audience: "customer", review: { kind, order: [], hidden: [] }, sections: [] });
}

/** What the record calls things: titles, numbers of incidents, versions. Longest first, because one may stand in another. */
function namesOfTheRecord({ evidence, account }: ReviewSnapshot): readonly string[] {
  const cells = Object.values(evidence).flatMap(({ rows }) => rows.flat());
  const texts = [...cells, account.name, account.slaPolicy ?? ""].filter((cell) => typeof cell === "string" && /\d/.test(cell));
  return [...new Set(texts.map(String))].toSorted((a, b) => b.length - a.length);
}

/** Digits that are no values: dates, periods and times of day, the zone, the snapshot's id, severities, thresholds, scales and versions of definitions. */
const noValues = [
  /^v\d+$/g,
  /\d{4} 年(?: ?[一二三四]季度|(?: \d{1,2} 月)?(?: \d{1,2} 日)?)/g,
  /\d{1,2} 月 \d{1,2} 日/g,
  /Q[1-4] \d{4}/g,
  /(?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*(?: \d{4}| \d{1,2}(?:,? \d{4})?)?/g,
  /\d{2}:\d{2}/g,
  /UTC[+-]\d+(?::\d+)?/g,
  /S-[0-9A-F]{8}/g,
  /\bP[0-3]\b/g,
  /\bP[59]0\b/g,
  /（?\(?(?:200|500|600) ms\)?）?/g,
  /20–23/g,
  /≤ ?5 s|5 (?:s|秒)|400 ms/g,
  /\b(?:0–100|0 to 100|1–5|1 to 5|0–10|0 to 10)\b/g,
];

function without(text: string, names: readonly string[]): string {
  const plain = names.reduce((left, name) => left.replaceAll(name, ""), text);
  return noValues.reduce((left, pattern) => left.replaceAll(pattern, ""), plain);
}

/** Every bound run of the section stands in the text. */
function expectValues(section: ComposedSection, said: string): void {
  for (const { runs } of stretchesOf(section)) {
    for (const { key, text } of runs) if (key !== null) expect(said, `${section.id} ${key}`).toContain(text);
  }
}

/** What the points of charts are as texts: the page has them in a table for who hears it. */
function pointsAsText(document: ReviewDocument, snapshot: ReviewSnapshot): readonly string[] {
  return document.sections
    .flatMap(chartsOf)
    .flatMap(({ series }) => series.flatMap(({ keys }) => keys))
    .flatMap((key) => {
      const answer = key === null ? null : answerKey(snapshot, key);
      return answer === null ? [] : numbersIn(valueText(answer, document.locale, snapshot.timeZone));
    });
}

/** Page numbers. */
function pages(most: number): readonly string[] {
  return Array.from({ length: most }, (_, i) => String(i + 1));
}

/**
 * Numbers in the lines that come from nowhere in the review. Allowed are: bound values and the words of the document (names of periods, weeks and records, thresholds
 * that are part of a definition, its footer), numbers of its sections, and of pages.
 */
function strange(lines: readonly string[], document: ReviewDocument, pageNumbers: readonly string[]): readonly string[] {
  const known = new Set([
    ...numbersIn(JSON.stringify(document, (field, value: unknown) => (hidden.has(field) ? undefined : value))),
    ...pageNumbers,
  ]);
  return lines.flatMap((line) => numbersIn(line).flatMap((number) => (known.has(number) ? [] : [`${number}: ${line}`])));
}

/** Fields whose digits nobody reads. */
const hidden = new Set(["key", "keys", "values", "digest", "takenMs", "weight", "shade"]);

/** What charts' caches hold is what the document's series hold, in order; and their workbooks hold the same numbers. */
function expectCharts(parts: ReadonlyMap<string, string>, folder: string, document: ReviewDocument): void {
  const charts = document.sections.flatMap(chartsOf);
  const files = [...parts].filter(([path]) => path.startsWith(folder) && /chart\d+\.xml$/.test(path) && !path.includes("!"));
  const cached = files.map(([, xml]) =>
    [...xml.matchAll(/<c:val>.*?<\/c:val>/gs)].map(([val]) =>
      [...val.matchAll(/<c:pt [^>]*idx="(\d+)"[^>]*>.*?<c:v>([^<]*)<\/c:v>/gs)].map(([, i, v]) => [Number(i), Number(v)]),
    ),
  );
  const wanted = charts.map(({ series }) => series.map(({ values }) => values.flatMap((value, i) => (value === null ? [] : [[i, value]]))));
  const sorted = (of: readonly unknown[]): readonly string[] => of.map((one) => JSON.stringify(one)).toSorted();
  expect(sorted(cached)).toEqual(sorted(wanted));
  const books = [...parts]
    .filter(([path]) => path.endsWith("!xl/worksheets/sheet1.xml"))
    .map(([, xml]) => new Set([...xml.matchAll(/<v>([^<]*)<\/v>/g)].map(([, v]) => Number(v))));
  expect(books).toHaveLength(charts.length);
  for (const one of wanted) {
    const values = one.flat().map((point) => point[1]);
    expect(books.some((book) => values.every((value) => book.has(value ?? Number.NaN)))).toBe(true);
  }
}

function textOfHtml(html: string): string {
  return unescaped(html.replaceAll(/<\/?(?:b|i|em|strong|span|a|small|sup|sub)(?: [^>]*)?>/g, "").replaceAll(/<[^>]*>/g, "\n"));
}
