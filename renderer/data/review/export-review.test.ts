import { expect, test } from "vitest";
import { layoutReview } from "../../../shared/domain/review/layout/layout-review.ts";
import type { ExportJob, ExportProgress } from "../../../shared/domain/review/export/make-files.ts";
import { handMadeReview, handMadeSnapshot } from "../../../test/support/review/hand-made-review.ts";
import { ExportHost } from "../../workers/export-host.ts";
import type { FromExport } from "./export-messages.ts";
import { type ExportWorker, exportReview } from "./export-review.ts";

const own = { id: "acc_1", name: "Xingyu Live", aliases: [], code: "A-0147" };

function job(formats: ExportJob["formats"], other = "Nobody Else"): ExportJob {
  const document = handMadeReview("en");
  const all = [own, { id: "acc_2", name: other, aliases: [], code: "B-0002" }];
  return { document, snapshot: handMadeSnapshot(), slides: layoutReview(document), formats, names: { own, all } };
}

/** The worker's side in this thread, with copies of every message as they cross. */
function workerHere(): ExportWorker & { ended: boolean } {
  let hear: (message: FromExport) => void = () => undefined;
  const host = new ExportHost((message) => queueMicrotask(() => worker.ended || hear(structuredClone(message))));
  const worker: ExportWorker & { ended: boolean } = {
    ended: false,
    post: (message) => host.handle(structuredClone(message)),
    listen: (onMessage) => (hear = onMessage),
    end: () => (worker.ended = true),
  };
  return worker;
}

const printed = async () => ({ ok: true, value: new TextEncoder().encode("%PDF-1.7") }) as const;

test("every format is made, named and digested, with how far it is", async () => {
  const progress: ExportProgress[] = [];
  const worker = workerHere();
  const made = await exportReview(job(["pptx", "pdf", "docx", "xlsx", "html"]), {
    print: printed,
    onProgress: (step) => progress.push(step),
    signal: new AbortController().signal,
    makeWorker: () => worker,
  });
  if (!made.ok) throw new Error(made.error.code);
  expect(made.value.map(({ format, name }) => [format, name])).toEqual([
    ["pptx", "Starisle Live-2026-Q3-QSR-en.pptx"],
    ["pdf", "Starisle Live-2026-Q3-QSR-en.pdf"],
    ["docx", "Starisle Live-2026-Q3-QSR-en.docx"],
    ["xlsx", "Starisle Live-2026-Q3-QSR-en.xlsx"],
    ["html", "Starisle Live-2026-Q3-QSR-en.html"],
  ]);
  expect(made.value.every(({ sha256, bytes }) => /^[0-9a-f]{64}$/.test(sha256) && bytes.length > 0)).toBe(true);
  expect(progress.filter(({ step }) => step === "made").map(({ format, done, total }) => [format, done, total])).toEqual([
    ["pptx", 1, 5],
    ["pdf", 2, 5],
    ["docx", 3, 5],
    ["xlsx", 4, 5],
    ["html", 5, 5],
  ]);
  expect(worker.ended).toBe(true);
}, 60_000);

test("a file that names another customer is given away in no format, and it is told who and where", async () => {
  const made = await exportReview(job(["html", "docx"], "Foshan Egress"), {
    print: printed,
    onProgress: () => undefined,
    signal: new AbortController().signal,
    makeWorker: workerHere,
  });
  expect(made).toMatchObject({
    ok: false,
    error: {
      code: "foreign-name",
      found: [
        { format: "html", accountId: "acc_2", name: "Foshan Egress", part: "page" },
        { format: "docx", accountId: "acc_2", name: "Foshan Egress", part: "word/document.xml" },
      ],
    },
  });
}, 60_000);

test("cancelling ends the worker and gives nothing", async () => {
  const cancel = new AbortController();
  const worker = workerHere();
  const made = exportReview(job(["docx", "xlsx"]), {
    print: printed,
    onProgress: ({ format }) => format === "xlsx" && cancel.abort(),
    signal: cancel.signal,
    makeWorker: () => worker,
  });
  expect(await made).toEqual({ ok: false, error: { code: "cancelled" } });
  expect(worker.ended).toBe(true);
  const again = await exportReview(job(["html"]), {
    print: printed,
    onProgress: () => undefined,
    signal: cancel.signal,
    makeWorker: workerHere,
  });
  expect(again).toEqual({ ok: false, error: { code: "cancelled" } });
}, 60_000);

test("what cannot be printed is told with the reason, and a bug in words", async () => {
  const options = { onProgress: () => undefined, signal: new AbortController().signal, makeWorker: workerHere };
  const refused = async () => ({ ok: false, error: { code: "too-large" } }) as const;
  expect(await exportReview(job(["pdf"]), { ...options, print: refused })).toEqual({
    ok: false,
    error: { code: "not-printed", reason: "too-large" },
  });
  const torn = { ...job(["docx"]), document: null } as unknown as ExportJob;
  expect(await exportReview(torn, { ...options, print: printed })).toMatchObject({ ok: false, error: { code: "failed" } });
}, 60_000);
