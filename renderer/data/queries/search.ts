import { articleTitle } from "../../../shared/domain/knowledge/article-standing.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import type { Romanize } from "../../../shared/domain/search/romanize.ts";
import { matchRank, searchKey, type SearchKey, type SearchQuery, searchQuery } from "../../../shared/domain/search/search-key.ts";
import type { LocalStore } from "../local-store.ts";
import { defineQuery } from "../query.ts";
import { BestHits } from "../search/best-hits.ts";
import { textIndexOf, type TextIndex } from "../search/text-index.ts";
import { romanizer } from "./romanizer.ts";

export interface SearchItem {
  readonly type: "account" | "contact" | "incident" | "article" | "review";
  /** Of an article its key. */
  readonly id: string;
  /** null = an incident that belongs to no account of the book, or an article. */
  readonly accountId: string | null;
  readonly title: string;
  /** Code of an account; account of a contact; number and account of an incident; component and tags of an article; period of a review. */
  readonly subtitle: string;
}

export interface SearchArgs {
  readonly text: string;
  /** Items at most. */
  readonly limit: number;
  /** Language in which articles are named where they are written in it; absent = Chinese. */
  readonly language?: "zh" | "en";
}

const typeOrder: readonly SearchItem["type"][] = ["account", "contact", "incident", "article", "review"];
/** Found in a log or a section, not in a name or a title: behind every rank of `matchRank`. */
const bodyRank = 4;
/** Of `matchRank`: by pinyin. */
const soundRank = 3;

function orderOf(rank: number, type: SearchItem["type"]): number {
  return rank * typeOrder.length + typeOrder.indexOf(type);
}

/** Records are never changed in place, so a key belongs to the record for as long as it lives. */
const keys = new WeakMap<object, SearchKey>();
/** Keys beside the records of a kind, for as long as its list is the same. */
const lists = new WeakMap<object, readonly SearchKey[]>();

function keysOf<T extends object>(records: readonly T[], text: (record: T) => string, romanize: Romanize | null): readonly SearchKey[] {
  let list = lists.get(records);
  if (list === undefined) {
    list = records.map((record) => {
      const key = keys.get(record) ?? searchKey(text(record), romanize);
      keys.set(record, key);
      return key;
    });
    lists.set(records, list);
  }
  return list;
}

function accountName(store: LocalStore, accountId: string | null): string | null {
  return accountId === null ? null : (store.get("account", accountId)?.name ?? accountId);
}

function incidentItem(store: LocalStore, { id, accountId, number, title }: RecordOf<"incident">): SearchItem {
  const subtitle = [number, accountName(store, accountId)].filter((part) => part !== null).join(" · ");
  return { type: "incident", id, accountId, title, subtitle };
}

function articleItem(article: RecordOf<"article">, language: "zh" | "en"): SearchItem {
  const subtitle = [article.component, ...article.tags].filter((part) => part !== null).join(" · ");
  return { type: "article", id: article.key, accountId: null, title: articleTitle(article, language), subtitle };
}

interface Looked<R> {
  readonly type: SearchItem["type"];
  readonly text: (record: R) => string;
  readonly item: (store: LocalStore, record: R) => SearchItem;
}

const accounts: Looked<RecordOf<"account">> = {
  type: "account",
  text: ({ name, code, aliases }) => [name, code, ...aliases].join("\n"),
  item: (_, { id, name, code }) => ({ type: "account", id, accountId: id, title: name, subtitle: code }),
};
const contacts: Looked<RecordOf<"contact">> = {
  type: "contact",
  text: ({ name, channels }) => `${name}\n${channels.map((channel) => channel.value).join("\n")}`,
  item: (store, { id, accountId, name }) => ({
    type: "contact",
    id,
    accountId,
    title: name,
    subtitle: accountName(store, accountId) ?? "",
  }),
};
const incidents: Looked<RecordOf<"incident">> = {
  type: "incident",
  text: ({ number, title }) => `${number}\n${title}`,
  item: incidentItem,
};

