import { type Kind, kinds } from "../../shared/domain/kinds.ts";
import { encodePage, PageReader } from "../../shared/sync/columnar.ts";
import { pageRowsOf } from "../../shared/sync/protocol.ts";
import type { Journal } from "./local-store.ts";
import type { StoredDoc } from "./stored-doc.ts";

interface LogEntry {
  /** null = deleted. */
  readonly doc: StoredDoc | null;
  readonly batch: number;
}

interface BasePage {
  readonly number: number;
  readonly reader: PageReader;
  /** Documents made so far, by row: a document is made once, so that an unchanged record keeps its identity. */
  readonly docs: (StoredDoc | undefined)[];
}

/** A page that a fold made anew. */
export interface FoldedPage {
  readonly number: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface FoldPlan {
  readonly kind: Kind;
  readonly pages: readonly FoldedPage[];
  /** Pages and rows of the kind after the fold. */
  readonly pageCount: number;
  readonly rows: number;
  /** Takes the new pages into memory: call it once they are stored. */
  readonly adopt: () => void;
}

/** What the outbox makes of a record: undefined = nothing, it is shown as it is stored. */
export type Overlay = (id: string, stored: StoredDoc | null) => StoredDoc | null | undefined;

const rowBits = 2 ** 20;

/**
 * One kind of record in memory: pages of columns, over them the pulled log, over that the edits of the outbox. Documents, indexes and lists
 * are made when first asked for.
 */
export class KindTable {
  readonly kind: Kind;
  readonly #accountField: "id" | "accountId" | null;
  readonly #overlay: Overlay;
  #pages: BasePage[] = [];
  #log = new Map<string, LogEntry>();
  /** Shown instead of a row of a page; null = not shown. Keys are positions: page index × 2^20 + row. */
  #replaced = new Map<number, StoredDoc | null>();
  /** Shown records that are in no page. */
  #added = new Map<string, StoredDoc>();
  #localIds = new Set<string>();
  #index: Map<string, number> | null = null;
  #byAccount: Map<string, number[]> | null = null;
  /** Records that an account's rows do not hold: added ones and those that moved in. */
  #extra = new Map<string, Set<string>>();
  #all: readonly StoredDoc[] | null = null;
  #ofAccount = new Map<string, readonly StoredDoc[]>();
  /** Accounts of which a record came, went or changed since this was asked last. */
  #touched = new Set<string>();
  /** How often the pages changed, and which records did since. */
  #base = 0;
  #journal: string[] = [];

  constructor(kind: Kind, overlay: Overlay) {
    this.kind = kind;
    this.#accountField = kinds[kind].accountField;
    this.#overlay = overlay;
  }

  get(id: string): StoredDoc | undefined {
    const position = this.#positions().get(id);
    if (position === undefined) return this.#added.get(id);
    return this.#shownAt(position) ?? undefined;
  }

  /** The record without the outbox: what the backend has, as far as this laptop knows. */
  stored(id: string): StoredDoc | undefined {
    const logged = this.#log.get(id);
    if (logged !== undefined) return logged.doc ?? undefined;
    const position = this.#positions().get(id);
    return position === undefined ? undefined : this.#baseAt(position);
  }

  /** Every record's id and revision as `stored` has it, without making documents. */
  eachStored(visit: (id: string, rev: number) => void): void {
    for (const page of this.#pages) {
      const [idAt, revAt] = [page.reader.cell("id"), page.reader.cell("rev")];
      for (let row = 0; row < page.reader.rows; row += 1) {
        const id = idAt(row);
        if (typeof id === "string" && !this.#log.has(id)) visit(id, Number(revAt(row)));
      }
    }
    for (const [id, { doc }] of this.#log) if (doc !== null) visit(id, doc.rev);
  }

  all(): readonly StoredDoc[] {
    if (this.#all === null) {
      const all: StoredDoc[] = [];
      this.#pages.forEach((page, index) => {
        for (let row = 0; row < page.reader.rows; row += 1) {
          const doc = this.#shownAt(index * rowBits + row);
          if (doc !== null) all.push(doc);
        }
      });
      for (const doc of this.#added.values()) all.push(doc);
      this.#all = all;
    }
    return this.#all;
  }

  ofAccount(accountId: string): readonly StoredDoc[] {
    let docs = this.#ofAccount.get(accountId);
    if (docs === undefined) {
      docs = this.#collect(accountId);
      this.#ofAccount.set(accountId, docs);
    }
    return docs;
  }

  /** Every shown record's named fields, without making documents. The array handed to `visit` is reused. */
  scan(names: readonly string[], visit: (values: readonly unknown[]) => void): void {
    const values: unknown[] = names.map(() => undefined);
    const visitDoc = (doc: StoredDoc): void => {
      names.forEach((name, i) => {
        values[i] = doc[name];
      });
      visit(values);
    };
    this.#pages.forEach((page, index) => {
      const cells = names.map((name) => page.reader.cell(name));
      for (let row = 0; row < page.reader.rows; row += 1) {
        const replaced = this.#replaced.size === 0 ? undefined : this.#replaced.get(index * rowBits + row);
        if (replaced === undefined) {
          for (let i = 0; i < cells.length; i += 1) values[i] = cells[i]?.(row);
          visit(values);
        } else if (replaced !== null) visitDoc(replaced);
      }
    });
    for (const doc of this.#added.values()) visitDoc(doc);
  }

