import type { MetricGroup } from "../../shared/domain/metrics/metrics.ts";
import type { PackedChunk } from "../../shared/sync/chunks.ts";
import type { Hello } from "../../shared/sync/protocol.ts";
import { SyncFault } from "./sync-fault.ts";
import type { SyncRequests } from "./sync-requests.ts";
import type { SyncStore, UsageProgress } from "./sync-store.ts";

/** Accounts in one request, where little is to come of each. */
const accountsAtOnce = 50;
/** Own accounts whose usage is fetched before the rest of the book. */
const firstAccounts = 100;

/** Groups that come by account: quality, and what splits it further. */
type AccountGroup = Exclude<MetricGroup, "usage">;
const accountGroups: readonly AccountGroup[] = ["quality", "detail"];

/** An account's pack of a group. */
interface Pack {
  readonly group: AccountGroup;
  readonly account: string;
}

/**
 * Brings metric chunks, a small step at a time so that edits and changes never wait long: usage of one's own accounts, then of the whole book,
 * then quality, and last its details, of one's own accounts and of those that were looked at.
 */
export class MetricSync {
  readonly #requests: SyncRequests;
  readonly #store: SyncStore;
  #ownDone = false;
  /** Chunk sequence up to which a pack is known to be complete, by `nameOf`. */
  readonly #packAsOf = new Map<string, number>();
  #packRound: { readonly upTo: number; readonly packs: Pack[] } | null = null;
  /** false = the backend is older than details. */
  #hasDetail = true;
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
    return this.#packRound === null || this.#packRound.upTo < chunkHead || this.#packRound.packs.length > 0;
  }

  /** One step towards having every chunk up to `chunkHead`. Answers false when nothing is left to do. */
  async step(fence: number, hello: Hello, chunkHead: number, signal: AbortSignal): Promise<boolean> {
    if (hello !== this.#hello) {
      // What was known may have been another backend's, or the same before it was restored: the store says what still holds.
      this.#hello = hello;
      this.#packAsOf.clear();
      this.#packRound = null;
      this.#hasDetail = true;
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
    return this.#packStep(hello, chunkHead, signal);
  }

  /** Fetches an account's quality and its details if they are not here. */
  async fetchQuality(account: string, signal: AbortSignal): Promise<void> {
    for (const group of accountGroups) {
      const asOf = await this.#store.packAsOf(group, account);
      if (asOf === null) await this.#ifKnown(group, () => this.#fetch(group, account, 0, signal));
    }
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

  async #packStep(hello: Hello, chunkHead: number, signal: AbortSignal): Promise<boolean> {
    if (this.#packRound === null || this.#packRound.upTo < chunkHead) {
      const own = this.#store.ownAccounts(hello.user.id);
      const packs: Pack[] = [];
      for (const group of accountGroups)
        for (const account of new Set([...own, ...(await this.#store.packAccounts(group))])) packs.push({ group, account });
      this.#packRound = { upTo: chunkHead, packs };
    }
    const waiting = this.#packRound.packs;
    const pack = waiting.shift();
    if (pack === undefined) return false;
    const { group, account } = pack;
    const asOf = await this.#asOf(pack);
    if (asOf === null) await this.#ifKnown(group, () => this.#fetch(group, account, 0, signal));
    else if (asOf < chunkHead) {
      // What follows is little: the accounts that stand at the same sequence, as most do, go in one request.
      const together = [account];
      while (together.length < accountsAtOnce) {
        const [next] = waiting;
        if (next === undefined || next.group !== group || (await this.#asOf(next)) !== asOf) break;
        waiting.shift();
        together.push(next.account);
      }
      await this.#ifKnown(group, () => this.#follow(group, together, asOf, signal));
    }
    return true;
  }

  /** An older backend refuses what it does not know: it is not asked again until the next hello. */
  async #ifKnown(group: AccountGroup, run: () => Promise<void>): Promise<void> {
    if (group !== "detail") return run();
    if (!this.#hasDetail) return;
    try {
      await run();
    } catch (error) {
      if (!(error instanceof SyncFault) || error.code !== "missing") throw error;
      this.#hasDetail = false;
    }
  }

  async #asOf({ group, account }: Pack): Promise<number | null> {
    return this.#packAsOf.get(nameOf(group, account)) ?? this.#store.packAsOf(group, account);
  }

  /** A group of several accounts that are here up to `since`. */
  async #follow(group: AccountGroup, accounts: readonly string[], since: number, signal: AbortSignal): Promise<void> {
    const found: PackedChunk[] = [];
    let asOf = Number.POSITIVE_INFINITY;
    for (let after: string | null = null, more = true; more;) {
      const page = await this.#requests.chunks(group, { since, after, accounts }, signal);
      if (page.meta.next !== null && after !== null && page.meta.next <= after) throw new SyncFault("foreign", "chunks out of order");
      found.push(...page.chunks);
      asOf = Math.min(asOf, page.meta.asOf);
      after = page.meta.next;
      more = after !== null;
    }
    for (const account of accounts) {
      const own = found.filter((chunk) => chunk.accountId === account);
      await this.#store.addPack(group, account, own, asOf);
      this.#packAsOf.set(nameOf(group, account), asOf);
    }
  }

  async #fetch(group: MetricGroup, account: string, since: number, signal: AbortSignal): Promise<void> {
    const { chunks, meta } = await this.#requests.chunks(group, { since, accounts: [account] }, signal);
    await this.#store.addPack(
      group,
      account,
      chunks.filter((chunk) => chunk.accountId === account),
      meta.asOf,
    );
    if (group !== "usage") this.#packAsOf.set(nameOf(group, account), meta.asOf);
  }
}

function nameOf(group: MetricGroup, account: string): string {
  return `${group} ${account}`;
}
