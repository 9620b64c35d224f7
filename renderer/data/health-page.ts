import type { HealthSummary } from "../../shared/domain/health/health-result.ts";
import { encodePage, PageFormatError, PageReader } from "../../shared/sync/columnar.ts";

/** Raised when summaries are worked out or written otherwise: those of an earlier version are not read, but worked out again. */
const format = 1;

/** Summaries as one page, an account a row. */
export function encodeHealth(summaries: readonly HealthSummary[]): Uint8Array<ArrayBuffer> {
  return encodePage(
    "health",
    summaries.map(({ spark, components, worst, ...rest }) => ({
      ...rest,
      spark: new Uint8Array(Float64Array.from(spark).buffer),
      worst: worst === null ? null : JSON.stringify(worst),
      components: JSON.stringify(components),
    })),
    { format },
  );
}

/** Empty when another version wrote the page. Throws PageFormatError on a damaged one. */
export function decodeHealth(bytes: Uint8Array<ArrayBuffer>): readonly HealthSummary[] {
  const reader = new PageReader(bytes);
  if (reader.meta["format"] !== format) return [];
  return Array.from({ length: reader.rows }, (_, row) => summaryOf(reader, row));
}

function summaryOf(reader: PageReader, row: number): HealthSummary {
  const doc = reader.doc(row);
  const { spark, worst, components } = doc;
  if (!(spark instanceof Uint8Array) || spark.length % 8 !== 0 || typeof components !== "string")
    throw new PageFormatError("damaged health");
  return {
    // Written by this very version: see `format`.
    ...(doc as unknown as HealthSummary),
    spark: Array.from(new Float64Array(spark.slice().buffer)),
    worst: typeof worst === "string" ? (JSON.parse(worst) as HealthSummary["worst"]) : null,
    components: JSON.parse(components) as HealthSummary["components"],
  };
}
