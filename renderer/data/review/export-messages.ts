import type { ExportFault, ExportJob, ExportProgress, MadeFile, PrintReview } from "../../../shared/domain/review/export/make-files.ts";
import type { Result } from "../../../shared/kernel/result.ts";

/** To the export worker: one job a worker. */
export type ToExport =
  | { readonly type: "make"; readonly job: ExportJob }
  /** The answer to `print`. */
  | { readonly type: "printed"; readonly answer: Awaited<ReturnType<PrintReview>> };

/** From the export worker. */
export type FromExport =
  | { readonly type: "progress"; readonly progress: ExportProgress }
  /** Only the desktop can print: the window asks it to print the job's document. */
  | { readonly type: "print" }
  | { readonly type: "done"; readonly made: Result<readonly MadeFile[], ExportFault> }
  /** A bug, in the words of the error. */
  | { readonly type: "failed"; readonly message: string };
