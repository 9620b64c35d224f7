import type { BridgeError } from "../../../shared/bridge/contract.ts";
import type { MessageState } from "../../../shared/bridge/messages.ts";
import { type Result, err, ok } from "../../../shared/kernel/result.ts";
import { type SendOutcome, failed, unsure } from "../sending/send-outcome.ts";
import { type JournalEntry, type JournalMessage, MessageJournal, stateOf } from "./message-journal.ts";
import { type Settling, nextOf, settled, tried, trying } from "./message-queue.ts";
import { type Sender, readSenders } from "./senders.ts";
import { serialQueue } from "./serial-queue.ts";
import type { NamedSealer } from "./vault-keys.ts";
import type { VaultService } from "./vault-service.ts";

/** An entry that has not been noted as ended. */
export type SendableEntry = JournalEntry & { readonly message: JournalMessage };

export interface MessageRunnerOptions {
  /** Folder of all vaults. */
  readonly folder: string;
  readonly vaults: Pick<VaultService, "sealing" | "isCurrent">;
  /** The profile in use; null = none. Only its messages are sent. */
  readonly current: () => string | null;
  readonly isOnline: () => boolean;
  readonly now: () => number;
  /** In [0, 1). */
  readonly random: () => number;
  /** Calls once, later; returns what calls it off. */
  readonly later: (ms: number, job: () => void) => () => void;
  /** One try. What it throws counts as unsure. */
  readonly send: (sender: Sender, entry: SendableEntry) => Promise<SendOutcome>;
  readonly emit: (state: MessageState) => void;
  readonly onFault: (where: string, error: unknown) => void;
}

/** A try that has begun, with the key that notes its end even when the vault has been locked meanwhile. */
interface UnderWay {
  readonly journal: MessageJournal;
  readonly profile: string;
  readonly sealer: NamedSealer;
  readonly entry: SendableEntry;
}

/** A network may come unannounced and a disk may take again what it refused: one looks at the latest after this. */
const lookAgainMs = 60_000;
const mostAtOnce = 4;

function keyOf(profile: string, sendId: string): string {
  return `${profile} ${sendId}`;
}

function isSendable(entry: JournalEntry): entry is SendableEntry {
  return entry.message !== null;
}

/**
 * Sends each message that the window gives at most once. Every step is on the disk before it is taken: `sending` before the first byte can leave, so a
 * desktop that ends at whatever point finds at its next start what was not begun (`waiting`, and goes on with it), and what was begun and not ended,
 * which is `unsure` and nobody's guess.
 */
export class MessageRunner {
  private readonly options: MessageRunnerOptions;
  private readonly inOrder = serialQueue();
  /** Whose entries are in memory. */
  private profile: string | null = null;
  private readonly entries = new Map<string, JournalEntry>();
  private readonly underWay = new Map<string, Promise<void>>();
  /** Ends that the disk did not take yet. */
  private readonly unwritten = new Map<string, UnderWay>();
  private cancelTimer: (() => void) | null = null;
  private stopped = false;

  constructor(options: MessageRunnerOptions) {
    this.options = options;
  }

  /** Resolves when it is on the disk. A `sendId` that is known already changes nothing. */
  async send(profile: string, sendId: string, senderId: string, message: JournalMessage): Promise<Result<MessageState, BridgeError>> {
    return await this.withEntries(profile, async (keep) => {
      const known = this.entries.get(sendId);
      if (known !== undefined) return ok(stateOf(known));
      const { outreachId, accountId } = message;
      const seq = [...this.entries.values()].reduce((most, entry) => Math.max(most, entry.seq), -1) + 1;
      const atMs = this.options.now();
      const fresh = { state: "waiting", atMs, fault: null, retryAtMs: null, triesMs: [], tries: 0, holdsSender: false } as const;
      const entry: JournalEntry = { version: 1, sendId, senderId, outreachId, accountId, seq, message, ...fresh, triesMs: [] };
      await keep(entry);
      return ok(stateOf(entry));
    });
  }

  /** What has not been noted as ended, oldest first. */
  async list(profile: string): Promise<Result<MessageState[], BridgeError>> {
    return await this.withEntries(profile, async () => ok([...this.entries.values()].filter(isSendable).map(stateOf)));
  }

