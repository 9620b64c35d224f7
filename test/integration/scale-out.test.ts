import pg from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { createToken } from "../../backend/auth/tokens.ts";
import { serviceScope } from "../../backend/storage/database.ts";
import { type BackendStore, openBackendStore } from "../../backend/storage/open-backend-store.ts";
import { createPageBuilder } from "../../backend/sync/page-builder.ts";
import { kindNames } from "../../shared/domain/kinds.ts";
import { fixedClock } from "../../shared/kernel/clock.ts";
import { PageReader } from "../../shared/sync/columnar.ts";
import * as protocol from "../../shared/sync/protocol.ts";
import { accountRecord, contactFields, tenant, testStartMs, userRecord } from "../support/backend.ts";
import { BackendChild } from "../support/backend-child.ts";
import { createDatabase } from "../support/postgres.ts";
import { RoundRobinProxy } from "../support/round-robin-proxy.ts";

/** Two backends in processes of their own on one PostgreSQL, behind a balancer that gives every request to the other one. */
let databaseUrl = "";
let backends: readonly [BackendChild, BackendChild];
let proxy: RoundRobinProxy;
let balanced = "";
let store: BackendStore;

beforeAll(async () => {
  const adminUrl = inject("postgresAdminUrl");
  if (adminUrl === null) throw new Error("the run has no PostgreSQL");
  databaseUrl = await createDatabase(adminUrl);
  backends = [new BackendChild({ databaseUrl }), new BackendChild({ databaseUrl })];
  // At once, on an empty database: both make the schema, one waits for the other.
  await Promise.all(backends.map((backend) => backend.start()));
  proxy = new RoundRobinProxy(backends.map((backend) => () => backend.port));
  balanced = await proxy.listen();
  store = await openBackendStore({ databaseUrl });
  const imports = await store.importStore(tenant);
  await imports.putRecords([userRecord("lead", "lead"), userRecord("csm1", "csm"), accountRecord("acc1", "csm1")]);
});
afterAll(async () => {
  await store.close();
  await proxy.close();
  await Promise.all(backends.map((backend) => backend.kill("SIGKILL")));
});

type Mutation = protocol.PushRequest["mutations"][number];
type Answer = { readonly status: number; readonly body: unknown };

/** A laptop behind the balancer: it asks again until it is answered, as the sync client does. */
class Laptop {
  readonly clientId: string;
  readonly #token: string;
  #last = 0;

  constructor(clientId: string, token: string) {
    this.clientId = clientId;
    this.#token = token;
  }

  static async of(user: string, clientId: string): Promise<Laptop> {
    return new Laptop(clientId, (await createToken(store.db, { tenantId: tenant, userId: user }, "test", 1, Date.now())).token);
  }

  ask(path: string, init: RequestInit = {}, origin = balanced): Promise<Response> {
    const json = init.body == null ? {} : { "content-type": "application/json" };
    return fetch(`${origin}/v1/sync/${path}`, { ...init, headers: { authorization: `Bearer ${this.#token}`, ...json } });
  }

  async hello(): Promise<protocol.Hello> {
    return protocol.hello.parse(await (await this.ask(`hello?clientId=${this.clientId}`)).json());
  }

  async pull(seq: number, limit = 200): Promise<Extract<protocol.PullAnswer, { status: "changes" }>> {
    const { epoch, scopeVersion } = await this.hello();
    const query = new URLSearchParams({
      clientId: this.clientId,
      epoch,
      seq: String(seq),
      scopeVersion: String(scopeVersion),
      limit: String(limit),
    });
    const answer = protocol.pullAnswer.parse(await (await this.ask(`pull?${query}`)).json());
    if (answer.status !== "changes") throw new Error(answer.reason);
    return answer;
  }

