import { expect } from "vitest";
import type { Edit, SyncStatus } from "../../renderer/data/data-client.ts";
import { queryMap } from "../../renderer/data/query-map.ts";
import { defineQuery } from "../../renderer/data/query.ts";
import type { QueryTable } from "../../renderer/data/query-runner.ts";
import { kindNames, type Kind } from "../../shared/domain/kinds.ts";
import type { Json } from "../../shared/kernel/json.ts";
import { type Random, seededRandom } from "../../shared/kernel/random.ts";
import { accountRecord, startTestBackend, type TestBackend, type TestClient, testStartMs, userRecord } from "../support/backend.ts";
import { Disk, type Laptop, startLaptop } from "../support/laptop.ts";
import { sampleNote } from "../support/sample-book.ts";
import { FaultyNetwork } from "./faulty-network.ts";
import { TypedValues } from "./typed-values.ts";
import { VirtualTime } from "./virtual-time.ts";

type Doc = Readonly<Record<string, Json>> & { readonly id: string };
type Book = Readonly<Record<string, readonly Doc[]>>;

const dump = defineQuery({
  dependsOn: [...kindNames],
  run: (store, _args: Record<string, never>): Book =>
    Object.fromEntries(kindNames.map((kind) => [kind, store.all(kind) as unknown as readonly Doc[]])),
});
const queries: QueryTable = { ...queryMap, dump };

class SimLaptop {
  readonly user: string;
  readonly network: FaultyNetwork;
  readonly #disk = new Disk();
  readonly #time: VirtualTime;
  readonly #seed: number;
  #laptop: Laptop | null = null;
  status: SyncStatus | null = null;
  starts = 0;

  constructor(user: string, network: FaultyNetwork, time: VirtualTime, seed: number) {
    this.user = user;
    this.network = network;
    this.#time = time;
    this.#seed = seed;
  }

  start(): void {
    this.starts += 1;
    this.#laptop = startLaptop(this.#disk, {
      queries,
      fetch: this.network.fetch,
      timers: this.#time,
      crypto: this.#time.crypto,
      now: () => this.#time.nowMs,
      random: seededRandom(this.#seed * 1000 + this.starts),
      report: (error) => {
        // A connection that broke in the middle of a kill is expected; anything else ends the run.
        if (this.#laptop !== null) throw error;
      },
    });
    this.#laptop.client.watchSync((status) => {
      this.status = status;
    });
  }

  async kill(): Promise<void> {
    const laptop = this.#laptop;
    this.#laptop = null;
    this.status = null;
    await laptop?.kill();
  }

  async book(): Promise<Book> {
    return (await this.#running().client.query("dump" as never, {})) as Book;
  }

  edit(edits: readonly Edit[]): ReturnType<Laptop["client"]["edit"]> {
    return this.#running().client.edit(edits);
  }

  syncNow(): void {
    this.#laptop?.client.syncNow();
  }

  #running(): Laptop {
    if (this.#laptop === null) throw new Error("the laptop is off");
    return this.#laptop;
  }
}

export interface SimulationOutcome {
  readonly typed: number;
  readonly conflicts: number;
  readonly attention: number;
  readonly kills: number;
  readonly edits: number;
}

/** One seeded run: three laptops, faults, kills, edits of the same fields; then peace, and everything must be equal and at home. */
export async function runSimulation(seed: number, steps: number): Promise<SimulationOutcome> {
  const random = seededRandom(seed);
  const time = new VirtualTime(testStartMs);
  const backend = await startTestBackend("pglite", { clock: { now: () => time.nowMs } });
  time.start();
  try {
    return await new Simulation(seed, random, time, backend).run(steps);
  } finally {
    time.stop();
    await backend.close();
  }
}

class Simulation {
  readonly #seed: number;
  readonly #random: Random;
  readonly #time: VirtualTime;
  readonly #backend: TestBackend;
  readonly #typed = new TypedValues();
  #laptops: readonly SimLaptop[] = [];
  #names = 0;
  #kills = 0;
  #edits = 0;
  readonly #lastMutationIds = new Map<string, number>();

  constructor(seed: number, random: Random, time: VirtualTime, backend: TestBackend) {
    this.#seed = seed;
    this.#random = random;
    this.#time = time;
    this.#backend = backend;
  }

