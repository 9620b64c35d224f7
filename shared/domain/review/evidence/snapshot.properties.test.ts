import fc from "fast-check";
import { expect, test } from "vitest";
import { sampleReviewRecords, sampleReviewSources, sampleRequest, sampleSnapshot } from "../../../../test/support/sample-snapshot.ts";
import { combinedRate } from "../../metrics/combine.ts";
import { rateMetrics } from "../../metrics/definition.ts";
import { hourMs, type HourlySeries } from "../../metrics/series.ts";
import { everything, statistic, statisticBook } from "../../sla/statistics/statistic.ts";
import type { StatisticMetric } from "../../sla/statistics/statistic-metrics.ts";
import { answerKey } from "../metrics/answer-question.ts";
import { buildSnapshot } from "./build-snapshot.ts";
import { columnIndex } from "./evidence-tables.ts";
import { gatherSources, type ReviewRecords } from "./gather-sources.ts";

const sources = sampleReviewSources();
const snapshot = sampleSnapshot();
const { periods } = snapshot;
const valueOf = (key: string): unknown => answerKey(snapshot, key)?.value ?? null;
/** Of the sample every clock is Shanghai's: days begin on whole hours. */
const refs = ["q", "p", "y"] as const;

function shuffled<T>(list: readonly T[], salt: number): readonly T[] {
  return list
    .map((one, i) => [((i + 1) * 7919 * salt) % 1009, one] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, one]) => one);
}

/** The same series with unknown hours around them. */
function padded(one: HourlySeries, hours: number): HourlySeries {
  const values = new Float64Array(one.values.length + 2 * hours).fill(Number.NaN);
  values.set(one.values, hours);
  return { ...one, startMs: one.startMs - hours * hourMs, values };
}

test("the order of the record and unknown hours around it make no difference", () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 1000 }), fc.integer({ min: 0, max: 50 }), (salt, hours) => {
      const records = sampleReviewRecords();
      const mixed = Object.fromEntries(
        Object.entries(records).map(([name, list]) => [name, Array.isArray(list) ? shuffled(list, salt) : list]),
      ) as unknown as ReviewRecords;
      const mix = (list: readonly HourlySeries[]): readonly HourlySeries[] => shuffled(list, salt).map((one) => padded(one, hours));
      const { usage, quality, detail } = sources.series;
      const again = gatherSources(mixed, { usage: mix(usage), quality: mix(quality), detail: mix(detail) }, sampleRequest);
      expect(buildSnapshot(again, sampleRequest).digest).toBe(snapshot.digest);
    }),
    { numRuns: 4 },
  );
});

test("promises and incidents are counted as the statistics count them", () => {
  const book = statisticBook(sources.incidents.map(({ counted }) => counted));
  const pairs: readonly (readonly [StatisticMetric, string])[] = [
    ["attainment", "sla.attainment"],
    ["promises", "sla.promises"],
    ["misses", "sla.misses"],
    ["nearMisses", "sla.near_misses"],
    ["creditPercent", "sla.credit_percent"],
    ["opened", "incidents.opened"],
    ["ended", "incidents.ended"],
    ["repeats", "incidents.repeats"],
    ["resolveWallMedian", "incidents.resolve_median"],
  ];
  for (const ref of ["q", "p"] as const) {
    const asked = pairs.map(([metric]) => statistic(book, { metric, filter: everything, period: periods[ref], objective: 0.95 }).value);
    expect(pairs.map(([, metric]) => valueOf(`${metric}#${ref}`))).toEqual(asked);
  }
  expect(valueOf("sla.promises#q")).toBeGreaterThan(5);
});

test("a rate is that of all its hours, in the whole and in every region and carrier", () => {
  for (const metric of rateMetrics) {
    for (const region of [null, "cn-south", "id-west"]) {
      for (const carrier of [null, "telecom"]) {
        const filter = [...(carrier === null ? [] : [`carrier=${carrier}`]), ...(region === null ? [] : [`region=${region}`])].join("&");
        for (const ref of refs) {
          const { fromMs, toMs } = periods[ref];
          const rate = combinedRate(sources.series.quality, metric, { region, carrier }, fromMs, toMs);
          const said = answerKey(snapshot, `quality.${metric}${filter === "" ? "" : `?${filter}`}#${ref}`);
          expect(said?.n ?? 0).toBeCloseTo(rate.n, 3);
          if (rate.value === null) expect(said?.value).toBeNull();
          else expect(said?.value).toBeCloseTo(rate.value, 10);
        }
      }
    }
  }
});

test("two thresholds of one thing never stand in one row's number", () => {
  expect([valueOf("quality.video_freeze_500_rate#q"), typeof valueOf("quality.video_freeze_600_rate#q")]).toEqual([null, "number"]);
});

test("a peak is the greatest known hour, and a missing region is not a small one", () => {
  const { fromMs, toMs } = periods.q;
  for (const one of sources.series.usage) {
    const hours = [...one.values.entries()].filter(([hour]) => one.startMs + hour * hourMs >= fromMs && one.startMs + hour * hourMs < toMs);
    const known = hours.map(([, value]) => value).filter((value) => !Number.isNaN(value));
    expect([valueOf(`usage.peak?region=${one.region}#q`), valueOf(`usage.hours?region=${one.region}#q`)]).toEqual([
      Math.max(...known),
      known.reduce((sum, value) => sum + value, 0),
    ]);
    expect(valueOf(`usage.known_hours?region=${one.region}#q`)).toBe(known.length);
  }
  // Nine hours of one region are lost: all together are not known then.
  expect(valueOf("usage.known_hours#q")).toBe((toMs - fromMs) / hourMs - 9);
  const [peak, day] = [columnIndex("usageDays", "peakPcu"), columnIndex("usageDays", "day")];
  expect(snapshot.evidence.usageDays.rows.filter((row) => row[peak] === 0 || row[day] === null)).toEqual([]);
});
