import { spawn } from "node:child_process";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { serviceScope } from "../../backend/storage/database.ts";
import { lockFolder } from "../../backend/storage/folder-lock.ts";
import { openBackendStore } from "../../backend/storage/open-backend-store.ts";
import { openPgliteDatabase } from "../../backend/storage/pglite-database.ts";
import { takeSequence } from "../../backend/storage/sequence.ts";
import { ensureTenant } from "../../backend/storage/tenants.ts";
import { accountRecord, engines, openTestStore, type TestStore, userRecord } from "../support/backend.ts";

const scope = serviceScope("acme", "tester");
const foreign = serviceScope("other", "tester");

test("with too little room on the disk nothing is written and what is there can be read", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "headroom-room-"));
  let freeBytes = Number.POSITIVE_INFINITY;
  const db = await openPgliteDatabase(dataDir, undefined, () => freeBytes);
  try {
    await ensureTenant(db, scope, "Acme", 0);
    freeBytes = 60 * 1024 * 1024;
    await expect(ensureTenant(db, foreign, "Other", 0)).rejects.toMatchObject({
      code: "disk-full",
      message: expect.stringContaining(dataDir) as string,
    });
    const names = await db.withTenant(scope, ({ db: tx }) => tx.selectFrom("tenant").select("name").execute(), { snapshot: true });
    expect(names).toEqual([{ name: "Acme" }]);
    freeBytes = Number.POSITIVE_INFINITY;
    await ensureTenant(db, foreign, "Other", 0);
  } finally {
    await db.close();
    await rm(dataDir, { recursive: true, force: true });
  }
});