/** Reviews by customer and period, e.g. `nova q3`: a name alone is the customer's. */
function lookInReviews({ store, query, best }: Search, romanize: Romanize | null): void {
  if (query.terms.length < 2) return;
  const text = ({ accountId, period }: RecordOf<"review">): string => {
    const account = store.get("account", accountId);
    const names = account === undefined ? [] : [account.name, account.code, ...account.aliases];
    return [...names, period, ...period.split("-")].join("\n");
  };
  const item = (_: LocalStore, { id, accountId, period }: RecordOf<"review">): SearchItem => ({
    type: "review",
    id,
    accountId,
    title: accountName(store, accountId) ?? "",
    subtitle: period,
  });
  lookIn(store.all("review"), { type: "review", text, item }, { store, query, best }, romanize);
}

interface Search {
  readonly store: LocalStore;
  readonly query: SearchQuery;
  readonly best: BestHits<SearchItem>;
}

/** `romanize` null = how the names sound is not tried. */
function lookIn<R extends object>(
  records: readonly R[],
  looked: Looked<R>,
  { store, query, best }: Search,
  romanize: Romanize | null,
): void {
  const list = keysOf(records, looked.text, romanize);
  for (let i = 0; i < records.length; i += 1) {
    const [record, key] = [records[i], list[i]];
    if (record === undefined || key === undefined) continue;
    const rank = matchRank(key, query);
    if (rank === null || !best.wants(orderOf(rank, looked.type))) continue;
    const item = looked.item(store, record);
    best.add({ order: orderOf(rank, looked.type), titleLength: item.title.length, id: item.id, item });
  }
}

function titlesOf(article: RecordOf<"article">): string {
  return [article.zh?.title, article.en?.title, ...article.tags].filter((part) => part !== undefined).join("\n");
}

/** Documents whose words match that are looked at, newest entries first: more than a list shows, fewer than a key press has time for. */
const bodiesLookedAt = 200;

/** What the logs and sections hold, and titles by how they sound; what was found by its title before is left out. */
function lookInBodies({ store, query, best }: Search, index: TextIndex, romanize: Romanize, language: "zh" | "en"): void {
  const known = new Set(best.items().map(({ type, id }) => `${type} ${id}`));
  let left = bodiesLookedAt;
  for (const id of index.incidentBodies.find(query)) {
    if (left === 0 || !best.wants(orderOf(soundRank, "incident"))) break;
    left -= 1;
    const incident = known.has(`incident ${id}`) ? undefined : store.get("incident", id);
    if (incident === undefined) continue;
    const order = orderOf(matchRank(searchKey(incident.title, romanize), query) === null ? bodyRank : soundRank, "incident");
    if (!best.wants(order)) continue;
    const item = incidentItem(store, incident);
    best.add({ order, titleLength: order === orderOf(bodyRank, "incident") ? 0 : item.title.length, id, item });
  }
  for (const key of index.articleBodies.find(query)) {
    if (!best.wants(orderOf(bodyRank, "article"))) break;
    const article = known.has(`article ${key}`) ? undefined : index.published.get(key);
    if (article === undefined) continue;
    best.add({ order: orderOf(bodyRank, "article"), titleLength: 0, id: key, item: articleItem(article, language) });
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/**
 * Accounts, contacts, incidents and articles by what the reader types, best first: by name or title, then incidents by their logs and articles by
 * their sections. Nothing typed gives nothing, and has the words of logs read meanwhile.
 */
export const search = defineQuery({
  dependsOn: ["account", "contact", "incident", "incidentEvent", "article", "review"],
  run: async (store, args: SearchArgs): Promise<readonly SearchItem[]> => {
    const query = searchQuery(args.text);
    const reading = romanizer().then((romanize) => textIndexOf(store, romanize, pause));
    if (query.terms.length === 0) {
      // Whatever is wrong with it is told to who searches.
      reading.catch(() => undefined);
      return [];
    }
    const index = await reading;
    const romanize = await romanizer();
    const best = new BestHits<SearchItem>(args.limit);
    const language = args.language ?? "zh";
    const looking: Search = { store, query, best };
    lookIn(store.all("account"), accounts, looking, romanize);
    lookIn(store.all("contact"), contacts, looking, romanize);
    // How titles of incidents sound is found with their logs: there are too many to try each.
    lookIn(store.all("incident"), incidents, looking, null);
    const articles: Looked<RecordOf<"article">> = { type: "article", text: titlesOf, item: (_, article) => articleItem(article, language) };
    lookIn(index.publishedList, articles, looking, romanize);
    lookInReviews(looking, romanize);
    lookInBodies(looking, index, romanize, language);
    return best.items();
  },
});
