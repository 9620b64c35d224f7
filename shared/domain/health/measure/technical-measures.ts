import { dayOfMs } from "../../calendar/day.ts";
import type { SdkRelease } from "../../sdk/sdk-release.ts";
import type { SdkPlatform } from "../../sdk/sdk-release.ts";
import type { SdkUse } from "../../sdk/sdk-use.ts";
import { compareVersions } from "../../sdk/compare-versions.ts";
import { byText, dayMs, freshness, known, records, unknown, usefulLives, type Measures } from "./measure.ts";

type TechnicalRules = "sdk_lag_releases" | "sdk_lag_days" | "open_vulnerabilities";
type Vulnerability = SdkRelease["vulnerabilities"][number];

/** What a hole counts when every user runs it. Working values after the bands of CVSS (9, 7, 4). */
const severityCount: Readonly<Record<Vulnerability["severity"], number>> = { critical: 1, high: 0.5, medium: 0.2, low: 0.05 };

/** From the newest count of each platform, weighted by users. */
export function technicalMeasures(uses: readonly SdkUse[], releases: readonly SdkRelease[], atMs: number): Pick<Measures, TechnicalRules> {
  const all = (measure: ReturnType<typeof unknown>) => ({
    sdk_lag_releases: measure,
    sdk_lag_days: measure,
    open_vulnerabilities: measure,
  });
  const counts = newestCounts(uses, atMs);
  const asOfMs = counts.reduce<number | null>((newest, use) => Math.max(newest ?? 0, Date.parse(use.at)), null);
  if (asOfMs === null) return all(unknown("no_sdk_use"));
  const fresh = freshness(asOfMs, atMs, usefulLives.sdk);
  if (fresh === null) return all(unknown("sdk_use_too_old", asOfMs));
  const today = dayOfMs(atMs);
  const out = releasesUntil(releases, today);
  if (out.length === 0) return all(unknown("no_releases", asOfMs));
  const lags = counts.flatMap(({ platform, versions }) =>
    versions.filter(({ users }) => users > 0).map(({ version, users }) => ({ users, ...lagOf(version, platform, out, today) })),
  );
  const users = lags.reduce((sum, lag) => sum + lag.users, 0);
  if (users === 0) return all(unknown("no_sdk_use", asOfMs));
  const rest = {
    asOfMs,
    freshness: fresh,
    n: users,
    sources: [
      records(
        "sdkUse",
        counts.map(({ id }) => id),
      ),
    ],
  };
  const mean = (field: "releases" | "days" | "holes"): number => lags.reduce((sum, lag) => sum + lag[field] * lag.users, 0) / users;
  const behind = out.filter((release) => lags.some((lag) => lag.newer.includes(release.id))).map(({ id }) => id);
  const holed = out.filter((release) => lags.some((lag) => lag.holed.includes(release.id))).map(({ id }) => id);
  const withReleases = (ids: readonly string[]) => ({
    ...rest,
    sources: ids.length === 0 ? rest.sources : [...rest.sources, records("sdkRelease", ids)],
  });
  return {
    sdk_lag_releases: known(mean("releases"), withReleases(behind)),
    sdk_lag_days: known(mean("days"), withReleases(behind)),
    open_vulnerabilities: known(mean("holes"), withReleases(holed)),
  };
}

/** A newer count of a platform replaces the older; platforms that were not counted within the useful life have left. */
function newestCounts(uses: readonly SdkUse[], atMs: number): readonly SdkUse[] {
  const newest = new Map<SdkPlatform, SdkUse>();
  for (const use of uses) {
    if (Date.parse(use.at) > atMs) continue;
    const other = newest.get(use.platform);
    if (other === undefined || use.at > other.at || (use.at === other.at && use.id > other.id)) newest.set(use.platform, use);
  }
  const counts = [...newest.values()].toSorted((a, b) => byText(a.platform, b.platform));
  const last = counts.reduce((ms, use) => Math.max(ms, Date.parse(use.at)), 0);
  return counts
    .filter((use) => last - Date.parse(use.at) <= usefulLives.sdk.lifeMs)
    .map((use) => ({ ...use, versions: use.versions.toSorted((a, b) => byText(a.version, b.version) || a.users - b.users) }));
}

function releasesUntil(releases: readonly SdkRelease[], today: string): readonly SdkRelease[] {
  return releases.filter(({ releasedOn }) => releasedOn <= today).toSorted((a, b) => byText(a.id, b.id));
}

interface Lag {
  readonly releases: number;
  /** Since the first newer release came out. */
  readonly days: number;
  readonly holes: number;
  readonly newer: readonly string[];
  readonly holed: readonly string[];
}

function lagOf(version: string, platform: SdkPlatform, releases: readonly SdkRelease[], today: string): Lag {
  const own = releases.filter(({ platforms }) => platforms.includes(platform));
  const newer = own.filter((release) => compareVersions(release.version, version) > 0);
  const first = newer.reduce((day, { releasedOn }) => (releasedOn < day ? releasedOn : day), today);
  const same = own.filter((release) => compareVersions(release.version, version) === 0);
  const open = new Map<string, Vulnerability>();
  for (const { vulnerabilities } of same) {
    for (const hole of vulnerabilities) {
      const isFixed = hole.fixedIn !== null && compareVersions(version, hole.fixedIn) >= 0;
      if (hole.publishedOn <= today && !isFixed) open.set(hole.name, hole);
    }
  }
  const holes = [...open].toSorted(([a], [b]) => byText(a, b)).reduce((sum, [, hole]) => sum + severityCount[hole.severity], 0);
  return {
    releases: newer.length,
    days: (Date.parse(today) - Date.parse(first)) / dayMs,
    holes,
    newer: newer.map(({ id }) => id),
    holed: open.size === 0 ? [] : same.map(({ id }) => id),
  };
}
