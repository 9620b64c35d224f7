import { mkdtemp, open, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkBackup } from "../../backend/backup/read-backup.ts";
import { restoreBackup } from "../../backend/backup/restore-backup.ts";
import { writeBackup } from "../../backend/backup/write-backup.ts";
import { createServer } from "../../backend/server/create-server.ts";
import type { Database } from "../../backend/storage/database.ts";
import type { SyncStatus } from "../../renderer/data/data-client.ts";
import { seededRandom } from "../../shared/kernel/random.ts";
import {
  accountRecord,
  contactFields,
  type Engine,
  engines,
  openTestStore,
  otherTenant,
  startTestBackend,
  tenant,
  type TestBackend,
  testClock,
  testStartMs,
} from "../support/backend.ts";
import { Disk, startLaptop } from "../support/laptop.ts";
import { dumpTenants } from "../support/dump-tenants.ts";
import { injectFetch } from "../support/inject-fetch.ts";

const passphrase = "秘密 correct horse battery";
const canary = "CanaryCustomerXYZ";
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "headroom-backup-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let files = 0;
function newFile(): string {
  files += 1;
  return join(folder, `backup-${files}.hrbk`);
}

/** A backend with something in every kind of table, in two tenants. */
async function filledBackend(engine: Engine): Promise<TestBackend> {
  const backend = await startTestBackend(engine);
  await backend.imports.putRecords([
    accountRecord("canary", "csm1", { name: `${canary} 客户`, summary: `line\nbreak "quoted" \\ ${canary}` }),
  ]);
  await backend.imports.putRecords(Array.from({ length: 1_200 }, (_, i) => accountRecord(`bulk${i}`, null, { tags: [`t${i % 7}`] })));
  const values = Float64Array.from({ length: 672 }, (_, hour) => (hour % 5 === 0 ? Number.NaN : hour * 1.5));
  await backend.imports.putChunks(
    [{ accountId: "canary", metric: "pcu", region: "cn-east", carrier: null, sdk: null, platform: null, month: "2026-02", values }],
    "max",
  );
  const client = await backend.client("csm1");
  await client.push(
    { kind: "contact", id: "gone", op: "create", fields: contactFields("canary") },
    { kind: "contact", id: "kept", op: "create", fields: contactFields("canary", { note: canary }) },
    { kind: "nonsense", id: "n", op: "create" },
  );
  await client.push({ kind: "contact", id: "gone", op: "delete", baseRev: (await client.cursor()).seq });
  await backend.server.pages.refresh(tenant);
  return backend;
}

/** Everything that a restored database must have again: all but epochs, and the pages that are made anew. */
async function everything(db: Database): ReturnType<typeof dumpTenants> {
  const dump = await dumpTenants(db);
  for (const tables of Object.values(dump)) {
    delete tables["snapshot_page"];
    for (const row of tables["sync_head"] ?? []) {
      delete row["epoch"];
      delete row["page_build"];
      delete row["pages_until"];
      delete row["health_until"];
      delete row["forecast_until"];
    }
  }
  return dump;
}

/** A company's audit log goes on through a restore: see audit.test.ts. */
function withoutLog(dump: Awaited<ReturnType<typeof everything>>): typeof dump {
  const isLog = (name: string): boolean => name.startsWith("audit_");
  return Object.fromEntries(
    Object.entries(dump).map(([id, tables]) => [id, Object.fromEntries(Object.entries(tables).filter(([name]) => !isLog(name)))]),
  );
}

async function epochs(db: Database): Promise<readonly unknown[]> {
  return Object.values(await dumpTenants(db)).flatMap((tables) => (tables["sync_head"] ?? []).map((row) => row["epoch"]));
}

