import { hourOfWeek, type LocalHours } from "./local-hours.ts";
import { medianInPlace } from "./median.ts";
import { signalThresholds } from "./signal-thresholds.ts";

const { weeks, minWeeks, minSpread } = signalThresholds;
/** Median absolute deviation to standard deviation of a normal distribution (Hampel 1974). */
export const madToSpread = 1.4826;
/** The hour itself and one on either side. */
const neighbours = [-1, 0, 1] as const;
/** As many samples as the spread of a week's every hour counts beside those of the hour itself. */
const priorSamples = 24;
/** Room for an hour of the day in eight weeks, with one that came twice. */
const perHour = weeks * 7 + 1;

/**
 * What is normal for one metric of one slice: middle and spread for each hour from the same local hour of the week in the eight weeks before,
 * with its neighbours, from which the shape of the day is taken out first. Hours marked as `excluded` are passed over; the mark may be set
 * while hours are asked for in their order.
 */
export class MetricNormal {
  /** Values on the scale, NaN = none. */
  readonly x: Float64Array;
  readonly #hours: LocalHours;
  readonly #excluded: Uint8Array;
  readonly #pool = new Float64Array(weeks * neighbours.length);
  readonly #many = new Float64Array(weeks * 168);
  readonly #byHour = new Float64Array(24 * perHour);
  readonly #counts = new Uint16Array(24);
  /** Median of each hour of the day over the weeks before the week of the hour that was asked for last. */
  readonly profile = new Float64Array(24);
  #week = Number.NaN;
  /** Spread of every hour of the last weeks around the shape of the day. */
  #spread = Number.NaN;
  middle = Number.NaN;
  spread = Number.NaN;

  constructor(x: Float64Array, hours: LocalHours, excluded: Uint8Array) {
    this.x = x;
    this.#hours = hours;
    this.#excluded = excluded;
  }

  /** Whether an hour's normal is known; then `middle` and `spread` are its. */
  at(t: number): boolean {
    const localHour = this.#hours.local[t] as number;
    this.#prepare(t);
    let n = 0;
    let known = 0;
    for (let week = 1; week <= weeks; week += 1) {
      let any = 0;
      for (const side of neighbours) {
        const then = localHour - 168 * week + side;
        const index = this.#hours.indexOf(then);
        if (index < 0 || this.#excluded[index] === 1) continue;
        const value = this.x[index] as number;
        if (Number.isNaN(value)) continue;
        this.#pool[n] = value - (this.profile[mod24(then)] as number);
        n += 1;
        any = 1;
      }
      known += any;
    }
    if (known < minWeeks) return false;
    const shape = this.profile[mod24(localHour)] as number;
    const middle = medianInPlace(this.#pool, n);
    for (let i = 0; i < n; i += 1) this.#pool[i] = Math.abs((this.#pool[i] as number) - middle);
    const own = medianInPlace(this.#pool, n) * madToSpread;
    this.middle = middle + shape;
    this.spread = Math.max(minSpread, Math.sqrt((n * own ** 2 + priorSamples * this.#spread ** 2) / (n + priorSamples)));
    return true;
  }

  /** Once a local week: the median of each hour of the day over the weeks before it, and the spread around it. */
  #prepare(t: number): void {
    const local = this.#hours.local[t] as number;
    const week = Math.floor((local - hourOfWeek(local)) / 168);
    if (week === this.#week) return;
    this.#week = week;
    const to = Math.max(0, t - hourOfWeek(local));
    const from = Math.max(0, to - weeks * 168);
    this.#counts.fill(0);
    for (let i = from; i < to; i += 1) {
      const value = this.x[i] as number;
      if (this.#excluded[i] === 1 || Number.isNaN(value)) continue;
      const hour = mod24(this.#hours.local[i] as number);
      const count = this.#counts[hour] as number;
      if (count === perHour) continue;
      this.#byHour[hour * perHour + count] = value;
      this.#counts[hour] = count + 1;
    }
    for (let hour = 0; hour < 24; hour += 1)
      this.profile[hour] = medianInPlace(this.#byHour.subarray(hour * perHour, (hour + 1) * perHour), this.#counts[hour] as number);
    let n = 0;
    for (let i = from; i < to; i += 1) {
      const value = (this.x[i] as number) - (this.profile[mod24(this.#hours.local[i] as number)] as number);
      if (this.#excluded[i] === 0 && !Number.isNaN(value)) this.#many[n++] = Math.abs(value);
    }
    this.#spread = medianInPlace(this.#many, n) * madToSpread;
  }
}

export function mod24(localHour: number): number {
  return ((localHour % 24) + 24) % 24;
}
