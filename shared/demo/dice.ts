import { seededRandom, seedOf } from "../kernel/random.ts";

/** Seeded choices. The same seed and the same calls give the same answers. */
export interface Dice {
  /** [0, 1). */
  next(): number;
  /** A whole number, both ends included. */
  int(min: number, max: number): number;
  between(min: number, max: number): number;
  chance(probability: number): boolean;
  /** Standard normal. */
  gauss(): number;
  pick<T>(items: readonly T[]): T;
  weighted<T extends { readonly weight: number }>(items: readonly T[]): T;
  /** A new order; the list is left as it is. */
  shuffled<T>(items: readonly T[]): T[];
}

/** Dice of their own for a purpose: what one part of the company draws never changes what another part gets. */
export function dice(seed: number, purpose: string): Dice {
  const next = seededRandom(seedOf(`${seed}/${purpose}`));
  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  return {
    next,
    int,
    between: (min, max) => min + next() * (max - min),
    chance: (probability) => next() < probability,
    gauss: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    pick: (items) => {
      const item = items[Math.floor(next() * items.length)];
      if (item === undefined) throw new Error("nothing to pick from");
      return item;
    },
    weighted: (items) => {
      let rest = next() * items.reduce((sum, item) => sum + item.weight, 0);
      for (const item of items) {
        rest -= item.weight;
        if (rest < 0) return item;
      }
      const last = items.at(-1);
      if (last === undefined) throw new Error("nothing to pick from");
      return last;
    },
    shuffled: (items) => {
      const list = [...items];
      for (let i = list.length - 1; i > 0; i -= 1) {
        const j = int(0, i);
        [list[i], list[j]] = [list[j] as (typeof list)[number], list[i] as (typeof list)[number]];
      }
      return list;
    },
  };
}
