import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { setDisabled } from "../../backend/auth/users.ts";
import { createToken } from "../../backend/auth/tokens.ts";
import { serviceScope, type TenantScope } from "../../backend/storage/database.ts";
import { accountRecord, contactFields, engines, startTestBackend, tenant, type TestBackend, userRecord } from "../support/backend.ts";

const as = (userId: string): TenantScope => ({ tenantId: tenant, userId });

/** Tables that every user of the tenant reads: they tell nothing of customers. */
const open = ["app_user", "client", "laptop_policy", "sync_head", "tenant"];

describe.each(engines)("row-level security alone, on %s,", (engine) => {
  let backend: TestBackend;

  const run = async (scope: TenantScope, statement: string): Promise<readonly Readonly<Record<string, unknown>>[]> =>
    (await backend.test.store.db.withTenant(scope, ({ db }) => sql<Readonly<Record<string, unknown>>>`${sql.raw(statement)}`.execute(db)))
      .rows;
  const changed = async (scope: TenantScope, statement: string): Promise<bigint | undefined> =>
    (await backend.test.store.db.withTenant(scope, ({ db }) => sql`${sql.raw(statement)}`.execute(db))).numAffectedRows;
  const ids = async (scope: TenantScope, table = "record", key = "kind || ' ' || id"): Promise<readonly unknown[]> =>
    (await run(scope, `select ${key} as key from ${table} order by 1`)).map(({ key }) => key);

  beforeAll(async () => {
    backend = await startTestBackend(engine);
    await backend.imports.putRecords([
      userRecord("support", "support"),
      userRecord("admin", "admin"),
      userRecord("gone", "csm"),
      accountRecord("acc3", null),
    ]);
    for (const [user, account] of [
      ["csm1", "acc1"],
      ["csm2", "acc2"],
    ] as const) {
      const client = await backend.client(user);
      await client.push(
        { kind: "contact", id: `contact-${account}`, op: "create", fields: contactFields(account) },
        {
          kind: "savedView",
          id: `view-${user}`,
          op: "create",
          fields: {
            userId: { new: user },
            screen: { new: "accounts" },
            name: { new: "mine" },
            definition: { new: {} },
            order: { new: 1 },
          },
        },
        { kind: "nonsense", id: "refused", op: "create" },
      );
      await backend.imports.putChunks(
        [
          {
            accountId: account,
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
    }
    await createToken(backend.test.store.db, as("csm2"), "test", 1, 0);
    await setDisabled(backend.test.store.db, as("gone"), new Date());
    await backend.server.pages.refresh(tenant);
  });
  afterAll(() => backend.close());

  const shared = ["csm1", "csm2", "gone", "lead", "support", "admin", "viewer"].map((id) => `user ${id}`);
  const everyones = ["account acc1", "account acc2", "account acc3", "contact contact-acc1", "contact contact-acc2", ...shared];

  test("a customer-success manager sees their own accounts' rows and no other, without a condition in the query", async () => {
    expect(await ids(as("csm1"))).toEqual(["account acc1", "contact contact-acc1", "savedView view-csm1", ...shared].sort());
    expect(await ids(as("csm1"), "change_log", "distinct account_id")).toEqual(["acc1", null]);
    expect(await ids(as("csm1"), "metric_chunk", "account_id")).toEqual(["acc1"]);
    expect(await ids(as("csm1"), "account_scope", "account_id || ' ' || user_id")).toEqual(["acc1 csm1"]);
    expect(await ids(as("csm1"), "client_push", "client_id")).toEqual(["client-1"]);
    expect(await ids(as("csm1"), "mutation_refusal", "client_id")).toEqual(["client-1"]);
    for (const table of ["snapshot_page", "access_token", "user_identity", "log_mark"])
      expect([table, await ids(as("csm1"), table, "1")]).toEqual([table, []]);
  });

  test.each(["lead", "support", "admin", "viewer"])("a %s sees every account, and nobody's private records", async (user) => {
    expect(await ids(as(user))).toEqual(everyones.toSorted());
    expect(await ids(as(user), "metric_chunk", "account_id")).toEqual(["acc1", "acc2"]);
    expect((await ids(as(user), "snapshot_page", "kind")).length).toBeGreaterThan(3);
    for (const table of ["access_token", "client_push", "mutation_refusal"])
      expect([table, await ids(as(user), table, "1")]).toEqual([table, []]);
  });

  test("a service sees everything of its tenant", async () => {
    expect(await ids(serviceScope(tenant, "job"))).toEqual([...everyones, "savedView view-csm1", "savedView view-csm2"].sort());
    expect(await ids(serviceScope("other", "job"))).toEqual(["account acc1", "user stranger"]);
  });

  test.each(["gone", "nobody", ""])("who is disabled or unknown (%j) is refused, not shown nothing", async (user) => {
    for (const table of ["record", "change_log", "metric_chunk", "snapshot_page"]) {
      await expect(run(as(user), `select * from ${table}`)).rejects.toThrow(/query outside a role/);
    }
    for (const table of ["access_token", "client_push", "mutation_refusal", "user_identity"]) {
      expect([table, await ids(as(user), table, "1")]).toEqual([table, []]);
    }
  });

  test("what is outside one's accounts cannot be written", async () => {
    const csm = as("csm1");
    const record = (kind: string, id: string, account: string): string =>
      `insert into record (tenant_id, kind, id, account_id, rev, doc, updated_at, updated_by)
       values ('acme', '${kind}', '${id}', ${account}, 1000, '{}', now(), 'csm1')`;
    const refused = [
      record("contact", "planted", "'acc2'"),
      record("user", "planted", "null"),
      "update record set account_id = 'acc2' where id = 'contact-acc1'",
      "update record set private_to = 'csm2' where id = 'view-csm1'",
      "insert into account_scope values ('acme', 'acc3', 'csm1')",
      "insert into change_log values ('acme', 1000, 'contact', 'x', 'put', 'acc2')",
      "insert into metric_chunk values ('acme', 'acc1', 'pcu', 'r', '', '2026-01', 1, 'raw', '')",
      "insert into access_token values ('acme', 'h', 'lead', '', now(), now(), null)",
      "insert into client values ('acme', 'theirs', 'csm2', 0, now())",
      "insert into client_push values ('acme', 'client-2', 9, 8, 1)",
      "insert into mutation_refusal values ('acme', 'client-2', 9, 'x', 'x', 'x')",
      "insert into app_user values ('acme', 'planted', 'x', 'admin', 'en', 1)",
      "insert into snapshot_page values ('acme', 'contact', 1, '', 1, 1, '')",
      "insert into ingest_mapping values ('acme', 'm', '{}', now(), 'csm1')",
    ];
    for (const statement of refused) await expect(changed(csm, statement), statement).rejects.toThrow(/row-level security/);
    const untouched = [
      "update record set deleted = true where account_id is distinct from 'acc1' and kind <> 'savedView'",
      "delete from record",
      "update account_scope set user_id = 'csm1'",
      "delete from account_scope",
      "update app_user set role = 'admin'",
      "delete from change_log",
      "update metric_chunk set rev = 1",
      "update client set user_id = 'csm1' where user_id <> 'csm1'",
      "delete from client",
      "delete from access_token",
      "update sync_head set floor = 1000 where false",
    ];
    for (const statement of untouched) expect([statement, await changed(csm, statement)]).toEqual([statement, 0n]);
  });

  test("a viewer writes nothing", async () => {
    const viewer = as("viewer");
    for (const statement of ["update record set deleted = true", "update sync_head set seq = seq + 1", "update metric_chunk set rev = 1"]) {
      expect([statement, await changed(viewer, statement)]).toEqual([statement, 0n]);
    }
    await expect(
      changed(
        viewer,
        "insert into record (tenant_id, kind, id, rev, doc, updated_at, updated_by) values ('acme', 'task', 'x', 1, '{}', now(), 'v')",
      ),
    ).rejects.toThrow(/row-level security/);
  });

  test("an account that is created, given away and taken back moves between scopes with everything in it", async () => {
    const [one, two] = [await backend.client("csm1"), await backend.client("csm2")];
    const { fields, defaults } = accountRecord("fresh", "csm1");
    const all = Object.fromEntries(Object.entries({ ...defaults, ...fields }).map(([name, value]) => [name, { new: value as never }]));
    const created = await one.push(
      { kind: "account", id: "fresh", op: "create", fields: all },
      { kind: "contact", id: "in-fresh", op: "create", fields: contactFields("fresh") },
    );
    expect(created.results.map(({ status }) => status)).toEqual(["applied", "applied"]);
    const fresh = async (user: string): Promise<readonly unknown[]> => (await ids(as(user))).filter((id) => String(id).includes("fresh"));
    const both = ["account fresh", "contact in-fresh"];
    expect([await fresh("csm1"), await fresh("csm2")]).toEqual([both, []]);
    const given = await one.push({
      kind: "account",
      id: "fresh",
      op: "patch",
      baseRev: 1,
      fields: { ownerId: { base: "csm1", new: "csm2" } },
    });
    expect(given.results.map(({ status }) => status)).toEqual(["applied"]);
    expect([await fresh("csm1"), await fresh("csm2")]).toEqual([[], both]);
    // An edit that waited on the laptop is refused for what it is, and the id is not free.
    const late = await one.push(
      { kind: "contact", id: "in-fresh", op: "patch", baseRev: 1, fields: { title: { base: "", new: "x" } } },
      { kind: "contact", id: "in-fresh", op: "create", fields: contactFields("acc1") },
    );
    expect(late.results.map((result) => (result.status === "refused" ? [result.code, result.server] : result.status))).toEqual([
      ["out-of-scope", null],
      ["out-of-scope", null],
    ]);
    expect(
      (await two.push({ kind: "contact", id: "in-fresh", op: "patch", baseRev: 1, fields: { title: { base: "", new: "mine" } } })).results,
    ).toMatchObject([{ status: "applied" }]);
    await backend.imports.putRecords([accountRecord("fresh", null)]);
    expect([await fresh("csm1"), await fresh("csm2"), await fresh("lead")]).toEqual([[], [], both]);
  });

  test("every table says who may read and write it within the tenant", async () => {
    const rows = await run(
      serviceScope(tenant, "test"),
      `select c.relname as name, array_agg(distinct p.polcmd::text order by p.polcmd::text) filter (where not p.polpermissive) as commands
       from pg_class c left join pg_policy p on p.polrelid = c.oid
       where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname not like 'headroom\\_migration%' group by 1 order by 1`,
    );
    const reading = rows.filter(({ commands }) => !String(commands).match(/[*r]/)).map(({ name }) => name);
    expect(reading).toEqual(open);
    const writing = rows.filter(
      ({ commands }) => !String(commands).includes("*") && !["a", "w", "d"].every((command) => String(commands).includes(command)),
    );
    expect(writing).toEqual([]);
  });
});
