import { Temporal } from "temporal-polyfill";

/** A local time in UTC: once, never (clocks went forward over it) or twice (clocks went back over it). Milliseconds since the epoch. */
export type LocalTime =
  | { readonly kind: "once"; readonly ms: number }
  /** `forwardMs`: the instant as many minutes after the change as the local time lies after the gap's begin. */
  | { readonly kind: "skipped"; readonly forwardMs: number }
  | { readonly kind: "doubled"; readonly earlierMs: number; readonly laterMs: number };

/** A stretch of time with one offset: UTC instants in [startMs, endMs). */
interface Segment {
  readonly startMs: number;
  readonly endMs: number;
  readonly offsetMs: number;
}

/** Offsets lie within a day of UTC, so a local time this far inside a segment belongs to it alone. */
const marginMs = 26 * 3_600_000;

/**
 * Turns local times of one zone into UTC. Temporal is asked once per stretch between two clock changes, not per row: a million rows of ten
 * years cost some twenty questions.
 */
export class Zone {
  readonly name: string;
  private current: Segment;
  private readonly segments: Segment[] = [];

  private constructor(name: string) {
    this.name = name;
    this.current = this.segmentAt(Date.UTC(2020, 0, 1));
  }

  /** null = no such zone. Takes IANA names and fixed offsets such as `+08:00`. */
  static of(name: string): Zone | null {
    try {
      return new Zone(name);
    } catch (error) {
      if (error instanceof RangeError) return null;
      throw error;
    }
  }

  /** `localMs`: the wall-clock reading as if it were UTC. */
  toUtc(localMs: number): LocalTime {
    const here = this.current;
    const guess = localMs - here.offsetMs;
    if (guess >= here.startMs + marginMs && guess < here.endMs - marginMs) return { kind: "once", ms: guess };
    const before = this.segmentAt(localMs - marginMs);
    const at = this.segmentAt(localMs);
    const after = this.segmentAt(localMs + marginMs);
    const found = new Set<number>();
    for (const segment of [before, at, after]) {
      const ms = localMs - segment.offsetMs;
      if (ms >= segment.startMs && ms < segment.endMs) found.add(ms);
    }
    const [first, second] = [...found].sort((a, b) => a - b);
    if (first === undefined) return { kind: "skipped", forwardMs: localMs - before.offsetMs };
    if (second !== undefined) return { kind: "doubled", earlierMs: first, laterMs: second };
    this.current = this.segmentAt(first);
    return { kind: "once", ms: first };
  }

  private segmentAt(utcMs: number): Segment {
    for (const segment of this.segments) if (utcMs >= segment.startMs && utcMs < segment.endMs) return segment;
    const at = Temporal.Instant.fromEpochMilliseconds(utcMs).toZonedDateTimeISO(this.name);
    // "previous" is strictly before, so the change that falls on this very instant is looked for from one millisecond later.
    const start = Temporal.Instant.fromEpochMilliseconds(utcMs + 1)
      .toZonedDateTimeISO(this.name)
      .getTimeZoneTransition("previous");
    const end = at.getTimeZoneTransition("next");
    const segment = {
      startMs: start?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
      endMs: end?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
      offsetMs: at.offsetNanoseconds / 1_000_000,
    };
    this.segments.push(segment);
    return segment;
  }
}
