import { generateKeyPairSync, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeCheckpoint, setRetention } from "../../backend/audit/checkpoint.ts";
import { verifyAudit } from "../../backend/audit/verify-audit.ts";
import { restoreBackup } from "../../backend/backup/restore-backup.ts";
import { writeBackup } from "../../backend/backup/write-backup.ts";
import { type BackendServer, createServer } from "../../backend/server/create-server.ts";
import { serviceScope } from "../../backend/storage/database.ts";
import { type AuditEntry, auditPage } from "../../shared/sync/audit.ts";
import { signInClientId } from "../../shared/sync/protocol.ts";
import { seededRandom } from "../../shared/kernel/random.ts";
import {
  accountRecord,
  contactFields,
  engines,
  openTestStore,
  otherTenant,
  startTestBackend,
  tenant,
  type TestBackend,
  TestClient,
  testStartMs,
  userRecord,
} from "../support/backend.ts";

const dayMs = 86_400_000;
const canary = "CanaryCustomerXYZ 客户";

describe.each(engines)("the audit log on %s", (engine) => {
  let backend: TestBackend;
  let nowMs = testStartMs;
  let server: BackendServer;
  let folder = "";
  const startServer = (): Promise<BackendServer> =>
    createServer({ db: backend.test.store.db, clock: { now: () => nowMs }, random: seededRandom(3) });
  let clients = 0;
  const client = async (user: string, at: BackendServer = server): Promise<TestClient> =>
    new TestClient(at, await backend.token(user), `laptop-${(clients += 1)}`);
  const ask = async (user: string, query = ""): Promise<readonly AuditEntry[]> => {
    const answer = await (await client(user)).inject("GET", `/v1/sync/audit?limit=500${query}`);
    expect(answer.statusCode).toBe(200);
    return auditPage.parse(answer.json()).entries;
  };
  /** What was added since `after`, oldest first, without what the questions of the test themselves add. */
  const added = async (after: number): Promise<readonly AuditEntry[]> =>
    (await ask("lead")).filter(({ seq, event }) => seq > after && event !== "token-created").toReversed();
  const head = async (): Promise<number> => (await ask("lead"))[0]?.seq ?? 0;
  const told = ({ event, source, userId, accounts }: AuditEntry) => [event, source, userId, accounts.join(" ")];

  beforeAll(async () => {
    backend = await startTestBackend(engine);
    await backend.imports.putRecords([userRecord("support", "support"), userRecord("admin", "admin"), accountRecord("acc3", "csm1")]);
    server = await startServer();
    folder = await mkdtemp(join(tmpdir(), "headroom-audit-"));
  });
  afterAll(async () => {
    await server.close();
    await backend.close();
    await rm(folder, { recursive: true, force: true });
  });

  test("tells who changed what by names of fields and digests, and repeats nothing of what was written", async () => {
    const laptop = await client("csm1");
    const before = await head();
    await laptop.push({ kind: "contact", id: "c1", op: "create", fields: contactFields("acc1", { note: canary }) });
    await laptop.push({ kind: "contact", id: "c1", op: "patch", baseRev: 1, fields: { note: { base: canary, new: `${canary}!` } } });
    await laptop.push({ kind: "contact", id: "c1", op: "patch", baseRev: 1, fields: { note: { base: `${canary}!`, new: canary } } });
    await laptop.push({ kind: "contact", id: "c1", op: "delete", baseRev: (await laptop.cursor()).seq });
    const entries = await added(before);
    expect(entries.map(told)).toEqual(Array.from({ length: 4 }, () => ["changed", "backend", "csm1", "acc1"]));
    const records = entries.map(({ detail }) => (detail["records"] as readonly Record<string, unknown>[])[0] ?? {});
    expect(records.map(({ op, kind, id }) => [op, kind, id])).toEqual([
      ["create", "contact", "c1"],
      ["update", "contact", "c1"],
      ["update", "contact", "c1"],
      ["delete", "contact", "c1"],
    ]);
    const [there, back] = [1, 2].map((index) => (records[index]?.["fields"] as { readonly note: readonly string[] } | undefined)?.note);
    expect(there).toEqual([expect.stringMatching(/^[\w-]{16}$/), expect.stringMatching(/^[\w-]{16}$/)]);
    // The same value has the same digest, wherever it is old or new; the record is at its end what it was at its beginning.
    expect(back).toEqual(there?.toReversed());
    expect(records[3]?.["old"]).toBe(records[0]?.["new"]);
    expect(JSON.stringify(await ask("lead"))).not.toContain("Canary");
  });

  test("tells nothing of a push that changed nothing", async () => {
    const laptop = await client("csm1");
    const before = await head();
    await laptop.push({ kind: "contact", id: "nowhere", op: "patch", baseRev: 1, fields: { note: { base: "", new: "x" } } });
    expect(await added(before)).toEqual([]);
  });

  test("tells who saw which account, once a day, whatever asks how often and however often the backend is started", async () => {
    nowMs = testStartMs + dayMs;
    const before = await head();
    const own = await client("csm1");
    for (const kind of ["account", "contact", "account"] as const) await own.rows(kind);
    await (await client("lead")).rows("contact");
    await (await client("lead")).rows("account");
    expect((await added(before)).map(told)).toEqual([
      ["saw", "backend", "csm1", "acc1 acc3"],
      ["saw", "backend", "lead", "acc1 acc2 acc3"],
    ]);
    const again = await startServer();
    await (await client("csm1", again)).rows("account");
    const cursor = await own.cursor();
    await backend.imports.putRecords([accountRecord("acc4", "csm1"), accountRecord("acc3", "csm1", { name: "other" })]);
    const seen = await head();
    const reader = await client("lead", again);
    await reader.changes({ ...(await reader.cursor()), seq: cursor.seq });
    expect((await added(seen)).map(told)).toEqual([["saw", "backend", "lead", "acc4"]]);
    nowMs += dayMs;
    await own.rows("account");
    expect((await added(seen)).map(told).at(-1)).toEqual(["saw", "backend", "csm1", "acc1 acc3 acc4"]);
    await again.close();
  });

  test("tells who signed in, and of a flood of guesses once", async () => {
    const before = await head();
    await (await client("csm2")).inject("GET", `/v1/sync/hello?clientId=${signInClientId}`);
    for (let i = 0; i < 30; i += 1)
      await new TestClient(server, `hr~${tenant}~${String(i).padStart(43, "A")}`, "x").inject("GET", "/v1/sync/hello?clientId=x");
    await new TestClient(server, `hr~nobody~${"B".repeat(43)}`, "x").inject("GET", "/v1/sync/hello?clientId=x");
    await expect
      .poll(async () => (await added(before)).map(told))
      .toEqual([
        ["signed-in", "backend", "csm2", ""],
        ["sign-in-failed", "backend", "", ""],
      ]);
  });

  test("tells of imports by kind and of roles that change", async () => {
    const before = await head();
    await backend.imports.putRecords([userRecord("support", "viewer"), accountRecord("acc5", null)]);
    await backend.imports.putRecords([userRecord("support", "viewer"), accountRecord("acc5", null)]);
    const entries = await added(before);
    expect(entries.map(({ event, detail }) => [event, detail])).toEqual([
      ["access-changed", { user: "support", was: "support", role: "viewer" }],
      ["imported", { records: { user: 1, account: 1 } }],
    ]);
  });

  test("takes what a laptop reports, once, as the laptop's word, and its clock only where it can be right", async () => {
    const laptop = await client("csm1");
    const before = await head();
    const report = { id: randomUUID(), at: new Date(nowMs - 60_000).toISOString(), event: "exported", accounts: ["acc1"], format: "pptx" };
    const late = { ...report, id: randomUUID(), at: "2037-01-01T00:00:00.000Z", event: "printed", format: "pdf" };
    const send = async (activities: readonly object[]) =>
      (await laptop.inject("POST", "/v1/sync/activity", { clientId: laptop.clientId, activities })).json<{ readonly noted: number }>();
    expect(await send([report])).toEqual({ noted: 1 });
    expect(await send([report, late])).toEqual({ noted: 1 });
    const entries = await added(before);
    expect(entries.map(told)).toEqual([
      ["exported", "laptop", "csm1", "acc1"],
      ["printed", "laptop", "csm1", "acc1"],
    ]);
    expect(entries.map(({ at, detail }) => [at, detail["clock"]])).toEqual([
      [report.at, undefined],
      [new Date(nowMs).toISOString(), late.at],
    ]);
    const wrong = await laptop.inject("POST", "/v1/sync/activity", {
      clientId: laptop.clientId,
      activities: [{ ...report, note: canary }],
    });
    expect(wrong.statusCode).toBe(400);
  });

  test("is read by leads and administrators, by person, account, kind and time, a page at a time", async () => {
    const all = await ask("admin");
    expect(all.map(({ seq }) => seq)).toEqual(Array.from({ length: all.length }, (_, index) => all.length - index));
    expect(new Set((await ask("admin", "&user=csm1")).map(({ userId }) => userId))).toEqual(new Set(["csm1"]));
    const ofAccount = await ask("admin", "&account=acc4");
    expect(ofAccount.length).toBeGreaterThan(1);
    expect(ofAccount.every(({ accounts }) => accounts.includes("acc4"))).toBe(true);
    expect(new Set((await ask("admin", "&event=imported")).map(({ event }) => event))).toEqual(new Set(["imported"]));
    const from = new Date(testStartMs + dayMs).toISOString();
    expect((await ask("admin", `&from=${from}`)).every(({ at }) => at >= from)).toBe(true);
    expect((await ask("admin", `&to=${from}`)).every(({ at }) => at < from)).toBe(true);
    const laptop = await client("admin");
    const seqs: number[] = [];
    for (let before: number | null = all[0]?.seq ?? 0; before !== null;) {
      const page: ReturnType<typeof auditPage.parse> = auditPage.parse(
        (await laptop.inject("GET", `/v1/sync/audit?limit=7&before=${before}`)).json(),
      );
      seqs.push(...page.entries.map(({ seq }) => seq));
      before = page.next;
    }
    expect(seqs).toEqual(all.slice(1).map(({ seq }) => seq));
    for (const user of ["csm1", "viewer"]) expect((await (await client(user)).inject("GET", "/v1/sync/audit")).statusCode).toBe(403);
    expect((await (await client("csm1")).inject("GET", "/v1/sync/audit-export")).statusCode).toBe(403);
  });

  test("is exported as a file that a spreadsheet may open, which is noted; too many in a row have to wait", async () => {
    const laptop = await client("lead");
    const csv = await laptop.inject("GET", "/v1/sync/audit-export?event=changed");
    expect([csv.statusCode, csv.headers["content-type"]]).toEqual([200, "text/csv; charset=utf-8"]);
    const lines = csv.body.trimEnd().split("\r\n");
    expect(lines[0]).toBe("\uFEFFseq,at,event,source,user,accounts,detail");
    expect(lines.length).toBe(1 + (await ask("lead", "&event=changed")).length);
    const ndjson = await laptop.inject("GET", "/v1/sync/audit-export?format=ndjson&event=audit-exported");
    expect(
      ndjson.body
        .trimEnd()
        .split("\n")
        .map((line) => (JSON.parse(line) as AuditEntry).detail),
    ).toEqual([
      { format: "ndjson", event: "audit-exported" },
      { format: "csv", event: "changed" },
    ]);
    const statuses: number[] = [];
    for (let i = 0; i < 4; i += 1) statuses.push((await laptop.inject("GET", "/v1/sync/audit-export")).statusCode);
    expect(statuses).toEqual([200, 200, 200, 429]);
    expect(Number((await laptop.inject("GET", "/v1/sync/audit-export")).headers["retry-after"])).toBeGreaterThan(0);
  });

  /** As somebody who may do anything in the database, the owner of the tables included. */
  const tamper = (statement: string): Promise<void> =>
    backend.test.store.db.withOperator(async (operator) => {
      await operator.enter(tenant);
      await sql`reset role`.execute(operator.db);
      for (const table of ["audit_entry", "audit_head"]) await sql.raw(`alter table ${table} disable trigger user`).execute(operator.db);
      await sql.raw(statement).execute(operator.db);
      for (const table of ["audit_entry", "audit_head"]) await sql.raw(`alter table ${table} enable trigger user`).execute(operator.db);
      if (engine === "pglite") await sql`set role headroom_app`.execute(operator.db);
    });

  test("is only ever added to: not even a service may change or remove an entry, and each tenant has its own", async () => {
    const { db } = backend.test.store;
    for (const statement of [
      "update audit_entry set body = '{}'",
      "delete from audit_entry",
      "delete from audit_head",
      "truncate audit_entry",
      "update audit_entry set user_id = 'nobody' where seq = 1",
    ]) {
      await expect(
        db.withTenant(serviceScope(tenant, "x"), (tx) => sql.raw(statement).execute(tx.db)),
        statement,
      ).rejects.toThrow();
    }
    for (const statement of [
      "insert into audit_entry values ('acme', 9999, now(), 'x', 'x', '{}', '', '', null)",
      "select salt from audit_head",
    ]) {
      const rows = await db
        .withTenant({ tenantId: tenant, userId: "lead" }, (tx) => sql.raw(statement).execute(tx.db))
        .then(({ rows: found }) => found.length)
        .catch(() => 0);
      expect([statement, rows]).toEqual([statement, 0]);
    }
    expect(await verifyAudit(db, tenant)).toMatchObject({ faults: [], first: 1 });
    expect((await verifyAudit(db, otherTenant)).faults).toEqual([]);
  });

  test("shows by its chain that an entry was changed, taken out or cut off", async () => {
    const { db } = backend.test.store;
    const { privateKey } = generateKeyPairSync("ed25519");
    const kept = await makeCheckpoint(db, tenant, { key: privateKey, nowMs, trim: false });
    const { last } = await verifyAudit(db, tenant);
    await tamper("update audit_entry set user_id = 'somebody' where seq = 3");
    expect((await verifyAudit(db, tenant)).faults).toEqual([{ code: "changed", seq: 3 }]);
    await tamper(`update audit_entry set user_id = body::jsonb ->> 'userId', body = replace(body, 'csm1', 'csm2') where seq = 4`);
    await tamper(`update audit_entry set user_id = body::jsonb ->> 'userId' where seq = 3`);
    const changed = (await verifyAudit(db, tenant)).faults;
    await tamper("delete from audit_entry where seq = 6");
    expect((await verifyAudit(db, tenant)).faults).toEqual([...changed, { code: "missing", seq: 6 }]);
    await tamper(`delete from audit_entry where seq >= 2`);
    await tamper(
      `update audit_head set seq = 1, hash = (select hash from audit_entry where seq = 1 and tenant_id = '${tenant}') where tenant_id = '${tenant}'`,
    );
    // The chain alone cannot know what came after its end; a checkpoint does.
    await tamper("alter table audit_checkpoint disable trigger user");
    await tamper("delete from audit_checkpoint");
    expect((await verifyAudit(db, tenant)).faults).toEqual([]);
    expect((await verifyAudit(db, tenant, { key: privateKey, kept: kept === null ? [] : [kept.checkpoint] })).faults).toEqual([
      { code: "missing", seq: last },
    ]);
    await tamper("alter table audit_checkpoint enable trigger user");
  });

  test("lets go of what is older than its retention behind a signed checkpoint, and of nothing else", async () => {
    const { db } = backend.test.store;
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    await setRetention(db, tenant, 30, nowMs);
    const laptop = await client("csm1");
    await laptop.push({ kind: "contact", id: "late", op: "create", fields: contactFields("acc1") });
    nowMs += 40 * dayMs;
    await laptop.push({ kind: "contact", id: "later", op: "create", fields: contactFields("acc1") });
    const before = await verifyAudit(db, tenant);
    const made = await makeCheckpoint(db, tenant, { key: privateKey, nowMs, trim: true });
    expect(made?.removed).toBeGreaterThan(2);
    const after = await verifyAudit(db, tenant, { key: publicKey });
    expect(after).toMatchObject({ faults: [], signatures: true, last: before.last + 1, first: (made?.removed ?? 0) + 1 });
    expect(after.entries).toBe(before.entries - (made?.removed ?? 0) + 1);
    // Another key signed nothing here.
    const stranger = generateKeyPairSync("ed25519").publicKey;
    expect((await verifyAudit(db, tenant, { key: stranger })).faults.map(({ code }) => code)).toEqual(["signature", "signature"]);
    await expect(
      db.withTenant(serviceScope(tenant, "x"), (tx) => tx.db.deleteFrom("audit_entry").where("tenant_id", "=", tenant).execute()),
    ).rejects.toThrow();
  });

  test("goes through a restore: one that is there is not written over, one that is not comes back whole", async () => {
    const { db } = backend.test.store;
    const file = join(folder, `${engine}.hrbk`);
    const passphrase = "correct horse battery";
    const { last: atBackup } = await verifyAudit(db, tenant);
    await writeBackup(db, { file, passphrase, nowMs });
    const laptop = await client("csm2");
    await laptop.push({ kind: "contact", id: "after-backup", op: "create", fields: contactFields("acc2") });
    const { last } = await verifyAudit(db, tenant);
    await restoreBackup(db, { file, passphrase, replace: true });
    const kept = await verifyAudit(db, tenant);
    expect([kept.faults, kept.last]).toEqual([[], last]);
    expect((await ask("lead")).some(({ detail }) => JSON.stringify(detail).includes("after-backup"))).toBe(true);
    const fresh = await openTestStore(engine);
    try {
      await restoreBackup(fresh.store.db, { file, passphrase, replace: false });
      expect(await verifyAudit(fresh.store.db, tenant)).toMatchObject({ faults: [], last: atBackup });
    } finally {
      await fresh.dispose();
    }
  });
});
