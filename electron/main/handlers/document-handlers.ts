import type { PrintDocument } from "../../../shared/domain/print/print-document.ts";
import type { ReviewDocument } from "../../../shared/domain/review/compose/review-document.ts";
import { err, ok } from "../../../shared/kernel/result.ts";
import type { BridgeHandlers } from "../bridge/answer-call.ts";
import { largestAttachment, type MadeDocuments } from "../services/made-documents.ts";

interface Printers {
  /** Draw something as a PDF; null = it cannot be drawn. */
  readonly document: (document: PrintDocument) => Promise<Buffer | null>;
  readonly review: (review: ReviewDocument) => Promise<Buffer | null>;
}

export function documentHandlers(made: MadeDocuments, print: Printers): Pick<BridgeHandlers, "document.pdf"> {
  return {
    "document.pdf": async (asked) => {
      const bytes = "review" in asked ? await print.review(asked.review) : await print.document(asked.document);
      if (bytes === null || bytes.length > largestAttachment) return err({ code: "bad-request", message: "the document is too long" });
      const { sha256 } = made.keep(bytes);
      return ok({ sha256, content: new Uint8Array(bytes) });
    },
  };
}
