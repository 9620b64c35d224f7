import { dayStartMs, weekdayOf } from "../calendar/day.ts";
import type { Holiday, HolidayName } from "../calendar/holiday.ts";
import { dayHours, hourMs } from "./local-grid.ts";
import type { UsualHours } from "./usual-hours.ts";

/**
 * What a holiday is to the rhythm: a day off that would have been a working day changes it most, a day off on a weekend little; the days before and
 * after a run of days off have an effect of their own.
 */
type DayClass = "off_on_workday" | "off_on_weekend" | "makeup" | "commercial" | "eve" | "after";

/** One day with a meaning, by its number since 1970-01-01. */
interface SpecialDay {
  readonly dayNumber: number;
  /** Of the holiday, the day within its run, and for eves and days after on which side. */
  readonly key: string;
  readonly name: HolidayName;
  readonly dayClass: DayClass;
}

/** What holidays did, per hour of the day (24 natural logarithms each). */
interface Effect {
  readonly log: Float64Array;
  /** Standard deviation that is left. */
  readonly sigma: number;
}

export interface HolidayModel {
  /** null = an ordinary day. */
  effectOf(dayNumber: number): Effect | null;
  /** Names of days from one to another (exclusive) of which no earlier occurrence is known. */
  unlearned(fromDay: number, toDay: number): readonly HolidayName[];
}

/** Hours of a day that must be known. */
const leastHours = 16;
/**
 * Hours of one day go up and down together, so that the energy of an ordinary day is now and then several times its mean: as many times the mean are
 * taken for noise. One day's own effect is one of dozens that are looked at, a kind's one of a few.
 */
const noiseFactor = { own: 3, kind: 2 } as const;
/** Weeks of ordinary days from which noise is read, and every how many of them. */
const noiseDays = 140;
const noiseStep = 3;
/** Where no ordinary day is known: a day is 14 % off. */
const priorNoise = 0.02;
const greatestEffect = Math.log(4);
/** Standard deviation of a day off, and of another day, of whose kind nothing is known. */
const priorSigma = { off: 0.1, other: 0.05 } as const;

/** Days with a meaning of a list of holidays; of a day with several names the weightiest, which comes first. Seasons are no days of their own. */
export function specialDays(holidays: readonly Holiday[], weekend: readonly number[]): ReadonlyMap<number, SpecialDay> {
  const days = new Map<number, SpecialDay>();
  const run = { name: "", last: Number.NaN, index: 0 };
  const off = new Map<number, HolidayName>();
  for (const { date, name, kind } of holidays) {
    if (kind === "season") continue;
    const dayNumber = Math.round(dayStartMs(date) / (dayHours * hourMs));
    if (days.has(dayNumber)) continue;
    const bare = name.en.replace(" (observed)", "");
    run.index = run.name === bare && run.last === dayNumber - 1 ? run.index + 1 : 0;
    run.name = bare;
    run.last = dayNumber;
    const isOff = kind === "public" || kind === "observed";
    const dayClass = isOff
      ? weekend.includes(weekdayOf(date))
        ? "off_on_weekend"
        : "off_on_workday"
      : kind === "makeup_workday"
        ? "makeup"
        : "commercial";
    if (isOff) off.set(dayNumber, name);
    days.set(dayNumber, { dayNumber, key: `${bare} ${run.index}`, name, dayClass });
  }
  for (const [dayNumber, name] of off) {
    const bare = name.en.replace(" (observed)", "");
    for (const [side, dayClass] of [
      [-1, "eve"],
      [1, "after"],
    ] as const) {
      const beside = dayNumber + side;
      if (!days.has(beside)) days.set(beside, { dayNumber: beside, key: `${bare} ${dayClass}`, name, dayClass });
    }
  }
  return days;
}

/**
 * Learns effects by hour from the days of the history, shrunk from the day's own to that of its kind to nothing: each step keeps the share of its
 * energy that is not noise (positive-part James–Stein over the 24 hours). `firstHour` is the wall hour of cell 0, `extraordinary` masks cells of
 * events and troubles, which teach nothing of holidays.
 */
