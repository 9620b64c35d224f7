import { z } from "zod";
import { id, instant } from "../common.ts";

/** What a colleague decided about a signal. The newest one of a signal counts. */
export const signalDecision = z.object({
  id,
  accountId: id,
  /** Identity of the signal: see signal.ts. */
  signalKey: z.string().min(1).max(200),
  at: instant,
  byId: id,
  action: z.enum(["acknowledged", "snoozed", "incident", "task", "reopened"]),
  /** Until when a snooze rests. */
  until: instant.nullable(),
  /** The incident or task that was made of it. */
  refId: id.nullable(),
});
export type SignalDecision = z.infer<typeof signalDecision>;
