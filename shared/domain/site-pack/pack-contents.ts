import { z } from "zod";
import { id } from "../common.ts";
import { metricGroups } from "../metrics/series.ts";
import { err, ok, type Result } from "../../kernel/result.ts";
import { packParts } from "./pack-rules.ts";

/** What is sealed in a pack: `HRPC`, the length of a manifest (u32, little-endian), the manifest as UTF-8 JSON, then the blobs that it names, each from a multiple of eight. */
const magic = 0x4350_5248;
const contentsVersion = 1;
const mostBlobs = 5_000;
const mostManifestBytes = 2_000_000;

const blobBytes = z
  .number()
  .int()
  .nonnegative()
  .max(200 * 1024 * 1024);

export const packManifest = z.object({
  version: z.literal(contentsVersion),
  /** The company whose customers these are, as the maker's laptop knows it. */
  tenantName: z.string().max(300).nullable(),
  /** Who packed: the pack is read as this user, who may not change anything. */
  maker: z.object({ id, name: z.string().max(300) }),
  /** When the rows were taken, and how new they were then; ms. */
  takenMs: z.number(),
  asOfMs: z.number().nullable(),
  accounts: z
    .array(z.object({ id, name: z.string().max(300) }))
    .min(1)
    .max(200),
  parts: z.array(z.enum(packParts)),
  blanked: z.number().int().nonnegative(),
  /** Pages of records, as the sync protocol has them; a kind that this version does not know is passed over. */
  pages: z.array(z.object({ kind: z.string().max(60), rows: z.number().int().nonnegative(), bytes: blobBytes })).max(mostBlobs),
  /** Metrics of an account, as chunks. */
  metrics: z.array(z.object({ accountId: id, group: z.enum(metricGroups), bytes: blobBytes })).max(mostBlobs),
});
export type PackManifest = z.infer<typeof packManifest>;

export interface PackContents {
  readonly manifest: PackManifest;
  /** In the manifest's order: pages, then metrics. */
  readonly pages: readonly Uint8Array<ArrayBuffer>[];
  readonly metrics: readonly Uint8Array<ArrayBuffer>[];
}

function align8(n: number): number {
  return Math.ceil(n / 8) * 8;
}

export function encodeContents({ manifest, pages, metrics }: PackContents): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(JSON.stringify(manifest));
  const blobs = [...pages, ...metrics];
  const bytes = new Uint8Array(blobs.reduce((sum, blob) => sum + align8(blob.byteLength), align8(8 + json.byteLength)));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic, true);
  view.setUint32(4, json.byteLength, true);
  bytes.set(json, 8);
  let at = align8(8 + json.byteLength);
  for (const blob of blobs) {
    bytes.set(blob, at);
    at += align8(blob.byteLength);
  }
  return bytes;
}

/** `damaged` = not what `encodeContents` makes; `newer` = made by a version that came later. The blobs share the memory of `bytes`. */
export function decodeContents(bytes: Uint8Array<ArrayBuffer>): Result<PackContents, { readonly code: "damaged" | "newer" }> {
  if (bytes.byteLength < 8) return err({ code: "damaged" });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const jsonBytes = view.getUint32(4, true);
  if (view.getUint32(0, true) !== magic || jsonBytes > mostManifestBytes || 8 + jsonBytes > bytes.byteLength)
    return err({ code: "damaged" });
  const json = parseJson(bytes.subarray(8, 8 + jsonBytes));
  if (typeof json === "object" && json !== null && "version" in json && typeof json.version === "number" && json.version > contentsVersion)
    return err({ code: "newer" });
  const manifest = packManifest.safeParse(json);
  if (!manifest.success) return err({ code: "damaged" });
  let at = align8(8 + jsonBytes);
  const take = ({ bytes: length }: { readonly bytes: number }): Uint8Array<ArrayBuffer> => {
    const blob = bytes.subarray(at, at + length);
    at += align8(length);
    return blob;
  };
  const pages = manifest.data.pages.map(take);
  const metrics = manifest.data.metrics.map(take);
  if (at !== bytes.byteLength) return err({ code: "damaged" });
  return ok({ manifest: manifest.data, pages, metrics });
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}
