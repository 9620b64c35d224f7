import type { z } from "zod";
import { isKind, type Kind, kinds } from "../../../shared/domain/kinds.ts";
import type { MetricGroup } from "../../../shared/domain/metrics/metrics.ts";
import { decodeContents, type PackManifest } from "../../../shared/domain/site-pack/pack-contents.ts";
import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import { decodeChunks, type PackedChunk } from "../../../shared/sync/chunks.ts";
import { encodePage, PageFormatError, PageReader } from "../../../shared/sync/columnar.ts";

export interface OpenedPack {
  readonly manifest: PackManifest;
  readonly pages: readonly { readonly kind: Kind; readonly reader: PageReader }[];
  readonly metrics: readonly { readonly accountId: string; readonly group: MetricGroup; readonly chunks: readonly PackedChunk[] }[];
  /** Records that this version does not understand, and leaves out. */
  readonly unknownRows: number;
}

/**
 * Reads what was sealed in a pack. Whoever made it knew the passphrase and need not have used Headroom: every record is held against the form of
 * its kind, metrics are those of the pack's own accounts, and what is not a page refuses the whole.
 */
export function openContents(content: Uint8Array<ArrayBuffer>): Result<OpenedPack, { readonly code: "damaged" | "newer" }> {
  const decoded = decodeContents(content);
  if (!decoded.ok) return decoded;
  const { manifest } = decoded.value;
  const accounts = new Set(manifest.accounts.map(({ id }) => id));
  try {
    let unknownRows = 0;
    const pages = manifest.pages.flatMap(({ kind, rows }, at) => {
      const reader = new PageReader(decoded.value.pages[at] ?? new Uint8Array());
      if (reader.rows !== rows || reader.header.kind !== kind) throw new PageFormatError("another page than the manifest names");
      if (!isKind(kind)) {
        unknownRows += rows;
        return [];
      }
      const docs = Array.from({ length: rows }, (_, row) => reader.doc(row));
      const sound = docs.filter((doc) => isSound(kind, doc));
      unknownRows += docs.length - sound.length;
      return [{ kind, reader: sound.length === docs.length ? reader : new PageReader(encodePage(kind, sound)) }];
    });
    const metrics = manifest.metrics.map(({ accountId, group }, at) => {
      const { chunks } = decodeChunks(decoded.value.metrics[at] ?? new Uint8Array());
      return { accountId, group, chunks: chunks.filter((chunk) => chunk.accountId === accountId && accounts.has(accountId)) };
    });
    return ok({ manifest, pages, metrics, unknownRows });
  } catch (error) {
    if (error instanceof PageFormatError || error instanceof RangeError || error instanceof SyntaxError) return err({ code: "damaged" });
    throw error;
  }
}

function isSound(kind: Kind, doc: Readonly<Record<string, unknown>>): boolean {
  return typeof doc["rev"] === "number" && (kinds[kind].schema as z.ZodType).safeParse(doc).success;
}
