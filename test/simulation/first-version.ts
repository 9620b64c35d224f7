import { Database, databaseName } from "../../renderer/data/database.ts";
import { EditSealing } from "../../renderer/data/edit-sealing.ts";
import { migrations } from "../../renderer/data/migrations.ts";
import { Sealer } from "../../renderer/data/sealing.ts";
import { quickCiphers } from "./quick-ciphers.ts";
import type { WorldDisk } from "./world-disk.ts";

/** A window of the first version that is still there. */
export interface OldWindow {
  /** Lets go of the store. */
  close(): void;
  /** Whether nobody has upgraded the store. */
  holds(): Promise<boolean>;
}

/**
 * Makes the profile's store one of the program's first version, as a laptop has it that was not started for long: the edits that wait are in the
 * clear, there is neither a mark nor a mirror, and the copy is to be fetched again. null = there is no store, or edits in it that do not open.
 */
export async function toFirstVersion(disk: WorldDisk, profile: string): Promise<OldWindow | null> {
  const { platform } = disk;
  const number = await disk.storeNumber(profile);
  if (number === null) return null;
  const name = databaseName(profile, number);
  const now = new Database(profile, platform);
  now.useStore(number);
  await now.dexie.open();
  const clientId = await now.getMeta("clientId");
  const nextMutationId = await now.getMeta("nextMutationId");
  const { edits } = disk.disk.keys();
  const sealing = new EditSealing(
    new Sealer(edits, quickCiphers),
    () => "",
    () => undefined,
  );
  const rows = await sealing.open(await now.outbox.toArray());
  now.dexie.close();
  const unreadable = rows.some(({ status }) => status.state === "attention" && status.code === "unreadable");
  if (clientId === undefined || unreadable) return null;
  await deleted(platform.indexedDB.deleteDatabase(name));
  disk.disk.mark = null;
  disk.disk.mirror = [];
  const old = new Database(profile, platform, migrations.slice(0, 1));
  old.useStore(number);
  await old.dexie.open();
  await old.dexie
    .table("outbox")
    .bulkAdd(
      rows.map(({ row, userId, mutationId, mutation, status }) => ({ clientId: row.clientId, userId, mutationId, mutation, status })),
    );
  await old.dexie.table("meta").bulkPut([
    { key: "clientId", value: clientId },
    { key: "nextMutationId", value: nextMutationId ?? 1 },
  ]);
  const { version } = old.dexie.backendDB();
  // It hears that a newer one wants to upgrade the store, and does not let go.
  old.dexie.on("versionchange", () => false);
  return {
    close: () => old.dexie.close(),
    holds: async () => (await platform.indexedDB.databases()).find((known) => known.name === name)?.version === version,
  };
}

function deleted(request: IDBOpenDBRequest): Promise<void> {
  return new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve());
    request.addEventListener("error", () => reject(request.error ?? new Error("the store was not deleted")));
  });
}
