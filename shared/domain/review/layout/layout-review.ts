import type { ComposedSection, Paragraph, ReviewDocument, Run } from "../compose/review-document.ts";
import { contentsBoxes } from "./contents-boxes.ts";
import { coverBoxes } from "./cover-boxes.ts";
import { arrangements, type FlowItem, unrolled } from "./flow.ts";
import { type Placed, placeFlow, sizesAt } from "./place-flow.ts";
import { leastTableHeight } from "./place-table.ts";
import { type Box, type Slide, type SlideBox, smallestTextPt } from "./slide.ts";
import { defaultFrame, lineHeights, type SlideFrame } from "./slide-frame.ts";
import { cutToLines, heightOf, linesOf, plainRun, textOfRuns } from "./text-block.ts";

type PageLess = Omit<Slide, "page">;

/** Sizes of text that are tried until a section fits on one page; what does not goes on on further pages, as `spread`. */
const textSteps = [20, 18, 17, 16, 15, 14, 13, 12, 11, 10] as const;
/** Beside a chart text is no larger: the chart is what is looked at. */
const largestBesideChartPt = 16;
const spread = { ...sizesAt(12), tablePt: smallestTextPt };
const titleSteps = [
  { fontPt: 26, lines: 2 },
  { fontPt: 24, lines: 2 },
  { fontPt: 20, lines: 3 },
  { fontPt: 18, lines: 3 },
  { fontPt: 16, lines: 4 },
] as const;
const footPt = 10;
const titleGapPt = 18;
/** Fewer sections are seen without a list of them. */
const contentsFrom = 6;

/** Every page of a review: what is on it and where. */
export function layoutReview(document: ReviewDocument, frame: SlideFrame = defaultFrame): readonly Slide[] {
  const sections = document.sections.map((section) => ({ section, pages: sectionPages(document, section, frame) }));
  const withContents = document.sections[0]?.layout === "cover" && document.sections.length >= contentsFrom;
  const firstPage = new Map<string, number>();
  let page = 1;
  for (const [index, { section, pages }] of sections.entries()) {
    firstPage.set(section.id, page);
    page += pages.length + (withContents && index === 0 ? 1 : 0);
  }
  const all = sections.flatMap(({ section, pages }, index): readonly PageLess[] =>
    withContents && index === 0 ? [...pages, contentsPage(document, section, pages.length, firstPage, frame)] : pages,
  );
  return all.map((slide, index) => ({
    ...slide,
    page: index + 1,
    boxes: [...slide.boxes.filter(({ width, height }) => width > 0 && height > 0), ...pageNumber(document, index + 1, all.length, frame)],
  }));
}

function contentsPage(
  document: ReviewDocument,
  cover: ComposedSection,
  continuation: number,
  firstPage: ReadonlyMap<string, number>,
  frame: SlideFrame,
): PageLess {
  const title = titleBoxes(null, [plainRun(document.contentsName)], frame);
  const entries = document.sections
    .filter((section) => section !== cover)
    .map(({ id, number, name }) => ({ id, number, name, page: firstPage.get(id) ?? 0 }));
  return {
    sectionId: cover.id,
    continuation,
    layout: "title_content",
    boxes: [...title.boxes, ...contentsBoxes(entries, title.body, frame), ...footBoxes(document, [], frame).boxes],
    notes: notesOf(cover, []),
  };
}

function sectionPages(document: ReviewDocument, section: ComposedSection, frame: SlideFrame): readonly PageLess[] {
  if (section.layout === "cover") {
    const cover = coverBoxes(document, section, frame);
    const first: PageLess = {
      sectionId: section.id,
      continuation: 0,
      layout: "cover",
      boxes: [...cover.boxes, ...footBoxes(document, section.source, frame).boxes],
      notes: notesOf(section, []),
    };
    return cover.rest.length === 0 ? [first] : [first, ...bodyPages(document, section, [cover.rest], 1, frame)];
  }
  return bodyPages(document, section, arrangements(section), 0, frame);
}