  request(ids: readonly string[]): protocol.PushRequest {
    const mutations = ids.map((id): Mutation => {
      this.#last += 1;
      const at = new Date(testStartMs).toISOString();
      return { mutationId: this.#last, at, kind: "contact", id, op: "create", baseRev: 0, fields: contactFields("acc1") };
    });
    return { clientId: this.clientId, schemaHash: protocol.schemaHash, mutations };
  }

  async send(request: protocol.PushRequest, origin?: string): Promise<Answer> {
    const answer = await this.ask("push", { method: "POST", body: JSON.stringify(request) }, origin);
    return { status: answer.status, body: await answer.json() };
  }

  /** Until it is answered, however often the connection breaks. */
  async sendUntilAnswered(request: protocol.PushRequest): Promise<protocol.PushAnswer> {
    for (let tried = 0; ; tried += 1) {
      try {
        const { status, body } = await this.send(request);
        if (status === 200) return protocol.pushAnswer.parse(body);
        if (status < 500) throw new Error(`push answered ${status}`);
      } catch (error) {
        if (!(error instanceof TypeError) || tried > 100) throw error;
      }
    }
  }

  /** Every record that the user sees, by pages, and the tail. */
  async copy(): Promise<ReadonlyMap<string, unknown>> {
    const copy = new Map<string, unknown>();
    let from = Number.MAX_SAFE_INTEGER;
    for (const kind of kindNames) {
      for (let after: string | null = ""; after !== null;) {
        const answer: Response = await this.ask(`snapshot?kind=${kind}&after=${after}`);
        const page = new PageReader(new Uint8Array(await answer.arrayBuffer()));
        const meta = protocol.snapshotMeta.parse(page.meta);
        for (let row = 0; row < page.rows; row += 1) copy.set(`${kind} ${String(page.doc(row)["id"])}`, page.doc(row));
        from = Math.min(from, meta.asOf);
        after = meta.next;
      }
    }
    for (let whole = false; !whole;) {
      const answer = await this.pull(from);
      for (const change of answer.changes) {
        if (change.op === "put") copy.set(`${change.kind} ${change.id}`, change.doc);
        else copy.delete(`${change.kind} ${change.id}`);
      }
      from = answer.seq;
      whole = answer.seq === answer.head;
    }
    return copy;
  }
}

async function stored(prefix: string): Promise<ReadonlyMap<string, unknown>> {
  const rows = await store.db.withTenant(serviceScope(tenant, "test"), ({ db }) =>
    db.selectFrom("record").select(["kind", "id", "rev", "doc"]).where("tenant_id", "=", tenant).where("deleted", "=", false).execute(),
  );
  return new Map(
    rows.filter(({ id }) => id.startsWith(prefix)).map(({ kind, id, rev, doc }) => [`${kind} ${id}`, { ...doc, rev }] as const),
  );
}

async function logOf(prefix: string): Promise<readonly string[]> {
  const rows = await store.db.withTenant(serviceScope(tenant, "test"), ({ db }) =>
    db.selectFrom("change_log").select("id").where("tenant_id", "=", tenant).orderBy("seq").execute(),
  );
  return rows.map(({ id }) => id).filter((id) => id.startsWith(prefix));
}

test("eight laptops write at once, every push sent twice at the same time, a ninth reads at their heels: no row lost, none doubled", async () => {
  const reader = await Laptop.of("lead", "reader");
  const before = [...proxy.given];
  const pushes = 12;
  let writing = true;
  const writers = Array.from({ length: 8 }, async (_, writer) => {
    const laptop = await Laptop.of(writer % 2 === 0 ? "csm1" : "lead", `writer-${writer}`);
    for (let push = 0; push < pushes; push += 1) {
      const request = laptop.request(Array.from({ length: 1 + ((writer + push) % 5) }, (__, i) => `w${writer}-${push}-${i}`));
      const answers = await Promise.all([laptop.sendUntilAnswered(request), laptop.sendUntilAnswered(request)]);
      const statuses = answers.map(({ results }) => [...new Set(results.map(({ status }) => status))].join());
      expect(statuses.toSorted()).toEqual(["applied", "skipped"]);
    }
  });
  const read: string[] = [];
  const tail = (async () => {
    for (let [seq, last] = [(await reader.hello()).head, false]; ;) {
      const answer = await reader.pull(seq, 7);
      expect(answer.seq).toBeGreaterThanOrEqual(seq);
      ({ seq } = answer);
      read.push(...answer.changes.map(({ id }) => id));
      if (last && answer.seq === answer.head) return;
      last = !writing;
    }
  })();
  await Promise.all(writers);
  writing = false;
  await tail;
  const sent = Array.from({ length: 8 }, (_, writer) =>
    Array.from({ length: pushes }, (__, push) => Array.from({ length: 1 + ((writer + push) % 5) }, (___, i) => `w${writer}-${push}-${i}`)),
  ).flat(2);
  expect(read.toSorted()).toEqual(sent.toSorted());
  expect((await logOf("w")).toSorted()).toEqual(sent.toSorted());
  expect(Object.fromEntries(await reader.copy())).toMatchObject(Object.fromEntries(await stored("w")));
  // Both of them did the work.
  for (const [at, given] of proxy.given.entries()) expect(given - (before[at] ?? 0)).toBeGreaterThan(50);
});

/** Heads that a stream of one backend brings, as they come. */
async function listen(laptop: Laptop, backend: BackendChild): Promise<{ readonly heads: readonly number[]; stop(): void }> {
  const abort = new AbortController();
  const answer = await laptop.ask("events", { signal: abort.signal }, `http://127.0.0.1:${backend.port}`);
  const heads: number[] = [];
  void (async () => {
    const decoder = new TextDecoder();
    for await (const bytes of answer.body ?? []) {
      for (const [, json = ""] of decoder.decode(bytes).matchAll(/data: (\{.*\})/g)) heads.push(protocol.poke.parse(JSON.parse(json)).head);
    }
  })().catch(() => undefined);
  return { heads, stop: () => abort.abort() };
}

test("what one backend commits is heard at the other, also when their lines to PostgreSQL were cut in between", async () => {
  const laptop = await Laptop.of("csm1", "listener");
  const [first, second] = backends;
  const streams = [await listen(laptop, first), await listen(laptop, second)];
  const admin = new pg.Client({ connectionString: databaseUrl });
  await admin.connect();
  const heard = async (head: number): Promise<void> => {
    for (const { heads } of streams) await expect.poll(() => heads.at(-1), { timeout: 60_000 }).toBe(head);
  };
  const pushAt = async (id: string, backend: BackendChild): Promise<number> => {
    const { body } = await laptop.send(laptop.request([id]), `http://127.0.0.1:${backend.port}`);
    return protocol.pushAnswer.parse(body).head;
  };
  try {
    await heard(await pushAt("poke-1", first));
    await heard(await pushAt("poke-2", second));
    const cut = await admin.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like 'listen %'",
    );
    // The two, and the store of this test.
    expect(cut.rowCount).toBe(3);
    // Said while nobody listens: it must be heard when they listen again.
    await heard(await pushAt("poke-3", first));
    await heard(await pushAt("poke-4", second));
  } finally {
    await admin.end();
    for (const stream of streams) stream.stop();
  }
});

