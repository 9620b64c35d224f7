import { AsyncLocalStorage } from "node:async_hooks";
import type { LightMyRequestResponse } from "fastify";
import { createToken, revokeTokens } from "../../backend/auth/tokens.ts";
import { type BackendServer, createServer } from "../../backend/server/create-server.ts";
import { type Database, serviceScope } from "../../backend/storage/database.ts";
import { LocalHeadFeed } from "../../backend/storage/head-feed.ts";
import type { ImportStore } from "../../backend/storage/import-store.ts";
import { createImportStore } from "../../backend/storage/sql-import-store.ts";
import { ensureTenant, renewEpoch } from "../../backend/storage/tenants.ts";
import { seededRandom } from "../../shared/kernel/random.ts";
import { createLogKeeper } from "../../backend/sync/log-keeper.ts";
import { pushAnswer } from "../../shared/sync/protocol.ts";
import type { Answer, WireRequest } from "./network.ts";
import type { Listening } from "./poke-line.ts";
import type { VirtualTime } from "./virtual-time.ts";
import type { Sender, WireWatch } from "./wire-watch.ts";
import { backUp, restore, type TenantBackup, type WorldStore } from "./world-store.ts";

export type KillMoment = "before-commit" | "after-commit";

/** A record as the database holds it. */
export interface TrueRecord {
  readonly kind: string;
  readonly id: string;
  readonly rev: number;
  readonly deleted: boolean;
  readonly doc: Readonly<Record<string, unknown>>;
  readonly updatedAtMs: number;
  readonly accountId: string | null;
  readonly privateTo: string | null;
}

interface Process {
  readonly server: BackendServer;
  alive: boolean;
}

/** What is under way for one request. */
interface Call {
  readonly process: Process;
  readonly clientId: string | null;
}

class Killed extends Error {}

const tokenDays = 3_650;

/** The backend of one run: several processes on one database, any of which may be killed at a boundary of the database. */
export class WorldBackend {
  readonly db: Database;
  readonly #store: WorldStore;
  readonly #time: VirtualTime;
  readonly #watch: WireWatch;
  readonly #processes: Process[] = [];
  /** Pokes come at once after the commit, from this process: the server's own way is another process's, and its time is real. */
  readonly #heads = new LocalHeadFeed();
  readonly #calls = new AsyncLocalStorage<Call>();
  readonly #tokens = new Map<string, string>();
  readonly #revoked = new Set<string>();
  #turn = 0;
  #kill: { readonly when: KillMoment; left: number } | null = null;
  #kills = 0;
  #made = 0;
  #writes = 0;
  #replacing: Promise<void> = Promise.resolve();
  #backup: { readonly tenantId: string; readonly rows: TenantBackup } | null = null;

  private constructor(store: WorldStore, db: Database, time: VirtualTime, watch: WireWatch) {
    this.#store = store;
    this.#time = time;
    this.#watch = watch;
    this.db = this.#observed(db);
  }

  /** `db` is the store's database, or one that has a fault built in. */
  static async start(store: WorldStore, db: Database, time: VirtualTime, watch: WireWatch, processes: number): Promise<WorldBackend> {
    const backend = new WorldBackend(store, db, time, watch);
    for (let i = 0; i < processes; i += 1) backend.#processes.push(await backend.#startProcess());
    return backend;
  }

  get kills(): number {
    return this.#kills;
  }

  /** Transactions of its processes that may have written: while this stands still, so does what they have acknowledged. */
  get writes(): number {
    return this.#writes;
  }

