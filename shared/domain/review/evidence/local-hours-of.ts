import { offsetReader } from "../../../kernel/zone-offset.ts";
import { hourMs } from "../../metrics/series.ts";

const dayHours = 24;
/** Local hour 0 of the week's Monday: the epoch was a Thursday. */
const mondayHours = 4 * dayHours;
const weekHours = 7 * dayHours;

/** Whole UTC hours that begin in a span, on a local clock. An hour belongs where it begins: zones with half hours count the hour that has begun. */
export interface SpanHours {
  readonly startMs: number;
  readonly count: number;
  /** Local day number since the epoch, for each hour. */
  readonly days: Int32Array;
  /** Local hour of the day, for each hour. */
  readonly hours: Uint8Array;
}

export function spanHours(timeZone: string, fromMs: number, toMs: number): SpanHours {
  const startMs = Math.ceil(fromMs / hourMs) * hourMs;
  const count = Math.max(0, Math.ceil((toMs - startMs) / hourMs));
  const offset = offsetReader(timeZone);
  const days = new Int32Array(count);
  const hours = new Uint8Array(count);
  for (let i = 0; i < count; i += 1) {
    const ms = startMs + i * hourMs;
    const local = Math.floor((ms + offset(ms)) / hourMs);
    days[i] = Math.floor(local / dayHours);
    hours[i] = local - Math.floor(local / dayHours) * dayHours;
  }
  return { startMs, count, days, hours };
}

/** Number of the Monday (days since the epoch) of a local day number's week. */
export function mondayOf(day: number): number {
  const hour = day * dayHours - mondayHours;
  return (Math.floor(hour / weekHours) * weekHours + mondayHours) / dayHours;
}
