import type { Account, Scenario } from "../account/account.ts";
import { compareVersions } from "../sdk/compare-versions.ts";
import type { SdkPlatform } from "../sdk/sdk-release.ts";
import type { SdkUse } from "../sdk/sdk-use.ts";
import type { Notice } from "./notice.ts";

/** Why an account is exposed. */
export type ExposureReason =
  | {
      readonly type: "versions";
      readonly platform: SdkPlatform;
      /** Affected versions that its users run, most users first. */
      readonly versions: readonly string[];
      /** Users on them, and all that were counted on the platform. */
      readonly users: number;
      readonly ofUsers: number;
      readonly countedAtMs: number;
    }
  | { readonly type: "region"; readonly region: string }
  | { readonly type: "scenario"; readonly scenario: Scenario }
  /** The notice is for everybody. */
  | { readonly type: "all" };

export type Exposure =
  /** `share` of its users is 0–1 over the platforms that the notice is about; null = not a question of versions. */
  | {
      readonly state: "exposed";
      readonly reasons: readonly ExposureReason[];
      readonly share: number | null;
      readonly countedAtMs: number | null;
    }
  /** It would depend on the versions that its users run, and nobody has counted them. */
  | { readonly state: "unknown"; readonly reasons: readonly ExposureReason[] }
  | { readonly state: "clear"; readonly countedAtMs: number | null };

export type ExposedAccount = Pick<Account, "regions" | "scenario" | "lifecycle">;

/** Whether a version is one of those that a notice is about. `from` counts, `fixedIn` does not. */
export function isAffected(version: string, { from, fixedIn }: NonNullable<Notice["versions"]>): boolean {
  return (from === null || compareVersions(version, from) >= 0) && (fixedIn === null || compareVersions(version, fixedIn) < 0);
}

/** The newest count of each platform by an instant (ms); a newer count replaces the older. */
function countsBy(uses: readonly SdkUse[], atMs: number): readonly SdkUse[] {
  const newest = new Map<SdkPlatform, SdkUse>();
  for (const use of uses) {
    if (Date.parse(use.at) > atMs) continue;
    const before = newest.get(use.platform);
    if (before === undefined || before.at < use.at) newest.set(use.platform, use);
  }
  return [...newest.values()].toSorted((a, b) => (a.platform < b.platform ? -1 : 1));
}

function versionReason(use: SdkUse, versions: Notice["versions"]): Extract<ExposureReason, { type: "versions" }> {
  const affected = use.versions.filter((one) => one.users > 0 && (versions === null || isAffected(one.version, versions)));
  return {
    type: "versions",
    platform: use.platform,
    versions: affected.toSorted((a, b) => b.users - a.users || compareVersions(b.version, a.version)).map(({ version }) => version),
    users: affected.reduce((sum, { users }) => sum + users, 0),
    ofUsers: use.versions.reduce((sum, { users }) => sum + users, 0),
    countedAtMs: Date.parse(use.at),
  };
}

/**
 * Whether a notice concerns an account, by what was known at an instant (ms). Scenario and region must both fit, where the notice names any; then its
 * users must run an affected version, where it is about versions or platforms. Customers that have ended are not concerned.
 */
export function exposureOf(notice: Notice, account: ExposedAccount, uses: readonly SdkUse[], atMs: number): Exposure {
  const clear: Exposure = { state: "clear", countedAtMs: null };
  if (account.lifecycle === "ended") return clear;
  if (notice.scenarios.length > 0 && !notice.scenarios.includes(account.scenario)) return clear;
  const regions = account.regions.filter((region) => notice.regions.includes(region));
  if (notice.regions.length > 0 && regions.length === 0) return clear;
  const reasons: ExposureReason[] = [
    ...regions.map((region) => ({ type: "region", region }) as const),
    ...(notice.scenarios.length > 0 ? [{ type: "scenario", scenario: account.scenario } as const] : []),
  ];
  if (notice.versions === null && notice.platforms.length === 0) {
    return { state: "exposed", reasons: reasons.length === 0 ? [{ type: "all" }] : reasons, share: null, countedAtMs: null };
  }
  const counts = countsBy(uses, atMs).filter(({ platform }) => notice.platforms.length === 0 || notice.platforms.includes(platform));
  if (counts.length === 0) return { state: "unknown", reasons };
  const counted = counts.map((use) => versionReason(use, notice.versions));
  const countedAtMs = Math.min(...counted.map((reason) => reason.countedAtMs));
  const users = counted.reduce((sum, reason) => sum + reason.users, 0);
  if (users === 0) return { state: "clear", countedAtMs };
  const ofUsers = counted.reduce((sum, reason) => sum + reason.ofUsers, 0);
  return { state: "exposed", reasons: [...counted.filter((reason) => reason.users > 0), ...reasons], share: users / ofUsers, countedAtMs };
}