  async run(steps: number): Promise<SimulationOutcome> {
    await this.#setUp();
    for (let step = 0; step < steps; step += 1) {
      await this.#step();
      await this.#time.pass(Math.floor(this.#random() ** 3 * 60_000));
      await this.#checkAcknowledgements();
    }
    await this.#peace();
    const outcome = await this.#check();
    for (const laptop of this.#laptops) await this.#time.during(laptop.kill());
    return outcome;
  }

  async #setUp(): Promise<void> {
    const users = ["lead", "lead2", "csm1"];
    const { imports, server } = this.#backend;
    await imports.putRecords([userRecord("lead2", "lead"), accountRecord("acc3", "csm1"), accountRecord("acc4", "csm1")]);
    const laptops: SimLaptop[] = [];
    for (const [i, user] of users.entries()) {
      const network = new FaultyNetwork({
        server,
        token: await this.#backend.token(user),
        time: this.#time,
        random: seededRandom(this.#seed * 31 + i),
        faults: 0.15,
      });
      const laptop = new SimLaptop(user, network, this.#time, this.#seed * 7 + i);
      laptop.start();
      laptops.push(laptop);
    }
    this.#laptops = laptops;
    await this.#until(() => laptops.every((laptop) => laptop.status?.lastSyncMs !== null && laptop.status !== null), "the first copies");
  }

  async #step(): Promise<void> {
    const laptop = this.#pick(this.#laptops);
    const dice = this.#random();
    if (dice < 0.62) await this.#edit(laptop);
    else if (dice < 0.74) laptop.network.online = !laptop.network.online;
    else if (dice < 0.82) {
      this.#kills += 1;
      // Killing waits for what the dead window had begun; time stands still meanwhile.
      await laptop.kill();
      laptop.start();
      await this.#time.pass(50);
    } else if (dice < 0.92) await this.#import();
    else laptop.syncNow();
  }

  async #edit(laptop: SimLaptop): Promise<void> {
    this.#edits += 1;
    const book = await laptop.book();
    const account = this.#pickOr(book["account"] ?? []);
    if (account === null) return;
    const value = `typed-${this.#seed}-${(this.#names += 1)}`;
    const task = this.#pickOr(book["task"] ?? []);
    const dice = this.#random();
    if (dice < 0.3) await this.#patch(laptop, "account", account, "name", value, value);
    else if (dice < 0.45)
      await this.#patch(laptop, "account", account, "tags", [...((account["tags"] as readonly string[]) ?? []), value], value);
    else if (dice < 0.6) await this.#patch(laptop, "account", account, "summary", `${String(account["summary"])}\n${value}`, value);
    else if (dice < 0.75 && task !== null) await this.#patch(laptop, "task", task, "title", value, value);
    else if (dice < 0.85) {
      const fields = {
        accountId: account.id,
        title: value,
        ownerId: laptop.user,
        dueOn: null,
        state: "open",
        doneOn: null,
        playbook: null,
      };
      await this.#create(laptop, "task", fields, "title", value);
    } else await this.#create(laptop, "timeline", { ...sampleNote(account.id, value), authorId: laptop.user }, "text", value);
  }

