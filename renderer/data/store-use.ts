import type { Database } from "./database.ts";
import type { Sealed } from "./sealing.ts";

/** Parts of the local database, as the reader knows them. */
export const storePartNames = ["copy", "changes", "usage", "quality", "outbox", "settled", "derived"] as const;
export type StorePartName = (typeof storePartNames)[number];

export interface StorePart {
  readonly part: StorePartName;
  readonly rows: number;
  /** Sealed bytes, without what the browser adds. */
  readonly bytes: number;
}

export interface StoreUse {
  readonly parts: readonly StorePart[];
  /** Quality metrics of customers that are not the user's own: they can go, and come again when such a customer is opened. */
  readonly othersPacks: { readonly packs: number; readonly bytes: number };
  /** What the browser says that this origin takes, and may take at most; null = it does not say. */
  readonly usageBytes: number | null;
  readonly quotaBytes: number | null;
}

interface SealedRow {
  readonly sealed: Sealed;
  readonly answer?: Sealed;
}

function sizeOf({ sealed, answer }: SealedRow): number {
  return sealed.byteLength + (answer?.byteLength ?? 0);
}

/** Adds up every row, one after the other: nothing is held. */
export async function readStoreUse(db: Database, isOwn: (accountId: string) => boolean): Promise<Pick<StoreUse, "parts" | "othersPacks">> {
  const sums = new Map(storePartNames.map((part) => [part, { rows: 0, bytes: 0 }]));
  const add = (part: StorePartName, row: SealedRow): void => {
    const sum = sums.get(part);
    if (sum === undefined) return;
    sum.rows += 1;
    sum.bytes += sizeOf(row);
  };
  const others = { packs: 0, bytes: 0 };
  await db.pages.each((row) => add("copy", row));
  await db.log.each((row) => add("changes", row));
  await db.outbox.each((row) => add("outbox", row));
  await db.settled.each((row) => add("settled", row));
  await db.rollups.each((row) => add("usage", row));
  await db.derived.each((row) => add("derived", row));
  await db.packs.each((row) => {
    add(row.group === "usage" ? "usage" : "quality", row);
    if (row.group === "usage" || isOwn(row.accountId)) return;
    others.packs += 1;
    others.bytes += sizeOf(row);
  });
  return { parts: storePartNames.map((part) => ({ part, ...(sums.get(part) ?? { rows: 0, bytes: 0 }) })), othersPacks: others };
}

/** Runs inside a transaction over `packs`. Answers how many went. */
export async function dropOthersPacks(db: Database, isOwn: (accountId: string) => boolean): Promise<number> {
  const keys = (await db.packs.toCollection().primaryKeys()).filter(([group, accountId]) => group !== "usage" && !isOwn(accountId));
  await db.packs.bulkDelete(keys);
  return keys.length;
}
