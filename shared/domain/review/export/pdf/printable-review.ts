import { z } from "zod";
import type { ReviewDocument } from "../../compose/review-document.ts";
import type { ReviewUnit } from "../../metrics/review-metrics.ts";
import { audiences } from "../../model/review.ts";
import { reviewKinds } from "../../model/review-sections.ts";

/** UTF-16 units of a whole document as JSON: some ten times that of a long review. */
const largest = 2_000_000;

const text = z.string().max(24_000);
const line = z.string().max(2000);
const key = z.string().max(600).nullable();
const run = z.object({ text, key, bold: z.boolean(), italic: z.boolean() });
const runs = z.array(run).max(2000);
const paragraphs = z.array(z.object({ type: z.enum(["text", "item"]), runs })).max(1000);
const verdict = z.enum(["good", "watch", "risk", "critical"]).nullable();
const units = {
  pcu: "pcu",
  user_hours: "user_hours",
  share: "share",
  ms: "ms",
  ms_short: "ms_short",
  count: "count",
  days: "days",
  percent: "percent",
  points: "points",
  factor: "factor",
  score: "score",
  instant: "instant",
  day: "day",
  name: "name",
} as const satisfies { readonly [U in ReviewUnit]: U };

const table = z.object({
  caption: runs,
  columns: z.array(z.object({ label: line, unit: line, align: z.enum(["start", "end"]), weight: z.number().min(0).max(1000) })).max(24),
  rows: z
    .array(
      z.object({ cells: z.array(z.object({ runs, verdict, shade: z.number().min(0).max(1).nullable() })).max(24), emphasis: z.boolean() }),
    )
    .max(1000),
  more: text.nullable(),
});

const chart = z.object({
  type: z.enum(["line", "column", "stacked", "bar"]),
  title: runs,
  unit: z.enum(units),
  unitLabel: line,
  categories: z.array(line).max(10_000),
  series: z
    .array(
      z.object({
        name: line,
        values: z.array(z.number().nullable()).max(10_000),
        keys: z.array(key).max(10_000),
        role: z.enum(["main", "other", "target", "capacity", "before", "expected"]),
      }),
    )
    .max(24),
  marks: z
    .array(z.object({ category: z.number().int().min(0), label: line, kind: z.enum(["incident", "holiday", "event", "gap"]) }))
    .max(500),
  alt: text,
});

const block = z.discriminatedUnion("type", [
  z.object({ type: z.literal("text"), paragraphs }),
  z.object({ type: z.literal("points"), points: z.array(z.object({ heading: line, paragraphs })).max(12) }),
  z.object({ type: z.literal("figures"), figures: z.array(z.object({ label: line, value: run, note: runs, verdict })).max(24) }),
  z.object({ type: z.literal("chart"), chart }),
  z.object({ type: z.literal("table"), table }),
  z.object({ type: z.literal("nothing"), text }),
]);

const section = z.object({
  id: z.string().min(1).max(80),
  number: z.number().int().min(0).max(1000),
  name: line,
  layout: z.enum(["cover", "statement", "chart_points", "chart_table", "table", "two_charts", "text", "nothing"]),
  title: runs,
  blocks: z.array(block).max(40),
  source: runs,
  notes: paragraphs,
  audience: z.enum(audiences),
  edited: z.boolean(),
});

/** A composed review as the window hands it over to be printed: data, of which the desktop makes the page itself. */
export const printableReview: z.ZodType<ReviewDocument> = z
  .object({
    kind: z.enum(reviewKinds),
    locale: z.enum(["zh-CN", "en"]),
    audience: z.enum(audiences),
    accountName: line,
    accountCode: line,
    periodName: line,
    snapshotId: line,
    digest: line,
    takenMs: z.number(),
    title: line,
    author: line,
    footer: line,
    pageWords: line,
    contentsName: line,
    notesName: line,
    sections: z.array(section).min(1).max(80),
  })
  .refine((review) => JSON.stringify(review).length <= largest, { error: "the review is too long" });
