import { describe, expect, test } from "vitest";
import { seededRandom } from "../../kernel/random.ts";
import { dayOfMs } from "../calendar/day.ts";
import type { Holiday } from "../calendar/holiday.ts";
import { holidaysOf } from "../calendar/holidays-of.ts";
import type { Forecast, ForecastEvent } from "./forecast.ts";
import { forecastSeries } from "./forecast-series.ts";
import { hourMs, localGrid, toCells } from "./local-grid.ts";
import { occasionEffects, readOccasions } from "./occasions.ts";

const startMs = Date.parse("2025-10-20T16:00:00.000Z");
const days = 396;
const horizonDays = 45;
const past = days * 24;
const hours = (days + horizonDays) * 24;
const zone = "Asia/Shanghai";
const at = (day: string, hour: number): number => Date.parse(`${day}T00:00:00.000Z`) + (hour - 8) * hourMs;

/** An evening rhythm with a weekend, growth and noise that lasts for hours; `extra` is a log effect by instant. */
function series(seed: number, noise: number, extra: (ms: number) => number) {
  const random = seededRandom(seed);
  const gauss = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const plain = new Float64Array(hours);
  const values = new Float64Array(hours);
  let drift = 0;
  for (let i = 0; i < hours; i += 1) {
    const ms = startMs + i * hourMs;
    const local = new Date(ms + 8 * hourMs);
    const hour = local.getUTCHours();
    const weekend = [0, 6].includes(local.getUTCDay());
    const shape = 0.25 + Math.exp(-(((hour - 21) / 3.2) ** 2)) + 0.35 * Math.exp(-(((hour - 13) / 2.5) ** 2)) * (weekend ? 1.6 : 1);
    drift = 0.9 * drift + noise * Math.sqrt(1 - 0.81) * gauss();
    const base = 12_000 * shape * (weekend ? 1.15 : 1) * Math.exp((0.2 * i) / 8_760);
    plain[i] = base;
    values[i] = base * Math.exp(drift + extra(ms));
  }
  return { plain, values };
}

const holidays = holidaysOf("CN", "2025-10-20", "2027-01-10");
const grid = localGrid(zone, startMs, hours);
const effectsOf = (
  values: Float64Array,
  plain: Float64Array,
  events: readonly ForecastEvent[],
  list: readonly Holiday[] = holidays,
  weekend: readonly number[] = [6, 0],
) => {
  const history = values.subarray(0, past);
  const occasions = readOccasions(
    { history: { startMs, values: history }, holidays: list, weekend, events, incidents: [] },
    grid,
    toCells(grid, history).subarray(0, past),
  );
  return { occasions, effects: occasionEffects(occasions, plain.slice(past)) };
};

const dayOf = (ms: number): string => dayOfMs(ms + 8 * hourMs);

const event = (id: string, day: string, label: string, told: Partial<ForecastEvent> = {}): ForecastEvent => ({
  id,
  label,
  startMs: at(day, 19),
  endMs: at(day, 23),
  upliftFactor: null,
  expectedPcu: null,
  ...told,
});

/** Uplifts of one label's occasions; the last is ahead. */
const occasionDays = ["2026-03-14", "2026-05-16", "2026-07-11", "2026-09-05", "2026-12-12"];

/** A bell over the event's hours that reaches the uplift in its third hour. */
function bell(events: readonly ForecastEvent[], uplift: (index: number) => number): (ms: number) => number {
  const shape = [0.55, 0.85, 1, 0.7];
  return (ms) => {
    const index = events.findIndex((one) => ms >= one.startMs && ms < one.endMs);
    if (index < 0) return 0;
    return uplift(index) * (shape[Math.floor((ms - (events[index] as ForecastEvent).startMs) / hourMs)] as number);
  };
}

const peakOf = (values: Float64Array, from: number, to: number): number =>
  values.subarray((from - startMs) / hourMs, (to - startMs) / hourMs).reduce((most, one) => Math.max(most, one), 0);

