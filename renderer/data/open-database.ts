import { type Database, databaseName } from "./database.ts";

/**
 * Why a store cannot be used now. `newer`: written by a newer version of the console; `blocked`: another window keeps it from being upgraded;
 * `lost`: the browser opens no database at all, the desktop has to put them aside.
 */
export type StoreFault = "newer" | "blocked" | "lost" | "unavailable";

/** The files that the browser keeps all its databases in are damaged. */
export class LostStoreError extends Error {
  readonly code = "lost-store";
  constructor(cause: unknown) {
    super("the browser opens no database", { cause });
  }
}

/** The store was written by a newer version: it is left as it is. */
export class NewerStoreError extends Error {
  readonly code = "newer-store";
  constructor() {
    super("the local database was written by a newer version");
  }
}

/** Dexie's version 2 is the browser's version 20. */
const dexieVersionScale = 10;

export interface OpeningPorts {
  /** Lets time pass before another attempt. */
  readonly pause: () => Promise<void>;
  /** Another window keeps the store from being upgraded, or does so no longer. */
  readonly onBlocked: (blocked: boolean) => void;
  /** A newer version in another window is about to upgrade the store: this one has let go of it and must be loaded anew. */
  readonly onSuperseded: () => void;
  readonly report: (error: unknown) => void;
}

/**
 * Connects the profile's database. A store that the browser cannot open is never deleted: it is kept aside, and the next number of store begun;
 * the highest number that exists is the one in use. What was in it comes back from the mirror and the backend. Throws NewerStoreError and
 * LostStoreError.
 */
export async function openDatabase(db: Database, ports: OpeningPorts): Promise<void> {
  const number = await newestStore(db);
  try {
    await openStore(db, number, ports);
  } catch (error) {
    if (error instanceof NewerStoreError) throw error;
    // Once more as it is: most failures pass.
    await ports.pause();
    try {
      await openStore(db, number, ports);
    } catch (again) {
      if (!isLostStore(again)) throw again;
      ports.report(again);
      await openStore(db, number + 1, ports).catch((error: unknown) => {
        throw isLostStore(error) ? new LostStoreError(error) : error;
      });
    }
  }
}

async function openStore(db: Database, number: number, ports: OpeningPorts): Promise<void> {
  db.useStore(number);
  const { dexie } = db;
  let blocked = false;
  dexie.on("blocked", () => {
    blocked = true;
    ports.onBlocked(true);
  });
  dexie.on("versionchange", (event) => {
    dexie.close();
    if (event.newVersion !== null) ports.onSuperseded();
    // Dexie's own handler would open the store again as soon as it is used, with a schema that this version does not know.
    return false;
  });
  await dexie.open();
  if (blocked) ports.onBlocked(false);
  // Dexie opens a newer store as it finds it; a version that does not know its rows must not write to it.
  if (dexie.backendDB().version > db.version * dexieVersionScale) {
    dexie.close();
    throw new NewerStoreError();
  }
}

/** The store in use: the highest number that exists. */
async function newestStore(db: Database): Promise<number> {
  const factory = db.platform?.indexedDB ?? indexedDB;
  const known = await factory.databases().catch(() => []);
  const prefix = `${databaseName(db.profile, 0)}.`;
  const numbers = known.flatMap(({ name }) => (name?.startsWith(prefix) === true ? [Number(name.slice(prefix.length))] : []));
  return Math.max(0, ...numbers.filter((number) => Number.isInteger(number)));
}

/** What Chromium says of a store whose files are damaged. */
function isLostStore(error: unknown): boolean {
  return error instanceof Error && (error.name === "UnknownError" || String(error).includes("UnknownError"));
}
