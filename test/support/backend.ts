import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LightMyRequestResponse } from "fastify";
import { inject } from "vitest";
import type { z } from "zod";
import { createServer, type BackendServer, type ServerConfig } from "../../backend/server/create-server.ts";
import { createToken } from "../../backend/auth/tokens.ts";
import { type BackendStore, openBackendStore, type StoreTarget } from "../../backend/storage/open-backend-store.ts";
import type { ImportRecord, ImportStore } from "../../backend/storage/import-store.ts";
import type { Kind } from "../../shared/domain/kinds.ts";
import type { UserRole } from "../../shared/domain/user/user.ts";
import { fixedClock } from "../../shared/kernel/clock.ts";
import { seededRandom } from "../../shared/kernel/random.ts";
import { decodeChunks } from "../../shared/sync/chunks.ts";
import { PageReader } from "../../shared/sync/columnar.ts";
import * as protocol from "../../shared/sync/protocol.ts";

export const engines = ["pglite", "postgres"] as const;
export type Engine = (typeof engines)[number];

export interface TestStore {
  readonly target: StoreTarget;
  readonly store: BackendStore;
  /** Closes the store and removes its files. */
  dispose(): Promise<void>;
}

/** A fresh store: a folder for PGlite, a database of its own on the run's PostgreSQL. */
export async function openTestStore(engine: Engine): Promise<TestStore> {
  if (engine === "pglite") {
    const dataDir = await mkdtemp(join(tmpdir(), "headroom-store-"));
    const store = await openBackendStore({ dataDir }, { clock: testClock });
    return {
      target: { dataDir },
      store,
      dispose: async () => {
        await store.close();
        await rm(dataDir, { recursive: true, force: true });
      },
    };
  }
  const adminUrl = inject("postgresAdminUrl");
  if (adminUrl === null) throw new Error("the run has no PostgreSQL: see postgres-setup.ts");
  const { createDatabase } = await import("./postgres.ts");
  const databaseUrl = await createDatabase(adminUrl);
  const store = await openBackendStore({ databaseUrl }, { clock: testClock });
  return { target: { databaseUrl }, store, dispose: () => store.close() };
}

export const testStartMs = Date.UTC(2026, 9, 29, 2);
/** Stands still unless a test moves it. */
export const testClock = fixedClock(testStartMs);

type Mutation = z.input<typeof protocol.mutation>;
export type MutationDraft = Pick<Mutation, "kind" | "id" | "op"> &
  Partial<Pick<Mutation, "baseRev" | "fields" | "resurrect" | "confirmed">>;
type Doc = Readonly<Record<string, unknown>>;

/** A laptop as far as the server sees it. */
export class TestClient {
  readonly clientId: string;
  readonly server: BackendServer;
  readonly token: string;
  #nextMutation = 1;

  constructor(server: BackendServer, token: string, clientId: string) {
    this.server = server;
    this.token = token;
    this.clientId = clientId;
  }

  inject(method: "GET" | "POST", url: string, payload?: unknown): Promise<LightMyRequestResponse> {
    return this.server.app.inject({
      method,
      url,
      headers: { authorization: `Bearer ${this.token}` },
      ...(payload === undefined ? {} : { payload: payload as object }),
    });
  }

