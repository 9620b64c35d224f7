import type { ReviewKey } from "../model/review-question.ts";
import type { ReviewKind } from "../model/review-sections.ts";
import type { ReviewUnit } from "../metrics/review-metrics.ts";
import type { Audience } from "../model/review.ts";

export type ReviewLocale = "zh-CN" | "en";

/** A piece of text. One with a key is a bound value as it is written in this language; `key` null and digits in it = typed by hand. */
export interface Run {
  readonly text: string;
  readonly key: ReviewKey | null;
  readonly bold: boolean;
  readonly italic: boolean;
}

export interface Paragraph {
  readonly type: "text" | "item";
  readonly runs: readonly Run[];
}

/** Shape, word and colour go together; null = nothing to say. */
export type Verdict = "good" | "watch" | "risk" | "critical" | null;

export interface TableCell {
  readonly runs: readonly Run[];
  readonly verdict: Verdict;
  /** Heat: 0–1, null = none. Rises with what is worse. */
  readonly shade: number | null;
}

export interface ReviewTable {
  readonly caption: readonly Run[];
  readonly columns: readonly {
    readonly label: string;
    /** Of its numbers, in words; empty = none. */
    readonly unit: string;
    readonly align: "start" | "end";
    /** Wish for its share of the width; they need not add up to anything. */
    readonly weight: number;
  }[];
  readonly rows: readonly { readonly cells: readonly TableCell[]; readonly emphasis: boolean }[];
  /** Rows that were left out, and where they are, in words; null = none were. */
  readonly more: string | null;
}

export interface ChartSeries {
  readonly name: string;
  /** null = a gap. */
  readonly values: readonly (number | null)[];
  readonly keys: readonly (ReviewKey | null)[];
  /** `main` what it is about · `other` beside it · `target`, `capacity` a line to be held against · `before` an earlier time · `expected` a forecast. */
  readonly role: "main" | "other" | "target" | "capacity" | "before" | "expected";
}

export interface ReviewChart {
  readonly type: "line" | "column" | "stacked" | "bar";
  /** What is shown, with unit and period. */
  readonly title: readonly Run[];
  readonly unit: ReviewUnit;
  readonly unitLabel: string;
  readonly categories: readonly string[];
  readonly series: readonly ChartSeries[];
  /** Named points of the category axis. */
  readonly marks: readonly { readonly category: number; readonly label: string; readonly kind: "incident" | "holiday" | "event" | "gap" }[];
  /** What a screen reader is told: kind, what stands out, range. */
  readonly alt: string;
}

export type ReviewBlock =
  | { readonly type: "text"; readonly paragraphs: readonly Paragraph[] }
  /** Up to four short answers under headings beside a chart: what users saw, why, what we ask. */
  | { readonly type: "points"; readonly points: readonly { readonly heading: string; readonly paragraphs: readonly Paragraph[] }[] }
  | {
      readonly type: "figures";
      readonly figures: readonly {
        readonly label: string;
        readonly value: Run;
        readonly note: readonly Run[];
        readonly verdict: Verdict;
      }[];
    }
  | { readonly type: "chart"; readonly chart: ReviewChart }
  | { readonly type: "table"; readonly table: ReviewTable }
  /** Said instead of numbers where there is no data. */
  | { readonly type: "nothing"; readonly text: string };

export type SectionLayout = "cover" | "statement" | "chart_points" | "chart_table" | "table" | "two_charts" | "text" | "nothing";

export interface ComposedSection {
  /** Standard section or `free-…`. */
  readonly id: string;
  /** From 1, as presented. */
  readonly number: number;
  /** Of the outline, e.g. "Quality by region". */
  readonly name: string;
  readonly layout: SectionLayout;
  /** The conclusion. */
  readonly title: readonly Run[];
  readonly blocks: readonly ReviewBlock[];
  /** Source, period and n, at the foot. */
  readonly source: readonly Run[];
  readonly notes: readonly Paragraph[];
  readonly audience: Audience;
  /** Whether its title, body or notes were changed by people. */
  readonly edited: boolean;
}

/** A review in one language, ready to be drawn or written: nothing in it needs the record, a clock or a catalogue any more. */
export interface ReviewDocument {
  readonly kind: ReviewKind;
  readonly locale: ReviewLocale;
  readonly audience: Audience;
  readonly accountName: string;
  readonly accountCode: string;
  /** E.g. "Q3 2026", "2026 年三季度". */
  readonly periodName: string;
  readonly snapshotId: string;
  readonly digest: string;
  /** UTC ms, for the properties of files. */
  readonly takenMs: number;
  readonly title: string;
  readonly author: string;
  /** Of every page: snapshot, data as of, zone; and what the page number is called with `{page}` and `{pages}`. */
  readonly footer: string;
  readonly pageWords: string;
  readonly contentsName: string;
  readonly notesName: string;
  readonly sections: readonly ComposedSection[];
}
