import type { BoundValue } from "./bound-value.ts";

export interface LiteralNumber {
  /** As it was typed. */
  readonly text: string;
  /** The bound value that says the same, or nearly: what it should be written as. */
  readonly token: string | null;
}

const numberPattern = /\d[\d,.]*(?:\s?[万亿千kKmM%])?/g;
const tokenPattern = /\{\{[^{}]*\}\}/g;

/**
 * Numbers that were typed beside the bound ones: they do not follow the forecast. Numbers that the text had when it came from its template do not
 * count, nor does a lone digit (an item of a list, a quarter, "3 questions").
 */
export function literalNumbers(text: string, original: string, bound: readonly BoundValue[]): readonly LiteralNumber[] {
  const known = new Set(numbersOf(original));
  return [...new Set(numbersOf(text))]
    .filter((number) => !known.has(number) && !/^\d$/.test(number))
    .map((number) => ({ text: number, token: tokenOf(number, bound) }));
}

function numbersOf(text: string): readonly string[] {
  return [...text.replaceAll(tokenPattern, " ").matchAll(numberPattern)].map(([found]) => found.replace(/[,.]+$/, "").trim());
}

const scales: Readonly<Record<string, number>> = { 万: 1e4, 亿: 1e8, 千: 1e3, k: 1e3, m: 1e6 };

function tokenOf(number: string, bound: readonly BoundValue[]): string | null {
  if (number.endsWith("%")) return null;
  const value = Number.parseFloat(number.replaceAll(",", "")) * (scales[number.at(-1)?.toLowerCase() ?? ""] ?? 1);
  const near = bound.find((one) => one.value !== null && one.value >= 1000 && Math.abs(one.value - value) <= one.value * 0.02);
  return near?.token ?? null;
}
