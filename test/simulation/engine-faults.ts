import { createQueryId, type KyselyPlugin, type RootOperationNode } from "kysely";
import type { Database as BackendDatabase } from "../../backend/storage/database.ts";
import { WorkingSet } from "../../backend/sync/working-set.ts";
import { CopyStore } from "../../renderer/data/copy-store.ts";
import { LoadedCopy } from "../../renderer/data/loaded-copy.ts";
import { migrations } from "../../renderer/data/migrations.ts";
import { Outbox } from "../../renderer/data/outbox.ts";
import { Replica } from "../../renderer/data/replica.ts";
import { Alarm } from "../../renderer/sync/alarm.ts";
import { RemovalGuard } from "../../renderer/sync/removal-guard.ts";
import { isKind } from "../../shared/domain/kinds.ts";
import { ok } from "../../shared/kernel/result.ts";
import { Disk } from "../support/laptop.ts";
import type { Answer, WireRequest } from "./network.ts";
import type { SimLaptop } from "./sim-laptop.ts";
import type { World } from "./world.ts";
import type { Engine } from "./world-store.ts";

export interface WireRewrite {
  readonly request: (request: WireRequest) => WireRequest;
  readonly answer: (answer: Answer) => Answer;
}

/**
 * A mistake that the product must not make, built into it for a run: the simulation is worth what it catches. Nothing in the product knows of
 * this: faults replace methods of its classes, wrap the backend's database, or change what goes over the wire.
 */
export interface EngineFault {
  readonly what: string;
  /** Databases on which it can show. */
  readonly on: readonly Engine[];
  /** Changes classes of the product; answers how to change them back. */
  readonly install?: () => () => void;
  readonly database?: (db: BackendDatabase) => BackendDatabase;
  /** One a laptop. */
  readonly wire?: () => WireRewrite;
  readonly backendSkewMs?: (world: World) => number;
  /** The laptop's store has been emptied and was not opened yet. */
  readonly onStoreLost?: (laptop: SimLaptop) => void;
  /** Between the windows of the user before and those of the next. */
  readonly onSignIn?: (laptop: SimLaptop) => Promise<void>;
}

const both: readonly Engine[] = ["pglite", "postgres"];

