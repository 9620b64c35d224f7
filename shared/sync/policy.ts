import { z } from "zod";

/**
 * What a company asks of every laptop. The backend sends it as JSON in the header `headroom-policy` of every answer to `hello`, where the desktop
 * reads it: the window has no say in it.
 */
export const laptopPolicy = z.object({
  /** Days without contact after which the local copy is not opened any more. */
  offlineGraceDays: z.number().int().min(1).max(365),
  /** Days without contact after which the key of the local copy is destroyed. Unsent edits keep theirs. */
  wipeAfterDays: z.number().int().min(1).max(730),
  /** Minutes without input after which the console locks, where it has a passcode. */
  lockAfterMinutes: z.number().int().min(1).max(480),
});
export type LaptopPolicy = z.infer<typeof laptopPolicy>;
export const defaultLaptopPolicy: LaptopPolicy = { offlineGraceDays: 14, wipeAfterDays: 30, lockAfterMinutes: 15 };
export const policyHeader = "headroom-policy";
