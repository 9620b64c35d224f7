import { generateKeyPairSync } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { makeCheckpoint, readRetention, setRetention } from "../../backend/audit/checkpoint.ts";
import { noteSignIn } from "../../backend/audit/note-sign-in.ts";
import { verifyAudit } from "../../backend/audit/verify-audit.ts";
import { unlinkIdentity, userOfIdentity } from "../../backend/auth/identities.ts";
import { createToken, revokeTokens } from "../../backend/auth/tokens.ts";
import { listUsers, setDisabled } from "../../backend/auth/users.ts";
import { restoreBackup } from "../../backend/backup/restore-backup.ts";
import { writeBackup } from "../../backend/backup/write-backup.ts";
import { judgeBook } from "../../backend/cli/health.ts";
import { createForecastKeeper } from "../../backend/forecast/forecast-keeper.ts";
import { createScoreKeeper } from "../../backend/health/score-keeper.ts";
import { createSlaKeeper } from "../../backend/sla/sla-keeper.ts";
import { getMapping, mappingNames, putMapping } from "../../backend/ingest/stored-mappings.ts";
import { readFigures } from "../../backend/metrics/read-figures.ts";
import { createServer } from "../../backend/server/create-server.ts";
import { serviceScope } from "../../backend/storage/database.ts";
import { type BackendStore, openBackendStore } from "../../backend/storage/open-backend-store.ts";
import type { ImportRecord } from "../../backend/storage/import-store.ts";
import { renewEpoch } from "../../backend/storage/tenants.ts";
import { writeLaptopPolicy } from "../../backend/sync/laptop-policy.ts";
import { laptopsOf, noteLaptop, noteWipeTold, orderWipe } from "../../backend/sync/laptops.ts";
import { createLogKeeper } from "../../backend/sync/log-keeper.ts";
import { defaultLaptopPolicy } from "../../shared/sync/policy.ts";
import { seededRandom } from "../../shared/kernel/random.ts";
import { accountRecord, contactFields, tenant, TestClient, testClock, testStartMs, userRecord } from "../support/backend.ts";
import { createDatabase } from "../support/postgres.ts";

/**
 * Tenants can be distributed over servers only if every statement names its tenant, so that it runs where that tenant is. The plans are asked
 * for as a superuser, to whom row-level security does not apply: what is seen is what the statement itself says.
 */
const statements = new Set<string>();
let databaseUrl = "";
let adminUrl = "";

