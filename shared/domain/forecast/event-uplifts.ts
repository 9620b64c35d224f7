import type { ForecastEvent, ForecastEventTaken } from "./forecast.ts";
import type { UsualHours } from "./usual-hours.ts";

/** An event on the cells of a grid: `to` is exclusive. */
export interface CellEvent {
  readonly event: ForecastEvent;
  readonly from: number;
  readonly to: number;
}

/** What an event did: log(greatest hour / greatest usual hour), and by cell log(value / usual), NaN = not known. */
interface Occurrence {
  readonly label: string;
  readonly uplift: number;
  readonly byCell: Float64Array;
  /** uplift − log of what was told; null = nothing was. */
  readonly beyondTold: number | null;
}

/** What past events teach of the next ones. All figures are natural logarithms. */
export interface EventModel {
  readonly byLabel: ReadonlyMap<string, { readonly mean: number; readonly occurrences: readonly Occurrence[] }>;
  /** Variance of one label's uplifts from time to time. */
  readonly within: number;
  /** Mean and variance of an uplift nothing is told of. */
  readonly generic: { readonly mean: number; readonly variance: number };
  /** How far what came is usually from what was told, and how surely. */
  readonly told: { readonly bias: number; readonly variance: number; readonly count: number };
}

/**
 * Assumptions that hold until history says otherwise, each counted as so many events: an announced event nothing is known of is a promotion of
 * ordinary size (×1.25, see headroom.ts), give or take a quarter, which one event that is known outweighs; one label differs by 16 % from time to
 * time; what customers tell is off by a fifth.
 */
const prior = {
  generic: { mean: Math.log(1.25), meanCount: 0.5, spread: 0.25, count: 2 },
  within: { spread: 0.16, count: 3 },
  told: { spread: 0.2, count: 2, biasCount: 2 },
} as const;
/** Share of an event's hours that must be known. */
const leastKnown = 0.6;
/** No uplift is taken for more than ×8, no telling for wrong by more than ×1.65. */
const greatestUplift = Math.log(8);
/** What brought fewer users than usual was called off, or broken: it teaches nothing of the next one. */
const leastUplift = -0.1;
const greatestBias = 0.5;

export function labelOf(event: ForecastEvent): string {
  return event.label.trim().toLowerCase();
}

/**
 * Learns from events that lie wholly in the history. `quietOf` is the log effect of the holiday that an hour lies in, as far as it makes the hour
 * quieter (≤ 0): a school's evening on a day off is held against evenings of days off.
 */
export function learnEvents(
  events: readonly CellEvent[],
  values: Float64Array,
  usual: UsualHours,
  quietOf: (cell: number) => number,
): EventModel {
  const byLabel = new Map<string, { mean: number; occurrences: Occurrence[] }>();
  for (const one of events) {
    const occurrence = occurrenceOf(one, values, usual, quietOf);
    if (occurrence === null) continue;
    const known = byLabel.get(occurrence.label);
    if (known === undefined) byLabel.set(occurrence.label, { mean: 0, occurrences: [occurrence] });
    else known.occurrences.push(occurrence);
  }
  let squares: number = prior.within.count * prior.within.spread ** 2;
  let free: number = prior.within.count;
  const told: number[] = [];
  let sum: number = prior.generic.meanCount * prior.generic.mean;
  for (const label of byLabel.values()) {
    label.mean = label.occurrences.reduce((all, one) => all + one.uplift, 0) / label.occurrences.length;
    sum += label.mean;
    free += label.occurrences.length - 1;
    for (const one of label.occurrences) {
      squares += (one.uplift - label.mean) ** 2;
      if (one.beyondTold !== null) told.push(one.beyondTold);
    }
  }
  // Nobody announces an event to have fewer users.
  const mean = Math.max(0, sum / (prior.generic.meanCount + byLabel.size));
  let apart = prior.generic.count * prior.generic.spread ** 2;
  for (const label of byLabel.values()) apart += (label.mean - mean) ** 2;
  return {
    byLabel,
    within: squares / free,
    generic: { mean, variance: apart / (prior.generic.count + byLabel.size) },
    told: tellingOf(told),
  };
}

/** The median of what came beyond what was told, shrunk by the number of tellings. */
function tellingOf(beyond: number[]): EventModel["told"] {
  const sorted = beyond.toSorted((a, b) => a - b);
  const n = sorted.length;
  const median = n === 0 ? 0 : ((sorted[(n - 1) >> 1] as number) + (sorted[n >> 1] as number)) / 2;
  const bias = clamp((median * n) / (n + prior.told.biasCount), greatestBias);
  let squares = prior.told.count * prior.told.spread ** 2;
  for (const one of sorted) squares += (one - bias) ** 2;
  return { bias, variance: squares / (prior.told.count + n), count: n };
}

