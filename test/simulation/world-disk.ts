import { databaseName, type DatabasePlatform } from "../../renderer/data/database.ts";
import type { DesktopAnswer, DesktopRequest, KeyRings } from "../../renderer/data/worker-messages.ts";
import type { NewsChannel } from "../../renderer/workers/data-host.ts";
import { Disk } from "../support/laptop.ts";
import type { StorageFault } from "./window-storage.ts";

/** What one window needs to know of itself to share a disk with others. */
export interface DiskUser {
  readonly alive: boolean;
  readonly frozen: boolean;
  /** Resolves when the window may go on; never, when it is dead. */
  awake(): Promise<void>;
  boundary(name: string): void;
}

/** Dexie multiplies its versions by ten: far beyond any of them. */
const newerBy = 10_000;

interface Candidate {
  readonly user: DiskUser;
  readonly begin: () => void;
}

/** What stays of a laptop when its windows are killed: databases, the mirror file, and what windows share through the browser. */
export class WorldDisk {
  readonly disk = new Disk();
  mirrorFails = 0;
  /** Since the last quiet point an edit did not come into the mirror: it has one home until it is sent. */
  mirrorFailed = false;
  #faults: { readonly fault: StorageFault; left: number }[] = [];
  readonly #listeners = new Map<DiskUser, (news: never) => void>();
  #leader: DiskUser | null = null;
  #queue: Candidate[] = [];

  get platform(): DatabasePlatform {
    return this.disk.idb;
  }

  plan(fault: StorageFault, count: number): void {
    this.#faults.push({ fault, left: count });
  }

  takeFault(among: readonly StorageFault[]): StorageFault | null {
    const planned = this.#faults.find(({ fault }) => among.includes(fault));
    if (planned === undefined) return null;
    planned.left -= 1;
    if (planned.left <= 0) this.#faults = this.#faults.filter((other) => other !== planned);
    return planned.fault;
  }

  heal(): void {
    this.#faults = [];
    this.mirrorFails = 0;
  }

  /** The browser's store is gone and opens empty; what the desktop keeps stays. */
  empty(): void {
    this.disk.loseStore();
  }

  /** The keys are destroyed, and what they sealed is removed: the next to sign in finds a new vault. */
  wipe(): void {
    this.disk.loseStore();
    this.disk.mirror = [];
    this.disk.mark = null;
    this.disk.answer({ op: "rotate" });
    this.disk.answer({ op: "retire", keep: [] });
  }

  /** Names of the keys that the desktop has. */
  keyNames(): ReadonlySet<string> {
    const { copy, edits } = this.disk.keys();
    return new Set([...copy, ...edits].map(({ id }) => id));
  }

  /** Flips bytes in the middle of stored values that are bytes, of one table. Answers how many rows were damaged. */
  async corrupt(table: string): Promise<number> {
    let damaged = 0;
    for (const { name, version } of await this.platform.indexedDB.databases()) {
      const db = await opened(this.platform.indexedDB.open(name ?? "", version));
      if (db.objectStoreNames.contains(table)) damaged += await flip(db, table);
      db.close();
    }
    return damaged;
  }

  /** Every stored value of every database, and the lines of the mirror. */
  async raw(): Promise<readonly unknown[]> {
    const found: unknown[] = [...this.disk.mirror];
    for (const { name, version } of await this.platform.indexedDB.databases()) {
      const db = await opened(this.platform.indexedDB.open(name ?? "", version));
      for (const table of db.objectStoreNames) found.push(...(await done(db.transaction(table).objectStore(table).getAll())));
      db.close();
    }
    return found;
  }

  /** Number of the profile's store in use, the highest that exists; null = it has none. */
  async storeNumber(profile: string): Promise<number | null> {
    const names = (await this.platform.indexedDB.databases()).map(({ name }) => name);
    const numbers = Array.from({ length: names.length + 10 }, (_, number) => number);
    return numbers.findLast((number) => names.includes(databaseName(profile, number))) ?? null;
  }

  /** Stored rows of one table of the profile's store in use. */
  async rowsOf(profile: string, table: string): Promise<readonly unknown[]> {
    const number = await this.storeNumber(profile);
    if (number === null) return [];
    const db = await opened(this.platform.indexedDB.open(databaseName(profile, number)));
    try {
      return db.objectStoreNames.contains(table) ? await done(db.transaction(table).objectStore(table).getAll()) : [];
    } finally {
      db.close();
    }
  }

  async clear(table: string): Promise<void> {
    for (const { name, version } of await this.platform.indexedDB.databases()) {
      const db = await opened(this.platform.indexedDB.open(name ?? "", version));
      if (db.objectStoreNames.contains(table)) await done(db.transaction(table, "readwrite").objectStore(table).clear());
      db.close();
    }
  }

