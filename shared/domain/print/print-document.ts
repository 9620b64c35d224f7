import { z } from "zod";
import { locale } from "../common.ts";

const words = z.string().max(20_000);
const label = z.string().max(300);

/** Parts of a printed page, top to bottom. Texts are plain: line ends part lines, empty lines part paragraphs. */
const printBlock = z.discriminatedUnion("type", [
  z.object({ type: z.literal("heading"), text: label }),
  z.object({ type: z.literal("text"), text: words }),
  /** Large figures side by side, each with what it is and where it comes from. */
  z.object({ type: z.literal("figures"), figures: z.array(z.object({ value: label, label, note: label })).max(6) }),
  /** What happened when. */
  z.object({ type: z.literal("timeline"), rows: z.array(z.object({ time: label, text: words })).max(200) }),
  z.object({
    type: z.literal("table"),
    columns: z.array(label).min(1).max(8),
    rows: z.array(z.array(label).max(8)).max(200),
  }),
]);

/** A document that the desktop prints: data, so that nothing of the window's making is run or fetched when it is drawn. */
export const printDocument = z.object({
  language: locale,
  /** Above the title: from whom, what kind of document. */
  kicker: label,
  title: label.min(1),
  facts: z.array(z.object({ label, value: label })).max(12),
  blocks: z.array(printBlock).max(60),
  /** At the foot of every page, beside its number. */
  footer: label,
  /** `{page}` and `{pages}` stand for the numbers. */
  pageWords: z.string().max(60),
});
export type PrintDocument = z.infer<typeof printDocument>;
export type PrintBlock = PrintDocument["blocks"][number];
