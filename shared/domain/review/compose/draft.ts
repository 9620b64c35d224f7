import type { EvidenceTableId } from "../evidence/evidence-tables.ts";
import type { ReviewUnit } from "../metrics/review-metrics.ts";
import type { ReviewValue } from "../model/review-question.ts";
import type { StandardSection } from "../model/review-sections.ts";
import { dayOf, numberOf, type Pen, type Piece, plain } from "./pen.ts";
import type {
  ChartSeries,
  Paragraph,
  ReviewBlock,
  ReviewChart,
  ReviewTable,
  Run,
  SectionLayout,
  TableCell,
  Verdict,
} from "./review-document.ts";
import { dayText } from "./value-text.ts";

/** A section as its composer makes it: what people edit of it comes after. */
export interface Draft {
  readonly layout: SectionLayout;
  readonly title: readonly Run[];
  readonly blocks: readonly ReviewBlock[];
  readonly source: readonly Run[];
  readonly notes: readonly Paragraph[];
}

export function paragraph(runs: readonly Run[], type: Paragraph["type"] = "text"): Paragraph {
  return { type, runs };
}

export function textBlock(...texts: readonly (readonly Run[])[]): readonly ReviewBlock[] {
  const said = texts.filter((runs) => runs.length > 0);
  return said.length === 0 ? [] : [{ type: "text", paragraphs: said.map((runs) => paragraph(runs)) }];
}

export function notes(...texts: readonly (readonly Run[])[]): readonly Paragraph[] {
  return texts.filter((runs) => runs.length > 0).map((runs) => paragraph(runs));
}

type SourceName = "usage" | "quality" | "promises" | "incidents" | "peaks" | "outreach" | "commitments" | "actions" | "several";

/** What a page rests on: `n` with its noun, the period and the snapshot. */
export function sourceLine(pen: Pen, source: SourceName, n: ReviewValue | null): readonly Run[] {
  const { periods, timeZone, id } = pen.snapshot;
  const day = (ms: number): string => dayText(dayOf(pen.snapshot, ms), pen.locale);
  const holes = { from: day(periods.q.fromMs), to: day(periods.q.toMs - 1), zone: timeZone, id };
  const what = pen.word(`source.${source}`);
  return n === null || n.value === null
    ? pen.say("source.line", { ...holes, what })
    : pen.say("source.line_n", { ...holes, what, n, noun: pen.say(`source.${source}.noun`, {}, numberOf(n)) });
}

/** A section without data: says so, why, and what would bring it. */
export function nothing(pen: Pen, section: Exclude<StandardSection, "cover" | "summary" | "appendix">, table: EvidenceTableId): Draft {
  const read = pen.snapshot.evidence[table].asOfMs;
  const period = pen.period("q");
  const why = read === null ? pen.word(`nothing.${section}.never`) : pen.word(`nothing.${section}.none`, { period });
  const title = pen.say(`nothing.${section}.title`, { period });
  return {
    layout: "nothing",
    title,
    blocks: [{ type: "nothing", text: `${why}${pen.locale === "en" ? " " : ""}${pen.word(`nothing.${section}.brings`)}` }],
    source: sourceLine(pen, "several", null),
    notes: notes(pen.say("nothing.notes")),
  };
}

export interface Column {
  readonly label: string;
  readonly unit?: string;
  readonly end?: boolean;
  readonly weight?: number;
}

export function tableBlock(
  caption: readonly Run[],
  columns: readonly Column[],
  rows: readonly (ReviewTable["rows"][number] | readonly TableCell[])[],
  more: string | null = null,
): ReviewBlock {
  return {
    type: "table",
    table: {
      caption,
      columns: columns.map(({ label, unit = "", end = false, weight = 1 }) => ({ label, unit, align: end ? "end" : "start", weight })),
      rows: rows.map((row) => ("cells" in row ? row : { cells: row, emphasis: false })),
      more,
    },
  };
}

export function cell(pen: Pen, piece: Piece | null, verdict: Verdict = null, shade: number | null = null): TableCell {
  const runs =
    piece === null ? [plain(pen.word("missing"))] : typeof piece === "string" ? [plain(piece)] : "rows" in piece ? [pen.run(piece)] : piece;
  return { runs, verdict, shade };
}

export function series(name: string, values: readonly (ReviewValue | null)[], role: ChartSeries["role"]): ChartSeries {
  return {
    name,
    values: values.map((value) => (typeof value?.value === "number" ? value.value : null)),
    keys: values.map((value) => (typeof value?.value === "number" ? value.key : null)),
    role,
  };
}

/** null where no series has a value. What a screen reader is told is the title, and of each series its first, last and greatest value. */
export function chartBlock(
  pen: Pen,
  chart: Pick<ReviewChart, "type" | "title" | "categories" | "series"> & {
    readonly unit: ReviewUnit;
    readonly marks?: ReviewChart["marks"];
  },
): readonly ReviewBlock[] {
  const drawn = chart.series.filter(({ values }) => values.some((value) => value !== null));
  if (!drawn.some(({ role }) => role !== "target" && role !== "capacity")) return [];
  const title = chart.title.map(({ text }) => text).join("");
  const told = drawn.map((one) => {
    const known = one.values.flatMap((value, i) =>
      value === null ? [] : [{ value, key: one.keys[i] ?? "", at: chart.categories[i] ?? "" }],
    );
    const text = (point: (typeof known)[number] | undefined): string => {
      const answer = point === undefined ? null : pen.answer(point.key);
      return answer === null ? pen.word("missing") : pen.run(answer).text;
    };
    const top = known.reduce<(typeof known)[number] | undefined>(
      (best, point) => (best === undefined || point.value > best.value ? point : best),
      undefined,
    );
    const holes = { name: one.name, first: text(known[0]), last: text(known.at(-1)), top: text(top), at: top?.at ?? "" };
    return one.role === "target" || one.role === "capacity"
      ? pen.word("alt.line", { name: holes.name, last: holes.last })
      : pen.word("alt.series", holes);
  });
  return [
    {
      type: "chart",
      chart: {
        type: chart.type,
        title: chart.title,
        unit: chart.unit,
        unitLabel: pen.word(`unit.${chart.unit}`),
        categories: chart.categories,
        series: drawn,
        marks: chart.marks ?? [],
        alt: [`${pen.word(`alt.chart.${chart.type}`)}${title}`, ...told].join(pen.locale === "en" ? ". " : "。"),
      },
    },
  ];
}
