import { z } from "zod";
import { id, instant } from "../common.ts";
import { sdkPlatforms, sdkVersion } from "./sdk-release.ts";

/** What share of an account's users on a platform ran a version when it was last counted. A newer count of account and platform replaces the older. */
export const sdkUse = z.object({
  id,
  accountId: id,
  platform: z.enum(sdkPlatforms),
  /** Instant of the count; rows of one count share it. */
  at: instant,
  versions: z.array(z.object({ version: sdkVersion, users: z.number().int().nonnegative() })).max(60),
});
export type SdkUse = z.infer<typeof sdkUse>;