describe.each(engines)("storage on %s", (engine) => {
  let opened: TestStore;
  beforeAll(async () => {
    opened = await openTestStore(engine);
    await ensureTenant(opened.store.db, scope, "Acme", 0);
    await ensureTenant(opened.store.db, foreign, "Other", 0);
  });
  afterAll(() => opened.dispose());

  async function tenantTables(): Promise<readonly string[]> {
    const { rows } = await opened.store.db.withTenant(scope, ({ db }) =>
      sql<{ name: string }>`select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
        where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1`.execute(db),
    );
    return rows.map(({ name }) => name);
  }

  test("every table but the migrations' own belongs to a tenant and has forced row-level security", async () => {
    const { rows } = await opened.store.db.withTenant(scope, ({ db }) =>
      sql<{ name: string; walled: boolean; tenant: boolean }>`
        select c.relname as name, c.relrowsecurity and c.relforcerowsecurity and exists (select from pg_policy p where p.polrelid = c.oid) as walled,
          exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id') as tenant
        from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname not like 'headroom\\_migration%' order by 1`.execute(
        db,
      ),
    );
    expect(rows.length).toBeGreaterThan(9);
    expect(rows.filter(({ walled, tenant }) => !walled || !tenant)).toEqual([]);
  });

  test("a tenant sees and changes no row of another, on any table, whatever the condition", async () => {
    const { db } = opened.store;
    const store = await opened.store.importStore(foreign.tenantId);
    await store.putRecords([userRecord("u1", "lead"), accountRecord("a1", "u1")]);
    await store.putChunks(
      [
        {
          accountId: "a1",
          metric: "pcu",
          region: "cn-east",
          carrier: null,
          sdk: null,
          platform: null,
          month: "2026-02",
          values: new Float64Array(672).fill(5),
        },
      ],
      "max",
    );
    await db.withTenant(foreign, async ({ db: tx }) => {
      const key = { tenant_id: foreign.tenantId };
      await tx
        .insertInto("access_token")
        .values({ ...key, token_hash: "x", user_id: "u1", label: "", created_at: new Date(0), expires_at: new Date(0), revoked_at: null })
        .execute();
      await tx
        .insertInto("client")
        .values({ ...key, client_id: "c", user_id: "u1", last_mutation_id: 0, seen_at: new Date(0) })
        .execute();
      await tx
        .insertInto("client_push")
        .values({ ...key, client_id: "c", last_mutation_id: 1, before_mutation_id: 0, seq: 1 })
        .execute();
      await tx
        .insertInto("mutation_refusal")
        .values({ ...key, client_id: "c", mutation_id: 1, code: "invalid", message: "", id: "x" })
        .execute();
      await tx
        .insertInto("snapshot_page")
        .values({ ...key, kind: "user", build: 1, after_id: "", as_of: 1, rows: 0, bytes: new Uint8Array() })
        .execute();
      await tx
        .insertInto("user_identity")
        .values({ ...key, issuer: "https://login.example", subject: "s", user_id: "u1", linked_at: new Date(0) })
        .execute();
      await tx
        .insertInto("log_mark")
        .values({ ...key, at: new Date(0), seq: 1 })
        .execute();
      await tx
        .insertInto("user_deletions")
        .values({ ...key, user_id: "u1", since: new Date(0), deletions: 1 })
        .execute();
      await tx
        .insertInto("laptop_policy")
        .values({ ...key, offline_grace_days: 1, wipe_after_days: 2, lock_after_minutes: 3 })
        .execute();
      await tx
        .insertInto("ingest_mapping")
        .values({ ...key, name: "m", doc: "{}", updated_at: new Date(0), updated_by: "u1" })
        .execute();
      await tx
        .insertInto("connector")
        .values({ ...key, name: "k", kind: "folder", config: "{}", secrets: null, created_at: new Date(0), created_by: "u1" })
        .execute();
      await tx
        .insertInto("connector_file")
        .values({ ...key, connector: "k", digest: "d", name: "f", kept_as: "f", taken_at: new Date(0) })
        .execute();
      await tx
        .insertInto("connector_delivery")
        .values({ ...key, connector: "k", message_id: "m", received_at: new Date(0), body: null, bytes: 0 })
        .execute();
      await tx
        .insertInto("audit_head")
        .values({ ...key, seq: 1, hash: "h", salt: "s", retention_days: 400 })
        .onConflict((on) => on.doNothing())
        .execute();
      await tx
        .insertInto("audit_entry")
        .values({ ...key, seq: 1_000_000, at: new Date(0), event: "saw", user_id: "u1", accounts: [], body: "{}", hash: "h", report: null })
        .execute();
      await tx
        .insertInto("audit_checkpoint")
        .values({ ...key, seq: 1, at: new Date(0), hash: "h", trimmed: false, key_id: "k", signature: "s" })
        .execute();
    });
    const hostile = ["true", "tenant_id = 'other'", "tenant_id <> 'acme'", "true or headroom_tenant() = 'other'"];
    for (const table of await tenantTables()) {
      const own = await db.withTenant(foreign, ({ db: tx }) =>
        sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(tx),
      );
      expect(own.rows[0]?.n, `rows of ${table} to hide`).toBeGreaterThan(0);
      for (const condition of hostile) {
        const seen = await db.withTenant(scope, ({ db: tx }) =>
          sql<{ n: number }>`select count(*) as n from ${sql.table(table)} where (${sql.raw(condition)}) and tenant_id <> 'acme'`.execute(
            tx,
          ),
        );
        expect(seen.rows[0]?.n, `${table} where ${condition}`).toBe(0);
        const gone = await db.withTenant(scope, ({ db: tx }) =>
          sql`delete from ${sql.table(table)} where (${sql.raw(condition)}) and tenant_id = 'other'`.execute(tx),
        );
        expect(gone.numAffectedRows, `${table} where ${condition}`).toBe(0n);
      }
    }
    await expect(
      db.withTenant(scope, ({ db: tx }) =>
        tx
          .insertInto("tenant")
          .values({ tenant_id: "third", name: "x", created_at: new Date(0) })
          .execute(),
      ),
    ).rejects.toThrow(/row-level security/);
    await expect(db.withTenant(scope, ({ db: tx }) => tx.updateTable("tenant").set({ tenant_id: "other2" }).execute())).rejects.toThrow(
      /row-level security/,
    );
  });

  test("a query without a tenant is refused by the database", async () => {
    await expect(
      opened.store.db.withTenant(scope, async ({ db }) => {
        await sql`select set_config('headroom.tenant_id', '', true)`.execute(db);
        return sql`select * from tenant`.execute(db);
      }),
    ).rejects.toThrow(/query outside a tenant/);
  });

  test("what fails in the middle leaves nothing, and gives its sequence numbers back", async () => {
    const { db } = opened.store;
    const head = () => db.withTenant(scope, ({ db: tx }) => tx.selectFrom("sync_head").select("seq").executeTakeFirstOrThrow());
    const before = await head();
    await expect(
      db.withTenant(scope, async (tx) => {
        await takeSequence(tx, 3);
        throw new Error("stop here");
      }),
    ).rejects.toThrow("stop here");
    expect(await head()).toEqual(before);
  });

  test("an import writes what differs, keeps what colleagues wrote, and answers in order", async () => {
    const store = await opened.store.importStore("imports");
    const first = accountRecord("x1", null);
    expect(await store.putRecords([first, accountRecord("x2", null), first])).toEqual(["stored", "stored", "unchanged"]);
    expect(
      await store.putRecords([
        first,
        { ...first, fields: { ...first.fields, name: "Renamed" }, defaults: { ...first.defaults, summary: "never written" } },
      ]),
    ).toEqual(["unchanged", "stored"]);
    const rows = await opened.store.db.withTenant(serviceScope("imports", "t"), ({ db }) =>
      db.selectFrom("record").select(["id", "doc", "rev"]).orderBy("id").execute(),
    );
    expect(rows).toMatchObject([
      { id: "x1", rev: 3, doc: { name: "Renamed", code: "X1", summary: "" } },
      { id: "x2", rev: 2 },
    ]);
    expect(await store.accountsByCode()).toEqual(
      new Map([
        ["X1", { id: "x1", timeZone: "Asia/Shanghai", regions: ["cn-east"] }],
        ["X2", { id: "x2", timeZone: "Asia/Shanghai", regions: ["cn-east"] }],
      ]),
    );
  });

  test("text that the database cannot hold is mended on its way in", async () => {
    const store = await opened.store.importStore("imports");
    await store.putRecords([accountRecord("x3", null, { name: "a\0b\ud800c" })]);
    const row = await opened.store.db.withTenant(serviceScope("imports", "t"), ({ db }) =>
      db.selectFrom("record").select("doc").where("id", "=", "x3").executeTakeFirstOrThrow(),
    );
    expect(row.doc["name"]).toBe("ab\ufffdc");
  });

  test("hours merge: the greater stays or the last wins, NaN says nothing, and the mask tells what changed", async () => {
    const store = await opened.store.importStore("chunks");
    const chunk = (values: Readonly<Record<number, number>>) => ({
      accountId: "a1",
      metric: "pcu" as const,
      region: "cn-east",
      carrier: null,
      sdk: null,
      platform: null,
      month: "2026-02",
      values: Float64Array.from({ length: 672 }, (_, hour) => values[hour] ?? Number.NaN),
    });
    const changed = async (merge: "max" | "last", ...chunks: readonly ReturnType<typeof chunk>[]) =>
      (await store.putChunks(chunks, merge)).map((mask) => [...mask].flatMap((byte, hour) => (byte === 1 ? [hour] : [])));
    expect(await changed("max", chunk({ 0: 10, 1: 20 }), chunk({ 1: 30, 2: 0.5 }))).toEqual([
      [0, 1],
      [1, 2],
    ]);
    expect(await changed("max", chunk({ 0: 5, 1: 30, 2: 1 }))).toEqual([[2]]);
    expect(await changed("last", chunk({ 0: 5, 1: 30 }))).toEqual([[0]]);
    expect(await changed("last", chunk({ 0: 5, 1: 30 }))).toEqual([[]]);
    expect(await store.counts()).toEqual({ accounts: 0, incidents: 0, incidentEvents: 0, series: 1 });
    await expect(store.putChunks([{ ...chunk({}), values: new Float64Array(3) }], "max")).rejects.toThrow("2026-02 has 672 hours");
  });
});

