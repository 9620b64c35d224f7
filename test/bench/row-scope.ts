import { performance } from "node:perf_hooks";
import { readFileSync } from "node:fs";
import { Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import { seedDemo } from "../../backend/demo/seed-demo.ts";
import { createDatabase, type Database, serviceScope } from "../../backend/storage/database.ts";
import { LocalHeadFeed } from "../../backend/storage/head-feed.ts";
import { openBackendStore } from "../../backend/storage/open-backend-store.ts";
import type { Tables } from "../../backend/storage/tables.ts";
import { openPostgresDatabase } from "../../backend/storage/postgres-database.ts";
import { defaultTenant } from "../../backend/storage/tenants.ts";
import { chunkPage } from "../../backend/sync/chunk-page.ts";
import { hello } from "../../backend/sync/hello.ts";
import { pull } from "../../backend/sync/pull.ts";
import { PageCache, snapshotPage } from "../../backend/sync/snapshot.ts";
import { systemClock } from "../../shared/kernel/clock.ts";
import { createDatabase as emptyDatabase, startPostgres } from "../support/postgres.ts";
import type { Bench } from "./bench.ts";

const runs = 11;
const endMs = Date.UTC(2026, 10, 21);
const quiet = { seq: 5_000, limit: 1_000 };

/** The same database for a login to which row-level security does not apply: the statements' own conditions are all that confines it. */
function unwalled(adminUrl: string, databaseUrl: string): Database {
  const url = new URL(adminUrl);
  url.pathname = new URL(databaseUrl).pathname;
  const pool = new pg.Pool({ connectionString: url.href, max: 1 });
  // The server goes first when a run fails.
  pool.on("error", () => undefined);
  pg.types.setTypeParser(pg.types.builtins.INT8, Number);
  return createDatabase({
    engine: "postgres",
    kysely: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }),
    heads: new LocalHeadFeed(),
    announce: "local",
    tidy: () => Promise.resolve(),
    close: () => pool.end(),
  });
}

async function analyse(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query("analyze");
  await client.end();
}

interface Cost {
  readonly elapsedMs: number;
  /** Of the server's process; NaN where the system does not tell. What else the machine does is not in it. */
  readonly serverMs: number;
}

function serverMs(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, "utf8").split(" ")[0]) / 1e6;
  } catch {
    return Number.NaN;
  }
}

async function costOf(pid: number, work: () => Promise<unknown>): Promise<Cost> {
  const [fromMs, serverFromMs] = [performance.now(), serverMs(pid)];
  await work();
  return { elapsedMs: performance.now() - fromMs, serverMs: serverMs(pid) - serverFromMs };
}

/** A database of one session has one process on the server. */
async function pidOf(db: Database): Promise<number> {
  const { rows } = await db.withTenant(serviceScope(defaultTenant.id, "bench"), (tx) =>
    sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx.db),
  );
  return rows[0]?.pid ?? 0;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** What a customer-success manager's laptop asks for, on PostgreSQL, with row-level security and without, in turns. */
export const bench: Bench = {
  name: "row-scope",
  run: async (size) => {
    const server = await startPostgres();
    try {
      const databaseUrl = await emptyDatabase(server.adminUrl);
      const store = await openBackendStore({ databaseUrl });
      await seedDemo(await store.importStore(undefined, "demo"), { size, seed: 7, endMs }, () => undefined);
      await store.close();
      const walled = await openPostgresDatabase(databaseUrl, { connections: 1 });
      const open = unwalled(server.adminUrl, databaseUrl);
      const tenantId = defaultTenant.id;
      const { who, head } = await walled.withTenant(serviceScope(tenantId, "bench"), async ({ db }) => ({
        who: await db
          .selectFrom("account_scope as s")
          .innerJoin("app_user as u", (join) => join.onRef("u.tenant_id", "=", "s.tenant_id").onRef("u.user_id", "=", "s.user_id"))
          .select(["s.user_id", "u.scope_version", (eb) => eb.fn.countAll<number>().as("accounts")])
          .where("s.tenant_id", "=", tenantId)
          .where("u.role", "=", "csm")
          .groupBy(["s.user_id", "u.scope_version"])
          .orderBy("accounts", "desc")
          .executeTakeFirstOrThrow(),
        head: await db.selectFrom("sync_head").selectAll().where("tenant_id", "=", tenantId).executeTakeFirstOrThrow(),
      }));
      await analyse(databaseUrl);
      const scope = { tenantId, userId: who.user_id };
      const cursor = { clientId: "bench", epoch: head.epoch, scopeVersion: who.scope_version };
      const asked: Readonly<Record<string, (db: Database) => Promise<unknown>>> = {
        hello: (db) => hello(db, systemClock, scope, "bench"),
        "pull, nothing new": (db) => pull(db, scope, { ...cursor, seq: head.seq, limit: quiet.limit }),
        "pull of the last changes": (db) => pull(db, scope, { ...cursor, seq: Math.max(0, head.seq - quiet.seq), limit: quiet.limit }),
        "page of the timeline": (db) => snapshotPage(db, scope, { kind: "timeline", after: "" }, new PageCache()),
        "page of contacts": (db) => snapshotPage(db, scope, { kind: "contact", after: "" }, new PageCache()),
        "page of metrics": (db) => chunkPage(db, scope, { group: "usage", since: 0, after: "", limit: 500, accounts: null }),
      };
      const answer = await asked["pull of the last changes"]?.(walled);
      if (!String(answer).startsWith('{"status":"changes"')) throw new Error("the pull brings no changes");
      const sides = { walled: { db: walled, pid: await pidOf(walled) }, open: { db: open, pid: await pidOf(open) } };
      const costs = new Map(Object.keys(asked).map((name) => [name, { walled: [] as number[], open: [] as number[] }]));
      const elapsed = { walled: [] as number[], open: [] as number[] };
      for (let run = -2; run < runs; run += 1) {
        const sum = { walled: 0, open: 0 };
        for (const [name, ask] of Object.entries(asked)) {
          // Who is first changes, so that neither is always warmed by the other.
          for (const side of run % 2 === 0 ? (["walled", "open"] as const) : (["open", "walled"] as const)) {
            const { db, pid } = sides[side];
            const cost = await costOf(pid, () => ask(db));
            sum[side] += cost.elapsedMs;
            if (run >= 0) costs.get(name)?.[side].push(cost.serverMs);
          }
        }
        if (run < 0) continue;
        elapsed.walled.push(sum.walled);
        elapsed.open.push(sum.open);
      }
      const each = [...costs].map(([name, of]) => {
        const [withMs, withoutMs] = [median(of.walled), median(of.open)];
        return `${name} ${withMs.toFixed(1)} ms, ${(withMs / withoutMs).toFixed(2)} ×`;
      });
      await open.close();
      await walled.close();
      return {
        runsMs: elapsed.walled,
        floorName: "the same for a login with BYPASSRLS",
        floorRunsMs: elapsed.open,
        note: `a csm with ${who.accounts} accounts, time of the server's processor: ${each.join("; ")}`,
      };
    } finally {
      await server.stop();
    }
  },
};
