import { z } from "zod";
import { id, instant, text } from "../common.ts";

export const timelineTypes = ["note", "call", "meeting", "outreach", "incident", "capacity", "sdk", "contract", "event"] as const;
export type TimelineType = (typeof timelineTypes)[number];

/** Something that happened with an account; append-only. A correction is a new entry that names the old one in `refId`. */
export const timelineEntry = z.object({
  id,
  accountId: id,
  at: instant,
  type: z.enum(timelineTypes),
  text,
  authorId: id.nullable(),
  /** The record this entry speaks of, e.g. an incident. */
  refKind: z.string().max(40).nullable(),
  refId: id.nullable(),
});
export type TimelineEntry = z.infer<typeof timelineEntry>;

/** Entry types that count as a meaningful contact with the customer ("last touch"). */
export const touchTypes: readonly TimelineType[] = ["call", "meeting", "outreach"];
