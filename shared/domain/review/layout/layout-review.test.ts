import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellOf, runsOf, sampleDocument } from "../../../../test/support/review/sample-document.ts";
import type { ComposedSection, Paragraph, ReviewBlock, ReviewDocument, Run } from "../compose/review-document.ts";
import { layoutReview } from "./layout-review.ts";
import { type Slide, type SlideBox, slideSizePt, smallestTextPt } from "./slide.ts";
import { defaultFrame, figurePt, insets, lineHeights, type SlideFrame } from "./slide-frame.ts";
import { headText } from "./place-table.ts";
import { linesOf, plainRun, textHeight, textOfRuns } from "./text-block.ts";

const brandFrame: SlideFrame = {
  title: { x: 60, y: 30, width: 700, height: 62 },
  body: { x: 60, y: 120, width: 840, height: 350 },
  foot: { x: 60, y: 496, width: 840, height: 28 },
  largestTitlePt: 24,
  decorated: false,
  widthFactor: 1.08,
};

/** What is wrong with a slide, in words; empty = nothing. */
function faults(slide: Slide, frame: SlideFrame): readonly string[] {
  const said: string[] = [];
  const near = 0.05;
  for (const box of slide.boxes) {
    const name = `page ${slide.page} ${box.role}`;
    if (box.x < -near || box.y < -near || box.x + box.width > slideSizePt.width + near || box.y + box.height > slideSizePt.height + near)
      said.push(`${name} leaves the slide: ${JSON.stringify([box.x, box.y, box.width, box.height])}`);
    if (!(box.width > 0 && box.height > 0)) said.push(`${name} is empty: ${box.width} × ${box.height}`);
    if ("fontPt" in box && box.fontPt < smallestTextPt) said.push(`${name} is written too small: ${box.fontPt}`);
    said.push(...overflow(box, frame).map((fault) => `${name} ${fault}`));
  }
  const solid = slide.boxes.filter((box) => box.role !== "rule" && box.role !== "accent");
  for (const [i, a] of solid.entries())
    for (const b of solid.slice(i + 1)) {
      const apart =
        a.x + a.width <= b.x + near || b.x + b.width <= a.x + near || a.y + a.height <= b.y + near || b.y + b.height <= a.y + near;
      if (!apart) said.push(`page ${slide.page}: ${a.role} covers ${b.role}`);
    }
  if (slide.notes.length === 0) said.push(`page ${slide.page} has no notes`);
  return said;
}

function overflow(box: SlideBox, frame: SlideFrame): readonly string[] {
  const near = 0.05;
  const height = (runs: readonly Run[], fontPt: number, lineHeight: number, width: number, bold = false): number =>
    linesOf(runs, fontPt, width, frame, bold ? "semibold" : "regular").length * fontPt * lineHeight;
  const tooHigh = (needed: number): readonly string[] => (needed > box.height + near ? [`needs ${needed}, has ${box.height}`] : []);
  switch (box.role) {
    case "title":
      return tooHigh(height(box.runs, box.fontPt, lineHeights.title, box.width, true));
    case "subtitle":
    case "caption":
    case "footer":
    case "page":
    case "kicker":
      return tooHigh(height(box.runs, box.fontPt, lineHeights.title, box.width, box.role === "kicker" && box.fontPt > 11));
    case "text":
      return tooHigh(textHeight(box.heading, box.paragraphs, box.fontPt, box.width, frame));
    case "figure": {
      const label = height(
        [plainRun(box.label)],
        figurePt.label,
        lineHeights.small,
        box.width - (box.verdict === null ? 0 : insets.verdict),
      );
      const value = height([box.value], box.fontPt, lineHeights.figure, box.width, true);
      return tooHigh(label + value + height(box.note, figurePt.note, lineHeights.small, box.width) + 2 * insets.figureGap);
    }
    case "table": {
      const rows = box.rows.flatMap((row, r) =>
        row.cells.flatMap((cell, c) => {
          const width = (box.columns[c]?.widthPt ?? 0) - 2 * insets.tableCellX - (cell.verdict === null ? 0 : insets.verdict);
          const lines = linesOf(cell.runs, box.fontPt, width, frame, row.emphasis ? "semibold" : "regular");
          const wide = lines.some((line) => line.widthPt * frame.widthFactor > width + near)
            ? [`cell ${r}/${c} is wider than its column`]
            : [];
          const needed = lines.length * box.fontPt * lineHeights.table + 2 * insets.tableCellY;
          return needed > row.heightPt + near ? [...wide, `cell ${r}/${c} needs ${needed}, has ${row.heightPt}`] : wide;
        }),
      );
      const heads = box.columns.flatMap((column) => {
        const needed = height(
          [plainRun(headText(column.label, column.unit))],
          box.fontPt,
          lineHeights.table,
          column.widthPt - 2 * insets.tableCellX,
          true,
        );
        return box.headHeightPt > 0 && needed + 2 * insets.tableCellY > box.headHeightPt + near
          ? [`head ${column.label} needs ${needed}`]
          : [];
      });
      const width = box.columns.reduce((sum, column) => sum + column.widthPt, 0);
      const total = box.headHeightPt + box.rows.reduce((sum, row) => sum + row.heightPt, 0);
      return [...rows, ...heads, ...tooHigh(total), ...(width > box.width + near ? [`columns are ${width}, the table ${box.width}`] : [])];
    }
    case "chart":
      return box.height < 100 || box.width < 100 ? [`is too small: ${box.width} × ${box.height}`] : [];
    default:
      return [];
  }
}

