import { z } from "zod";
import { id, instant, line, regionId } from "../common.ts";

/** How sure it is that an event takes place as told. */
export const eventConfidences = ["certain", "likely", "possible"] as const;

/**
 * A promotion, show, launch or holiday that the customer or the CSM has announced. Fields that may be absent came later: records of an earlier
 * version do not have them.
 */
export const plannedEvent = z.object({
  id,
  accountId: id,
  /** null = every region of the account. */
  region: regionId.nullable(),
  name: line,
  startsAt: instant,
  endsAt: instant,
  /** Peak against an ordinary day, e.g. 1.6; null = not told. */
  upliftFactor: z.number().positive().max(100).nullable(),
  toldBy: z.enum(["customer", "csm"]),
  /** What kind of occasion it is: events of one label teach each other's uplift. Absent or null: its name. */
  label: line.nullable().optional(),
  /** Peak concurrent users that were told; wins over the factor. */
  expectedPcu: z.number().int().positive().max(1e9).nullable().optional(),
  /** Absent: certain. */
  confidence: z.enum(eventConfidences).optional(),
  /** How it came here. Absent: typed. */
  source: z.enum(["typed", "ics", "suggested"]).optional(),
  /** UID of the calendar entry it was read from: reading the file again changes this record. */
  icsUid: z.string().min(1).max(300).nullable().optional(),
});
export type PlannedEvent = z.infer<typeof plannedEvent>;
export type EventConfidence = (typeof eventConfidences)[number];
