import type { ArticleUse } from "./article-use.ts";

/** What counts of the uses: of each user at an incident the last word about an article, and nothing where it was taken back. */
export function lastWords<U extends ArticleUse>(uses: readonly U[]): readonly U[] {
  const last = new Map<string, U>();
  for (const use of uses) {
    const about = `${use.incidentId} ${use.articleKey} ${use.byId}`;
    const known = last.get(about);
    if (known === undefined || known.at < use.at || (known.at === use.at && known.id < use.id)) last.set(about, use);
  }
  return [...last.values()].filter((use) => use.verdict !== "withdrawn");
}

/** How often an article was said to have solved, helped or not, by last words. */
export interface UseTally {
  readonly solved: number;
  readonly helped: number;
  readonly notHelpful: number;
  /** Solved or helped, of all that were said; null = nobody said anything. */
  readonly helpedShare: number | null;
  /** When it was last said to be of use; null = never. */
  readonly lastAt: string | null;
}

/** Counts last words of one article (see `lastWords`). */
export function tallyUses(words: readonly ArticleUse[]): UseTally {
  const of = (verdict: ArticleUse["verdict"]): number => words.filter((word) => word.verdict === verdict).length;
  const [solved, helped, notHelpful] = [of("solved"), of("helped"), of("not_helpful")];
  const total = solved + helped + notHelpful;
  let lastAt: string | null = null;
  for (const { verdict, at } of words) if (verdict !== "not_helpful" && (lastAt === null || at > lastAt)) lastAt = at;
  return { solved, helped, notHelpful, helpedShare: total === 0 ? null : (solved + helped) / total, lastAt };
}

/**
 * By how much past uses move an article in the order, around 1: 0.85 for one that never helped, 1.15 for one that always solved. "Helped" counts
 * six tenths of "solved". One imagined good and one imagined bad use keep a single word from deciding (Laplace's rule of succession).
 */
export function factorOfUses({ solved, helped, notHelpful }: UseTally): number {
  const good = solved + 0.6 * helped;
  return 0.85 + (0.3 * (good + 1)) / (solved + helped + notHelpful + 2);
}
