import type { PrintDocument } from "../../../shared/domain/print/print-document.ts";
import { err, ok } from "../../../shared/kernel/result.ts";
import type { BridgeHandlers } from "../bridge/answer-call.ts";
import { largestAttachment, type MadeDocuments } from "../services/made-documents.ts";

/** `print` draws a document as a PDF; null = it cannot be drawn. */
export function documentHandlers(
  made: MadeDocuments,
  print: (document: PrintDocument) => Promise<Buffer | null>,
): Pick<BridgeHandlers, "document.pdf"> {
  return {
    "document.pdf": async ({ document }) => {
      const bytes = await print(document);
      if (bytes === null || bytes.length > largestAttachment) return err({ code: "bad-request", message: "the document is too long" });
      const { sha256 } = made.keep(bytes);
      return ok({ sha256, content: new Uint8Array(bytes) });
    },
  };
}