function forecast(values: Float64Array, events: readonly ForecastEvent[]): Forecast {
  const made = forecastSeries({
    history: { startMs, values: values.subarray(0, past) },
    horizonHours: horizonDays * 24,
    timeZone: zone,
    holidays: [],
    events,
    incidents: [],
    capacity: [],
    logBias: 0,
  });
  if (!made.ok) throw new Error(made.error.code);
  return made.value;
}

describe("planned events", () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])("four labelled occasions teach the next: its peak is within 10 %% (seed %i)", (seed) => {
    const random = seededRandom(seed);
    const events = occasionDays.map((day, i) => event(`e${i}`, day, i % 2 === 0 ? "Anniversary Sale" : " anniversary sale "));
    const uplifts = events.map(() => 0.5 + 0.06 * (random() - 0.5));
    const { plain, values } = series(
      seed,
      0.05,
      bell(events, (i) => uplifts[i] as number),
    );
    const { effects, occasions } = effectsOf(values, plain, events, []);
    const ahead = events[4] as ForecastEvent;
    const forecast = plain.slice(past).map((base, i) => base * Math.exp(effects.log[i] as number));
    const whole = new Float64Array(hours);
    whole.set(forecast, past);
    const error =
      peakOf(whole, ahead.startMs, ahead.endMs) / (peakOf(plain, ahead.startMs, ahead.endMs) * Math.exp(uplifts[4] as number)) - 1;
    expect(Math.abs(error)).toBeLessThan(0.1);
    expect(occasions.notes).toEqual([{ code: "events_learned", labels: ["Anniversary Sale"] }]);
    // Hours outside the event have no effect.
    expect(effects.log.filter((one) => one !== 0)).toHaveLength(4);
  });

  test.each([11, 12, 13])(
    "in the forecast itself its peak is within 15 %%, and no past event moves the baseline by 1 %% (seed %i)",
    (seed) => {
      const past4 = ["2026-08-08", "2026-09-12", "2026-10-17", "2026-11-14"].map((day, i) => event(`e${i}`, day, "Show"));
      const ahead = event("next", "2026-12-05", "Show");
      const all = [...past4, ahead];
      const quiet = series(seed, 0.04, () => 0);
      const loud = series(
        seed,
        0.04,
        bell(all, () => 0.8),
      );
      const calm = forecast(quiet.values, []);
      const after = forecast(loud.values, past4);
      const sum = (values: Float64Array): number => values.reduce((total, one) => total + one, 0);
      expect(Math.abs(sum(after.p50) / sum(calm.p50) - 1)).toBeLessThan(0.01);
      const peak = forecast(loud.values, all).peaks.find((one) => one.eventIds.includes("next"));
      expect(Math.abs((peak?.p50 as number) / peakOf(loud.values, ahead.startMs, ahead.endMs) - 1)).toBeLessThan(0.15);
    },
  );

  test("an event of every Saturday evening does not become the usual Saturday", () => {
    const saturdays = Array.from({ length: 56 }, (_, i) =>
      event(`e${i}`, dayOfMs(at("2025-11-01", 8) + i * 7 * 24 * hourMs), "Weekly show"),
    );
    const loud = bell(saturdays, () => 0.7);
    const quiet = series(41, 0.04, () => 0);
    const { values } = series(41, 0.04, loud);
    const past56 = saturdays.filter((one) => one.endMs < startMs + past * hourMs);
    const sum = (made: Forecast): number => made.p50.reduce((total, one) => total + one, 0);
    expect(Math.abs(sum(forecast(values, past56)) / sum(forecast(quiet.values, [])) - 1)).toBeLessThan(0.01);
    const next = saturdays[past56.length] as ForecastEvent;
    const peak = forecast(values, saturdays).peaks.find((one) => one.eventIds.includes(next.id));
    expect(Math.abs((peak?.p50 as number) / peakOf(values, next.startMs, next.endMs) - 1)).toBeLessThan(0.15);
  });

  test("what the customer tells is corrected by how it came before", () => {
    // Told ×1.3 every time, and it came as ×1.6.
    const events = occasionDays.map((day, i) => event(`e${i}`, day, `Show ${i}`, { upliftFactor: 1.3 }));
    const { plain, values } = series(
      3,
      0.03,
      bell(events, () => Math.log(1.6)),
    );
    const { occasions, effects } = effectsOf(values, plain, events, []);
    const told = occasions.events.told;
    expect(told.count).toBe(4);
    // Four tellings of six that count: two thirds of the error.
    expect(told.bias).toBeGreaterThan(0.6 * Math.log(1.6 / 1.3));
    expect(told.bias).toBeLessThan(0.74 * Math.log(1.6 / 1.3));
    expect(Math.max(...effects.log)).toBeCloseTo(Math.log(1.3) + told.bias, 10);
  });

  test("an evening of a day off is held against evenings of days off; what was called off teaches nothing", () => {
    const off = new Set(holidays.filter((one) => one.kind === "public" || one.kind === "observed").map((one) => one.date));
    // A school: days off are quiet by two thirds. One event fell on a day off, one was called off, the next falls on New Year's Day.
    const events = [
      event("a", "2026-06-13", "Open evening"),
      event("b", "2026-10-03", "Open evening"),
      event("c", "2026-08-22", "Open evening"),
    ];
    const ahead = event("d", "2027-01-01", "Open evening");
    const loud = bell([...events.slice(0, 2), ahead], () => Math.log(1.5));
    const cancelled = (ms: number): number => (ms >= at("2026-08-22", 19) && ms < at("2026-08-22", 23) ? -0.7 : 0);
    const quiet = (ms: number): number => (off.has(dayOf(ms)) ? -1 : 0);
    const { plain, values } = series(27, 0.03, (ms) => loud(ms) + cancelled(ms) + quiet(ms));
    const { effects } = effectsOf(values, plain, [...events, ahead]);
    const [taken] = effects.taken;
    expect([taken?.basis, taken?.occurrences]).toEqual(["learned", 2]);
    expect(Math.abs((taken?.factor ?? 0) / 1.5 - 1)).toBeLessThan(0.1);
    const peak = Math.max(...effects.log.subarray((at("2027-01-01", 19) - startMs) / hourMs - past).subarray(0, 4));
    expect(Math.abs(peak - (Math.log(1.5) - 1))).toBeLessThan(0.2);
  });

  test("a number that was told is the peak's, a factor nobody contradicts is taken as told, and of nothing told the account's usual is", () => {
    const { plain, values } = series(5, 0.03, () => 0);
    const told = [
      event("a", "2026-12-01", "A", { expectedPcu: 50_000 }),
      event("b", "2026-12-03", "B", { upliftFactor: 2 }),
      event("c", "2026-12-05", "C"),
    ];
    const { effects } = effectsOf(values, plain, told, []);
    const whole = new Float64Array(hours);
    whole.set(
      plain.slice(past).map((base, i) => base * Math.exp(effects.log[i] as number)),
      past,
    );
    const peaks = told.map((one) => peakOf(whole, one.startMs, one.endMs) / peakOf(plain, one.startMs, one.endMs));
    expect(peakOf(whole, at("2026-12-01", 19), at("2026-12-01", 23))).toBeCloseTo(50_000, 6);
    expect(peaks[1]).toBeCloseTo(2, 10);
    expect(peaks[2]).toBeCloseTo(1.25, 10);
    expect(effects.taken.map(({ id, basis, occurrences }) => [id, basis, occurrences])).toEqual([
      ["a", "pcu", 0],
      ["b", "told", 0],
      ["c", "generic", 0],
    ]);
    expect(effects.taken[1]?.factor).toBeCloseTo(2, 10);
  });
});

