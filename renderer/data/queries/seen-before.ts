import { type ArticleFit, articleFit, compareFits } from "../../../shared/domain/knowledge/article-fit.ts";
import { lastWords, tallyUses } from "../../../shared/domain/knowledge/article-uses.ts";
import { incidentSubject, type IncidentSubject } from "../../../shared/domain/knowledge/incident-subject.ts";
import {
  compareLikeness,
  type IncidentLikeness,
  incidentLikeness,
  type Outcome,
  outcomeOf,
} from "../../../shared/domain/knowledge/similar-incidents.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import type { LocalStore } from "../local-store.ts";
import { defineQuery } from "../query.ts";
import { logOf } from "../log-of.ts";
import { textIndexOf, type TextIndex } from "../search/text-index.ts";

/** An article that may help, with what people said of it at this incident. */
export interface SuggestedArticle {
  readonly fit: ArticleFit;
  readonly article: RecordOf<"article">;
  /** Last words at this incident, the newest first. */
  readonly said: readonly RecordOf<"articleUse">[];
  /** The incident names it among its links. */
  readonly linked: boolean;
}

/** A past incident like this one, with how it was solved. */
export interface SeenIncident {
  readonly likeness: IncidentLikeness;
  readonly incident: RecordOf<"incident">;
  readonly accountName: string | null;
  readonly outcome: Outcome;
  /** Articles that it was solved with. */
  readonly solvedWith: readonly string[];
}

export interface SeenBefore {
  /** Best first: what people said helped here or linked, then by fit. */
  readonly articles: readonly SuggestedArticle[];
  readonly incidents: readonly SeenIncident[];
  /** Past incidents and articles that were looked through. */
  readonly lookedThrough: { readonly incidents: number; readonly articles: number };
}

/** Below this an article or an incident is not worth a line. */
const leastScore = 20;
const articlesShown = 5;
const incidentsShown = 5;
/** Looked at closely, of those that share the most words. */
const closely = 40;

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** What is known of an incident like this one: articles and past incidents, each with why. null = the incident is not on this laptop. */
export const seenBefore = defineQuery<{ readonly incidentId: string }, SeenBefore | null>({
  dependsOn: ["incident", "incidentEvent", "article", "articleUse", "account"],
  run: async (store, { incidentId }) => {
    const incident = store.get("incident", incidentId);
    if (incident === undefined) return null;
    const subject = incidentSubject(incident, logOf(store, incident));
    const index = await textIndexOf(store, null, pause);
    return {
      articles: articlesFor(store, index, incident, subject),
      incidents: incidentsLike(store, index, subject),
      lookedThrough: { incidents: Math.max(0, index.incidents.size - 1), articles: index.articles.size },
    };
  },
});

function articlesFor(
  store: LocalStore,
  index: TextIndex,
  incident: RecordOf<"incident">,
  subject: IncidentSubject,
): readonly SuggestedArticle[] {
  const words = Map.groupBy(lastWords(store.all("articleUse")), (use) => use.articleKey);
  const linked = new Set((incident.links ?? []).flatMap((link) => (link.type === "article" ? [link.ref] : [])));
  const saidHere = [...words].flatMap(([key, said]) => (said.some((use) => use.incidentId === incident.id) ? [key] : []));
  const keys = new Set([...index.articles.nearest(subject.terms, closely), ...linked, ...saidHere]);
  const found: SuggestedArticle[] = [];
  for (const key of keys) {
    const article = index.published.get(key);
    if (article === undefined) continue;
    // What was said at this very incident must not speak for itself.
    const [here, elsewhere] = [[] as RecordOf<"articleUse">[], [] as RecordOf<"articleUse">[]];
    for (const use of words.get(key) ?? []) (use.incidentId === incident.id ? here : elsewhere).push(use);
    const fit = articleFit(subject, article, {
      terms: index.termsOfArticle(key),
      tally: tallyUses(elsewhere),
      rarities: index.articles,
    });
    const isKept = linked.has(key) || here.length > 0;
    if (fit.score < leastScore && !isKept) continue;
    found.push({ fit, article, said: here.toSorted((a, b) => (a.at < b.at ? 1 : -1)), linked: linked.has(key) });
  }
  return found.toSorted((a, b) => Number(keptFirst(b)) - Number(keptFirst(a)) || compareFits(a.fit, b.fit)).slice(0, articlesShown);
}

function keptFirst({ said, linked }: SuggestedArticle): boolean {
  return linked || said.some((use) => use.verdict !== "not_helpful");
}

function incidentsLike(store: LocalStore, index: TextIndex, subject: IncidentSubject): readonly SeenIncident[] {
  const likenesses: { readonly likeness: IncidentLikeness; readonly incident: RecordOf<"incident">; readonly outcome: Outcome }[] = [];
  for (const id of index.incidents.nearest(subject.terms, closely)) {
    const past = id === subject.incidentId ? undefined : store.get("incident", id);
    if (past === undefined || (past.state !== "resolved" && past.state !== "closed")) continue;
    const log = logOf(store, past);
    const outcome = outcomeOf(past, log);
    if (outcome === null) continue;
    const likeness = incidentLikeness(subject, incidentSubject(past, log), index.incidents);
    if (likeness.score >= leastScore) likenesses.push({ likeness, incident: past, outcome });
  }
  return likenesses
    .toSorted((a, b) => compareLikeness(a.likeness, b.likeness))
    .slice(0, incidentsShown)
    .map((one) => ({
      ...one,
      accountName: one.incident.accountId === null ? null : (store.get("account", one.incident.accountId)?.name ?? null),
      solvedWith: solvedWith(store, one.incident),
    }));
}

function solvedWith(store: LocalStore, { id, accountId }: RecordOf<"incident">): readonly string[] {
  const uses = accountId === null ? store.all("articleUse") : store.ofAccount("articleUse", accountId);
  return lastWords(uses.filter((use) => use.incidentId === id)).flatMap((use) => (use.verdict === "solved" ? [use.articleKey] : []));
}
