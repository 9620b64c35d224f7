import { z } from "zod";
import { id, instant, text } from "../common.ts";

/** Scales of the instruments, both ends included. */
export const scoreRanges = { csat: { min: 1, max: 5 }, nps: { min: 0, max: 10 } } as const;

/** A customer's answer: CSAT 1–5, NPS 0–10. Append-only. */
export const surveyAnswer = z.object({
  id,
  accountId: id,
  at: instant,
  instrument: z.enum(["csat", "nps"]),
  /** On the instrument's own scale. */
  score: z.number().int().min(0).max(10),
  contactId: id.nullable(),
  comment: text,
});
export type SurveyAnswer = z.infer<typeof surveyAnswer>;