export const engineFaults: Readonly<Record<string, EngineFault>> = {
  "no-head-lock": {
    what: "sequence numbers are handed out before the commit, without holding the head",
    on: ["postgres"],
    database: withoutHeadLock,
  },
  "acknowledged-before-durable": {
    what: "an edit resolves before IndexedDB has committed it",
    on: both,
    install: () =>
      replace(
        Replica.prototype,
        "edit",
        (real) =>
          function edit(this: Replica, edits) {
            void real.call(this, edits).catch(() => undefined);
            return Promise.resolve(ok(undefined));
          },
      ),
  },
  "no-fence": {
    what: "a leader that was frozen goes on writing after another took the lead",
    on: both,
    install: () => replace(CopyStore.prototype, "checkFence", () => () => Promise.resolve()),
  },
  "trusted-clock": {
    what: "the backend believes the clock of the laptop that asks",
    on: both,
    backendSkewMs: (world) => world.asking?.skewMs ?? 0,
  },
  "overlay-dropped-at-200": {
    what: "an edit leaves the screen when the push is answered, not when the pull brings it",
    on: both,
    install: () =>
      replace(
        Outbox.prototype,
        "shown",
        () =>
          function shown(this: Outbox) {
            return this.rows.filter((row) => row.status.state === "pending" && row.row.pulledAtSeq === undefined);
          },
      ),
  },
  "conflicts-not-kept": {
    what: "the value that gives way is not kept as a conflict",
    on: both,
    install: () =>
      replace(
        WorkingSet.prototype,
        "changes",
        (real) =>
          function changes(this: WorkingSet) {
            return real.call(this).filter((record) => record.kind !== "conflict" || record.rev > 0);
          },
      ),
  },
  "numbers-reused": {
    what: "a laptop that lost its store goes on under its old client id with numbers that were used, and believes no hello that says so",
    on: both,
    install: () => replace(Replica.prototype, "renumber", () => () => Promise.resolve()),
    onStoreLost: ({ disk: { disk } }) => {
      if (disk.mark !== null) disk.mark = { ...disk.mark, nextMutationId: 1 };
    },
  },
  "acknowledged-apart": {
    what: "the last mutation id is advanced outside of the transaction of the effect",
    on: both,
    database: acknowledgedApart,
  },
  "outbox-forgotten": {
    what: "signing in as another user forgets what the one before has not sent",
    on: both,
    onSignIn: async (laptop) => {
      await laptop.disk.clear("outbox");
      laptop.disk.disk.mirror = [];
    },
  },
  "attention-forgotten": {
    what: "signing in as another user forgets what needs the attention of the one before",
    on: both,
    install: () =>
      replace(
        Replica.prototype,
        "startSession",
        (real) =>
          async function startSession(this: Replica, fence, hello) {
            const before = this.session?.user.id;
            await real.call(this, fence, hello);
            if (before === hello.user.id) return;
            for (const { clientId, mutationId } of this.outbox.rows) await this.resolveAttention(clientId, mutationId, "discard");
          },
      ),
  },
  "epoch-ignored": {
    what: "a restored backend is taken for the one before",
    on: both,
    wire: oneEpoch,
  },
  "settled-before-pulled": {
    what: "an edit counts as settled though the pull did not bring it",
    on: both,
    install: () =>
      replace(
        Outbox.prototype,
        "settle",
        (real) =>
          function settle(this: Outbox, clientId, _last, atSeq, nowMs) {
            return real.call(this, clientId, Number.MAX_SAFE_INTEGER, atSeq, nowMs);
          },
      ),
  },
  "mirror-not-read": {
    what: "a laptop that lost its store does not take its edits back from the mirror",
    on: both,
    install: () => replace(Replica.prototype, "restoreEdits", () => () => Promise.resolve(0)),
  },
  "pokes-alone": {
    what: "a laptop that listens for pokes does not ask by itself any more",
    on: both,
    install: () =>
      replace(
        Alarm.prototype,
        "wait",
        (real) =>
          function wait(this: Alarm, ms, signal) {
            return real.call(this, ms === 300_000 ? 365 * 86_400_000 : ms, signal);
          },
      ),
  },
  "removals-unasked": {
    what: "very much goes from the screen without a question",
    on: both,
    install: () => replace(RemovalGuard.prototype, "admits", () => () => true),
  },
  "wipe-forgotten": {
    what: "a laptop that is to be wiped is served as before",
    on: both,
    database: withoutWipes,
  },
  "not-brought-back": {
    what: "bringing back a deleted record is acknowledged and not done",
    on: both,
    wire: () => ({
      request: (request) => ({ ...request, body: request.body === null ? null : withoutResurrection(request.body) }),
      answer: (answer) => answer,
    }),
  },
  "old-keys-forgotten": {
    what: "the desktop forgets the old keys as soon as there are new ones",
    on: both,
    install: () =>
      replace(
        Disk.prototype,
        "answer",
        (real) =>
          function answer(this: Disk, request) {
            const answered = real.call(this, request);
            if (request.op !== "rotate") return answered;
            real.call(this, { op: "retire", keep: [] });
            return { keys: this.keys() };
          },
      ),
  },
  "unknown-kind-refused": {
    what: "a change of an unknown kind is taken for damage",
    on: both,
    install: () =>
      replace(
        LoadedCopy.prototype,
        "applyBatch",
        (real) =>
          function applyBatch(this: LoadedCopy, batch, changes) {
            if (changes.some(({ kind }) => !isKind(kind))) throw new TypeError("an unknown kind");
            real.call(this, batch, changes);
          },
      ),
  },
  "upgrade-empties-outbox": {
    what: "the upgrade of a store of the first version takes its edits for part of the copy",
    on: both,
    install: () => {
      const [, second] = migrations;
      if (second === undefined) throw new Error("there is no second version");
      return replace(second, "upgrade", (real) => async (table) => {
        await real?.(table);
        await table("outbox").clear();
      });
    },
  },
};

