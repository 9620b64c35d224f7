import type { Generation, PageRow } from "./database.ts";
import { type ReplicaCore, rowsOf } from "./replica-core.ts";

/** What the leader does when there is nothing else to do: the log into pages, few rows of many, and what belongs to nobody goes. */
export class Tidying {
  readonly #core: ReplicaCore;
  /** Touches as they were stored last. */
  #touches: ReadonlyMap<string, string> | null = null;
  /** Accounts that have metrics here and were not in the book the last time. */
  #suspects: ReadonlySet<string> = new Set();

  constructor(core: ReplicaCore) {
    this.#core = core;
  }

  async tidy(fence: number): Promise<void> {
    const { meta, loaded } = this.#core;
    if (meta.current === undefined || loaded.generation !== meta.current.number) return;
    if (loaded.wantsFold) await this.#fold(fence);
    while (await this.#core.remakeRollups(20)) await this.#core.ports.pause();
    const forgot = this.#core.mayHoldStrangers && (await this.#forgetStrangers(fence));
    await this.#compact(fence, forgot);
  }

  /**
   * Metrics of accounts that have left the scope or were deleted. An account must be unknown twice: its chunks may have come just before it.
   * Answers whether there were any.
   */
  async #forgetStrangers(fence: number): Promise<boolean> {
    const { engine, metrics } = this.#core;
    const known = new Set([...(await metrics.packed()), ...engine.rollups().map((rollup) => rollup.accountId)]);
    const strangers = [...known].filter((accountId) => engine.stored("account", accountId) === undefined);
    const gone = new Set(strangers.filter((accountId) => this.#suspects.has(accountId)));
    this.#suspects = new Set(strangers.filter((accountId) => !gone.has(accountId)));
    this.#core.mayHoldStrangers = this.#suspects.size > 0;
    if (gone.size === 0) return false;
    await this.#core.fenced(fence, ["meta", "packs"], { run: () => metrics.forget(gone) });
    engine.replaceRollups(engine.rollups().filter((rollup) => !gone.has(rollup.accountId)));
    return true;
  }

  async #compact(fence: number, anyway: boolean): Promise<void> {
    const { engine, metrics, copies, db } = this.#core;
    const touches = engine.touches();
    const entries = [...touches];
    const moved = touches !== this.#touches && JSON.stringify(entries) !== JSON.stringify(this.#core.meta.touches);
    if (anyway || moved || (await metrics.needsCompacting())) {
      await this.#core.fenced(fence, ["meta", "rollups"], {
        prepare: async () => ({
          rollups: await metrics.prepareCompact(engine.rollups(), anyway),
          touches: moved ? await copies.sealMeta("touches", entries) : null,
        }),
        run: async (prepared) => {
          if (prepared.rollups !== null) await metrics.compact(prepared.rollups);
          if (prepared.touches !== null) await db.meta.put(prepared.touches);
        },
      });
    }
    this.#touches = touches;
    this.#core.meta = { ...this.#core.meta, touches: entries };
  }

  async #fold(fence: number): Promise<void> {
    const { loaded, copies, db, ports } = this.#core;
    const { batch, plans, unknown } = await loaded.planFold(ports.pause);
    const before = this.#core.meta.current;
    if (before === undefined || before.number !== loaded.generation) return;
    const kinds = Object.fromEntries(plans.map(({ kind, pageCount, rows }) => [kind, { pages: pageCount, rows, next: null, done: true }]));
    const folded = { ...before, kinds: { ...before.kinds, ...kinds } };
    // A store that holds fewer rows than its mark says is damaged: the mark goes first.
    const mark = this.#core.mark();
    if (mark !== null && rowsOf(folded) < rowsOf(before))
      await ports.onMark({ ...mark, copy: { generation: folded.number, rows: rowsOf(folded) } });
    // Pages and the log that they hold change in one transaction: killed before it, the log is folded next time.
    const current = await this.#core.fenced(fence, ["meta", "pages", "log"], {
      prepare: async () => ({
        pages: await Promise.all(
          plans.flatMap(({ kind, pages }) =>
            pages.map(({ number, bytes }): Promise<PageRow> => copies.sealPage(before.number, kind, number, bytes)),
          ),
        ),
        // What this version does not know stays in the log, for one that does.
        unknown: unknown.length === 0 ? null : await copies.sealChanges(before.number, before.seq, unknown),
      }),
      run: async (prepared): Promise<Generation | null> => {
        const now = await db.getMeta("current");
        if (now === undefined || now.number !== before.number) return null;
        await db.pages.bulkPut([...prepared.pages]);
        await db.log.where("batch").belowOrEqual(batch).delete();
        if (prepared.unknown !== null) await db.log.add(prepared.unknown);
        const after: Generation = { ...now, kinds: { ...now.kinds, ...kinds } };
        await db.putMeta("current", after);
        return after;
      },
    });
    if (current === null) return;
    this.#core.meta = { ...this.#core.meta, current };
    loaded.adoptFold(plans);
    ports.onNews("copy");
  }
}
