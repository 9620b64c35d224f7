import { z } from "zod";
import { scenarios } from "../account/account.ts";
import { id, instant, line, locale, regionId, text } from "../common.ts";
import { sdkPlatforms, sdkVersion } from "../sdk/sdk-release.ts";

export const noticeTypes = ["sdk_release", "vulnerability", "maintenance", "platform_change"] as const;

/** Something that customers must be told; who is exposed is worked out from it. A list that is empty restricts nothing. */
export const notice = z.object({
  id,
  type: z.enum(noticeTypes),
  severity: z.enum(["low", "medium", "high", "critical"]),
  /** In each language that customers have; the first stands in for those that are missing. */
  texts: z
    .array(z.object({ locale, title: line, body: text }))
    .min(1)
    .max(20),
  publishedAt: instant,
  /** When it takes place (maintenance, change); null = not at a time. */
  startsAt: instant.nullable(),
  endsAt: instant.nullable(),
  /** SDK versions that are affected: from `from` on, below `fixedIn`; null = no bound. */
  versions: z.object({ from: sdkVersion.nullable(), fixedIn: sdkVersion.nullable() }).nullable(),
  platforms: z.array(z.enum(sdkPlatforms)),
  regions: z.array(regionId),
  scenarios: z.array(z.enum(scenarios)),
  /** The release that it is about. */
  releaseId: id.nullable(),
  state: z.enum(["draft", "open", "closed"]),
  authorId: id,
});
export type Notice = z.infer<typeof notice>;
