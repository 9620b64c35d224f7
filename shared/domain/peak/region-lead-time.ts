import { z } from "zod";
import { country, id, regionId } from "../common.ts";

/** How many working days before a peak capacity of a region must be asked for, as this company's operations need it. The defaults are in lead-time.ts. */
export const regionLeadTime = z.object({
  id,
  region: regionId,
  workingDays: z.number().int().min(0).max(60),
  /** Whose working days they are. */
  country,
  /** Hour of the last working day, in the region's zone, until which asking counts. */
  cutoffHour: z.number().int().min(1).max(24),
  authorId: id,
});
export type RegionLeadTime = z.infer<typeof regionLeadTime>;
