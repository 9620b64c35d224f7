import { type ArticleStanding, standingOf } from "../../../shared/domain/knowledge/article-standing.ts";
import { lastWords, tallyUses, type UseTally } from "../../../shared/domain/knowledge/article-uses.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import type { LocalStore } from "../local-store.ts";
import { defineQuery } from "../query.ts";

/** An incident as an article's page names it. */
export interface NamedIncident {
  readonly id: string;
  /** null = it is in nobody's book on this laptop. */
  readonly known: {
    readonly number: string;
    readonly title: string;
    readonly accountName: string | null;
    readonly tookMs: number | null;
  } | null;
}

export interface ArticleUseRow {
  readonly use: RecordOf<"articleUse">;
  readonly incident: NamedIncident;
  readonly byName: string | null;
}

export interface ArticleDetail {
  readonly standing: ArticleStanding<RecordOf<"article">>;
  readonly tally: UseTally;
  /** Last words, the newest first. */
  readonly uses: readonly ArticleUseRow[];
  /** Incidents that the version in force was learnt from. */
  readonly learntFrom: readonly NamedIncident[];
  /** Names of who wrote versions, by id. */
  readonly authors: Readonly<Record<string, string>>;
  readonly mayWrite: boolean;
  /** The incident that it is looked at for, with what was said there; null = for none. */
  readonly at: { readonly incident: RecordOf<"incident">; readonly said: readonly RecordOf<"articleUse">[] } | null;
}

/** null = no version of the key is on this laptop. */
export const articleDetail = defineQuery<{ readonly articleKey: string; readonly incidentId: string | null }, ArticleDetail | null>({
  dependsOn: ["article", "articleUse", "incident", "account", "user"],
  run: (store, { articleKey, incidentId }) => {
    const versions = store.all("article").filter(({ key }) => key === articleKey);
    if (versions.length === 0) return null;
    const standing = standingOf(articleKey, versions);
    const words = lastWords(store.all("articleUse").filter((use) => use.articleKey === articleKey));
    const shown = standing.inForce ?? standing.draft;
    const userId = store.userId();
    const role = userId === undefined ? null : (store.get("user", userId)?.role ?? null);
    const incident = incidentId === null ? undefined : store.get("incident", incidentId);
    return {
      standing,
      tally: tallyUses(words),
      uses: words
        .toSorted((a, b) => (a.at < b.at ? 1 : -1))
        .map((use) => ({ use, incident: named(store, use.incidentId), byName: store.get("user", use.byId)?.name ?? null })),
      learntFrom: (shown?.incidentIds ?? []).map((id) => named(store, id)),
      authors: Object.fromEntries(
        versions.flatMap(({ authorId }) => {
          const name = store.get("user", authorId)?.name;
          return name === undefined ? [] : [[authorId, name]];
        }),
      ),
      mayWrite: role !== null && role !== "viewer",
      at: incident === undefined ? null : { incident, said: words.filter((use) => use.incidentId === incident.id) },
    };
  },
});

function named(store: LocalStore, id: string): NamedIncident {
  const incident = store.get("incident", id);
  if (incident === undefined) return { id, known: null };
  const { number, title, accountId, openedAt, resolvedAt } = incident;
  return {
    id,
    known: {
      number,
      title,
      accountName: accountId === null ? null : (store.get("account", accountId)?.name ?? null),
      tookMs: resolvedAt === null ? null : Date.parse(resolvedAt) - Date.parse(openedAt),
    },
  };
}
