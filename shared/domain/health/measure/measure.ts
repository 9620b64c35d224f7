import type { HealthSlice, HealthSource, MissingReason } from "../health-result.ts";
import type { HealthRuleId } from "../health-rules.ts";

/** What a rule measured at an instant, before anybody says what it is worth. */
export interface Measure {
  /** In the rule's unit; null = unknown, and `missing` says why. */
  readonly measured: number | null;
  readonly missing: MissingReason | null;
  readonly estimated: boolean;
  /** Newest row behind it, UTC ms; null = it does not age. */
  readonly asOfMs: number | null;
  /** 0.5–1: see `freshness`. */
  readonly freshness: number;
  readonly n: number | null;
  readonly slice: HealthSlice | null;
  readonly sources: readonly HealthSource[];
}

export type Measures = Readonly<Record<HealthRuleId, Measure>>;

export const dayMs = 86_400_000;
const hourMs = 3_600_000;

export function unknown(missing: MissingReason, asOfMs: number | null = null): Measure {
  return { measured: null, missing, estimated: false, asOfMs, freshness: 1, n: null, slice: null, sources: [] };
}

export function known(measured: number, rest: Partial<Omit<Measure, "measured" | "missing">> = {}): Measure {
  return { measured, missing: null, estimated: false, asOfMs: null, freshness: 1, n: null, slice: null, sources: [], ...rest };
}

/** How long a measure of the series or counts stands for what is now. */
export interface UsefulLife {
  /** Up to this age it is as good as new. */
  readonly freshMs: number;
  /** Beyond this age it says nothing any more. */
  readonly lifeMs: number;
}

/**
 * Working values: quality moves by the hour and is measured over seven days; usage over four weeks; how a fleet updates its SDK over a quarter.
 */
export const usefulLives = {
  quality: { freshMs: dayMs + 6 * hourMs, lifeMs: 7 * dayMs },
  usage: { freshMs: 2 * dayMs, lifeMs: 28 * dayMs },
  sdk: { freshMs: 14 * dayMs, lifeMs: 90 * dayMs },
  survey: { freshMs: 90 * dayMs, lifeMs: 180 * dayMs },
} as const satisfies Record<string, UsefulLife>;

/** 1 while fresh, then straight down to 0.5 at the end of the useful life; null = older than that. */
export function freshness(asOfMs: number, atMs: number, life: UsefulLife): number | null {
  const ageMs = atMs - asOfMs;
  if (ageMs <= life.freshMs) return 1;
  return ageMs > life.lifeMs ? null : 1 - (0.5 * (ageMs - life.freshMs)) / (life.lifeMs - life.freshMs);
}

/** Records as a source, in one order whatever order they came in. */
export function records(kind: Extract<HealthSource, { type: "records" }>["kind"], ids: readonly string[]): HealthSource {
  return { type: "records", kind, ids: ids.toSorted() };
}

/** UTC midnight of the last day that an instant has something of: the end of a day belongs to that day. */
export function judgedDay(atMs: number): number {
  return Math.floor((atMs - 1) / dayMs) * dayMs;
}

export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
