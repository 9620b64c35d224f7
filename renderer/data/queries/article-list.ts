import { articleStandings, lastTended, staleAfterMs } from "../../../shared/domain/knowledge/article-standing.ts";
import { lastWords, tallyUses, type UseTally } from "../../../shared/domain/knowledge/article-uses.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { defineQuery } from "../query.ts";

/** An article in the list, as its version in force has it; one that was never published as its draft has it. Instants are UTC ms. */
export interface ArticleRow {
  readonly key: string;
  readonly article: RecordOf<"article">;
  /** Of the version in force; `draft` = nothing is in force yet. */
  readonly state: RecordOf<"article">["state"];
  /** A newer draft waits. */
  readonly hasDraft: boolean;
  readonly tally: UseTally;
  readonly writtenMs: number;
  /** Neither used nor written for a year. */
  readonly stale: boolean;
}

export interface ArticleList {
  /** Published ones by how often they solved and helped, then the newest; then drafts, then retired ones. */
  readonly rows: readonly ArticleRow[];
  readonly mayWrite: boolean;
}

const stateOrder = ["published", "draft", "retired"] as const;

/** Everything that the company knows. */
export const articleList = defineQuery<undefined, ArticleList>({
  dependsOn: ["article", "articleUse", "user", "clock"],
  run: (store, _args, nowMs) => {
    const words = Map.groupBy(lastWords(store.all("articleUse")), (use) => use.articleKey);
    const rows: ArticleRow[] = [];
    for (const [key, { inForce, draft }] of articleStandings(store.all("article"))) {
      const article = inForce ?? draft;
      if (article === null) continue;
      const tally = tallyUses(words.get(key) ?? []);
      rows.push({
        key,
        article,
        state: article.state,
        hasDraft: inForce !== null && draft !== null,
        tally,
        writtenMs: Date.parse(article.at),
        stale: article.state === "published" && lastTended(article, tally.lastAt) < nowMs - staleAfterMs,
      });
    }
    rows.sort(
      (a, b) =>
        stateOrder.indexOf(a.state) - stateOrder.indexOf(b.state) ||
        b.tally.solved + b.tally.helped - (a.tally.solved + a.tally.helped) ||
        b.writtenMs - a.writtenMs ||
        (a.key < b.key ? -1 : 1),
    );
    const userId = store.userId();
    const role = userId === undefined ? null : (store.get("user", userId)?.role ?? null);
    return { rows, mayWrite: role !== null && role !== "viewer" };
  },
});