  async #patch(laptop: SimLaptop, kind: Kind, doc: Doc, field: string, next: Json, value: string): Promise<void> {
    const done = await laptop.edit([{ op: "patch", kind, id: doc.id, fields: { [field]: next } }]);
    expect(done).toEqual({ ok: true, value: undefined });
    this.#typed.add({ by: laptop.user, kind, id: doc.id, field, base: doc[field], value });
    // What was typed is on the screen at once, whatever the network does.
    expect(JSON.stringify((await laptop.book())[kind]?.find((shown) => shown.id === doc.id)?.[field])).toContain(value);
  }

  async #create(laptop: SimLaptop, kind: Kind, fields: Readonly<Record<string, Json>>, field: string, value: string): Promise<void> {
    const id = `${kind}-${value}`;
    expect(await laptop.edit([{ op: "create", kind, id, fields }])).toEqual({ ok: true, value: undefined });
    this.#typed.add({ by: laptop.user, kind, id, field, base: undefined, value });
    expect((await laptop.book())[kind]?.some((shown) => shown.id === id)).toBe(true);
  }

  async #import(): Promise<void> {
    const id = this.#pick(["acc1", "acc3", "acc4"]);
    await this.#time.during(
      this.#backend.imports.putRecords([{ kind: "account", id, fields: { country: this.#pick(["CN", "SG", "AE", "BR"]) }, defaults: {} }]),
    );
  }

  /** The network heals; everybody gets the time that he needs. */
  async #peace(): Promise<void> {
    for (const laptop of this.#laptops) {
      laptop.network.faults = 0;
      laptop.network.online = true;
      laptop.syncNow();
    }
    const settled = (laptop: SimLaptop): boolean => laptop.status?.phase === "idle" && laptop.status.pendingEdits === 0;
    await this.#until(() => this.#laptops.every(settled), "everything sent");
    // What the last one sent must reach the others.
    for (const laptop of this.#laptops) laptop.syncNow();
    await this.#time.pass(5_000);
    await this.#until(() => this.#laptops.every(settled), "everything received");
  }

  async #check(): Promise<SimulationOutcome> {
    const homes: string[] = [];
    let attention = 0;
    let conflicts = 0;
    for (const laptop of this.#laptops) {
      const book = await laptop.book();
      const truth = await this.#time.during(bookOf(await this.#backend.client(laptop.user)));
      for (const kind of kindNames) expect(byId(book[kind] ?? []), `${laptop.user} ${kind}`).toEqual(byId(truth[kind] ?? []));
      homes.push(JSON.stringify(book), JSON.stringify(laptop.status?.attention ?? []));
      attention += laptop.status?.attention.length ?? 0;
      conflicts += (book["conflict"] ?? []).length;
    }
    expect(this.#typed.homeless(homes.join("\n"))).toEqual([]);
    return { typed: this.#typed.count, conflicts, attention, kills: this.#kills, edits: this.#edits };
  }

  async #checkAcknowledgements(): Promise<void> {
    const { db } = this.#backend.test.store;
    const rows = await this.#time.during(
      db.withTenant({ tenantId: "acme", userId: "lead" }, (tx) =>
        tx.db.selectFrom("client").select(["client_id", "last_mutation_id"]).execute(),
      ),
    );
    for (const row of rows) {
      expect(row.last_mutation_id).toBeGreaterThanOrEqual(this.#lastMutationIds.get(row.client_id) ?? 0);
      this.#lastMutationIds.set(row.client_id, row.last_mutation_id);
    }
  }

  async #until(holds: () => boolean, what: string): Promise<void> {
    for (let minutes = 0; minutes < 60; minutes += 1) {
      await this.#time.pass(60_000);
      if (holds()) return;
    }
    throw new Error(`after an hour of simulated time still not: ${what}; ${JSON.stringify(this.#laptops.map((laptop) => laptop.status))}`);
  }

  #pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.#random() * items.length)];
    if (item === undefined) throw new Error("nothing to pick from");
    return item;
  }

  #pickOr<T>(items: readonly T[]): T | null {
    return items.length === 0 ? null : this.#pick(items);
  }
}

/** What the backend says to somebody who comes for the first time: pages, and the tail from the oldest of them. */
async function bookOf(client: TestClient): Promise<Book> {
  const cursor = await client.cursor();
  const book = new Map<string, Map<string, Doc>>();
  let from = cursor.seq;
  for (const kind of kindNames) {
    const records = new Map<string, Doc>();
    book.set(kind, records);
    for (let after: string | null = ""; after !== null;) {
      const page: Awaited<ReturnType<TestClient["page"]>> = await client.page(kind, after);
      from = Math.min(from, page.meta.asOf);
      for (const row of page.rows) records.set(String(row["id"]), row as Doc);
      after = page.meta.next;
    }
  }
  for (const change of await client.changes({ ...cursor, seq: from })) {
    if (change.op === "put") book.get(change.kind)?.set(change.id, change.doc as Doc);
    else book.get(change.kind)?.delete(change.id);
  }
  return Object.fromEntries(Array.from(book, ([kind, records]) => [kind, [...records.values()]]));
}

function byId(docs: readonly Doc[]): readonly Doc[] {
  return docs.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
