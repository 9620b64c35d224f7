import { sql } from "kysely";
import { serviceScope } from "../../backend/storage/database.ts";
import { importRecords } from "../../backend/storage/import-records.ts";
import type { World } from "./world.ts";

/**
 * Two imports at once. The first has taken its sequence numbers and does not commit yet; the second goes as far as the database lets it; then a
 * laptop pulls; then the first commits. Where numbers are handed out in the order of the commits the second waits for the first; where they
 * are not, the laptop passes numbers that are still to come. The embedded database has one connection: there they come one after the other.
 */
export async function race(world: World, laptop: number, pick: number): Promise<void> {
  const db = world.faultyDb;
  const scope = serviceScope(world.tenantId, "import");
  const record = (account: string) =>
    ({ kind: "account", id: account, fields: { country: pick < 0.5 ? "SG" : "AE" }, defaults: {} }) as const;
  const clock = world.time.nowMs;
  if (world.engine === "pglite") {
    for (const account of ["acc1", "acc2"])
      await world.time.during(db.withTenant(scope, (tx) => importRecords(tx, [record(account)], clock)));
    return;
  }
  let commit = (): void => undefined;
  const may = new Promise<void>((resolve) => {
    commit = resolve;
  });
  let took = (): void => undefined;
  const taken = new Promise<void>((resolve) => {
    took = resolve;
  });
  const first = db.withTenant(scope, async (tx) => {
    await importRecords(tx, [record("acc1")], clock);
    took();
    await may;
  });
  await Promise.race([taken, first]);
  const second = settling(db.withTenant(scope, (tx) => importRecords(tx, [record("acc2")], clock)));
  while (!second.settled && (await waiting(world)) === 0) await soon();
  for (const window of world.laptops[laptop]?.windows ?? []) window.syncNow();
  // A request that needs what the first holds keeps the time from passing: then it has waited long enough.
  const pulled = settling(world.time.pass(3_000));
  const waitedBefore = second.settled ? 0 : 1;
  while (!pulled.settled && (await waiting(world)) <= waitedBefore) await soon();
  commit();
  await Promise.all([first, second.done, pulled.done]);
}

interface Settling {
  settled: boolean;
  readonly done: Promise<unknown>;
}

function settling(work: Promise<unknown>): Settling {
  const state = { settled: false, done: work };
  const settle = (): void => {
    state.settled = true;
  };
  work.then(settle, settle);
  return state;
}

/** The database is a process of its own: it works while this one waits. */
function soon(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 2);
  });
}

/** Transactions that wait for a lock. */
async function waiting(world: World): Promise<number> {
  const { rows } = await world.db.withTenant(
    serviceScope(world.tenantId, "import"),
    (tx) => sql<{ n: number }>`select count(*)::int as n from pg_locks where not granted`.execute(tx.db),
    { snapshot: true },
  );
  return rows[0]?.n ?? 0;
}
