import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readOidcSettings } from "../../backend/auth/oidc-settings.ts";
import { createToken, revokeTokens } from "../../backend/auth/tokens.ts";
import { setDisabled } from "../../backend/auth/users.ts";
import { type BackendServer, createServer } from "../../backend/server/create-server.ts";
import { serviceScope } from "../../backend/storage/database.ts";
import { systemClock } from "../../shared/kernel/clock.ts";
import { seededRandom } from "../../shared/kernel/random.ts";
import {
  accountRecord,
  contactFields,
  engines,
  otherTenant,
  startTestBackend,
  tenant,
  type TestBackend,
  userRecord,
} from "../support/backend.ts";
import { accountsCsv, accountsEntry } from "../support/ingest/import-files.ts";
import { type OidcTestProvider, startOidcProvider } from "../support/oidc-provider.ts";

const users = ["csm", "lead", "support", "viewer", "admin", "disabled"] as const;
type User = (typeof users)[number];

interface Ask {
  readonly url: string;
  readonly payload?: string | object;
  readonly type?: string;
}

interface Row {
  /** What each user is answered; one number = all but the disabled one, who is refused. */
  readonly status: number | Readonly<Record<User, number>>;
  /** Answered alike with whatever token, or none. */
  readonly open?: true;
  /** A good request; `accountId` and `recordId` are what it names, where it names any. */
  readonly ask: (names: { readonly accountId: string; readonly recordId: string; readonly clientId: string }) => Ask;
  /** The request names an account or a record. */
  readonly names?: true;
}

const importers = { csm: 403, lead: 200, support: 403, viewer: 403, admin: 200, disabled: 403 } as const;
const administrators = { csm: 403, lead: 403, support: 403, viewer: 403, admin: 200, disabled: 403 } as const;
const auditors = { csm: 403, lead: 200, support: 403, viewer: 403, admin: 200, disabled: 403 } as const;
const mapping = { version: 1, source: "test", files: [accountsEntry] };
const cursor = "epoch=e&seq=0&scopeVersion=1";
const at = "2026-10-29T02:00:00.000Z";

