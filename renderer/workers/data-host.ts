import type { Random } from "../../shared/kernel/random.ts";
import type { DatabasePlatform } from "../data/database.ts";
import type { QueryRunner, QueryTable, WatchHandle } from "../data/query-runner.ts";
import type { ReplicaNews } from "../data/replica-core.ts";
import type { SealingCrypto } from "../data/sealing.ts";
import type { DesktopAnswer, DesktopRequest, FromWorker, ToWorker } from "../data/worker-messages.ts";
import type { Leadership } from "../sync/leadership.ts";
import type { Fetch } from "../sync/sync-requests.ts";
import type { Timers } from "../sync/timers.ts";
import { HostSession } from "./host-session.ts";
import { PackSession } from "./pack-session.ts";

/** What other windows of the profile are told, and tell. */
export interface NewsChannel {
  post(news: ReplicaNews): void;
  onNews(listener: (news: ReplicaNews) => void): void;
}

export interface DataHostPorts {
  readonly post: (message: FromWorker) => void;
  readonly queries: QueryTable;
  readonly fetch: Fetch;
  readonly timers: Timers;
  readonly now: () => number;
  readonly random: Random;
  readonly leadership: (profile: string) => Leadership;
  readonly channel: (profile: string) => NewsChannel;
  readonly storageBytes: () => Promise<number | null>;
  /** The most that the browser lets this origin take; null = it does not say. */
  readonly quotaBytes?: () => Promise<number | null>;
  /** Whether to listen for pokes. */
  readonly listen: boolean;
  readonly platform?: DatabasePlatform;
  readonly crypto: SealingCrypto;
  /** Hears of an error that nobody expected. */
  readonly report: (error: unknown) => void;
}

/** Everything behind the window's data client: local database, queries, synchronisation. One per worker; the platform is handed in. */
export class DataHost {
  readonly #ports: DataHostPorts;
  readonly #watches = new Map<number, WatchHandle>();
  readonly #asked = new Map<number, (answer: DesktopAnswer | null) => void>();
  #lastAskedId = 0;
  #session: HostSession | null = null;
  #pack: PackSession | null = null;

  constructor(ports: DataHostPorts) {
    this.#ports = ports;
  }

  handle(message: ToWorker): void {
    if (message.type === "start") {
      this.#session ??= new HostSession(this.#ports, message, (request) => this.#askDesktop(request));
      return;
    }
    if (message.type === "start-pack") {
      this.#pack ??= new PackSession(this.#ports, message.content);
      return;
    }
    if (message.type === "desktop") {
      this.#asked.get(message.id)?.(message.answer);
      this.#asked.delete(message.id);
      return;
    }
    if (this.#pack !== null) return this.#askPack(this.#pack, message);
    const session = this.#session;
    if (session === null) return;
    switch (message.type) {
      case "watch":
      case "unwatch":
      case "rest":
      case "wake":
      case "query":
        this.#ask(session.runner, message);
        break;
      case "edit":
        void this.#answer(message.id, session.edit(message.edits));
        break;
      case "screen-shown":
        session.screenShown();
        break;
      case "sync-now":
        session.sync.syncNow();
        break;
      case "check-copy":
        session.sync.checkCopy();
        break;
      case "decide-removals":
        session.sync.decideRemovals(message.how);
        break;
      case "rotate-keys":
        void this.#answer(message.id, session.rotateKeys());
        break;
      case "store-use":
        void this.#answer(message.id, session.storeUse());
        break;
      case "drop-packs":
        void this.#answer(
          message.id,
          session.openedAll.then(() => session.replica.dropPacks()),
        );
        break;
      case "fetch-quality":
        void this.#answer(
          message.id,
          session.openedAll.then(() => session.sync.fetchQuality(message.accountId)),
        );
        break;
      case "resolve-attention":
        void this.#answer(
          message.id,
          session.opened.then(() => session.replica.resolveAttention(message.clientId, message.mutationId, message.how)),
        );
        break;
    }
  }

  /** Ends synchronisation and closes the database. */
  async close(): Promise<void> {
    for (const watch of this.#watches.values()) watch.stop();
    this.#pack?.close();
    await this.#session?.close();
  }

  /** What a pack answers: questions. There is nobody to send an edit to, and nothing to fetch. */
  #askPack(pack: PackSession, message: Exclude<ToWorker, { readonly type: "start" | "start-pack" | "desktop" }>): void {
    switch (message.type) {
      case "watch":
      case "unwatch":
      case "rest":
      case "wake":
      case "query":
        this.#ask(pack.runner, message);
        break;
      case "edit":
        void this.#answer(message.id, Promise.resolve(pack.edit()));
        break;
      case "rotate-keys":
      case "fetch-quality":
      case "resolve-attention":
        void this.#answer(message.id, Promise.resolve());
        break;
      case "store-use":
      case "drop-packs":
        void this.#answer(message.id, Promise.reject(new Error("a site pack keeps nothing on this machine")));
        break;
      case "screen-shown":
      case "sync-now":
      case "check-copy":
      case "decide-removals":
        break;
    }
  }

  #ask(runner: QueryRunner, message: Extract<ToWorker, { readonly type: "watch" | "unwatch" | "rest" | "wake" | "query" }>): void {
    switch (message.type) {
      case "watch":
        this.#watch(runner, message.id, message.name, message.args);
        break;
      case "unwatch":
        this.#watches.get(message.id)?.stop();
        this.#watches.delete(message.id);
        break;
      case "rest":
        this.#watches.get(message.id)?.rest();
        break;
      case "wake":
        this.#watches.get(message.id)?.wake();
        break;
      case "query":
        void this.#answer(message.id, runner.query(message.name, message.args));
        break;
    }
  }

  #watch(runner: QueryRunner, id: number, name: string, args: unknown): void {
    const onError = (error: Error): void => this.#ports.post({ type: "watch-error", id, message: error.message });
    this.#watches.set(
      id,
      runner.watch(name, args, (result) => this.#ports.post({ type: "result", id, result }), onError),
    );
  }

  async #answer(id: number, work: Promise<unknown>): Promise<void> {
    try {
      this.#ports.post({ type: "answer", id, value: await work });
    } catch (error) {
      this.#ports.post({ type: "answer-error", id, message: error instanceof Error ? error.message : "failed" });
    }
  }

  #askDesktop(request: DesktopRequest): Promise<DesktopAnswer> {
    return new Promise((resolve, reject) => {
      this.#lastAskedId += 1;
      const id = this.#lastAskedId;
      this.#asked.set(id, (answer) =>
        answer === null ? reject(new Error(`the desktop did not do what was asked: ${request.op}`)) : resolve(answer),
      );
      this.#ports.post({ type: "desktop", id, request });
    });
  }
}
