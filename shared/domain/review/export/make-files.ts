import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { assertNever } from "../../../kernel/assert-never.ts";
import { err, ok, type Result } from "../../../kernel/result.ts";
import type { ReviewFormat } from "../check/file-texts.ts";
import { type CustomerNames, type ForeignName, foreignNames } from "../check/foreign-names.ts";
import type { ReviewDocument } from "../compose/review-document.ts";
import type { Slide } from "../layout/slide.ts";
import type { ReviewSnapshot } from "../model/review-snapshot.ts";
import { reviewFileName } from "./review-file-name.ts";

/** What is to be made. `snapshot` is the one the document was composed from, `slides` its layout. */
export interface ExportJob {
  readonly document: ReviewDocument;
  readonly snapshot: ReviewSnapshot;
  readonly slides: readonly Slide[];
  /** A brand template as its record keeps it, unpacked from base64: PowerPoint's slides are laid out in its frame instead. */
  readonly template?: Uint8Array;
  /** In the order in which they are made; each once. */
  readonly formats: readonly ReviewFormat[];
  readonly names: CustomerNames;
}

export interface MadeFile {
  readonly format: ReviewFormat;
  /** Suggested. */
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Hex. */
  readonly sha256: string;
}

export interface ExportProgress {
  readonly format: ReviewFormat;
  readonly step: "making" | "checking" | "made";
  /** Formats that are made, of all. */
  readonly done: number;
  readonly total: number;
}

/** `foreign-name`: other customers are named, in which format, by whom and where. `not-printed`: pages could not be drawn as a PDF, and why. `template-refused`: the brand template cannot be read, and why. */
export type ExportFault =
  | { readonly code: "foreign-name"; readonly found: readonly (ForeignName & { readonly format: ReviewFormat })[] }
  | { readonly code: "not-printed"; readonly reason: string }
  | { readonly code: "template-refused"; readonly reason: string };

/** Draws a review as a PDF: only the desktop can. */
export type PrintReview = (review: ReviewDocument) => Promise<Result<Uint8Array, { readonly code: string }>>;

export interface ExportPorts {
  /** null = nothing here can print: a PDF is refused with `no-printer`. */
  readonly print: PrintReview | null;
  readonly onProgress: (progress: ExportProgress) => void;
}

/**
 * A review in every wished format, each checked on its finished bytes for other customers' names. All or none: nothing is given away while one of them
 * must not leave.
 */
export async function makeReviewFiles(
  job: ExportJob,
  { print, onProgress }: ExportPorts,
): Promise<Result<readonly MadeFile[], ExportFault>> {
  const files: MadeFile[] = [];
  const found: (ForeignName & { readonly format: ReviewFormat })[] = [];
  const total = job.formats.length;
  for (const format of job.formats) {
    const done = files.length;
    onProgress({ format, step: "making", done, total });
    const made = await bytesOf(format, job, print);
    if (!made.ok) return made;
    onProgress({ format, step: "checking", done, total });
    for (const { bytes, as } of made.value.checked) {
      for (const one of foreignNames(bytes, as, job.names)) found.push({ ...one, format });
    }
    const bytes = new Uint8Array(made.value.bytes);
    files.push({ format, name: reviewFileName(job.snapshot, job.document, format), bytes, sha256: bytesToHex(sha256(bytes)) });
    onProgress({ format, step: "made", done: files.length, total });
  }
  return found.length > 0 ? err({ code: "foreign-name", found }) : ok(files);
}

interface Made {
  readonly bytes: Uint8Array;
  /** What is looked through, and as which format. */
  readonly checked: readonly { readonly bytes: Uint8Array; readonly as: ReviewFormat }[];
}

/** Writers are loaded when they are asked for: each is as large as everything else here together. */
async function bytesOf(format: ReviewFormat, job: ExportJob, print: PrintReview | null): Promise<Result<Made, ExportFault>> {
  const { document, snapshot, slides } = job;
  const whole = (bytes: Uint8Array): Result<Made, ExportFault> => ok({ bytes, checked: [{ bytes, as: format }] });
  switch (format) {
    case "pptx": {
      const { pptxOf } = await import("./pptx/pptx-of.ts");
      if (job.template === undefined) return whole(await pptxOf(document, slides, null));
      const { brandedPptx } = await import("./pptx/brand/branded-pptx.ts");
      const made = await brandedPptx(document, job.template);
      return made.ok ? whole(made.value) : err({ code: "template-refused", reason: made.error.code });
    }
    case "docx":
      return whole(await (await import("./docx/docx-of.ts")).docxOf(document));
    case "xlsx":
      return whole(await (await import("./xlsx/xlsx-of.ts")).xlsxOf(document, snapshot));
    case "html":
      return whole(await pageOf(job));
    case "pdf": {
      const page = await pageOf(job);
      const printed = print === null ? err({ code: "no-printer" }) : await print(document);
      if (!printed.ok) return err({ code: "not-printed", reason: printed.error.code });
      // The letters of a PDF are numbers of its fonts: the page that was printed is looked through as well.
      return ok({
        bytes: printed.value,
        checked: [
          { bytes: page, as: "html" },
          { bytes: printed.value, as: "pdf" },
        ],
      });
    }
    default:
      return assertNever(format);
  }
}

async function pageOf({ document, slides }: ExportJob): Promise<Uint8Array> {
  const { htmlOf } = await import("./html/html-of.ts");
  return new TextEncoder().encode(htmlOf(document, slides));
}