  async #get<S extends z.ZodType>(schema: S, route: string, query: Readonly<Record<string, string | number>> = {}): Promise<z.output<S>> {
    const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
    const answer = await this.inject("GET", `/v1/sync/${route}?${search}`);
    if (answer.statusCode !== 200) throw new Error(`${route} answered ${answer.statusCode} ${answer.body}`);
    return schema.parse(answer.json());
  }

  hello(): Promise<protocol.Hello> {
    return this.#get(protocol.hello, "hello", { clientId: this.clientId });
  }

  /** A cursor at the head of now. */
  async cursor(): Promise<{ epoch: string; seq: number; scopeVersion: number }> {
    const { epoch, head, scopeVersion } = await this.hello();
    return { epoch, seq: head, scopeVersion };
  }

  pull(
    cursor: { readonly epoch: string; readonly seq: number; readonly scopeVersion: number },
    limit = 1000,
  ): Promise<protocol.PullAnswer> {
    return this.#get(protocol.pullAnswer, "pull", { clientId: this.clientId, ...cursor, limit });
  }

  async changes(cursor: {
    readonly epoch: string;
    readonly seq: number;
    readonly scopeVersion: number;
  }): Promise<readonly protocol.Change[]> {
    const answer = await this.pull(cursor);
    if (answer.status !== "changes") throw new Error(answer.reason);
    return answer.changes;
  }

  draft(mutations: readonly MutationDraft[], first = this.#nextMutation): protocol.PushRequest {
    return {
      clientId: this.clientId,
      schemaHash: protocol.schemaHash,
      mutations: mutations.map((mutation, index) => ({
        baseRev: 0,
        fields: {},
        ...mutation,
        mutationId: first + index,
        at: new Date(testStartMs).toISOString(),
      })),
    };
  }

  async send(request: protocol.PushRequest): Promise<protocol.PushAnswer> {
    const answer = await this.inject("POST", "/v1/sync/push", request);
    if (answer.statusCode !== 200) throw new Error(`push answered ${answer.statusCode} ${answer.body}`);
    const parsed = protocol.pushAnswer.parse(answer.json());
    this.#nextMutation = parsed.lastMutationId + 1;
    return parsed;
  }

  push(...mutations: readonly MutationDraft[]): Promise<protocol.PushAnswer> {
    return this.send(this.draft(mutations));
  }

  async page(
    kind: Kind,
    after = "",
  ): Promise<{ readonly rows: readonly Doc[]; readonly meta: protocol.SnapshotMeta; readonly raw: Uint8Array }> {
    const answer = await this.inject("GET", `/v1/sync/snapshot?kind=${kind}&after=${encodeURIComponent(after)}`);
    if (answer.statusCode !== 200) throw new Error(`snapshot answered ${answer.statusCode} ${answer.body}`);
    const raw = new Uint8Array(answer.rawPayload);
    const reader = new PageReader(raw);
    return { rows: Array.from({ length: reader.rows }, (_, row) => reader.doc(row)), meta: protocol.snapshotMeta.parse(reader.meta), raw };
  }

  async rows(kind: Kind): Promise<readonly Doc[]> {
    const rows: Doc[] = [];
    for (let after: string | null = ""; after !== null;) {
      const page: Awaited<ReturnType<TestClient["page"]>> = await this.page(kind, after);
      rows.push(...page.rows);
      after = page.meta.next;
    }
    return rows;
  }

  async chunkPage(
    query: string,
  ): Promise<{ readonly chunks: ReturnType<typeof decodeChunks>["chunks"]; readonly meta: protocol.ChunksMeta }> {
    const answer = await this.inject("GET", `/v1/sync/chunks?${query}`);
    if (answer.statusCode !== 200) throw new Error(`chunks answered ${answer.statusCode} ${answer.body}`);
    const { chunks, meta } = decodeChunks(new Uint8Array(answer.rawPayload));
    return { chunks, meta: protocol.chunksMeta.parse(meta) };
  }
}

export interface TestBackend {
  readonly test: TestStore;
  readonly server: BackendServer;
  readonly imports: ImportStore;
  token(userId: string, tenantId?: string): Promise<string>;
  /** A laptop of the user with a client id of its own. */
  client(userId: string, tenantId?: string): Promise<TestClient>;
  close(): Promise<void>;
}

export const tenant = "acme";
export const otherTenant = "other";

export function userRecord(id: string, role: UserRole): ImportRecord {
  return { kind: "user", id, fields: { name: id, email: `${id}@acme.example`, role, locale: "en", timeZone: "UTC" }, defaults: {} };
}

export function accountRecord(id: string, ownerId: string | null, fields: Doc = {}): ImportRecord {
  return {
    kind: "account",
    id,
    fields: { code: id.toUpperCase(), name: `Customer ${id}`, ownerId, ...fields },
    defaults: {
      aliases: [],
      country: "CN",
      timeZone: "Asia/Shanghai",
      locale: "zh-CN",
      regions: ["cn-east"],
      scenario: "show_live",
      tier: "standard",
      lifecycle: "active",
      tags: [],
      summary: "",
    },
  };
}

export function contactFields(accountId: string, fields: Doc = {}): Record<string, { new: never }> {
  const doc = {
    accountId,
    name: "王芳",
    title: "",
    role: "other",
    locale: "zh-CN",
    timeZone: "Asia/Shanghai",
    channels: [],
    isPrimary: false,
    onCall: false,
    preferredHours: null,
    note: "",
    ...fields,
  };
  return Object.fromEntries(Object.entries(doc).map(([name, value]) => [name, { new: value as never }]));
}

/** Two tenants; in the first a lead, two customer-success managers with an account each, a viewer. */
export async function startTestBackend(engine: Engine, config: Partial<ServerConfig> = {}): Promise<TestBackend> {
  const test = await openTestStore(engine);
  const { store } = test;
  const imports = await store.importStore(tenant);
  await imports.putRecords([
    userRecord("lead", "lead"),
    userRecord("csm1", "csm"),
    userRecord("csm2", "csm"),
    userRecord("viewer", "viewer"),
    accountRecord("acc1", "csm1"),
    accountRecord("acc2", "csm2"),
  ]);
  const others = await store.importStore(otherTenant);
  await others.putRecords([userRecord("stranger", "admin"), accountRecord("acc1", "stranger")]);
  const server = await createServer({ db: store.db, clock: testClock, random: seededRandom(7), ...config });
  const token = async (userId: string, tenantId = tenant): Promise<string> =>
    (await createToken(store.db, { tenantId, userId }, "test", 3_650, testClock.now())).token;
  let clients = 0;
  return {
    test,
    server,
    imports,
    token,
    client: async (userId, tenantId) => {
      clients += 1;
      return new TestClient(server, await token(userId, tenantId), `client-${clients}`);
    },
    close: async () => {
      await server.close();
      await test.dispose();
    },
  };
}
