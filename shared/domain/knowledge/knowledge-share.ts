import type { Incident } from "../incident/incident.ts";
import type { ArticleUse } from "./article-use.ts";
import { lastWords } from "./article-uses.ts";

/** An incident that ended in the period, with what knowledge did for it. */
export interface KnowledgeShareRow {
  readonly incidentId: string;
  readonly endedMs: number;
  /** Keys of articles, in order of the alphabet. */
  readonly solvedWith: readonly string[];
  readonly helpedBy: readonly string[];
}

export interface KnowledgeShare {
  /** Incidents that ended in the period. */
  readonly n: number;
  readonly solved: number;
  /** solved / n; null = none ended. */
  readonly share: number | null;
  /** The n incidents, by when they ended, then id. */
  readonly rows: readonly KnowledgeShareRow[];
}

/**
 * Share of the incidents that ended in a period (`fromMs` inclusive, `toMs` exclusive) and were solved from knowledge: somebody's last word about
 * an article at that incident is "solved". An incident that was reopened since counts when it ends again.
 */
export function knowledgeShare(
  incidents: readonly Pick<Incident, "id" | "state" | "resolvedAt" | "closedAt">[],
  uses: readonly ArticleUse[],
  period: { readonly fromMs: number; readonly toMs: number },
): KnowledgeShare {
  const words = Map.groupBy(lastWords(uses), (use) => use.incidentId);
  const rows: KnowledgeShareRow[] = [];
  for (const { id, state, resolvedAt, closedAt } of incidents) {
    const at = resolvedAt ?? closedAt;
    if (at === null || (state !== "resolved" && state !== "closed")) continue;
    const endedMs = Date.parse(at);
    if (endedMs < period.fromMs || endedMs >= period.toMs) continue;
    const said = words.get(id) ?? [];
    const keysOf = (verdict: ArticleUse["verdict"]): readonly string[] =>
      [...new Set(said.filter((use) => use.verdict === verdict).map((use) => use.articleKey))].toSorted();
    rows.push({ incidentId: id, endedMs, solvedWith: keysOf("solved"), helpedBy: keysOf("helped") });
  }
  rows.sort((a, b) => a.endedMs - b.endedMs || (a.incidentId < b.incidentId ? -1 : 1));
  const solved = rows.filter((row) => row.solvedWith.length > 0).length;
  return { n: rows.length, solved, share: rows.length === 0 ? null : solved / rows.length, rows };
}
