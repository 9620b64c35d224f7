import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { EditRow } from "../../../renderer/data/database.ts";
import type { StoreMark } from "../../../shared/bridge/vault.ts";
import type { ReplicaDisk } from "../open-replica.ts";

interface FrozenStore {
  readonly name: string;
  readonly keyPath: string | string[] | null;
  readonly autoIncrement: boolean;
  readonly indexes: readonly { readonly name: string; readonly keyPath: string | string[]; readonly unique: boolean }[];
  readonly rows: readonly { readonly key?: IDBValidKey; readonly value: unknown }[];
}

interface Frozen {
  readonly name: string;
  readonly version: number;
  readonly mark: StoreMark | null;
  /** What the desktop's mirror was given, oldest first. */
  readonly mirrored: readonly unknown[];
  readonly stores: readonly FrozenStore[];
}

function thawed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(thawed);
  if (typeof value !== "object" || value === null) return value;
  if ("$bytes" in value) return new Uint8Array(Buffer.from(String(value.$bytes), "base64"));
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, thawed(field)]));
}

/**
 * Puts a store on the disk that the program of an earlier version wrote, byte for byte: `store-3.json.gz` is a dump of what version 3 of the local database
 * held after 120 edits, of which 30 were acknowledged and pulled, ten answered and not yet pulled. Answers what its mirror was given.
 */
export async function thawStore(disk: ReplicaDisk, file: string): Promise<readonly EditRow[]> {
  const frozen = JSON.parse(gunzipSync(readFileSync(join(import.meta.dirname, file))).toString("utf8")) as Frozen;
  const opening = disk.platform.indexedDB.open(frozen.name, frozen.version);
  const store = await new Promise<IDBDatabase>((resolve, reject) => {
    opening.addEventListener("upgradeneeded", () => {
      for (const { name, keyPath, autoIncrement, indexes, rows } of frozen.stores) {
        const table = opening.result.createObjectStore(name, { keyPath, autoIncrement });
        for (const index of indexes) table.createIndex(index.name, index.keyPath, { unique: index.unique });
        for (const { key, value } of rows) table.add(thawed(value), key);
      }
    });
    opening.addEventListener("success", () => resolve(opening.result));
    opening.addEventListener("error", () => reject(new Error("the frozen store could not be written")));
  });
  store.close();
  disk.mark = frozen.mark;
  return frozen.mirrored.map(thawed) as EditRow[];
}
