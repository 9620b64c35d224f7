import { isDetail } from "../../shared/domain/metrics/series.ts";
import { sdkPlatforms, sdkVersion } from "../../shared/domain/sdk/sdk-release.ts";
import { z } from "zod";
import { id, regionId } from "../../shared/domain/common.ts";
import type { Kind } from "../../shared/domain/kinds.ts";
import { isMetricId, type MetricId } from "../../shared/domain/metrics/metrics.ts";
import { dropReasons } from "./fault.ts";
import { limits } from "./limits.ts";
import { type TargetName, targetNames } from "./targets.ts";

/** Kinds that an import may write: never users, views, outreach or what colleagues wrote themselves. */
export const importKinds = [
  "account",
  "capacity",
  "contract",
  "contact",
  "plannedEvent",
  "incident",
  "incidentEvent",
  "sdkRelease",
  "sdkUse",
  "surveyAnswer",
] as const satisfies readonly Kind[];

const count = z.number().int().nonnegative();
const dropped = z.object({ total: count, byReason: z.partialRecord(z.enum(dropReasons), count) });
const counts = { read: count, stored: count, unchanged: count, dropped };

/** The answer of an import, on the command line (`--json`) and over HTTP. In every file read = stored + unchanged + dropped.total. */
export const importSummary = z.object({
  files: z
    .array(
      z.object({
        file: z.string(),
        target: z.enum(targetNames as [TargetName, ...TargetName[]]),
        ...counts,
        warnings: z.array(z.object({ code: z.string(), count, message: z.string() })).readonly(),
        error: z.string().nullable().describe("Why the file could not be read (to its end)"),
      }),
    )
    .readonly(),
  total: z.object(counts),
  counts: z
    .object({ accounts: count, incidents: count, incidentEvents: count, series: count })
    .describe("What is stored now, whoever brought it"),
  firstFaults: z
    .array(
      z.object({
        file: z.string(),
        line: z.number().int(),
        column: z.string().nullable(),
        reason: z.enum(dropReasons),
        message: z.string(),
      }),
    )
    .readonly(),
});

const document = z.record(z.string().max(60), z.json());
export const recordsRequest = z.object({
  records: z
    .array(z.object({ kind: z.enum(importKinds), id, fields: document, defaults: document }))
    .min(1)
    .max(limits.batchRecords * 2),
});
export const recordsAnswer = z.object({ outcomes: z.array(z.enum(["stored", "unchanged"])) });

const chunk = z.object({
  accountId: id,
  metric: z.string().refine((name): name is MetricId => isMetricId(name), "no such metric"),
  region: regionId,
  carrier: z.string().min(1).max(120).nullable(),
  month: z.string().regex(/^(19[7-9]\d|2\d{3})-(0[1-9]|1[0-2])$/),
  values: z.array(z.number().nonnegative().nullable()).min(672).max(744),
});
const chunksOf = <S extends z.ZodType>(schema: S) =>
  z.object({
    merge: z.enum(["max", "last"]),
    chunks: z
      .array(schema)
      .min(1)
      .max(limits.openChunks * 2),
  });
export const chunksRequest = chunksOf(chunk);
/** A request of its own: a backend that knows no splits would take a part for the whole, and so must not understand it. */
export const detailChunksRequest = chunksOf(
  chunk.extend({ sdk: sdkVersion.nullable(), platform: z.enum(sdkPlatforms).nullable() }).refine(isDetail, "not split"),
);
/** One byte per hour and chunk, base64: 1 = the stored value changed. */
export const chunksAnswer = z.object({ changed: z.array(z.base64()) });

export const accountsAnswer = z.object({
  accounts: z.array(z.object({ code: z.string(), id, timeZone: z.string(), regions: z.array(z.string()) })),
});
export const countsAnswer = importSummary.shape.counts;
