import { offsetReader } from "../../kernel/zone-offset.ts";
import { hourMs } from "../metrics/series.ts";

/** Hours of a span on a local clock, and back. Where clocks go back an hour there are two instants to a local hour, where they go forward none. */
export interface LocalHours {
  /** Local hour number since the epoch, one per hour of the span: `% 24` is the hour of the day. */
  readonly local: Int32Array;
  /** First index of a local hour; -1 = outside the span, or an hour that clocks skipped. */
  indexOf(localHour: number): number;
}

/** Zones with half hours count the hour that has begun. */
export function localHours(timeZone: string, startMs: number, hours: number): LocalHours {
  const offset = offsetReader(timeZone);
  const local = new Int32Array(hours);
  for (let i = 0; i < hours; i += 1) {
    const ms = startMs + i * hourMs;
    local[i] = Math.floor((ms + offset(ms)) / hourMs);
  }
  const first = hours === 0 ? 0 : (local[0] as number);
  // A span may begin in an hour that comes twice.
  const size = hours === 0 ? 0 : (local[hours - 1] as number) - first + 1;
  const index = new Int32Array(Math.max(0, size)).fill(-1);
  for (let i = hours - 1; i >= 0; i -= 1) index[(local[i] as number) - first] = i;
  return {
    local,
    indexOf: (localHour) => index[localHour - first] ?? -1,
  };
}

/** Hour of the week, 0 = Sunday midnight … 167. */
export function hourOfWeek(localHour: number): number {
  // The epoch was a Thursday.
  return (localHour + 4 * 24) % 168;
}