/** Every route and who may use it. A route that is not here fails the test: say who may use it first. */
const table: Readonly<Record<string, Row>> = {
  "GET /v1/health": { open: true, status: 200, ask: () => ({ url: "/v1/health" }) },
  "GET /v1/openapi.json": { open: true, status: 200, ask: () => ({ url: "/v1/openapi.json" }) },
  "GET /v1/auth/config": { open: true, status: 200, ask: () => ({ url: "/v1/auth/config" }) },
  "POST /v1/auth/development": { open: true, status: 200, ask: () => ({ url: "/v1/auth/development", payload: { userId: "viewer" } }) },
  "GET /v1/sync/hello": { status: 200, ask: ({ clientId }) => ({ url: `/v1/sync/hello?clientId=${clientId}` }) },
  "GET /v1/sync/snapshot": {
    status: 200,
    names: true,
    ask: ({ recordId }) => ({ url: `/v1/sync/snapshot?kind=contact&after=${recordId}` }),
  },
  "GET /v1/sync/pull": { status: 200, ask: ({ clientId }) => ({ url: `/v1/sync/pull?clientId=${clientId}&${cursor}` }) },
  "GET /v1/sync/digest": { status: 200, ask: ({ clientId }) => ({ url: `/v1/sync/digest?clientId=${clientId}&${cursor}` }) },
  "POST /v1/sync/push": {
    status: 200,
    names: true,
    ask: ({ clientId, accountId, recordId }) => ({
      url: "/v1/sync/push",
      payload: {
        clientId,
        schemaHash: "x",
        mutations: [
          { mutationId: 1, at, kind: "contact", id: recordId, op: "patch", baseRev: 1, fields: { title: { base: "", new: "canary" } } },
          { mutationId: 2, at, kind: "contact", id: recordId, op: "delete", baseRev: 1, fields: {} },
          { mutationId: 3, at, kind: "account", id: accountId, op: "patch", baseRev: 1, fields: { summary: { base: "", new: "canary" } } },
          { mutationId: 4, at, kind: "contact", id: `new-${clientId}`, op: "create", baseRev: 0, fields: contactFields(accountId) },
        ],
      },
    }),
  },
  "GET /v1/sync/chunks": {
    status: 200,
    names: true,
    ask: ({ accountId }) => ({ url: `/v1/sync/chunks?group=usage&account=${accountId}` }),
  },
  "GET /v1/sync/events": { status: 200, ask: () => ({ url: "/v1/sync/events" }) },
  "GET /v1/sync/audit": { status: auditors, ask: () => ({ url: "/v1/sync/audit" }) },
  "GET /v1/sync/audit-export": { status: auditors, ask: () => ({ url: "/v1/sync/audit-export" }) },
  "POST /v1/sync/activity": {
    status: 200,
    ask: ({ clientId }) => ({
      url: "/v1/sync/activity",
      payload: {
        clientId,
        activities: [{ id: "7d2f0a5e-8c1b-4e5a-9f3d-0a1b2c3d4e5f", at, event: "exported", accounts: [], format: "csv" }],
      },
    }),
  },
  "POST /v1/ingest/{target}": {
    status: importers,
    ask: () => ({
      url: `/v1/ingest/accounts?inline=${encodeURIComponent(JSON.stringify(mapping))}`,
      payload: accountsCsv,
      type: "text/csv",
    }),
  },
  "GET /v1/ingest/mappings": { status: importers, ask: () => ({ url: "/v1/ingest/mappings" }) },
  "PUT /v1/ingest/mappings/{name}": { status: importers, ask: () => ({ url: "/v1/ingest/mappings/matrix", payload: mapping }) },
  "GET /v1/ingest/mapping-schema": { status: 200, ask: () => ({ url: "/v1/ingest/mapping-schema" }) },
  "POST /v1/ingest/batch/records": {
    status: importers,
    names: true,
    ask: ({ recordId, accountId }) => ({
      url: "/v1/ingest/batch/records",
      payload: { records: [{ kind: "contact", id: `by-${recordId}`, fields: plain(contactFields(accountId)), defaults: {} }] },
    }),
  },
  "POST /v1/ingest/batch/chunks": {
    status: importers,
    names: true,
    ask: ({ accountId }) => ({
      url: "/v1/ingest/batch/chunks",
      payload: {
        merge: "max",
        chunks: [
          { accountId, metric: "pcu", region: "cn-east", carrier: null, month: "2026-02", values: Array.from({ length: 672 }, () => 1) },
        ],
      },
    }),
  },
  "POST /v1/ingest/batch/detail-chunks": {
    status: importers,
    names: true,
    ask: ({ accountId }) => ({
      url: "/v1/ingest/batch/detail-chunks",
      payload: {
        merge: "last",
        chunks: [
          {
            accountId,
            metric: "sessions",
            region: "cn-east",
            carrier: null,
            sdk: "4.9.0",
            platform: "android",
            month: "2026-02",
            values: Array.from({ length: 672 }, () => 1),
          },
        ],
      },
    }),
  },
  "GET /v1/ingest/accounts": { status: importers, ask: () => ({ url: "/v1/ingest/accounts" }) },
  "GET /v1/connectors": { status: importers, ask: () => ({ url: "/v1/connectors" }) },
  // Behind a wall of its own as well: an administrator of a company reaches no address or folder that the operator did not name.
  "PUT /v1/connectors/{name}": {
    status: { ...administrators, admin: 503 },
    ask: () => ({ url: "/v1/connectors/matrix", payload: { config: { kind: "webhook", mapping } } }),
  },
  "DELETE /v1/connectors/{name}": { status: { ...administrators, admin: 404 }, ask: () => ({ url: "/v1/connectors/nothing" }) },
  "POST /v1/connectors/{name}/run": {
    status: { ...importers, lead: 404, admin: 404 },
    ask: () => ({ url: "/v1/connectors/nothing/run" }),
  },
  "POST /v1/connectors/{name}/pause": {
    status: { ...administrators, admin: 404 },
    ask: () => ({ url: "/v1/connectors/nothing/pause", payload: { paused: true } }),
  },
  "POST /v1/connectors/{name}/rotate": {
    status: { ...administrators, admin: 404 },
    ask: () => ({ url: "/v1/connectors/nothing/rotate" }),
  },
  // Answers a signature, not a token: whoever asks, what is not signed is refused.
  "POST /v1/ingest/webhooks/{connector}": {
    status: { csm: 401, lead: 401, support: 401, viewer: 401, admin: 401, disabled: 401 },
    ask: () => ({ url: `/v1/ingest/webhooks/${tenant}~matrix`, payload: {} }),
  },
  "GET /v1/ingest/counts": { status: importers, ask: () => ({ url: "/v1/ingest/counts" }) },
};

