import type { MetricGroup } from "../../shared/domain/metrics/metrics.ts";
import type { HourlySeries } from "../../shared/domain/metrics/series.ts";
import { decodeChunks, encodeChunks, type PackedChunk } from "../../shared/sync/chunks.ts";
import type { Database, PackRow, RollupRow } from "./database.ts";
import type { UsageRollup } from "./local-store.ts";
import { chunksByAccount, mergePack, seriesOfPack } from "./metric-pack.ts";
import { type Place, type Sealed, type Sealer, sameSeal } from "./sealing.ts";
import { decodeRollups, encodeRollups, usageRollup } from "./usage-rollup.ts";

/** Rollup rows that may gather before they are made one. */
const rollupRowsMax = 24;

/** Packs that are sealed and wait for a transaction. */
export interface PreparedPacks {
  readonly packs: readonly PackRow[];
  /** What the packs were made from, in their order. */
  readonly seen: readonly (Sealed | undefined)[];
  readonly rollups: readonly UsageRollup[];
  readonly rollupRow: RollupRow | null;
}

/**
 * Metric packs and usage rollups on disk. What seals and opens is called outside of transactions; what writes, inside. Opening throws SealError
 * or PageFormatError on damage.
 */
export class MetricStore {
  readonly #db: Database;
  readonly #sealer: Sealer;
  readonly #newRow: () => string;
  /** Accounts whose rollups in memory lack the weeks; and whether rows on the disk do. */
  #old = new Set<string>();
  #oldRows = false;

  constructor(db: Database, sealer: Sealer, newRow: () => string) {
    this.#db = db;
    this.#sealer = sealer;
    this.#newRow = newRow;
  }

