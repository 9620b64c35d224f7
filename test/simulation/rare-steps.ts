import { sql } from "kysely";
import { orderWipe } from "../../backend/sync/laptops.ts";
import { serviceScope } from "../../backend/storage/database.ts";
import { takeSequence } from "../../backend/storage/sequence.ts";
import { toFirstVersion } from "./first-version.ts";
import type { SimLaptop } from "./sim-laptop.ts";
import { must } from "./violation.ts";
import type { World } from "./world.ts";

/** Turns of the event loop for which a store is watched that must not be upgraded: an upgrade that is free to go takes fewer. */
const blockedTurns = 60;

/** As a backend of a newer version stores it: a record of a kind of which this version knows nothing. */
export async function newerKind(world: World, accountId: string): Promise<void> {
  world.count("newer-kind");
  const { backend, tenantId } = world;
  const scope = serviceScope(tenantId, "import");
  await backend.db.withTenant(scope, async (tx) => {
    const seq = await takeSequence(tx, 1);
    const kind = "hologram";
    const id = `hologram-${seq}`;
    const at = new Date(world.time.nowMs);
    const doc = JSON.stringify({ id, accountId, depth: seq });
    await sql`insert into record (tenant_id, kind, id, account_id, private_to, rev, deleted, doc, updated_at, updated_by)
      values (${tenantId}, ${kind}, ${id}, ${accountId}, null, ${seq}, false, ${doc}::jsonb, ${at}::timestamptz, 'import')`.execute(tx.db);
    await sql`insert into change_log (tenant_id, seq, kind, id, op, account_id)
      values (${tenantId}, ${seq}, ${kind}, ${id}, 'put', ${accountId})`.execute(tx.db);
  });
}

/** An import that brings very many records at once. */
export async function manyTasks(world: World, accountId: string, number: number, many: number): Promise<void> {
  world.count("many-tasks");
  const imports = await world.backend.imports(world.tenantId);
  await imports.putRecords(
    Array.from({ length: many }, (_, i) => ({
      kind: "task",
      id: `many-${number}-${String(i).padStart(3, "0")}`,
      fields: {},
      defaults: { accountId, title: `many ${i}`, ownerId: "csm1", dueOn: null, state: "open", doneOn: null, playbook: null },
    })),
  );
}

/** The laptop is reported lost: it is to destroy what it holds as soon as it asks for anything. */
export async function wipe(world: World, laptop: SimLaptop): Promise<void> {
  const clientId = laptop.disk.disk.mark?.clientId ?? null;
  if (clientId === null) return;
  const tenantId = world.tenantOf(laptop.user);
  const ordered = await world.time.during(orderWipe(world.db, { tenantId, userId: laptop.user }, clientId, world.time.nowMs));
  if (ordered > 0) world.wire.addWiped(clientId);
}

/** The laptop was not started since the first version; with `blocked` a window of that version still holds the store. */
export async function firstVersion(world: World, laptop: SimLaptop, blocked: boolean): Promise<void> {
  const old = await toFirstVersion(laptop.disk, laptop.profile);
  if (old === null) return;
  world.count(blocked ? "first-version-blocked" : "first-version");
  if (blocked) {
    laptop.start(0);
    for (let turn = 0; turn < blockedTurns; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
    must(await old.holds(), "a store is not upgraded under a window that works with it", "it was");
  }
  old.close();
}
