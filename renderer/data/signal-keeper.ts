import { accountSignals } from "../../shared/domain/signal/account-signals.ts";
import type { Signal } from "../../shared/domain/signal/signal.ts";
import type { Engine } from "./engine.ts";
import { equalData } from "./share-structure.ts";

/** One turn of work: other messages of the worker wait no longer than this and one step of a few milliseconds. */
const turnMs = 5;
/** Between two turns, so that queries go first. */
const restMs = 4;
/** What is found over the book is shown this often. */
const showMs = 1_000;

export interface SignalKeeperPorts {
  readonly engine: Engine;
  /** Accounts whose quality is on this laptop. */
  readonly qualityAccounts: () => Promise<readonly string[]>;
  readonly now: () => number;
  /** Calls once after `ms`; returns what cancels it. */
  readonly after: (ms: number, run: () => void) => () => void;
  readonly report: (error: unknown) => void;
}

interface UnderWay {
  readonly accountId: string;
  readonly run: Generator<void, readonly Signal[]>;
}

/**
 * Keeps the signals of the accounts whose quality is here: an account's are looked for when its metrics come, and all once after the start, a
 * few milliseconds at a time. Nothing is stored: the same rows give the same signals in every window.
 */
export class SignalKeeper {
  readonly #ports: SignalKeeperPorts;
  readonly #waiting = new Set<string>();
  #under: UnderWay | null = null;
  readonly #made = new Map<string, readonly Signal[]>();
  #shownMs = 0;
  #started = false;
  #stopped = false;
  #working = false;
  #cancel: (() => void) | null = null;

  constructor(ports: SignalKeeperPorts) {
    this.#ports = ports;
    ports.engine.onQualityChange((accountId) => {
      this.#waiting.add(accountId);
      this.#plan();
    });
  }

  /** Everything has been read: begins with every account. */
  start(): void {
    this.#ports.qualityAccounts().then(
      (accounts) => {
        for (const accountId of accounts) this.#waiting.add(accountId);
        this.#started = true;
        this.#plan();
      },
      (error: unknown) => {
        if (!this.#stopped) this.#ports.report(error);
      },
    );
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
  }

  /** Looks for everything that is due. For tests and measurements; the keeper itself works in turns. */
  async settle(): Promise<void> {
    for (const accountId of await this.#ports.qualityAccounts()) this.#waiting.add(accountId);
    while (await this.#turn(Number.POSITIVE_INFINITY)) continue;
  }

  #plan(): void {
    if (!this.#started || this.#stopped || this.#working || this.#cancel !== null) return;
    this.#cancel = this.#ports.after(restMs, () => {
      this.#cancel = null;
      void this.#work();
    });
  }

  async #work(): Promise<void> {
    this.#working = true;
    let more = false;
    try {
      more = await this.#turn(turnMs);
    } catch (error) {
      // A database that is being closed under it is no news.
      if (!this.#stopped) this.#ports.report(error);
      more = true;
      this.#under = null;
    } finally {
      this.#working = false;
    }
    if (more && this.#waiting.size + (this.#under === null ? 0 : 1) > 0) this.#plan();
  }

  /** Works for about `ms`. Answers whether something is left. */
  async #turn(ms: number): Promise<boolean> {
    const { engine, now } = this.#ports;
    if (this.#under === null) {
      const [accountId] = this.#waiting;
      if (accountId === undefined) return false;
      this.#waiting.delete(accountId);
      this.#under = await this.#begin(accountId);
      // Reading and unpacking was a turn of its own.
      return true;
    }
    const beganMs = now();
    const { accountId, run } = this.#under;
    while (now() - beganMs < ms) {
      const step = run.next();
      if (step.done !== true) continue;
      this.#under = null;
      if (!equalData(engine.signals(accountId), step.value)) this.#made.set(accountId, step.value);
      break;
    }
    if (this.#waiting.size + (this.#under === null ? 0 : 1) === 0 || now() - this.#shownMs >= showMs) this.#show();
    return true;
  }

  #show(): void {
    this.#shownMs = this.#ports.now();
    if (this.#made.size === 0) return;
    this.#ports.engine.setSignals(this.#made);
    this.#made.clear();
  }

  async #begin(accountId: string): Promise<UnderWay | null> {
    const { engine } = this.#ports;
    const account = engine.get("account", accountId);
    if (account === undefined) return null;
    const series = await engine.series(accountId, "quality");
    const { timeZone } = account;
    return { accountId, run: accountSignals({ accountId, timeZone, series, incidents: engine.ofAccount("incident", accountId) }) };
  }
}