  async readRollups(): Promise<readonly UsageRollup[]> {
    const rows = await this.#db.rollups.orderBy("order").toArray();
    const opened = await Promise.all(rows.map((row) => this.#sealer.open(placeOfRollup(row.row), row.sealed)));
    const pages = opened.map((bytes) => decodeRollups(bytes));
    // A later row wins over an earlier one, also when the earlier one is old.
    this.#old = new Set();
    for (const { old, rollups } of pages)
      for (const { accountId } of rollups) {
        if (old) this.#old.add(accountId);
        else this.#old.delete(accountId);
      }
    this.#oldRows = pages.some(({ old }) => old);
    return pages.flatMap(({ rollups }) => rollups);
  }

  /** Accounts whose rollups were read in an earlier format: what they lack is in the packs. */
  get oldRollups(): ReadonlySet<string> {
    return this.#old;
  }

  /** Leaves an old rollup as it is. */
  leaveOld(accountId: string): void {
    this.#old.delete(accountId);
  }

  /** An old rollup, made anew from its pack; undefined = there is no pack. */
  async remakeRollup(accountId: string): Promise<UsageRollup | undefined> {
    const pack = await this.#db.packs.get(["usage", accountId]);
    const bytes = pack === undefined ? null : await this.#sealer.open(placeOfPack(pack), pack.sealed);
    this.#old.delete(accountId);
    return bytes === null ? undefined : usageRollup(accountId, decodeChunks(bytes).chunks);
  }

  async series(accountId: string, group: MetricGroup): Promise<readonly HourlySeries[]> {
    const pack = await this.#db.packs.get([group, accountId]);
    return pack === undefined ? [] : seriesOfPack(await this.#sealer.open(placeOfPack(pack), pack.sealed));
  }

  async asOf(group: MetricGroup, accountId: string): Promise<number | null> {
    return (await this.#db.packs.get([group, accountId]))?.asOf ?? null;
  }

  async accounts(group: MetricGroup): Promise<readonly string[]> {
    const keys = await this.#db.packs.where("[group+accountId]").between([group, ""], [group, "\uffff"]).primaryKeys();
    return keys.map(([, accountId]) => accountId);
  }

  /** Puts chunks into their accounts' packs and, for usage, the accounts' rollups; seals them. */
  async prepare(group: MetricGroup, chunks: readonly PackedChunk[], asOf: number): Promise<PreparedPacks> {
    const accounts = [...chunksByAccount(chunks)];
    const stored = await this.#db.packs.bulkGet(accounts.map(([accountId]): [MetricGroup, string] => [group, accountId]));
    const made = await Promise.all(
      accounts.map(async ([accountId, own], i) => {
        const place = placeOfPack({ group, accountId });
        const before = stored[i];
        const bytes = mergePack(before === undefined ? null : await this.#sealer.open(place, before.sealed), own);
        const rollup = group === "usage" ? usageRollup(accountId, before === undefined ? own : decodeChunks(bytes).chunks) : undefined;
        return { pack: { group, accountId, asOf, sealed: await this.#sealer.seal(place, bytes) }, rollup };
      }),
    );
    const rollups = made.flatMap(({ rollup }) => rollup ?? []);
    const rollupRow = rollups.length === 0 ? null : await this.#sealRollups(rollups);
    return { packs: made.map(({ pack }) => pack), seen: stored.map((row) => row?.sealed), rollups, rollupRow };
  }

  /** An account's pack, complete up to `asOf` without having changed; an account without data gets an empty one. */
  async prepareAsOf(group: MetricGroup, accountId: string, asOf: number): Promise<PreparedPacks> {
    const stored = await this.#db.packs.get([group, accountId]);
    const sealed = stored?.sealed ?? (await this.#sealer.seal(placeOfPack({ group, accountId }), encodeChunks([])));
    return { packs: [{ group, accountId, asOf, sealed }], seen: [stored?.sealed], rollups: [], rollupRow: null };
  }

  /** Runs inside a transaction over `packs` and `rollups`. false = nothing written: another window has changed a pack meanwhile. */
  async write({ packs, seen, rollupRow }: PreparedPacks): Promise<boolean> {
    const now = await this.#db.packs.bulkGet(packs.map(({ group, accountId }): [MetricGroup, string] => [group, accountId]));
    if (!now.every((row, i) => sameSeal(row?.sealed, seen[i]))) return false;
    await this.#db.packs.bulkPut([...packs]);
    if (rollupRow !== null) await this.#db.rollups.add(rollupRow);
    for (const { group, accountId } of packs) if (group === "usage") this.#old.delete(accountId);
    return true;
  }

  async needsCompacting(): Promise<boolean> {
    return this.#oldRows || (await this.#db.rollups.count()) > rollupRowsMax;
  }

  /** All rollups as one row, if there are many rows or `anyway`; null = leave them. */
  async prepareCompact(rollups: readonly UsageRollup[], anyway: boolean): Promise<RollupRow | null> {
    return anyway || (await this.needsCompacting()) ? this.#sealRollups(rollups) : null;
  }

  /** Runs inside a transaction over `rollups`. */
  async compact(row: RollupRow): Promise<void> {
    await this.#db.rollups.clear();
    await this.#db.rollups.add(row);
    this.#oldRows = false;
  }

  /** Accounts that have packs. */
  async packed(): Promise<ReadonlySet<string>> {
    const keys = await this.#db.packs.toCollection().primaryKeys();
    return new Set(keys.map(([, accountId]) => accountId));
  }

  /** Runs inside a transaction over `packs`. */
  async forget(accountIds: ReadonlySet<string>): Promise<void> {
    const keys = await this.#db.packs.toCollection().primaryKeys();
    await this.#db.packs.bulkDelete(keys.filter(([, accountId]) => accountIds.has(accountId)));
  }

  async #sealRollups(rollups: readonly UsageRollup[]): Promise<RollupRow> {
    const row = this.#newRow();
    return { row, sealed: await this.#sealer.seal(placeOfRollup(row), encodeRollups(rollups)) };
  }
}

export function placeOfPack({ group, accountId }: { readonly group: string; readonly accountId: string }): Place {
  return ["packs", group, accountId];
}

export function placeOfRollup(row: string): Place {
  return ["rollups", row];
}
