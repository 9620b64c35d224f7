import type { Scenario } from "../../domain/account/account.ts";
import type { SdkPlatform } from "../../domain/sdk/sdk-release.ts";
import type { SdkUse } from "../../domain/sdk/sdk-use.ts";
import type { Cast } from "../company/cast.ts";
import { instantOf } from "./instants.ts";
import { levelAt } from "./level.ts";
import { sdkSharesAt } from "./sdk.ts";

const dayMs = 86_400_000;

export interface PlatformShare {
  readonly platform: SdkPlatform;
  readonly share: number;
  /** Days in which two of three users who are left update. */
  readonly tauDays: number;
}

const app = (platform: SdkPlatform, share: number): PlatformShare => ({ platform, share, tauDays: 16 });
const page = (share: number): PlatformShare => ({ platform: "web", share, tauDays: 1.5 });

const onPhones: readonly PlatformShare[] = [app("android", 0.58), app("ios", 0.36), page(0.06)];
const inPrograms: readonly PlatformShare[] = [app("android", 0.38), page(0.34), app("ios", 0.28)];
const atSchool: readonly PlatformShare[] = [app("android", 0.44), app("windows", 0.31), app("ios", 0.25)];

/** What a customer's users hold in their hands, most used first; together 1. */
export function platformsOf(scenario: Scenario): readonly PlatformShare[] {
  return scenario === "education" ? atSchool : scenario === "conversational_ai" ? inPrograms : onPhones;
}

/** Users of a day for each at the peak. */
const dailyUsersPerPeak = 5.4;

/** Counts of the versions in use by platform: of today, and of customers with a longer record also of three months ago. */
export function sdkUsesOf(cast: Cast, endMs: number): readonly SdkUse[] {
  const rich = cast.quota >= 60;
  const daysAgo = (rich ? [92, 0] : [0]).filter((days) => endMs - days * dayMs - 6 * 3_600_000 >= cast.fromMs);
  const platforms = platformsOf(cast.account.scenario).slice(0, rich ? 3 : 2);
  return daysAgo.flatMap((days, i) => {
    const ms = Math.min(endMs - days * dayMs - 6 * 3_600_000, cast.toMs);
    const users = cast.regions.reduce((sum, place) => sum + levelAt(cast, place, ms, endMs), 0) * dailyUsersPerPeak;
    return platforms.slice(0, days === 0 ? 3 : 2).map(({ platform, share, tauDays }): SdkUse => ({
      id: `use_${cast.account.id.slice(4)}_${i + 1}_${platform}`,
      accountId: cast.account.id,
      platform,
      at: instantOf(ms),
      versions: sdkSharesAt(cast, ms, endMs, tauDays)
        .map((one) => ({ version: one.version, users: Math.round(users * share * one.share) }))
        .filter((one) => one.users > 0),
    }));
  });
}
