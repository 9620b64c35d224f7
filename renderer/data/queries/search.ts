import type { Romanize } from "../../../shared/domain/search/romanize.ts";
import { matchRank, searchKey, type SearchKey, type SearchQuery, searchQuery } from "../../../shared/domain/search/search-key.ts";
import type { LocalStore } from "../local-store.ts";
import { defineQuery } from "../query.ts";
import { romanizer } from "./romanizer.ts";

export interface SearchItem {
  readonly type: "account" | "contact" | "incident";
  readonly id: string;
  /** null = an incident that belongs to no account of the book. */
  readonly accountId: string | null;
  readonly title: string;
  /** Code of an account; account of a contact; number and account of an incident. */
  readonly subtitle: string;
}

export interface SearchArgs {
  readonly text: string;
  /** Items at most. */
  readonly limit: number;
}

/** Records are never changed in place, so a key belongs to the record for as long as it lives. */
const keys = new WeakMap<object, SearchKey>();

function keyOf(record: object, text: () => string, romanize: Romanize): SearchKey {
  let key = keys.get(record);
  if (key === undefined) {
    key = searchKey(text(), romanize);
    keys.set(record, key);
  }
  return key;
}

const typeOrder: readonly SearchItem["type"][] = ["account", "contact", "incident"];

interface Hit {
  readonly item: SearchItem;
  readonly rank: number;
}

function accountName(store: LocalStore, accountId: string | null): string | null {
  return accountId === null ? null : (store.get("account", accountId)?.name ?? accountId);
}

function hits(store: LocalStore, query: SearchQuery, romanize: Romanize): readonly Hit[] {
  const found: Hit[] = [];
  for (const account of store.all("account")) {
    const key = keyOf(account, () => [account.name, account.code, ...account.aliases].join("\n"), romanize);
    const rank = matchRank(key, query);
    if (rank !== null)
      found.push({ rank, item: { type: "account", id: account.id, accountId: account.id, title: account.name, subtitle: account.code } });
  }
  for (const contact of store.all("contact")) {
    const rank = matchRank(
      keyOf(contact, () => `${contact.name}\n${contact.channels.map((channel) => channel.value).join("\n")}`, romanize),
      query,
    );
    if (rank === null) continue;
    found.push({
      rank,
      item: {
        type: "contact",
        id: contact.id,
        accountId: contact.accountId,
        title: contact.name,
        subtitle: accountName(store, contact.accountId) ?? "",
      },
    });
  }
  for (const incident of store.all("incident")) {
    const rank = matchRank(
      keyOf(incident, () => `${incident.number}\n${incident.title}`, romanize),
      query,
    );
    if (rank === null) continue;
    const subtitle = [incident.number, accountName(store, incident.accountId)].filter((part) => part !== null).join(" · ");
    found.push({ rank, item: { type: "incident", id: incident.id, accountId: incident.accountId, title: incident.title, subtitle } });
  }
  return found;
}

/** Accounts, contacts and incidents by what the reader types, best first; nothing typed gives nothing. */
export const search = defineQuery({
  dependsOn: ["account", "contact", "incident"],
  run: async (store, args: SearchArgs): Promise<readonly SearchItem[]> => {
    const query = searchQuery(args.text);
    if (query.terms.length === 0) return [];
    const found = hits(store, query, await romanizer());
    const order = (hit: Hit): number => hit.rank * typeOrder.length + typeOrder.indexOf(hit.item.type);
    return found
      .toSorted((a, b) => order(a) - order(b) || a.item.title.length - b.item.title.length || (a.item.id < b.item.id ? -1 : 1))
      .slice(0, args.limit)
      .map((hit) => hit.item);
  },
});
