import type { Scenario } from "../../domain/account/account.ts";
import type { Cast, RegionCast } from "../company/cast.ts";
import { dice } from "../dice.ts";
import type { Occasion } from "../story/occasions.ts";
import { levelAt } from "../story/level.ts";
import type { Trouble } from "../story/troubles.ts";
import { seedOf } from "../../kernel/random.ts";
import { weekdayOf } from "../../domain/calendar/day.ts";
import type { World } from "../world/world.ts";
import { gapsOf } from "./gaps.ts";
import { noise } from "./noise.ts";
import { holidayRow, ramadanRow, rhythms, rhythmTable } from "./rhythm.ts";

const hourMs = 3_600_000;
const dayMs = 86_400_000;

/**
 * Hourly peak concurrent users of one region over the whole span of the world, whole numbers, NaN where there is no data:
 * level × rhythm of the weekday × holidays × events × incidents, with noise that stays for hours and for days.
 */
export function pcuSeries(
  cast: Cast,
  place: RegionCast,
  occasions: readonly Occasion[],
  troubles: readonly Trouble[],
  world: World,
): Float64Array {
  const clock = world.clock(place.audience.timeZone);
  const die = dice(cast.seed, `pcu/${place.region}`);
  const table = rhythmTable(cast.account.scenario, die.between(-0.6, 0.6), die.between(0, 0.05));
  const { row, factor } = dayPlan(cast, place, clock.days, world, die.int(1, 2 ** 31));
  const { gauss } = noise(seedOf(`${cast.seed}/${place.region}`));
  const values = new Float64Array(world.hours);
  const first = Math.max(0, Math.round((cast.fromMs - world.startMs) / hourMs));
  const last = Math.round((cast.toMs - world.startMs) / hourMs);
  // A small audience is noisier: one room more is seen.
  const spread = 0.022 + 0.9 / Math.sqrt(place.peak);
  let drift = 0;
  for (let i = first; i < last; i += 1) {
    const day = clock.day[i] as number;
    drift = 0.78 * drift + spread * 0.62 * gauss();
    values[i] = (table[(row[day] as number) * 24 + (clock.hour[i] as number)] as number) * (factor[day] as number) * (1 + drift);
  }
  for (const one of occasions) if (one.record.region === null || one.record.region === place.region) applyOccasion(values, one, world);
  for (const one of troubles) if (one.region === place.region && one.drop > 0) applyTrouble(values, one, world);
  for (let i = 0; i < values.length; i += 1) values[i] = i < first || i >= last ? Number.NaN : Math.max(0, Math.round(values[i] as number));
  for (const gap of gapsOf(cast, place.region, world)) {
    values.fill(
      Number.NaN,
      Math.max(0, Math.round((gap.fromMs - world.startMs) / hourMs)),
      Math.max(0, Math.round((gap.toMs - world.startMs) / hourMs)),
    );
  }
  return values;
}

const resting: ReadonlySet<Scenario> = new Set(["education", "conversational_ai", "commerce_live"]);

/** Which row of the rhythm a local day follows, and its level in users. */
function dayPlan(
  cast: Cast,
  place: RegionCast,
  days: readonly string[],
  world: World,
  seed: number,
): { readonly row: Uint8Array; readonly factor: Float64Array } {
  const { scenario } = cast.account;
  const rhythm = rhythms[scenario];
  const holidays = world.holidays(place.audience.country);
  const row = new Uint8Array(days.length);
  const factor = new Float64Array(days.length);
  const { gauss, uniform } = noise(seed);
  const startDayMs = world.startMs;
  let mood = 0;
  days.forEach((day, i) => {
    const holiday = holidays.get(day);
    mood = 0.55 * mood + 0.028 * gauss();
    let level = levelAt(cast, place, startDayMs + i * dayMs, world.endMs) * (1 + mood);
    // Now and then a room goes viral, and nobody knew before.
    if (uniform() < 0.012) level *= 1.12 + 0.28 * uniform();
    row[i] = weekdayOf(day);
    if (holiday?.kind === "makeup_workday") row[i] = 3;
    else if (holiday?.kind === "season") {
      row[i] = ramadanRow;
      level *= scenario === "conversational_ai" ? 0.92 : 1.08;
    } else if (holiday?.kind === "public" || holiday?.kind === "observed") {
      row[i] = holidayRow;
      const long = /Spring Festival|Vietnamese New Year|Korean New Year|Eid/.test(holiday.name.en);
      // Over the long holidays people go home: schools, offices and parcels rest, and even the others have company.
      level *= rhythm.holiday * (!long || rhythm.holiday >= 1 ? 1 : resting.has(scenario) ? 0.6 : 0.86);
    } else if (holiday?.kind === "commercial") level *= scenario === "commerce_live" ? 1.06 : 1.03;
    factor[i] = level;
  });
  return { row, factor };
}

/** Lifts the hours of an event to its strength, with half of it in the hour before and after. */
function applyOccasion(values: Float64Array, occasion: Occasion, world: World): void {
  const from = Math.round((occasion.startMs - world.startMs) / hourMs);
  const to = Math.round((occasion.endMs - world.startMs) / hourMs);
  for (let i = Math.max(0, from - 1); i <= Math.min(values.length - 1, to); i += 1) {
    const edge = i < from || i >= to;
    values[i] = (values[i] as number) * (edge ? 1 + (occasion.uplift - 1) / 2 : occasion.uplift);
  }
}

/** Takes away the users that an incident cost, by the share of each hour that it lasted; they come back within two hours. */
function applyTrouble(values: Float64Array, trouble: Trouble, world: World): void {
  const from = (trouble.impactFromMs - world.startMs) / hourMs;
  const to = (trouble.impactToMs - world.startMs) / hourMs;
  for (let i = Math.max(0, Math.floor(from)); i < Math.min(values.length, to + 2); i += 1) {
    const inside = Math.max(0, Math.min(i + 1, to) - Math.max(i, from));
    const after = i >= to ? 0.25 : 0;
    values[i] = (values[i] as number) * (1 - trouble.drop * Math.max(inside, after));
  }
}