test("eight writers on PostgreSQL, one reader at their heels: no number is missed, doubled or out of order", async () => {
  const opened = await openTestStore("postgres");
  const { db } = opened.store;
  try {
    await ensureTenant(db, scope, "Acme", 0);
    const perWriter = 60;
    let writing = true;
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      const store = await opened.store.importStore(scope.tenantId);
      for (let i = 0; i < perWriter; i += 1) {
        // Several records a transaction, of several sizes, so that transactions overlap.
        await store.putRecords(Array.from({ length: 1 + ((writer + i) % 5) }, (__, k) => accountRecord(`w${writer}-${i}-${k}`, null)));
      }
    });
    const read: number[] = [];
    const tail = async () => {
      for (let last = false; ;) {
        const rows = await db.withTenant(scope, ({ db: tx }) =>
          tx
            .selectFrom("change_log")
            .select("seq")
            .where("seq", ">", read.at(-1) ?? 0)
            .orderBy("seq")
            .execute(),
        );
        read.push(...rows.map(({ seq }) => seq));
        if (last && rows.length === 0) return;
        last = !writing;
      }
    };
    const reader = tail();
    await Promise.all(writers);
    writing = false;
    await reader;
    const total = Array.from({ length: 8 }, (_, writer) => Array.from({ length: perWriter }, (__, i) => 1 + ((writer + i) % 5)))
      .flat()
      .reduce((a, b) => a + b, 0);
    expect(read).toEqual(Array.from({ length: total }, (_, i) => i + 1));
  } finally {
    await opened.dispose();
  }
});

