import { describe, expect, test } from "vitest";
import { seededRandom, seedOf } from "../../kernel/random.ts";
import type { Incident } from "../incident/incident.ts";
import { hourMs, type HourlySeries } from "../metrics/series.ts";
import { allAccountSignals, type SignalInput } from "./account-signals.ts";
import { groupSignals } from "./group-signals.ts";
import { qualityBand } from "./quality-band.ts";
import type { BandMetric } from "./signal-thresholds.ts";

/** Monday. */
const startMs = Date.UTC(2026, 7, 3);
const weeks = 10;
const hours = weeks * 168;
const zone = "Asia/Ho_Chi_Minh";
const base: Readonly<Partial<Record<BandMetric, number>>> = {
  video_freeze_600_rate: 0.012,
  audio_freeze_200_rate: 0.008,
  packet_loss_rate: 0.007,
  delay_over_400_rate: 0.02,
};

interface Trouble {
  readonly carrier: string;
  readonly fromHour: number;
  readonly hours: number;
  readonly times: number;
  readonly metrics?: readonly BandMetric[];
}

/** Quality of two carriers of one region: a rhythm of the day, eight percent of noise, and what is put in. */
function book(accountId: string, troubles: readonly Trouble[], sessions = 4000): readonly HourlySeries[] {
  return ["Viettel", "VNPT"].flatMap((carrier) => {
    const own = (metric: HourlySeries["metric"], value: (t: number) => number): HourlySeries => ({
      accountId,
      metric,
      region: "ap-southeast",
      carrier,
      sdk: null,
      platform: null,
      startMs,
      values: Float64Array.from({ length: hours }, (_, t) => value(t)),
    });
    const rates = Object.entries(base).map(([metric, level]) => {
      const random = seededRandom(seedOf(`${accountId} ${carrier} ${metric}`));
      return own(metric as BandMetric, (t) => {
        const day = 1 + 0.4 * Math.sin(((t % 24) / 24) * 2 * Math.PI);
        const noise = 1 + 0.16 * (random() + random() - 1);
        const worse = troubles
          .filter((one) => one.carrier === carrier && t >= one.fromHour && t < one.fromHour + one.hours)
          .filter((one) => one.metrics === undefined || one.metrics.includes(metric as BandMetric))
          .reduce((times, one) => times * one.times, 1);
        return level * day * noise * worse;
      });
    });
    return [own("sessions", () => sessions), ...rates];
  });
}

const input = (series: readonly HourlySeries[], incidents: readonly Incident[] = []): SignalInput => ({
  accountId: series[0]?.accountId ?? "",
  timeZone: zone,
  series,
  incidents,
});
/** Ten weeks less a day in. */
const late = hours - 30;
const upTo = (series: readonly HourlySeries[], hour: number): readonly HourlySeries[] =>
  series.map((one) => ({ ...one, values: one.values.slice(0, hour) }));

describe("a carrier that gets worse", () => {
  const worse = book("acc_a", [{ carrier: "Viettel", fromHour: late, hours: 5, times: 2 }]);

  test("is a signal after its second hour, not after its first", () => {
    expect(allAccountSignals(input(upTo(worse, late + 1)))).toEqual([]);
    const [signal, ...rest] = allAccountSignals(input(upTo(worse, late + 2)));
    expect(rest).toEqual([]);
    expect(signal).toMatchObject({
      sinceMs: startMs + late * hourMs,
      lastMs: startMs + (late + 1) * hourMs,
      over: false,
      hoursOutside: 2,
      timeZone: zone,
      slice: { region: "ap-southeast", carrier: "Viettel", sdk: null, platform: null },
    });
  });

  test("keeps its key while it lasts and when it is over, and its figures are weighted", () => {
    const [first] = allAccountSignals(input(upTo(worse, late + 2)));
    const [ended] = allAccountSignals(input(worse));
    expect(ended?.key).toBe(first?.key);
    expect(ended).toMatchObject({ over: true, state: "risk", hoursOutside: 5 });
    expect(ended?.n).toBe(5 * 4000);
    expect((ended?.measured ?? 0) / (ended?.normal ?? 1)).toBeGreaterThan(1.8);
    expect(ended?.bandEdge ?? 1).toBeLessThan(ended?.measured ?? 0);
    expect(ended?.bandGood ?? 1).toBeLessThan(ended?.normal ?? 0);
    expect(ended?.explained ?? 0).toBeGreaterThan(0.9);
    // 18:00 UTC and the four hours after it are 01:00 to 06:00 in Vietnam.
    expect(ended?.slice.hours).toEqual({ fromHour: 1, toHour: 6 });
    expect(ended?.alsoMetrics).toHaveLength(3);
  });

  test("is the same signal whatever the order of the rows", () => {
    expect(allAccountSignals(input(worse.toReversed()))).toEqual(allAccountSignals(input(worse)));
  });

  test("one hour alone, a change nobody would act on and an hour with hardly anybody are no signals", () => {
    expect(allAccountSignals(input(book("acc_a", [{ carrier: "Viettel", fromHour: late, hours: 1, times: 4 }])))).toEqual([]);
    expect(allAccountSignals(input(book("acc_a", [{ carrier: "Viettel", fromHour: late, hours: 5, times: 1.15 }])))).toEqual([]);
    expect(allAccountSignals(input(book("acc_a", [{ carrier: "Viettel", fromHour: late, hours: 5, times: 3 }], 30)))).toEqual([]);
  });

  test("hours without data are passed over: they raise nothing and end nothing", () => {
    const holes = worse.map((one) => ({ ...one, values: one.values.map((v, t) => (t === late + 2 || t % 97 === 0 ? Number.NaN : v)) }));
    expect(allAccountSignals(input(holes)).map((one) => one.sinceMs)).toEqual([startMs + late * hourMs]);
    const silent = worse.map((one) => ({ ...one, values: one.values.map((v, t) => (t >= late ? Number.NaN : v)) }));
    expect(allAccountSignals(input(silent))).toEqual([]);
  });

  test("one metric alone is found by its distance from the others", () => {
    const alone = book("acc_a", [{ carrier: "Viettel", fromHour: late, hours: 5, times: 2, metrics: ["video_freeze_600_rate"] }]);
    const [signal] = allAccountSignals(input(alone));
    expect(signal).toMatchObject({ metric: "video_freeze_600_rate", alsoMetrics: [] });
  });
});