function said(slides: readonly Slide[]): string {
  const paragraphs = (list: readonly Paragraph[]): string => list.map((one) => textOfRuns(one.runs)).join("");
  return slides
    .flatMap((slide) =>
      slide.boxes.map((box) => {
        switch (box.role) {
          case "text":
            return `${box.heading ?? ""}${paragraphs(box.paragraphs)}`;
          case "figure":
            return `${box.label}${box.value.text}${textOfRuns(box.note)}`;
          case "table":
            return box.rows.flatMap((row) => row.cells.map((cell) => textOfRuns(cell.runs))).join("");
          case "title":
          case "caption":
          case "subtitle":
          case "kicker":
          case "footer":
          case "page":
            return textOfRuns(box.runs);
          default:
            return "";
        }
      }),
    )
    .join("");
}

function withSection(
  blocks: readonly ReviewBlock[],
  changes: Partial<ComposedSection> = {},
  locale: "en" | "zh-CN" = "en",
): ReviewDocument {
  const sample = sampleDocument(locale);
  const section: ComposedSection = {
    id: "free-1",
    number: 1,
    name: "Free",
    layout: "text",
    title: runsOf("A title"),
    blocks,
    source: [],
    notes: [],
    audience: "customer",
    edited: false,
    ...changes,
  };
  return { ...sample, sections: [section] };
}

function tableOf(rows: number, cell: (row: number, column: number) => string, columns = 5): ReviewBlock {
  return {
    type: "table",
    table: {
      caption: runsOf("Rows"),
      columns: Array.from({ length: columns }, (_, i) => ({
        label: `Column ${i}`,
        unit: i === 0 ? "" : "%",
        align: i === 0 ? "start" : "end",
        weight: 1,
      })),
      rows: Array.from({ length: rows }, (_, r) => ({
        cells: Array.from({ length: columns }, (_, c) => cellOf(cell(r, c))),
        emphasis: r % 7 === 0,
      })),
      more: "Others are in the appendix.",
    },
  };
}

