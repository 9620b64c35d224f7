import type { Table } from "dexie";
import { placeOfLog, placeOfMeta, placeOfPage } from "./copy-store.ts";
import {
  type DerivedRow,
  type EditRow,
  type LogRow,
  type PackRow,
  type PageRow,
  type RollupRow,
  type SealedValues,
  sealedKeys,
} from "./database.ts";
import { placeOfDerived } from "./derived-store.ts";
import { placeOfAnswer, placeOfEdit } from "./edit-sealing.ts";
import { placeOfPack, placeOfRollup } from "./metric-store.ts";
import type { ReplicaCore } from "./replica-core.ts";
import { type Place, type Sealed, SealError, type Sealer, sameSeal } from "./sealing.ts";
import type { AskDesktop, KeyRings } from "./worker-messages.ts";

/** Rows of a table that are sealed anew in one step: a small part of a frame's work, none of it in the window. */
const rowsPerStep = { pages: 2, log: 20, rollups: 4, packs: 40, derived: 1, meta: 10, outbox: 40, settled: 40 } as const;
type SealedTable = keyof typeof rowsPerStep;
/** Old keys go after two passes this far apart found nothing under them: another window may still have sealed with one. */
const betweenPassesMs = 60_000;
/** A key is changed by itself after this. */
const keyAgeMaxMs = 90 * 86_400_000;

export interface RotationPorts {
  readonly ask: AskDesktop;
  readonly now: () => number;
  /** Writes the edits that are not sent to the mirror again. true = they are there. */
  readonly mirror: (rows: readonly EditRow[]) => Promise<boolean>;
}

interface Pass {
  readonly left: { readonly table: SealedTable; readonly key: unknown }[];
  resealed: number;
}

/**
 * Seals what is stored anew with the newest keys, some rows at a time, and has the old keys forgotten when nothing is sealed with them. Where it
 * stands is nowhere written: a start that finds several keys begins another pass, and rows that are done are passed over.
 */
export class KeyRotation {
  readonly #core: ReplicaCore;
  readonly #ports: RotationPorts;
  #pass: Pass | null = null;
  #cleanSinceMs: number | null = null;

  constructor(core: ReplicaCore, ports: RotationPorts) {
    this.#core = core;
    this.#ports = ports;
  }

  /** There are old keys. */
  get underWay(): boolean {
    const { copy, edits } = this.#core.ports.keys;
    return copy.names.length > 1 || edits.names.length > 1;
  }

  /** Has new keys made: what is written from now on is sealed with them. Rejects when the desktop refuses. */
  async rotate(): Promise<void> {
    const { keys } = await this.#ports.ask({ op: "rotate" });
    if (keys === undefined) throw new Error("the vault is not open");
    this.adopt(keys);
    this.#core.ports.onNews("keys");
  }