  /** Accounts of which a record came, went or changed since this was asked last, by the log or the outbox; not by pages. */
  takeTouched(): ReadonlySet<string> {
    const touched = this.#touched;
    this.#touched = new Set();
    return touched;
  }

  /** What changed, for who keeps something made of the records: see `LocalStore.journal`. */
  journal(): Journal {
    return { base: this.#base, changed: this.#journal };
  }

  addPage(number: number, reader: PageReader): void {
    this.#pages.push({ number, reader, docs: [] });
    this.#baseChanged();
  }

  reset(): void {
    this.#pages = [];
    this.#log = new Map();
    this.#baseChanged();
  }

  /** Takes one pulled change. */
  applyChange(id: string, doc: StoredDoc | null, batch: number): void {
    this.#log.set(id, { doc, batch });
    this.#refresh(id);
  }

  /** Says that the outbox now has, or no longer has, edits of a record. */
  localChanged(id: string, hasEdits: boolean): void {
    if (hasEdits) this.#localIds.add(id);
    else this.#localIds.delete(id);
    this.#refresh(id);
  }

  /** Changes up to and with `batch`, put into as few new pages as hold them. null = nothing to fold. */
  planFold(batch: number): FoldPlan | null {
    const folded = [...this.#log].filter(([, entry]) => entry.batch <= batch);
    if (folded.length === 0) return null;
    const touched = new Map<number, Map<string, StoredDoc | null>>();
    const fresh: StoredDoc[] = [];
    for (const [id, { doc }] of folded) {
      const position = this.#positions().get(id);
      if (position === undefined) {
        if (doc !== null) fresh.push(doc);
        continue;
      }
      const index = Math.floor(position / rowBits);
      const changes = touched.get(index) ?? new Map<string, StoredDoc | null>();
      changes.set(id, doc);
      touched.set(index, changes);
    }
    const pages = [...this.#pages];
    for (const [index, changes] of touched) {
      const page = pages[index];
      if (page !== undefined) pages[index] = rebuilt(this.kind, page, changes);
    }
    appendFresh(this.kind, pages, fresh);
    const changed = pages.filter((page, index) => page !== this.#pages[index]);
    return {
      kind: this.kind,
      pages: changed.map((page) => ({ number: page.number, bytes: page.reader.bytes })),
      pageCount: pages.length,
      rows: pages.reduce((sum, page) => sum + page.reader.rows, 0),
      adopt: () => {
        this.#pages = pages;
        // A change that came while the pages were being stored stays in the log.
        for (const [id, entry] of folded) if (this.#log.get(id) === entry) this.#log.delete(id);
        this.#baseChanged();
      },
    };
  }

  #collect(accountId: string): readonly StoredDoc[] {
    if (this.#accountField === null) return [];
    const docs: StoredDoc[] = [];
    for (const position of this.#accounts().get(accountId) ?? []) {
      const doc = this.#shownAt(position);
      if (doc !== null && doc[this.#accountField] === accountId) docs.push(doc);
    }
    for (const id of this.#extra.get(accountId) ?? []) {
      const doc = this.get(id);
      if (doc !== undefined) docs.push(doc);
    }
    return docs;
  }

  #baseAt(position: number): StoredDoc | undefined {
    const page = this.#pages[Math.floor(position / rowBits)];
    return page === undefined ? undefined : docAt(page, position % rowBits);
  }

  #shownAt(position: number): StoredDoc | null {
    if (this.#replaced.size > 0) {
      const replaced = this.#replaced.get(position);
      if (replaced !== undefined) return replaced;
    }
    return this.#baseAt(position) ?? null;
  }

  #positions(): Map<string, number> {
    if (this.#index === null) {
      const index = new Map<string, number>();
      this.#pages.forEach((page, number) => {
        const id = page.reader.cell("id");
        for (let row = 0; row < page.reader.rows; row += 1) {
          const key = id(row);
          if (typeof key === "string") index.set(key, number * rowBits + row);
        }
      });
      this.#index = index;
    }
    return this.#index;
  }

  #accounts(): Map<string, number[]> {
    if (this.#byAccount === null) {
      const byAccount = new Map<string, number[]>();
      const field = this.#accountField;
      if (field !== null) {
        this.#pages.forEach((page, number) => {
          const account = page.reader.cell(field);
          for (let row = 0; row < page.reader.rows; row += 1) {
            const accountId = account(row);
            if (typeof accountId !== "string") continue;
            const positions = byAccount.get(accountId);
            if (positions === undefined) byAccount.set(accountId, [number * rowBits + row]);
            else positions.push(number * rowBits + row);
          }
        });
      }
      this.#byAccount = byAccount;
    }
    return this.#byAccount;
  }