describe("holidays", () => {
  const off = new Set(holidays.filter((one) => one.kind === "public" || one.kind === "observed").map((one) => one.date));
  test("days off that fill the rooms all the same way teach the one that was never seen", () => {
    // New Year's Day 2027 is a Friday; 2026's was a Thursday.
    const { plain, values } = series(21, 0.05, (ms) => (off.has(dayOf(ms)) ? 0.3 : 0));
    const { effects } = effectsOf(values, plain, []);
    const first = (at("2027-01-01", 0) - startMs) / hourMs - past;
    const learned = effects.log.subarray(first, first + 24);
    expect(learned.reduce((sum, one) => sum + one, 0) / 24).toBeGreaterThan(0.24);
    expect(learned.reduce((sum, one) => sum + one, 0) / 24).toBeLessThan(0.36);
    // An ordinary day has none.
    expect(effects.log[(at("2026-12-16", 12) - startMs) / hourMs - past]).toBe(0);
  });

  test("a day off on a Friday does little where Friday is the weekend", () => {
    const saudi = holidaysOf("SA", "2025-10-20", "2027-01-10").filter((one) => one.kind === "public");
    const feast = { date: "2026-12-11", name: { zh: "新节", en: "New Feast" }, kind: "public" } as const;
    const list = [...saudi, feast, { ...feast, date: "2026-12-14", name: { zh: "新节二", en: "Second Feast" } }];
    const weekdays = new Set(saudi.map((one) => one.date).filter((date) => ![5, 6].includes(new Date(date).getUTCDay())));
    const { plain, values } = series(26, 0.03, (ms) => (weekdays.has(dayOf(ms)) ? 0.4 : 0));
    const at21 = (day: string): number =>
      effectsOf(values, plain, [], list, [5, 6]).effects.log[(at(day, 21) - startMs) / hourMs - past] as number;
    expect([at21("2026-12-11") < 0.08, at21("2026-12-14") > 0.3]).toEqual([true, true]);
  });

  test.each([22, 31, 32, 33, 34])("an account that no holiday moves has no effects worth the name (seed %i)", (seed) => {
    const { plain, values } = series(seed, 0.08, () => 0);
    const { effects } = effectsOf(values, plain, []);
    expect(Math.max(...effects.log.map((one) => Math.abs(one)))).toBeLessThan(0.1);
  });

  test("one holiday of many that stands out keeps its own effect, by the hour", () => {
    const evening = (ms: number): boolean => new Date(ms + 8 * hourMs).getUTCHours() >= 18;
    const { plain, values } = series(23, 0.04, (ms) => (dayOf(ms).endsWith("-12-12") && evening(ms) ? 0.7 : 0));
    const { effects, occasions } = effectsOf(values, plain, []);
    const hour = (h: number): number => effects.log[(at("2026-12-12", h) - startMs) / hourMs - past] as number;
    expect([hour(9) < 0.12, hour(21) > 0.6, hour(21) < 0.8]).toEqual([true, true, true]);
    expect(occasions.notes).toEqual([]);
  });

  test("names ahead that the history has not seen are said", () => {
    const { plain, values } = series(24, 0.04, () => 0);
    const list = [...holidays, { date: "2026-12-20", name: { zh: "新节", en: "New Feast" }, kind: "public" } as const].sort((a, b) =>
      a.date < b.date ? -1 : 1,
    );
    expect(effectsOf(values, plain, [], list).occasions.notes).toEqual([
      { code: "holidays_unlearned", names: [{ zh: "新节", en: "New Feast" }] },
    ]);
  });

  test("where every day has a name there is still no NaN", () => {
    const { plain, values } = series(28, 0.05, () => 0);
    const list = Array.from({ length: days + horizonDays }, (_, i) => ({
      date: dayOfMs(startMs + 8 * hourMs + i * 24 * hourMs),
      name: { zh: "节", en: `Feast ${i % 40}` },
      kind: "public" as const,
    }));
    const { effects } = effectsOf(values, plain, [], list);
    expect([...effects.log, ...effects.sigma].every((one) => Number.isFinite(one))).toBe(true);
  });

  test("the same input gives the same effects, and gaps give no NaN", () => {
    const { plain, values } = series(25, 0.1, () => 0);
    for (let i = 2_000; i < 4_500; i += 1) values[i] = Number.NaN;
    for (let i = 0; i < past; i += 7) values[i] = Number.NaN;
    const events = [...occasionDays, "2026-01-20"].map((day, i) => event(`e${i}`, day, "Show"));
    const once = effectsOf(values, plain, events).effects;
    const again = effectsOf(values, plain, events).effects;
    expect(again).toEqual(once);
    expect([...once.log, ...once.sigma].every((one) => Number.isFinite(one))).toBe(true);
  });
});
