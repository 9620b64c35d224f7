import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { healthInputs, judgedMs } from "../../../test/support/health-arbitraries.ts";
import { sampleHealthInput } from "../../../test/support/sample-health-input.ts";
import { seededRandom } from "../../kernel/random.ts";
import { accountHealth } from "./account-health.ts";
import type { HealthInput, QualityDigest, UsageDigest } from "./health-input.ts";
import type { HealthResult } from "./health-result.ts";
import { builtInModel } from "./model-in-force.ts";

const dayMs = 86_400_000;
const runs = { numRuns: 1_000 };

function judge(input: HealthInput): HealthResult {
  return accountHealth(input, builtInModel, judgedMs);
}

describe("an account's health", () => {
  test("of an account without any row: nothing is known, and what would have to come is told", () => {
    const result = judge(sampleHealthInput());
    expect({ score: result.scoreMilli, grade: result.grade, confidence: result.confidence }).toEqual({
      score: null,
      grade: "unknown",
      confidence: 0,
    });
    expect(result.missing.map(({ rule, reason }) => `${rule}: ${reason}`)).toEqual([
      "video_freeze_in_target: no_quality_data",
      "audio_freeze_in_target: no_quality_data",
      "join_5s_in_target: no_quality_data",
      "delay_in_target: no_quality_data",
      "own_normal: no_quality_data",
      "usage_trend: no_usage",
      "commitment_consumption: no_contract",
      "urgent_open: no_incidents",
      "response_attainment: no_incidents",
      "reopen_share: no_incidents",
      "handoffs: no_incidents",
      "time_to_resolve: no_incidents",
      "headroom_next_peak: no_usage",
      "last_contact: no_contact_history",
      "answered_outreach: no_outreach",
      "sponsors: no_contacts",
      "satisfaction: no_survey",
      "renewal_by_consumption: no_contract",
      "sdk_lag_releases: no_sdk_use",
      "sdk_lag_days: no_sdk_use",
      "open_vulnerabilities: no_sdk_use",
    ]);
  });

  test("lies between 0 and 100, and its parts add up to it to the last thousandth", () => {
    fc.assert(
      fc.property(healthInputs, (input) => {
        const result = judge(input);
        const rules = result.components.flatMap((component) => component.rules);
        const score = result.scoreMilli ?? 0;
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100_000);
        expect(sum(rules.map((rule) => rule.contributionMilli))).toBe(score);
        expect(sum(result.components.map((component) => component.contributionMilli))).toBe(score);
        expect(sum(rules.map((rule) => rule.lostMilli))).toBe(result.scoreMilli === null ? 0 : 100_000 - score);
        // What is unknown says why, adds nothing and takes nothing.
        const broken = rules.filter(
          (rule) =>
            !Number.isInteger(rule.contributionMilli) ||
            rule.contributionMilli < 0 ||
            rule.lostMilli < 0 ||
            (rule.points !== null && !(rule.points >= 0 && rule.points <= 100)) ||
            (rule.measured !== null && !Number.isFinite(rule.measured)) ||
            (rule.measured === null) !== (rule.missing !== null) ||
            (rule.measured === null && (rule.share !== 0 || rule.contributionMilli !== 0 || rule.lostMilli !== 0)) ||
            (rule.measured !== null && rule.sources.length === 0 && rule.id !== "last_contact") ||
            (rule.asOfMs !== null && rule.asOfMs > judgedMs),
        );
        expect(broken).toEqual([]);
        expect(result.confidence).toBeGreaterThanOrEqual(0);
        expect(result.confidence).toBeLessThanOrEqual(1 + 1e-12);
      }),
      runs,
    );
  });

  test("does not depend on the order of the rows, to the bit", () => {
    fc.assert(
      fc.property(healthInputs, fc.integer(), (input, seed) => {
        expect(judge(shuffled(input, seed))).toEqual(judge(input));
      }),
      runs,
    );
  });

  test("does not know what comes later: plans apart, rows behind the instant say nothing", () => {
    fc.assert(
      fc.property(healthInputs, (input) => {
        expect(judge(input)).toEqual(judge(until(input, judgedMs)));
      }),
      runs,
    );
  });

  test("an account that loses a kind of rows is judged by the rest, with less confidence and never as if they were zero", () => {
    const losses: readonly (readonly [component: string, without: Partial<HealthInput>])[] = [
      ["quality", { quality: null }],
      ["support", { incidents: [], incidentEvents: new Map() }],
      ["capacity", { capacities: [] }],
      ["technical", { sdkUses: [] }],
    ];
    fc.assert(
      fc.property(healthInputs, fc.constantFrom(...losses), (input, [component, without]) => {
        const before = judge(input);
        const after = judge({ ...input, ...without });
        const lost = after.components.find((one) => one.id === component);
        expect([lost?.scoreMilli, lost?.share, lost?.contributionMilli, lost?.confidence]).toEqual([null, 0, 0, 0]);
        expect(after.confidence).toBeLessThanOrEqual(before.confidence + 1e-12);
        for (const one of after.components) {
          const same = before.components.find(({ id }) => id === one.id);
          if (one.id !== component) expect([one.scoreMilli, one.confidence]).toEqual([same?.scoreMilli, same?.confidence]);
        }
        if (before.scoreMilli === null || after.scoreMilli === null) return;
        // The score is the mean of the components that are left, those that are bad weighing up to four times as much.
        const known = after.components.flatMap(({ weight, scoreMilli }) =>
          scoreMilli === null ? [] : [{ scoreMilli, weight: weight * (1 + 3 * (1 - scoreMilli / 100_000) ** 2) }],
        );
        const weights = sum(known.map((one) => one.weight));
        const mean = sum(known.map((one) => one.weight * one.scoreMilli)) / weights;
        expect(Math.abs(after.scoreMilli - mean)).toBeLessThanOrEqual(1.5);
      }),
      runs,
    );
  });
});

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function shuffled(input: HealthInput, seed: number): HealthInput {
  const random = seededRandom(seed);
  const mix = <T>(rows: readonly T[]): readonly T[] =>
    rows
      .map((row) => ({ row, at: random() }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ row }) => row);
  return {
    ...input,
    contracts: mix(input.contracts),
    capacities: mix(input.capacities),
    plannedEvents: mix(input.plannedEvents),
    incidents: mix(input.incidents),
    incidentEvents: new Map(mix([...input.incidentEvents]).map(([id, log]) => [id, mix(log)])),
    slaVerdicts: mix(input.slaVerdicts),
    touches: mix(input.touches),
    outreaches: mix(input.outreaches),
    contacts: mix(input.contacts),
    surveys: mix(input.surveys),
    sdkUses: mix(input.sdkUses).map((use) => ({ ...use, versions: [...mix(use.versions)] })),
    sdkReleases: mix(input.sdkReleases),
    overrides: mix(input.overrides),
    usage: input.usage === null ? null : { ...input.usage, regions: mix(input.usage.regions) },
    quality: input.quality === null ? null : { ...input.quality, slices: mix(input.quality.slices) },
  };
}

