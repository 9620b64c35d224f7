import { localDayOf } from "../../calendar/local-time.ts";
import { compareVersions } from "../../sdk/compare-versions.ts";
import type { SdkRelease, SdkPlatform } from "../../sdk/sdk-release.ts";
import type { SdkUse } from "../../sdk/sdk-use.ts";
import { comeMs, type EvidenceRecord, type EvidenceScope, evidenceTable } from "./evidence-scope.ts";
import type { EvidenceTable } from "./evidence-tables.ts";
import type { ReviewSources } from "./review-sources.ts";

/** SDK versions by the newest count of each platform before the end of the period. */
export function sdkVersions({ sdkUses, sdkReleases }: Pick<ReviewSources, "sdkUses" | "sdkReleases">, scope: EvidenceScope): EvidenceTable {
  const counts = newestCounts(sdkUses, scope);
  const today = localDayOf(scope.endMs - 1, scope.timeZone);
  const out = sdkReleases.filter(({ releasedOn }) => releasedOn <= today);
  const total = counts.reduce((sum, { versions }) => sum + versions.reduce((of, { users }) => of + users, 0), 0);
  const records = counts.flatMap((use) =>
    [...Map.groupBy(use.versions, ({ version }) => version)].flatMap(([version, own]): readonly EvidenceRecord<"sdk">[] => {
      const users = own.reduce((sum, one) => sum + one.users, 0);
      if (users === 0) return [];
      const ofPlatform = out.filter(({ platforms }) => platforms.includes(use.platform));
      const newer = ofPlatform.filter((release) => compareVersions(release.version, version) > 0);
      const same = ofPlatform.filter((release) => compareVersions(release.version, version) === 0);
      return [
        {
          platform: use.platform,
          version,
          at: Date.parse(use.at),
          share: users / total,
          behind: ofPlatform.length === 0 ? null : newer.length,
          vulnerable: same.length === 0 ? null : Number(same.some((release) => hasHole(release, version, today))),
          releasedOn: same.map(({ releasedOn }) => releasedOn).sort()[0] ?? null,
          latest:
            ofPlatform
              .map((release) => release.version)
              .sort(compareVersions)
              .at(-1) ?? null,
        },
      ];
    }),
  );
  return evidenceTable("sdk", records, ["platform", "share", "version"], scope, {
    sources: ["sdkUse", "sdkRelease"],
    sourceRows: counts.length,
    instants: counts.map(({ at }) => comeMs(scope, at)),
  });
}

/** A newer count of a platform replaces the older. */
function newestCounts(uses: readonly SdkUse[], { endMs }: EvidenceScope): readonly SdkUse[] {
  const newest = new Map<SdkPlatform, SdkUse>();
  for (const use of uses) {
    if (Date.parse(use.at) >= endMs) continue;
    const other = newest.get(use.platform);
    if (other === undefined || use.at > other.at || (use.at === other.at && use.id > other.id)) newest.set(use.platform, use);
  }
  return [...newest.values()].toSorted((a, b) => (a.platform < b.platform ? -1 : 1));
}

function hasHole({ vulnerabilities }: SdkRelease, version: string, today: string): boolean {
  return vulnerabilities.some(
    ({ publishedOn, fixedIn }) => publishedOn <= today && !(fixedIn !== null && compareVersions(version, fixedIn) >= 0),
  );
}
