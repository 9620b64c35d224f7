import { addDays, dayOfMs } from "../../domain/calendar/day.ts";
import type { SdkRelease } from "../../domain/sdk/sdk-release.ts";

interface Release {
  readonly version: string;
  /** Days before the end of the history on which it came out. */
  readonly releasedDaysAgo: number;
  /** Days before the end on which customers typically move to it; null = they go from the one before to the one after. */
  readonly moveDaysAgo: number | null;
}

/** The history of the company's SDK: patch releases, and the ones that customers move to. */
export const releaseHistory: readonly Release[] = [
  { version: "4.5.9", releasedDaysAgo: 702, moveDaysAgo: null },
  { version: "4.6.2", releasedDaysAgo: 571, moveDaysAgo: 9_999 },
  { version: "4.7.0", releasedDaysAgo: 452, moveDaysAgo: null },
  { version: "4.7.6", releasedDaysAgo: 398, moveDaysAgo: 330 },
  { version: "4.8.0", releasedDaysAgo: 290, moveDaysAgo: null },
  { version: "4.8.1", releasedDaysAgo: 262, moveDaysAgo: 195 },
  { version: "4.9.0", releasedDaysAgo: 128, moveDaysAgo: 64 },
  { version: "4.9.2", releasedDaysAgo: 52, moveDaysAgo: 8 },
  { version: "4.10.0", releasedDaysAgo: 17, moveDaysAgo: null },
];

/** Advisories: from which release on, in which it was mended, and when it was told. */
const advisories = [
  { name: "HRSA-2026-004", severity: "high", from: "4.6.2", fixedIn: "4.8.1", publishedDaysAgo: 231 },
  { name: "HRSA-2026-007", severity: "medium", from: "4.8.0", fixedIn: "4.9.0", publishedDaysAgo: 101 },
] as const;

/** Releases of the SDK with what is known to be wrong with each. */
export function sdkReleases(endMs: number): readonly SdkRelease[] {
  const today = dayOfMs(endMs);
  const place = (version: string): number => releaseHistory.findIndex((one) => one.version === version);
  return releaseHistory.map(({ version, releasedDaysAgo }, i): SdkRelease => ({
    id: `sdk_${version.replaceAll(".", "_")}`,
    version,
    releasedOn: addDays(today, -releasedDaysAgo),
    platforms: ["android", "ios", "web", "windows", "macos"],
    vulnerabilities: advisories
      .filter(({ from, fixedIn }) => i >= place(from) && i < place(fixedIn))
      .map(({ name, severity, fixedIn, publishedDaysAgo }) => ({
        name,
        severity,
        publishedOn: addDays(today, -publishedDaysAgo),
        fixedIn,
      })),
  }));
}

/** Releases of the company's SDK, whatever the size of the company. */
export const sdkReleaseCount = releaseHistory.length;