/** The input as it was known at an instant (the end of a day). */
function until(input: HealthInput, atMs: number): HealthInput {
  const begun = (at: string): boolean => Date.parse(at) <= atMs;
  return {
    ...input,
    contracts: input.contracts.filter(({ startsOn }) => begun(startsOn)),
    incidents: input.incidents.filter(({ openedAt }) => begun(openedAt)),
    incidentEvents: new Map([...input.incidentEvents].map(([id, log]) => [id, log.filter(({ at }) => begun(at))])),
    slaVerdicts: input.slaVerdicts.filter(({ closedAt }) => begun(closedAt)),
    touches: input.touches.filter((touch) => touch.atMs <= atMs),
    outreaches: input.outreaches.flatMap((one) => {
      if (one.sentAt === null || !begun(one.sentAt)) return [];
      const isAnswered = one.answeredAt !== null && begun(one.answeredAt);
      return [isAnswered ? one : { ...one, state: "sent" as const, answeredAt: null, answeredPcu: null }];
    }),
    surveys: input.surveys.filter(({ at }) => begun(at)),
    sdkUses: input.sdkUses.filter(({ at }) => begun(at)),
    sdkReleases: input.sdkReleases
      .filter(({ releasedOn }) => begun(releasedOn))
      .map((release) => ({ ...release, vulnerabilities: release.vulnerabilities.filter(({ publishedOn }) => begun(publishedOn)) })),
    overrides: input.overrides.filter(({ at }) => begun(at)),
    usage: input.usage === null ? null : usageUntil(input.usage, atMs),
    quality: input.quality === null ? null : qualityUntil(input.quality, atMs),
  };
}

function usageUntil(usage: UsageDigest, atMs: number): UsageDigest | null {
  const regions = usage.regions.map((region) => {
    const days = Math.max(0, Math.round((atMs - region.firstDayMs) / dayMs));
    const weeks = Math.max(0, Math.floor((atMs - region.firstWeekMs) / (7 * dayMs)));
    return {
      ...region,
      dailyMax: Array.from(region.dailyMax).slice(0, days),
      weekMax: Array.from(region.weekMax).slice(0, weeks),
      weekSum: Array.from(region.weekSum).slice(0, weeks),
      weekHours: Array.from(region.weekHours).slice(0, weeks),
    };
  });
  const ends = regions.flatMap(({ firstDayMs, dailyMax }) => {
    const last = dailyMax.findLastIndex((value) => !Number.isNaN(value));
    return last < 0 ? [] : [firstDayMs + (last + 1) * dayMs];
  });
  return ends.length === 0 ? null : { lastHourMs: Math.max(...ends) - 3_600_000, regions };
}

function qualityUntil(quality: QualityDigest, atMs: number): QualityDigest | null {
  const days = Math.max(0, Math.round((atMs - quality.firstDayMs) / dayMs));
  const slices = quality.slices.map((slice) => ({
    ...slice,
    metrics: Object.fromEntries(
      Object.entries(slice.metrics).map(([metric, own]) => [
        metric,
        {
          sessions: own.sessions.slice(0, days),
          weighted: own.weighted.slice(0, days),
          within: own.within.slice(0, days),
          hours: own.hours.slice(0, days),
        },
      ]),
    ),
  }));
  const last = slices.flatMap((slice) => Object.values(slice.metrics).map(({ sessions }) => sessions.findLastIndex((n) => n > 0)));
  const lastDay = Math.max(-1, ...last);
  return lastDay < 0 ? null : { ...quality, lastHourMs: quality.firstDayMs + (lastDay + 1) * dayMs - 3_600_000, days, slices };
}
