import { expect, it } from "vitest";
import type { SdkUse } from "../sdk/sdk-use.ts";
import { type ExposedAccount, exposureOf, isAffected } from "./exposure.ts";
import type { Notice } from "./notice.ts";

const nowMs = Date.parse("2026-11-21T08:00:00.000Z");
const account: ExposedAccount = { regions: ["cn-east", "ap-southeast"], scenario: "show_live", lifecycle: "active" };
const notice: Notice = {
  id: "ntc_1",
  type: "vulnerability",
  severity: "high",
  texts: [{ locale: "en", title: "A fault", body: "Please upgrade." }],
  publishedAt: "2026-11-10T08:00:00.000Z",
  startsAt: null,
  endsAt: null,
  versions: { from: "4.8.0", fixedIn: "4.9.0" },
  platforms: ["android", "ios"],
  regions: [],
  scenarios: [],
  releaseId: null,
  state: "open",
  authorId: "usr_1",
};
function use(platform: SdkUse["platform"], at: string, versions: Readonly<Record<string, number>>): SdkUse {
  const rows = Object.entries(versions).map(([version, users]) => ({ version, users }));
  return { id: `${platform}-${at}`, accountId: "acc_1", platform, at: `${at}T00:00:00.000Z`, versions: rows };
}

it("says which versions on which platforms expose which share of the users", () => {
  const uses = [
    use("android", "2026-11-01", { "4.8.1": 900, "4.9.0": 100 }),
    use("android", "2026-11-20", { "4.8.1": 300, "4.8.0": 100, "4.9.0": 600 }),
    use("ios", "2026-11-19", { "4.9.2": 1000 }),
    use("web", "2026-11-20", { "4.8.1": 5000 }),
  ];
  expect(exposureOf(notice, account, uses, nowMs)).toEqual({
    state: "exposed",
    share: 0.2,
    countedAtMs: Date.parse("2026-11-19T00:00:00.000Z"),
    reasons: [
      {
        type: "versions",
        platform: "android",
        versions: ["4.8.1", "4.8.0"],
        users: 400,
        ofUsers: 1000,
        countedAtMs: Date.parse("2026-11-20T00:00:00.000Z"),
      },
    ],
  });
  // Before the second count the first one held.
  expect(exposureOf(notice, account, uses, Date.parse("2026-11-02T00:00:00.000Z"))).toMatchObject({ state: "exposed", share: 0.9 });
});

it("does not guess where nobody counted, and takes a count of nobody affected as clear", () => {
  expect(exposureOf(notice, account, [], nowMs)).toEqual({ state: "unknown", reasons: [] });
  expect(exposureOf(notice, account, [use("web", "2026-11-20", { "4.8.1": 10 })], nowMs)).toEqual({ state: "unknown", reasons: [] });
  expect(exposureOf(notice, account, [use("ios", "2026-11-20", { "4.9.0": 10, "4.8.9": 0 })], nowMs)).toEqual({
    state: "clear",
    countedAtMs: Date.parse("2026-11-20T00:00:00.000Z"),
  });
});

it("asks for region and scenario where the notice names any", () => {
  const plain: Notice = { ...notice, versions: null, platforms: [] };
  const clear = { state: "clear", countedAtMs: null };
  expect(exposureOf({ ...plain, regions: ["ap-southeast", "eu-west"] }, account, [], nowMs)).toEqual({
    state: "exposed",
    share: null,
    countedAtMs: null,
    reasons: [{ type: "region", region: "ap-southeast" }],
  });
  expect(exposureOf({ ...plain, regions: ["eu-west"] }, account, [], nowMs)).toEqual(clear);
  expect(exposureOf({ ...plain, scenarios: ["show_live"], regions: ["cn-east"] }, account, [], nowMs)).toMatchObject({
    reasons: [
      { type: "region", region: "cn-east" },
      { type: "scenario", scenario: "show_live" },
    ],
  });
  expect(exposureOf({ ...notice, scenarios: ["education"] }, account, [use("ios", "2026-11-20", { "4.8.1": 1 })], nowMs)).toEqual(clear);
  expect(exposureOf(plain, account, [], nowMs)).toMatchObject({ state: "exposed", reasons: [{ type: "all" }] });
  expect(exposureOf(plain, { ...account, lifecycle: "ended" }, [], nowMs)).toEqual(clear);
});

it("counts the first affected version and not the one that mends it", () => {
  const bounds = { from: "4.8.0", fixedIn: "4.10" };
  expect(["4.7.9", "4.8", "4.9.9", "4.10.0", "5.0"].map((version) => isAffected(version, bounds))).toEqual([
    false,
    true,
    true,
    false,
    false,
  ]);
  expect([isAffected("1.0", { from: null, fixedIn: null }), isAffected("9.9", { from: null, fixedIn: null })]).toEqual([true, true]);
});
