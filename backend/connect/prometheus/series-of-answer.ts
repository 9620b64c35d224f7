import { regionId } from "../../../shared/domain/common.ts";
import { metrics } from "../../../shared/domain/metrics/metrics.ts";
import { hourMs, hoursInMonth, monthOf, monthStartMs } from "../../../shared/domain/metrics/series.ts";
import { sdkPlatforms, sdkVersion } from "../../../shared/domain/sdk/sdk-release.ts";
import type { RowReason } from "../../../shared/sync/connectors.ts";
import type { AccountIndex } from "../../ingest/account-index.ts";
import { shown } from "../../ingest/fault.ts";
import type { ImportChunk } from "../../storage/import-store.ts";
import { type PrometheusQuery, type SeriesPart, unitFactor } from "../connector-config.ts";
import type { RunTally } from "../run-tally.ts";
import { SourceFault } from "../source-fault.ts";
import type { RangeSeries } from "./prometheus-client.ts";

/** A chunk, and how many samples of the answer it holds. */
export interface AnsweredChunk {
  readonly chunk: ImportChunk;
  samples: number;
}

interface Whose {
  readonly accountId: string;
  readonly region: string;
  readonly carrier: string | null;
  readonly sdk: string | null;
  readonly platform: string | null;
}

interface Refusal {
  readonly reason: RowReason;
  readonly message: string;
}

function labelsText(labels: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** null = the series does not say. */
function partOf(part: SeriesPart | { readonly value: string } | undefined, labels: Readonly<Record<string, string>>): string | null {
  if (part === undefined) return null;
  if ("value" in part) return part.value;
  const found = labels[part.label] ?? "";
  const value = part.values !== undefined && Object.hasOwn(part.values, found) ? (part.values[found] ?? "") : found;
  return value === "" ? null : value.slice(0, 120);
}

/** Of which account, region and part of the traffic a series is. */
function whoseIs(query: PrometheusQuery, labels: Readonly<Record<string, string>>, accounts: AccountIndex): Whose | Refusal {
  const { account: lookup } = query;
  const name = "value" in lookup ? lookup.value : (labels[lookup.label] ?? "");
  const account = name === "" ? undefined : accounts.find(lookup.by, name);
  if (account === undefined) return { reason: "unknown-account", message: `no account is known by ${lookup.by} ${shown(name)}` };
  const region = partOf(query.region, labels) ?? (query.region === undefined ? (account.regions[0] ?? "") : "");
  if (!regionId.safeParse(region).success) return { reason: "unknown-region", message: `${shown(region)} is no region's id` };
  const [carrier, sdk, platform] = [partOf(query.carrier, labels), partOf(query.sdk, labels), partOf(query.platform, labels)];
  if (sdk !== null && !sdkVersion.safeParse(sdk).success)
    return { reason: "bad-value", message: `${shown(sdk)} is no SDK version such as 4.9.0` };
  if (platform !== null && !(sdkPlatforms as readonly string[]).includes(platform))
    return { reason: "bad-value", message: `${shown(platform)} is no platform; there are ${sdkPlatforms.join(", ")}` };
  return { accountId: account.id, region, carrier, sdk, platform };
}

/** The figure of a sample, or why it is none. */
function figureOf(query: PrometheusQuery, text: string): number | Refusal {
  const value = Number(text) * unitFactor(query.metric, query.unit);
  if (!Number.isFinite(value)) return { reason: "not-finite", message: `${text.slice(0, 20)} is no figure` };
  if (value < 0) return { reason: "bad-value", message: `${text.slice(0, 20)} is less than nothing` };
  if (metrics[query.metric].unit === "ratio" && value > 1)
    return { reason: "bad-value", message: `${text.slice(0, 20)} is more than the whole` };
  return value;
}

/**
 * An answer as hourly chunks: what is evaluated at the end of an hour is the figure of that hour. An hour without a sample stays a gap. What cannot be
 * taken is counted in `tally`; of two series of one account, region and part the first by its labels counts.
 */
export function chunksOfAnswer(
  query: PrometheusQuery,
  series: readonly RangeSeries[],
  accounts: AccountIndex,
  tally: RunTally,
): readonly AnsweredChunk[] {
  const chunks = new Map<string, AnsweredChunk>();
  const taken = new Set<string>();
  const place = (labels: Readonly<Record<string, string>>): string => `${query.name} ${labelsText(labels)}`;
  const sorted = series.map((one) => ({ ...one, key: labelsText(one.metric) })).toSorted((a, b) => (a.key < b.key ? -1 : 1));
  for (const { metric: labels, values, histograms } of sorted) {
    if (histograms.length > 0)
      tally.drop(
        "histogram",
        place(labels),
        null,
        "a histogram; ask for a figure of it with histogram_quantile or histogram_sum",
        histograms.length,
      );
    if (values.length === 0) continue;
    const whose = whoseIs(query, labels, accounts);
    if ("reason" in whose) {
      tally.drop(whose.reason, place(labels), null, whose.message, values.length);
      continue;
    }
    const own = JSON.stringify(whose);
    if (taken.has(own)) {
      tally.drop(
        "duplicate",
        place(labels),
        null,
        "another series is of the same account, region and part: add them up in the query",
        values.length,
      );
      continue;
    }
    taken.add(own);
    for (const [atS, text] of values) {
      const hour = atS * 1_000 - hourMs;
      if (hour % hourMs !== 0) throw new SourceFault("bad-answer", "a sample between the hours that were asked for");
      const figure = figureOf(query, text);
      if (typeof figure !== "number") {
        tally.drop(figure.reason, place(labels), null, `${new Date(hour).toISOString()}: ${figure.message}`);
        continue;
      }
      const month = monthOf(hour);
      const key = `${month} ${own}`;
      let found = chunks.get(key);
      if (found === undefined) {
        const hours = hoursInMonth(month);
        found = { chunk: { ...whose, metric: query.metric, month, values: new Float64Array(hours).fill(Number.NaN) }, samples: 0 };
        chunks.set(key, found);
      }
      found.chunk.values[(hour - monthStartMs(month)) / hourMs] = figure;
      found.samples += 1;
    }
  }
  return [...chunks.values()];
}
