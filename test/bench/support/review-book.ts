import { unzipSync, zipSync } from "fflate";
import { reviewSourcesOf } from "../../../renderer/data/review/review-sources-of.ts";
import { createDemo } from "../../../shared/demo/demo.ts";
import { seriesOfChunks } from "../../../shared/sync/chunk-series.ts";
import { packValues, type PackedChunk } from "../../../shared/sync/chunks.ts";
import type { ReviewFormat } from "../../../shared/domain/review/check/file-texts.ts";
import { composeReview } from "../../../shared/domain/review/compose/compose-review.ts";
import type { ReviewDocument } from "../../../shared/domain/review/compose/review-document.ts";
import { buildSnapshot } from "../../../shared/domain/review/evidence/build-snapshot.ts";
import { type MadeFile, makeReviewFiles } from "../../../shared/domain/review/export/make-files.ts";
import { layoutReview } from "../../../shared/domain/review/layout/layout-review.ts";
import type { ReviewSnapshot } from "../../../shared/domain/review/model/review-snapshot.ts";
import { fakeStore, type FakeContent } from "../../support/fake-store.ts";
import type { BenchRun, BenchSize } from "../bench.ts";

const endMs = Date.UTC(2026, 9, 29, 2);
const request = { kind: "quarterly", period: "2026-Q3", takenMs: endMs } as const;

export interface ReviewBook {
  readonly store: ReturnType<typeof fakeStore>;
  /** Accounts that are in it with everything of theirs. */
  readonly ids: readonly string[];
  /** Every customer of the company. */
  readonly customers: readonly { readonly id: string; readonly code: string; readonly name: string; readonly aliases: string[] }[];
}

/** Reviews are of one account at a time: a few of a book of the size. */
export function reviewBook(size: BenchSize, accounts: number): ReviewBook {
  const demo = createDemo({ size, seed: 7, endMs });
  const records = [...demo.sharedRecords(), ...demo.headRecords(0, accounts), ...demo.bodyRecords(0, accounts)];
  const chunks: PackedChunk[] = [];
  for (const part of [demo.usageChunks(0, accounts), demo.qualityChunks(0, accounts)])
    for (const { values, ...key } of part) chunks.push({ ...key, rev: 1, ...packValues(values) });
  const series = [...Map.groupBy(chunks, ({ accountId }) => accountId).values()].flatMap((own) => seriesOfChunks(own));
  const content = records.map(({ kind, id, fields }) => [kind, { ...fields, id, rev: 1 }]) as unknown as FakeContent["records"];
  return {
    store: fakeStore({ records: content, series }),
    ids: demo.accounts.slice(0, accounts).map(({ id }) => id),
    customers: demo.accounts.map((one) => ({ ...one, aliases: [] })),
  };
}

export async function draftOf(
  { store }: ReviewBook,
  id: string,
): Promise<{ readonly snapshot: ReviewSnapshot; readonly document: ReviewDocument }> {
  const sources = await reviewSourcesOf(store, id, request);
  if (sources === null) throw new Error("the account is in the book");
  const snapshot = buildSnapshot(sources, request);
  return { snapshot, document: composed(snapshot) };
}

function composed(snapshot: ReviewSnapshot): ReviewDocument {
  return composeReview(snapshot, {
    locale: "zh-CN",
    audience: "customer",
    review: { kind: "quarterly", order: [], hidden: [] },
    sections: [],
  });
}

/**
 * Files of six reviews from their frozen snapshots: composed, laid out, written and looked through for every other customer of the company. The floor
 * packs the parts of the same files, which nobody can do without.
 */
export async function exportRun(size: BenchSize, formats: readonly ReviewFormat[]): Promise<BenchRun> {
  const book = reviewBook(size, 6);
  const runsMs: number[] = [];
  const floorRunsMs: number[] = [];
  let bytes = 0;
  for (const id of book.ids) {
    const { snapshot } = await draftOf(book, id);
    const own = book.customers.find((one) => one.id === id);
    if (own === undefined) throw new Error("the account is a customer");
    const started = performance.now();
    const document = composed(snapshot);
    const job = { document, snapshot, slides: layoutReview(document), formats, names: { own, all: book.customers } };
    const made = await makeReviewFiles(job, { print: null, onProgress: () => undefined });
    runsMs.push(performance.now() - started);
    if (!made.ok) throw new Error(made.error.code);
    const parts = made.value.map(partsOf);
    const floor = performance.now();
    for (const one of parts) bytes += zipSync(one).length;
    floorRunsMs.push(performance.now() - floor);
  }
  const note = `${book.ids.length} accounts, each once; ${Math.round(bytes / book.ids.length / 1024)} kB; names of ${book.customers.length} customers`;
  return { runsMs, floorName: "the files' own parts packed", floorRunsMs, note };
}

function partsOf({ format, name, bytes }: MadeFile): Readonly<Record<string, Uint8Array>> {
  return format === "html" ? { [name]: bytes } : unzipSync(bytes);
}
