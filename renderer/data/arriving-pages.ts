import { isKind } from "../../shared/domain/kinds.ts";
import type { PageReader } from "../../shared/sync/columnar.ts";
import { withPage } from "./copy-store.ts";
import type { Generation, PageRow } from "./database.ts";
import type { ReplicaCore } from "./replica-core.ts";

interface ArrivedPage {
  readonly kind: string;
  readonly number: number;
  readonly page: PageReader;
  readonly asOf: number;
  readonly next: string | null;
  /** Under way since the page arrived. */
  readonly sealing: Promise<PageRow>;
}

/** Pages of the copy that is being made: sealed as they arrive, side by side, and stored with their checkpoint. */
export class ArrivingPages {
  readonly #core: ReplicaCore;
  readonly #arrived: ArrivedPage[] = [];
  /** Pages of each kind that are not yet in the checkpoint in memory. */
  readonly #under = new Map<string, number>();
  #write: Promise<void> | null = null;

  constructor(core: ReplicaCore) {
    this.#core = core;
  }

  /** Pages of a kind come in their order. Resolves when the page is stored. */
  add(fence: number, kind: string, page: PageReader, asOf: number, next: string | null): Promise<void> {
    const { building } = this.#core.meta;
    if (building === undefined) return Promise.reject(new Error("no copy is being made"));
    const underWay = this.#under.get(kind) ?? 0;
    const number = (building.kinds[kind]?.pages ?? 0) + underWay;
    const sealing = this.#core.copies.sealPage(building.number, kind, number, page.bytes);
    sealing.catch(() => undefined);
    this.#under.set(kind, underWay + 1);
    this.#arrived.push({ kind, number, page, asOf, next, sealing });
    // Pages that arrive while a write waits for its turn go with it: a transaction costs as much as the bytes of a small page.
    this.#write ??= this.#store(fence);
    return this.#write;
  }

  async #store(fence: number): Promise<void> {
    const { db, loaded, ports } = this.#core;
    let pages: readonly ArrivedPage[] = [];
    const landed = (): void => {
      for (const { kind } of pages) this.#under.set(kind, (this.#under.get(kind) ?? 1) - 1);
    };
    const put = async (rows: readonly PageRow[]): Promise<Generation> => {
      let building = await db.getMeta("building");
      for (const { kind, number, page, asOf, next } of pages) {
        // A page before this one was not stored: the copy goes on where its checkpoint says.
        if (building === undefined || (building.kinds[kind]?.pages ?? 0) !== number) throw new Error("the copy was begun anew");
        building = withPage(building, kind, page.rows, asOf, next);
      }
      if (building === undefined) throw new Error("no copy is being made");
      if (rows.some((row) => row.generation !== building.number)) throw new Error("the copy was begun anew");
      await db.pages.bulkPut([...rows]);
      await db.putMeta("building", building);
      return building;
    };
    let building: Generation;
    try {
      building = await this.#core.fenced(fence, ["meta", "pages"], {
        prepare: () => {
          this.#write = null;
          pages = this.#arrived.splice(0);
          return Promise.all(pages.map((page) => page.sealing));
        },
        run: put,
        adopt: (after) => {
          this.#core.meta = { ...this.#core.meta, building: after };
          landed();
        },
      });
    } catch (error) {
      landed();
      throw error;
    }
    if (loaded.generation === building.number) {
      for (const { kind, number, page } of pages) if (isKind(kind)) loaded.addPage(kind, number, page);
    }
    ports.onNews("copy");
  }
}
