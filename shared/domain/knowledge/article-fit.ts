import { type UseTally, factorOfUses } from "./article-uses.ts";
import { type Article, type ArticleLanguage, articleLanguages } from "./article.ts";
import { type Concept } from "./glossary.ts";
import type { IncidentSubject } from "./incident-subject.ts";
import { readSdkRange } from "./sdk-range.ts";
import { commonTerms, conceptOfTerm, type Rarities, weightedTerms, wordsInCommon } from "./weighted-terms.ts";

/** What speaks for or against an article at an incident. `points` are of 100, before uses and what speaks against it are multiplied in. */
export type FitReason =
  | { readonly type: "words"; readonly words: readonly string[]; readonly concepts: readonly Concept[]; readonly points: number }
  | { readonly type: "component"; readonly component: string; readonly points: number }
  | { readonly type: "region"; readonly regions: readonly string[]; readonly points: number }
  | { readonly type: "carrier"; readonly carriers: readonly string[]; readonly points: number }
  | { readonly type: "platform"; readonly platforms: readonly string[]; readonly points: number }
  | { readonly type: "sdk"; readonly versions: readonly string[]; readonly range: string; readonly points: number }
  | { readonly type: "uses"; readonly tally: UseTally; readonly factor: number }
  | { readonly type: "outside"; readonly what: "component" | "region" | "carrier" | "platform" | "sdk"; readonly factor: number };

/**
 * How an article fits an incident. `score` is a whole number from 0 to 100: points for what speaks for it, not a probability. 70 of them are for
 * words in common (half of them at `halfPoints`, see article-fit.ts), 30 for circumstances that the article is written for and the incident has.
 */
export interface ArticleFit {
  readonly articleKey: string;
  readonly score: number;
  readonly reasons: readonly FitReason[];
}

const wordPoints = 70;
/** Points of words in common (rarity × saturation) at which half of `wordPoints` is given. */
const halfPoints = 9;
const circumstances = { component: 12, sdk: 7, carrier: 6, region: 3, platform: 2 } as const;
/** An article that says it is for something else is not refused: reports are wrong about such things. */
const outside = { component: 0.75, sdk: 0.6, carrier: 0.8, region: 0.9, platform: 0.8 } as const;
const shownWords = 5;

/** Words of an article with their weights: made once a version. */
export function articleTerms(article: Article): ReadonlyMap<string, number> {
  return weightedTerms([
    ...articleLanguages.flatMap((language) => textsOf(article, language)),
    { text: article.tags.join("\n"), weight: 2 },
    { text: (article.component ?? "").replaceAll(/[-_]/g, " "), weight: 1 },
    { text: article.carriers.join("\n"), weight: 1 },
  ]);
}

function textsOf(article: Article, language: ArticleLanguage): readonly { readonly text: string; readonly weight: number }[] {
  const text = article[language];
  if (text === null) return [];
  return [
    { text: text.title, weight: 3 },
    { text: text.symptom, weight: 2 },
    { text: text.investigation, weight: 1 },
    { text: text.solution, weight: 1 },
    { text: text.cautions, weight: 0.5 },
  ];
}

/** `terms` = `articleTerms(article)`, `tally` = of its last words, `rarities` = among the articles. */
export function articleFit(
  subject: IncidentSubject,
  article: Article,
  { terms, tally, rarities }: { readonly terms: ReadonlyMap<string, number>; readonly tally: UseTally; readonly rarities: Rarities },
): ArticleFit {
  const common = commonTerms(subject.terms, terms, rarities);
  const reasons: FitReason[] = [];
  let points = (wordPoints * common.points) / (common.points + halfPoints);
  if (common.points > 0) {
    const concepts = common.terms.map(({ term }) => conceptOfTerm(term)).filter((concept) => concept !== null);
    const words = wordsInCommon(subject.text, common.terms, shownWords);
    reasons.push({ type: "words", words, concepts: concepts.slice(0, shownWords), points });
  }
  const met = circumstancesOf(subject, article);
  let factor = 1;
  for (const one of met) {
    reasons.push(one);
    if (one.type === "outside") factor *= one.factor;
    else if (one.type !== "uses") points += one.points;
  }
  const used = factorOfUses(tally);
  if (tally.helpedShare !== null) reasons.push({ type: "uses", tally, factor: used });
  return { articleKey: article.key, score: Math.min(100, Math.round(points * factor * used)), reasons };
}

function circumstancesOf(subject: IncidentSubject, article: Article): readonly FitReason[] {
  const reasons: FitReason[] = [];
  if (article.component !== null && subject.component !== null) {
    const same = article.component.toLowerCase() === subject.component.toLowerCase();
    if (same) reasons.push({ type: "component", component: subject.component, points: circumstances.component });
    else reasons.push({ type: "outside", what: "component", factor: outside.component });
  }
  const shared = (own: readonly string[], theirs: readonly string[]): readonly string[] | null =>
    own.length === 0 || theirs.length === 0 ? null : own.filter((one) => theirs.some((other) => other.toLowerCase() === one.toLowerCase()));
  const regions = shared(subject.regions, article.regions);
  if (regions?.length === 0) reasons.push({ type: "outside", what: "region", factor: outside.region });
  else if (regions !== null) reasons.push({ type: "region", regions, points: circumstances.region });
  const carriers = shared(subject.carriers, article.carriers);
  if (carriers?.length === 0) reasons.push({ type: "outside", what: "carrier", factor: outside.carrier });
  else if (carriers !== null) reasons.push({ type: "carrier", carriers, points: circumstances.carrier });
  const platforms = shared(subject.platforms, article.platforms);
  if (platforms?.length === 0) reasons.push({ type: "outside", what: "platform", factor: outside.platform });
  else if (platforms !== null) reasons.push({ type: "platform", platforms, points: circumstances.platform });
  const inRange = article.sdkRange === "" ? null : readSdkRange(article.sdkRange);
  if (inRange !== null && subject.sdkVersions.length > 0) {
    const versions = subject.sdkVersions.filter(inRange);
    if (versions.length === 0) reasons.push({ type: "outside", what: "sdk", factor: outside.sdk });
    else reasons.push({ type: "sdk", versions, range: article.sdkRange, points: circumstances.sdk });
  }
  return reasons;
}

/** Best first; of equal scores the one that words speak for more, then by key. */
export function compareFits(a: ArticleFit, b: ArticleFit): number {
  return b.score - a.score || wordsOf(b) - wordsOf(a) || (a.articleKey < b.articleKey ? -1 : 1);
}

function wordsOf(fit: ArticleFit): number {
  return fit.reasons.find((reason) => reason.type === "words")?.points ?? 0;
}
