import type { MetricGroup } from "../../shared/domain/metrics/metrics.ts";
import type { HourlySeries } from "../../shared/domain/metrics/series.ts";
import { decodeChunks, encodeChunks, type PackedChunk } from "../../shared/sync/chunks.ts";
import type { Database } from "./database.ts";
import type { UsageRollup } from "./local-store.ts";
import { chunksByAccount, mergePack, seriesOfPack } from "./metric-pack.ts";
import { decodeRollups, encodeRollups, usageRollup } from "./usage-rollup.ts";

/** Rollup rows that may gather before they are made one. */
const rollupRowsMax = 24;

/** Metric packs and usage rollups on disk. */
export class MetricStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async readRollups(): Promise<readonly UsageRollup[]> {
    const rows = await this.#db.rollups.orderBy("order").toArray();
    return rows.flatMap((row) => decodeRollups(row.bytes));
  }

  async series(accountId: string, group: MetricGroup): Promise<readonly HourlySeries[]> {
    const pack = await this.#db.packs.get([group, accountId]);
    return pack === undefined ? [] : seriesOfPack(pack.bytes);
  }

  async asOf(group: MetricGroup, accountId: string): Promise<number | null> {
    return (await this.#db.packs.get([group, accountId]))?.asOf ?? null;
  }

  async accounts(group: MetricGroup): Promise<readonly string[]> {
    const keys = await this.#db.packs.where("[group+accountId]").between([group, ""], [group, "\uffff"]).primaryKeys();
    return keys.map(([, accountId]) => accountId);
  }

  /**
   * Writes chunks into their accounts' packs and, for usage, the accounts' rollups. Runs inside a transaction over `packs` and `rollups`.
   */
  async put(group: MetricGroup, chunks: readonly PackedChunk[], asOf: number): Promise<readonly UsageRollup[]> {
    const accounts = [...chunksByAccount(chunks)];
    const stored = await this.#db.packs.bulkGet(accounts.map(([accountId]): [MetricGroup, string] => [group, accountId]));
    const packs = accounts.map(([accountId, own], i) => ({ group, accountId, asOf, bytes: mergePack(stored[i]?.bytes ?? null, own) }));
    await this.#db.packs.bulkPut(packs);
    if (group !== "usage") return [];
    const rollups = packs.flatMap(
      (pack, i) => usageRollup(pack.accountId, stored[i] === undefined ? (accounts[i]?.[1] ?? []) : decodeChunks(pack.bytes).chunks) ?? [],
    );
    if (rollups.length > 0) await this.#db.rollups.add({ bytes: encodeRollups(rollups) });
    return rollups;
  }

  /** Notes that a pack is complete up to `asOf`; an account without data gets an empty one. Runs inside a transaction over `packs`. */
  async putAsOf(group: MetricGroup, accountId: string, asOf: number): Promise<void> {
    const stored = await this.#db.packs.get([group, accountId]);
    await this.#db.packs.put({ group, accountId, asOf, bytes: stored?.bytes ?? encodeChunks([]) });
  }

  /** Makes one row of many. Runs inside a transaction over `rollups`. */
  async compact(rollups: readonly UsageRollup[]): Promise<void> {
    if ((await this.#db.rollups.count()) <= rollupRowsMax) return;
    await this.#db.rollups.clear();
    await this.#db.rollups.add({ bytes: encodeRollups(rollups) });
  }
}
