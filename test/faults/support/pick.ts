import type { Random } from "../../../shared/kernel/random.ts";

/** One of the values. */
export function pick<T>(values: readonly [T, ...T[]], random: Random): T;
export function pick<T>(values: readonly T[], random: Random): T | undefined;
export function pick<T>(values: readonly T[], random: Random): T | undefined {
  return values[Math.floor(random() * values.length)];
}

/** A whole number from `least` to `most`. */
export function between(least: number, most: number, random: Random): number {
  return least + Math.floor(random() * (most - least + 1));
}
