import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { openBackendStore, type StoreTarget } from "../../backend/storage/open-backend-store.ts";

/**
 * `node dying-store.ts TARGET N`: opens the store and dies by SIGKILL when it is about to send its N-th message to the database. With 0 it lives, and
 * prints how many there are until the schema is up to date.
 */
const target = JSON.parse(process.argv[2] ?? "null") as StoreTarget;
const last = Number(process.argv[3] ?? 0);
let sent = 0;

/** Makes a method of every object of the class count. */
function counted(prototype: object, method: string): void {
  const real: unknown = Reflect.get(prototype, method);
  if (typeof real !== "function") throw new Error(`there is no ${method}`);
  Reflect.set(prototype, method, function count(this: object, ...args: readonly unknown[]): unknown {
    sent += 1;
    if (sent === last) process.kill(process.pid, "SIGKILL");
    return Reflect.apply(real, this, args);
  });
}

counted(PGlite.prototype, "execProtocolRaw");
counted(pg.Client.prototype, "query");
let migrated = 0;
const store = await openBackendStore(target, {
  onMigration: () => {
    migrated = sent;
  },
});
await store.close();
process.stdout.write(`${migrated}\n`);