/** Statements that run on every server or on none, each with the reason. */
const exceptions: readonly (readonly [statement: RegExp, reason: string])[] = [
  [/^(begin|start transaction|commit|rollback)\b/, "a transaction begins and ends"],
  [/^select headroom_enter\(/, "says for which tenant and user the transaction is; its one query inside names the tenant"],
  [/^select headroom_audit\(/, "adds to the audit log; every query inside names the tenant"],
  [/^select pg_notify\(/, "tells the other backends of a head; no table"],
  [/pg_try_advisory_xact_lock/, "a lock of one server; no table"],
  [/^set local idle_in_transaction_session_timeout/, "operator's transaction; no table"],
  [/^(fetch \d+ from|close) backup_rows$/, "goes on with a cursor whose statement is checked where it is declared"],
  [/^select pg_database_size\(|from pg_stat_replication$/, "asks the server how large and how far behind it is; no table"],
  [/ from pg_class c/, "asks the catalogue what a backup holds"],
  [/^select "tenant_id" from "tenant" order by "tenant_id"$/, "the operator's list of tenants, which asks every server"],
];

function isException(statement: string): boolean {
  const text = statement.replaceAll(/\s+/g, " ").trim();
  return exceptions.some(([pattern]) => pattern.test(text));
}

/** An incident that came into a state an hour after it had been opened, with its log; what it is open for is long overdue. */
function openIncident(state: string): readonly ImportRecord[] {
  const openedAt = new Date(testStartMs - 9 * 86_400_000).toISOString();
  const at = new Date(testStartMs - 9 * 86_400_000 + 3_600_000).toISOString();
  const held = { accountId: "acc1", severity: "P0", holderGroup: null, holderName: null };
  const over = state === "closed" ? at : null;
  const line = { ...held, incidentId: "inc_1", type: "opened", actor: "monitor", text: "", source: null };
  const head = {
    number: "INC-1",
    kind: "incident",
    title: "No sound",
    openedAt,
    resolvedAt: over,
    closedAt: over,
    region: null,
    sourceMadeSla: null,
  };
  return [
    { kind: "incident", id: "inc_1", fields: { ...held, ...head, state }, defaults: {} },
    { kind: "incidentEvent", id: "iev_1", fields: { ...line, at: openedAt, ordinal: 0, state: "new" }, defaults: {} },
    { kind: "incidentEvent", id: `iev_1_${state}`, fields: { ...line, at, ordinal: 1, type: "state_changed", state }, defaults: {} },
  ];
}

/** Everything that a backend is asked in its life. */
async function journey(store: BackendStore, file: string): Promise<void> {
  const imports = await store.importStore(tenant);
  await imports.putRecords([
    userRecord("lead", "lead"),
    userRecord("csm1", "csm"),
    accountRecord("acc1", "csm1"),
    accountRecord("acc2", null),
  ]);
  await imports.putRecords([accountRecord("acc1", "csm1", { name: "renamed" }), accountRecord("acc2", "csm1")]);
  await imports.putRecords(Array.from({ length: 300 }, (_, i) => accountRecord(`more${i}`, null)));
  const values = new Float64Array(672).fill(5);
  const chunk = {
    accountId: "acc1",
    metric: "pcu" as const,
    region: "cn-east",
    carrier: null,
    sdk: null,
    platform: null,
    month: "2026-02",
    values,
  };
  await imports.putChunks([chunk], "max");
  await imports.putChunks([chunk], "last");
  await imports.accountsByCode();
  await imports.counts();
  const server = await createServer({ db: store.db, clock: testClock, random: seededRandom(7) });
  try {
    for (const user of ["csm1", "lead"]) {
      const scope = { tenantId: tenant, userId: user };
      const service = serviceScope(tenant, user);
      const { token } = await createToken(store.db, scope, "test", 1, testStartMs);
      const client = new TestClient(server, token, `client-${user}`);
      const cursor = await client.cursor();
      await client.push(
        { kind: "contact", id: `c-${user}`, op: "create", fields: contactFields("acc1") },
        { kind: "account", id: "acc1", op: "patch", fields: { name: { base: "Customer acc1", new: user } } },
        { kind: "nonsense", id: "n", op: "create" },
      );
      await client.push({ kind: "contact", id: `c-${user}`, op: "delete", baseRev: 1 });
      await client.send(client.draft([{ kind: "contact", id: `c-${user}`, op: "create", fields: contactFields("acc1") }], 1));
      await client.push(
        ...Array.from({ length: 120 }, (_, i) => ({
          kind: "contact",
          id: `${user}-${i}`,
          op: "create" as const,
          fields: contactFields("acc1"),
        })),
      );
      await client.push({ kind: "account", id: "acc2", op: "patch", fields: { ownerId: { base: "csm1", new: "lead" } } });
      await client.hello();
      await client.pull(cursor, 2);
      await client.pull(await client.cursor());
      await server.pages.refresh(tenant);
      await client.rows("account");
      await client.rows("savedView");
      for (const group of ["usage", "quality"]) await client.chunkPage(`group=${group}&limit=1`);
      const { epoch, seq, scopeVersion } = await client.cursor();
      const digest = `/v1/sync/digest?clientId=${client.clientId}&epoch=${epoch}&seq=${seq}&scopeVersion=${scopeVersion}`;
      expect((await client.inject("GET", digest)).statusCode).toBe(200);
      await noteLaptop(store.db, scope, client.clientId, testStartMs);
      await laptopsOf(store.db, service);
      await orderWipe(store.db, service, client.clientId, testStartMs);
      await orderWipe(store.db, service, null, testStartMs);
      await noteWipeTold(store.db, service, client.clientId, testStartMs);
      await writeLaptopPolicy(store.db, service, defaultLaptopPolicy);
      await putMapping(store.db, service, "m", "{}", testStartMs);
      await getMapping(store.db, service, "m");
      await mappingNames(store.db, service);
      if (user === "lead") {
        for (const route of ["audit?account=acc1&user=csm1", "audit-export"])
          expect((await client.inject("GET", `/v1/sync/${route}`)).statusCode).toBe(200);
      }
      await noteSignIn(store.db, scope, testStartMs);
      await revokeTokens(store.db, service, testStartMs);
    }
    const { privateKey } = generateKeyPairSync("ed25519");
    for (const trim of [false, true])
      await makeCheckpoint(store.db, tenant, { key: privateKey, nowMs: testStartMs + 500 * 86_400_000, trim });
    await verifyAudit(store.db, tenant);
    await setRetention(store.db, tenant, 100, testStartMs);
    await readRetention(store.db, tenant);
    const identity = {
      tenantId: tenant,
      issuer: "https://id.example",
      subject: "s1",
      verifiedEmail: "csm1@acme.example",
      expiresAtMs: testStartMs,
    };
    expect(await userOfIdentity(store.db, identity, testStartMs)).toEqual({ tenantId: tenant, userId: "csm1" });
    await unlinkIdentity(store.db, { tenantId: tenant, userId: "csm1" });
    await listUsers(store.db, tenant);
    await setDisabled(store.db, { tenantId: tenant, userId: "csm1" }, new Date(testStartMs));
    await readFigures(store.db, testStartMs);
    for (const days of [0, 1, 200]) {
      const logs = createLogKeeper({ db: store.db, clock: { now: () => testStartMs + days * 86_400_000 }, logDays: 1 });
      await logs.trim(tenant);
    }
    const keeper = createScoreKeeper({ db: store.db, clock: testClock, pause: async () => undefined, look: async () => undefined });
    await keeper.keepAll();
    await createForecastKeeper({ db: store.db, clock: testClock, pause: async () => undefined, look: async () => undefined }).keepAll();
    const promises = createSlaKeeper({ db: store.db, clock: testClock, pause: async () => undefined, look: async () => undefined });
    for (const state of ["new", "closed", "active"]) {
      await imports.putRecords(openIncident(state));
      await promises.keep(tenant);
    }
    await judgeBook(store.db, tenant, { code: "ACC1", atMs: testStartMs }, () => undefined);
    await writeBackup(store.db, { file, passphrase: "a long passphrase", nowMs: testStartMs });
    await restoreBackup(store.db, { file, passphrase: "a long passphrase", replace: true });
    await renewEpoch(store.db, { tenantId: tenant, userId: "operator" });
  } finally {
    await server.close();
  }
}

beforeAll(async () => {
  adminUrl = inject("postgresAdminUrl") ?? "";
  databaseUrl = await createDatabase(adminUrl);
  const folder = await mkdtemp(join(tmpdir(), "headroom-plans-"));
  // Migrations run on the server that coordinates, before anything else.
  let open = false;
  const onStatement = (sql: string): void => {
    if (open) statements.add(sql);
  };
  const store = await openBackendStore({ databaseUrl }, { clock: testClock, onStatement });
  open = true;
  try {
    await journey(store, join(folder, "backup.hrbk"));
  } finally {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
});

interface PlanNode {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly Alias?: string;
  readonly Plans?: readonly PlanNode[];
  readonly [property: string]: unknown;
}

/** A condition that ties the tenant to a value, or to the tenant of a table that is tied itself. */
const tied =
  /tenant_id\)?(?:::text)? = (?:\(?\$\d+|'[^']*'|\(?\w+\.tenant_id)|(?:\(?\$\d+\)?(?:::text)?|'[^']*'(?:::text)?|\w+\.tenant_id\)?) = \(?(?:\w+\.)?tenant_id/;

/** Tables that a plan reads without naming their tenant. */
function untied(node: PlanNode, tables: ReadonlySet<string>): readonly string[] {
  const relation = node["Relation Name"];
  const scans = relation !== undefined && tables.has(relation) && node["Node Type"] !== "ModifyTable";
  const conditions = ["Index Cond", "Filter", "Recheck Cond"].map((name) => node[name]).filter((text) => typeof text === "string");
  // A bitmap's condition stands at the scan of its index.
  const own = scans && !conditions.some((text) => tied.test(text)) ? [`${node["Node Type"]} of ${relation}: ${conditions.join("; ")}`] : [];
  return [...own, ...(node.Plans ?? []).flatMap((plan) => untied(plan, tables))];
}

/** The plan for any values of the parameters. A statement that cannot be explained is reported with itself. */
async function planOf(client: pg.Client, sql: string): Promise<PlanNode> {
  try {
    const { rows } = await client.query<{ "QUERY PLAN": readonly [{ readonly Plan: PlanNode }] }>(
      `explain (generic_plan, verbose, format json) ${sql}`,
    );
    const plan = rows[0]?.["QUERY PLAN"][0].Plan;
    if (plan !== undefined) return plan;
  } catch (error) {
    throw new Error(`not explained: ${sql}`, { cause: error });
  }
  throw new Error(`no plan: ${sql}`);
}

test("every statement of a backend's life names the tenant for every table that it reads and writes", async () => {
  const url = new URL(databaseUrl);
  const admin = new URL(adminUrl);
  url.username = admin.username;
  url.password = admin.password;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    const found = await client.query<{ name: string }>(
      "select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' where c.relkind = 'r'",
    );
    const tables = new Set(found.rows.map(({ name }) => name));
    const checked = [...statements].filter((statement) => !isException(statement));
    const faults: string[] = [];
    for (const statement of checked) {
      const body = statement.trim().replace(/^declare backup_rows no scroll cursor for/, "");
      for (const fault of untied(await planOf(client, body), tables)) faults.push(`${fault} in ${statement.replaceAll(/\s+/g, " ")}`);
      const [, target = "", columns = ""] = /insert into "?(?:public"?\."?)?(\w+)"? \(([^)]*)\)/.exec(body) ?? [];
      if (tables.has(target) && !columns.includes("tenant_id")) faults.push(`insert without tenant in ${statement}`);
    }
    expect(faults).toEqual([]);
    // The journey went everywhere: each table was read or written, and each exception is needed.
    const text = [...statements].join("\n");
    expect([...tables].filter((table) => !new RegExp(`\\b${table}\\b`).test(text))).toEqual([]);
    expect(checked.length).toBeGreaterThan(60);
    const unused = exceptions.filter(
      ([pattern]) => ![...statements].some((statement) => pattern.test(statement.replaceAll(/\s+/g, " ").trim())),
    );
    expect(unused.map(([pattern]) => pattern.source)).toEqual([]);
  } finally {
    await client.end();
  }
});

test("a statement that names no tenant is found", async () => {
  const url = new URL(databaseUrl);
  url.username = new URL(adminUrl).username;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    const tables = new Set(["record", "change_log"]);
    for (const bad of [
      "select * from record where kind = $1",
      "select * from change_log c join record r on r.kind = c.kind and r.id = c.id where c.tenant_id = $1",
      "delete from record where tenant_id <> $1",
      "update record set doc = $1 where id = $2",
    ]) {
      expect(untied(await planOf(client, bad), tables), bad).toHaveLength(1);
    }
    expect(untied(await planOf(client, "select * from record where tenant_id = $1 and kind = $2"), tables)).toEqual([]);
  } finally {
    await client.end();
  }
});

afterAll(() => statements.clear());
