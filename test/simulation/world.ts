import type { Database } from "../../backend/storage/database.ts";
import { accountRecords, accounts, colleagues, stranger, userRecord } from "./company.ts";
import type { EngineFault } from "./engine-faults.ts";
import { SimLaptop } from "./sim-laptop.ts";
import type { SimWindow } from "./sim-window.ts";
import { TypedValues } from "./typed-values.ts";
import { Violation } from "./violation.ts";
import { VirtualTime } from "./virtual-time.ts";
import { WireWatch } from "./wire-watch.ts";
import { WorldBackend } from "./world-backend.ts";
import type { WorldStore } from "./world-store.ts";

/** 29 October 2026, 02:00 UTC. */
const startMs = Date.UTC(2026, 9, 29, 2);

/** What a run went through. */
export interface Counts {
  steps: number;
  kills: number;
  edits: number;
  refusedEdits: number;
  conflicts: number;
  attention: number;
  readonly faults: Map<string, number>;
}

export interface WorldOptions {
  readonly store: WorldStore;
  /** Names the companies of the run in the database: two runs must not share one. */
  readonly run: string;
  readonly seed: number;
  readonly users: readonly string[];
  readonly processes: number;
  /** Whether laptops listen for pokes. */
  readonly pokes: boolean;
  /** A fault that is built into the product for the run; null = as it is. */
  readonly fault: EngineFault | null;
  /** Hears of every step and request; null = nobody listens. */
  readonly trace: ((line: string) => void) | null;
}

/** Everything that a run plays with: the backend, the laptops, the time, and what must hold. */
export class World {
  readonly time = new VirtualTime(startMs);
  readonly typed = new TypedValues();
  readonly wire: WireWatch;
  readonly counts: Counts = { steps: 0, kills: 0, edits: 0, refusedEdits: 0, conflicts: 0, attention: 0, faults: new Map() };
  readonly seed: number;
  readonly tenantId: string;
  readonly otherTenantId: string;
  readonly fault: EngineFault | null;
  /** A restore took back what had been acknowledged: a laptop that lost its store too cannot bring everything again. */
  restored = false;
  storeLost = false;
  /** Whose request is being answered. */
  asking: SimLaptop | null = null;
  readonly #store: WorldStore;
  readonly #options: WorldOptions;
  #backend: WorldBackend | null = null;
  #laptops: SimLaptop[] = [];
  #violation: unknown = null;

  constructor(options: WorldOptions) {
    this.#options = options;
    this.wire = new WireWatch(options.trace);
    this.#store = options.store;
    this.seed = options.seed;
    this.fault = options.fault;
    this.tenantId = `${options.run}-a`;
    this.otherTenantId = `${options.run}-b`;
  }

  get backend(): WorldBackend {
    if (this.#backend === null) throw new Error("the world has not begun");
    return this.#backend;
  }

  get backendKills(): number {
    return this.#backend?.kills ?? 0;
  }

  get laptops(): readonly SimLaptop[] {
    return this.#laptops;
  }

  /** Database as it is, without faults. */
  get db(): Database {
    return this.#store.store.db;
  }

  /** The database with the run's fault built in, if it has one there. */
  get faultyDb(): Database {
    return this.fault?.database?.(this.db) ?? this.db;
  }

  get engine(): WorldStore["engine"] {
    return this.#store.engine;
  }

  tenantOf(userId: string): string {
    return userId === stranger ? this.otherTenantId : this.tenantId;
  }

  async begin(): Promise<void> {
    const { users, processes, pokes, fault } = this.#options;
    this.#store.clock.now = () => this.time.nowMs + (fault?.backendSkewMs?.(this) ?? 0);
    this.time.start();
    this.#backend = await WorldBackend.start(this.#store, this.faultyDb, this.time, this.wire, processes);
    for (const user of [...Object.keys(colleagues), "import"]) this.wire.addUser(user, this.tenantId);
    this.wire.addUser(stranger, this.otherTenantId);
    const imports = await this.backend.imports(this.tenantId);
    await this.time.during(
      imports.putRecords([
        ...Object.entries(colleagues).map(([id, role]) => userRecord(id, role)),
        ...Object.entries(accounts).flatMap(([id, owner], i) => accountRecords(id, owner, `typed-import-${i}`)),
      ]),
    );
    const others = await this.backend.imports(this.otherTenantId);
    await this.time.during(others.putRecords([userRecord(stranger, "admin"), ...accountRecords("acc1", stranger, "typed-stranger-0")]));
    this.#laptops = users.map((user, number) => {
      const laptop: SimLaptop = new SimLaptop(number, user, {
        backend: this.backend,
        time: this.time,
        typed: this.typed,
        wire: this.wire,
        seed: this.seed,
        tenantOf: (userId) => this.tenantOf(userId),
        listen: pokes,
        onWipe: (wiped) => this.#wipe(wiped),
        onAsk: (asking) => {
          this.asking = asking;
        },
        onFault: (name) => this.count(name),
        onDeath: () => {
          this.counts.kills += 1;
        },
        onViolation: (error) => {
          this.#violation ??= error;
        },
        rewrite: fault?.wire?.() ?? null,
      });
      laptop.start(0);
      return laptop;
    });
    await this.until(() => this.#laptops.every((laptop) => laptop.windows[0]?.status?.lastSyncMs != null), "the first copies");
  }

  async end(): Promise<void> {
    for (const laptop of this.#laptops) laptop.killAll();
    await this.time.quiet();
    this.time.stop();
    await this.#backend?.close();
  }

  count(fault: string): void {
    this.counts.faults.set(fault, (this.counts.faults.get(fault) ?? 0) + 1);
  }

  trace(line: string): void {
    this.#options.trace?.(line);
  }

  /** What was typed there and never came to the backend goes with the laptop. */
  async #wipe(laptop: SimLaptop): Promise<void> {
    this.count("wiped");
    this.storeLost = true;
    laptop.wipe();
    const records = await this.backend.truth(this.tenantOf(laptop.user));
    this.typed.giveUp(
      laptop.user,
      records.filter((record) => !record.deleted).map((record) => JSON.stringify(record.doc)),
    );
  }

  /** Throws what was found broken since the last look. */
  check(): void {
    if (this.#violation !== null) throw this.#violation;
  }

  /** Lets time pass until something holds, an hour at most: every fault must end in progress. */
  async until(holds: () => boolean, what: string): Promise<void> {
    const patienceMs = 3_600_000;
    const endMs = this.time.nowMs + patienceMs;
    for (let waitMs = 1_000; this.time.nowMs < endMs; waitMs = Math.min(60_000, waitMs * 2)) {
      await this.time.pass(waitMs);
      this.check();
      if (holds()) return;
    }
    const states = this.#laptops.map((laptop) => laptop.windows.map((window: SimWindow) => window.status));
    throw new Violation("every fault ends in progress", `after an hour still not: ${what}; ${JSON.stringify(states)}`);
  }
}
