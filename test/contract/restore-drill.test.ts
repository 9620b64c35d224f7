import { spawn } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { sql } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { drill } from "../../backend/backup/restore-drill.ts";
import { openScratchDatabase } from "../../backend/backup/scratch-database.ts";
import { writeBackup } from "../../backend/backup/write-backup.ts";
import { fixedClock } from "../../shared/kernel/clock.ts";
import { accountRecord, contactFields, engines, startTestBackend, type TestBackend, testClock, testStartMs } from "../support/backend.ts";
import { createDatabase } from "../support/postgres.ts";

const passphrase = "秘密 correct horse battery";
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "headroom-drill-test-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function emptyDatabase(): Promise<string> {
  const adminUrl = inject("postgresAdminUrl");
  if (adminUrl === null) throw new Error("the run has no PostgreSQL");
  return createDatabase(adminUrl);
}

async function relationsOf(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ n: number }>("select count(*)::int as n from pg_class where relnamespace = 'public'::regnamespace");
  await client.end();
  return rows[0]?.n ?? -1;
}

describe.each(engines)("a drill of a backup of %s", (engine) => {
  let backend: TestBackend;
  let file = "";
  beforeAll(async () => {
    backend = await startTestBackend(engine);
    await backend.imports.putRecords(Array.from({ length: 300 }, (_, i) => accountRecord(`bulk${i}`, "csm1", { summary: `第 ${i} 个` })));
    await backend.imports.putChunks(
      [
        {
          accountId: "acc1",
          metric: "pcu",
          region: "cn-east",
          carrier: null,
          sdk: null,
          platform: null,
          month: "2026-02",
          values: new Float64Array(672).fill(7),
        },
      ],
      "max",
    );
    const client = await backend.client("csm1");
    await client.push(
      { kind: "contact", id: "kept", op: "create", fields: contactFields("acc1") },
      { kind: "contact", id: "gone", op: "create", fields: contactFields("acc1") },
      { kind: "contact", id: "gone", op: "delete", baseRev: 1 },
    );
    file = join(folder, `${engine}.hrbk`);
    await writeBackup(backend.test.store.db, { file, passphrase, nowMs: testStartMs });
  });
  afterAll(() => backend.close());

  const hourLater = fixedClock(testStartMs + 3_600_000);
  const times = (): (() => number) => {
    const at = [0, 4_000, 9_000, 11_500];
    return () => at.shift() ?? Number.NaN;
  };

  test("into an embedded database holds every row, is opened by a laptop, and leaves nothing", async () => {
    const scratch = await mkdtemp(join(folder, "scratch-"));
    const report = await drill({
      file,
      passphrase,
      openScratch: () => openScratchDatabase(null, scratch),
      clock: hourLater,
      monotonicMs: times(),
    });
    expect(report).toEqual({
      madeAt: new Date(testStartMs).toISOString(),
      ageSeconds: 3_600,
      restoreSeconds: 6.5,
      companies: 2,
      rows: expect.any(Number),
      // Two accounts, 300 more and a contact of the one company and an account of the other; five people.
      records: 309,
      faults: [],
    });
    expect(report.rows).toBeGreaterThan(600);
    expect(await readdir(scratch)).toEqual([]);
  });

  test("into PostgreSQL does the same, and the database is empty again", async () => {
    const url = await emptyDatabase();
    const report = await drill({ file, passphrase, openScratch: () => openScratchDatabase(url), clock: hourLater, monotonicMs: times() });
    expect(report).toMatchObject({ companies: 2, records: 309, faults: [] });
    expect(await relationsOf(url)).toBe(0);
  });

  test("says which rows are not those of the backup, and that a laptop cannot open them", async () => {
    const report = await drill({
      file,
      passphrase,
      clock: hourLater,
      monotonicMs: times(),
      openScratch: async () => {
        const db = await openScratchDatabase(null, folder);
        // A database that loses and changes what it is given.
        let entered = 0;
        return {
          ...db,
          withOperator: async (work, options) => {
            const value = await db.withOperator(work, options);
            entered += 1;
            if (entered === 1) {
              await db.withOperator(async (operator) => {
                await operator.enter("acme");
                await sql`delete from change_log where tenant_id = 'acme' and seq = (select max(seq) from change_log where tenant_id = 'acme')`.execute(
                  operator.db,
                );
                await sql`update record set doc = jsonb_set(doc, '{summary}', '"x"') where tenant_id = 'acme' and kind = 'account' and id = 'bulk7'`.execute(
                  operator.db,
                );
                await operator.enter("other");
                await sql`delete from sync_head where tenant_id = 'other'`.execute(operator.db);
              });
            }
            return value;
          },
        };
      },
    });
    expect(report.faults).toEqual([
      expect.stringMatching(/^acme change_log: \d+ rows in the backup, \d+ restored$/),
      expect.stringMatching(/^acme record: the \d+ rows are not those of the backup$/),
      "other sync_head: 1 rows in the backup, 0 restored",
      expect.stringMatching(/^company other: a laptop cannot open it: hello was answered \d+$/),
    ]);
  });
});

test("a scratch database that holds anything is refused, and stays as it is", async () => {
  const url = await emptyDatabase();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("create table dear (a int)");
  await client.end();
  await expect(openScratchDatabase(url)).rejects.toMatchObject({ code: "not-empty" });
  expect(await relationsOf(url)).toBe(1);
});

test("headroom drill: a good one ends with 0, one beyond its limits and a wrong key with 1, and no folder stays", async () => {
  const root = resolve(import.meta.dirname, "../..");
  const tmp = await mkdtemp(join(folder, "tmp-"));
  const backend = await startTestBackend("pglite");
  const file = join(folder, "command.hrbk");
  await writeBackup(backend.test.store.db, { file, passphrase, nowMs: testClock.now() });
  await backend.close();
  const run = (args: readonly string[], key = passphrase): Promise<{ code: number | null; out: string; err: string }> =>
    new Promise((done) => {
      const child = spawn(process.execPath, [join(root, "backend/cli/headroom.ts"), "drill", "--from", file, ...args], {
        env: { ...process.env, HEADROOM_BACKUP_PASSPHRASE: key, TMPDIR: tmp, TMP: tmp, TEMP: tmp, DATABASE_URL: "" },
      });
      let [out, err] = ["", ""];
      child.stdout.on("data", (data) => (out += String(data)));
      child.stderr.on("data", (data) => (err += String(data)));
      child.on("close", (code) => done({ code, out, err }));
    });
  const good = await run([]);
  expect(good).toMatchObject({ code: 0, err: "" });
  expect(good.out).toMatch(
    /^The backup is good: 2 companies, \d+ rows, laptops opened 8 records\nrecovery time \(RTO\): .*\nrecovery point \(RPO\): .*\(state of 2026-10-29T02:00:00.000Z\)\n$/,
  );
  const slow = await run(["--max-restore-minutes", "0.00001", "--json"]);
  expect(slow.code).toBe(1);
  expect(JSON.parse(slow.out)).toMatchObject({ good: false, backupSeconds: null, faults: ["restoring took longer than 0.00001 minutes"] });
  expect(await run([], "another passphrase")).toMatchObject({ code: 1, out: "" });
  expect(await readdir(tmp)).toEqual([]);
}, 600_000);
