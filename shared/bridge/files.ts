import { z } from "zod";
import { printDocument } from "../domain/print/print-document.ts";
import { printableReview } from "../domain/review/export/pdf/printable-review.ts";
import { bridgeErrorCodes } from "./error-codes.ts";

/** What the window asks of the disk. */
export const fileRequests = {
  /** Asks for a place with the system's dialog and writes there. null = the user cancelled. */
  "file.save": {
    args: z.object({ suggestedName: z.string().min(1).max(120), content: z.union([z.string(), z.instanceof(Uint8Array)]) }),
    value: z.object({ name: z.string() }).nullable(),
  },
  /**
   * Writes several files into one folder that the user chooses once. Each is written whole or not at all; one that cannot be written does not keep the
   * others. A name that is taken by another file gets a number. null = cancelled; `fault` null = saved.
   */
  "files.save": {
    args: z.object({
      files: z
        .array(z.object({ suggestedName: z.string().min(1).max(120), content: z.instanceof(Uint8Array) }))
        .min(1)
        .max(10),
    }),
    value: z
      .object({
        folder: z.string(),
        files: z.array(z.object({ name: z.string(), fault: z.enum(bridgeErrorCodes).nullable() })),
      })
      .nullable(),
  },
  /** Draws a document or a review as a PDF. Those made last stay in memory, to be sent with a message. */
  "document.pdf": {
    args: z.union([z.object({ document: printDocument }), z.object({ review: printableReview })]),
    value: z.object({ sha256: z.string(), content: z.instanceof(Uint8Array) }),
  },
} as const;
