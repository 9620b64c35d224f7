import { groupOf } from "../../shared/domain/metrics/series.ts";
import type { Bench } from "./bench.ts";
import { draftOf, reviewBook } from "./support/review-book.ts";

/** A complete draft from the record: rows, snapshot and the composed document. The floor reads the same hours once. */
export const bench: Bench = {
  name: "review-draft",
  run: async (size) => {
    const book = reviewBook(size, 12);
    const { store, ids } = book;
    const runsMs: number[] = [];
    const floorRunsMs: number[] = [];
    for (const id of ids) {
      const started = performance.now();
      await draftOf(book, id);
      runsMs.push(performance.now() - started);
      const floor = performance.now();
      let sum = 0;
      for (const group of ["usage", "quality", "detail"] as const)
        for (const one of await store.series(id, group))
          if (groupOf(one) === group) for (const value of one.values) if (!Number.isNaN(value)) sum += value;
      if (sum < 0) throw new Error("no hour is below nothing");
      floorRunsMs.push(performance.now() - floor);
    }
    return { runsMs, floorName: "every hour of the account read once", floorRunsMs, note: `${ids.length} accounts, each once` };
  },
};
