import { z } from "zod";
import { day, id } from "../common.ts";
import { healthComponents } from "./health-rules.ts";

/** One kept day. Points are thousandths of a point (0–100,000); a component that nobody could judge is null. */
export const keptDay = z.object({
  day,
  scoreMilli: z.number().int().nullable(),
  /** 0–1, hundredths. */
  confidence: z.number(),
  /** Version of the model in force that day; 0 = the one that the product ships with. */
  modelVersion: z.number().int().nonnegative(),
  /** What each component added to the score, in the order of `healthComponents`: together they are the score. */
  contributionsMilli: z.array(z.number().int().nullable()).length(healthComponents.length),
});
export type KeptDay = z.infer<typeof keptDay>;

/** The scores of an account in one UTC month, a day each, as judged at the end of that day. Kept by the backend; a kept day never changes. */
export const healthMonth = z.object({
  /** `hm_<account>_<YYYY-MM>`. */
  id,
  accountId: id,
  month: z.string().regex(/^\d{4}-\d{2}$/),
  /** Ascending. */
  days: z.array(keptDay).max(31),
});
export type HealthMonth = z.infer<typeof healthMonth>;
