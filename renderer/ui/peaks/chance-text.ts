import type { Formats } from "../formats.ts";

/** A chance in whole percent without its sign; what is nearly sure is never written as certain, nor what is unlikely as impossible. */
export function chanceText(chance: number | null | undefined, formats: Pick<Formats, "number">): string {
  if (chance === null || chance === undefined || Number.isNaN(chance)) return "—";
  if (chance > 0.99) return ">99";
  return chance < 0.01 ? "<1" : formats.number(chance * 100);
}