function bodyPages(
  document: ReviewDocument,
  section: ComposedSection,
  ways: readonly (readonly FlowItem[])[],
  firstContinuation: number,
  frame: SlideFrame,
): readonly PageLess[] {
  const name = `${section.number}  ${section.name}`;
  // Whoever emptied the conclusion still sees what the page is of.
  const conclusion = textOfRuns(section.title).trim() === "" ? [plainRun(section.name)] : section.title;
  const title = titleBoxes(name, conclusion, frame);
  const foot = footBoxes(document, section.source, frame);
  const over = [...title.rest, ...foot.rest];
  const withOver = ways.map((items) => [...title.rest, ...items, ...foot.rest]);
  const page = (placed: Placed, head: readonly SlideBox[], index: number): PageLess => ({
    sectionId: section.id,
    continuation: firstContinuation + index,
    layout: layoutOf(placed),
    boxes: [...head, ...placed.boxes, ...foot.boxes],
    notes: notesOf(section, [...placed.cut, ...(index === 0 ? foot.cut : [])]),
  });
  const one = onOnePage(withOver, title.body, frame);
  if (one !== null && over.length === 0) return [page(one, title.boxes, 0)];
  const { pages, numbered } = overPages(document, name, conclusion, title, withOver.at(-1) ?? [], frame);
  return pages.map((placed, index) => {
    const count = pages.length === 1 ? undefined : numberOf(document, index + 1, pages.length);
    if (index > 0) return page(placed, titleBoxes(name, shortTitle(conclusion, frame), frame, count).boxes, index);
    return page(placed, (numbered ? titleBoxes(name, conclusion, frame, count) : title).boxes, index);
  });
}

interface Pages {
  readonly pages: readonly Placed[];
  /** Whether the first page's whole title has room for its number. */
  readonly numbered: boolean;
}

/** Titles are measured with the number that they will get, in the widest digits: what stands under them begins below the lines that are drawn. */
function overPages(
  document: ReviewDocument,
  name: string,
  conclusion: readonly Run[],
  title: Title,
  items: readonly FlowItem[],
  frame: SlideFrame,
): Pages {
  const placeUnder = (number: Run): Pages => {
    const first = titleBoxes(name, conclusion, frame, number);
    const numbered = first.rest.length === 0;
    const goesOn = titleBoxes(name, shortTitle(conclusion, frame), frame, number);
    const pages: Placed[] = [];
    let rest = items;
    for (;;) {
      const body = pages.length > 0 ? goesOn.body : numbered ? first.body : title.body;
      const placed = placeFlow(rest, body, spread, frame, true);
      pages.push(placed);
      rest = placed.rest.filter((item) => item.type !== "text" || item.paragraphs.length > 0).flatMap(unrolled);
      if (rest.length === 0) return { pages, numbered };
    }
  };
  const few = placeUnder(numberOf(document, 4, 4));
  return few.pages.length < 10 ? few : placeUnder(numberOf(document, 444, 444));
}

function onOnePage(ways: readonly (readonly FlowItem[])[], body: Box, frame: SlideFrame): Placed | null {
  let crowded: Placed | null = null;
  const charted = ways.some((items) => items.flatMap(unrolled).some((item) => item.type === "chart"));
  for (const textPt of textSteps) {
    if (charted && textPt > largestBesideChartPt) continue;
    for (const [way, items] of ways.entries()) {
      const sizes = sizesAt(textPt);
      // Long tables are not worth measuring in sizes in which they cannot fit.
      if (items.flatMap(unrolled).some((item) => item.type === "table" && leastTableHeight(item.table, sizes) > body.height)) continue;
      const placed = placeFlow(items, body, sizes, frame, false);
      if (placed.rest.length === 0 && !placed.crowded) return placed;
      // The last way leaves a table most room: where it is crowded even so, a further page would not help.
      if (placed.rest.length === 0 && way === ways.length - 1) crowded ??= placed;
    }
  }
  return crowded;
}

/** "(2/3)", in the marks of the language. */
function numberOf({ locale }: ReviewDocument, page: number, pages: number): Run {
  return plainRun(locale === "zh-CN" ? `（${page}/${pages}）` : ` (${page}/${pages})`);
}

/** The title where it is repeated: one line of it. */
function shortTitle(title: readonly Run[], frame: SlideFrame): readonly Run[] {
  return cutToLines(title, 1, 20, frame.title.width * 0.94, frame, "semibold").runs;
}

interface Title {
  readonly boxes: readonly SlideBox[];
  /** What is left free under it. */
  readonly body: Box;
  /** What of the title does not fit. */
  readonly rest: readonly FlowItem[];
}

