import { z } from "zod";
import { id, instant, locale, text } from "../common.ts";
import { causeCategories } from "../incident/incident.ts";

/** `draft` being written · `review` a colleague is asked to read it · `published` the customer has it · `withdrawn`. */
export const postmortemStates = ["draft", "review", "published", "withdrawn"] as const;

/** What an incident did, from the metrics of its hours; null = no metric says. */
export const impact = z.object({
  /** Users of the account in the affected regions who met it: share of sessions beyond the normal band × users of those hours. */
  users: z.number().int().nonnegative().nullable(),
  minutes: z.number().int().nonnegative().nullable(),
  metric: z.string().max(60).nullable(),
  /** Worst hour's value and the normal value of that hour of week, in the metric's unit. */
  worst: z.number().nullable(),
  normal: z.number().nullable(),
  /** When the figures were taken, and from how many rows. */
  asOf: instant,
  rows: z.number().int().nonnegative(),
});
export type Impact = z.infer<typeof impact>;

/** One per incident. Prevention items are tasks that name it (`postmortemId`), so that they are followed until done like any other. */
export const postmortem = z.object({
  id,
  accountId: id,
  incidentId: id,
  state: z.enum(postmortemStates),
  /** Language of the text: the customer's. */
  locale,
  cause: z.enum(causeCategories),
  summary: text,
  rootCause: text,
  impactText: text,
  impact: impact.nullable(),
  /** What happened when, as the customer may read it. */
  timeline: z.array(z.object({ at: instant, text: z.string().min(1).max(1000), eventId: id.nullable() })).max(200),
  workaround: text,
  longTermFix: text,
  /** How it is made sure that the fix holds. */
  regressionCheck: text,
  authorId: id,
  reviewerId: id.nullable(),
  createdAt: instant,
  publishedAt: instant.nullable(),
  /** The message that carried it. */
  outreachId: id.nullable(),
  /** Key of the article that was made of it. */
  articleKey: z.string().max(80).nullable(),
});
export type Postmortem = z.infer<typeof postmortem>;

/** One incident has one. */
export function postmortemId(incidentId: string): string {
  return `pmo_${incidentId.replace(/^inc_/, "")}`;
}
