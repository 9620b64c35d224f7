import type { Random } from "../../shared/kernel/random.ts";
import { driftedKinds } from "../../shared/sync/digest.ts";
import type { SyncRequests } from "./sync-requests.ts";
import type { Drift } from "./sync-state.ts";
import type { SyncStore } from "./sync-store.ts";

/** Copies are compared about once an hour: often enough that nobody works with a wrong one for a day, seldom enough to cost nothing. */
const checkEveryMs = 3_600_000;
/** A new copy that did not help is not taken again and again. */
const healEveryMs = 24 * 3_600_000;
/** A backend that others write to may have moved on between pull and question. */
const attempts = 3;

/** Reported when the local copy differs from the backend's: kinds, never what is in them. */
export class DriftError extends Error {
  constructor(kinds: readonly string[]) {
    super(`the local copy differs from the backend's: ${kinds.join(", ")}`);
    this.name = "DriftError";
  }
}

export interface DriftPorts {
  readonly requests: SyncRequests;
  readonly store: SyncStore;
  readonly now: () => number;
  readonly random: Random;
}

/** Compares the local copy with the backend's by digest, when both stand at the same sequence and nothing waits to be sent. */
export class DriftCheck {
  readonly #ports: DriftPorts;
  #nextMs: number | null = null;
  #healedAtMs: number | null = null;
  #drift: Drift | null = null;
  #equalAtMs: number | null = null;

  constructor(ports: DriftPorts) {
    this.#ports = ports;
  }

  get drift(): Drift | null {
    return this.#drift;
  }

  /** When the copy was last found equal. */
  get equalAtMs(): number | null {
    return this.#equalAtMs;
  }

  /** Compares at the next occasion, whatever the hour: the user asked, or a new copy was taken. */
  soon(): void {
    this.#nextMs = null;
  }

  /** Whether it is time. A clock that was put back by more than the interval must not put the next check off for a year. */
  get due(): boolean {
    if (this.#nextMs === null) return true;
    const waitMs = this.#nextMs - this.#ports.now();
    return waitMs <= 0 || waitMs > 2 * checkEveryMs;
  }

  /**
   * Compares; `pull` catches up before another try. Answers whether the copy must be taken anew: then it differed twice at one head, the second
   * time after a pull.
   */
  async run(pull: () => Promise<void>, signal: AbortSignal): Promise<boolean> {
    let differed: readonly string[] = [];
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const outcome = await this.#compare(signal);
      if (outcome === "unknown") break;
      if (outcome !== "moved") {
        if (outcome.length === 0) return this.#equal();
        if (differed.length > 0) return this.#differs(outcome);
        differed = outcome;
      }
      await pull();
    }
    // Neither found equal nor different: no reason for an alarm. It is tried again soon, unless the backend has no digests.
    this.#planNext();
    return false;
  }

  /** `unknown` = the backend has no digests, or there is nothing to compare; else the kinds that differ. */
  async #compare(signal: AbortSignal): Promise<"moved" | "unknown" | readonly string[]> {
    const { requests, store } = this.#ports;
    const { clientId, current, building } = store.view();
    if (current === null || building !== null) return "unknown";
    const answer = await requests.digest(clientId, current, signal);
    if (answer === null) return "unknown";
    // Both numbers must speak of one state of the copy.
    if (answer.status === "moved" || store.view().current?.seq !== current.seq) return "moved";
    return driftedKinds(store.digest(), answer.kinds);
  }

  #equal(): boolean {
    this.#equalAtMs = this.#ports.now();
    if (this.#drift?.persists === true) this.#drift = { ...this.#drift, persists: false };
    this.#planNext();
    return false;
  }

  #differs(kinds: readonly string[]): boolean {
    const nowMs = this.#ports.now();
    const healedLately = this.#healedAtMs !== null && Math.abs(nowMs - this.#healedAtMs) < healEveryMs;
    this.#drift = { atMs: nowMs, kinds, persists: healedLately };
    if (healedLately) {
      this.#planNext();
      return false;
    }
    this.#healedAtMs = nowMs;
    // The new copy is compared as soon as it is here.
    this.soon();
    return true;
  }

  #planNext(): void {
    this.#nextMs = this.#ports.now() + Math.floor(checkEveryMs * (0.75 + this.#ports.random() / 2));
  }
}
