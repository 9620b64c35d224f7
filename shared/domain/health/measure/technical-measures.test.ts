import { describe, expect, test } from "vitest";
import { dayMs, daysAgo, judgedMs, measuredRule } from "../../../../test/support/measured-rule.ts";
import type { RecordOf } from "../../kinds.ts";

describe("technical debt", () => {
  const release = (
    version: string,
    releasedOn: string,
    vulnerabilities: RecordOf<"sdkRelease">["vulnerabilities"] = [],
  ): RecordOf<"sdkRelease"> => ({
    id: `rel-${version}`,
    version,
    releasedOn,
    platforms: ["android", "ios"],
    vulnerabilities,
    rev: 1,
  });
  const sdkReleases = [
    release("4.9.0", "2026-01-01", [{ name: "CVE-1", severity: "critical", publishedOn: "2026-03-01", fixedIn: "4.10.0" }]),
    release("4.10.0", "2026-08-27", [{ name: "CVE-2", severity: "high", publishedOn: "2026-12-01", fixedIn: null }]),
    release("4.10.1", "2026-10-16"),
    release("4.11.0", "2026-11-30"),
  ];
  const use = (id: string, platform: "android" | "ios", ago: number, versions: RecordOf<"sdkUse">["versions"]): RecordOf<"sdkUse"> => ({
    id,
    accountId: "acc-1",
    platform,
    at: daysAgo(ago),
    versions,
    rev: 1,
  });

  test("lag and holes, weighted by users, from the newest count of each platform", () => {
    const sdkUses = [
      use("u1", "android", 30, [{ version: "4.9.0", users: 900 }]),
      use("u2", "android", 2, [
        { version: "4.9.0", users: 300 },
        { version: "4.10.1", users: 500 },
      ]),
      use("u3", "ios", 2, [{ version: "4.10", users: 200 }]),
    ];
    // 4.9.0 is two behind (4.10.0 since 60 days), 4.10 one (10 days), 4.10.1 none; 4.11.0 is not out yet.
    // Releases: (300 × 2 + 200 × 1) / 1,000 = 0.8; days: (300 × 60 + 200 × 10) / 1,000 = 20; holes: 300 × 1 / 1,000 = 0.3.
    const fields = { sdkUses, sdkReleases };
    expect(measuredRule("sdk_lag_releases", fields)).toMatchObject({ measured: 0.8, n: 1000, asOfMs: judgedMs - 2 * dayMs, freshness: 1 });
    expect(measuredRule("sdk_lag_days", fields).measured).toBe(20);
    expect(measuredRule("open_vulnerabilities", fields)).toMatchObject({
      measured: 0.3,
      sources: [
        { type: "records", kind: "sdkUse", ids: ["u2", "u3"] },
        { type: "records", kind: "sdkRelease", ids: ["rel-4.9.0"] },
      ],
    });
  });

  test("says what is missing", () => {
    const sdkUses = [use("u1", "android", 0, [{ version: "4.9.0", users: 900 }])];
    expect(measuredRule("sdk_lag_days", { sdkReleases }).missing).toBe("no_sdk_use");
    expect(measuredRule("sdk_lag_days", { sdkUses }).missing).toBe("no_releases");
    expect(measuredRule("sdk_lag_days", { sdkUses, sdkReleases }, judgedMs + 91 * dayMs).missing).toBe("sdk_use_too_old");
  });
});