  #baseChanged(): void {
    this.#base += 1;
    this.#journal = [];
    this.#index = null;
    this.#byAccount = null;
    this.#all = null;
    this.#replaced.clear();
    this.#added.clear();
    this.#extra.clear();
    this.#ofAccount.clear();
    for (const id of new Set([...this.#log.keys(), ...this.#localIds])) this.#refresh(id);
  }

  /** Works out anew what is shown of one record, after its log entry or its edits changed. */
  #refresh(id: string): void {
    const position = this.#positions().get(id);
    const before = this.get(id);
    const stored = this.stored(id) ?? null;
    const overlaid = this.#localIds.has(id) ? this.#overlay(id, stored) : undefined;
    const shown = overlaid === undefined ? stored : overlaid;
    if (position === undefined) {
      if (shown === null) this.#added.delete(id);
      else this.#added.set(id, shown);
    } else if (overlaid === undefined && !this.#log.has(id)) this.#replaced.delete(position);
    else this.#replaced.set(position, shown);
    this.#all = null;
    this.#journal.push(id);
    this.#moveAccount(id, position, before, shown);
  }

  #moveAccount(id: string, position: number | undefined, before: StoredDoc | undefined, shown: StoredDoc | null): void {
    const field = this.#accountField;
    if (field === null) return;
    const rowAccount = position === undefined ? undefined : this.#baseAt(position)?.[field];
    for (const accountId of new Set([before?.[field], shown?.[field], rowAccount])) {
      if (typeof accountId !== "string") continue;
      this.#ofAccount.delete(accountId);
      this.#touched.add(accountId);
      const extra = this.#extra.get(accountId) ?? new Set<string>();
      if (shown?.[field] === accountId && rowAccount !== accountId) extra.add(id);
      else extra.delete(id);
      if (extra.size > 0) this.#extra.set(accountId, extra);
      else this.#extra.delete(accountId);
    }
  }
}

function docAt(page: BasePage, row: number): StoredDoc {
  let doc = page.docs[row];
  if (doc === undefined) {
    // The backend validated the record when it was stored; the page's form was validated when it was read.
    doc = page.reader.doc(row) as unknown as StoredDoc;
    page.docs[row] = doc;
  }
  return doc;
}

function rebuilt(kind: Kind, page: BasePage, changes: ReadonlyMap<string, StoredDoc | null>): BasePage {
  const id = page.reader.cell("id");
  const rows: StoredDoc[] = [];
  const docs: (StoredDoc | undefined)[] = [];
  for (let row = 0; row < page.reader.rows; row += 1) {
    const key = id(row);
    const change = typeof key === "string" ? changes.get(key) : undefined;
    if (change === null) continue;
    docs[rows.length] = change ?? page.docs[row];
    rows.push(change ?? page.docs[row] ?? (page.reader.doc(row) as unknown as StoredDoc));
  }
  return { number: page.number, reader: new PageReader(encodePage(kind, rows)), docs };
}

/** Puts records that are in no page behind the last one, as long as it has room, then into new pages. */
function appendFresh(kind: Kind, pages: BasePage[], fresh: readonly StoredDoc[]): void {
  let rest = fresh;
  const most = pageRowsOf(kind);
  const last = pages.at(-1);
  if (last !== undefined && last.reader.rows < most && rest.length > 0) {
    const taken = rest.slice(0, most - last.reader.rows);
    rest = rest.slice(taken.length);
    const rows = Array.from({ length: last.reader.rows }, (_, row) => last.docs[row] ?? (last.reader.doc(row) as unknown as StoredDoc));
    pages[pages.length - 1] = {
      number: last.number,
      reader: new PageReader(encodePage(kind, [...rows, ...taken])),
      docs: [...paddedDocs(last), ...taken],
    };
  }
  while (rest.length > 0) {
    const taken = rest.slice(0, most);
    rest = rest.slice(taken.length);
    const number = Math.max(-1, ...pages.map((page) => page.number)) + 1;
    pages.push({ number, reader: new PageReader(encodePage(kind, taken)), docs: [...taken] });
  }
}

function paddedDocs(page: BasePage): (StoredDoc | undefined)[] {
  return Array.from({ length: page.reader.rows }, (_, row) => page.docs[row]);
}