  /** null = it is forgotten, or nobody knows it. What cannot be settled so is answered as it stands. */
  async settle(profile: string, sendId: string, how: Settling): Promise<Result<MessageState | null, BridgeError>> {
    return await this.withEntries(profile, async (keep) => {
      const entry = this.entries.get(sendId);
      if (entry === undefined || !isSendable(entry)) return ok(null);
      const next = settled(entry, how, this.options.now());
      if (next === null) return ok(stateOf(entry));
      await keep(next);
      return ok(isSendable(next) ? stateOf(next) : null);
    });
  }

  /** Something has changed that may let a message go: the vault, the network, a sender, the time. */
  wake(): void {
    if (this.stopped) return;
    this.inOrder(() => this.pass()).catch((error: unknown) => {
      this.options.onFault("messages", error);
      this.schedule(lookAgainMs);
    });
  }

  /** The vault is shut: texts leave the memory. What is under way ends and is noted. */
  sleep(): void {
    void this.inOrder(async () => this.drop());
  }

  /** Messages that are being given to the other side at this moment. */
  get sending(): number {
    return this.underWay.size;
  }

  /** Begins nothing more, and resolves when what is under way has ended, or after `patienceMs`. */
  async stop(patienceMs: number): Promise<void> {
    this.stopped = true;
    this.cancelTimer?.();
    const { promise, resolve } = Promise.withResolvers<void>();
    const cancel = this.options.later(patienceMs, resolve);
    await Promise.race([Promise.allSettled(this.underWay.values()), promise]);
    cancel();
  }

  private drop(): void {
    this.cancelTimer?.();
    this.cancelTimer = null;
    this.profile = null;
    this.entries.clear();
  }

  private schedule(ms: number): void {
    this.cancelTimer?.();
    this.cancelTimer = this.stopped ? null : this.options.later(ms, () => this.wake());
  }

  private async withEntries<T>(
    profile: string,
    job: (keep: (entry: JournalEntry) => Promise<void>) => Promise<Result<T, BridgeError>>,
  ): Promise<Result<T, BridgeError>> {
    if (!this.options.vaults.isCurrent(profile)) return err({ code: "forbidden", message: "this profile is not in use" });
    const answer = await this.inOrder(() =>
      this.opened(profile, async (journal, sealer) => {
        return await job(async (entry) => {
          await journal.write(sealer, entry);
          this.entries.set(entry.sendId, entry);
        });
      }),
    );
    this.wake();
    return answer ?? err({ code: "forbidden", message: "the vault is shut" });
  }

  /** Runs a job with the entries of a profile in memory; null = its vault is shut. */
  private async opened<T>(profile: string, job: (journal: MessageJournal, sealer: NamedSealer) => Promise<T>): Promise<T | null> {
    return await this.options.vaults.sealing(profile, "messages", async (sealer) => {
      if (sealer === null) {
        this.drop();
        return null;
      }
      const journal = new MessageJournal(this.options.folder, profile);
      if (this.profile !== profile) await this.load(profile, journal, sealer);
      return await job(journal, sealer);
    });
  }

  /** Reads the journal. What was being sent when the desktop ended is unsure from now on. */
  private async load(profile: string, journal: MessageJournal, sealer: NamedSealer): Promise<void> {
    this.drop();
    const { entries, unreadable } = await journal.read(sealer, this.options.now());
    if (unreadable > 0) this.options.onFault("messages", new Error(`${unreadable} messages do not open`));
    for (const entry of entries) {
      const key = keyOf(profile, entry.sendId);
      const held = this.unwritten.get(key)?.entry;
      const isBroken = entry.state === "sending" && held === undefined && !this.underWay.has(key);
      if (isBroken) await this.noteBroken(journal, sealer, entry);
      else this.entries.set(entry.sendId, held ?? entry);
    }
    this.profile = profile;
  }

  private async noteBroken(journal: MessageJournal, sealer: NamedSealer, entry: JournalEntry): Promise<void> {
    const now: JournalEntry = { ...entry, state: "unsure", fault: null, retryAtMs: null };
    await journal.write(sealer, now);
    this.entries.set(entry.sendId, now);
    this.options.emit(stateOf(now));
  }