describe.each([
  ["pglite", "pglite"],
  ["postgres", "postgres"],
  ["pglite", "postgres"],
  ["postgres", "pglite"],
] as const)("a backup of %s restored into %s", (from, to) => {
  let backend: TestBackend;
  beforeAll(async () => {
    backend = await filledBackend(from);
  });
  afterAll(() => backend.close());

  test("holds every row of every tenant under a new epoch, and its file shows nothing of them", async () => {
    const { db } = backend.test.store;
    const file = newFile();
    const made = await writeBackup(db, { file, passphrase, nowMs: testStartMs });
    expect(made).toMatchObject({ madeAt: "2026-10-29T02:00:00.000Z", tenants: [tenant, otherTenant] });
    expect(made.rows).toBeGreaterThan(2_400);
    expect(await checkBackup(file, passphrase)).toEqual(made);
    if (process.platform !== "win32") expect((await stat(file)).mode & 0o777).toBe(0o600);
    const bytes = await readFile(file);
    for (const encoding of ["utf8", "utf16le"] as const) {
      for (const text of [canary, "客户", "csm1"]) expect(bytes.includes(Buffer.from(text, encoding)), text).toBe(false);
    }

    const restored = await openTestStore(to);
    try {
      expect(await restoreBackup(restored.store.db, { file, passphrase, replace: false })).toEqual(made);
      expect(await everything(restored.store.db)).toEqual(await everything(db));
      const before = await epochs(db);
      expect(new Set([...before, ...(await epochs(restored.store.db))]).size).toBe(2 * before.length);
    } finally {
      await restored.dispose();
    }
  });

  test("and from there back again is what it was, and takes what is pushed to it", async () => {
    const there = newFile();
    const back = newFile();
    const { db } = backend.test.store;
    await writeBackup(db, { file: there, passphrase, nowMs: testStartMs });
    const middle = await openTestStore(to);
    await restoreBackup(middle.store.db, { file: there, passphrase, replace: false });
    await writeBackup(middle.store.db, { file: back, passphrase, nowMs: testStartMs });
    await middle.dispose();
    const last = await startTestBackend(from);
    try {
      await restoreBackup(last.test.store.db, { file: back, passphrase, replace: true });
      expect(withoutLog(await everything(last.test.store.db))).toEqual(withoutLog(await everything(db)));
      // Sequences, numbers of clients and the scope of users work on, too.
      const client = await last.client("csm1");
      const { lastMutationId } = await client.hello();
      const later = client.draft([{ kind: "contact", id: "later", op: "create", fields: contactFields("canary") }], lastMutationId + 1);
      expect((await client.send(later)).results).toMatchObject([{ status: "applied" }]);
    } finally {
      await last.close();
    }
  });

  test("one company alone goes into a database beside the others, in place of itself only when that is said", async () => {
    const file = newFile();
    const made = await writeBackup(backend.test.store.db, { file, passphrase, nowMs: testStartMs, tenantId: otherTenant });
    expect(made.tenants).toEqual([otherTenant]);
    const restored = await startTestBackend(to);
    const { db } = restored.test.store;
    try {
      const before = await everything(db);
      await expect(restoreBackup(db, { file, passphrase, replace: false })).rejects.toMatchObject({ code: "not-empty" });
      await expect(restoreBackup(db, { file, passphrase, replace: false, tenantId: otherTenant })).rejects.toMatchObject({
        code: "not-empty",
      });
      await expect(restoreBackup(db, { file, passphrase, replace: true, tenantId: "nobody" })).rejects.toMatchObject({ code: "no-tenant" });
      expect(await everything(db)).toEqual(before);
      await restoreBackup(db, { file, passphrase, replace: true, tenantId: otherTenant });
      const source = await everything(backend.test.store.db);
      expect(withoutLog(await everything(db))).toEqual(withoutLog({ ...before, [otherTenant]: source[otherTenant] ?? {} }));
    } finally {
      await restored.close();
    }
  });
});

/** More than a push holds, and more than what is kept whatever its age. */
const lostEdits = 620;

