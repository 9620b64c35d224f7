import { kindNames } from "../../shared/domain/kinds.ts";
import type { Clock } from "../../shared/kernel/clock.ts";
import { type Principal, privateKinds } from "../auth/principal.ts";
import { type Database, serviceScope, type TenantScope } from "../storage/database.ts";
import { buildPage } from "./snapshot.ts";
import { readHead } from "./sync-head.ts";

/** Changes that a prebuilt page may be behind: the tail brings that many faster than building pages again would. */
const staleChanges = 5_000;
const staleShare = 0.05;
/** Below this many changes a tenant is left alone whatever their share. */
const staleFloor = 200;

/** A build is numbered by the time it began; one that began so long before and is not served was given up. */
const abandonedMs = 600_000;

export interface PageBuilder {
  /** Builds the tenant's pages when there are none or they are too far behind. Calls while it works share the work. */
  refresh(tenantId: string): Promise<void>;
}

async function isStale(db: Database, scope: TenantScope): Promise<boolean> {
  return db.withTenant(scope, async (tx) => {
    const head = await readHead(tx);
    if (head.pageBuild === 0) return head.seq > 0;
    const built = await tx.db
      .selectFrom("snapshot_page")
      .select((eb) => [eb.fn.sum<number>("rows").as("rows"), eb.fn.min("as_of").as("as_of")])
      .where("tenant_id", "=", scope.tenantId)
      .where("build", "=", head.pageBuild)
      .executeTakeFirstOrThrow();
    const behind = head.seq - built.as_of;
    return behind > Math.max(staleFloor, Math.min(staleChanges, built.rows * staleShare));
  });
}

/** A page is one short transaction, so that laptops are answered in between; each page names its own sequence. */
async function build(db: Database, scope: TenantScope, number: number): Promise<void> {
  const everything: Principal = {
    tenantId: scope.tenantId,
    userId: scope.userId,
    name: "",
    role: "lead",
    locale: "en",
    scopeVersion: 0,
    accounts: null,
  };
  for (const kind of kindNames.filter((name) => !privateKinds.includes(name))) {
    let after: string | null = "";
    while (after !== null) {
      const from: string = after;
      const page = await db.withTenant(scope, (tx) => buildPage(tx, everything, { kind, after: from }), { snapshot: true });
      await db.withTenant(scope, (tx) =>
        tx.db
          .insertInto("snapshot_page")
          .values({ tenant_id: scope.tenantId, kind, build: number, after_id: from, as_of: page.asOf, rows: page.rows, bytes: page.bytes })
          .execute(),
      );
      after = page.next;
    }
  }
  await db.withTenant(scope, async (tx) => {
    const { pageBuild } = await readHead(tx);
    await tx.db.updateTable("sync_head").set({ page_build: number }).where("tenant_id", "=", scope.tenantId).execute();
    // The build before stays for the walks that have begun on it, and so does what another backend may be building now.
    await tx.db
      .deleteFrom("snapshot_page")
      .where("tenant_id", "=", scope.tenantId)
      .where("build", "not in", [number, pageBuild])
      .where("build", "<", number - abandonedMs)
      .execute();
  });
}

/**
 * Of several backends on one server, one builds: the others would do the same work at the same time. One that ended in the middle keeps it for
 * as long as its build counts as under way. The embedded database has one backend, which must not wait for itself after a crash.
 */
async function takeLease(db: Database, scope: TenantScope, nowMs: number): Promise<boolean> {
  if (db.engine === "pglite") return true;
  const { numUpdatedRows } = await db.withTenant(scope, (tx) =>
    tx.db
      .updateTable("sync_head")
      .set({ pages_until: new Date(nowMs + abandonedMs) })
      .where("tenant_id", "=", scope.tenantId)
      .where((eb) => eb.or([eb("pages_until", "is", null), eb("pages_until", "<=", new Date(nowMs))]))
      .executeTakeFirstOrThrow(),
  );
  return numUpdatedRows > 0n;
}

async function endLease(db: Database, scope: TenantScope): Promise<void> {
  if (db.engine === "pglite") return;
  await db.withTenant(scope, (tx) =>
    tx.db.updateTable("sync_head").set({ pages_until: null }).where("tenant_id", "=", scope.tenantId).execute(),
  );
}

export function createPageBuilder(db: Database, clock: Clock): PageBuilder {
  const running = new Map<string, Promise<void>>();
  return {
    refresh: (tenantId) => {
      const current = running.get(tenantId);
      if (current !== undefined) return current;
      const scope = serviceScope(tenantId, "headroom");
      const work = (async () => {
        if (!(await isStale(db, scope))) return;
        if (!(await takeLease(db, scope, clock.now()))) return;
        try {
          // Somebody else's build may have ended in between.
          if (!(await isStale(db, scope))) return;
          const { pageBuild } = await db.withTenant(scope, readHead);
          await build(db, scope, Math.max(clock.now(), pageBuild + 1));
        } finally {
          await endLease(db, scope);
        }
        await db.tidy();
      })().finally(() => running.delete(tenantId));
      running.set(tenantId, work);
      return work;
    },
  };
}