  /** Begins whatever may begin, and wakes when the next may. */
  private async pass(): Promise<void> {
    this.cancelTimer?.();
    this.cancelTimer = null;
    await this.writeEnds();
    const profile = this.options.current();
    if (profile === null || this.stopped) return this.drop();
    const senders = await this.options.vaults.sealing(profile, "senders", async (sealer) =>
      sealer === null ? null : await readSenders(this.options.folder, profile, sealer),
    );
    if (senders === null) return this.drop();
    const nextMs = await this.opened(profile, (journal, sealer) => this.beginDue(senders, { journal, profile, sealer }));
    if (nextMs === null) return;
    const waits = this.unwritten.size > 0 || [...this.entries.values()].some(({ state }) => state === "waiting");
    if (waits) this.schedule(Math.max(0, Math.min(nextMs - this.options.now(), lookAgainMs)));
  }

  /** When the next may begin, as far as that is known. */
  private async beginDue(senders: readonly Sender[], opened: Omit<UnderWay, "entry">): Promise<number> {
    const nowMs = this.options.now();
    let nextMs = Number.POSITIVE_INFINITY;
    if (!this.options.isOnline()) return nextMs;
    const bySender = Map.groupBy(this.entries.values(), ({ senderId }) => senderId);
    for (const [senderId, own] of bySender) {
      // One at a time: its end wakes the next.
      if (own.some(({ state }) => state === "sending")) continue;
      const sender = senders.find(({ id }) => id === senderId);
      if (sender === undefined) {
        for (const entry of own) if (entry.state === "waiting") await this.end(opened, entry, failed("no-sender"));
        continue;
      }
      const next = nextOf(sender.way, own, nowMs);
      if (next === null || this.underWay.size >= mostAtOnce) continue;
      if (next.atMs > nowMs || !isSendable(next.entry)) nextMs = Math.min(nextMs, next.atMs);
      else await this.begin(sender, { ...opened, entry: next.entry });
    }
    return nextMs;
  }

  private async begin(sender: Sender, waiting: UnderWay): Promise<void> {
    const entry = { ...trying(waiting.entry, this.options.now()), message: waiting.entry.message };
    await waiting.journal.write(waiting.sealer, entry);
    this.entries.set(entry.sendId, entry);
    this.options.emit(stateOf(entry));
    const key = keyOf(waiting.profile, entry.sendId);
    this.underWay.set(
      key,
      this.attempt(sender, { ...waiting, entry }).finally(() => this.underWay.delete(key)),
    );
  }

  private async attempt(sender: Sender, begun: UnderWay): Promise<void> {
    let outcome: SendOutcome;
    try {
      outcome = await this.options.send(sender, begun.entry);
    } catch (error) {
      this.options.onFault("sending", error);
      outcome = unsure;
    }
    await this.inOrder(async () => {
      const ended = {
        ...begun,
        entry: { ...tried(begun.entry, outcome, this.options.now(), this.options.random()), message: begun.entry.message },
      };
      this.unwritten.set(keyOf(begun.profile, begun.entry.sendId), ended);
      if (this.profile === begun.profile) this.entries.set(begun.entry.sendId, ended.entry);
      await this.writeEnds();
      if (this.options.vaults.isCurrent(begun.profile)) this.options.emit(stateOf(ended.entry));
    });
    this.wake();
  }

  /** An entry that ends without having been begun. The vault is open, and its turn is ours. */
  private async end({ journal, sealer }: Omit<UnderWay, "entry">, entry: JournalEntry, outcome: SendOutcome): Promise<void> {
    const ended = tried(entry, outcome, this.options.now(), this.options.random());
    await journal.write(sealer, ended);
    this.entries.set(entry.sendId, ended);
    this.options.emit(stateOf(ended));
  }

  /** Notes what has ended. A disk that does not take it is asked again; in memory it has ended all the same. */
  private async writeEnds(): Promise<void> {
    for (const [key, { profile, journal, sealer, entry }] of this.unwritten) {
      try {
        await this.options.vaults.sealing(profile, "messages", () => journal.writeIfKept(sealer, entry));
        this.unwritten.delete(key);
      } catch (error) {
        this.options.onFault("noting the end of a message", error);
      }
    }
  }
}
