import type { Kind } from "../../../shared/domain/kinds.ts";
import { accountIds } from "./company.ts";
import type { CompanyServer, Doc } from "./company-server.ts";
import type { Promised } from "./typist.ts";
import type { WindowData } from "./window-data.ts";

type Compared = Extract<Kind, "account" | "contact" | "task" | "timeline" | "conflict">;
/** Records by kind and id. */
export type Book = Readonly<Record<Compared, Readonly<Record<string, Doc>>>>;

function byId(rows: readonly object[]): Readonly<Record<string, Doc>> {
  return Object.fromEntries(rows.map((row) => [String(Reflect.get(row, "id")), row as Doc]));
}

/** The book as the backend gives it to a laptop that begins anew. */
export async function bookOfServer(server: CompanyServer): Promise<Book> {
  const all = await server.book();
  const of = (kind: Compared): Readonly<Record<string, Doc>> => byId([...(all.get(kind)?.values() ?? [])]);
  return { account: of("account"), contact: of("contact"), task: of("task"), timeline: of("timeline"), conflict: open(of("conflict")) };
}

/** A laptop's queries show open conflicts alone. */
function open(conflicts: Readonly<Record<string, Doc>>): Readonly<Record<string, Doc>> {
  return Object.fromEntries(Object.entries(conflicts).filter(([, conflict]) => conflict["state"] === "open"));
}

/** The book as the window's screens are given it. Records that wait for the backend are marked. */
export async function bookOfWindow(data: WindowData): Promise<Book> {
  const heads = await Promise.all(accountIds.map((accountId) => data.query("accountHead", { accountId })));
  const held = await Promise.all(
    accountIds.map(async (accountId) => ({
      contacts: await data.query("accountContacts", { accountId }),
      tasks: await data.query("accountTasks", { accountId }),
      timeline: await data.query("accountTimeline", { accountId, types: null, limit: 10_000 }),
    })),
  );
  const mark = (record: object, pending: boolean): object => (pending ? { ...record, pending } : record);
  return {
    account: byId(heads.filter((head) => head !== null).map((head) => mark(head.account, head.pending))),
    contact: byId(held.flatMap(({ contacts }) => contacts.map((row) => mark(row.record, row.pending)))),
    task: byId(held.flatMap(({ tasks }) => tasks.map((row) => mark(row.record, row.pending)))),
    timeline: byId(held.flatMap(({ timeline }) => timeline.rows.map((row) => mark(row.entry, row.pending)))),
    conflict: byId((await data.query("conflicts", {})).map((item) => item.conflict)),
  };
}

/** What of the promised is missing, wrong or there twice; one line each. */
export function brokenPromises(book: Book, promised: readonly Promised[]): readonly string[] {
  return promised.flatMap(({ kind, id, fields }) => {
    const records = book[kind as Compared];
    if (kind === "timeline") {
      const times = Object.values(records).filter((entry) => entry["text"] === fields?.["text"]).length;
      return times === 1 ? [] : [`the note "${String(fields?.["text"])}" is there ${times} times`];
    }
    const stored = records[id];
    if (fields === null) return stored === undefined ? [] : [`${kind} ${id} was deleted and is there`];
    if (stored === undefined) return [`${kind} ${id} is missing`];
    return Object.entries(fields)
      .filter(([name, value]) => JSON.stringify(stored[name]) !== JSON.stringify(value))
      .map(([name, value]) => `${kind} ${id}.${name} is ${JSON.stringify(stored[name])}, not ${JSON.stringify(value)}`);
  });
}
