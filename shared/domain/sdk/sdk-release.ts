import { z } from "zod";
import { day, id } from "../common.ts";

export const sdkPlatforms = ["android", "ios", "web", "windows", "macos", "other"] as const;
export type SdkPlatform = (typeof sdkPlatforms)[number];

export function isPlatform(value: string): value is SdkPlatform {
  return (sdkPlatforms as readonly string[]).includes(value);
}

/** `4.9.0`: numbers with dots, compared number by number. */
export const sdkVersion = z.string().regex(/^\d{1,4}(\.\d{1,4}){1,3}$/);

/** A release of the company's SDK, and the vulnerabilities that were published of it. */
export const sdkRelease = z.object({
  id,
  version: sdkVersion,
  releasedOn: day,
  platforms: z.array(z.enum(sdkPlatforms)),
  vulnerabilities: z.array(
    z.object({
      /** E.g. a CVE or an advisory's own number. */
      name: z.string().min(1).max(60),
      severity: z.enum(["low", "medium", "high", "critical"]),
      publishedOn: day,
      /** First version without it; null = none yet. */
      fixedIn: sdkVersion.nullable(),
    }),
  ),
});
export type SdkRelease = z.infer<typeof sdkRelease>;