describe("a store that cannot be opened says why in one line", () => {
  test("a folder that another process holds; one whose process is gone is taken over", async () => {
    const dataDir = await mkdtemp(join(tmpdir(), "headroom-lock-"));
    const holder = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
    await writeFile(join(dataDir, "headroom.lock"), JSON.stringify({ pid: holder.pid, startedAt: null }));
    await expect(openBackendStore({ dataDir })).rejects.toMatchObject({
      code: "folder-locked",
      message: expect.stringMatching(`stop process ${holder.pid}, or choose another folder`),
    });
    const ended = new Promise((resolve) => holder.once("exit", resolve));
    holder.kill();
    await ended;
    const lock = lockFolder(dataDir);
    expect(() => lockFolder(dataDir)).toThrow("close it there first");
    lock.release();
    // A number that was given to another process since.
    await writeFile(join(dataDir, "headroom.lock"), JSON.stringify({ pid: process.pid, startedAt: "1" }));
    if (process.platform === "linux") lockFolder(dataDir).release();
    await expect(stat(join(dataDir, "headroom.lock"))).rejects.toThrow(/ENOENT/);
    await rm(dataDir, { recursive: true });
  });

  test("a path that is a file, a folder that is damaged", async () => {
    const dataDir = await mkdtemp(join(tmpdir(), "headroom-bad-"));
    const file = join(dataDir, "file");
    await writeFile(file, "x");
    await expect(openBackendStore({ dataDir: file })).rejects.toMatchObject({
      code: "folder-access",
      message: expect.not.stringContaining("\n"),
    });
    // Where nobody can make a folder, the superuser neither.
    if (process.platform === "linux")
      await expect(openBackendStore({ dataDir: "/proc/headroom" })).rejects.toMatchObject({
        code: "folder-access",
        message: "cannot write to /proc/headroom (ENOENT): give this user the right to, or choose another with --data",
      });
    await (await openBackendStore({ dataDir })).close();
    await writeFile(join(dataDir, "database", "global", "pg_control"), "damage");
    await expect(openBackendStore({ dataDir })).rejects.toMatchObject({
      code: "damaged",
      message: expect.stringContaining("restore the folder from a backup"),
    });
    await expect(stat(join(dataDir, "headroom.lock"))).rejects.toThrow(/ENOENT/);
    await rm(dataDir, { recursive: true });
  });

  test("a wrong DATABASE_URL, a server that is not there, a login that is refused or too mighty", async () => {
    const adminUrl = inject("postgresAdminUrl") ?? "";
    await expect(openBackendStore({ databaseUrl: "mysql://x" })).rejects.toMatchObject({ code: "bad-url" });
    await expect(openBackendStore({ databaseUrl: "postgres://u:secret@127.0.0.1:1/x" })).rejects.toMatchObject({
      code: "unreachable",
      message: expect.not.stringContaining("secret"),
    });
    const nowhere = new URL(adminUrl);
    nowhere.pathname = "/nowhere";
    await expect(openBackendStore({ databaseUrl: nowhere.href })).rejects.toMatchObject({
      code: "bad-url",
      message: expect.stringContaining("no such database"),
    });
    await expect(openBackendStore({ databaseUrl: adminUrl.replace(":test-only", ":wrong") })).rejects.toMatchObject({
      code: "login-refused",
    });
    await expect(openBackendStore({ databaseUrl: adminUrl })).rejects.toMatchObject({ code: "unsafe-role" });
  });

  test("a database of a newer version", async () => {
    const opened = await openTestStore("postgres");
    await opened.store.close();
    if (!("databaseUrl" in opened.target)) throw new Error("not PostgreSQL");
    const pg = (await import("pg")).default;
    const client = new pg.Client({ connectionString: opened.target.databaseUrl });
    await client.connect();
    await client.query("insert into headroom_migration (name, timestamp) values ('9999-of-the-future', '2030')");
    await client.end();
    await expect(openBackendStore(opened.target)).rejects.toMatchObject({ code: "newer-schema" });
  });
});
