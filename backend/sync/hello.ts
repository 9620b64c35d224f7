import { sql } from "kysely";
import type { Clock } from "../../shared/kernel/clock.ts";
import { type Hello, protocolVersion, schemaHash } from "../../shared/sync/protocol.ts";
import { loadPrincipal, type Principal, recordInScope, seesWholeTenant } from "../auth/principal.ts";
import type { Database, TenantScope, TenantTransaction } from "../storage/database.ts";
import { lastMutationId } from "./clients.ts";
import { readHead, type SyncHead } from "./sync-head.ts";

/** From the prebuilt pages where there are some: counting a hundred thousand records takes longer than everything else here. */
async function rowsInScope({ db, scope }: TenantTransaction, principal: Principal, head: SyncHead): Promise<Record<string, number>> {
  const built = seesWholeTenant(principal) && head.pageBuild > 0;
  const { rows } = built
    ? await sql<{ kind: string; n: number }>`
        select kind, sum(rows) as n from snapshot_page where tenant_id = ${scope.tenantId} and build = ${head.pageBuild} group by kind`.execute(
        db,
      )
    : await sql<{ kind: string; n: number }>`
        select r.kind, count(*) as n from record r
        where r.tenant_id = ${scope.tenantId} and not r.deleted and ${recordInScope(principal, "r")} group by r.kind`.execute(db);
  return Object.fromEntries(rows.map(({ kind, n }) => [kind, n]));
}

export function hello(db: Database, clock: Clock, scope: TenantScope, clientId: string): Promise<Hello> {
  return db.withTenant(
    scope,
    async (tx): Promise<Hello> => {
      const principal = await loadPrincipal(tx);
      const head = await readHead(tx);
      const tenant = await tx.db.selectFrom("tenant").select("name").where("tenant_id", "=", scope.tenantId).executeTakeFirstOrThrow();
      return {
        protocol: protocolVersion,
        epoch: head.epoch,
        head: head.seq,
        floor: head.floor,
        schemaHash,
        scopeVersion: principal.scopeVersion,
        lastMutationId: await lastMutationId(tx, clientId),
        tenant: { id: scope.tenantId, name: tenant.name },
        user: { id: principal.userId, name: principal.name, role: principal.role, locale: principal.locale },
        rows: await rowsInScope(tx, principal, head),
        now: new Date(clock.now()).toISOString(),
      };
    },
    { snapshot: true },
  );
}
