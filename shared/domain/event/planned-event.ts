import { z } from "zod";
import { id, instant, line, regionId } from "../common.ts";

/** A promotion, show, launch or holiday that the customer or the CSM has announced. */
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
});
export type PlannedEvent = z.infer<typeof plannedEvent>;