  /** Rotates if the keys are old. */
  async rotateIfOld(): Promise<void> {
    const { keyCreatedMs } = await this.#ports.ask({ op: "key-age" });
    if (typeof keyCreatedMs === "number" && this.#ports.now() - keyCreatedMs > keyAgeMaxMs && !this.underWay) await this.rotate();
  }

  /** Another window had keys made. */
  async follow(): Promise<void> {
    const { keys } = await this.#ports.ask({ op: "keys" });
    if (keys !== undefined) this.adopt(keys);
  }

  adopt({ copy, edits }: KeyRings): void {
    this.#core.ports.keys.copy.adopt(copy);
    this.#core.ports.keys.edits.adopt(edits);
    this.#pass = null;
    this.#cleanSinceMs = null;
  }

  /** One step, if one is due. Killed anywhere, nothing is lost: a row is replaced in one transaction, if it is still what was opened. */
  async step(): Promise<void> {
    if (!this.underWay) return;
    if (this.#pass === null) {
      if (this.#cleanSinceMs !== null && this.#ports.now() - this.#cleanSinceMs < betweenPassesMs) return;
      this.#pass = { left: await this.#everyKey(), resealed: 0 };
    }
    const [next] = this.#pass.left;
    if (next === undefined) return this.#endPass(this.#pass.resealed);
    const { table } = next;
    const others = this.#pass.left.findIndex((row) => row.table !== table);
    const count = Math.min(rowsPerStep[table], others < 0 ? this.#pass.left.length : others);
    this.#pass.resealed += await this.#reseal(
      table,
      this.#pass.left.splice(0, count).map((row) => row.key),
    );
  }

  async #endPass(resealed: number): Promise<void> {
    this.#pass = null;
    if (resealed > 0 || this.#cleanSinceMs === null) {
      this.#cleanSinceMs = resealed > 0 ? null : this.#ports.now();
      return;
    }
    // The mirror's lines are sealed, too: those of edits that are still needed are written again before their key goes.
    if (!(await this.#ports.mirror(this.#core.outbox.rows.map(({ row }) => row)))) return;
    const { copy, edits } = this.#core.ports.keys;
    await this.#ports.ask({ op: "retire", keep: [copy.newest, edits.newest] });
    copy.retire();
    edits.retire();
    this.#cleanSinceMs = null;
  }

  async #everyKey(): Promise<{ readonly table: SealedTable; readonly key: unknown }[]> {
    const all: { readonly table: SealedTable; readonly key: unknown }[] = [];
    // Edits first: they are what cannot be fetched again.
    for (const table of ["outbox", "settled", "meta", "pages", "log", "rollups", "packs", "derived"] as const) {
      const keys = await this.#core.db[table].toCollection().primaryKeys();
      for (const key of keys) if (table !== "meta" || (sealedKeys as readonly unknown[]).includes(key)) all.push({ table, key });
    }
    return all;
  }

  /** Answers how many rows were not under the newest key. */
  async #reseal(table: SealedTable, keys: readonly unknown[]): Promise<number> {
    const { db } = this.#core;
    const sealer = table === "outbox" || table === "settled" ? this.#core.ports.keys.edits : this.#core.ports.keys.copy;
    const store: Table<object, never> = db.dexie.table(table);
    const rows = await store.bulkGet(keys as never[]);
    const made: { readonly key: never; readonly changes: readonly FieldChange[] }[] = [];
    for (const [i, row] of rows.entries()) {
      if (row === undefined) continue;
      const changes = await resealed(sealer, sealedFields(table, row));
      if (changes.length > 0) made.push({ key: keys[i] as never, changes });
    }
    if (made.length === 0) return 0;
    await this.#core.write([table], {
      run: async () => {
        for (const { key, changes } of made) {
          const now = await store.get(key);
          const same = now !== undefined && changes.every(({ field, before }) => sameSeal(fieldOf(now, field), before));
          if (same) await store.put({ ...now, ...Object.fromEntries(changes.map(({ field, after }) => [field, after])) });
        }
      },
    });
    if (table === "outbox") await this.#core.readOutbox();
    return made.length;
  }
}

interface SealedField {
  readonly field: string;
  readonly place: Place;
  readonly sealed: Sealed;
}

interface FieldChange {
  readonly field: string;
  readonly before: Sealed;
  readonly after: Sealed;
}

/** What does not open stays as it is: whoever reads it finds the damage and knows what to do about it. */
async function resealed(sealer: Sealer, fields: readonly SealedField[]): Promise<readonly FieldChange[]> {
  const changes: FieldChange[] = [];
  for (const { field, place, sealed } of fields) {
    if (sealer.isNewest(sealed)) continue;
    try {
      changes.push({ field, before: sealed, after: await sealer.seal(place, await sealer.open(place, sealed)) });
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
    }
  }
  return changes;
}

function sealedFields(table: SealedTable, row: object): readonly SealedField[] {
  const of = (field: string, place: Place): SealedField[] => {
    const sealed = fieldOf(row, field);
    return sealed === undefined ? [] : [{ field, place, sealed }];
  };
  // A row is what its table holds.
  switch (table) {
    case "pages":
      return of("sealed", placeOfPage(row as PageRow));
    case "log":
      return of("sealed", placeOfLog(row as LogRow));
    case "packs":
      return of("sealed", placeOfPack(row as PackRow));
    case "rollups":
      return of("sealed", placeOfRollup((row as RollupRow).row));
    case "derived":
      return of("sealed", placeOfDerived((row as DerivedRow).key));
    case "meta":
      return of("value", placeOfMeta((row as { readonly key: keyof SealedValues }).key));
    case "outbox":
    case "settled":
      return [...of("sealed", placeOfEdit(row as EditRow)), ...of("answer", placeOfAnswer((row as EditRow).edit))];
  }
}

function fieldOf(row: object, field: string): Sealed | undefined {
  const value: unknown = Object.entries(row).find(([name]) => name === field)?.[1];
  return value instanceof Uint8Array ? (value as Sealed) : undefined;
}
