import { z } from "zod";
import { day, id, instant, regionId, text } from "../common.ts";

/** `asked` of operations · `confirmed` they will · `provisioned` it stands · `refused` · `cancelled` by the CSM. */
export const capacityRequestStates = ["asked", "confirmed", "provisioned", "refused", "cancelled"] as const;

/** Capacity that operations are asked for, for a peak or for good. */
export const capacityRequest = z.object({
  id,
  accountId: id,
  region: regionId,
  /** Identity of the peak it is for; null = for good. */
  peakId: z.string().min(1).max(200).nullable(),
  peakAt: instant.nullable(),
  /** Provisioned when it was asked; null = not known. */
  currentPcu: z.number().int().nonnegative().nullable(),
  wantedPcu: z.number().int().positive().max(1e9),
  /** Local day of the region by whose end it must stand. */
  neededOn: day,
  /** Coupled with the three instants in a merge. */
  state: z.enum(capacityRequestStates),
  askedAt: instant,
  confirmedAt: instant.nullable(),
  provisionedAt: instant.nullable(),
  requestedById: id,
  /** The message whose answer it rests on. */
  outreachId: id.nullable(),
  note: text,
});
export type CapacityRequest = z.infer<typeof capacityRequest>;
