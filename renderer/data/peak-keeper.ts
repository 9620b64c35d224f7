import type { AccountOutlook } from "../../shared/domain/peak/radar.ts";
import { hourMs } from "../../shared/domain/metrics/series.ts";
import type { Engine, OutlookChange } from "./engine.ts";
import type { KeptOutlook } from "./outlook-page.ts";
import { outlookDigest, outlookRows } from "./outlook-rows.ts";

/** One turn of work: other messages of the worker wait no longer than this and one step, which is one forecast at most. */
const turnMs = 10;
/** Between two turns of a round over the book, so that queries go first. */
const restMs = 4;
/** What changed for the whole book may go on changing: a copy comes page by page. */
const settleMs = 250;
/** Forecasts of a round over the book are shown this often. */
const showMs = 1_000;
const dayMs = 24 * hourMs;

export interface PeakKeeperPorts {
  readonly engine: Engine;
  /** Forecasts changed: they may be stored. */
  readonly onKept: () => void;
  readonly now: () => number;
  /** Calls once after `ms`; returns what cancels it. */
  readonly after: (ms: number, run: () => void) => () => void;
  readonly report: (error: unknown) => void;
}

interface UnderWay {
  readonly accountId: string;
  readonly madeOf: string;
  readonly urgent: boolean;
  readonly run: Generator<void, AccountOutlook>;
}

/**
 * Keeps every account's forecast and peaks: an account's is made again when what it is made from changes, the book's is looked through every hour,
 * a few milliseconds at a time. What was made from the same rows on the same day is not made again, also not after a start.
 */
export class PeakKeeper {
  readonly #ports: PeakKeeperPorts;
  /** Changed by themselves, and waiting for their turn in a round over the book. */
  readonly #changed = new Set<string>();
  readonly #round = new Set<string>();
  #under: UnderWay | null = null;
  #made = new Map<string, KeptOutlook>();
  #shownMs = 0;
  #wholeBook = true;
  #working = false;
  #started = false;
  #stopped = false;
  #cancel: (() => void) | null = null;
  #stopClock: (() => void) | null = null;

  constructor(ports: PeakKeeperPorts) {
    this.#ports = ports;
    ports.engine.onOutlookChange((change) => this.#note(change));
  }

  /** Everything has been read: begins with a round over the book. */
  start(): void {
    this.#started = true;
    this.#note("all");
    this.#nextHour();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
    this.#stopClock?.();
  }

  /** Makes everything that is due. For tests and measurements; the keeper itself works in turns. */
  async settle(): Promise<void> {
    this.#started = true;
    this.#cancel?.();
    this.#cancel = null;
    while (await this.#turn(Number.POSITIVE_INFINITY)) continue;
  }

  #note(change: OutlookChange): void {
    if (change === "all") this.#wholeBook = true;
    else for (const accountId of change) this.#changed.add(accountId);
    this.#plan(change === "all" ? settleMs : 0);
  }

  #plan(ms: number): void {
    if (!this.#started || this.#stopped || this.#working) return;
    this.#cancel?.();
    this.#cancel = this.#ports.after(ms, () => {
      this.#cancel = null;
      void this.#work();
    });
  }

  async #work(): Promise<void> {
    if (this.#working || this.#stopped) return;
    this.#working = true;
    let more = false;
    try {
      more = await this.#turn(turnMs);
    } catch (error) {
      // A database that is being closed under it is no news.
      if (!this.#stopped) this.#ports.report(error);
      this.#under = null;
      more = true;
    } finally {
      this.#working = false;
    }
    if (more || this.#changed.size > 0 || this.#wholeBook) this.#plan(this.#changed.size > 0 ? 0 : restMs);
  }

  /** Works for about `ms`. Answers whether something is left. */
  async #turn(ms: number): Promise<boolean> {
    const { now } = this.#ports;
    const beganMs = now();
    if (this.#wholeBook) {
      this.#wholeBook = false;
      for (const accountId of this.#inOrder()) this.#round.add(accountId);
    }
    // Looking through rows that did not change is quick; reading usage, and a forecast, is one step each.
    while (now() - beganMs < ms && (this.#under !== null || this.#changed.size + this.#round.size > 0)) {
      if (this.#under === null) await this.#begin();
      else this.#step(this.#under);
    }
    const more = this.#under !== null || this.#changed.size + this.#round.size > 0;
    if (!more || now() - this.#shownMs >= showMs) this.#show();
    return more;
  }

  #step({ accountId, madeOf, urgent, run }: UnderWay): void {
    const step = run.next();
    if (step.done !== true) return;
    this.#under = null;
    this.#made.set(accountId, { ...step.value, madeOf });
    if (urgent && this.#changed.size === 0) this.#show();
  }

  /** The reader's own accounts first. */
  #inOrder(): readonly string[] {
    const { engine } = this.#ports;
    const userId = engine.userId();
    const accounts = engine.all("account");
    const isOwn = ({ ownerId }: { readonly ownerId: string | null }): boolean => ownerId !== null && ownerId === userId;
    return [...accounts.filter(isOwn), ...accounts.filter((account) => !isOwn(account))].map((account) => account.id);
  }

  async #begin(): Promise<void> {
    const { engine } = this.#ports;
    const [accountId] = this.#changed.size > 0 ? this.#changed : this.#round;
    if (accountId === undefined) return;
    const urgent = this.#changed.delete(accountId);
    this.#round.delete(accountId);
    const rows = outlookRows(engine, accountId);
    if (rows === null) return;
    const nowMs = this.#ports.now();
    const madeOf = outlookDigest(rows, engine.usageRollup(accountId), Math.floor(nowMs / dayMs));
    const known = this.#made.get(accountId) ?? engine.outlook(accountId);
    if (known?.madeOf === madeOf) return;
    // The calendars of the world weigh more than a megabyte: they are loaded when they are first needed, not at the start.
    const { accountOutlook } = await import("../../shared/domain/peak/account-outlook.ts");
    const usage = await engine.series(accountId, "usage");
    this.#under = {
      accountId,
      madeOf,
      urgent,
      run: accountOutlook({ rows, usage, previous: known?.peaks ?? [], nowMs }),
    };
  }

  #show(): void {
    this.#shownMs = this.#ports.now();
    if (this.#made.size === 0) return;
    this.#ports.engine.setOutlooks([...this.#made.values()]);
    this.#made = new Map();
    this.#ports.onKept();
  }

  /** Days pass, and another window may have stored usage: once an hour. */
  #nextHour(): void {
    if (this.#stopped) return;
    const waitMs = hourMs - (this.#ports.now() % hourMs);
    this.#stopClock = this.#ports.after(waitMs, () => {
      this.#note("all");
      this.#nextHour();
    });
  }
}
