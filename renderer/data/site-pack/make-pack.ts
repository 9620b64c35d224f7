import { deflateSync } from "fflate";
import { type Kind, kindNames } from "../../../shared/domain/kinds.ts";
import type { MetricGroup } from "../../../shared/domain/metrics/metrics.ts";
import type { Romanize } from "../../../shared/domain/search/romanize.ts";
import { encodeContents, type PackContents } from "../../../shared/domain/site-pack/pack-contents.ts";
import { type PackedRecords, packRecords, type PackRow } from "../../../shared/domain/site-pack/pack-records.ts";
import { type PackPart, packRules } from "../../../shared/domain/site-pack/pack-rules.ts";
import { encodePage } from "../../../shared/sync/columnar.ts";
import type { LocalStore } from "../local-store.ts";
import { packSeries } from "./pack-metrics.ts";

/** What is asked of a pack: whose, what, and what only the window knows of the company. */
export interface PackAsked {
  readonly accountIds: readonly string[];
  readonly parts: readonly PackPart[];
  readonly tenantName: string | null;
  /** When the laptop last was equal to the backend, ms; null = never. */
  readonly asOfMs: number | null;
}

/** What would be packed, before it is: sizes are of the file, about. */
export interface PackReport extends Omit<PackedRecords, "rows"> {
  readonly records: number;
  /** `base` = what is always taken along, usage included. A part that was not chosen is null. */
  readonly bytes: Readonly<Record<"base" | PackPart, number | null>>;
  readonly accounts: readonly { readonly id: string; readonly name: string }[];
}

const groupParts: Readonly<Record<MetricGroup, PackPart | null>> = { usage: null, quality: "quality", detail: "quality" };

/** Puts a pack together from the book as it is shown. null = none of the accounts is here, or the reader is not known yet. */
export async function makePack(
  store: LocalStore,
  asked: PackAsked,
  romanize: Romanize | null,
  nowMs: number,
): Promise<{ readonly report: PackReport; readonly content: Uint8Array<ArrayBuffer> } | null> {
  const maker = store.get("user", store.userId() ?? "");
  const accounts = asked.accountIds.flatMap((accountId) => store.get("account", accountId) ?? []).map(({ id, name }) => ({ id, name }));
  if (maker === undefined || accounts.length === 0) return null;
  const accountIds = accounts.map(({ id }) => id);
  const packed = packRecords(store, { accountIds, parts: asked.parts, userId: maker.id }, romanize);
  const pages = kindNames.flatMap((kind) => pageOf(kind, packed.rows.get(kind) ?? []));
  const metrics: { accountId: string; group: MetricGroup; bytes: Uint8Array<ArrayBuffer> }[] = [];
  for (const accountId of accountIds)
    for (const group of ["usage", "quality", "detail"] as const) {
      const part = groupParts[group];
      if (part !== null && !asked.parts.includes(part)) continue;
      const series = await store.series(accountId, group);
      if (series.length > 0) metrics.push({ accountId, group, bytes: packSeries(series) });
    }
  const contents: PackContents = {
    manifest: {
      version: 1,
      tenantName: asked.tenantName,
      maker: { id: maker.id, name: maker.name },
      takenMs: nowMs,
      asOfMs: asked.asOfMs,
      accounts,
      parts: [...asked.parts],
      blanked: packed.blanked.mentions,
      pages: pages.map(({ kind, rows, bytes }) => ({ kind, rows, bytes: bytes.byteLength })),
      metrics: metrics.map(({ accountId, group, bytes }) => ({ accountId, group, bytes: bytes.byteLength })),
    },
    pages: pages.map(({ bytes }) => bytes),
    metrics: metrics.map(({ bytes }) => bytes),
  };
  const { rows, ...found } = packed;
  const parts: Record<"base" | PackPart, number | null> = {
    base: 0,
    timeline: null,
    reviews: null,
    knowledge: null,
    quality: null,
    internal: null,
  };
  const add = (part: PackPart | null, bytes: Uint8Array): void => {
    parts[part ?? "base"] = (parts[part ?? "base"] ?? 0) + smallBytes(bytes);
  };
  for (const { kind, bytes } of pages) {
    const rule = packRules[kind];
    add(rule.of === "never" ? null : rule.part, bytes);
  }
  for (const { group, bytes } of metrics) add(groupParts[group], bytes);
  for (const part of asked.parts) parts[part] ??= 0;
  const records = [...rows.values()].reduce((sum, ofKind) => sum + ofKind.length, 0);
  return { report: { ...found, records, bytes: parts, accounts }, content: encodeContents(contents) };
}

function pageOf(
  kind: Kind,
  rows: readonly PackRow[],
): readonly { readonly kind: Kind; readonly rows: number; readonly bytes: Uint8Array<ArrayBuffer> }[] {
  // What a schema has let through is what a page can hold.
  return rows.length === 0 ? [] : [{ kind, rows: rows.length, bytes: encodePage(kind, rows as readonly Record<string, never>[]) }];
}

function smallBytes(bytes: Uint8Array): number {
  return deflateSync(bytes, { level: 1 }).byteLength;
}