describe("layoutReview", () => {
  it.each(["en", "zh-CN"] as const)("gives every section of the sample a page on which everything fits (%s)", (locale) => {
    const document = sampleDocument(locale);
    for (const frame of [defaultFrame, brandFrame]) {
      const slides = layoutReview(document, frame);
      expect(slides.flatMap((slide) => faults(slide, frame))).toEqual([]);
      expect(slides.map(({ page, sectionId, continuation }) => [page, sectionId, continuation])).toEqual(
        [["cover", 0], ["cover", 1], ...document.sections.slice(1).map(({ id }) => [id, 0])].map(([id, continuation], i) => [
          i + 1,
          id,
          continuation,
        ]),
      );
    }
  });

  it("does not say twice on the cover, or at a foot, what stands there already", () => {
    const document = sampleDocument("en");
    const [cover, ...others] = document.sections;
    const on = (changes: Partial<ComposedSection>): readonly string[] =>
      layoutReview({
        ...document,
        sections: cover === undefined ? others : [{ ...cover, ...changes }, ...others.slice(0, 1)],
      })[0]?.boxes.flatMap((box) => ("runs" in box ? [textOfRuns(box.runs)] : [])) ?? [];
    const title = `${document.accountName}: service review, ${document.periodName}`;
    expect(on({ title: runsOf(title) })).toEqual([title, document.footer, "Page 1 of 2"]);
    expect(on({ title: runsOf("Service review") })).toEqual([
      document.accountName,
      "Service review",
      document.periodName,
      document.footer,
      "Page 1 of 2",
    ]);
    expect(on({ title: runsOf(title), source: runsOf(`All rows · ${document.snapshotId}`) })).toContain(
      `All rows · ${document.snapshotId}`,
    );
  });

  it("lists the sections with the pages that they begin on", () => {
    const document = sampleDocument("en");
    const slides = layoutReview(document);
    const listed = slides[1]?.boxes.flatMap((box) => (box.role === "table" ? box.rows : [])) ?? [];
    expect(listed.map((row) => [row.leadsTo, row.cells.map((cell) => textOfRuns(cell.runs))])).toEqual(
      document.sections
        .slice(1)
        .map(({ id, name, number }) => [id, [String(number), name, String(slides.find((slide) => slide.sectionId === id)?.page)]]),
    );
  });

  it("puts a table under its chart where it is too wide to stand beside it", () => {
    const chart = sampleDocument("en").sections.flatMap((section) => section.blocks.filter((block) => block.type === "chart"))[0];
    const placed = (columns: number): readonly number[] => {
      const blocks = chart === undefined ? [] : [chart, tableOf(3, (r, c) => (c === 0 ? `Incident ${r}` : "acknowledged after"), columns)];
      const [slide] = layoutReview(withSection(blocks, { layout: "chart_table" }));
      return slide?.boxes.flatMap((box) => (box.role === "table" ? [Math.round(box.x), box.columns.length] : [])) ?? [];
    };
    expect(placed(3)).toEqual([500, 3]);
    expect(placed(7)).toEqual([46, 7]);
  });

  it("repeats a table's head on further pages, names them in the language's marks, and leaves out no row", () => {
    for (const [locale, second] of [
      ["en", " (2/4)"],
      ["zh-CN", "（2/4）"],
    ] as const) {
      const slides = layoutReview(withSection([tableOf(60, (r, c) => `r${r}c${c}`)], { layout: "table" }, locale));
      const tables = slides.flatMap((slide) => slide.boxes.filter((box) => box.role === "table"));
      expect(tables.flatMap((table) => table.rows.map((row) => textOfRuns(row.cells[0]?.runs ?? [])))).toEqual(
        Array.from({ length: 60 }, (_, r) => `r${r}c0`),
      );
      expect(new Set(tables.map((table) => JSON.stringify(table.columns))).size).toBe(1);
      expect(slides).toHaveLength(4);
      expect(slides[1]?.boxes.flatMap((box) => (box.role === "title" ? [textOfRuns(box.runs)] : []))).toEqual([`A title${second}`]);
      expect(slides.flatMap((slide) => faults(slide, defaultFrame))).toEqual([]);
    }
  });

  it("begins a table below the title's last line where the page's number takes the title to one more", () => {
    for (const [locale, letter, rows] of [
      ["en", "ab ", 60],
      ["zh-CN", "题", 60],
      ["zh-CN", "题", 260],
    ] as const) {
      const lines = new Set<number>();
      for (let length = 20; length < 45; length += 1) {
        const title = letter.repeat(length).trim();
        const slides = layoutReview(
          withSection([tableOf(rows, (r, c) => `r${r}c${c}`)], { layout: "table", title: runsOf(title) }, locale),
        );
        expect([length, ...slides.slice(0, 2).flatMap((slide) => faults(slide, defaultFrame))]).toEqual([length]);
        const first = slides[0]?.boxes.flatMap((box) => (box.role === "title" ? [textOfRuns(box.runs)] : [])).join("");
        expect(first).toBe(`${title}${locale === "en" ? ` (1/${slides.length})` : `（1/${slides.length}）`}`);
        const count = (text: string): number => linesOf(runsOf(text), 26, defaultFrame.title.width, defaultFrame, "semibold").length;
        if (first !== undefined) lines.add(count(first) - count(title));
      }
      expect(lines).toEqual(new Set([0, 1]));
    }
  });

  it("puts the whole text of a cell that it cuts into the notes", () => {
    const long = "word ".repeat(400).trim();
    const slides = layoutReview(withSection([tableOf(2, (r, c) => (r === 1 && c === 1 ? long : "x"))], { layout: "table" }));
    expect(said(slides)).toContain("…");
    expect(slides[0]?.notes.map((note) => textOfRuns(note.runs))).toContain(long);
  });

  it("writes out a title that is far too long, and a source that is", () => {
    const title = "一个很长的标题".repeat(280);
    const source = "a long source ".repeat(60).trim();
    const slides = layoutReview(withSection([], { title: runsOf(title), source: runsOf(source) }));
    expect(said(slides.slice(0, 1)).startsWith("1  Free")).toBe(true);
    expect(said(slides).replaceAll(/1 {2}Free|Page \d+ of \d+/g, "")).toContain(title.slice(0, 60));
    const all = said(slides);
    expect(all.split("题").length - 1).toBeGreaterThanOrEqual(280);
    expect(all).toContain(source);
    expect(slides.flatMap((slide) => faults(slide, defaultFrame))).toEqual([]);
  });

  it("says all of a long body in order, over as many pages as it takes", () => {
    const body = Array.from({ length: 2600 }, (_, i) => `w${i}`).join(" ");
    const slides = layoutReview(withSection([{ type: "text", paragraphs: [{ type: "text", runs: runsOf(body) }] }]));
    const texts = slides.flatMap((slide) =>
      slide.boxes.flatMap((box) => (box.role === "text" ? box.paragraphs.map((one) => textOfRuns(one.runs)) : [])),
    );
    expect(texts.join("")).toBe(body);
    expect(slides.length).toBeGreaterThan(3);
    expect(slides.flatMap((slide) => faults(slide, defaultFrame))).toEqual([]);
  });

  it("never overflows, overlaps or writes too small, whatever is put in", () => {
    fc.assert(
      fc.property(
        anySection,
        fc.constantFrom(defaultFrame, brandFrame),
        fc.constantFrom("en" as const, "zh-CN" as const),
        anyWords(300),
        (section, frame, locale, name) => {
          const document = { ...sampleDocument(locale), accountName: name };
          const cover = document.sections.slice(0, 1);
          const slides = layoutReview({ ...document, sections: [...cover, { ...section, number: 2 }] }, frame);
          expect(slides.flatMap((slide) => faults(slide, frame))).toEqual([]);
          const rows = section.blocks.reduce((sum, block) => sum + (block.type === "table" ? block.table.rows.length : 0), 0);
          const drawn = slides.flatMap((slide) => slide.boxes.flatMap((box) => (box.role === "table" ? box.rows : [])));
          expect(drawn).toHaveLength(rows);
          const charts = section.blocks.filter((block) => block.type === "chart").length;
          expect(slides.flatMap((slide) => slide.boxes.filter((box) => box.role === "chart"))).toHaveLength(charts);
        },
      ),
      { numRuns: 40 },
    );
  });
});

