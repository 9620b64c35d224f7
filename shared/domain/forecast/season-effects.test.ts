import { describe, expect, test } from "vitest";
import { seededRandom } from "../../kernel/random.ts";
import { dayOfMs, dayStartMs } from "../calendar/day.ts";
import { holidaysOf } from "../calendar/holidays-of.ts";
import { hourMs, localGrid, toCells } from "./local-grid.ts";
import { occasionEffects, readOccasions } from "./occasions.ts";

const zone = "Asia/Riyadh";
const holidays = holidaysOf("SA", "2025-12-01", "2027-04-30");
const ramadan = new Set(holidays.filter((one) => one.kind === "season").map((one) => one.date));
const at = (day: string, hour: number): number => dayStartMs(day) + (hour - 3) * hourMs;

/** Effects on 45 days after a history that ends at a local midnight, of an audience that Ramadan moves from the afternoon into the night, or leaves alone. */
function effects(endDay: string, moved: boolean) {
  const startMs = at("2025-12-25", 0);
  const past = (at(endDay, 0) - startMs) / hourMs;
  const random = seededRandom(9);
  const history = Float64Array.from({ length: past }, (_, i) => {
    const local = new Date(startMs + (i + 3) * hourMs);
    const hour = local.getUTCHours();
    const weekend = [5, 6].includes(local.getUTCDay()) ? 1.2 : 1;
    const shape = 0.4 + Math.exp(-(((hour - 22) / 4) ** 2)) + 0.3 * Math.exp(-(((hour - 15) / 3) ** 2));
    const season = moved && ramadan.has(dayOfMs(local.getTime())) ? (hour < 4 || hour >= 21 ? 0.4 : hour >= 12 && hour < 18 ? -0.5 : 0) : 0;
    return 8_000 * shape * weekend * Math.exp(season + 0.08 * (random() - 0.5));
  });
  const grid = localGrid(zone, startMs, past + 45 * 24);
  const input = { history: { startMs, values: history }, holidays, weekend: [5, 6], events: [], incidents: [] };
  const occasions = readOccasions(input, grid, toCells(grid, history).subarray(0, past));
  const { log } = occasionEffects(occasions, new Float64Array(45 * 24).fill(1_000));
  return { notes: occasions.notes, at: (day: string, hour: number): number => log[(at(day, hour) - at(endDay, 0)) / hourMs] as number };
}

describe("seasons", () => {
  test("the Ramadan of the year before says how the next begins: more at night, less in the afternoon, nothing before it", () => {
    const found = effects("2027-01-20", true);
    expect(found.at("2027-02-07", 22)).toBe(0);
    expect(Math.abs(found.at("2027-02-10", 22) - 0.4)).toBeLessThan(0.08);
    expect(Math.abs(found.at("2027-02-10", 15) + 0.5)).toBeLessThan(0.08);
    expect(Math.abs(found.at("2027-02-10", 9))).toBeLessThan(0.05);
    expect(found.notes).toEqual([]);
  });

  test("in its middle the rhythm is already what it is, and its end brings the usual back", () => {
    const found = effects("2027-03-01", true);
    expect([found.at("2027-03-05", 22), found.at("2027-03-05", 15)]).toEqual([expect.closeTo(0), expect.closeTo(0)]);
    expect(Math.abs(found.at("2027-03-20", 22) + 0.4)).toBeLessThan(0.08);
    expect(Math.abs(found.at("2027-03-20", 15) - 0.5)).toBeLessThan(0.08);
  });

  test("an audience that it leaves alone has hardly an effect", () => {
    const found = effects("2027-01-20", false);
    for (let hour = 0; hour < 24; hour += 1) expect(Math.abs(found.at("2027-02-10", hour))).toBeLessThan(0.02);
  });

  test("a history that has seen none says so", () => {
    const startMs = at("2026-10-01", 0);
    const past = (at("2027-01-20", 0) - startMs) / hourMs;
    const grid = localGrid(zone, startMs, past + 45 * 24);
    const values = new Float64Array(past).fill(100);
    const ahead = holidays.filter((one) => one.kind === "season");
    const input = { history: { startMs, values }, holidays: ahead, events: [], incidents: [] };
    expect(readOccasions(input, grid, values).notes).toEqual([{ code: "holidays_unlearned", names: [{ zh: "斋月", en: "Ramadan" }] }]);
  });
});
