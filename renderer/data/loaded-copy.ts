import { isKind, type Kind, kindNames } from "../../shared/domain/kinds.ts";
import type { PageReader } from "../../shared/sync/columnar.ts";
import type { Change } from "../../shared/sync/protocol.ts";
import type { CopyStore, ReadPage } from "./copy-store.ts";
import type { Generation } from "./database.ts";
import type { Engine } from "./engine.ts";
import type { FoldPlan } from "./kind-table.ts";

/** The log is folded into pages when it holds this many changes, or batches. */
const foldChanges = 2000;
const foldBatches = 100;

/** Which copy of the book is in memory, and how far its log has been read. */
export class LoadedCopy {
  readonly #engine: Engine;
  readonly #copies: CopyStore;
  #generation: number | null = null;
  #lastBatch = 0;
  #changes = 0;
  #batches = 0;
  /** Newest change of each record of a kind that this version does not know. */
  #unknown = new Map<string, Change>();

  constructor(engine: Engine, copies: CopyStore) {
    this.#engine = engine;
    this.#copies = copies;
  }

  get generation(): number | null {
    return this.#generation;
  }

  get lastBatch(): number {
    return this.#lastBatch;
  }

  get wantsFold(): boolean {
    return this.#changes >= foldChanges || this.#batches >= foldBatches;
  }

  /** Reads some kinds of a copy and its log. Throws what `isDamage` knows when a page is missing or damaged. */
  async open(generation: Generation, kinds: readonly Kind[]): Promise<void> {
    const [pages, log] = await Promise.all([this.#copies.readPages(generation, kinds), this.#copies.readLog(generation.number, 0)]);
    this.#generation = generation.number;
    this.#show(pages);
    for (const { batch, changes } of log) this.applyBatch(batch, changes);
  }

  async openRest(generation: Generation, kinds: readonly Kind[]): Promise<void> {
    this.#show(await this.#copies.readPages(generation, kinds));
  }

  /** Shows another copy in place of the one in memory; null = nothing. What is shown changes in one step. */
  async replace(generation: Generation | null): Promise<void> {
    const pages = generation === null ? [] : await this.#copies.readPages(generation, kindNames);
    const log = generation === null ? [] : await this.#copies.readLog(generation.number, 0);
    this.#engine.reset();
    this.#generation = generation?.number ?? null;
    this.#lastBatch = 0;
    this.#changes = 0;
    this.#batches = 0;
    this.#unknown = new Map();
    this.#show(pages);
    for (const { batch, changes } of log) this.applyBatch(batch, changes);
  }

  async readLog(): Promise<void> {
    if (this.#generation === null) return;
    for (const { batch, changes } of await this.#copies.readLog(this.#generation, this.#lastBatch)) this.applyBatch(batch, changes);
  }

  addPage(kind: Kind, number: number, page: PageReader): void {
    this.#engine.addPage(kind, number, page);
  }

  applyBatch(batch: number, changes: readonly Change[]): void {
    if (batch <= this.#lastBatch) return;
    this.#lastBatch = batch;
    const unknown = changes.filter((change) => !isKind(change.kind));
    for (const change of unknown) this.#unknown.set(`${change.kind} ${change.id}`, change);
    if (unknown.length < changes.length) {
      this.#changes += changes.length - unknown.length;
      this.#batches += 1;
    }
    this.#engine.applyChanges(changes, batch);
  }

  /**
   * Everything in the log so far as new pages, a kind at a time, and the changes of unknown kinds, which no page holds; `pause` lets queries in
   * between.
   */
  async planFold(
    pause: () => Promise<void>,
  ): Promise<{ readonly batch: number; readonly plans: readonly FoldPlan[]; readonly unknown: readonly Change[] }> {
    const batch = this.#lastBatch;
    const unknown = [...this.#unknown.values()];
    const plans: FoldPlan[] = [];
    for (const kind of kindNames) {
      const plan = this.#engine.planFold(kind, batch);
      if (plan !== null) plans.push(plan);
      await pause();
    }
    return { batch, plans, unknown };
  }

  adoptFold(plans: readonly FoldPlan[]): void {
    for (const plan of plans) plan.adopt();
    this.#changes = 0;
    this.#batches = 0;
  }

  #show(pages: readonly ReadPage[]): void {
    for (const { kind, number, reader } of pages) this.#engine.addPage(kind, number, reader);
  }
}
