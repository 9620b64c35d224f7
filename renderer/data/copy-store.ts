import { type Kind, kindNames } from "../../shared/domain/kinds.ts";
import { PageFormatError, PageReader } from "../../shared/sync/columnar.ts";
import { type Change, type Hello, schemaHash } from "../../shared/sync/protocol.ts";
import { FencedError } from "../sync/sync-store.ts";
import {
  type Database,
  type Generation,
  type LogRow,
  type MetaRow,
  type MetaValues,
  type PageRow,
  type SealedValues,
  sealedKeys,
} from "./database.ts";
import { type Place, SealError, type Sealed, type Sealer } from "./sealing.ts";

/** Kinds that the first screens need: read before anything else. The rest is the bulk of the bytes. */
export const hotKinds: readonly Kind[] = kindNames.filter(
  (kind) =>
    !(
      [
        "contact",
        "timeline",
        "incidentEvent",
        "healthMonth",
        "forecastMemory",
        "reviewSnapshot",
        "reviewVersion",
        "brandTemplate",
        "handover",
      ] satisfies Kind[] as Kind[]
    ).includes(kind),
);

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

/** What is known besides the book: meta values, the sealed ones opened. */
export type KnownMeta = Partial<MetaValues & SealedValues>;

/**
 * Copies of the book on disk: pages and log of a generation. What seals and opens is called outside of transactions; what writes, inside its
 * caller's.
 */
export class CopyStore {
  readonly #db: Database;
  readonly #sealer: Sealer;

  constructor(db: Database, sealer: Sealer) {
    this.#db = db;
    this.#sealer = sealer;
  }

  /** A sealed value that does not open is as if it were not there: it comes again from the backend. */
  async meta(): Promise<KnownMeta> {
    const rows = await this.#db.meta.toArray();
    const values = await Promise.all(
      rows.map(async ({ key, value }) => {
        if (!isSealedKey(key)) return [[key, value]];
        return await this.#sealer.openJson(placeOfMeta(key), value as Sealed).then(
          (opened) => [[key, opened]],
          () => [],
        );
      }),
    );
    return Object.fromEntries(values.flat());
  }

  sealMeta<N extends keyof SealedValues>(key: N, value: SealedValues[N]): Promise<MetaRow> {
    return this.#sealer.sealJson(placeOfMeta(key), value).then((sealed) => ({ key, value: sealed }));
  }

  /** Throws FencedError when `fence` is not the newest: inside the transaction, so that nothing is written after another window took the lead. */
  async checkFence(fence: number): Promise<void> {
    if ((await this.#db.getMeta("fence")) !== fence) throw new FencedError();
  }

  sealPage(generation: number, kind: string, page: number, bytes: Uint8Array<ArrayBuffer>): Promise<PageRow> {
    return this.#sealer.seal(placeOfPage({ generation, kind, page }), bytes).then((sealed) => ({ generation, kind, page, sealed }));
  }

  sealChanges(generation: number, seq: number, changes: readonly Change[]): Promise<LogRow> {
    return this.#sealer.sealJson(placeOfLog({ generation, seq }), changes).then((sealed) => ({ generation, seq, sealed }));
  }

  /** Pages of the kinds, in order. Throws PageFormatError or SealError when one is missing or damaged, or when rows are missing. */
  async readPages(generation: Generation, kinds: readonly Kind[]): Promise<readonly ReadPage[]> {
    const keys = kinds.flatMap((kind) => Array.from({ length: generation.kinds[kind]?.pages ?? 0 }, (_, page) => ({ kind, page })));
    const rows = await this.#db.pages.bulkGet(keys.map(({ kind, page }): [number, string, number] => [generation.number, kind, page]));
    const pages = await Promise.all(
      keys.map(async ({ kind, page }, i): Promise<ReadPage> => {
        const bytes = await this.#sealer.open(placeOfPage({ generation: generation.number, kind, page }), rows[i]?.sealed);
        return { kind, number: page, reader: new PageReader(bytes) };
      }),
    );
    for (const kind of kinds) {
      const here = pages.reduce((sum, page) => sum + (page.kind === kind ? page.reader.rows : 0), 0);
      if (here !== (generation.kinds[kind]?.rows ?? 0)) throw new PageFormatError(`rows of ${kind} are missing`);
    }
    return pages;
  }

  /** Throws SealError when a batch does not open. */
  async readLog(generation: number, afterBatch: number): Promise<readonly ReadBatch[]> {
    const rows = await this.#db.log.where("batch").above(afterBatch).toArray();
    return Promise.all(
      rows
        .filter((row) => row.generation === generation)
        .map(async (row) => ({
          batch: row.batch ?? 0,
          changes: (await this.#sealer.openJson(placeOfLog(row), row.sealed)) as readonly Change[],
        })),
    );
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

/** Whether an error says that what is stored is damaged, so that it must be fetched again. */
export function isDamage(error: unknown): boolean {
  return error instanceof PageFormatError || error instanceof SealError;
}

export function placeOfPage({ generation, kind, page }: Omit<PageRow, "sealed">): Place {
  return ["pages", generation, kind, page];
}

export function placeOfLog({ generation, seq }: Pick<LogRow, "generation" | "seq">): Place {
  return ["log", generation, seq];
}

export function placeOfMeta(key: keyof SealedValues): Place {
  return ["meta", key];
}

export function isSealedKey(key: MetaRow["key"]): key is keyof SealedValues {
  return (sealedKeys as readonly string[]).includes(key);
}