export function learnHolidays(
  days: ReadonlyMap<number, SpecialDay>,
  values: Float64Array,
  firstHour: number,
  usual: UsualHours,
  extraordinary: Uint8Array,
): HolidayModel {
  const read = (dayNumber: number): Float64Array | null => residualsOf(dayNumber, values, firstHour, usual, extraordinary);
  const byKey = new Map<string, { sum: Mean; dayClass: DayClass }>();
  const classes = new Map<DayClass, Map<string, Mean>>();
  const learnedNames = new Set<string>();
  for (const day of days.values()) {
    const residuals = read(day.dayNumber);
    if (residuals === null) continue;
    learnedNames.add(day.name.en);
    const known = byKey.get(day.key) ?? { sum: new Mean(), dayClass: day.dayClass };
    known.sum.add(residuals);
    byKey.set(day.key, known);
    const names = classes.get(day.dayClass) ?? new Map<string, Mean>();
    classes.set(day.dayClass, names);
    const ofName = names.get(day.name.en) ?? new Mean();
    names.set(day.name.en, ofName);
    ofName.add(residuals);
  }
  const noise = ordinaryNoise(days, values.length, firstHour, read);
  const generic = new Map([...classes].map(([dayClass, names]) => [dayClass, genericOf([...names.values()], noise)] as const));
  const effects = new Map<SpecialDay, Effect>();
  return {
    effectOf(dayNumber) {
      const day = days.get(dayNumber);
      if (day === undefined) return null;
      const kept = effects.get(day) ?? effectOfDay(day, byKey, generic, noise);
      effects.set(day, kept);
      return kept;
    },
    unlearned(fromDay, toDay) {
      const names = new Map<string, HolidayName>();
      for (const day of days.values()) {
        if (day.dayNumber < fromDay || day.dayNumber >= toDay || day.dayClass === "eve" || day.dayClass === "after") continue;
        if (!learnedNames.has(day.name.en) && day.dayClass !== "makeup") names.set(day.name.en, day.name);
      }
      return [...names.values()];
    },
  };
}

/** log(value / usual) of a day's hours, smoothed over three; NaN = not known; null = too few are. */
function residualsOf(
  dayNumber: number,
  values: Float64Array,
  firstHour: number,
  usual: UsualHours,
  extraordinary: Uint8Array,
): Float64Array | null {
  const first = dayNumber * dayHours - firstHour;
  if (first < 0 || first + dayHours > values.length) return null;
  const raw = new Float64Array(dayHours);
  let known = 0;
  for (let hour = 0; hour < dayHours; hour += 1) {
    const value = values[first + hour] as number;
    const normal = extraordinary[first + hour] === 1 || !(value > 0) ? Number.NaN : usual.at(first + hour);
    raw[hour] = normal > 0 ? Math.log(value / normal) : Number.NaN;
    if (normal > 0) known += 1;
  }
  return known < leastHours ? null : smoothed(raw);
}

/** Each hour twice, its neighbours once; what is not known stays so. */
function smoothed(raw: Float64Array): Float64Array {
  return raw.map((own, hour) => {
    const before = raw[hour - 1] ?? Number.NaN;
    const after = raw[hour + 1] ?? Number.NaN;
    const sides = (Number.isNaN(before) ? 0 : before) + (Number.isNaN(after) ? 0 : after);
    const weight = 2 + (Number.isNaN(before) ? 0 : 1) + (Number.isNaN(after) ? 0 : 1);
    return (2 * own + sides) / weight;
  });
}

/** Mean of rows of 24, each hour over the rows that know it. */
class Mean {
  rows = 0;
  readonly #sum = new Float64Array(dayHours);
  readonly #count = new Uint16Array(dayHours);

  add(row: Float64Array): void {
    this.rows += 1;
    for (let hour = 0; hour < dayHours; hour += 1) {
      if (Number.isNaN(row[hour])) continue;
      this.#sum[hour] = (this.#sum[hour] as number) + (row[hour] as number);
      this.#count[hour] = (this.#count[hour] as number) + 1;
    }
  }

  /** NaN where no row knew the hour. */
  get value(): Float64Array {
    return this.#sum.map((sum, hour) => sum / (this.#count[hour] as number));
  }
}