function plain(fields: Readonly<Record<string, { readonly new: unknown }>>): object {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value.new]));
}

function statusFor({ open, status }: Row, user: User): number {
  if (typeof status !== "number") return status[user];
  return user === "disabled" && open !== true ? 403 : status;
}

function base64url(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

describe.each(engines)("who may do what, on %s:", (engine) => {
  let backend: TestBackend;
  let provider: OidcTestProvider;
  let server: BackendServer;
  let clients = 0;
  const tokens = new Map<string, string>();

  const ask = async (route: string, token: string | null, { url, payload, type }: Ask) => {
    const answer = await server.app.inject({
      method: route.split(" ")[0] as "GET",
      url,
      payloadAsStream: true,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(payload === undefined ? {} : { "content-type": type ?? "application/json" }),
      },
      ...(payload === undefined ? {} : { payload: typeof payload === "string" ? payload : JSON.stringify(payload) }),
    });
    const stream = answer.stream();
    // An event stream has no end.
    if (String(answer.headers["content-type"]).startsWith("text/event-stream")) {
      stream.destroy();
      return { status: answer.statusCode, body: "" };
    }
    const parts: Buffer[] = [];
    for await (const part of stream) parts.push(part as Buffer);
    return { status: answer.statusCode, body: Buffer.concat(parts).toString("latin1") };
  };
  const newClient = (): string => `matrix-${(clients += 1)}`;
  const ownNames = () => ({ accountId: "acc-csm", recordId: "contact-csm", clientId: newClient() });
  const token = (name: string): string => {
    const found = tokens.get(name);
    if (found === undefined) throw new Error(`no token ${name}`);
    return found;
  };

  beforeAll(async () => {
    backend = await startTestBackend(engine);
    const contact = (id: string, accountId: string) => ({
      kind: "contact" as const,
      id,
      fields: { ...plain(contactFields(accountId)) },
      defaults: {},
    });
    await backend.imports.putRecords([
      ...(["csm", "support", "admin"] as const).map((role) => userRecord(role, role)),
      userRecord("disabled", "lead"),
      accountRecord("acc-csm", "csm"),
      contact("contact-csm", "acc-csm"),
      contact("contact-acc2", "acc2"),
    ]);
    const others = await backend.test.store.importStore(otherTenant);
    await others.putRecords([accountRecord("abroad", "stranger"), contact("contact-abroad", "abroad")]);
    const { db } = backend.test.store;
    await setDisabled(db, { tenantId: tenant, userId: "disabled" }, new Date());
    provider = await startOidcProvider([{ login: "csm", email: "csm@acme.example" }]);
    const { issuer, clientId, audience } = provider;
    const oidc = readOidcSettings({ issuer, clientId, audience, tenant });
    server = await createServer({
      db,
      clock: systemClock,
      random: seededRandom(11),
      limits: { rate: null, failedSignIns: null, streamsPerUser: 1_000 },
      oidc: oidc && { ...oidc, keyCooldownMs: 0 },
      development: { tenantId: tenant },
    });
    const nowMs = Date.now();
    const own = async (userId: string, issuedMs = nowMs, days = 2): Promise<string> =>
      (await createToken(db, { tenantId: tenant, userId }, "matrix", days, issuedMs)).token;
    tokens.set("revoked", await own("viewer"));
    await revokeTokens(db, { tenantId: tenant, userId: "viewer" }, nowMs);
    for (const user of users) tokens.set(user, await own(user));
    tokens.set("stranger", (await createToken(db, { tenantId: otherTenant, userId: "stranger" }, "matrix", 2, nowMs)).token);
    tokens.set("expired", await own("lead", nowMs - 3 * 86_400_000));
    await forge();
  });
  afterAll(async () => {
    await server.close();
    await provider.close();
    await backend.close();
  });

  /** Tokens that nearly are good ones of the user `csm`, who has signed in before. */
  async function forge(): Promise<void> {
    const claims = { sub: "csm", email: "csm@acme.example", email_verified: true };
    const good = await provider.sign(claims);
    tokens.set("JWT", good);
    const nowS = Math.floor(Date.now() / 1000);
    tokens.set("garbage", "x".repeat(300));
    tokens.set("shaped like one of ours", `hr~${tenant}~${"A".repeat(43)}`);
    tokens.set("of another tenant's name", token("lead").replace(tenant, otherTenant));
    tokens.set("JWT expired", await provider.sign({ ...claims, exp: nowS - 3_600 }));
    tokens.set("JWT of the future", await provider.sign({ ...claims, nbf: nowS + 3_600 }));
    tokens.set("JWT for another audience", await provider.sign({ ...claims, aud: "https://elsewhere.example" }));
    tokens.set("JWT of another issuer", await provider.sign({ ...claims, iss: "https://elsewhere.example" }));
    tokens.set("JWT with an unknown key", await provider.sign(claims, { kid: "unknown" }));
    tokens.set("JWT of another type", await provider.sign(claims, { typ: "JWT" }));
    const [header = "", payload = "", signature = ""] = good.split(".");
    const { kid } = JSON.parse(Buffer.from(header, "base64url").toString()) as { kid: string };
    const changed = base64url({ ...(JSON.parse(Buffer.from(payload, "base64url").toString()) as object), sub: "lead" });
    tokens.set("JWT changed after signing", `${header}.${changed}.${signature}`);
    tokens.set("JWT without an algorithm", `${base64url({ alg: "none", typ: "at+jwt", kid })}.${payload}.${signature}`);
    const keys = await (await fetch(`${provider.issuer}/jwks`)).text();
    const [key] = (JSON.parse(keys) as { keys: readonly object[] }).keys;
    // The public key as the secret of a symmetric signature.
    const hs256 = `${base64url({ alg: "HS256", typ: "at+jwt", kid })}.${payload}`;
    tokens.set("JWT signed with the public key", `${hs256}.${createHmac("sha256", JSON.stringify(key)).update(hs256).digest("base64url")}`);
  }

  test("every route is in the table", async () => {
    const { paths } = (await server.app.inject("/v1/openapi.json")).json<{ paths: Record<string, Record<string, unknown>> }>();
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(routes.sort()).toEqual(Object.keys(table).sort());
  });

  test("every route answers each role as the table says", async () => {
    const found: Record<string, Record<string, number>> = {};
    for (const [route, row] of Object.entries(table)) {
      const statuses: Record<string, number> = (found[route] = {});
      for (const user of users) statuses[user] = (await ask(route, token(user), row.ask(ownNames()))).status;
    }
    const wanted = Object.entries(table).map(([route, row]) => [
      route,
      Object.fromEntries(users.map((user) => [user, statusFor(row, user)])),
    ]);
    expect(found).toEqual(Object.fromEntries(wanted));
  });

  test("without a good token every route but the open ones is closed, and says the same whatever is wrong with it", async () => {
    const bad = [...tokens].filter(([name]) => !users.some((user) => user === name) && name !== "JWT" && name !== "stranger");
    expect(bad.length).toBe(14);
    for (const [route, row] of Object.entries(table)) {
      const open = row.open === true;
      for (const [name, wrong] of [["none", null], ...bad] as const) {
        const { status, body } = await ask(route, wrong, row.ask(ownNames()));
        expect([route, name, status]).toEqual([route, name, open ? 200 : 401]);
        if (!open) expect(body).toMatch(/^\{"error":\{"code":"unauthorized","message":"[a-z ]+"\}\}$/);
      }
    }
    expect((await ask("GET /v1/sync/hello", token("JWT"), table["GET /v1/sync/hello"]?.ask(ownNames()) ?? { url: "" })).status).toBe(200);
  });

  /** An answer with what was asked for taken out of it: two such answers tell the same. */
  const told = async (route: string, user: string, accountId: string, recordId: string) => {
    const clientId = newClient();
    const { status, body } = await ask(route, token(user), table[route]?.ask({ accountId, recordId, clientId }) ?? { url: "" });
    return {
      status,
      body: body
        .replaceAll(accountId, "?")
        .replaceAll(recordId, "?")
        .replaceAll(clientId, "?")
        .replaceAll(/"head":\d+/g, '"head":0'),
    };
  };
  const naming = Object.entries(table).flatMap(([route, { names }]) => (names === true ? [route] : []));
  const readers = naming.filter((route) => !route.includes("ingest"));

  test.each(readers)("%s tells nobody whether another tenant has an id: it is answered as one that nobody has", async (route) => {
    for (const user of users.filter((one) => one !== "disabled")) {
      const nothing = await told(route, user, "nowhere", "contact-abroae");
      expect(await told(route, user, "abroad", "contact-abroad"), user).toEqual(nothing);
      expect(nothing.status).toBe(200);
    }
  });

  test("a customer-success manager gets nothing of a colleague's account, and writes nothing into it", async () => {
    expect(await told("GET /v1/sync/chunks", "csm", "acc2", "contact-acc2")).toEqual(
      await told("GET /v1/sync/chunks", "csm", "nowhere", "contact-abroae"),
    );
    const { body } = await told("POST /v1/sync/push", "csm", "acc2", "contact-acc2");
    const { results } = JSON.parse(body) as { results: readonly { code?: string; server?: unknown; status: string }[] };
    expect(results.map(({ status, code, server: record }) => [status, code, record])).toEqual(
      Array.from({ length: 4 }, () => ["refused", "out-of-scope", null]),
    );
    for (const accountId of ["abroad", "nowhere"]) {
      const push = JSON.parse((await told("POST /v1/sync/push", "lead", accountId, "contact-abroad")).body) as { results: typeof results };
      expect(push.results.map(({ status, code }) => [status, code])).toEqual([
        ["refused", "not-found"],
        ["refused", "not-found"],
        ["refused", "not-found"],
        ["refused", "out-of-scope"],
      ]);
    }
  });

  test("what an importer writes under another tenant's ids stays in their own", async () => {
    for (const route of naming.filter((name) => name.includes("ingest"))) {
      expect([route, (await told(route, "admin", "abroad", "contact-abroad")).status]).toEqual([route, 200]);
    }
    const contacts = async (tenantId: string) => {
      const { db } = backend.test.store;
      const rows = await db.withTenant(serviceScope(tenantId, "test"), (tx) =>
        tx.db.selectFrom("record").select("id").where("kind", "=", "contact").orderBy("id").execute(),
      );
      return rows.map(({ id }) => id).filter((id) => id.includes("abroad"));
    };
    expect([await contacts(otherTenant), await contacts(tenant)]).toEqual([["contact-abroad"], ["by-contact-abroad"]]);
    const { body } = await ask("GET /v1/sync/chunks", token("stranger"), { url: "/v1/sync/chunks?group=usage" });
    expect(body).not.toContain("abroad");
  });
});
