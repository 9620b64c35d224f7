import type { ExportFault, ExportJob, ExportProgress, MadeFile, PrintReview } from "../../../shared/domain/review/export/make-files.ts";
import { err, type Result } from "../../../shared/kernel/result.ts";
import { assertNever } from "../../../shared/kernel/assert-never.ts";
import type { FromExport, ToExport } from "./export-messages.ts";

/** A worker of its own for one export. */
export interface ExportWorker {
  post(message: ToExport): void;
  listen(onMessage: (message: FromExport) => void, onError: (message: string) => void): void;
  end(): void;
}

export interface ExportOptions {
  readonly print: PrintReview;
  readonly onProgress: (progress: ExportProgress) => void;
  /** Ends the export at once, wherever it is. */
  readonly signal: AbortSignal;
  readonly makeWorker?: () => ExportWorker;
}

export type ExportOutcome = Result<
  readonly MadeFile[],
  ExportFault | { readonly code: "cancelled" } | { readonly code: "failed"; readonly message: string }
>;

function exportWorker(): ExportWorker {
  const worker = new Worker(new URL("../../workers/export-worker.ts", import.meta.url), { type: "module", name: "headroom-export" });
  return {
    post: (message) => worker.postMessage(message),
    listen: (onMessage, onError) => {
      worker.addEventListener("message", (event: MessageEvent<FromExport>) => onMessage(event.data));
      worker.addEventListener("error", (event) => onError(event.message));
    },
    end: () => worker.terminate(),
  };
}

/**
 * Makes the files of a review off the window's thread, in a worker of its own that ends with it. All of them or none: a fault, an error or a cancellation
 * leaves nothing behind.
 */
export async function exportReview(
  job: ExportJob,
  { print, onProgress, signal, makeWorker = exportWorker }: ExportOptions,
): Promise<ExportOutcome> {
  if (signal.aborted) return err({ code: "cancelled" });
  const worker = makeWorker();
  const { promise, resolve } = Promise.withResolvers<ExportOutcome>();
  const cancel = (): void => resolve(err({ code: "cancelled" }));
  const fail = (message: string): void => resolve(err({ code: "failed", message }));
  signal.addEventListener("abort", cancel, { once: true });
  const hear = (data: FromExport): void => {
    switch (data.type) {
      case "progress":
        return onProgress(data.progress);
      case "print":
        return void print(job.document).then(
          (answer) => worker.post({ type: "printed", answer }),
          (error: unknown) => fail(String(error)),
        );
      case "done":
        return resolve(data.made);
      case "failed":
        return fail(data.message);
      default:
        return assertNever(data);
    }
  };
  worker.listen(hear, fail);
  worker.post({ type: "make", job });
  try {
    return await promise;
  } finally {
    signal.removeEventListener("abort", cancel);
    worker.end();
  }
}
