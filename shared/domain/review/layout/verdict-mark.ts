import tokens from "../../../design/tokens.json" with { type: "json" };
import type { ReviewLocale, Verdict } from "../compose/review-document.ts";

type Said = Exclude<Verdict, null>;

/** Shapes of the verdicts in a box of 10 × 10: circle, diamond, triangle, octagon. */
export const verdictPaths: Readonly<Record<Said, string>> = {
  good: "M1.6 5a3.4 3.4 0 1 0 6.8 0a3.4 3.4 0 1 0 -6.8 0Z",
  watch: "M5 0.6 9.4 5 5 9.4 0.6 5Z",
  risk: "M5 0.8 9.6 9.2 0.4 9.2Z",
  critical: "M3.1 0.4h3.8L9.6 3.1v3.8L6.9 9.6H3.1L0.4 6.9V3.1Z",
};

/** For who hears the shape. */
export function verdictWord(verdict: Said, locale: ReviewLocale): string {
  const { en, zh } = tokens.color.light.state[verdict];
  return locale === "zh-CN" ? zh : en;
}
