import type { Outreach } from "./outreach.ts";

const dayMs = 86_400_000;

/** An answer older than this was given before much was known of the peak, and is asked again. */
export const freshAnswerDays = 14;
/** A forecast that has come to expect this much more than the customer said makes the answer an old one. */
export const outgrownFactor = 1.25;

/**
 * Whether an answer is young enough not to ask again: answered or declined, at most 14 days old, and not outgrown: today's p50 is at most a quarter
 * above what the customer expects (where he said a figure). `p50` in PCU.
 */
export function isFreshAnswer(
  answer: Pick<Outreach, "state" | "answeredAt" | "answeredPcu">,
  forecast: { readonly p50: number },
  nowMs: number,
): boolean {
  if ((answer.state !== "answered" && answer.state !== "declined") || answer.answeredAt === null) return false;
  if (nowMs - Date.parse(answer.answeredAt) > freshAnswerDays * dayMs) return false;
  return answer.answeredPcu === null || forecast.p50 <= answer.answeredPcu * outgrownFactor;
}
