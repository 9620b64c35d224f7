import { accountHealth } from "../../shared/domain/health/account-health.ts";
import type { QualityDigest, UsageDigest } from "../../shared/domain/health/health-input.ts";
import { healthMonthId, type KeptDay, keptDaysOf } from "../../shared/domain/health/health-month.ts";
import type { HealthSummary } from "../../shared/domain/health/health-result.ts";
import { healthSummary } from "../../shared/domain/health/health-summary.ts";
import { modelFor } from "../../shared/domain/health/model-for.ts";
import { type ModelInForce, modelInForce } from "../../shared/domain/health/model-in-force.ts";
import { qualityDigest, type QualityTargets, qualityTargets } from "../../shared/domain/health/quality-digest.ts";
import { hourMs, monthOf } from "../../shared/domain/metrics/series.ts";
import { usageDigest } from "../../shared/domain/metrics/usage-digest.ts";
import type { Engine, HealthChange } from "./engine.ts";
import { healthInput } from "./health-inputs.ts";

/** One turn of work: other messages of the worker wait no longer. */
const turnMs = 8;
/** Accounts of one turn, whatever the clock says. */
const turnAccounts = 40;
/** What changed for the whole book may go on changing: a copy comes page by page. */
const settleMs = 250;
/** Scores of a round over the book are shown this often. */
const showMs = 1_000;

export interface HealthKeeperPorts {
  readonly engine: Engine;
  /** Accounts whose quality is on this laptop. */
  readonly qualityAccounts: () => Promise<readonly string[]>;
  /** Makes some of what was read in an earlier format anew; true = there is more. */
  readonly mend: () => Promise<boolean>;
  /** Scores changed: they may be stored. */
  readonly onKept: () => void;
  readonly now: () => number;
  /** Calls once after `ms`; returns what cancels it. */
  readonly after: (ms: number, run: () => void) => () => void;
  readonly report: (error: unknown) => void;
}

interface KeptQuality {
  readonly digest: QualityDigest | null;
  readonly targets: string;
  /** UTC day of the digest's end. */
  readonly day: number;
}

/**
 * Keeps every account's health: works it out from the rows in memory, an account when its rows change, the book when the model, the releases or
 * the hour do, a few milliseconds at a time. Every window does so for itself: the rows are the same, and so are the scores.
 */
export class HealthKeeper {
  readonly #ports: HealthKeeperPorts;
  /** Changed by themselves, and waiting for their turn in a round over the book. */
  readonly #changed = new Set<string>();
  readonly #round = new Set<string>();
  readonly #quality = new Map<string, KeptQuality>();
  #measured: Set<string> | null = null;
  #made: HealthSummary[] = [];
  #shownMs = 0;
  #wholeBook = false;
  #working = false;
  #started = false;
  #stopped = false;
  #cancel: (() => void) | null = null;
  #stopClock: (() => void) | null = null;

  constructor(ports: HealthKeeperPorts) {
    this.#ports = ports;
    ports.engine.onHealthChange((change) => this.#note(change));
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

  /** Works out everything that is due. For tests and measurements; the keeper itself works in turns. */
  async settle(): Promise<void> {
    this.#started = true;
    while (await this.#turn(Number.POSITIVE_INFINITY)) continue;
  }

  #note(change: HealthChange): void {
    if (change === "all") this.#wholeBook = true;
    else if (change instanceof Set) for (const accountId of change as ReadonlySet<string>) this.#changed.add(accountId);
    else {
      const { quality } = change as { readonly quality: string };
      this.#quality.delete(quality);
      this.#measured?.add(quality);
      this.#changed.add(quality);
    }
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
    } finally {
      this.#working = false;
    }
    if (more || this.#changed.size > 0 || this.#wholeBook) this.#plan(0);
  }

  /** Works for about `ms`. Answers whether something is left. */
  async #turn(ms: number): Promise<boolean> {
    const { engine, now } = this.#ports;
    if (await this.#ports.mend()) return true;
    this.#measured ??= new Set(await this.#ports.qualityAccounts());
    if (this.#wholeBook) {
      this.#wholeBook = false;
      for (const account of engine.all("account")) this.#round.add(account.id);
    }
    const beganMs = now();
    const model = modelInForce(engine.all("healthModel"), beganMs);
    let count = 0;
    while (count < turnAccounts && now() - beganMs < ms) {
      const [accountId] = this.#changed.size > 0 ? this.#changed : this.#round;
      if (accountId === undefined) break;
      const isUrgent = this.#changed.delete(accountId);
      this.#round.delete(accountId);
      const summary = await this.#summaryOf(accountId, model);
      if (summary !== null) this.#made.push(summary);
      count += 1;
      if (isUrgent && this.#changed.size === 0) this.#show();
    }
    const more = this.#changed.size + this.#round.size > 0;
    if (!more || now() - this.#shownMs >= showMs) this.#show();
    return more;
  }

  #show(): void {
    this.#shownMs = this.#ports.now();
    if (this.#made.length === 0) return;
    this.#ports.engine.setHealth(this.#made);
    this.#made = [];
    this.#ports.onKept();
  }

  async #summaryOf(accountId: string, model: ModelInForce): Promise<HealthSummary | null> {
    const { engine } = this.#ports;
    const account = engine.get("account", accountId);
    if (account === undefined) return null;
    const atMs = this.#ports.now();
    const usage = await this.#usageOf(accountId, atMs);
    const quality = await this.#qualityOf(accountId, qualityTargets(modelFor(model, account)), atMs);
    const input = healthInput(engine, accountId, atMs, { usage, quality });
    if (input === null) return null;
    return healthSummary(accountHealth(input, model, atMs), this.#keptOf(accountId, atMs));
  }

  /** Of the months that a summary looks back to: asking for all would unpack years of a book. */
  #keptOf(accountId: string, atMs: number): readonly KeptDay[] {
    const months = new Set([monthOf(atMs), monthOf(atMs - 16 * 24 * hourMs), monthOf(atMs - 32 * 24 * hourMs)]);
    return [...months].flatMap((month) => {
      const stored = this.#ports.engine.get("healthMonth", healthMonthId(accountId, month));
      return stored === undefined ? [] : keptDaysOf(stored);
    });
  }

  async #usageOf(accountId: string, atMs: number): Promise<UsageDigest | null> {
    const { engine } = this.#ports;
    const rollup = engine.usageRollup(accountId);
    if (rollup === undefined) return null;
    // Hours of the future are not known yet, even if they are here.
    return rollup.lastHourMs < atMs ? rollup : usageDigest(await engine.series(accountId, "usage"), atMs);
  }

  async #qualityOf(accountId: string, targets: QualityTargets, atMs: number): Promise<QualityDigest | null> {
    if (this.#measured?.has(accountId) !== true) return null;
    const [name, day] = [JSON.stringify(targets), Math.floor((atMs - 1) / (24 * hourMs))];
    const known = this.#quality.get(accountId);
    if (known !== undefined && known.targets === name && known.day === day) return known.digest;
    const digest = qualityDigest(await this.#ports.engine.series(accountId, "quality"), targets, atMs);
    this.#quality.set(accountId, { digest, targets: name, day });
    return digest;
  }

  /** What is judged by days and ages moves with the clock: once an hour. */
  #nextHour(): void {
    if (this.#stopped) return;
    const waitMs = hourMs - (this.#ports.now() % hourMs);
    this.#stopClock = this.#ports.after(waitMs, () => {
      // Another window may have stored quality that this one has not heard of.
      this.#quality.clear();
      this.#measured = null;
      this.#note("all");
      this.#nextHour();
    });
  }
}