test("a backend killed in the middle of pushes: laptops go on with the other, and nothing is lost or doubled", async () => {
  const [victim] = backends;
  const pushes = 15;
  let answered = 0;
  const writers = Array.from({ length: 4 }, async (_, writer) => {
    const laptop = await Laptop.of("csm1", `survivor-${writer}`);
    for (let push = 0; push < pushes; push += 1) {
      const ids = Array.from({ length: 20 }, (__, i) => `k${writer}-${push}-${i}`);
      const answer = await laptop.sendUntilAnswered(laptop.request(ids));
      expect(answer.results.every(({ status }) => status === "applied" || status === "skipped")).toBe(true);
      answered += 1;
    }
  });
  const killed = (async () => {
    await expect.poll(() => answered, { timeout: 60_000, interval: 5 }).toBeGreaterThan(10);
    await victim.kill("SIGKILL");
  })();
  await Promise.all([killed, ...writers]);
  const sent = Array.from({ length: 4 }, (_, writer) =>
    Array.from({ length: pushes }, (__, push) => Array.from({ length: 20 }, (___, i) => `k${writer}-${push}-${i}`)),
  ).flat(2);
  expect((await logOf("k")).toSorted()).toEqual(sent.toSorted());
  expect((await stored("k")).size).toBe(sent.length);
  await victim.start();
  const reader = await Laptop.of("lead", "afterwards");
  expect(Object.fromEntries(await reader.copy())).toMatchObject(Object.fromEntries(await stored("k")));
});

test("snapshot pages are built by one backend, and by another when that one is gone", async () => {
  const imports = await store.importStore("pages");
  await imports.putRecords(Array.from({ length: 300 }, (_, i) => accountRecord(`p${i}`, null)));
  const other = await openBackendStore({ databaseUrl });
  const builds = (): Promise<readonly number[]> =>
    store.db.withTenant(serviceScope("pages", "test"), async ({ db }) => {
      const rows = await db.selectFrom("snapshot_page").select("build").distinct().where("tenant_id", "=", "pages").execute();
      return rows.map(({ build }) => build);
    });
  try {
    const at = (nowMs: number) => [store, other].map(({ db }, i) => createPageBuilder(db, fixedClock(nowMs + i)).refresh("pages"));
    await Promise.all(at(testStartMs));
    const built = await builds();
    expect(built).toHaveLength(1);
    // As a backend leaves it that ends while it builds.
    await store.db.withTenant(serviceScope("pages", "test"), ({ db }) =>
      db
        .updateTable("sync_head")
        .set({ page_build: 0, pages_until: new Date(testStartMs + 600_000) })
        .where("tenant_id", "=", "pages")
        .execute(),
    );
    await Promise.all(at(testStartMs + 599_000));
    expect(await builds()).toEqual(built);
    await Promise.all(at(testStartMs + 601_000));
    const later = (await builds()).filter((build) => !built.includes(build));
    expect([601_000, 601_001].map((ms) => testStartMs + ms).filter((build) => later.includes(build))).toHaveLength(1);
  } finally {
    await other.close();
  }
});