describe("what has one cause", () => {
  test("all carriers of a region are one signal of the region, under the key of the first", () => {
    const both = book("acc_a", [
      { carrier: "Viettel", fromHour: late, hours: 6, times: 2 },
      { carrier: "VNPT", fromHour: late + 1, hours: 5, times: 2 },
    ]);
    const [alone] = allAccountSignals(input(upTo(both, late + 2)));
    const [signal, ...rest] = allAccountSignals(input(both));
    expect(rest).toEqual([]);
    expect(signal?.slice).toMatchObject({ region: "ap-southeast", carrier: null });
    expect(signal?.key).toBe(alone?.key);
  });

  test("customers of one carrier who get worse together are one group, others are not", () => {
    const of = (accountId: string, trouble: Trouble) => allAccountSignals(input(book(accountId, [trouble])));
    const a = of("acc_a", { carrier: "Viettel", fromHour: late, hours: 5, times: 2 });
    const b = of("acc_b", { carrier: "Viettel", fromHour: late + 1, hours: 5, times: 2 });
    const c = of("acc_c", { carrier: "VNPT", fromHour: late, hours: 5, times: 2 });
    const keys = [a, b, c].map((signals) => signals[0]?.key ?? "");
    const grouped = groupSignals([...c, ...b, ...a]);
    expect(Object.fromEntries(grouped.map((one) => [one.accountId, one.group]))).toEqual({
      acc_a: keys[0],
      acc_b: keys[0],
      acc_c: keys[2],
    });
    expect(groupSignals([...a, ...b, ...c])).toEqual(grouped);
  });
});

describe("the band", () => {
  const context = { timeZone: zone, incidents: [] };
  const viettel = { region: "ap-southeast", carrier: "Viettel" };

  test("follows the hours of the week and is not known before the third week", () => {
    const band = qualityBand(book("acc_a", []), "video_freeze_600_rate", viettel, context);
    expect(band?.middle.findIndex((value) => !Number.isNaN(value))).toBeGreaterThanOrEqual(3 * 168 - 1);
    const [noon, evening] = [hours - 168 + 6, hours - 168 + 18];
    expect(band?.middle[noon] ?? 0).toBeCloseTo(0.012 * 1.4, 2);
    expect(band?.middle[evening] ?? 0).toBeCloseTo(0.012 * 0.6, 2);
    expect(band?.low[noon] ?? 1).toBeLessThan(band?.middle[noon] ?? 0);
    expect(band?.high[noon] ?? 0).toBeGreaterThan(band?.middle[noon] ?? 1);
  });

  test("is wider in an hour with fewer sessions than usual", () => {
    const series = book("acc_a", []).map((one) =>
      one.metric === "sessions" ? { ...one, values: one.values.map((n, t) => (t === late ? 60 : n)) } : one,
    );
    const usual = qualityBand(book("acc_a", []), "video_freeze_600_rate", viettel, context);
    const few = qualityBand(series, "video_freeze_600_rate", viettel, context);
    expect(few?.high[late] ?? 0).toBeGreaterThan(1.5 * (usual?.high[late] ?? 1));
    expect(few?.high[late + 1]).toBeCloseTo(usual?.high[late + 1] ?? 0, 5);
  });

  test("does not take a known incident for normal, nor what was a signal before", () => {
    const evenings = (weeksOf: readonly number[]): readonly Trouble[] =>
      weeksOf.map((week) => ({ carrier: "Viettel", fromHour: week * 168 + 40, hours: 4, times: 3 }));
    const often = book("acc_a", evenings([4, 5, 6, 7]));
    const at = 9 * 168 + 41;
    const clean = qualityBand(book("acc_a", []), "video_freeze_600_rate", viettel, context)?.middle[at] ?? 0;
    expect(qualityBand(often, "video_freeze_600_rate", viettel, context)?.middle[at] ?? 1).toBeLessThan(clean * 1.15);
    const early = book("acc_a", evenings([0, 1, 2]));
    const told = [0, 1, 2].map((week): Incident => incidentAt(startMs + (week * 168 + 40) * hourMs, 5));
    const third = 3 * 168 + 41 + 168;
    expect(qualityBand(early, "video_freeze_600_rate", viettel, { ...context, incidents: told })?.middle[third] ?? 0).toBeNaN();
    expect(qualityBand(early, "video_freeze_600_rate", viettel, context)?.middle[third] ?? 0).toBeGreaterThan(clean * 2);
  });
});

function incidentAt(openedMs: number, lasts: number): Incident {
  return {
    id: `inc_${openedMs}`,
    accountId: "acc_a",
    number: "INC-1",
    kind: "incident",
    severity: "P1",
    title: "Freezes",
    state: "closed",
    openedAt: new Date(openedMs).toISOString(),
    resolvedAt: new Date(openedMs + lasts * hourMs).toISOString(),
    closedAt: null,
    region: "ap-southeast",
    holderGroup: null,
    holderName: null,
    sourceMadeSla: null,
  };
}