  /** As a newer version of the program leaves it: the same tables under a higher version. */
  async upgrade(): Promise<void> {
    for (const { name, version } of await this.platform.indexedDB.databases()) {
      (await opened(this.platform.indexedDB.open(name ?? "", (version ?? 1) + newerBy))).close();
    }
  }

  /** As if the newer version had taken its change back: there is no other way to have the older version's number again. */
  downgrade(): void {
    const raw = (this.platform.indexedDB as unknown as { readonly _databases: ReadonlyMap<string, { version: number }> })._databases;
    for (const database of raw.values()) if (database.version > newerBy) database.version -= newerBy;
  }

  /** The disk as one window sees it. */
  of(user: DiskUser, platform: DatabasePlatform): Disk {
    return new WindowDisk(this, user, platform);
  }

  channel(user: DiskUser): NewsChannel {
    return {
      post: (news) => {
        if (!user.alive) return;
        for (const [other, listener] of this.#listeners) {
          if (other !== user) void other.awake().then(() => listener(news as never));
        }
      },
      onNews: (listener) => {
        this.#listeners.set(user, listener);
      },
    };
  }

  /** One leader at a time, as the browser's locks have it; a frozen one loses the lead without knowing. */
  async hold(user: DiskUser, lead: () => Promise<void>, signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#queue.push({ user, begin: resolve });
      signal.addEventListener("abort", () => resolve(), { once: true });
      this.passLead();
    });
    this.#queue = this.#queue.filter((candidate) => candidate.user !== user);
    if (signal.aborted) return;
    try {
      await lead();
    } finally {
      if (this.#leader === user) this.#leader = null;
      this.passLead();
    }
  }

  /** Gives the lead to the next in the queue if nobody who is alive and awake has it. */
  passLead(): void {
    if (this.#leader !== null && this.#leader.alive && !this.#leader.frozen) return;
    this.#queue = this.#queue.filter(({ user }) => user.alive);
    const next = this.#queue.find(({ user }) => !user.frozen);
    if (next === undefined) return;
    this.#leader = next.user;
    next.begin();
  }

  forget(user: DiskUser): void {
    this.#listeners.delete(user);
    this.passLead();
  }
}

class WindowDisk extends Disk {
  readonly #shared: WorldDisk;
  readonly #user: DiskUser;

  constructor(shared: WorldDisk, user: DiskUser, platform: DatabasePlatform) {
    super();
    this.#shared = shared;
    this.#user = user;
    this.idb = platform;
    this.mark = shared.disk.mark;
  }

  override keys(): KeyRings {
    return this.#shared.disk.keys();
  }

  override channel(): NewsChannel {
    return this.#shared.channel(this.#user);
  }

  override hold(lead: () => Promise<void>, signal: AbortSignal): Promise<void> {
    return this.#shared.hold(this.#user, lead, signal);
  }

  override answer(request: DesktopRequest): DesktopAnswer {
    this.#user.boundary(`desktop ${request.op}`);
    if (!this.#user.alive) throw new Error("the window is gone");
    if (request.op === "append" && this.#shared.mirrorFails > 0) {
      this.#shared.mirrorFails -= 1;
      this.#shared.mirrorFailed = true;
      throw new Error("the mirror's disk is full");
    }
    return this.#shared.disk.answer(request);
  }
}

function opened(request: IDBOpenDBRequest): Promise<IDBDatabase> {
  return done(request);
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error ?? new Error("the request failed")));
  });
}

async function flip(db: IDBDatabase, table: string): Promise<number> {
  const store = db.transaction(table, "readwrite").objectStore(table);
  const [keys, rows] = await Promise.all([done(store.getAllKeys()), done(store.getAll() as IDBRequest<Record<string, unknown>[]>)]);
  let damaged = 0;
  for (const [i, row] of rows.entries()) {
    const bytes = Object.entries(row).find(([, value]) => value instanceof Uint8Array && value.length > 8);
    if (bytes === undefined || !(bytes[1] instanceof Uint8Array)) continue;
    const broken = bytes[1].slice();
    for (let at = 0; at < broken.length; at += 7) broken[at] = (broken[at] ?? 0) ^ 0x55;
    const key = keys[i];
    if (key === undefined) continue;
    const next = { ...row, [bytes[0]]: broken };
    await done(store.keyPath === null ? store.put(next, key) : store.put(next));
    damaged += 1;
    if (damaged >= 3) break;
  }
  return damaged;
}
