import { spawn } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { Kysely, PGliteDialect, PostgresDialect, sql } from "kysely";
import pg from "pg";
import { expect, inject, test } from "vitest";
import { serviceScope } from "../../backend/storage/database.ts";
import { createMigrator, migrationNames } from "../../backend/storage/migrations/migrate.ts";
import { openBackendStore, type StoreTarget } from "../../backend/storage/open-backend-store.ts";
import type { Tables } from "../../backend/storage/tables.ts";
import { type Engine, engines } from "../support/backend.ts";
import { createDatabase } from "../support/postgres.ts";

const dyingStore = resolve(import.meta.dirname, "../support/dying-store.ts");
/** Version that the database is raised from: the steps above it make, alter and fill tables. */
const oldVersion = 4;
const accounts = 40;

function connect(target: StoreTarget): Kysely<Tables> {
  const dialect =
    "dataDir" in target
      ? new PGliteDialect({ pglite: new PGlite({ dataDir: join(target.dataDir, "database") }) })
      : new PostgresDialect({ pool: new pg.Pool({ connectionString: target.databaseUrl, max: 1 }) });
  return new Kysely<Tables>({ dialect });
}

/** A company as the old version left it. */
async function writeOld(target: StoreTarget): Promise<void> {
  const db = connect(target);
  try {
    const { error } = await createMigrator(db).migrateTo(migrationNames[oldVersion - 1] ?? "");
    if (error !== undefined) throw new Error("the old schema could not be made", { cause: error });
    await db.transaction().execute(async (tx) => {
      await sql`select set_config('headroom.tenant_id', 'acme', true)`.execute(tx);
      await sql`insert into tenant (tenant_id, name, created_at) values ('acme', 'Acme', now())`.execute(tx);
      await sql`insert into sync_head (tenant_id, epoch, seq) values ('acme', 'e1', ${accounts})`.execute(tx);
      await sql`insert into record (tenant_id, kind, id, account_id, rev, doc, updated_at, updated_by)
        select 'acme', 'account', 'acc' || n, 'acc' || n, n, jsonb_build_object('name', 'Customer ' || n, 'ownerId', 'usr' || n % 3), now(), 'test'
        from generate_series(1, ${accounts}::int) n`.execute(tx);
    });
  } finally {
    await db.destroy();
  }
}

/** What the database says of itself, as its owner. */
async function stateOf(target: StoreTarget): Promise<{ readonly steps: readonly string[]; readonly tables: readonly string[] }> {
  const db = connect(target);
  try {
    const steps = await sql<{ name: string }>`select name from headroom_migration order by name`.execute(db);
    const tables = await sql<{ name: string }>`
      select c.relname || '.' || a.attname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1`.execute(db);
    return { steps: steps.rows.map(({ name }) => name), tables: tables.rows.map(({ name }) => name) };
  } finally {
    await db.destroy();
  }
}

interface Ended {
  readonly signal: string | null;
  readonly said: string;
}

function openAndDie(target: StoreTarget, at: number): Promise<Ended> {
  const child = spawn(process.execPath, [dyingStore, JSON.stringify(target), String(at)], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data: Buffer) => (said += data.toString("utf8")));
  return new Promise((done) => {
    child.once("close", (_code, signal) => done({ signal, said }));
  });
}

/** The next start: every step is there, every record, and what the steps make of the records. */
async function expectWhole(target: StoreTarget): Promise<void> {
  const store = await openBackendStore(target);
  try {
    const found = await store.db.withTenant(serviceScope("acme", "test"), async ({ db }) => ({
      records: await db.selectFrom("record").select(["id", "rev", "doc"]).orderBy("rev").execute(),
      scopes: (await sql<{ n: number }>`select count(*)::int as n from account_scope`.execute(db)).rows,
    }));
    expect(found.records.map(({ id, doc }) => [id, doc["name"]])).toEqual(
      Array.from({ length: accounts }, (_, i) => [`acc${i + 1}`, `Customer ${i + 1}`]),
    );
    expect(found.scopes).toEqual([{ n: accounts }]);
  } finally {
    await store.close();
  }
}

