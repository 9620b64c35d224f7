import { type Kind, kindNames } from "../../shared/domain/kinds.ts";
import { PageReader } from "../../shared/sync/columnar.ts";
import { type Change, type Hello, schemaHash } from "../../shared/sync/protocol.ts";
import { FencedError } from "../sync/sync-store.ts";
import type { Database, Generation, MetaValues } from "./database.ts";

/** Kinds that the first screens need: read before anything else. The rest is the bulk of the bytes. */
export const hotKinds: readonly Kind[] = kindNames.filter((kind) => kind !== "contact" && kind !== "timeline" && kind !== "incidentEvent");

export interface ReadPage {
  readonly kind: Kind;
  readonly number: number;
  readonly reader: PageReader;
}

export interface ReadBatch {
  readonly batch: number;
  readonly changes: readonly Change[];
}

export function newGeneration(number: number, hello: Hello): Generation {
  const rowsTotal = kindNames.reduce((sum, kind) => sum + (hello.rows[kind] ?? 0), 0);
  return {
    number,
    epoch: hello.epoch,
    seq: hello.head,
    scopeVersion: hello.scopeVersion,
    schemaHash,
    complete: false,
    kinds: {},
    rowsTotal,
  };
}

/** The generation with one more page of a kind. */
export function withPage(generation: Generation, kind: string, rows: number, asOf: number, next: string | null): Generation {
  const before = generation.kinds[kind];
  const progress = { pages: (before?.pages ?? 0) + 1, rows: (before?.rows ?? 0) + rows, next, done: next === null };
  return { ...generation, seq: Math.min(generation.seq, asOf), kinds: { ...generation.kinds, [kind]: progress } };
}

/** Copies of the book on disk: pages and log of a generation. Reads may run anywhere; writes inside their caller's transaction. */
export class CopyStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async meta(): Promise<Partial<MetaValues>> {
    const rows = await this.#db.meta.toArray();
    return Object.fromEntries(rows.map((row) => [row.key, row.value]));
  }

  /** Throws FencedError when `fence` is not the newest: inside the transaction, so that nothing is written after another window took the lead. */
  async checkFence(fence: number): Promise<void> {
    if ((await this.#db.getMeta("fence")) !== fence) throw new FencedError();
  }

  /** Pages of the kinds, in order. Throws PageFormatError when one is missing or damaged. */
  async readPages(generation: Generation, kinds: readonly Kind[]): Promise<readonly ReadPage[]> {
    const keys = kinds.flatMap((kind) => Array.from({ length: generation.kinds[kind]?.pages ?? 0 }, (_, page) => ({ kind, page })));
    const rows = await this.#db.pages.bulkGet(keys.map(({ kind, page }): [number, string, number] => [generation.number, kind, page]));
    return keys.map(({ kind, page }, i) => ({ kind, number: page, reader: new PageReader(rows[i]?.bytes ?? new Uint8Array()) }));
  }

  async readLog(generation: number, afterBatch: number): Promise<readonly ReadBatch[]> {
    const rows = await this.#db.log.where("batch").above(afterBatch).toArray();
    return rows
      .filter((row) => row.generation === generation)
      .map((row) => ({ batch: row.batch ?? 0, changes: JSON.parse(row.changes) as readonly Change[] }));
  }

  /** Deletes every other generation's pages and log. */
  async keepOnly(generation: number): Promise<void> {
    await this.#delete((of) => of !== generation);
  }

  async forget(generation: number): Promise<void> {
    await this.#delete((of) => of === generation);
  }

  async #delete(which: (generation: number) => boolean): Promise<void> {
    // By keys, not by range: a range over a compound key trips Dexie's change tracking.
    const keys = await this.#db.pages.toCollection().primaryKeys();
    await this.#db.pages.bulkDelete(keys.filter(([generation]) => which(generation)));
    const batches: number[] = [];
    await this.#db.log.each((row) => {
      if (which(row.generation)) batches.push(row.batch ?? 0);
    });
    await this.#db.log.bulkDelete(batches);
  }
}

/** Whether a stored copy holds every kind that this version knows: a newer version has more, and takes a new copy. */
export function holdsEveryKind(generation: Generation): boolean {
  return kindNames.every((kind) => generation.kinds[kind]?.done === true);
}
