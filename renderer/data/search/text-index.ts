import { articleTerms } from "../../../shared/domain/knowledge/article-fit.ts";
import { articleStandings } from "../../../shared/domain/knowledge/article-standing.ts";
import type { Kind, RecordOf } from "../../../shared/domain/kinds.ts";
import { weightedTerms } from "../../../shared/domain/knowledge/weighted-terms.ts";
import type { Romanize } from "../../../shared/domain/search/romanize.ts";
import { TermIndex } from "../../../shared/domain/search/term-index.ts";
import type { LocalStore } from "../local-store.ts";
import { logOf } from "../log-of.ts";
import { BodySearch } from "./body-search.ts";

/** Incidents that one step takes in, and pairs of characters whose sound it looks up: a few milliseconds. */
const stepIncidents = 40;
const stepPairs = 300;

interface Read {
  base: number;
  length: number;
}

/**
 * The words of every incident with its log and of every published article, kept as records change. It is brought up to date by whoever asks, a
 * step at a time, so that the first words of a large book hold up nobody.
 */
export class TextIndex {
  readonly incidents = new TermIndex();
  readonly articles = new TermIndex();
  readonly incidentBodies = new BodySearch(this.incidents);
  readonly articleBodies = new BodySearch(this.articles);
  /** Versions in force and published, by key. */
  published: ReadonlyMap<string, RecordOf<"article">> = new Map();
  publishedList: readonly RecordOf<"article">[] = [];
  readonly #articleTerms = new Map<string, { readonly article: RecordOf<"article">; readonly terms: ReadonlyMap<string, number> }>();
  readonly #store: LocalStore;
  readonly #read = new Map<Kind, Read>();
  /** Texts of incidents that wait to be taken in; null = they are read from the records. */
  readonly #waiting = new Map<string, readonly string[] | null>();
  /** What an incident looked like when it was taken in. */
  readonly #marks = new Map<string, string>();
  #soundsWanted = true;

  constructor(store: LocalStore) {
    this.#store = store;
  }

  /** Notes what changed since it was asked last. Answers whether steps are needed. */
  refresh(): boolean {
    if (this.#changed("article") !== "nothing") this.#takeArticles();
    const [heads, events] = [this.#changed("incident"), this.#changed("incidentEvent")];
    if (heads === "all" || events === "all") this.#compareAll();
    else {
      if (heads !== "nothing") for (const id of heads) this.#waiting.set(id, null);
      if (events !== "nothing") {
        for (const id of events) {
          const incidentId = this.#store.get("incidentEvent", id)?.incidentId;
          if (incidentId !== undefined) this.#waiting.set(incidentId, null);
        }
      }
    }
    return this.#waiting.size > 0 || this.#soundsWanted;
  }

  /** Does a part of what is left. Answers whether more is. `romanize` null = the sounds are left for later. */
  step(romanize: Romanize | null): boolean {
    let left = stepIncidents;
    for (const [id, texts] of this.#waiting) {
      if (left === 0) break;
      left -= 1;
      this.#waiting.delete(id);
      this.#takeIncident(id, texts);
    }
    if (this.#waiting.size > 0) return true;
    if (romanize === null || !this.#soundsWanted) return false;
    this.#soundsWanted = [this.incidentBodies, this.articleBodies].some((bodies) => bodies.learn(romanize, stepPairs));
    return this.#soundsWanted;
  }

  termsOfArticle(key: string): ReadonlyMap<string, number> {
    return this.#articleTerms.get(key)?.terms ?? new Map();
  }

  /** Ids that changed of a kind. */
  #changed(kind: Kind): "nothing" | "all" | readonly string[] {
    const { base, changed } = this.#store.journal(kind);
    const read = this.#read.get(kind);
    this.#read.set(kind, { base, length: changed.length });
    if (read?.base !== base) return "all";
    return read.length === changed.length ? "nothing" : [...new Set(changed.slice(read.length))];
  }

  #takeArticles(): void {
    const published = new Map<string, RecordOf<"article">>();
    for (const [key, { inForce }] of articleStandings(this.#store.all("article"))) {
      if (inForce?.state === "published") published.set(key, inForce);
    }
    for (const key of this.#articleTerms.keys()) {
      if (published.has(key)) continue;
      this.#articleTerms.delete(key);
      this.articles.delete(key);
    }
    for (const [key, article] of published) {
      if (this.#articleTerms.get(key)?.article === article) continue;
      const terms = articleTerms(article);
      this.#articleTerms.set(key, { article, terms });
      this.articles.set(key, terms.keys());
      this.#soundsWanted = true;
    }
    this.published = published;
    this.publishedList = [...published.values()];
  }

  /** Pages came or were folded: everything is looked through, and only what differs is taken in again. */
  #compareAll(): void {
    const texts = new Map<string, string[]>();
    const heads = new Map<string, readonly string[]>();
    this.#store.scan("incident", ["id", "number", "title", "summary"], ([id, number, title, summary]) => {
      const own = [number, title, summary].filter((text) => typeof text === "string");
      texts.set(String(id), own);
      heads.set(String(id), [...own]);
    });
    this.#store.scan("incidentEvent", ["incidentId", "text"], ([incidentId, text]) => {
      if (typeof text === "string") texts.get(String(incidentId))?.push(text);
    });
    for (const id of this.#marks.keys()) {
      if (texts.has(id)) continue;
      this.#marks.delete(id);
      this.incidents.delete(id);
    }
    for (const [id, own] of texts) {
      const mark = markOf(own.length, heads.get(id) ?? []);
      if (this.#marks.get(id) === mark) continue;
      this.#marks.set(id, mark);
      this.#waiting.set(id, own);
    }
  }

  #takeIncident(id: string, texts: readonly string[] | null): void {
    const own = texts ?? this.#readAnew(id);
    if (own === null) {
      this.#marks.delete(id);
      this.incidents.delete(id);
      return;
    }
    this.incidents.set(id, weightedTerms(own.map((text) => ({ text, weight: 1 }))).keys());
    this.#soundsWanted = true;
  }

  #readAnew(id: string): readonly string[] | null {
    const incident = this.#store.get("incident", id);
    if (incident === undefined) return null;
    const head = [incident.number, incident.title, ...(incident.summary === undefined ? [] : [incident.summary])];
    const own = [...head, ...logOf(this.#store, incident).map((event) => event.text)];
    this.#marks.set(id, markOf(own.length, head));
    return own;
  }
}

function markOf(texts: number, head: readonly string[]): string {
  return [texts, ...head].join("\n");
}

const indexes = new WeakMap<LocalStore, TextIndex>();

/** The index of a store, up to date; made when first asked for. `pause` lets other work go between the steps. */
export async function textIndexOf(store: LocalStore, romanize: Romanize | null, pause: () => Promise<void>): Promise<TextIndex> {
  let index = indexes.get(store);
  if (index === undefined) {
    index = new TextIndex(store);
    indexes.set(store, index);
  }
  if (index.refresh()) while (index.step(romanize)) await pause();
  return index;
}
