import { z } from "zod";
import { id, instant, regionId } from "../common.ts";

/** Provisioned capacity of an account in a region, valid from an instant until the next record of the same region. */
export const capacity = z.object({
  id,
  accountId: id,
  region: regionId,
  from: instant,
  /** Peak concurrent users reserved. */
  pcu: z.number().int().nonnegative(),
});
export type Capacity = z.infer<typeof capacity>;