  async close(): Promise<void> {
    for (const { server } of this.#processes) await server.close();
  }

  async imports(tenantId: string): Promise<ImportStore> {
    const scope = serviceScope(tenantId, "import");
    await ensureTenant(this.db, scope, tenantId, this.#time.nowMs);
    return createImportStore(this.db, scope, this.#store.clock);
  }

  async token(tenantId: string, userId: string): Promise<string> {
    const known = this.#tokens.get(userId);
    if (known !== undefined) return known;
    const { token } = await this.#time.during(
      createToken(this.#store.store.db, { tenantId, userId }, "simulation", tokenDays, this.#time.nowMs),
    );
    this.#tokens.set(userId, token);
    return token;
  }

  /** Ends every token of the user; his laptops go on with the one they have until `renew`. */
  async revoke(tenantId: string, userId: string): Promise<void> {
    await this.token(tenantId, userId);
    await this.#time.during(revokeTokens(this.#store.store.db, { tenantId, userId }, this.#time.nowMs));
    this.#revoked.add(userId);
  }

  /** The user signs in again. */
  renew(userId: string): void {
    if (this.#revoked.delete(userId)) this.#tokens.delete(userId);
  }

  renewAll(): void {
    for (const userId of this.#revoked) this.renew(userId);
  }

  /** Answers as the next process in turn does. Throws when it is killed meanwhile. */
  async ask(sender: Sender, token: string, request: WireRequest): Promise<Answer> {
    this.#watch.request(sender, request);
    this.#turn += 1;
    const process = this.#processes[this.#turn % this.#processes.length];
    if (process === undefined) throw new TypeError("no backend is running");
    const clientId = request.body === null ? null : String((JSON.parse(request.body) as { clientId?: unknown }).clientId);
    // The request begins when its promise is asked for: inside, so that the database knows whose it is.
    const inject = async (): Promise<LightMyRequestResponse> =>
      process.server.app.inject({
        method: request.method,
        url: request.path.replace("/api/", "/v1/"),
        headers: { authorization: `Bearer ${token}`, ...(request.body === null ? {} : { "content-type": "application/json" }) },
        ...(request.body === null ? {} : { payload: request.body }),
      });
    const reply = await this.#time.during(this.#calls.run({ process, clientId }, inject), `a request: ${request.path}`);
    if (!process.alive) {
      await this.#replaceDead();
      throw new TypeError("the connection was reset");
    }
    const headers = Object.fromEntries(
      Object.entries(reply.headers).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
    );
    const answer = { status: reply.statusCode, headers, bytes: new Uint8Array(reply.rawPayload) };
    this.#watch.answer(sender, request, answer);
    return answer;
  }

  /** Opens the stream of pokes. */
  async listen(sender: Sender, token: string, request: WireRequest): Promise<Listening> {
    this.#watch.request(sender, request);
    this.#turn += 1;
    const process = this.#processes[this.#turn % this.#processes.length];
    if (process === undefined) throw new TypeError("no backend is running");
    const reply = await this.#time.during(
      process.server.app.inject({
        method: "GET",
        url: request.path.replace("/api/", "/v1/"),
        headers: { authorization: `Bearer ${token}` },
        payloadAsStream: true,
      }),
      "a stream of pokes that opens",
    );
    const headers = { "content-type": String(reply.headers["content-type"]) };
    return { status: reply.statusCode, headers, stream: reply.stream(), close: () => reply.raw.res.destroy() };
  }

  /** The process that reaches the `after`-th writing transaction of a push from now on dies there. */
  planKill(when: KillMoment, after: number): void {
    this.#kill = { when, left: after };
  }

  cancelKill(): void {
    this.#kill = null;
  }

  async backUp(tenantId: string): Promise<void> {
    this.#backup = { tenantId, rows: await this.#time.during(backUp(this.#store.store.db, serviceScope(tenantId, "headroom"))) };
  }

  get hasBackup(): boolean {
    return this.#backup !== null;
  }

  /** Puts the last backup back. With `newEpoch` the operator says so to the backend, as the manual asks. */
  async restore(newEpoch: boolean): Promise<void> {
    if (this.#backup === null) return;
    const scope = serviceScope(this.#backup.tenantId, "headroom");
    await this.#time.during(restore(this.#store.store.db, scope, this.#backup.rows));
    if (newEpoch) await this.#time.during(renewEpoch(this.#store.store.db, scope));
    // The backend's processes are started anew after a restore: what they keep in memory was another history's.
    for (const process of this.#processes) process.alive = false;
    await this.#replaceDead();
    this.#watch.forgetApplied();
  }

  /** Forgets the log as far as pages that are served allow: a laptop that is behind needs a new copy. */
  async compact(tenantId: string): Promise<void> {
    await this.#time.during(createLogKeeper({ db: this.#store.store.db, clock: this.#store.clock, logDays: 0 }).trim(tenantId));
  }

  /** Every record of the company, deleted ones too. */
  truth(tenantId: string): Promise<readonly TrueRecord[]> {
    return this.#time.during(
      this.#store.store.db.withTenant(
        serviceScope(tenantId, "headroom"),
        async ({ db }) => {
          const rows = await db
            .selectFrom("record")
            .select(["kind", "id", "rev", "deleted", "doc", "updated_at", "account_id", "private_to"])
            .where("tenant_id", "=", tenantId)
            .execute();
          return rows.map((row) => ({
            kind: row.kind,
            id: row.id,
            rev: row.rev,
            deleted: row.deleted,
            doc: row.doc,
            updatedAtMs: row.updated_at.getTime(),
            accountId: row.account_id,
            privateTo: row.private_to,
          }));
        },
        { snapshot: true },
      ),
    );
  }

  /** What the backend has applied, by client. */
  clients(tenantId: string): Promise<ReadonlyMap<string, number>> {
    return this.#time.during(
      this.#store.store.db.withTenant(
        serviceScope(tenantId, "headroom"),
        async ({ db }) => {
          const rows = await db.selectFrom("client").select(["client_id", "last_mutation_id"]).where("tenant_id", "=", tenantId).execute();
          return new Map(rows.map((row) => [row.client_id, row.last_mutation_id]));
        },
        { snapshot: true },
      ),
    );
  }

  async #startProcess(): Promise<Process> {
    this.#made += 1;
    const server = await createServer({ db: this.db, clock: this.#store.clock, random: seededRandom(this.#made), limits: { rate: null } });
    return { server, alive: true };
  }

  /** One after the other: several requests may find the same process dead. */
  #replaceDead(): Promise<void> {
    this.#replacing = this.#replacing.then(async () => {
      for (const [i, process] of this.#processes.entries()) {
        if (process.alive) continue;
        this.#processes[i] = await this.#startProcess();
        await process.server.close();
      }
    });
    return this.#time.during(this.#replacing, "a process that is replaced");
  }

  /** The database as the processes reach it: counted as work, and the place where a process dies. */
  #observed(db: Database): Database {
    return {
      ...db,
      heads: this.#heads,
      // A database of many runs would be cleaned up again and again for nothing.
      tidy: () => Promise.resolve(),
      withTenant: (scope, work, options) => {
        const call = this.#calls.getStore();
        if (options?.snapshot !== true) this.#writes += 1;
        const dies = options?.snapshot === true || call?.clientId == null ? null : this.#takeKill();
        const run = async (): Promise<Awaited<ReturnType<typeof work>>> => {
          let head: number | null = null;
          const value = await db.withTenant(
            scope,
            async (tx) => {
              head = null;
              const announceHead: typeof tx.announceHead = async (seq) => {
                head = seq;
                await tx.announceHead(seq);
              };
              const done = await work({ ...tx, announceHead });
              if (dies === "before-commit") throw new Killed();
              return done;
            },
            options,
          );
          if (head !== null) this.#heads.publish(scope.tenantId, head);
          if (dies === "after-commit") {
            const pushed = pushAnswer.safeParse(value);
            // The answer will never be seen, its effect is there.
            if (pushed.success && call?.clientId != null) this.#watch.applied(call.clientId, appliedOf(pushed.data));
            throw new Killed();
          }
          return value;
        };
        return this.#time.during(
          run().catch((error: unknown) => {
            if (dies !== null && call !== undefined) {
              call.process.alive = false;
              this.#kills += 1;
            }
            throw error;
          }),
          "a transaction",
        );
      },
    };
  }

  #takeKill(): KillMoment | null {
    const kill = this.#kill;
    if (kill === null) return null;
    kill.left -= 1;
    if (kill.left > 0) return null;
    this.#kill = null;
    return kill.when;
  }
}

function appliedOf(answer: { readonly results: readonly { readonly mutationId: number; readonly status: string }[] }): readonly number[] {
  return answer.results.filter(({ status }) => status === "applied" || status === "conflict").map(({ mutationId }) => mutationId);
}