function anyWords(longest: number): fc.Arbitrary<string> {
  const part = fc.constantFrom(
    "华南晚高峰卡顿",
    "，",
    "升至",
    "freeze ",
    "rate ",
    "{3.9%}",
    "{1,986,240}",
    " and ",
    "x".repeat(90),
    "W".repeat(30),
    "（）",
    "é🙂",
    "of ",
    "。",
  );
  return fc.array(part, { maxLength: Math.ceil(longest / 8) }).map((parts) => parts.join("").slice(0, longest));
}

const anyParagraphs = fc.array(
  fc.record({ type: fc.constantFrom("text" as const, "item" as const), runs: fc.oneof(anyWords(300), anyWords(4000)).map(runsOf) }),
  { maxLength: 8 },
);

const sampleCharts = sampleDocument("en").sections.flatMap((section) => section.blocks.filter((block) => block.type === "chart"));

const anyBlock: fc.Arbitrary<ReviewBlock> = fc.oneof(
  anyParagraphs.map((paragraphs): ReviewBlock => ({ type: "text", paragraphs })),
  fc
    .array(fc.record({ heading: anyWords(120), paragraphs: anyParagraphs }), { maxLength: 4 })
    .map((points): ReviewBlock => ({ type: "points", points })),
  fc
    .array(
      fc.record({
        label: anyWords(120),
        value: fc.oneof(fc.constant("48,210 PCU"), anyWords(300)).map((text) => ({ text, key: null, bold: false, italic: false })),
        note: anyWords(200).map(runsOf),
        verdict: fc.constantFrom(null, "good" as const, "critical" as const),
      }),
      { minLength: 1, maxLength: 7 },
    )
    .map((figures): ReviewBlock => ({ type: "figures", figures })),
  fc
    .tuple(fc.constantFrom(...sampleCharts), fc.oneof(anyWords(60), anyWords(600)))
    .map(([{ chart }, title]): ReviewBlock => ({ type: "chart", chart: { ...chart, title: runsOf(title) } })),
  fc
    .tuple(
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 1, max: 12 }),
      fc.array(anyWords(300), { minLength: 1, maxLength: 5 }),
      anyWords(300),
      anyWords(80),
    )
    .map(([rows, columns, words, caption, label]): ReviewBlock => {
      const block = tableOf(rows, (r, c) => words[(r * 3 + c) % words.length] ?? "", columns);
      return block.type === "table"
        ? {
            ...block,
            table: {
              ...block.table,
              caption: runsOf(caption),
              columns: block.table.columns.map((column, i) => (i === 1 ? { ...column, label } : column)),
            },
          }
        : block;
    }),
  anyWords(300).map((text): ReviewBlock => ({ type: "nothing", text })),
);

const anySection: fc.Arbitrary<ComposedSection> = fc.record({
  id: fc.constant("free-1"),
  number: fc.constant(2),
  name: anyWords(200),
  layout: fc.constantFrom("cover", "statement", "chart_points", "chart_table", "table", "two_charts", "text", "nothing"),
  title: fc.oneof(anyWords(100), anyWords(2000)).map(runsOf),
  blocks: fc.array(anyBlock, { maxLength: 5 }),
  source: anyWords(500).map(runsOf),
  notes: fc.constant([]),
  audience: fc.constant("customer"),
  edited: fc.constant(false),
});