/** Mean square of an hour's residual on ordinary days: what an effect must stand out of. */
function ordinaryNoise(
  days: ReadonlyMap<number, SpecialDay>,
  cells: number,
  firstHour: number,
  read: (dayNumber: number) => Float64Array | null,
): number {
  const last = Math.floor((firstHour + cells) / dayHours) - 1;
  const energies: number[] = [];
  for (let day = last; day > last - noiseDays; day -= noiseStep) {
    if (days.has(day)) continue;
    const residuals = read(day);
    if (residuals !== null) energies.push(energy(residuals));
  }
  energies.sort((a, b) => a - b);
  // The upper tenth are occasions nobody has named.
  const kept = energies.slice(0, Math.max(1, Math.ceil(energies.length * 0.9)));
  return energies.length === 0 ? priorNoise : kept.reduce((sum, one) => sum + one, 0) / kept.length;
}

function energy(row: Float64Array): number {
  let sum = 0;
  let n = 0;
  for (const value of row) {
    if (Number.isNaN(value)) continue;
    sum += value * value;
    n += 1;
  }
  return n === 0 ? 0 : sum / n;
}

interface Generic {
  readonly log: Float64Array;
  /** Variance between holidays of the kind that is not noise. */
  readonly apart: number;
}

/** Common effect of a kind of day: every holiday counts once. One holiday alone says nothing of its kind. */
function genericOf(names: readonly Mean[], noise: number): Generic {
  const values = names.map((one) => one.value);
  const common = new Mean();
  for (const value of values) common.add(value);
  const mean = known(common.value);
  const deviation = values.reduce((sum, value) => sum + energy(value.map((one, hour) => one - (mean[hour] as number))), 0);
  if (names.length < 2) return { log: new Float64Array(dayHours), apart: Math.max(0, energy(mean) - noise) };
  const between = deviation / (names.length - 1);
  const share = kept(energy(mean), (noiseFactor.kind * between) / names.length);
  return { log: mean.map((one) => one * share), apart: Math.max(0, between - noise) };
}

/** Share of an energy that is not noise. */
function kept(of: number, noise: number): number {
  return of > 0 ? Math.max(0, 1 - noise / of) : 0;
}

function effectOfDay(
  day: SpecialDay,
  byKey: ReadonlyMap<string, { readonly sum: Mean; readonly dayClass: DayClass }>,
  generic: ReadonlyMap<DayClass, Generic>,
  noise: number,
): Effect {
  const common = generic.get(day.dayClass);
  const own = byKey.get(day.key) ?? byKey.get(day.key.replace(/\d+$/, (index) => String(Math.max(0, Number(index) - 1))));
  if (common === undefined && own === undefined) {
    const off = day.dayClass === "off_on_workday" || day.dayClass === "off_on_weekend";
    return { log: new Float64Array(dayHours), sigma: off ? priorSigma.off : priorSigma.other };
  }
  const base = common?.log ?? new Float64Array(dayHours);
  if (own === undefined) return { log: base.map(bounded), sigma: Math.sqrt(common?.apart ?? 0) };
  // Held against its own kind then: a holiday that was on a working day last year may be on a weekend now.
  const then = generic.get(own.dayClass)?.log ?? new Float64Array(dayHours);
  const beyond = known(own.sum.value.map((one, hour) => one - (then[hour] as number)));
  const ownNoise = noise / own.sum.rows;
  const share = kept(energy(beyond), noiseFactor.own * ownNoise);
  const sigma = Math.sqrt(share * ownNoise + (1 - share) * Math.min(energy(beyond), ownNoise));
  return { log: base.map((one, hour) => bounded(one + share * (beyond[hour] as number))), sigma };
}

/** Hours that were never seen, because an event or a trouble always lay in them, do what the day's others do. */
function known(row: Float64Array): Float64Array {
  let sum = 0;
  let n = 0;
  for (const value of row) {
    if (Number.isNaN(value)) continue;
    sum += value;
    n += 1;
  }
  return row.map((value) => (Number.isNaN(value) ? (n === 0 ? 0 : sum / n) : value));
}

function bounded(log: number): number {
  return Math.max(-greatestEffect, Math.min(greatestEffect, log));
}
