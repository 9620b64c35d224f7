import type { PackedChunk } from "../../shared/sync/chunks.ts";
import type { Hello } from "../../shared/sync/protocol.ts";
import { SyncFault } from "./sync-fault.ts";
import type { SyncRequests } from "./sync-requests.ts";
import type { SyncStore, UsageProgress } from "./sync-store.ts";

/** Accounts in one request, where little is to come of each. */
const accountsAtOnce = 50;
/** Own accounts whose usage is fetched before the rest of the book. */
const firstAccounts = 100;

/**
 * Brings metric chunks, a small step at a time so that edits and changes never wait long: usage of one's own accounts, then of the whole book,
 * then quality of one's own accounts and of those that were looked at.
 */
export class MetricSync {
  readonly #requests: SyncRequests;
  readonly #store: SyncStore;
  #ownDone = false;
  /** Chunk sequence up to which an account's quality is known to be complete. */
  readonly #qualityAsOf = new Map<string, number>();
  #qualityRound: { readonly upTo: number; readonly accounts: string[] } | null = null;
  #accountsDone = 0;
  #hello: Hello | null = null;

  constructor(requests: SyncRequests, store: SyncStore) {
    this.#requests = requests;
    this.#store = store;
  }

  /** Accounts whose usage has come in the round under way, or in the last one. */
  get accountsDone(): number {
    return this.#accountsDone;
  }

  /** Whether chunks up to `chunkHead` are still to come: usage of the book, or quality of the accounts that are kept here. */
  isBehind(hello: Hello, chunkHead: number): boolean {
    const { usage } = this.#store.view();
    if (usage === null || usage.epoch !== hello.epoch || usage.seq < chunkHead || usage.round !== null) return true;
    return this.#qualityRound === null || this.#qualityRound.upTo < chunkHead || this.#qualityRound.accounts.length > 0;
  }

  /** One step towards having every chunk up to `chunkHead`. Answers false when nothing is left to do. */
  async step(fence: number, hello: Hello, chunkHead: number, signal: AbortSignal): Promise<boolean> {
    if (hello !== this.#hello) {
      // What was known may have been another backend's, or the same before it was restored: the store says what still holds.
      this.#hello = hello;
      this.#qualityAsOf.clear();
      this.#qualityRound = null;
    }
    const stored = this.#store.view().usage;
    const usage: UsageProgress = stored?.epoch === hello.epoch ? stored : { epoch: hello.epoch, seq: 0, round: null };
    if (usage.seq === 0 && usage.round === null && !this.#ownDone) {
      this.#ownDone = true;
      const own = this.#store.ownAccounts(hello.user.id);
      // Where every account is one's own there is no rest to come before.
      if (own.length < this.#store.accountCount()) {
        for (const account of own.slice(0, firstAccounts)) await this.#fetch("usage", account, 0, signal);
      }
      return true;
    }
    if (usage.seq < chunkHead || usage.round !== null || stored === null) {
      await this.#usagePage(fence, usage, signal);
      return true;
    }
    return this.#qualityStep(hello, chunkHead, signal);
  }

  /** Fetches an account's quality if it is not here. */
  async fetchQuality(account: string, signal: AbortSignal): Promise<void> {
    const asOf = await this.#store.packAsOf("quality", account);
    if (asOf === null) await this.#fetch("quality", account, 0, signal);
  }

  async #usagePage(fence: number, usage: UsageProgress, signal: AbortSignal): Promise<void> {
    const after = usage.round?.after ?? null;
    const { chunks, meta } = await this.#requests.chunks("usage", { since: usage.seq, after }, signal);
    if (meta.epoch !== usage.epoch) throw new SyncFault("restart", "the backend changed during the metrics");
    if (meta.next !== null && after !== null && meta.next <= after) throw new SyncFault("foreign", "chunks out of order");
    const asOf = Math.min(usage.round?.asOf ?? meta.asOf, meta.asOf);
    const round = meta.next === null ? null : { asOf, after: meta.next };
    this.#accountsDone = (after === null ? 0 : this.#accountsDone) + new Set(chunks.map((chunk) => chunk.accountId)).size;
    await this.#store.addUsage(fence, chunks, { epoch: usage.epoch, seq: round === null ? asOf : usage.seq, round });
  }

  async #qualityStep(hello: Hello, chunkHead: number, signal: AbortSignal): Promise<boolean> {
    if (this.#qualityRound === null || this.#qualityRound.upTo < chunkHead) {
      const accounts = new Set([...this.#store.ownAccounts(hello.user.id), ...(await this.#store.packAccounts("quality"))]);
      this.#qualityRound = { upTo: chunkHead, accounts: [...accounts] };
    }
    const waiting = this.#qualityRound.accounts;
    const account = waiting.shift();
    if (account === undefined) return false;
    const asOf = await this.#qualityOf(account);
    if (asOf === null) await this.#fetch("quality", account, 0, signal);
    else if (asOf < chunkHead) {
      // What follows is little: the accounts that stand at the same sequence, as most do, go in one request.
      const group = [account];
      while (group.length < accountsAtOnce && waiting[0] !== undefined && (await this.#qualityOf(waiting[0])) === asOf)
        group.push(...waiting.splice(0, 1));
      await this.#follow(group, asOf, signal);
    }
    return true;
  }

  async #qualityOf(account: string): Promise<number | null> {
    return this.#qualityAsOf.get(account) ?? this.#store.packAsOf("quality", account);
  }

  /** Quality of several accounts that are here up to `since`. */
  async #follow(accounts: readonly string[], since: number, signal: AbortSignal): Promise<void> {
    const found: PackedChunk[] = [];
    let asOf = Number.POSITIVE_INFINITY;
    for (let after: string | null = null, more = true; more;) {
      const page = await this.#requests.chunks("quality", { since, after, accounts }, signal);
      if (page.meta.next !== null && after !== null && page.meta.next <= after) throw new SyncFault("foreign", "chunks out of order");
      found.push(...page.chunks);
      asOf = Math.min(asOf, page.meta.asOf);
      after = page.meta.next;
      more = after !== null;
    }
    for (const account of accounts) {
      const own = found.filter((chunk) => chunk.accountId === account);
      await this.#store.addPack("quality", account, own, asOf);
      this.#qualityAsOf.set(account, asOf);
    }
  }

  async #fetch(group: "usage" | "quality", account: string, since: number, signal: AbortSignal): Promise<void> {
    const { chunks, meta } = await this.#requests.chunks(group, { since, accounts: [account] }, signal);
    await this.#store.addPack(
      group,
      account,
      chunks.filter((chunk) => chunk.accountId === account),
      meta.asOf,
    );
    if (group === "quality") this.#qualityAsOf.set(account, meta.asOf);
  }
}
