import { createDemo } from "../../shared/demo/demo.ts";
import { groupOf } from "../../shared/domain/metrics/series.ts";
import { composeReview } from "../../shared/domain/review/compose/compose-review.ts";
import type { ReviewDocument } from "../../shared/domain/review/compose/review-document.ts";
import { buildSnapshot } from "../../shared/domain/review/evidence/build-snapshot.ts";
import { reviewSourcesOf } from "../../renderer/data/review/review-sources-of.ts";
import type { ReviewSnapshot } from "../../shared/domain/review/model/review-snapshot.ts";
import { seriesOfChunks } from "../../shared/sync/chunk-series.ts";
import { packValues, type PackedChunk } from "../../shared/sync/chunks.ts";
import { fakeStore, type FakeContent } from "../support/fake-store.ts";
import type { Bench, BenchSize } from "./bench.ts";

const endMs = Date.UTC(2026, 9, 29, 2);
const accounts = 12;
const request = { kind: "quarterly", period: "2026-Q3", takenMs: endMs } as const;

/** Drafts are of one account at a time: a few of a book of the size, with everything of theirs. */
function bookOf(size: BenchSize): { readonly store: ReturnType<typeof fakeStore>; readonly ids: readonly string[] } {
  const demo = createDemo({ size, seed: 7, endMs });
  const records = [...demo.sharedRecords(), ...demo.headRecords(0, accounts), ...demo.bodyRecords(0, accounts)];
  const chunks: PackedChunk[] = [];
  for (const part of [demo.usageChunks(0, accounts), demo.qualityChunks(0, accounts)])
    for (const { values, ...key } of part) chunks.push({ ...key, rev: 1, ...packValues(values) });
  const series = [...Map.groupBy(chunks, ({ accountId }) => accountId).values()].flatMap((own) => seriesOfChunks(own));
  const content = records.map(({ kind, id, fields }) => [kind, { ...fields, id, rev: 1 }]) as unknown as FakeContent["records"];
  return { store: fakeStore({ records: content, series }), ids: demo.accounts.slice(0, accounts).map(({ id }) => id) };
}

async function draft(
  store: ReturnType<typeof fakeStore>,
  id: string,
): Promise<{ readonly snapshot: ReviewSnapshot; readonly document: ReviewDocument }> {
  const sources = await reviewSourcesOf(store, id, request);
  if (sources === null) throw new Error("the account is in the book");
  const snapshot = buildSnapshot(sources, request);
  return {
    snapshot,
    document: composeReview(snapshot, {
      locale: "zh-CN",
      audience: "customer",
      review: { kind: "quarterly", order: [], hidden: [] },
      sections: [],
    }),
  };
}

/** A complete draft from the record: rows, snapshot and the composed document. The floor reads the same hours once. */
export const bench: Bench = {
  name: "review-draft",
  run: async (size) => {
    const { store, ids } = bookOf(size);
    const runsMs: number[] = [];
    const floorRunsMs: number[] = [];
    for (const id of ids) {
      const started = performance.now();
      await draft(store, id);
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