async function newTarget(engine: Engine): Promise<{ readonly target: StoreTarget; readonly remove: () => Promise<void> }> {
  if (engine === "postgres")
    return { target: { databaseUrl: await createDatabase(inject("postgresAdminUrl") ?? "") }, remove: () => Promise.resolve() };
  const dataDir = await mkdtemp(join(tmpdir(), "headroom-killed-"));
  return { target: { dataDir }, remove: () => rm(dataDir, { recursive: true, force: true }) };
}

/** The same database once more. */
async function copyOf(target: StoreTarget): Promise<Awaited<ReturnType<typeof newTarget>>> {
  const copy = await newTarget("dataDir" in target ? "pglite" : "postgres");
  if ("dataDir" in target && "dataDir" in copy.target) await cp(target.dataDir, copy.target.dataDir, { recursive: true });
  else await writeOld(copy.target);
  return copy;
}

test.each(engines)(
  "on %s a process that is killed while it raises the schema leaves it as it was, and the next start raises it",
  async (engine) => {
    const old = await newTarget(engine);
    await writeOld(old.target);
    const before = await stateOf(old.target);
    expect(before.steps).toEqual(migrationNames.slice(0, oldVersion));
    const whole = await copyOf(old.target);
    const messages = Number((await openAndDie(whole.target, 0)).said);
    const after = await stateOf(whole.target);
    expect(after.steps).toEqual(migrationNames);
    await whole.remove();
    // Before the first step, within and between steps, and about the commit.
    for (const at of [0.2, 0.5, 0.7, 0.9].map((share) => Math.round(messages * share)).concat(messages - 1, messages)) {
      const { target, remove } = await copyOf(old.target);
      try {
        expect(await openAndDie(target, at), `message ${at} of ${messages}`).toEqual({ signal: "SIGKILL", said: "" });
        const state = await stateOf(target);
        expect([before, after], `after message ${at} of ${messages}`).toContainEqual(state);
        if (at < messages * 0.95) expect(state).toEqual(before);
        await expectWhole(target);
      } finally {
        await remove();
      }
    }
    await old.remove();
  },
);

test("a step that waits for somebody's lock when its process is killed is rolled back, and the next start waits its turn", async () => {
  const { target } = await newTarget("postgres");
  if (!("databaseUrl" in target)) throw new Error("not PostgreSQL");
  await writeOld(target);
  const before = await stateOf(target);
  const reader = new pg.Client({ connectionString: target.databaseUrl });
  await reader.connect();
  await reader.query("begin; lock table record in access share mode");
  const child = spawn(process.execPath, [dyingStore, JSON.stringify(target), "0"], { stdio: "ignore" });
  const ended = new Promise((done) => child.once("close", done));
  const watcher = new pg.Client({ connectionString: target.databaseUrl });
  await watcher.connect();
  const waiting = "select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
  const locked = async (): Promise<number> => (await watcher.query<{ n: number }>(waiting)).rows[0]?.n ?? 0;
  await expect.poll(locked, { timeout: 60_000 }).toBe(1);
  child.kill("SIGKILL");
  await ended;
  // The server has not noticed: the statement of the dead process still waits, and the next start behind it.
  const next = expectWhole(target);
  await expect.poll(locked, { timeout: 60_000 }).toBe(2);
  expect(await stateOf(target)).toEqual(before);
  await reader.query("rollback");
  await next;
  expect((await stateOf(target)).steps).toEqual(migrationNames);
  await Promise.all([reader.end(), watcher.end()]);
});

test("a first start that is killed leaves nothing in the way of the next one", async () => {
  const { target, remove } = await newTarget("pglite");
  try {
    // In the middle of the steps: the first of them are behind it.
    expect(await openAndDie(target, 150)).toEqual({ signal: "SIGKILL", said: "" });
    await (await openBackendStore(target)).close();
    expect((await stateOf(target)).steps).toEqual(migrationNames);
  } finally {
    await remove();
  }
});