function occurrenceOf(
  { event, from, to }: CellEvent,
  values: Float64Array,
  usual: UsualHours,
  quietOf: (cell: number) => number,
): Occurrence | null {
  if (from < 0 || to > values.length || to <= from) return null;
  const byCell = new Float64Array(to - from).fill(Number.NaN);
  let known = 0;
  let greatest = 0;
  let greatestUsual = 0;
  for (let cell = from; cell < to; cell += 1) {
    const value = values[cell] as number;
    const normal = usual.at(cell) * Math.exp(quietOf(cell));
    if (!(value > 0) || !(normal > 0)) continue;
    known += 1;
    byCell[cell - from] = Math.log(value / normal);
    greatest = Math.max(greatest, value);
    greatestUsual = Math.max(greatestUsual, normal);
  }
  if (known < leastKnown * (to - from)) return null;
  const level = levelBeside(from, to, values, usual);
  greatestUsual *= Math.exp(level);
  for (let i = 0; i < byCell.length; i += 1) byCell[i] = (byCell[i] as number) - level;
  const uplift = clamp(Math.log(greatest / greatestUsual), greatestUplift);
  if (uplift < leastUplift) return null;
  const toldLog =
    event.expectedPcu !== null && event.expectedPcu > 0
      ? Math.log(event.expectedPcu / greatestUsual)
      : event.upliftFactor !== null && event.upliftFactor > 0
        ? Math.log(event.upliftFactor)
        : null;
  return { label: labelOf(event), uplift, byCell, beyondTold: toldLog === null ? null : uplift - toldLog };
}

/** Hours on either side whose level says how full the time was anyway, those next to the event left out; and how much of it counts. */
const beside = { hours: 24, apart: 2, share: 0.7, least: 12 } as const;

/** log of how much fuller than usual the hours around an event were: weeks are not all alike, and that is not the event's doing. */
function levelBeside(from: number, to: number, values: Float64Array, usual: UsualHours): number {
  const logs: number[] = [];
  for (let i = beside.apart; i < beside.apart + beside.hours; i += 1) {
    for (const cell of [from - 1 - i, to + i]) {
      const value = values[cell] ?? Number.NaN;
      const normal = value > 0 && !usual.isMasked(cell) ? usual.at(cell) : Number.NaN;
      if (normal > 0) logs.push(Math.log(value / normal));
    }
  }
  if (logs.length < beside.least) return 0;
  logs.sort((a, b) => a - b);
  return beside.share * ((logs[(logs.length - 1) >> 1] as number) + (logs[logs.length >> 1] as number)) * 0.5;
}

/** What an event ahead is expected to do. */
export interface EventUplift {
  /** log(greatest hour of the event / greatest hour without it). */
  readonly uplift: number;
  /** Standard deviation of it. */
  readonly sigma: number;
  readonly basis: ForecastEventTaken["basis"];
  /** Past events of its label. */
  readonly occurrences: number;
}

/**
 * Uplift of an event, given the greatest hour there would be without it. What is told (with the customer's usual error taken off) and what events of
 * its label did are weighed by their precision; without either it is what events of this account usually do.
 */
export function upliftOf(model: EventModel, event: ForecastEvent, greatestBase: number): EventUplift {
  const label = model.byLabel.get(labelOf(event));
  const occurrences = label?.occurrences.length ?? 0;
  if (event.expectedPcu !== null && event.expectedPcu > 0 && greatestBase > 0) {
    const uplift = Math.log(event.expectedPcu / greatestBase) + model.told.bias;
    return { uplift: clamp(uplift, greatestUplift), sigma: Math.sqrt(model.told.variance), basis: "pcu", occurrences };
  }
  const learned = label === undefined ? null : { mean: label.mean, precision: occurrences / model.within };
  if (event.upliftFactor !== null && event.upliftFactor > 0) {
    const told = { mean: Math.log(event.upliftFactor) + model.told.bias, precision: 1 / model.told.variance };
    if (learned === null)
      return { uplift: clamp(told.mean, greatestUplift), sigma: Math.sqrt(model.told.variance), basis: "told", occurrences };
    const precision = told.precision + learned.precision;
    const share = learned.precision / precision;
    const uplift = share * learned.mean + (1 - share) * told.mean;
    return { uplift: clamp(uplift, greatestUplift), sigma: Math.sqrt(1 / precision + share * model.within), basis: "both", occurrences };
  }
  const generic = { mean: model.generic.mean, precision: 1 / model.generic.variance };
  if (learned === null) return { uplift: generic.mean, sigma: Math.sqrt(model.generic.variance), basis: "generic", occurrences };
  const precision = generic.precision + learned.precision;
  const uplift = (generic.precision * generic.mean + learned.precision * learned.mean) / precision;
  return { uplift, sigma: Math.sqrt(1 / precision + model.within), basis: "learned", occurrences };
}

/**
 * Log effect of an event on each of its hours, given what they would be without it: shaped as events of its label were, so that the greatest hour
 * comes out at the uplift.
 */
export function eventShape(model: EventModel, event: ForecastEvent, uplift: number, base: Float64Array): Float64Array {
  const effect = new Float64Array(base.length).fill(uplift);
  const past = model.byLabel.get(labelOf(event))?.occurrences ?? [];
  if (past.length === 0) return effect;
  for (let i = 0; i < base.length; i += 1) {
    let sum = 0;
    let n = 0;
    for (const one of past) {
      const beside = (one.byCell[Math.floor((i * one.byCell.length) / base.length)] as number) - one.uplift;
      if (Number.isNaN(beside)) continue;
      sum += beside;
      n += 1;
    }
    effect[i] = uplift + sum / (n + 1);
  }
  let greatest = 0;
  let greatestBase = 0;
  for (let i = 0; i < base.length; i += 1) {
    greatest = Math.max(greatest, (base[i] as number) * Math.exp(effect[i] as number));
    greatestBase = Math.max(greatestBase, base[i] as number);
  }
  if (!(greatest > 0)) return effect;
  const lift = uplift - Math.log(greatest / greatestBase);
  return effect.map((one) => one + lift);
}

function clamp(value: number, bound: number): number {
  return Math.max(-bound, Math.min(bound, value));
}
