import { describe, expect, test } from "vitest";
import { seededRandom } from "../../kernel/random.ts";
import { dayOfMs } from "../calendar/day.ts";
import { holidaysOf } from "../calendar/holidays-of.ts";
import { hourMs } from "../forecast/local-grid.ts";
import { suggestEvents } from "./suggest-events.ts";

const zone = "Asia/Shanghai";
const startMs = Date.parse("2025-10-20T16:00:00.000Z");
const days = 390;
const at = (day: string, hour: number): number => Date.parse(`${day}T00:00:00.000Z`) + (hour - 8) * hourMs;
const holidays = holidaysOf("CN", "2025-10-20", "2026-12-31");

/** Evenings with noise; `extra` is a log effect by instant. */
function history(seed: number, noise: number, extra: (ms: number) => number) {
  const random = seededRandom(seed);
  const gauss = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  let drift = 0;
  const values = Float64Array.from({ length: days * 24 }, (_, i) => {
    const ms = startMs + i * hourMs;
    const hour = new Date(ms + 8 * hourMs).getUTCHours();
    drift = 0.9 * drift + noise * Math.sqrt(0.19) * gauss();
    return 5_000 * (0.25 + Math.exp(-(((hour - 21) / 3) ** 2))) * Math.exp(drift + extra(ms));
  });
  return { startMs, values };
}

const suggest = (extra: (ms: number) => number, more: Partial<Parameters<typeof suggestEvents>[0]> = {}, seed = 1, noise = 0.06) =>
  suggestEvents({ history: history(seed, noise, extra), timeZone: zone, holidays, events: [], incidents: [], ...more });
const during = (day: string, from: number, to: number, log: number) => (ms: number) => (ms >= at(day, from) && ms < at(day, to) ? log : 0);

describe("suggested events", () => {
  test("an evening that stands out is suggested with its hours, its factor and a holiday nearby", () => {
    const found = suggest(during("2026-08-08", 19, 23, 0.7));
    expect(found.map((one) => [one.day, one.startMs, one.endMs])).toEqual([["2026-08-08", at("2026-08-08", 19), at("2026-08-08", 23)]]);
    expect(Math.abs((found[0]?.factor as number) / Math.exp(0.7) - 1)).toBeLessThan(0.15);
    expect(found[0]?.hint).toBeNull();
    expect(suggest(during("2026-05-22", 19, 23, 0.7))[0]?.hint).toEqual({
      kind: "holiday",
      date: "2026-05-20",
      name: { zh: "520 表白日", en: "520 Day" },
    });
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])("an ordinary year has none (seed %i)", (seed) => {
    expect(suggest(() => 0, {}, seed, 0.1)).toEqual([]);
  });

  test("two occasions are two, the newest first; one of two evenings is one", () => {
    const two = (ms: number) =>
      during("2026-03-14", 19, 23, 0.6)(ms) + during("2026-08-08", 19, 23, 0.6)(ms) + during("2026-08-09", 19, 23, 0.6)(ms);
    expect(suggest(two).map((one) => [one.day, (one.endMs - one.startMs) / hourMs])).toEqual([
      ["2026-08-08", 28],
      ["2026-03-14", 4],
    ]);
  });

  test("what has a name is not suggested: an event, an incident, a day off", () => {
    const loud = during("2026-08-08", 19, 23, 0.7);
    const span = { startMs: at("2026-08-08", 19), endMs: at("2026-08-08", 23) };
    const event = { id: "e", label: "Show", ...span, upliftFactor: null, expectedPcu: null };
    expect(suggest(loud, { events: [event] })).toEqual([]);
    expect(suggest(loud, { incidents: [span] })).toEqual([]);
    expect(suggest(during("2026-05-02", 19, 23, 0.7))).toEqual([]);
  });

  test("what a shopping day does is the customer's occasion, and the day is the hint", () => {
    const found = suggest(during("2026-06-18", 19, 23, 0.7));
    expect(found.map((one) => [one.day, one.hint?.kind === "holiday" ? one.hint.name.en : null])).toEqual([["2026-06-18", "6.18 Sale"]]);
  });

  test("a new level is none, nor is a single hour, nor what is too new to judge", () => {
    expect(suggest((ms) => (ms >= at("2026-08-08", 0) ? 0.6 : 0))).toEqual([]);
    expect(suggest(during("2026-08-08", 21, 22, 1.2))).toEqual([]);
    expect(suggest(during(dayOfMs(startMs + (days - 2) * 24 * hourMs), 19, 23, 0.8))).toEqual([]);
  });

  test("an event of the year before at the same date is the hint", () => {
    const event = {
      id: "e",
      label: "Anniversary",
      startMs: at("2025-11-02", 19),
      endMs: at("2025-11-02", 23),
      upliftFactor: null,
      expectedPcu: null,
    };
    expect(suggest(during("2026-10-31", 19, 23, 0.7), { events: [event], holidays: [] }).map((one) => one.hint)).toEqual([
      { kind: "last_year", eventId: "e", label: "Anniversary" },
    ]);
  });

  test("a short history says nothing", () => {
    expect(
      suggestEvents({ history: { startMs, values: new Float64Array(100).fill(5) }, timeZone: zone, holidays, events: [], incidents: [] }),
    ).toEqual([]);
  });
});
