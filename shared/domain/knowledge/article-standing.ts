import type { Article } from "./article.ts";

/** A key's versions and which of them counts. */
export interface ArticleStanding<A extends Article = Article> {
  readonly key: string;
  /** What readers see; null = nothing was published yet. A retired one is in force too: it says that the article is out of use. */
  readonly inForce: A | null;
  /** A draft newer than what is in force; null = none. */
  readonly draft: A | null;
  /** Every version, the newest first. */
  readonly versions: readonly A[];
}

/** The newest first: by version, then time, then id, so that two laptops that wrote the same number agree on which one counts. */
function newestFirst(a: Article, b: Article): number {
  return b.version - a.version || (a.at < b.at ? 1 : a.at > b.at ? -1 : a.id < b.id ? 1 : a.id > b.id ? -1 : 0);
}

/** Standings by key, in the order of the keys. */
export function articleStandings<A extends Article>(articles: readonly A[]): ReadonlyMap<string, ArticleStanding<A>> {
  const byKey = [...Map.groupBy(articles, (article) => article.key)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return new Map(byKey.map(([key, versions]) => [key, standingOf(key, versions)]));
}

export function standingOf<A extends Article>(key: string, versions: readonly A[]): ArticleStanding<A> {
  const sorted = versions.toSorted(newestFirst);
  const [newest] = sorted;
  const inForce = sorted.find((version) => version.state !== "draft") ?? null;
  return { key, inForce, draft: newest?.state === "draft" ? newest : null, versions: sorted };
}

/** The title in a language, or in the other one where it is not written in it. */
export function articleTitle(article: Pick<Article, "key" | "zh" | "en">, language: "zh" | "en"): string {
  return article[language]?.title ?? article.zh?.title ?? article.en?.title ?? article.key;
}

/** The number of the version that would be written next. */
export function nextVersion(standing: Pick<ArticleStanding, "versions">): number {
  return (standing.versions[0]?.version ?? 0) + 1;
}

/** An article that nobody used or wrote a version of for this long may be out of date. */
export const staleAfterMs = 365 * 24 * 3_600_000;

/** When somebody last wrote or used it, ms. */
export function lastTended(article: Pick<Article, "at">, lastUseAt: string | null): number {
  return Math.max(Date.parse(article.at), lastUseAt === null ? Number.NEGATIVE_INFINITY : Date.parse(lastUseAt));
}