function titleBoxes(kicker: string | null, title: readonly Run[], frame: SlideFrame, suffix?: Run): Title {
  const runs = suffix === undefined ? title : [...title, suffix];
  const area = frame.title;
  const fitting = titleSteps.filter(
    ({ fontPt, lines }) =>
      fontPt <= frame.largestTitlePt &&
      lines * fontPt * lineHeights.title <= area.height + 1e-6 &&
      linesOf(runs, fontPt, area.width, frame, "semibold").length <= lines,
  );
  const [largest, smaller] = fitting
    .slice(0, 2)
    .map((step) => ({ ...step, drawn: linesOf(runs, step.fontPt, area.width, frame, "semibold") }));
  // A last line of a word or two is taken up by a slightly smaller size.
  const orphaned =
    largest !== undefined &&
    (largest.drawn.at(-1)?.widthPt ?? 0) < area.width * 0.25 &&
    smaller !== undefined &&
    smaller.drawn.length < largest.drawn.length;
  const step = orphaned ? smaller : largest;
  const fontPt = step?.fontPt ?? 16;
  const most = Math.max(1, Math.min(4, Math.floor((area.height + 1e-6) / (fontPt * lineHeights.title))));
  const lines = linesOf(runs, fontPt, area.width, frame, "semibold");
  const shown = lines.slice(0, most).flatMap((line) => line.runs);
  const rest = lines.slice(most).flatMap((line) => line.runs);
  const height = Math.min(lines.length, most) * fontPt * lineHeights.title;
  const top = Math.max(frame.body.y, area.y + height + titleGapPt);
  return {
    boxes: [
      ...(frame.decorated
        ? [
            { role: "accent" as const, x: 0, y: area.y + 2, width: 5, height: height - 4 },
            ...(kicker === null
              ? []
              : [
                  {
                    role: "kicker" as const,
                    x: area.x,
                    y: area.y - 20,
                    width: area.width,
                    height: 14,
                    runs: cutToLines([plainRun(kicker)], 1, 10.5, area.width, frame).runs,
                    fontPt: 10.5,
                  },
                ]),
          ]
        : []),
      { role: "title", x: area.x, y: area.y, width: area.width, height, runs: shown, fontPt },
    ],
    body: { ...frame.body, y: top, height: frame.body.y + frame.body.height - top },
    rest: rest.length === 0 ? [] : [{ type: "text", heading: null, paragraphs: [{ type: "text", runs: rest }] }],
  };
}

interface Foot {
  readonly boxes: readonly SlideBox[];
  /** The source, where it is too long for the foot. */
  readonly rest: readonly FlowItem[];
  readonly cut: readonly string[];
}

function footBoxes(document: ReviewDocument, source: readonly Run[], frame: SlideFrame): Foot {
  const { foot } = frame;
  const width = foot.width - pageWidthPt - 16;
  const line = footPt * lineHeights.small;
  const own = textOfRuns(source);
  // A source that names the snapshot says it for the page.
  const both =
    own === ""
      ? [plainRun(document.footer)]
      : own.includes(document.snapshotId)
        ? source
        : [...source, plainRun(`  ·  ${document.footer}`)];
  const fits = heightOf(both, footPt, lineHeights.small, width, frame) <= 2 * line + 1e-6;
  const runs = fits ? both : cutToLines([plainRun(document.footer)], 2, footPt, width, frame).runs;
  const rule: readonly SlideBox[] = frame.decorated ? [{ role: "rule", x: foot.x, y: foot.y - 6, width: foot.width, height: 0.75 }] : [];
  return {
    boxes:
      textOfRuns(runs) === "" ? rule : [...rule, { role: "footer", x: foot.x, y: foot.y, width, height: 2 * line, runs, fontPt: footPt }],
    rest: fits || source.length === 0 ? [] : [{ type: "text", heading: null, paragraphs: [{ type: "text", runs: source }] }],
    cut: fits ? [] : [document.footer],
  };
}

const pageWidthPt = 110;

function pageNumber({ pageWords }: ReviewDocument, page: number, pages: number, { foot, ...frame }: SlideFrame): readonly SlideBox[] {
  const words = pageWords.replaceAll("{page}", String(page)).replaceAll("{pages}", String(pages));
  const [line] = linesOf([plainRun(words)], footPt, pageWidthPt, frame);
  const fits = line !== undefined && textOfRuns(line.runs) === words;
  return [
    {
      role: "page",
      x: foot.x + foot.width - pageWidthPt,
      y: foot.y,
      width: pageWidthPt,
      height: footPt * lineHeights.small,
      runs: [plainRun(fits ? words : String(page))],
      fontPt: footPt,
    },
  ];
}

function layoutOf({ boxes }: Placed): Slide["layout"] {
  const wide = boxes.filter((box) => box.role === "chart" || box.role === "table" || box.role === "text");
  if (wide.length === 0) return "title_only";
  if (wide.every((box) => box.role === "text")) return "text";
  return wide.length === 2 ? "title_two" : "title_content";
}

/** Notes are on every page: what a table had to cut in full, and, where nobody wrote any, the conclusion. */
function notesOf(section: ComposedSection, cut: readonly string[]): readonly Paragraph[] {
  const own: readonly Paragraph[] = section.notes.length === 0 ? [{ type: "text", runs: section.title }] : section.notes;
  return [...own, ...cut.map((text): Paragraph => ({ type: "item", runs: [plainRun(text)] }))];
}
