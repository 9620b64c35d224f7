import { makeReviewFiles, type PrintReview } from "../../shared/domain/review/export/make-files.ts";
import { assertNever } from "../../shared/kernel/assert-never.ts";
import type { FromExport, ToExport } from "../data/review/export-messages.ts";

/** What happens in the export worker: makes the files of one job, and has the window print what only the desktop can. */
export class ExportHost {
  readonly #post: (message: FromExport) => void;
  #printed: ((answer: Awaited<ReturnType<PrintReview>>) => void) | null = null;

  constructor(post: (message: FromExport) => void) {
    this.#post = post;
  }

  handle(message: ToExport): void {
    switch (message.type) {
      case "make":
        return void makeReviewFiles(message.job, {
          print: () => this.#print(),
          onProgress: (progress) => this.#post({ type: "progress", progress }),
        }).then(
          (made) => this.#post({ type: "done", made }),
          (error: unknown) => this.#post({ type: "failed", message: error instanceof Error ? error.message : String(error) }),
        );
      case "printed":
        return this.#printed?.(message.answer);
      default:
        return assertNever(message);
    }
  }

  #print(): ReturnType<PrintReview> {
    return new Promise((resolve) => {
      this.#printed = resolve;
      this.#post({ type: "print" });
    });
  }
}