describe.each([
  ["pglite", "pglite"],
  ["postgres", "postgres"],
  ["postgres", "pglite"],
  ["pglite", "postgres"],
] as const)("from %s to %s", (engine, restoredOn) => {
  test("a laptop that wrote on after the backup brings back all that the lost database had acknowledged", async () => {
    const first = await startTestBackend(engine);
    let server = first.server;
    const token = await first.token("csm1");
    const file = newFile();
    let status: SyncStatus | null = null;
    const laptop = startLaptop(new Disk(), { fetch: injectFetch(() => server, token), report: () => undefined });
    laptop.client.watchSync((next) => {
      status = next;
    });
    const settled = (): Promise<void> =>
      expect
        .poll(
          () => {
            laptop.client.syncNow();
            return [status?.phase, status?.pendingEdits, status?.attention];
          },
          { timeout: 60_000 },
        )
        .toEqual(["idle", 0, []]);
    const note = async (...ids: readonly string[]): Promise<void> => {
      const edits = ids.map((id) => {
        const fields = Object.fromEntries(Object.entries(contactFields("acc1", { note: id })).map(([name, value]) => [name, value.new]));
        return { op: "create", kind: "contact", id, fields } as const;
      });
      expect(await laptop.client.edit(edits)).toEqual({ ok: true, value: undefined });
    };
    const after = Array.from({ length: lostEdits }, (_, i) => `after-${String(i).padStart(3, "0")}`);
    const contacts = async (db: Database): Promise<readonly unknown[]> =>
      ((await dumpTenants(db))[tenant]?.["record"] ?? []).filter((row) => row["kind"] === "contact").map((row) => row["id"]);
    try {
      await settled();
      await note("before");
      await settled();
      await writeBackup(first.test.store.db, { file, passphrase, nowMs: testStartMs });
      await note(...after);
      await settled();
      expect(await contacts(first.test.store.db)).toEqual([...after, "before"]);
      await first.close();

      const second = await openTestStore(restoredOn);
      try {
        await restoreBackup(second.store.db, { file, passphrase, replace: false });
        expect(await contacts(second.store.db)).toEqual(["before"]);
        // A colleague writes first: the restored head grows past what the laptop has seen.
        const store = await second.store.importStore(tenant);
        await store.putRecords(Array.from({ length: 50 }, (_, i) => accountRecord(`new${i}`, "csm2")));
        server = await createServer({ db: second.store.db, clock: testClock, random: seededRandom(7) });
        await note("after-restore");
        await expect
          .poll(
            async () => {
              laptop.client.syncNow();
              return contacts(second.store.db);
            },
            { timeout: 60_000 },
          )
          .toEqual([...after, "after-restore", "before"]);
        await settled();
        await server.close();
      } finally {
        await second.dispose();
      }
    } finally {
      await laptop.kill();
    }
  });
});

describe.each(engines)("on %s", (engine) => {
  test("a wrong passphrase, a damaged, cut, lengthened or foreign file is refused in one line, and nothing is written", async () => {
    const backend = await filledBackend(engine);
    const file = newFile();
    await writeBackup(backend.test.store.db, { file, passphrase, nowMs: testStartMs });
    await backend.close();
    const whole = await readFile(file);
    const changed = async (edit: (bytes: Buffer) => Buffer): Promise<string> => {
      const other = newFile();
      await writeFile(other, edit(Buffer.from(whole)));
      return other;
    };
    const flip = (at: number): Promise<string> =>
      changed((bytes) => {
        bytes[at] = (bytes[at] ?? 0) ^ 1;
        return bytes;
      });
    const target = await startTestBackend(engine);
    const { db } = target.test.store;
    try {
      const before = await dumpTenants(db);
      const cases: readonly (readonly [file: string, passphrase: string, code: string])[] = [
        [file, "another passphrase", "wrong-passphrase"],
        [await flip(10), passphrase, "wrong-passphrase"],
        [await flip(60), passphrase, "damaged"],
        [await flip(whole.length - 1), passphrase, "damaged"],
        [await changed((bytes) => bytes.subarray(0, bytes.length - 1)), passphrase, "truncated"],
        [await changed((bytes) => bytes.subarray(0, 53)), passphrase, "truncated"],
        [await changed((bytes) => bytes.subarray(0, 20)), passphrase, "truncated"],
        [await changed((bytes) => Buffer.concat([bytes, bytes])), passphrase, "damaged"],
        [await changed(() => Buffer.from("PGDMP")), passphrase, "not-a-backup"],
        [await changed(() => Buffer.alloc(0)), passphrase, "not-a-backup"],
        [
          await changed((bytes) => {
            bytes[4] = 2;
            return bytes;
          }),
          passphrase,
          "newer-format",
        ],
        [join(folder, "nowhere"), passphrase, "unreadable"],
      ];
      for (const [bad, phrase, code] of cases) {
        await expect(restoreBackup(db, { file: bad, passphrase: phrase, replace: true }), code).rejects.toMatchObject({
          code,
          message: expect.not.stringContaining("\n") as string,
        });
      }
      expect(await dumpTenants(db)).toEqual(before);
    } finally {
      await target.close();
    }
  });

  test("a restore that fails in the middle leaves what was there; a backup is one state although others write", async () => {
    const backend = await filledBackend(engine);
    const { db } = backend.test.store;
    const file = newFile();
    try {
      // Writers come while the cursor walks: on PGlite they wait, on PostgreSQL they do not, and neither is in the file.
      const before = await everything(db);
      let late: Promise<unknown> | undefined;
      await writeBackup(db, {
        file,
        passphrase,
        nowMs: testStartMs,
        onProgress: () => {
          late ??= backend.imports.putRecords([accountRecord("late", null)]);
        },
      });
      expect(await late).toEqual(["stored"]);
      const later = await everything(db);
      expect(later).not.toEqual(before);
      await expect(writeBackup(db, { file, passphrase, nowMs: testStartMs })).rejects.toMatchObject({ code: "file-exists" });
      await expect(
        restoreBackup(db, {
          file,
          passphrase,
          replace: true,
          onProgress: (rows) => {
            if (rows > 1_000) throw new Error("the power goes");
          },
        }),
      ).rejects.toThrow("the power goes");
      expect(await everything(db)).toEqual(later);
      await restoreBackup(db, { file, passphrase, replace: true });
      expect(withoutLog(await everything(db))).toEqual(withoutLog(before));
      expect((await readdir(folder)).filter((name) => name.endsWith(".part"))).toEqual([]);
    } finally {
      await backend.close();
    }
  });
});