function replace<T extends object, N extends keyof T>(prototype: T, name: N, make: (real: T[N]) => T[N]): () => void {
  const real = prototype[name];
  Object.defineProperty(prototype, name, { configurable: true, writable: true, value: make(real) });
  return () => {
    Object.defineProperty(prototype, name, { configurable: true, writable: true, value: real });
  };
}

interface Executor {
  executeQuery(query: { readonly sql: string }): Promise<unknown>;
}

/** The update that takes numbers runs, and commits, in a transaction of its own. */
function withoutHeadLock(db: BackendDatabase): BackendDatabase {
  return {
    ...db,
    withTenant: (scope, work, options) =>
      db.withTenant(
        scope,
        (tx) => {
          const elsewhere = (query: unknown): Promise<unknown> => db.withTenant(scope, (other) => other.db.executeQuery(query as never));
          const executor = new Proxy(tx.db.getExecutor(), {
            get: (target, name): unknown => {
              const value: unknown = Reflect.get(target, name, target);
              if (name !== "executeQuery") return typeof value === "function" ? value.bind(target) : value;
              return (query: { readonly sql: string }) =>
                /^\s*update sync_head set seq/.test(query.sql) ? elsewhere(query) : (target as unknown as Executor).executeQuery(query);
            },
          });
          const faulty = new Proxy(tx.db, {
            get: (target, name): unknown => {
              if (name === "getExecutor") return () => executor;
              const value: unknown = Reflect.get(target, name, target);
              return typeof value === "function" ? value.bind(target) : value;
            },
          });
          return work({ ...tx, db: faulty });
        },
        options,
      ),
  };
}

/** The acknowledgement is committed although its effect is not: as if it had been written by itself, a moment before. */
function acknowledgedApart(db: BackendDatabase): BackendDatabase {
  return {
    ...db,
    withTenant: async (scope, work, options) => {
      let advance: RootOperationNode | null = null;
      const plugin: KyselyPlugin = {
        transformQuery: ({ node }) => {
          if (node.kind === "UpdateQueryNode" && JSON.stringify(node.table).includes('"client"')) advance = node;
          return node;
        },
        transformResult: ({ result }) => Promise.resolve(result),
      };
      try {
        return await db.withTenant(scope, (tx) => work({ ...tx, db: tx.db.withPlugin(plugin) }), options);
      } catch (error) {
        const node = advance;
        if (node !== null)
          await db.withTenant(scope, ({ db: tx }) => tx.getExecutor().executeQuery(tx.getExecutor().compileQuery(node, createQueryId())));
        throw error;
      }
    },
  };
}

/** Reads a client as if nobody had ever ordered it to be wiped. */
function withoutWipes(db: BackendDatabase): BackendDatabase {
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    transformResult: ({ result }) =>
      Promise.resolve({ ...result, rows: result.rows.map((row) => ("wipe_at" in row ? { ...row, wipe_at: null } : row)) }),
  };
  return {
    ...db,
    withTenant: (scope, work, options) => db.withTenant(scope, (tx) => work({ ...tx, db: tx.db.withPlugin(plugin) }), options),
  };
}

/** What is to come back is deleted once more, which changes nothing. */
function withoutResurrection(body: string): string {
  const push = JSON.parse(body) as { readonly mutations: readonly Record<string, unknown>[] };
  const mutations = push.mutations.map(({ resurrect, ...mutation }) =>
    resurrect === true ? { ...mutation, op: "delete", fields: {} } : mutation,
  );
  return JSON.stringify({ ...push, mutations });
}

/** As long as a real epoch, so that pages keep their form. */
const anyEpoch = "00000000-0000-4000-8000-000000000000";

/** The laptop sees one epoch for ever; the backend is told the one that it expects. */
function oneEpoch(): WireRewrite {
  let real = anyEpoch;
  const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/;
  return {
    request: (request) => ({ ...request, path: request.path.replace(anyEpoch, real) }),
    answer: (answer) => {
      const text = Buffer.from(answer.bytes).toString("latin1");
      const found = /"epoch":"([^"]+)"/.exec(text)?.[1];
      if (found === undefined || !uuid.test(found)) return answer;
      real = found;
      return { ...answer, bytes: new Uint8Array(Buffer.from(text.replaceAll(found, anyEpoch), "latin1")) };
    },
  };
}