test("frames that are left out, repeated or put in another order are noticed", async () => {
  const { openFrames, sealFrames } = await import("../../backend/backup/sealed-frames.ts");
  const random = seededRandom(3);
  const plain = Buffer.from(Uint8Array.from({ length: 2_600_000 }, () => Math.floor(random() * 256)));
  const gather = async (source: AsyncIterable<Buffer>): Promise<Buffer> => {
    const parts: Buffer[] = [];
    for await (const part of source) parts.push(part);
    return Buffer.concat(parts);
  };
  async function* of(...parts: readonly Buffer[]): AsyncGenerator<Buffer> {
    for (const part of parts) yield await Promise.resolve(part);
  }
  const parts: Buffer[] = [];
  for await (const part of sealFrames(of(plain.subarray(0, 7), plain.subarray(7)), passphrase)) parts.push(part);
  const [begin, a, b, c] = parts as [Buffer, Buffer, Buffer, Buffer];
  expect(parts).toHaveLength(4);
  expect((await gather(openFrames(of(...parts), passphrase))).equals(plain)).toBe(true);
  for (const [order, code] of [
    [[begin, a, c], "damaged"],
    [[begin, b, a, c], "damaged"],
    [[begin, a, a, b, c], "damaged"],
    [[begin, c], "damaged"],
    [[begin, a, b], "truncated"],
    [[begin], "truncated"],
    [[begin, a, b, c, c], "damaged"],
  ] as const) {
    await expect(gather(openFrames(of(...order), passphrase)), String(order.length)).rejects.toMatchObject({ code });
  }
  // A multiple of the frame's length, and nothing at all, end with a marked frame too.
  for (const length of [0, 1024 * 1024]) {
    const sealed = await gather(sealFrames(of(plain.subarray(0, length)), passphrase));
    expect((await gather(openFrames(of(sealed), passphrase))).equals(plain.subarray(0, length))).toBe(true);
  }
});

test("a file that cannot be written is named with the remedy, and none of it stays", async () => {
  const backend = await startTestBackend("pglite");
  try {
    const handle = await open(join(folder, "a-file"), "w");
    await handle.close();
    await expect(
      writeBackup(backend.test.store.db, { file: join(folder, "a-file", "b"), passphrase, nowMs: testStartMs }),
    ).rejects.toMatchObject({ code: "unreadable", message: expect.stringContaining("--out") as string });
    await expect(
      writeBackup(backend.test.store.db, { file: newFile(), passphrase, nowMs: testStartMs, tenantId: "nobody" }),
    ).rejects.toMatchObject({ code: "no-tenant" });
    const names = await dumpTenants(backend.test.store.db);
    expect(Object.keys(names)).toEqual([tenant, otherTenant]);
    await backend.test.store.db.withTenant({ tenantId: tenant, userId: "t" }, ({ db }) => sql`select 1`.execute(db));
  } finally {
    await backend.close();
  }
});
